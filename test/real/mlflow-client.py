"""MLflow's own client, as a user beside ours: one JSON call per line in, one JSON answer per line out.

Read by test/real/mlflow-witness.ts. What our actions write is told here in the client's words, and what they read is set here.
"""

import json
import os
import sys
import tempfile

from mlflow import MlflowClient

client = MlflowClient()


def number(value):
    """As JavaScript writes it."""
    if value != value:
        return "NaN"
    return str(int(value)) if value == int(value) and abs(value) < 1e21 else repr(value)


def run(found):
    run_id = found.info.run_id
    with tempfile.TemporaryDirectory() as folder:
        artifacts = {}
        for entry in client.list_artifacts(run_id):
            with open(client.download_artifacts(run_id, entry.path, folder), encoding="utf-8") as file:
                artifacts[entry.path] = file.read()
    return {
        "status": found.info.status,
        "params": found.data.params,
        "tags": found.data.tags,
        "metrics": {key: number(value) for key, value in found.data.metrics.items()},
        "history": {
            key: [[point.step, number(point.value)] for point in client.get_metric_history(run_id, key)]
            for key in found.data.metrics
        },
        "artifacts": artifacts,
    }


def runs(experiment):
    found = client.get_experiment_by_name(experiment)
    if found is None:
        return {}
    return {each.info.run_id: run(each) for each in client.search_runs([found.experiment_id])}


def versions(model):
    numbers = [found.version for found in client.search_model_versions(f"name='{model}'")]
    return {str(number): version(model, number) for number in numbers}


def version(model, number):
    # A search tells no aliases.
    found = client.get_model_version(model, number)
    return {"source": found.source, "runId": found.run_id or "", "tags": found.tags, "aliases": list(found.aliases)}


def add_version(model, source, tags):
    if not client.search_registered_models(f"name='{model}'"):
        client.create_registered_model(model)
    return str(client.create_model_version(model, source, tags=tags).version)


CALLS = {
    "runs": runs,
    "versions": versions,
    "setAlias": client.set_registered_model_alias,
    "addVersion": add_version,
    "deleteExperiment": lambda name: client.delete_experiment(client.get_experiment_by_name(name).experiment_id),
}

# Whatever the library prints must not stand between the answers.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
for line in sys.stdin:
    name, *arguments = json.loads(line)
    try:
        answer = {"value": CALLS[name](*arguments)}
    except Exception as error:  # told to whoever asked
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), file=answers, flush=True)
