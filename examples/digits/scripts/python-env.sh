#!/bin/sh
# Puts a Python with the locked packages of a requirements file first on the job's PATH:
#   sh scripts/python-env.sh requirements-dev.txt
# A Python on PATH that holds exactly these packages is taken as it is (a runner's image may bring them). Otherwise they
# are installed into the runner's tool cache, once per lock and Python, with uv where it is there, else with venv and
# pip; always by hash. A self-hosted runner finds them again; jobs that start together do not disturb each other.
set -eu

lock=$1
python=$(command -v python || command -v python3) || {
  echo "::error::No Python on this runner. Install Python 3.9 or newer with its venv module, or use actions/setup-python."
  exit 1
}

# Prints the environment's name; ends with 0 where this Python needs none.
name=$("$python" - "$lock" <<'PYTHON'
import hashlib, platform, sys
from importlib.metadata import PackageNotFoundError, version

text = open(sys.argv[1], encoding="utf-8").read()
lock = hashlib.sha256(text.encode()).hexdigest()[:16]
print("-".join(["venv", platform.python_version(), platform.system().lower(), platform.machine(), lock]))
try:
    from pip._vendor.packaging.requirements import Requirement

    for line in text.splitlines():
        if line[:1].isalnum():
            wanted = Requirement(line.rstrip("\\"))
            if (wanted.marker is None or wanted.marker.evaluate()) and version(wanted.name) not in wanted.specifier:
                sys.exit(1)
except (ImportError, PackageNotFoundError):
    sys.exit(1)
PYTHON
) && {
  echo "$python holds the packages of $lock"
  exit 0
}

cache=${RUNNER_TOOL_CACHE:-${RUNNER_TEMP:?}}/ml-actions
venv=$cache/$name

if [ ! -d "$venv" ]; then
  mkdir -p "$cache"
  fresh=$(mktemp -d "$cache/.fresh-XXXXXX")
  trap 'rm -rf "$fresh"' EXIT
  if command -v uv >/dev/null; then
    uv venv --quiet --relocatable --clear --python "$python" "$fresh"
    uv pip sync --quiet --compile-bytecode --require-hashes --python "$fresh/bin/python" "$lock"
  else
    "$python" -m venv "$fresh"
    "$fresh/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
  fi
  # The name appears when all is installed; whoever came second uses what the first one made.
  "$python" -c 'import os, sys; os.rename(*sys.argv[1:])' "$fresh" "$venv" 2>/dev/null || [ -d "$venv" ]
fi

echo "$venv/bin" >>"$GITHUB_PATH"
"$venv/bin/python" --version
