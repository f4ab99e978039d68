export const id = 495;
export const ids = [495];
export const modules = {

/***/ 4647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ openDeployment),
  K: () => (/* binding */ writeStatus)
});

;// CONCATENATED MODULE: ./build/packages/github/src/access.js
/** A courtesy takes no longer than this, whatever becomes of GitHub. */
const TIMEOUT_MS = 10_000;
/** What fails is told by `why`, once; the library's own lines would be a second telling. */
const SILENT = { debug: () => { }, info: () => { }, warn: () => { }, error: () => { } };
/**
 * Calls GitHub if it can. No token, a read-only one (a fork's pull request) and an answer that fails are told as `why`:
 * what the action found holds without a comment or a deployment status.
 */
async function access_withGitHub(access, purpose, call) {
    const [owner, repo] = access.repository.split('/');
    if (owner === undefined || repo === undefined || repo === '') {
        return { done: false, why: `${purpose}: there is no repository on GitHub in this run` };
    }
    if (access.token === undefined || access.token === '')
        return { done: false, why: `${purpose}: no \`github-token\` was given` };
    const { Octokit: Client } = await __webpack_require__.e(/* import() */ 194).then(__webpack_require__.bind(__webpack_require__, 5194));
    const octokit = new Client({
        auth: access.token,
        baseUrl: access.apiUrl,
        request: { fetch: access.fetch, signal: AbortSignal.timeout(access.timeoutMs ?? TIMEOUT_MS) },
        log: SILENT,
    });
    try {
        return { done: true, value: await call(octokit, { owner, repo }) };
    }
    catch (error) {
        return { done: false, why: `${purpose}: ${explain(error)}` };
    }
}
function explain(error) {
    const found = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
    const status = typeof found === 'number' ? found : undefined;
    if (status === 403 || status === 404) {
        return `GitHub answered ${status}. The token may not do this: on a pull request from a fork it can only read; elsewhere the job needs the permission that the README names`;
    }
    const text = error instanceof Error ? error.message : String(error);
    return status === undefined ? text : `GitHub answered ${status}: ${text}`;
}

;// CONCATENATED MODULE: ./build/packages/github/src/comment.js

const PER_PAGE = 100;
const MAX_PAGES = 10;
/** GitHub refuses a longer comment. */
const MAX_COMMENT_LENGTH = 65_536;
/**
 * Writes the one comment that carries this marker: the first run creates it, later ones replace its text. A comment is
 * ours only when it begins with the marker and a bot wrote it, so that quoting it does not hand it over.
 * Returns the comment's address.
 */
function comment(access, pullRequest, body) {
    const marker = body.slice(0, body.indexOf('\n'));
    const text = body.length > MAX_COMMENT_LENGTH ? `${body.slice(0, MAX_COMMENT_LENGTH - 40)}\n\n_The rest is left out._` : body;
    return withGitHub(access, 'comment', async (octokit, repository) => {
        const issue = { ...repository, issue_number: pullRequest };
        for (let page = 1; page <= MAX_PAGES; page++) {
            const { data } = await octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
                ...issue,
                per_page: PER_PAGE,
                page,
            });
            const ours = data.find((found) => found.user?.type === 'Bot' && (found.body ?? '').startsWith(marker));
            if (ours !== undefined) {
                const updated = await octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
                    ...repository,
                    comment_id: ours.id,
                    body: text,
                });
                return updated.data.html_url;
            }
            if (data.length < PER_PAGE)
                break;
        }
        const created = await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
            ...issue,
            body: text,
        });
        return created.data.html_url;
    });
}

;// CONCATENATED MODULE: ./build/packages/github/src/deployment.js

/** GitHub keeps 140 characters of a status's description. */
const MAX_DESCRIPTION_LENGTH = 140;
/** Opens a deployment and returns its number. No merge, no required checks: this job has run after them. */
function createDeployment(access, request) {
    return access_withGitHub(access, 'deployment', async (octokit, repository) => {
        const { data } = await octokit.request('POST /repos/{owner}/{repo}/deployments', {
            ...repository,
            ref: request.sha,
            environment: request.environment,
            description: request.description.slice(0, MAX_DESCRIPTION_LENGTH),
            production_environment: request.production,
            auto_merge: false,
            required_contexts: [],
        });
        if (!('id' in data))
            throw new Error(data.message ?? 'no deployment was created');
        return Number(data.id);
    });
}
/** Says how a deployment stands. */
function setDeploymentStatus(access, deployment, status) {
    return access_withGitHub(access, 'deployment status', async (octokit, repository) => {
        await octokit.request('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
            ...repository,
            deployment_id: deployment,
            state: status.state,
            description: status.description.slice(0, MAX_DESCRIPTION_LENGTH),
            log_url: status.logUrl,
            ...(status.environmentUrl === undefined ? {} : { environment_url: status.environmentUrl }),
        });
    });
}
/** Says for a run how its deployment stands, with where the run can be read. A refusal is only told: whatever was released stands. */
async function tellDeployment({ context, fetch, log }, token, deployment, status) {
    const { repository, apiUrl, runUrl: logUrl } = context;
    const { environmentUrl, ...said } = status;
    const written = await setDeploymentStatus({ token, repository, apiUrl, fetch }, deployment, {
        ...said,
        logUrl,
        ...(environmentUrl === undefined ? {} : { environmentUrl }),
    });
    if (!written.done)
        log.info(`The deployment's status on GitHub is not written: ${written.why}`);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/packages/github/src/event.js

/** GitHub's own payloads stay below this (webhooks are capped at 25 MB). */
const MAX_EVENT_BYTES = (/* unused pure expression or super */ null && (25 * 1024 * 1024));
/** The number of the pull request that an event is about; `undefined` for other events and unreadable files. */
async function pullRequestNumber(eventPath) {
    const event = await readEvent(eventPath);
    if (!isRecord(event))
        return undefined;
    const pull = event['pull_request'];
    const number = isRecord(pull) ? pull['number'] : undefined;
    return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}
async function readEvent(path) {
    if (path === '')
        return undefined;
    try {
        const text = await readFile(path, 'utf8');
        return text.length > MAX_EVENT_BYTES ? undefined : JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/packages/github/src/index.js




;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/github-deployment.js

const NONE = { id: undefined, end: () => Promise.resolve() };
/** Opens the deployment where `environment` asks for one. */
async function openDeployment(inputs, services) {
    const { environment } = inputs;
    if (environment === undefined)
        return NONE;
    const { context, log } = services;
    const created = await createDeployment(access(inputs, services), {
        sha: inputs.revision ?? context.sha,
        environment,
        description: `k8s-deploy in run ${context.runId}`,
        production: /^prod/.test(environment),
    });
    if (!created.done) {
        log.info(`No deployment on GitHub: ${created.why}`);
        return NONE;
    }
    services.saveState('deployment', String(created.value));
    const end = (state, description) => writeStatus(inputs, services, created.value, state, description);
    await end('in_progress', 'The rollout is watched');
    return {
        id: created.value,
        // `in_progress` is an end too: a canary's trial goes on without this job.
        end: async (state, description) => {
            await end(state, description);
            services.saveState('deployment', '');
        },
    };
}
/** Says on GitHub how deployment `id` stands. */
function writeStatus(inputs, services, id, state, description) {
    return tellDeployment(services, inputs['github-token'], id, { state, description, environmentUrl: inputs.url });
}
function access(inputs, services) {
    const { repository, apiUrl } = services.context;
    return { token: inputs['github-token'], repository, apiUrl, fetch: services.fetch };
}


/***/ }),

/***/ 6929:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F2: () => (/* reexport */ CANARY_TRACK),
  IB: () => (/* reexport */ CanaryShapeError),
  vy: () => (/* reexport */ FIELD_MANAGER),
  Qz: () => (/* reexport */ FencedError),
  dK: () => (/* reexport */ KubernetesError),
  _i: () => (/* reexport */ LeaseHeldError),
  bq: () => (/* reexport */ ReleaseStateError),
  r0: () => (/* reexport */ RouteShapeError),
  l8: () => (/* reexport */ TRACK_LABEL),
  ZZ: () => (/* reexport */ acquireLease),
  G2: () => (/* reexport */ appliableRoute),
  mh: () => (/* reexport */ canaryName),
  j_: () => (/* reexport */ canaryObjects),
  hq: () => (/* reexport */ canaryWeight),
  ar: () => (/* reexport */ deviceShortage),
  Xl: () => (/* reexport */ devicesOf),
  h4: () => (/* reexport */ diagnose),
  M4: () => (/* reexport */ fieldConflicts),
  dn: () => (/* reexport */ identityAnnotations),
  ce: () => (/* reexport */ isDeployment),
  Ie: () => (/* reexport */ isHttpRoute),
  i1: () => (/* reexport */ isKubernetesObject),
  Ll: () => (/* reexport */ isNode),
  Se: () => (/* reexport */ isPod),
  u4: () => (/* reexport */ isRecord),
  z1: () => (/* reexport */ isReplicaSet),
  _M: () => (/* reexport */ isSameRelease),
  kd: () => (/* reexport */ isService),
  _c: () => (/* reexport */ knownResource),
  vh: () => (/* reexport */ loadConnection),
  Mz: () => (/* reexport */ missedDeadline),
  Vb: () => (/* reexport */ nameOf),
  DT: () => (/* reexport */ openCluster),
  lX: () => (/* reexport */ parseUnschedulable),
  xN: () => (/* reexport */ readIdentity),
  GU: () => (/* reexport */ readLastGood),
  iJ: () => (/* reexport */ readRelease),
  zR: () => (/* reexport */ recordAt),
  Po: () => (/* reexport */ referenceTo),
  "do": () => (/* reexport */ releaseName),
  KB: () => (/* reexport */ routesTo),
  E8: () => (/* reexport */ sharingWatches),
  LH: () => (/* reexport */ troubleOf),
  fK: () => (/* reexport */ valueAt),
  Dl: () => (/* reexport */ watchRollout),
  T1: () => (/* reexport */ withCanaryWeight),
  RC: () => (/* reexport */ withGoodRelease),
  Dj: () => (/* reexport */ withLastGood),
  X1: () => (/* reexport */ withLog),
  vQ: () => (/* reexport */ withoutCanary),
  d4: () => (/* reexport */ writeRelease)
});

// UNUSED EXPORTS: isAlreadyExists, isConflict, isEvent, isPassing, routeEpoch, withRouteEpoch

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/capacity/devices.js
/** Names that a device plugin gives: with a domain that is not Kubernetes' own. */
const EXTENDED = /^(?!(?:[^/]*\.)?kubernetes\.io\/)[^/]+\/[^/]+$/;
/** The devices that one pod asks for; init containers run before the others, so the larger of both counts. */
function devicesOf(spec) {
    const together = new Map();
    for (const container of spec?.containers ?? []) {
        for (const [name, count] of asked(container))
            together.set(name, (together.get(name) ?? 0) + count);
    }
    for (const container of spec?.initContainers ?? []) {
        for (const [name, count] of asked(container))
            together.set(name, Math.max(together.get(name) ?? 0, count));
    }
    return together;
}
/** The devices that a node offers to pods. */
function offered(node) {
    return extended({ ...node.status?.allocatable });
}
function asked({ resources }) {
    return extended({ ...resources?.requests, ...resources?.limits });
}
function extended(quantities) {
    const counts = Object.entries(quantities).filter(([name]) => EXTENDED.test(name));
    return new Map(counts.map(([name, count]) => [name, Number(count)]).filter(([, count]) => count > 0));
}
/** How many old pods a rollout takes away before a new one is ready. */
function goesFirst(strategy, replicas) {
    if (strategy?.type === 'Recreate')
        return replicas;
    const { maxUnavailable = '25%', maxSurge = '25%' } = strategy?.rollingUpdate ?? {};
    const unavailable = share(maxUnavailable, replicas, Math.floor);
    // Both zero can't be; percentages that round to nothing leave one.
    return unavailable === 0 && share(maxSurge, replicas, Math.ceil) === 0 ? 1 : unavailable;
}
function share(value, of, round) {
    const percent = /^(\d+)%$/.exec(String(value))?.[1];
    return percent === undefined ? Number(value) : round((Number(percent) * of) / 100);
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/capacity/shortage.js

/**
 * Whether not one pod of `wanted` would find its devices while `live`, which it replaces, still runs. Says so only where it is certain
 * without a new node: rules of placement that are not read here only make it worse. `beside` is for a release that replaces nothing.
 */
function deviceShortage(wanted, live, { nodes, pods }, beside = false) {
    const spec = wanted.spec?.template.spec;
    const needed = devicesOf(spec);
    // A pod of higher priority takes the place of others.
    if (needed.size === 0 || (spec?.priorityClassName ?? '') !== '')
        return undefined;
    const open = nodes.filter((node) => isOpen(node, spec));
    const own = (pod) => live !== undefined && isOf(live, pod);
    const strategy = wanted.spec?.strategy ?? live?.spec?.strategy;
    const replicas = wanted.spec?.replicas ?? live?.spec?.replicas ?? 1;
    const leaves = beside || live === undefined ? 0 : goesFirst(strategy, replicas);
    const fits = (node, gone) => [...needed].every(([name, count]) => free(node, name, pods, own, gone) >= count);
    if (open.some((node) => fits(node, leaves)))
        return undefined;
    for (const [resource, count] of needed) {
        if (open.some((node) => free(node, resource, pods, own, leaves) >= count))
            continue;
        const having = open.filter((node) => (offered(node).get(resource) ?? 0) > 0);
        const deadlock = !beside && leaves === 0 && open.some((node) => fits(node, Number.POSITIVE_INFINITY));
        return { resource, count, deadlock, nodes: having.map((node) => full(node, resource, pods)) };
    }
    return undefined;
}
function full(node, resource, pods) {
    const holders = held(node, pods).filter(({ devices }) => devices.has(resource));
    return {
        name: node.metadata.name,
        resource,
        total: offered(node).get(resource) ?? 0,
        free: free(node, resource, pods, () => false, 0),
        holders: holders.map(({ pod }) => `${pod.metadata.namespace}/${pod.metadata.name}`),
    };
}
/** What is free of a resource once `gone` of the pods that are `own` have left the node, those first that hold most. */
function free(node, resource, pods, own, gone) {
    const holding = held(node, pods).map(({ pod, devices }) => ({ own: own(pod), count: devices.get(resource) ?? 0 }));
    const leaving = holding.filter((each) => each.own).map(({ count }) => count);
    const back = leaving.toSorted((one, other) => other - one).slice(0, gone);
    return (offered(node).get(resource) ?? 0) - sum(holding.map(({ count }) => count)) + sum(back);
}
function held(node, pods) {
    return pods
        .filter((pod) => pod.spec?.nodeName === node.metadata.name && !isOver(pod))
        .map((pod) => ({ pod, devices: devicesOf(pod.spec) }));
}
/** Ended, or on its way out: what it holds becomes free. */
function isOver({ metadata, status }) {
    return metadata.deletionTimestamp !== undefined || status?.phase === 'Succeeded' || status?.phase === 'Failed';
}
function isOf(deployment, pod) {
    const labels = Object.entries(deployment.spec?.selector.matchLabels ?? {});
    const same = labels.length > 0 && labels.every(([key, value]) => pod.metadata.labels?.[key] === value);
    return same && pod.metadata.namespace === deployment.metadata.namespace;
}
/** Ready, not cordoned, with the labels that the pod asks for and no taint that it does not tolerate. */
function isOpen(node, spec) {
    const labels = Object.entries(spec?.nodeSelector ?? {});
    const tolerations = spec?.tolerations ?? [];
    const ready = node.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
    if (!ready || node.spec?.unschedulable === true)
        return false;
    if (!labels.every(([key, value]) => node.metadata.labels?.[key] === value))
        return false;
    return (node.spec?.taints ?? []).every(({ key, value, effect }) => effect === 'PreferNoSchedule' ||
        tolerations.some((each) => (each.key === undefined || each.key === key) &&
            (each.effect === undefined || each.effect === effect) &&
            (each.operator === 'Exists' || (each.value ?? '') === (value ?? ''))));
}
function sum(counts) {
    return counts.reduce((total, count) => total + count, 0);
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/conflicts.js
/**
 * Who holds which field, from the refusal of a server-side apply. The server names the manager in each cause's message:
 * `conflict with "kubectl-client-side-apply" using apps/v1`, `conflict with "hpa" with subresource "scale" …`.
 * Empty for any other error.
 */
function fieldConflicts(error) {
    return (error.details.causes ?? [])
        .filter((cause) => cause.reason === 'FieldManagerConflict')
        .map((cause) => ({
        field: cause.field ?? '',
        manager: /conflict with "((?:[^"\\]|\\.)*)"/.exec(cause.message ?? '')?.[1] ?? 'another manager',
    }));
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/errors.js
/**
 * The API server refused, or could not be reached.
 * `status` is the HTTP status, 0 where no answer came; `reason` is the server's own word (`Conflict`, `NotFound`, …) or
 * one of ours: `Unreachable`, `Malformed`, `Timeout`.
 */
class KubernetesError extends Error {
    status;
    reason;
    details;
    constructor(init) {
        super(init.message, init.cause === undefined ? {} : { cause: init.cause });
        this.name = 'KubernetesError';
        this.status = init.status;
        this.reason = init.reason;
        this.details = init.details ?? {};
    }
}
/** True where the server says that the object changed since it was read, or that a field belongs to somebody else. */
function isConflict(error) {
    return error instanceof KubernetesError && error.status === 409 && error.reason === 'Conflict';
}
/** True where an object of this name is there already. */
function isAlreadyExists(error) {
    return error instanceof KubernetesError && error.status === 409 && error.reason === 'AlreadyExists';
}
/** True where no answer came: what was asked for may have been done. */
function isUnheard(error) {
    return error instanceof KubernetesError && error.status === 0 && error.reason !== 'Malformed';
}
/** Whether trying again may help: no answer, too many requests, or the server's own trouble. */
function isPassing(error) {
    return error instanceof KubernetesError && (error.status === 0 || error.status === 429 || error.status >= 500);
}
/** The connection can't be made as the kubeconfig or the service account describes it. */
class ConnectionError extends Error {
    constructor(message, options) {
        super(message, options);
        this.name = 'ConnectionError';
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/packages/kubernetes/src/connection/in-cluster.js


/** Where the kubelet puts a pod's account (kubernetes.io/docs/tasks/run-application/access-api-from-pod). */
const ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';
/** The connection that the pod around this process was given. Throws `ConnectionError` outside a pod. */
async function connectionFromServiceAccount(env, folder = ACCOUNT_FOLDER) {
    const host = env['KUBERNETES_SERVICE_HOST'];
    const port = env['KUBERNETES_SERVICE_PORT'] ?? '443';
    if (host === undefined || host === '') {
        throw new ConnectionError('This does not run in a pod: KUBERNETES_SERVICE_HOST is not set. Give a kubeconfig.');
    }
    const read = async (name) => (0,promises_.readFile)(`${folder}/${name}`, 'utf8').catch((cause) => {
        throw new ConnectionError(`The pod's service account has no ${name} (is automountServiceAccountToken false?)`, {
            cause,
        });
    });
    const token = async () => (await read('token')).trim();
    const namespace = (await read('namespace')).trim();
    return {
        server: new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`),
        name: 'in-cluster',
        certificateAuthority: await read('ca.crt'),
        authorization: async () => `Bearer ${await token()}`,
        secrets: [await token()],
        ...(namespace === '' ? {} : { namespace }),
        close: () => Promise.resolve(),
    };
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/packages/kubernetes/src/object.js
/** True for a plain JSON object. */
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** True for what carries `apiVersion`, `kind` and `metadata.name`, as every object of the API does. */
function isKubernetesObject(value) {
    return (isRecord(value) &&
        typeof value['apiVersion'] === 'string' &&
        typeof value['kind'] === 'string' &&
        isRecord(value['metadata']) &&
        typeof value['metadata']['name'] === 'string');
}
// The API server has validated the rest of an object by its own schema, so its kind is the proof of its shape.
/** True for a Deployment of `apps/v1`. */
function isDeployment(object) {
    return object.apiVersion === 'apps/v1' && object.kind === 'Deployment';
}
/** True for a ReplicaSet of `apps/v1`. */
function isReplicaSet(object) {
    return object.apiVersion === 'apps/v1' && object.kind === 'ReplicaSet';
}
/** True for a Pod. */
function isPod(object) {
    return object.apiVersion === 'v1' && object.kind === 'Pod';
}
/** True for a Node. */
function isNode(object) {
    return object.apiVersion === 'v1' && object.kind === 'Node';
}
/** True for an Event of the core API. */
function isEvent(object) {
    return object.apiVersion === 'v1' && object.kind === 'Event';
}
/** True for a Service. */
function isService(object) {
    return object.apiVersion === 'v1' && object.kind === 'Service';
}
/** True for a ConfigMap. */
function isConfigMap(object) {
    return object.apiVersion === 'v1' && object.kind === 'ConfigMap';
}
/** The address of `object`. */
function referenceTo(object) {
    const { apiVersion, kind, metadata } = object;
    return {
        apiVersion,
        kind,
        name: metadata.name,
        ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
    };
}
/** `Deployment/app` – how messages name an object. */
function nameOf(object) {
    return `${object.kind}/${'metadata' in object ? object.metadata.name : object.name}`;
}
/** The record at `path` inside `value`, or undefined where there is none. */
function recordAt(value, ...path) {
    const found = valueAt(value, ...path);
    return isRecord(found) ? found : undefined;
}
/** The value at `path` inside `value`, or undefined where the path ends early. */
function valueAt(value, ...path) {
    let at = value;
    for (const key of path) {
        if (!isRecord(at))
            return undefined;
        at = at[key];
    }
    return at;
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/connection/kubeconfig.js




/** Reads a kubeconfig given as its content or as a path. Throws `ConnectionError`. */
async function readKubeconfig(contentOrPath) {
    if (isContent(contentOrPath)) {
        return { content: await parseKubeconfig(contentOrPath, 'kubeconfig'), text: contentOrPath, where: 'kubeconfig' };
    }
    const path = (0,external_node_path_.resolve)(contentOrPath.trim());
    const text = await (0,promises_.readFile)(path, 'utf8').catch((cause) => {
        // It may be a mangled kubeconfig as well as a wrong path: a secret, so it is not repeated.
        throw new ConnectionError('kubeconfig is a single line, and no file of that path can be read; give the content of the file as it is (not encoded), or the path of one', { cause });
    });
    return { content: await parseKubeconfig(text, path), text, where: path, folder: (0,external_node_path_.dirname)(path) };
}
/** The cluster and user of a context, its `current-context` where no name is given. Throws `ConnectionError`. */
function entriesOf(kubeconfig, contextName) {
    const { content, where } = kubeconfig;
    const current = content['current-context'];
    const name = contextName ?? (typeof current === 'string' ? current : '');
    if (name === '')
        throw new ConnectionError(`${where}: no context is given and there is no current-context`);
    const context = entry(kubeconfig, 'contexts', name, 'context');
    const clusterName = context['cluster'];
    if (typeof clusterName !== 'string')
        throw new ConnectionError(`${where}: context ${name} names no cluster`);
    const userName = context['user'];
    const { namespace } = context;
    return {
        name,
        cluster: entry(kubeconfig, 'clusters', clusterName, 'cluster'),
        user: typeof userName === 'string' && userName !== '' ? entry(kubeconfig, 'users', userName, 'user') : {},
        ...(typeof namespace === 'string' && namespace !== '' ? { namespace } : {}),
    };
}
/** A field given as text, or undefined. Throws where it is something else. */
function textField(kubeconfig, entryOf, field) {
    const value = entryOf[field];
    if (value === undefined || value === null || value === '')
        return undefined;
    if (typeof value === 'string')
        return value;
    throw new ConnectionError(`${kubeconfig.where}: ${field} is not text`);
}
/** PEM text given inline as base64 (`NAME-data`) or as a file (`NAME`); the inline form wins, as it does in kubectl. */
async function pemField(kubeconfig, entryOf, field) {
    const data = textField(kubeconfig, entryOf, `${field}-data`);
    if (data !== undefined) {
        const text = Buffer.from(data, 'base64').toString('utf8');
        if (!text.includes('-----BEGIN '))
            throw new ConnectionError(`${kubeconfig.where}: ${field}-data is not PEM in base64`);
        return text;
    }
    const path = textField(kubeconfig, entryOf, field);
    return path === undefined
        ? undefined
        : (0,promises_.readFile)(filePath(kubeconfig, path, field), 'utf8').catch(unreadable(kubeconfig, field));
}
/** The absolute path of a file that a kubeconfig names. */
function filePath(kubeconfig, path, field) {
    if ((0,external_node_path_.isAbsolute)(path))
        return path;
    if (kubeconfig.folder !== undefined)
        return (0,external_node_path_.resolve)(kubeconfig.folder, path);
    throw new ConnectionError(`${kubeconfig.where}: ${field} names the relative path ${path}, which has no meaning in a kubeconfig given as text; ` +
        'embed it (kubectl config view --flatten --minify)');
}
/** Turns a failure to read a named file into a `ConnectionError`. */
function unreadable(kubeconfig, field) {
    return (cause) => {
        throw new ConnectionError(`${kubeconfig.where}: the file of ${field} can't be read`, { cause });
    };
}
function isContent(text) {
    return text.trim().includes('\n') || text.trimStart().startsWith('{');
}
async function parseKubeconfig(text, where) {
    const { parseDocument } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    const document = parseDocument(text, { prettyErrors: false });
    const [problem] = document.errors;
    // The parser's own message may quote the text, which holds credentials.
    if (problem !== undefined)
        throw new ConnectionError(`${where} is not YAML (${problem.code} at character ${problem.pos[0]})`);
    const value = document.toJS({ maxAliasCount: 100 });
    if (!isRecord(value))
        throw new ConnectionError(`${where} is not a kubeconfig`);
    return value;
}
function entry(kubeconfig, section, name, key) {
    const list = kubeconfig.content[section];
    const entries = Array.isArray(list) ? list.filter(isRecord) : [];
    const found = recordAt(entries.find((candidate) => candidate['name'] === name), key);
    if (found !== undefined)
        return found;
    const names = entries.map((candidate) => String(candidate['name'])).join(', ');
    throw new ConnectionError(`${kubeconfig.where} has no ${key} ${name}; it has: ${names === '' ? 'none' : names}`);
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./build/packages/kubernetes/src/connection/loopback.js


/** True for names and addresses that never leave this machine. */
function isLoopback(url) {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    return host === 'localhost' || host === '::1' || ((0,external_node_net_.isIPv4)(host) && host.startsWith('127.'));
}
/** The address of an API server. Plain http would show tokens to the network, so it is taken on loopback only. */
function parseServer(text, where) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
        throw new ConnectionError(`${where}: server ${JSON.stringify(text)} is not an https:// address`);
    }
    if (url.protocol === 'http:' && !isLoopback(url)) {
        throw new ConnectionError(`${where}: server ${text} is plain http; that is accepted on loopback only. Use https://`);
    }
    if (url.username !== '' || url.password !== '') {
        throw new ConnectionError(`${where}: the server's address holds a user name or password; put them into the user's entry`);
    }
    return url;
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/packages/process/src/index.js + 5 modules
var src = __webpack_require__(9436);
;// CONCATENATED MODULE: ./build/packages/kubernetes/src/connection/proxy.js







/** Exec plugins of the clouds fetch a token over the network before the proxy listens. */
const START_LIMIT_MS = 30_000;
const POLL_MS = 50;
/**
 * A connection through `kubectl proxy` on a unix socket in a folder that only this user can enter: kubectl runs the
 * kubeconfig's exec plugin and renews its tokens. `close` ends it and removes what was written. Throws `ConnectionError`.
 */
async function startKubectlProxy(kubeconfig, context, options) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'kubectl-proxy-'));
    const socketPath = (0,external_node_path_.join)(folder, 'socket');
    // The runner empties its own folder even after a kill; the socket's path must be short.
    const credentials = await (0,promises_.mkdtemp)((0,external_node_path_.join)(options.env['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)(), 'kubeconfig-'));
    const file = (0,external_node_path_.join)(credentials, 'config');
    const remove = async () => {
        for (const path of [folder, credentials])
            await (0,promises_.rm)(path, { recursive: true, force: true });
    };
    try {
        await (0,promises_.writeFile)(file, kubeconfig, { mode: 0o600 });
        const lines = [];
        const child = await startKubectl(file, context, socketPath, options.env, lines);
        try {
            await listening(child, socketPath, lines, options.signal);
        }
        catch (error) {
            child.kill('SIGKILL');
            throw error;
        }
        return {
            server: new URL('http://localhost'),
            socketPath,
            name: context,
            secrets: [],
            close: async () => {
                child.kill('SIGTERM');
                await child.done.catch(() => undefined);
                await remove();
            },
        };
    }
    catch (error) {
        await remove();
        throw error;
    }
}
async function startKubectl(file, context, socketPath, env, lines) {
    const args = ['proxy', `--kubeconfig=${file}`, `--context=${context}`, `--unix-socket=${socketPath}`];
    try {
        return await (0,src/* start */.ni)('kubectl', args, { env, onLine: (line) => lines.push(line) });
    }
    catch (error) {
        if (!(error instanceof src/* StartError */.D4))
            throw error;
        throw new ConnectionError(`Context ${context} logs in with an exec plugin, which needs kubectl on PATH (${error.code}). Install kubectl, or give a kubeconfig with a token.`, { cause: error });
    }
}
async function listening(child, socketPath, lines, signal) {
    let ended = false;
    void child.done.finally(() => {
        ended = true;
    });
    const until = performance.now() + START_LIMIT_MS;
    while (!ended && performance.now() < until) {
        if (await accepts(socketPath))
            return;
        await (0,external_node_timers_promises_.setTimeout)(POLL_MS, undefined, signal === undefined ? {} : { signal });
    }
    throw new ConnectionError(`kubectl proxy did not start: ${lines.slice(-3).join(' ') || 'no output within 30 s'}`);
}
function accepts(socketPath) {
    return new Promise((resolve) => {
        const socket = (0,external_node_net_.connect)(socketPath);
        const settle = (answer) => () => {
            socket.destroy();
            resolve(answer);
        };
        socket.once('connect', settle(true));
        socket.once('error', settle(false));
    });
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/connection/of-kubeconfig.js






/** What a kubeconfig may say and this reader does not follow; each is refused rather than left out. */
const REFUSED_USER_FIELDS = ['auth-provider', 'as', 'as-groups', 'as-uid', 'as-user-extra'];
/** The connection that a context of `kubeconfig` describes. Throws `ConnectionError`. */
async function connectionOf(kubeconfig, options) {
    const entries = entriesOf(kubeconfig, options.context);
    const { cluster, user, name } = entries;
    const where = `${kubeconfig.where}, context ${name}`;
    for (const field of REFUSED_USER_FIELDS) {
        if (user[field] !== undefined)
            throw new ConnectionError(`${where}: the user's ${field} is not supported`);
    }
    if (isRecord(user['exec'])) {
        const proxied = await startKubectlProxy(kubeconfig.text, name, options);
        return { ...proxied, ...namespaceOf(entries) };
    }
    const server = parseServer(textField(kubeconfig, cluster, 'server') ?? '', where);
    if (cluster['insecure-skip-tls-verify'] === true && !isLoopback(server)) {
        throw new ConnectionError(`${where}: insecure-skip-tls-verify is refused; give certificate-authority-data instead`);
    }
    if (textField(kubeconfig, cluster, 'proxy-url') !== undefined) {
        throw new ConnectionError(`${where}: proxy-url is not supported; set HTTPS_PROXY for the job`);
    }
    const certificateAuthority = await pemField(kubeconfig, cluster, 'certificate-authority');
    const serverName = textField(kubeconfig, cluster, 'tls-server-name');
    const clientCertificate = await pemField(kubeconfig, user, 'client-certificate');
    const clientKey = await pemField(kubeconfig, user, 'client-key');
    const login = await authorizationOf(kubeconfig, user);
    return {
        server,
        name,
        proxyEnv: options.env,
        ...namespaceOf(entries),
        ...(certificateAuthority === undefined ? {} : { certificateAuthority }),
        ...(serverName === undefined ? {} : { serverName }),
        ...(clientCertificate === undefined ? {} : { clientCertificate }),
        ...(clientKey === undefined ? {} : { clientKey }),
        ...(login === undefined ? {} : { authorization: login.authorization }),
        secrets: [...(login?.secrets ?? []), ...(clientKey === undefined ? [] : [clientKey])],
        close: () => Promise.resolve(),
    };
}
async function authorizationOf(kubeconfig, user) {
    // kubectl prefers the file, which may be rotated while this runs.
    const tokenFile = textField(kubeconfig, user, 'tokenFile');
    if (tokenFile !== undefined) {
        const path = filePath(kubeconfig, tokenFile, 'tokenFile');
        const read = async () => (await (0,promises_.readFile)(path, 'utf8').catch(unreadable(kubeconfig, 'tokenFile'))).trim();
        return { authorization: async () => `Bearer ${await read()}`, secrets: [await read()] };
    }
    const token = textField(kubeconfig, user, 'token');
    if (token !== undefined)
        return { authorization: () => Promise.resolve(`Bearer ${token}`), secrets: [token] };
    const username = textField(kubeconfig, user, 'username');
    if (username === undefined)
        return undefined;
    const password = textField(kubeconfig, user, 'password') ?? '';
    const basic = Buffer.from(`${username}:${password}`).toString('base64');
    return {
        authorization: () => Promise.resolve(`Basic ${basic}`),
        secrets: [password, basic].filter((text) => text !== ''),
    };
}
function namespaceOf(entries) {
    return entries.namespace === undefined ? {} : { namespace: entries.namespace };
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/connection/load.js




/** Reads the kubeconfig or the pod's service account. Throws `ConnectionError`, naming what is missing and where. */
async function loadConnection(source) {
    if (source.kubeconfig !== undefined && source.kubeconfig.trim() !== '') {
        const { env, signal, context } = source;
        const kubeconfig = await readKubeconfig(source.kubeconfig);
        return connectionOf(kubeconfig, {
            env,
            ...(signal === undefined ? {} : { signal }),
            ...(context ? { context } : {}),
        });
    }
    if (source.inCluster === true)
        return connectionFromServiceAccount(source.env);
    throw new ConnectionError('There is no kubeconfig, and this is not asked to use the service account of a pod.');
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/lease.js



/** Somebody else holds the Lease and lives. */
class LeaseHeldError extends Error {
    holder;
    constructor(lease, holder) {
        super(`Lease/${lease} is held by ${holder}`);
        this.name = 'LeaseHeldError';
        this.holder = holder;
    }
}
const lease_POLL_MS = 500;
/** After a renewal that failed. */
const RETRY_MS = 1000;
/**
 * Wins the Lease or throws `LeaseHeldError`. A holder is taken for dead when its record did not change for its whole
 * duration, measured by our own clock (as client-go's leader election does), so that clocks need not agree.
 */
async function acquireLease(cluster, options) {
    const reference = referenceOf(options);
    const startedAt = performance.now();
    let seen;
    let alive = false;
    for (;;) {
        const record = parseLease(await cluster.get(reference));
        const free = record === undefined || record.holder === '' || record.holder === options.holder;
        const now = performance.now();
        if (!free && seen !== undefined && record.renewed !== seen.renewed)
            alive = true;
        if (!free && seen?.renewed !== record.renewed)
            seen = { renewed: record.renewed, at: now };
        const dead = !free && seen !== undefined && now - seen.at > record.durationSeconds * 1000;
        if (free || dead) {
            const won = await tryWrite(cluster, options, record);
            if (won !== undefined)
                return hold(cluster, options, won);
            continue;
        }
        const waitedEnough = now - startedAt >= options.waitMs;
        if (waitedEnough && (alive || isFresh(record, options)))
            throw new LeaseHeldError(options.name, record.holder);
        await (0,external_node_timers_promises_.setTimeout)(lease_POLL_MS, undefined, options.signal === undefined ? {} : { signal: options.signal });
    }
}
// With `waitMs: 0` nobody is watched for long: a record renewed within a third of its duration counts as alive at once.
function isFresh(record, options) {
    const age = (options.now ?? Date.now)() - Date.parse(record.renewed);
    return age >= 0 && age < (record.durationSeconds * 1000) / 3;
}
async function tryWrite(cluster, options, previous) {
    const transitions = (previous?.transitions ?? 0) + 1;
    const object = leaseObject(options, transitions, previous);
    try {
        return parseLease(previous === undefined ? await cluster.create(object) : await cluster.replace(object));
    }
    catch (error) {
        // Of all who try at once one wins; the others look again, and so does who never heard the answer.
        if (isConflict(error) || isAlreadyExists(error) || isUnheard(error))
            return undefined;
        throw error;
    }
}
function hold(cluster, options, won) {
    const lost = new AbortController();
    const stop = new AbortController();
    let current = won;
    let queue = Promise.resolve();
    /** Writes the Lease as ours; false where it is ours no more. */
    const write = async (as) => {
        for (;;) {
            try {
                current = parseLease(await cluster.replace(leaseObject(as, won.transitions, current))) ?? current;
                return true;
            }
            catch (error) {
                if (!isConflict(error) && !isGone(error))
                    throw error;
                const found = parseLease(await cluster.get(referenceOf(options)));
                if (found?.holder !== options.holder || found.transitions !== won.transitions)
                    return false;
                // The answer to a write of our own was lost on the way.
                current = found;
            }
        }
    };
    const renewOnce = async () => {
        if (await write(options))
            return;
        lost.abort();
        const other = parseLease(await cluster.get(referenceOf(options)));
        throw new LeaseHeldError(options.name, other?.holder ?? 'nobody (it was deleted)');
    };
    // One renewal at a time: two with the same version would make one lose against the other.
    const renew = () => {
        const next = queue.then(renewOnce);
        queue = next.catch(() => undefined);
        return next;
    };
    const beating = beat(renew, options.durationSeconds * 1000, lost, stop.signal);
    return {
        holder: options.holder,
        epoch: won.transitions,
        lost: lost.signal,
        renew,
        async release() {
            stop.abort();
            await beating;
            await queue;
            if (lost.signal.aborted)
                return;
            await write({ ...options, holder: '' });
        },
    };
}
async function beat(renew, durationMs, lost, stop) {
    let renewedAt = performance.now();
    let pauseMs = durationMs / 3;
    while (!stop.aborted && !lost.signal.aborted) {
        await (0,external_node_timers_promises_.setTimeout)(pauseMs, undefined, { signal: stop, ref: false }).catch(() => undefined);
        if (stop.aborted)
            return;
        try {
            await renew();
            renewedAt = performance.now();
            pauseMs = durationMs / 3;
        }
        catch (error) {
            if (performance.now() - renewedAt > durationMs && !isPassing(error))
                lost.abort();
            pauseMs = Math.min(durationMs / 3, RETRY_MS);
        }
    }
}
function isGone(error) {
    return error instanceof KubernetesError && error.status === 404;
}
function referenceOf(options) {
    return { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', name: options.name, namespace: options.namespace };
}
function leaseObject(options, transitions, previous) {
    // MicroTime of the API: six places after the second.
    const time = new Date((options.now ?? Date.now)()).toISOString().replace('Z', '000Z');
    const resourceVersion = previous?.object.metadata.resourceVersion;
    const acquired = previous?.transitions === transitions ? valueAt(previous.object, 'spec', 'acquireTime') : undefined;
    const object = {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: {
            name: options.name,
            namespace: options.namespace,
            ...(resourceVersion === undefined ? {} : { resourceVersion }),
        },
        spec: {
            holderIdentity: options.holder,
            leaseDurationSeconds: options.durationSeconds,
            acquireTime: acquired ?? time,
            renewTime: time,
            leaseTransitions: transitions,
        },
    };
    return object;
}
function parseLease(object) {
    if (object === undefined)
        return undefined;
    const holder = valueAt(object, 'spec', 'holderIdentity');
    const durationSeconds = valueAt(object, 'spec', 'leaseDurationSeconds');
    const transitions = valueAt(object, 'spec', 'leaseTransitions');
    const renewed = valueAt(object, 'spec', 'renewTime');
    return {
        object,
        holder: typeof holder === 'string' ? holder : '',
        durationSeconds: typeof durationSeconds === 'number' ? durationSeconds : 0,
        transitions: typeof transitions === 'number' ? transitions : 0,
        renewed: typeof renewed === 'string' ? renewed : '',
    };
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/resources.js

// The kinds that serving uses, so that no discovery request is needed for them. Others are asked for.
const KNOWN = new Map([
    'v1 ConfigMap configmaps',
    'v1 Endpoints endpoints',
    'v1 Event events',
    'v1 LimitRange limitranges',
    'v1 Namespace namespaces -',
    'v1 Node nodes -',
    'v1 PersistentVolume persistentvolumes -',
    'v1 PersistentVolumeClaim persistentvolumeclaims',
    'v1 Pod pods',
    'v1 ResourceQuota resourcequotas',
    'v1 Secret secrets',
    'v1 Service services',
    'v1 ServiceAccount serviceaccounts',
    'apps/v1 DaemonSet daemonsets',
    'apps/v1 Deployment deployments',
    'apps/v1 ReplicaSet replicasets',
    'apps/v1 StatefulSet statefulsets',
    'autoscaling/v2 HorizontalPodAutoscaler horizontalpodautoscalers',
    'batch/v1 CronJob cronjobs',
    'batch/v1 Job jobs',
    'coordination.k8s.io/v1 Lease leases',
    'discovery.k8s.io/v1 EndpointSlice endpointslices',
    'gateway.networking.k8s.io/v1 Gateway gateways',
    'gateway.networking.k8s.io/v1 GatewayClass gatewayclasses -',
    'gateway.networking.k8s.io/v1 HTTPRoute httproutes',
    'monitoring.coreos.com/v1 PodMonitor podmonitors',
    'monitoring.coreos.com/v1 ServiceMonitor servicemonitors',
    'networking.k8s.io/v1 Ingress ingresses',
    'networking.k8s.io/v1 NetworkPolicy networkpolicies',
    'policy/v1 PodDisruptionBudget poddisruptionbudgets',
    'rbac.authorization.k8s.io/v1 ClusterRole clusterroles -',
    'rbac.authorization.k8s.io/v1 ClusterRoleBinding clusterrolebindings -',
    'rbac.authorization.k8s.io/v1 Role roles',
    'rbac.authorization.k8s.io/v1 RoleBinding rolebindings',
].map((line) => {
    const [apiVersion = '', kind = '', plural = '', clusterWide] = line.split(' ');
    return [`${apiVersion} ${kind}`, { plural, namespaced: clusterWide === undefined }];
}));
/** The address of a kind that is known without asking, or undefined. */
function knownResource(kind) {
    return KNOWN.get(`${kind.apiVersion} ${kind.kind}`);
}
/** Path of the API group: `/api/v1`, `/apis/apps/v1`. */
function groupPath(apiVersion) {
    return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
/** Path of all objects of a kind, in one namespace where one is given. */
function collectionPath(kind, resource, namespace) {
    const scope = resource.namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
    return `${groupPath(kind.apiVersion)}${scope}/${resource.plural}`;
}
/** Path of one object. Throws `KubernetesError` where its kind lives in namespaces and none is given. */
function objectPath(reference, resource) {
    if (resource.namespaced && reference.namespace === undefined) {
        throw new KubernetesError({
            status: 0,
            reason: 'Malformed',
            message: `${reference.kind}/${reference.name} needs a namespace`,
        });
    }
    return `${collectionPath(reference, resource, reference.namespace)}/${encodeURIComponent(reference.name)}`;
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/transport/answer.js


/** Larger answers are refused: no list that these actions ask for comes near it. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
/** The whole body as text. Throws `KubernetesError` where it is too large or cut off. */
async function readBody(response) {
    const chunks = [];
    let size = 0;
    for await (const chunk of response) {
        const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
        size += bytes.length;
        if (size > MAX_ANSWER_BYTES) {
            response.destroy();
            throw new KubernetesError({
                status: 0,
                reason: 'Malformed',
                message: `The API server answered with more than 64 MiB`,
            });
        }
        chunks.push(bytes);
    }
    return Buffer.concat(chunks).toString('utf8');
}
/** `text` as JSON. Throws `KubernetesError` where it isn't. */
function parseAnswer(text) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new KubernetesError({
            status: 0,
            reason: 'Malformed',
            message: 'The API server answered with something other than JSON',
            cause,
        });
    }
}
/** The error that an answer with `status` means. Its body is a Status object, or the plain text of a proxy in between. */
function errorOf(status, text, retryAfter) {
    const body = parseStatus(text);
    const message = typeof body?.['message'] === 'string' ? body['message'] : firstLine(text);
    const details = detailsOf(body);
    const seconds = Number(retryAfter);
    return new KubernetesError({
        status,
        reason: reasonOf(status, body, message),
        message: message === '' ? `The API server answered ${status}` : message,
        details: retryAfter !== undefined && Number.isFinite(seconds) ? { ...details, retryAfterSeconds: seconds } : details,
    });
}
/** The error in an ERROR event of a watch, whose object is a Status. */
function errorOfStatus(status) {
    const code = isRecord(status) && typeof status['code'] === 'number' ? status['code'] : 500;
    return errorOf(code, JSON.stringify(status), undefined);
}
function reasonOf(status, body, message) {
    if (typeof body?.['reason'] === 'string' && body['reason'] !== '')
        return body['reason'];
    // The server answers an applied unknown field, wrong type or duplicate key with a bare 500: it is the object that is wrong.
    if (status === 500 && message.includes('failed to create typed patch object'))
        return 'InvalidPatch';
    return status === 401 ? 'Unauthorized' : 'Unknown';
}
function detailsOf(body) {
    const details = recordAt(body, 'details');
    if (details === undefined)
        return {};
    const { name, kind, causes, retryAfterSeconds } = details;
    return {
        ...(typeof name === 'string' ? { name } : {}),
        ...(typeof kind === 'string' ? { kind } : {}),
        ...(Array.isArray(causes) ? { causes: causes.filter(isRecord).map(causeOf) } : {}),
        ...(typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {}),
    };
}
function causeOf(cause) {
    const { reason, message, field } = cause;
    return {
        ...(typeof reason === 'string' ? { reason } : {}),
        ...(typeof message === 'string' ? { message } : {}),
        ...(typeof field === 'string' ? { field } : {}),
    };
}
function parseStatus(text) {
    try {
        const value = JSON.parse(text);
        return isRecord(value) && value['kind'] === 'Status' ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function firstLine(text) {
    return (text.split('\n', 1)[0] ?? '').trim().slice(0, 300);
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/discovery.js




/** Discovery over `transport`. Nothing is sent until an unusual kind is asked for. */
function createDiscovery(transport) {
    const groups = new Map();
    return {
        async find(kind) {
            const known = knownResource(kind);
            if (known !== undefined)
                return known;
            const group = groups.get(kind.apiVersion) ?? readGroup(transport, kind.apiVersion);
            groups.set(kind.apiVersion, group);
            const found = (await group).get(kind.kind);
            if (found !== undefined)
                return found;
            throw new KubernetesError({
                status: 404,
                reason: 'NotFound',
                message: `The cluster serves no kind ${kind.kind} in ${kind.apiVersion}; is its custom resource definition installed?`,
            });
        },
    };
}
async function readGroup(transport, apiVersion) {
    const answer = parseAnswer(await transport.text({ method: 'GET', path: groupPath(apiVersion) }));
    const list = isRecord(answer) && Array.isArray(answer['resources']) ? answer['resources'] : [];
    const found = new Map();
    for (const resource of list.filter(isRecord)) {
        const { name, kind, namespaced } = resource;
        // Names with a slash are subresources.
        if (typeof name !== 'string' || typeof kind !== 'string' || name.includes('/'))
            continue;
        found.set(kind, { plural: name, namespaced: namespaced === true });
    }
    return found;
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/list.js



/** A list answer as a snapshot. Items of a list carry no kind of their own: they are given the one that was asked for. */
function parseList(kind, text) {
    const answer = parseAnswer(text);
    const resourceVersion = recordAt(answer, 'metadata')?.['resourceVersion'];
    if (!isRecord(answer) || typeof resourceVersion !== 'string') {
        throw new KubernetesError({
            status: 0,
            reason: 'Malformed',
            message: `The API server's list of ${kind.kind} has no version`,
        });
    }
    const items = Array.isArray(answer['items']) ? answer['items'] : [];
    return {
        resourceVersion,
        items: items
            .filter(isRecord)
            .map((item) => ({ ...item, apiVersion: kind.apiVersion, kind: kind.kind }))
            .filter(isKubernetesObject),
    };
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
;// CONCATENATED MODULE: ./build/packages/kubernetes/src/transport/request.js
/** `path` with its query; undefined values are left out. */
function targetOf(request) {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(request.query ?? {}))
        if (value !== undefined)
            query.set(key, value);
    const text = query.toString();
    return text === '' ? request.path : `${request.path}?${text}`;
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/transport/retry.js


const TRIES = 5;
const FIRST_DELAY_MS = 200;
/** A server that asks for a longer pause is not waited for inside one request. */
const LONGEST_DELAY_MS = 30_000;
/**
 * Sends until an answer comes that stands. A second try is made where the first one certainly did nothing (429, or no
 * connection at all), after a cut connection also where doing it twice is doing it once (reads, applied objects, deletions),
 * and for reads after a 5xx. Any other write with an unknown fate is not repeated, and neither is a 500 on an applied object:
 * the server answers typos that way.
 */
async function withRetries(request, send) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await send();
        }
        catch (error) {
            const pause = error instanceof KubernetesError ? pauseBefore(request, error, attempt) : undefined;
            if (pause === undefined || attempt === TRIES)
                throw error;
            await (0,external_node_timers_promises_.setTimeout)(pause, undefined, request.signal === undefined ? {} : { signal: request.signal });
        }
    }
}
/** Whether doing it twice is doing it once. */
function isRepeatable({ method, contentType }) {
    return method === 'GET' || method === 'DELETE' || contentType === 'application/apply-patch+yaml';
}
function pauseBefore(request, error, attempt) {
    const backoff = FIRST_DELAY_MS * 2 ** (attempt - 1);
    if (error.status === 429) {
        const asked = (error.details.retryAfterSeconds ?? 0) * 1000;
        return asked > LONGEST_DELAY_MS ? undefined : Math.max(asked, backoff);
    }
    if (neverConnected(error))
        return backoff;
    const read = request.method === 'GET';
    if (isRepeatable(request) && error.reason === 'Unreachable')
        return backoff;
    return read && (error.status >= 500 || error.reason === 'Timeout') ? backoff : undefined;
}
function neverConnected(error) {
    const { cause } = error;
    return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/transport/transport.js







const IDLE_MS = 30_000;
/** A transport on `node:http(s)`. Nothing is sent yet. */
function createTransport(connection) {
    const secure = connection.server.protocol === 'https:' && connection.socketPath === undefined;
    const reused = agentOf(connection, secure, true);
    // A kept socket may have been closed by the other side at the very moment a write goes out: only what may be sent again goes there.
    const fresh = agentOf(connection, secure, false);
    const sendOnce = async (request) => {
        const agent = isRepeatable(request) ? reused : fresh;
        const response = await exchange(connection, secure, agent, request);
        const status = response.statusCode ?? 0;
        if (status >= 200 && status < 300)
            return response;
        throw errorOf(status, await readBody(response), response.headers['retry-after']);
    };
    return {
        text: (request) => withRetries(request, async () => wholeBody(request, await sendOnce(request))),
        stream: sendOnce,
        close: () => {
            reused.destroy();
            fresh.destroy();
        },
    };
}
function agentOf(connection, secure, keepAlive) {
    // What is on this very machine is never asked for through a proxy.
    const direct = connection.socketPath !== undefined || isLoopback(connection.server);
    const proxyEnv = direct ? undefined : connection.proxyEnv;
    const options = { keepAlive, ...(proxyEnv === undefined ? {} : { proxyEnv: { ...proxyEnv } }) };
    if (!secure)
        return new external_node_http_.Agent(options);
    const { certificateAuthority, clientCertificate, clientKey, serverName } = connection;
    return new external_node_https_.Agent({
        ...options,
        minVersion: 'TLSv1.2',
        ...(certificateAuthority === undefined ? {} : { ca: certificateAuthority }),
        ...(clientCertificate === undefined ? {} : { cert: clientCertificate }),
        ...(clientKey === undefined ? {} : { key: clientKey }),
        ...(serverName === undefined ? {} : { servername: serverName }),
    });
}
async function exchange(connection, secure, agent, request) {
    const headers = await headersOf(connection, request);
    const { server, socketPath } = connection;
    const options = {
        agent,
        headers,
        method: request.method,
        path: `${server.pathname.replace(/\/$/, '')}${targetOf(request)}`,
        timeout: request.idleMs ?? IDLE_MS,
        ...(socketPath === undefined
            ? { hostname: server.hostname.replace(/^\[|\]$/g, ''), port: server.port || (secure ? 443 : 80) }
            : { socketPath }),
    };
    request.signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
        const sent = (secure ? external_node_https_.request : external_node_http_.request)(options);
        let answer;
        // Node's own `signal` option, and destroying with an error, throw into the void once the answer has arrived unread.
        const abort = () => {
            if (answer === undefined)
                sent.destroy(new DOMException('The request was aborted', 'AbortError'));
            else
                answer.destroy();
        };
        request.signal?.addEventListener('abort', abort, { once: true });
        sent.once('close', () => request.signal?.removeEventListener('abort', abort));
        sent.once('response', (response) => {
            answer = response;
            response.on('error', () => undefined);
            resolve(response);
        });
        sent.once('timeout', () => sent.destroy(new KubernetesError(silent(request))));
        sent.on('error', (cause) => reject(unreachable(connection, request, cause)));
        sent.end(request.body);
    });
}
async function headersOf(connection, request) {
    const authorization = await connection.authorization?.();
    return {
        Accept: 'application/json',
        'User-Agent': 'ml-actions',
        ...(connection.socketPath === undefined ? {} : { Host: 'localhost' }),
        ...(authorization === undefined ? {} : { Authorization: authorization }),
        ...(request.body === undefined
            ? {}
            : {
                'Content-Type': request.contentType ?? 'application/json',
                // Without it Node sends a DELETE's body unframed, and the server deletes without looking at the preconditions.
                'Content-Length': String(Buffer.byteLength(request.body)),
            }),
    };
}
async function wholeBody(request, response) {
    try {
        return await readBody(response);
    }
    catch (cause) {
        if (cause instanceof KubernetesError || request.signal?.aborted === true)
            throw cause;
        throw new KubernetesError({
            status: 0,
            reason: 'Unreachable',
            message: `The API server's answer to ${request.method} ${request.path} was cut off`,
            cause,
        });
    }
}
function silent(request) {
    return { status: 0, reason: 'Timeout', message: `No answer to ${request.method} ${request.path} in time` };
}
function unreachable(connection, request, cause) {
    if (cause instanceof KubernetesError || request.signal?.aborted === true)
        return cause;
    const where = connection.socketPath === undefined ? connection.server.origin : 'kubectl proxy';
    return new KubernetesError({
        status: 0,
        reason: 'Unreachable',
        message: `${where} can't be reached: ${cause.message}`,
        cause,
    });
}

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./build/packages/kubernetes/src/watch.js






/** After this the server ends the watch by itself; a connection silent for longer is dead without saying so. */
const WATCH_SECONDS = 240;
const SILENCE_MS = (WATCH_SECONDS + 15) * 1000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** A server that can't be reached for this long is reported; until then a watch goes on. */
const PATIENCE_MS = 60_000;
/** List-then-watch: see `Cluster.watch`. */
async function* watchCollection(transport, collection, signal) {
    const patience = createPatience(signal);
    let version;
    let objects = new Map();
    while (!signal.aborted) {
        try {
            if (version === undefined) {
                const { path, query, kind } = collection;
                const snapshot = parseList(kind, await transport.text({ method: 'GET', path, query, signal }));
                objects = new Map(snapshot.items.map((item) => [keyOf(item), item]));
                version = snapshot.resourceVersion;
                patience.reset();
                yield snapshot;
            }
            for await (const change of changes(transport, collection, version, signal)) {
                patience.reset();
                version = change.version;
                if (change.kind === 'bookmark')
                    continue;
                if (change.kind === 'gone')
                    objects.delete(keyOf(change.object));
                else
                    objects.set(keyOf(change.object), change.object);
                yield { items: [...objects.values()], resourceVersion: version };
            }
            // The server ended it, as it does after its time; one that does so at once is not asked in a tight loop.
            await (0,external_node_timers_promises_.setTimeout)(FIRST_PAUSE_MS, undefined, { signal }).catch(() => undefined);
        }
        catch (error) {
            if (signal.aborted)
                return;
            const fate = fateOf(error);
            if (fate === 'fatal')
                throw error;
            if (fate === 'list-again')
                version = undefined;
            await patience.pause(error);
        }
    }
}
async function* changes(transport, collection, version, signal) {
    const response = await transport.stream({
        method: 'GET',
        path: collection.path,
        query: {
            ...collection.query,
            watch: 'true',
            allowWatchBookmarks: 'true',
            resourceVersion: version,
            timeoutSeconds: String(WATCH_SECONDS),
        },
        idleMs: SILENCE_MS,
        signal,
    });
    try {
        for await (const line of linesOf(response))
            if (line !== '')
                yield parseChange(collection.kind, line);
    }
    finally {
        response.destroy();
    }
}
async function* linesOf(response) {
    const decoder = new external_node_string_decoder_.StringDecoder('utf8');
    // Only whole lines count: what a cut connection left behind is sent again.
    let rest = '';
    try {
        for await (const chunk of response) {
            const lines = (rest + (Buffer.isBuffer(chunk) ? decoder.write(chunk) : String(chunk))).split('\n');
            rest = lines.pop() ?? '';
            yield* lines;
        }
    }
    catch (cause) {
        throw new KubernetesError({ status: 0, reason: 'Unreachable', message: 'The watch was cut off', cause });
    }
}
function parseChange(kind, line) {
    const event = parseAnswer(line);
    const type = valueAt(event, 'type');
    const object = valueAt(event, 'object');
    if (type === 'ERROR')
        throw errorOfStatus(object);
    const version = valueAt(object, 'metadata', 'resourceVersion');
    if (typeof version !== 'string')
        throw malformed(kind);
    if (type === 'BOOKMARK')
        return { kind: 'bookmark', version };
    const named = isRecord(object) ? { ...object, apiVersion: kind.apiVersion, kind: kind.kind } : undefined;
    if (!isKubernetesObject(named) || typeof type !== 'string')
        throw malformed(kind);
    return { kind: type === 'DELETED' ? 'gone' : 'there', object: named, version };
}
function malformed(kind) {
    return new KubernetesError({
        status: 0,
        reason: 'Malformed',
        message: `The watch of ${kind.kind} sent an event without an object`,
    });
}
/** What to do after an error: read on from the last version, list again, or give up. */
function fateOf(error) {
    if (!(error instanceof KubernetesError))
        return 'fatal';
    if (error.reason === 'Unreachable' || error.reason === 'Timeout')
        return 'read-on';
    // A half-written line of a cut connection; what it said is found again by listing.
    if (error.reason === 'Malformed')
        return 'list-again';
    // 410 comes as an answer or as an event; a version that the server can't read is answered with a 500.
    return error.status === 410 || error.status === 429 || error.status >= 500 ? 'list-again' : 'fatal';
}
function createPatience(signal) {
    let lastGood = performance.now();
    let pauseMs = FIRST_PAUSE_MS;
    return {
        reset() {
            lastGood = performance.now();
            pauseMs = FIRST_PAUSE_MS;
        },
        async pause(error) {
            if (performance.now() - lastGood > PATIENCE_MS)
                throw error;
            await (0,external_node_timers_promises_.setTimeout)(pauseMs, undefined, { signal }).catch(() => undefined);
            pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
        },
    };
}
function keyOf(object) {
    return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/open-cluster.js








/** Opens the API server behind `connection`. Nothing is sent yet. Aborting `signal` ends every request. */
function openCluster(connection, options = {}) {
    const transport = createTransport(connection);
    const discovery = createDiscovery(transport);
    const send = (request) => transport.text(options.signal === undefined || request.signal !== undefined ? request : { ...request, signal: options.signal });
    const write = async (request) => parseObject(await send(request));
    const pathOf = async (reference) => objectPath(reference, await discovery.find(reference));
    const pathsOf = async (kind, selection) => collectionPath(kind, await discovery.find(kind), selection.namespace);
    return {
        namespace: connection.namespace,
        async get(reference) {
            try {
                return parseObject(await send({ method: 'GET', path: await pathOf(reference) }));
            }
            catch (error) {
                if (isMissing(error, reference))
                    return undefined;
                throw error;
            }
        },
        async list(kind, selection = {}) {
            return parseList(kind, await send({ method: 'GET', path: await pathsOf(kind, selection), query: selectors(selection) }));
        },
        async create(object, settings = {}) {
            const path = await pathsOf(object, object.metadata);
            return write({ method: 'POST', path, query: writeQuery(settings), body: JSON.stringify(object) });
        },
        async replace(object, settings = {}) {
            const path = await pathOf(referenceTo(object));
            return write({ method: 'PUT', path, query: writeQuery(settings), body: JSON.stringify(object) });
        },
        async apply(object, settings) {
            return write({
                method: 'PATCH',
                path: await pathOf(referenceTo(object)),
                query: {
                    ...writeQuery(settings),
                    fieldValidation: 'Strict',
                    force: settings.force === true ? 'true' : undefined,
                },
                body: JSON.stringify(object),
                // JSON is YAML, and the server knows server-side apply by this name alone.
                contentType: 'application/apply-patch+yaml',
            });
        },
        async delete(reference, settings = {}) {
            try {
                await send({ method: 'DELETE', path: await pathOf(reference), body: JSON.stringify(deleteOptions(settings)) });
                return true;
            }
            catch (error) {
                if (isMissing(error, reference))
                    return false;
                throw error;
            }
        },
        async *watch(kind, selection, signal) {
            const both = options.signal === undefined ? signal : AbortSignal.any([signal, options.signal]);
            const path = await pathsOf(kind, selection);
            yield* watchCollection(transport, { kind, path, query: selectors(selection) }, both);
        },
        async logs(pod, container, settings = {}) {
            const { tailLines, previous, limitBytes } = settings;
            return send({
                method: 'GET',
                path: `${await pathOf({ apiVersion: 'v1', kind: 'Pod', ...pod })}/log`,
                query: {
                    container,
                    tailLines: tailLines?.toString(),
                    limitBytes: limitBytes?.toString(),
                    previous: previous === true ? 'true' : undefined,
                },
            });
        },
        close: () => transport.close(),
    };
}
function selectors(selection) {
    return { labelSelector: selection.labelSelector, fieldSelector: selection.fieldSelector };
}
function writeQuery(options) {
    return { fieldManager: options.fieldManager, dryRun: options.dryRun === true ? 'All' : undefined };
}
function deleteOptions(options) {
    const { uid, resourceVersion, propagation, dryRun } = options;
    const preconditions = {
        ...(uid === undefined ? {} : { uid }),
        ...(resourceVersion === undefined ? {} : { resourceVersion }),
    };
    return {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy: propagation ?? 'Background',
        ...(Object.keys(preconditions).length === 0 ? {} : { preconditions }),
        ...(dryRun === true ? { dryRun: ['All'] } : {}),
    };
}
function parseObject(text) {
    const value = parseAnswer(text);
    if (isKubernetesObject(value))
        return value;
    throw new KubernetesError({
        status: 0,
        reason: 'Malformed',
        message: 'The API server answered with something other than an object',
    });
}
// A path that the server does not know, or a missing namespace, is 404 too: only the object itself may be taken for missing.
function isMissing(error, reference) {
    return (error instanceof KubernetesError &&
        error.status === 404 &&
        error.reason === 'NotFound' &&
        error.details.name === reference.name);
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/release/names.js
/** The field manager of everything that k8s-deploy and canary-promote apply. */
const FIELD_MANAGER = 'ml-actions';
/** Annotations of the stable workload: what serves now, and the last good release. */
const names_ANNOTATION = {
    /** `repository@sha256:…` */
    image: 'ml-actions.dev/image',
    /** `sha256:…` of the model's manifest */
    model: 'ml-actions.dev/model',
    /** commit of the code */
    revision: 'ml-actions.dev/revision',
    /** JSON of the last release that came up and stayed (`ReleaseRecord`) */
    release: 'ml-actions.dev/release',
    /** on a route: the Lease’s epoch of whoever set its weights last */
    epoch: 'ml-actions.dev/epoch',
};
/** Label of every object of a canary, with value `canary`. */
const TRACK_LABEL = 'ml-actions.dev/track';
/** Value of the track label, and the suffix of a canary's names and selector values without its dash. */
const CANARY_TRACK = 'canary';
/** Name of the canary beside the stable object `name`. */
function canaryName(name) {
    return `${name}-canary`;
}
/** Name of the ConfigMap and of the Lease that belong to the stable workload `name`. */
function releaseName(name) {
    return `${name}-release`;
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/release/canary.js


/** The objects can't stand beside themselves as a canary; the message names the object and what to change. */
class CanaryShapeError extends Error {
    constructor(message) {
        super(message);
        this.name = 'CanaryShapeError';
    }
}
const LABEL_LIMIT = 63;
/**
 * The canary beside a stable Deployment and the Services that select it: the same objects under `NAME-canary`, every
 * selector value suffixed, so that no stable Service ever matches a canary's pod.
 */
function canaryObjects(stable, services) {
    const selectors = [
        stable.spec?.selector.matchLabels ?? {},
        ...services.map((service) => service.spec?.selector ?? {}),
    ];
    const keys = new Set(selectors.flatMap((selector) => Object.keys(selector)));
    return {
        deployment: canaryDeployment(stable, keys),
        services: services.map(canaryService),
    };
}
function canaryDeployment(stable, keys) {
    const { spec } = stable;
    if (spec === undefined)
        throw new CanaryShapeError(`${nameOf(stable)} has no spec`);
    if ((spec.selector.matchExpressions ?? []).length > 0) {
        throw new CanaryShapeError(`${nameOf(stable)} selects by matchExpressions; a canary needs spec.selector.matchLabels`);
    }
    const { template } = spec;
    const labels = suffixed(stable, template.metadata?.labels ?? {}, keys);
    return {
        ...stable,
        metadata: canaryMetadata(stable),
        spec: {
            ...spec,
            selector: { matchLabels: suffixed(stable, spec.selector.matchLabels ?? {}, keys) },
            template: {
                ...template,
                metadata: { ...template.metadata, labels: { ...labels, [TRACK_LABEL]: CANARY_TRACK } },
                ...(template.spec === undefined
                    ? {}
                    : { spec: withSelectors(template.spec, template.metadata?.labels ?? {}, keys) }),
            },
        },
    };
}
function canaryService(service) {
    const selector = service.spec?.selector;
    if (selector === undefined || Object.keys(selector).length === 0) {
        throw new CanaryShapeError(`${nameOf(service)} has no selector; a canary can't stand beside it`);
    }
    const { clusterIP, clusterIPs: _clusterIPs, healthCheckNodePort: _node, ports, ...spec } = service.spec ?? {};
    return {
        ...service,
        metadata: canaryMetadata(service),
        spec: {
            ...spec,
            // A headless Service stays headless; an address that the cluster gave belongs to the stable Service.
            ...(clusterIP === 'None' ? { clusterIP } : {}),
            ...(ports === undefined ? {} : { ports: ports.map(({ nodePort: _nodePort, ...port }) => port) }),
            selector: suffixed(service, selector, new Set(Object.keys(selector))),
        },
    };
}
function canaryMetadata(object) {
    const { name, namespace, labels, annotations } = object.metadata;
    if (canaryName(name).length > LABEL_LIMIT) {
        throw new CanaryShapeError(`${nameOf(object)}: ${canaryName(name)} is longer than ${LABEL_LIMIT} characters; shorten the name`);
    }
    return {
        name: canaryName(name),
        labels: { ...labels, [TRACK_LABEL]: CANARY_TRACK },
        ...(namespace === undefined ? {} : { namespace }),
        ...(annotations === undefined ? {} : { annotations }),
    };
}
function suffixed(object, labels, keys) {
    const entries = Object.entries(labels).map(([key, value]) => {
        if (!keys.has(key))
            return [key, value];
        const changed = canaryName(value);
        if (changed.length > LABEL_LIMIT) {
            throw new CanaryShapeError(`${nameOf(object)}: label ${key}=${changed} is longer than ${LABEL_LIMIT} characters; shorten it`);
        }
        return [key, changed];
    });
    return Object.fromEntries(entries);
}
function withSelectors(value, labels, keys) {
    if (Array.isArray(value))
        return value.map((item) => withSelectors(item, labels, keys));
    if (!isRecord(value))
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [
        key,
        key === 'matchLabels' && isRecord(item)
            ? suffixedMatches(item, labels, keys)
            : withSelectors(item, labels, keys),
    ]));
}
function suffixedMatches(matches, labels, keys) {
    return Object.fromEntries(Object.entries(matches).map(([key, value]) => [
        key,
        keys.has(key) && typeof value === 'string' && labels[key] === value ? canaryName(value) : value,
    ]));
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/packages/kubernetes/src/release/state-error.js
/** What is recorded of a release can't be used: not readable, lost, or written by a newer version of these actions. */
class ReleaseStateError extends Error {
    constructor(message) {
        super(message);
        this.name = 'ReleaseStateError';
    }
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/release/identity.js



/** The annotations that say which release an object carries. */
function identityAnnotations(identity) {
    return {
        [names_ANNOTATION.image]: identity.image,
        ...(identity.model === undefined ? {} : { [names_ANNOTATION.model]: identity.model }),
        ...(identity.revision === undefined ? {} : { [names_ANNOTATION.revision]: identity.revision }),
    };
}
/** The release that the annotations of `deployment` name, or undefined where this action never deployed it. */
function readIdentity(deployment) {
    const annotations = deployment.metadata.annotations ?? {};
    const image = annotations[names_ANNOTATION.image];
    if (image === undefined)
        return undefined;
    return identity(image, annotations[names_ANNOTATION.model], annotations[names_ANNOTATION.revision]);
}
/**
 * The last good release as the annotations of `deployment` record it; undefined where none is recorded. Throws
 * `ReleaseStateError` where it can't be read: what serves is then unknown, which is something else than nothing.
 */
function readLastGood(deployment) {
    const text = deployment.metadata.annotations?.[names_ANNOTATION.release];
    if (text === undefined)
        return undefined;
    const record = parseReleaseRecord(parseJson(text));
    if (record === undefined)
        throw new ReleaseStateError(`Annotation ${names_ANNOTATION.release} of ${nameOf(deployment)} can't be read`);
    return record;
}
/** `deployment` with `record` as its last good release; undefined leaves out an older one. */
function withLastGood(deployment, record) {
    const { [names_ANNOTATION.release]: _old, ...annotations } = deployment.metadata.annotations ?? {};
    const added = record === undefined ? {} : { [names_ANNOTATION.release]: JSON.stringify(record) };
    return { ...deployment, metadata: { ...deployment.metadata, annotations: { ...annotations, ...added } } };
}
/** True where both name the same bytes: image and model by digest. The revision may differ: the same build can come from two commits. */
function isSameRelease(one, other) {
    return one.image === other.image && one.model === other.model;
}
/** `value` as a release identity, or undefined where it isn't one. */
function parseIdentity(value) {
    if (!isRecord(value) || typeof value['image'] !== 'string')
        return undefined;
    return identity(value['image'], optionalText(value['model']), optionalText(value['revision']));
}
/** `value` as the record of a good release, or undefined where it isn't one. */
function parseReleaseRecord(value) {
    const parsed = parseIdentity(value);
    if (parsed === undefined || !isRecord(value))
        return undefined;
    const { at, run } = value;
    return typeof at === 'string' && typeof run === 'string' ? { ...parsed, at, run } : undefined;
}
function identity(image, model, revision) {
    return { image, ...(model === undefined ? {} : { model }), ...(revision === undefined ? {} : { revision }) };
}
function optionalText(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/release/history.js



const KEPT = 3;
/** A ConfigMap holds 1 MiB in all, in base64; the state beside it needs room as well. */
const MAX_PACKED_LENGTH = 700_000;
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;
/** `history` with `release` at its front, in place of an older entry for the same bytes. */
function withGoodRelease(history, release) {
    const others = history.filter(({ record }) => record.image !== release.record.image || record.model !== release.record.model);
    const objects = release.objects.filter((object) => object.kind !== 'Secret');
    return [{ record: release.record, objects }, ...others].slice(0, KEPT);
}
/** The history as base64 of gzip; the oldest entries are left out where it would not fit. */
function packHistory(history) {
    const packed = (0,external_node_zlib_.gzipSync)(JSON.stringify(history)).toString('base64');
    return packed.length <= MAX_PACKED_LENGTH || history.length === 0 ? packed : packHistory(history.slice(0, -1));
}
/** The history that `packHistory` wrote; empty where there is none or it can't be read, since a rollback has other means. */
function unpackHistory(packed) {
    if (packed === undefined)
        return [];
    try {
        const bytes = (0,external_node_zlib_.gunzipSync)(Buffer.from(packed, 'base64'), { maxOutputLength: MAX_UNPACKED_BYTES });
        const value = JSON.parse(bytes.toString('utf8'));
        return Array.isArray(value) ? value.flatMap(parseGood) : [];
    }
    catch {
        return [];
    }
}
function parseGood(value) {
    if (!isRecord(value) || !Array.isArray(value['objects']))
        return [];
    const record = parseReleaseRecord(value['record']);
    return record === undefined ? [] : [{ record, objects: value['objects'].filter(isKubernetesObject) }];
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/release/route.js


/** The route can't carry a canary of this Service; the message names the rule and why. */
class RouteShapeError extends Error {
    constructor(message) {
        super(message);
        this.name = 'RouteShapeError';
    }
}
/** True where `object` is an HTTPRoute of the Gateway API. */
function isHttpRoute(object) {
    return object.kind === 'HTTPRoute' && object.apiVersion.startsWith('gateway.networking.k8s.io/');
}
/** True where a rule of `route` sends traffic to `service`. */
function routesTo(route, service) {
    return rulesOf(route).some((rule) => backendsOf(rule).some((backend) => isBackend(backend, service)));
}
/**
 * The percent of the traffic to `service` that goes to its canary, as the route asks for it now; undefined where the
 * canary is in no rule. Weights are proportional and default to 1.
 */
function canaryWeight(route, service) {
    for (const rule of rulesOf(route)) {
        const backends = backendsOf(rule);
        const canary = backends.find((backend) => isBackend(backend, canaryName(service)));
        if (canary === undefined)
            continue;
        const stable = backends.find((backend) => isBackend(backend, service));
        const total = weightOf(canary) + (stable === undefined ? 0 : weightOf(stable));
        return total === 0 ? 0 : (100 * weightOf(canary)) / total;
    }
    return undefined;
}
/**
 * `route` with `percent` of the traffic to `service` given to its canary: in every rule that names the Service the
 * backends become [service, service-canary], stable first. Nothing else in the route changes.
 * Throws `RouteShapeError` where no rule names the Service, or one shares its traffic with other backends.
 */
function withCanaryWeight(route, service, percent) {
    return withBackends(route, service, (backend) => [
        { ...backend, weight: 100 - percent },
        { ...backend, name: canaryName(service), weight: percent },
    ]);
}
/** `route` with all traffic to `service`, its canary in no rule, and no epoch any more. */
function withoutCanary(route, service) {
    const { [names_ANNOTATION.epoch]: _epoch, ...annotations } = route.metadata.annotations ?? {};
    const plain = _epoch === undefined ? route : { ...route, metadata: { ...route.metadata, annotations } };
    return withBackends(plain, service, (backend) => [{ ...backend, weight: 100 }]);
}
/** Under which epoch of the Lease the weights of `route` were set last; 0 where nobody said. */
function routeEpoch(route) {
    const epoch = Number(route.metadata.annotations?.[ANNOTATION.epoch] ?? 0);
    return Number.isInteger(epoch) ? epoch : 0;
}
/**
 * `route` with the epoch of the Lease under which its weights are set. Whoever holds an older one must not write it any more,
 * and a write that changes nothing else still changes the route's version: one that was read before is then refused.
 */
function withRouteEpoch(route, epoch) {
    const annotations = { ...route.metadata.annotations, [ANNOTATION.epoch]: String(epoch) };
    return { ...route, metadata: { ...route.metadata, annotations } };
}
/**
 * A route that was read, as it can be applied: with the version it was read at, so that nobody's write is lost, and everything
 * it holds, so that nothing is taken away. Written by PUT under the same name, its fields would belong to another entry
 * (manager and operation), and the next apply would conflict with ourselves.
 */
function appliableRoute(route) {
    const { apiVersion, kind, metadata } = route;
    const { name, namespace, resourceVersion, labels, annotations } = metadata;
    const kept = {
        name,
        ...(namespace === undefined ? {} : { namespace }),
        ...(resourceVersion === undefined ? {} : { resourceVersion }),
        ...(labels === undefined ? {} : { labels }),
        ...(annotations === undefined ? {} : { annotations }),
    };
    return Object.assign({ apiVersion, kind, metadata: kept }, { spec: valueAt(route, 'spec') });
}
function withBackends(route, service, change) {
    if (!routesTo(route, service))
        throw new RouteShapeError(`${nameOf(route)} sends no traffic to Service/${service}`);
    const rules = rulesOf(route).map((rule, index) => {
        const backends = backendsOf(rule);
        const stable = backends.find((backend) => isBackend(backend, service));
        if (stable === undefined)
            return rule;
        const others = backends.filter((backend) => !isBackend(backend, service) && !isBackend(backend, canaryName(service)));
        if (others.length > 0) {
            const names = others.map((backend) => String(backend['name'])).join(', ');
            throw new RouteShapeError(`${nameOf(route)} rule ${index} shares the traffic of Service/${service} with ${names}; a canary needs the rule for itself`);
        }
        return { ...rule, backendRefs: change(stable) };
    });
    const spec = valueAt(route, 'spec');
    return Object.assign({ ...route }, { spec: { ...(isRecord(spec) ? spec : {}), rules } });
}
function rulesOf(route) {
    const rules = valueAt(route, 'spec', 'rules');
    return Array.isArray(rules) ? rules.filter(isRecord) : [];
}
function backendsOf(rule) {
    const { backendRefs } = rule;
    return Array.isArray(backendRefs) ? backendRefs.filter(isRecord) : [];
}
function isBackend(backend, service) {
    const kind = backend['kind'] ?? 'Service';
    return kind === 'Service' && backend['name'] === service;
}
function weightOf(backend) {
    return typeof backend['weight'] === 'number' ? backend['weight'] : 1;
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/packages/kubernetes/src/release/store.js







const HISTORY_KEY = 'history.json.gz';
/** The state was written under a newer Lease: whoever still holds the older one must stop. */
class FencedError extends Error {
    constructor(target, ours, stored) {
        super(`${releaseName(target.name)} was written under epoch ${stored}; this run's lease is of epoch ${ours} and was lost`);
        this.name = 'FencedError';
    }
}
/** The release state of `target`, or undefined where none was ever written. Throws `ReleaseStateError` for one it can't read. */
async function readRelease(cluster, target) {
    const found = await cluster.get({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: releaseName(target.name),
        namespace: target.namespace,
    });
    if (found === undefined)
        return undefined;
    return stored(target, isConfigMap(found) ? found : undefined);
}
/**
 * Writes `state` if nobody wrote since `previous` was read (undefined: if none is there).
 * The history of good releases stays as it was read unless a new one is given (`withGoodRelease`).
 * Throws `KubernetesError` 409 where somebody did, `FencedError` where the stored epoch is newer than the state's.
 */
async function writeRelease(cluster, target, state, previous, history = previous?.history ?? []) {
    if (previous !== undefined && previous.state.epoch > state.epoch) {
        throw new FencedError(target, state.epoch, previous.state.epoch);
    }
    const object = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
            name: releaseName(target.name),
            namespace: target.namespace,
            labels: { 'app.kubernetes.io/managed-by': FIELD_MANAGER },
            ...(previous === undefined ? {} : { resourceVersion: previous.resourceVersion }),
        },
        data: { 'state.json': JSON.stringify(state) },
        ...(history.length === 0 ? {} : { binaryData: { [HISTORY_KEY]: packHistory(history) } }),
    };
    const options = { fieldManager: FIELD_MANAGER };
    try {
        const written = previous === undefined ? await cluster.create(object, options) : await cluster.replace(object, options);
        return stored(target, isConfigMap(written) ? written : undefined);
    }
    catch (error) {
        const found = isUnheard(error) ? await readRelease(cluster, target) : undefined;
        // Parsed like what was read, so that the two can be compared.
        const sent = parseReleaseState(target, JSON.stringify(state));
        if (found === undefined || !(0,external_node_util_.isDeepStrictEqual)(found.state, sent))
            throw error;
        return found;
    }
}
function stored(target, object) {
    const resourceVersion = object?.metadata.resourceVersion;
    if (object === undefined || resourceVersion === undefined) {
        throw new KubernetesError({
            status: 0,
            reason: 'Malformed',
            message: `${releaseName(target.name)} is not a ConfigMap`,
        });
    }
    const history = unpackHistory(object.binaryData?.[HISTORY_KEY]);
    return { state: parseReleaseState(target, object.data?.['state.json']), resourceVersion, history };
}
function parseReleaseState(target, text) {
    const name = `ConfigMap/${releaseName(target.name)}`;
    if (text === undefined)
        throw new ReleaseStateError(`${name} has no state.json`);
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (cause) {
        throw new ReleaseStateError(`${name} holds no JSON in state.json: ${cause instanceof Error ? cause.message : ''}`);
    }
    if (!isRecord(value) || value['schema'] !== 1) {
        throw new ReleaseStateError(`${name} has schema ${String(isRecord(value) ? value['schema'] : undefined)}; this version reads 1`);
    }
    const { phase, weight, steps, epoch, startedAt } = value;
    const known = isPhase(phase) && typeof weight === 'number' && typeof epoch === 'number' && Array.isArray(steps);
    if (!known)
        throw new ReleaseStateError(`${name} lacks phase, weight, steps or epoch`);
    const stable = parseIdentity(value['stable']);
    const canary = parseCanary(value['canary']);
    if (phase !== 'idle' && canary === undefined)
        throw new ReleaseStateError(`${name} is in phase ${phase} without a canary`);
    const route = parseRoute(value['route']);
    return {
        schema: 1,
        phase,
        weight,
        epoch,
        steps: steps.filter(isStep),
        ...(stable === undefined ? {} : { stable }),
        ...(canary === undefined ? {} : { canary }),
        ...(route === undefined ? {} : { route }),
        ...(typeof startedAt === 'string' ? { startedAt } : {}),
    };
}
function parseCanary(value) {
    const identity = parseIdentity(value);
    if (identity === undefined || !isRecord(value) || !isKubernetesObject(value['manifest']))
        return undefined;
    return { ...identity, manifest: value['manifest'] };
}
function parseRoute(value) {
    if (!isRecord(value))
        return undefined;
    const { apiVersion, kind, name, namespace, service } = value;
    if (typeof apiVersion !== 'string' ||
        typeof kind !== 'string' ||
        typeof name !== 'string' ||
        typeof service !== 'string') {
        return undefined;
    }
    return { apiVersion, kind, name, service, ...(typeof namespace === 'string' ? { namespace } : {}) };
}
function isPhase(value) {
    return value === 'idle' || value === 'canary' || value === 'promoting' || value === 'going-back';
}
function isStep(value) {
    return (isRecord(value) &&
        typeof value['at'] === 'string' &&
        typeof value['weight'] === 'number' &&
        typeof value['decision'] === 'string');
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/rollout/events.js
/** The events about `object` with one of these reasons, newest last; those in `earlier` are left out. */
function eventsAbout(events, object, reasons, earlier) {
    const { uid } = object.metadata;
    return events
        .filter((event) => uid !== undefined &&
        event.involvedObject.uid === uid &&
        reasons.includes(event.reason ?? '') &&
        !earlier.has(event.metadata.uid ?? ''))
        .toSorted((one, other) => lastSeen(one) - lastSeen(other));
}
/** When an event was last seen, milliseconds since the epoch; 0 where it does not say. */
function lastSeen(event) {
    const time = event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? event.firstTimestamp;
    return timeOf(time);
}
/** When an event was first seen, milliseconds since the epoch; 0 where it does not say. */
function firstSeen(event) {
    return timeOf(event.firstTimestamp ?? event.eventTime);
}
/** A time of the API as milliseconds since the epoch; 0 where it is absent. */
function timeOf(time) {
    const parsed = Date.parse(time ?? '');
    return Number.isNaN(parsed) ? 0 : parsed;
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/rollout/containers.js

/** The first container of the pod that can't come up, init containers first; undefined where none is known to be so. */
function containerDoom(context) {
    const { status } = context.pod;
    for (const container of [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]) {
        const doom = doomOf(context, container);
        if (doom !== undefined)
            return doom;
    }
    return undefined;
}
function doomOf(context, container) {
    const { waiting } = container.state ?? {};
    const { reason = '', message = '' } = waiting ?? {};
    switch (reason) {
        case 'CrashLoopBackOff':
            return crashed(context, container);
        case 'ErrImagePull':
        case 'ImagePullBackOff':
        case 'InvalidImageName':
        case 'ErrImageNeverPull':
            return imageDoom(context, container, reason, message);
        case 'CreateContainerConfigError':
            // The kubelet's caches lag behind a ConfigMap that was just made (Krane leaves this one alone too).
            return /failed to sync .* cache/i.test(message)
                ? undefined
                : at(context, container, {
                    class: 'config',
                    reason,
                    message: `Container ${container.name} can't be configured: ${message}`,
                    advice: 'Create what is named, or correct the reference in the manifest.',
                });
        case 'CreateContainerError':
        case 'RunContainerError':
            return CANNOT_RUN.test(message) ? cannotRun(context, container, reason, message) : undefined;
        default:
            return endedTwice(container) ? crashed(context, container) : undefined;
    }
}
/** The kubelet forgets a failure after this time and starts the container again at once. */
const BACK_OFF_MEMORY_MS = 600_000;
/** The kubelet backs off now, and says so of an init container only when it looks at the pod again. */
function endedTwice({ state, lastState }) {
    const [before, now] = [lastState?.terminated, state?.terminated];
    if (before === undefined || now === undefined || now.exitCode === 0)
        return false;
    return timeOf(now.finishedAt) - timeOf(before.finishedAt) < BACK_OFF_MEMORY_MS;
}
/** These come back each time; other failures to start are the node's (Krane excuses exit code 128 for that). */
const CANNOT_RUN = /executable file not found|no such file or directory|permission denied|exec format error/i;
function cannotRun(context, container, reason, message) {
    return at(context, container, {
        class: 'config',
        reason,
        message: `Container ${container.name} can't be started: ${message}`,
        advice: /exec format error/i.test(message)
            ? OTHER_PROCESSOR
            : "Correct command and args in the manifest, or the image's entrypoint.",
    });
}
const OTHER_PROCESSOR = 'The image was built for another processor; build it for the nodes (platforms: linux/amd64 or linux/arm64).';
/** As runc says it where the kernel refuses the program: in the container's own log, with exit code 1 or 255. */
const RUNC_REFUSED = /^exec \S+: exec format error$/;
/** What the last lines of the log tell better than an exit code does; the same verdict where they don't. */
function withLog(doom, lines) {
    const refused = lines.findLast((line) => line.trim() !== '')?.trim() ?? '';
    if (doom.class !== 'crash' || !RUNC_REFUSED.test(refused))
        return doom;
    return {
        ...doom,
        class: 'config',
        message: `Container ${doom.container ?? ''} can't be started: ${refused}`,
        advice: OTHER_PROCESSOR,
    };
}
/** A missing or forbidden image stays so; a registry that is busy or away does not count. */
const IMAGE_GONE = /not found|manifest unknown|name unknown|repository does not exist|invalid reference|no match for platform/i;
const IMAGE_FORBIDDEN = /unauthorized|authentication required|access denied|denied:|forbidden|no basic auth/i;
const IMAGE_TRANSIENT = /too ?many ?requests|rate limit|timeout|timed out|connection refused|i\/o|temporar|unavailable|EOF/i;
function imageDoom(context, container, reason, text) {
    // While backing off, older kubelets say only that they do; the event of the failed pull says why.
    const pulls = eventsAbout(context.events, context.pod, ['Failed', 'InspectFailed'], context.earlier);
    const why = [text, ...pulls.map((event) => event.message ?? '').reverse()].find((message) => IMAGE_GONE.test(message) || IMAGE_FORBIDDEN.test(message) || IMAGE_TRANSIENT.test(message));
    const final = reason === 'InvalidImageName' || reason === 'ErrImageNeverPull';
    if (!final && (why === undefined || IMAGE_TRANSIENT.test(why)))
        return undefined;
    const forbidden = why !== undefined && IMAGE_FORBIDDEN.test(why);
    if (forbidden && maybeWithoutSecret(context, pulls))
        return undefined;
    return at(context, container, {
        class: 'image',
        reason,
        message: `Container ${container.name} can't get its image ${container.image}: ${why ?? text}`,
        advice: imageAdvice(why ?? text, forbidden),
    });
}
/**
 * A kubelet that can't read a pull secret in time pulls without it, and is refused; with a pod that has just come it reads the
 * secret a moment later, and pulls again after ten seconds.
 */
function maybeWithoutSecret({ pod }, failures) {
    if ((pod.spec?.imagePullSecrets ?? []).length === 0)
        return false;
    const pulls = failures.filter(({ message }) => /^Failed to pull image/.test(message ?? ''));
    return pulls.reduce((sum, { count, series }) => sum + (series?.count ?? count ?? 1), 0) < 2;
}
function imageAdvice(why, forbidden) {
    if (/no match for platform/i.test(why))
        return OTHER_PROCESSOR;
    return forbidden
        ? 'Give the namespace a pull secret for this registry (imagePullSecrets), or grant the nodes access.'
        : 'Check that this digest was pushed to this repository and was not removed since.';
}
function crashed(context, container) {
    const ended = container.state?.terminated ?? container.lastState?.terminated;
    const exitCode = ended?.exitCode;
    const probe = killedByProbe(context, container);
    const common = {
        reason: ended?.reason ?? 'CrashLoopBackOff',
        ...(exitCode === undefined ? {} : { exitCode }),
        logs: { pod: context.pod.metadata.name, container: container.name, previous: false },
    };
    if (probe !== undefined) {
        return at(context, container, {
            ...common,
            class: 'probe',
            message: `Container ${container.name} is killed again and again by its probe: ${probe}`,
            advice: 'Correct the path or port of the probe, or give a slow start more time with a startupProbe (failureThreshold × periodSeconds).',
        });
    }
    if (ended?.reason === 'StartError' || ended?.reason === 'ContainerCannotRun') {
        return cannotRun(context, container, ended.reason, ended.message ?? '');
    }
    return at(context, container, {
        ...common,
        class: 'crash',
        message: `Container ${container.name} crashes again and again: ${describeExit(exitCode, ended?.reason)}` +
            `, ${container.restartCount} restart${container.restartCount === 1 ? '' : 's'}`,
        advice: crashAdvice(exitCode, ended?.reason),
    });
}
function killedByProbe(context, container) {
    const kills = eventsAbout(context.events, context.pod, ['Killing'], context.earlier);
    const killed = kills.some((event) => /failed (liveness|startup) probe/i.test(event.message ?? '') && (event.message ?? '').includes(container.name));
    return killed ? (lastProbeFailure(context, /^(Liveness|Startup) probe/i) ?? 'it did not answer') : undefined;
}
/** The newest message of a failed probe of the pod whose text starts like `kind`. */
function lastProbeFailure(context, kind) {
    const failures = eventsAbout(context.events, context.pod, ['Unhealthy'], context.earlier);
    return failures.findLast((event) => kind.test(event.message ?? ''))?.message;
}
function describeExit(exitCode, reason) {
    if (reason === 'OOMKilled')
        return `exit code ${exitCode ?? 137}, out of memory (OOMKilled)`;
    if (exitCode === undefined)
        return 'no exit code is known';
    if (exitCode === 0)
        return 'exit code 0: the process ends by itself, and a service must not';
    const signal = SIGNALS.get(exitCode - 128);
    return signal === undefined ? `exit code ${exitCode}` : `exit code ${exitCode} (${signal})`;
}
const SIGNALS = new Map([
    [4, 'SIGILL: an instruction that this processor lacks'],
    [6, 'SIGABRT'],
    [7, 'SIGBUS: often too little /dev/shm'],
    [9, 'SIGKILL'],
    [11, 'SIGSEGV: segmentation fault'],
    [15, 'SIGTERM'],
]);
function crashAdvice(exitCode, reason) {
    if (reason === 'OOMKilled')
        return 'Raise resources.limits.memory, or load a smaller model.';
    if (exitCode === 127)
        return 'The command is not in the image: correct command, args or the entrypoint.';
    if (exitCode === 126)
        return 'The command is not executable for the user the container runs as.';
    return 'Read the log lines below; the same image by digest can be run with docker run to look closer.';
}
function at(context, container, doom) {
    return { ...doom, pod: context.pod.metadata.name, container: container.name };
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/rollout/creation.js

/** A refusal may be a webhook that is restarting, or a quota that pods on their way out still use. */
const CREATION_GRACE_MS = 10_000;
/** Why the new ReplicaSet can't create pods, or undefined where it can or may soon. */
function creationDoom(deployment, newest, now, leaving) {
    const condition = failure(newest.status?.conditions) ?? failure(deployment.status?.conditions);
    if (condition === undefined)
        return undefined;
    const message = condition.message ?? '';
    const asked = now - timeOf(condition.lastTransitionTime);
    const common = { reason: condition.reason ?? 'FailedCreate' };
    if (/exceeded quota/i.test(message)) {
        if (leaving || asked < CREATION_GRACE_MS)
            return undefined;
        return {
            ...common,
            class: 'quota',
            message: `The namespace's quota refuses the new pods: ${message}`,
            advice: 'Raise the ResourceQuota, ask for less, or let old pods go first (maxSurge: 0, maxUnavailable: 1).',
        };
    }
    if (/failed calling webhook/i.test(message) || asked < CREATION_GRACE_MS)
        return undefined;
    if (/error looking up service account|serviceaccount .* not found/i.test(message)) {
        return {
            ...common,
            class: 'config',
            message: `The new pods can't be created: ${message}`,
            advice: 'Create the ServiceAccount that is named.',
        };
    }
    return {
        ...common,
        class: 'admission',
        message: `The cluster refuses the new pods: ${message}`,
        advice: 'Change the pod template to what the policy named in the message asks for.',
    };
}
function failure(conditions) {
    return conditions?.find((condition) => condition.type === 'ReplicaFailure' && condition.status === 'True');
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/rollout/newest.js
const REVISION = 'deployment.kubernetes.io/revision';
/** The ReplicaSet of the Deployment's newest template, or undefined where the controller has not made it yet. */
function newestReplicaSet(deployment, replicaSets) {
    const revision = deployment.metadata.annotations?.[REVISION];
    const owned = replicaSets.filter((replicaSet) => isOwnedBy(replicaSet, deployment.metadata.uid));
    if (revision !== undefined)
        return owned.find((replicaSet) => replicaSet.metadata.annotations?.[REVISION] === revision);
    return owned.toSorted((one, other) => revisionOf(other) - revisionOf(one))[0];
}
/** Pods of `replicaSet` that count: not those on their way out, and not those that the node or the scheduler took away. */
function podsOf(replicaSet, pods) {
    return pods.filter((pod) => isOwnedBy(pod, replicaSet.metadata.uid) && pod.metadata.deletionTimestamp === undefined && !wasTakenAway(pod));
}
/** True where pods of the Deployment still leave: what they hold becomes free. */
function isAnyLeaving(deployment, replicaSets, pods) {
    const owners = replicaSets.filter((replicaSet) => isOwnedBy(replicaSet, deployment.metadata.uid));
    return pods.some((pod) => pod.metadata.deletionTimestamp !== undefined && owners.some((owner) => isOwnedBy(pod, owner.metadata.uid)));
}
/** True where the condition Ready is True. */
function isReady(pod) {
    return pod.status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ?? false;
}
// The kubelet and the scheduler end pods for reasons of the node; the ReplicaSet makes another one (Krane: "transient").
const TAKEN_AWAY = new Set([
    'Evicted',
    'Preempting',
    'NodeLost',
    'NodeShutdown',
    'Terminated',
    'NodeAffinity',
    'Shutdown',
    'UnexpectedAdmissionError',
]);
function wasTakenAway(pod) {
    return pod.status?.phase === 'Failed' && TAKEN_AWAY.has(pod.status.reason ?? '');
}
function isOwnedBy(object, uid) {
    return uid !== undefined && (object.metadata.ownerReferences ?? []).some((owner) => owner.uid === uid);
}
function revisionOf(replicaSet) {
    return Number(replicaSet.metadata.annotations?.[REVISION] ?? 0);
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/rollout/scheduling.js
/**
 * Reads `0/3 nodes are available: 1 Insufficient nvidia.com/gpu, 2 node(s) had untolerated taint {…}. preemption: …`
 * (kubernetes/pkg/scheduler/framework/types.go, `FitError.Error`); undefined for any other text.
 */
function parseUnschedulable(message) {
    const found = /^\d+\/(\d+) nodes are available: (.*?)\.?(?:\s+(?:no new claims to deallocate, )?preemption:.*)?$/s.exec(message.trim());
    if (found === null)
        return undefined;
    // Taints hold commas inside braces; a reason starts with its count.
    const reasons = (found[2] ?? '').split(/, (?=\d+ )/).flatMap((part) => {
        const match = /^(\d+) (.+)$/s.exec(part.trim());
        return match === null ? [] : [{ nodes: Number(match[1]), reason: match[2] ?? '' }];
    });
    return { nodes: Number(found[1]), reasons };
}
const GPU = /Insufficient ((?:nvidia|amd)\.com\/\S+)/;
/** What a pod that fits nowhere means. `surges` tells that old pods still hold what the new one asks for. */
function schedulingDoom(pod, message, surges) {
    return {
        class: 'scheduling',
        pod,
        reason: 'Unschedulable',
        message: `Pod ${pod} fits on no node: ${message}`,
        advice: advice(message, surges),
    };
}
function advice(message, surges) {
    const gpu = GPU.exec(message)?.[1];
    if (gpu !== undefined && surges) {
        return (`The old pods hold the ${gpu} that the new one waits for, and they stay until it is ready: a deadlock. ` +
            'Set strategy.rollingUpdate to maxSurge: 0, maxUnavailable: 1 (or strategy.type: Recreate), or add a GPU.');
    }
    if (gpu !== undefined)
        return `Free or add ${gpu}, or ask for less of it in resources.limits.`;
    if (/Insufficient /.test(message))
        return 'Lower resources.requests, or add nodes.';
    if (/untolerated taint/.test(message))
        return 'Add the toleration for that taint, or use nodes without it.';
    if (/node affinity|node selector/.test(message))
        return 'Correct nodeSelector or affinity so that a node matches.';
    if (/PersistentVolumeClaim|volume/.test(message))
        return 'Look at the claim: kubectl describe pvc.';
    return 'Look at the nodes and what the pod asks for: kubectl describe pod.';
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/rollout/pods.js




/** How long a volume may lack what it names: ConfigMaps and Secrets reach the kubelet with a delay. */
const MOUNT_GRACE_MS = 10_000;
function podState(pod, events, options) {
    if (isReady(pod))
        return { kind: 'ready' };
    const context = { pod, events, earlier: options.earlier };
    const doom = containerDoom(context) ?? mountDoom(context, options) ?? claimDoom(pod, options) ?? unscheduled(context, options);
    return doom === undefined ? { kind: 'starting', message: waitingFor(pod) } : { kind: 'stuck', doom };
}
/** Why a pod that still may come up has not: what to say once the time is over. */
function overduePod(pod, events, earlier) {
    const context = { pod, events, earlier };
    const { name } = pod.metadata;
    const scheduled = unscheduledMessage(pod);
    if (scheduled !== undefined)
        return schedulingDoom(name, scheduled, false);
    for (const container of pod.status?.containerStatuses ?? []) {
        const { waiting, running } = container.state ?? {};
        if (/ImagePull/.test(waiting?.reason ?? '')) {
            return {
                class: 'image',
                pod: name,
                container: container.name,
                message: `Container ${container.name} still waits for its image ${container.image}: ${waiting?.message ?? ''}`,
                advice: 'Look at the registry and the network of the nodes, or allow more time for a large image (timeout).',
                ...(waiting?.reason === undefined ? {} : { reason: waiting.reason }),
            };
        }
        if (running !== undefined && !container.ready) {
            const failure = lastProbeFailure(context, /probe/i);
            return {
                class: 'probe',
                pod: name,
                container: container.name,
                reason: 'NotReady',
                message: `Container ${container.name} runs but never became ready${failure === undefined ? '' : `: ${failure}`}${probeOf(pod, container.name)}`,
                advice: 'Check path and port of the readiness probe and what the log says; a large model may need more time (timeout, progressDeadlineSeconds).',
                logs: { pod: name, container: container.name, previous: false },
            };
        }
    }
    return undefined;
}
function probeOf(pod, containerName) {
    const probe = pod.spec?.containers.find((container) => container.name === containerName)?.readinessProbe;
    if (probe?.httpGet !== undefined)
        return ` (readiness probe GET ${probe.httpGet.path ?? '/'} on port ${String(probe.httpGet.port)})`;
    if (probe?.tcpSocket !== undefined)
        return ` (readiness probe on TCP port ${String(probe.tcpSocket.port)})`;
    if (probe?.exec !== undefined)
        return ` (readiness probe ${(probe.exec.command ?? []).join(' ')})`;
    return '';
}
function mountDoom(context, options) {
    const { pod } = context;
    const failures = eventsAbout(context.events, pod, ['FailedMount'], context.earlier);
    const missing = failures.findLast((event) => /(configmap|secret|persistentvolumeclaim) .*not found/i.test(event.message ?? ''));
    if (missing === undefined || options.now - firstSeen(missing) < MOUNT_GRACE_MS)
        return undefined;
    return {
        class: 'config',
        pod: pod.metadata.name,
        reason: 'FailedMount',
        message: `Pod ${pod.metadata.name} can't mount a volume: ${missing.message ?? ''}`,
        advice: 'Create what is named, or correct the reference in the manifest.',
    };
}
/** The scheduler names a claim that is not there; no node that comes would change that. */
function claimDoom(pod, options) {
    const missing = /persistentvolumeclaim "[^"]*" not found/i.exec(unscheduledMessage(pod) ?? '');
    if (missing === null || options.now - unscheduledSince(pod) < MOUNT_GRACE_MS)
        return undefined;
    return {
        class: 'config',
        pod: pod.metadata.name,
        reason: 'Unschedulable',
        message: `Pod ${pod.metadata.name} can't mount a volume: ${missing[0]}`,
        advice: 'Create what is named, or correct the reference in the manifest.',
    };
}
function unscheduled(context, options) {
    const { pod } = context;
    const message = unscheduledMessage(pod);
    if (message === undefined || options.leaving)
        return undefined;
    // A cluster autoscaler says that it brings a node; until the deadline it is believed.
    const nodeComes = eventsAbout(context.events, pod, ['TriggeredScaleUp'], context.earlier).length > 0;
    if (nodeComes || options.now - unscheduledSince(pod) < options.graceMs)
        return undefined;
    return schedulingDoom(pod.metadata.name, message, options.surges);
}
function unscheduledSince(pod) {
    return timeOf(scheduledCondition(pod)?.lastTransitionTime) || timeOf(pod.metadata.creationTimestamp);
}
function unscheduledMessage(pod) {
    const condition = scheduledCondition(pod);
    return condition?.status === 'False' && condition.reason === 'Unschedulable' ? (condition.message ?? '') : undefined;
}
function scheduledCondition(pod) {
    return pod.status?.conditions?.find((condition) => condition.type === 'PodScheduled');
}
function waitingFor(pod) {
    const unplaced = unscheduledMessage(pod);
    if (unplaced !== undefined)
        return `pod ${pod.metadata.name} is not scheduled yet: ${unplaced}`;
    for (const container of pod.status?.containerStatuses ?? []) {
        const { waiting, running, terminated } = container.state ?? {};
        if (waiting !== undefined)
            return `container ${container.name} is ${waiting.reason ?? 'waiting'}`;
        if (terminated !== undefined)
            return `container ${container.name} ended with exit code ${terminated.exitCode} and is started again`;
        if (running !== undefined && !container.ready)
            return `container ${container.name} runs and is not ready yet`;
    }
    return `pod ${pod.metadata.name} is starting`;
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/rollout/diagnose.js



const GRACE_MS = 60_000;
/**
 * Where the rollout of `objects.deployment` stands. Pure: the same objects and time always give the same answer.
 *
 * Doomed only when nothing of the new release can come up by itself any more: every pod of the newest ReplicaSet that
 * does not serve is stuck, none serves of those that crash (Shopify/krane, `replica_set.rb`), no old pod is leaving whose
 * room would help – or when the Deployment's progress deadline, or the caller's, is over. A slow start, one restart, a busy
 * registry, an evicted pod and a node that is being brought are waited for.
 */
function diagnose(objects, options) {
    const { deployment, replicaSets, events } = objects;
    const wanted = deployment.spec?.replicas ?? 1;
    const newest = newestReplicaSet(deployment, replicaSets);
    const seen = (deployment.status?.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0);
    if (!seen || newest === undefined) {
        return options.overdue === true
            ? { phase: 'doomed', ready: 0, wanted, doom: unseen(deployment) }
            : { phase: 'progressing', ready: 0, wanted, message: 'the Deployment controller has not taken the change up yet' };
    }
    const pods = podsOf(newest, objects.pods);
    const ready = pods.filter(isReady).length;
    if (isComplete(deployment, wanted))
        return { phase: 'complete', ready: wanted, wanted };
    const earlier = options.earlierEvents ?? new Set();
    const leaving = isAnyLeaving(deployment, replicaSets, objects.pods);
    const surges = (deployment.status?.replicas ?? 0) > (deployment.status?.updatedReplicas ?? 0);
    const context = { now: options.now, graceMs: options.graceMs ?? GRACE_MS, earlier, surges, leaving };
    const states = pods.map((pod) => podState(pod, events, context));
    const stuck = states.filter((state) => state.kind === 'stuck');
    const [starting] = states.filter((state) => state.kind === 'starting');
    const [first] = stuck;
    const creation = creationDoom(deployment, newest, options.now, leaving);
    const late = options.overdue === true
        ? 'the time allowed for this step is over'
        : deadlineMessage(deployment, options.earlierDeadline);
    if (late !== undefined) {
        const doom = first?.doom ??
            creation ??
            pods.map((pod) => overduePod(pod, events, earlier)).find((found) => found !== undefined);
        return {
            phase: 'doomed',
            ready,
            wanted,
            doom: doom === undefined ? plainDeadline(late, ready, wanted) : { ...doom, message: `${doom.message}; ${late}` },
        };
    }
    if (first !== undefined && starting === undefined && !leaving && (ready === 0 || first.doom.class === 'scheduling')) {
        return { phase: 'doomed', ready, wanted, doom: first.doom };
    }
    if (creation !== undefined && stuck.length === 0 && starting === undefined && ready === pods.length) {
        return { phase: 'doomed', ready, wanted, doom: creation };
    }
    if (deployment.spec?.paused === true)
        return { phase: 'doomed', ready, wanted, doom: PAUSED };
    return {
        phase: 'progressing',
        ready,
        wanted,
        message: starting?.message ?? first?.doom.message ?? waiting(deployment, ready, wanted),
    };
}
/** When the Deployment was found past its progress deadline (`lastUpdateTime`), or undefined where it is not. */
function missedDeadline(deployment) {
    const progressing = deployment.status?.conditions?.find((condition) => condition.type === 'Progressing');
    return progressing?.reason === 'ProgressDeadlineExceeded' ? (progressing.lastUpdateTime ?? '') : undefined;
}
// kubectl's own arithmetic (kubernetes/kubectl, pkg/polymorphichelpers/rollout_status.go).
function isComplete(deployment, wanted) {
    const { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = deployment.status ?? {};
    return updatedReplicas >= wanted && replicas <= updatedReplicas && availableReplicas >= updatedReplicas;
}
function deadlineMessage(deployment, earlier) {
    const missed = missedDeadline(deployment);
    if (missed === undefined || missed === earlier)
        return undefined;
    return `the Deployment made no progress for its progressDeadlineSeconds (${deployment.spec?.progressDeadlineSeconds ?? 600} s)`;
}
function plainDeadline(late, ready, wanted) {
    return {
        class: 'deadline',
        reason: 'ProgressDeadlineExceeded',
        message: `${ready} of ${wanted} pods of the new release are ready, and ${late}`,
        advice: 'Look at the pods (kubectl describe pod), or allow more time: timeout here, progressDeadlineSeconds in the Deployment.',
    };
}
function unseen(deployment) {
    return {
        class: 'deadline',
        message: `The Deployment controller did not take up the change of ${deployment.metadata.name} in the time allowed`,
        advice: "Look at the cluster's kube-controller-manager; this is not the release's fault.",
    };
}
const PAUSED = {
    class: 'config',
    reason: 'DeploymentPaused',
    message: 'The Deployment is paused, so nothing rolls out',
    advice: 'Remove spec.paused from the manifest, or run kubectl rollout resume.',
};
function waiting(deployment, ready, wanted) {
    const { replicas = 0, updatedReplicas = 0 } = deployment.status ?? {};
    const old = replicas - updatedReplicas;
    return old > 0 && ready >= wanted ? `${old} old pods are leaving` : `${ready} of ${wanted} pods are ready`;
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/rollout/watch.js


/** How long changes are gathered with many rollouts. */
const GATHERING_MS = 100;
const SOURCES = {
    deployment: { apiVersion: 'apps/v1', kind: 'Deployment' },
    replicaSets: { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
    pods: { apiVersion: 'v1', kind: 'Pod' },
    events: { apiVersion: 'v1', kind: 'Event' },
};
/**
 * The Deployment with its namespace's ReplicaSets, pods and events: at the start, after changes of any of them and at
 * every tick. Ends when `signal` aborts. Throws `KubernetesError` `NotFound` where the Deployment is not there, and
 * whatever a watch throws.
 */
async function* watchRollout(cluster, target, signal) {
    const stop = new AbortController();
    const ended = AbortSignal.any([signal, stop.signal]);
    const latest = new Map();
    let failure;
    let wake = () => undefined;
    const follow = async (source) => {
        const selection = {
            namespace: target.namespace,
            ...(source === 'deployment' && target.isOneOfMany !== true
                ? { fieldSelector: `metadata.name=${target.name}` }
                : {}),
        };
        for await (const snapshot of cluster.watch(SOURCES[source], selection, ended)) {
            latest.set(source, snapshot);
            wake();
        }
    };
    const sources = ['deployment', 'replicaSets', 'pods', 'events'];
    const following = sources.map((source) => follow(source).catch((error) => {
        failure ??= { error };
        wake();
    }));
    try {
        while (!ended.aborted) {
            const woken = new Promise((resolve) => {
                wake = resolve;
            });
            const objects = assemble(latest, target);
            if (objects !== undefined)
                yield objects;
            if (failure !== undefined)
                throw failure.error;
            await soonest(woken, target.tickMs ?? 1000, ended);
            if (target.isOneOfMany === true)
                await soonest(new Promise(() => undefined), GATHERING_MS, ended);
        }
    }
    finally {
        stop.abort();
        await Promise.all(following);
    }
}
function assemble(latest, target) {
    const itemsOf = (source) => latest.get(source)?.items;
    const deployments = itemsOf('deployment');
    const [replicaSets, pods, events] = [itemsOf('replicaSets'), itemsOf('pods'), itemsOf('events')];
    if (deployments === undefined || replicaSets === undefined || pods === undefined || events === undefined)
        return undefined;
    const deployment = deployments.filter(isDeployment).find((candidate) => candidate.metadata.name === target.name);
    if (deployment === undefined) {
        throw new KubernetesError({
            status: 404,
            reason: 'NotFound',
            message: `Deployment/${target.name} is not in namespace ${target.namespace} (any more)`,
        });
    }
    return {
        deployment,
        replicaSets: replicaSets.filter(isReplicaSet),
        pods: pods.filter(isPod),
        events: events.filter(isEvent),
    };
}
function soonest(woken, tickMs, signal) {
    return new Promise((resolve) => {
        const finish = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', finish);
            resolve();
        };
        const timer = setTimeout(finish, tickMs);
        signal.addEventListener('abort', finish, { once: true });
        if (signal.aborted)
            finish();
        void woken.then(finish);
    });
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/shared-watch.js
/**
 * The same cluster, where watches of the same kind and selection are one: fifty rollouts in a namespace follow its pods by one
 * connection. Who is slow misses snapshots between, as each holds everything.
 */
function sharingWatches(cluster) {
    const streams = new Map();
    const join = (kind, selection) => {
        const key = JSON.stringify([kind.apiVersion, kind.kind, selection]);
        const known = streams.get(key);
        if (known !== undefined && known.ended === undefined && !known.stop.signal.aborted)
            return known;
        const stream = {
            stop: new AbortController(),
            followers: 0,
            latest: undefined,
            ended: undefined,
            waiting: new Set(),
        };
        streams.set(key, stream);
        const tell = () => {
            for (const wake of [...stream.waiting])
                wake();
        };
        const follow = async () => {
            for await (const snapshot of cluster.watch(kind, selection, stream.stop.signal)) {
                stream.latest = snapshot;
                tell();
            }
        };
        void follow()
            .then(() => ({ error: undefined }), (error) => ({ error }))
            .then((ended) => {
            stream.ended = ended;
            tell();
        });
        return stream;
    };
    return {
        ...cluster,
        async *watch(kind, selection, signal) {
            const stream = join(kind, selection);
            stream.followers += 1;
            let isFollowing = true;
            const leave = () => {
                if (!isFollowing)
                    return;
                isFollowing = false;
                stream.followers -= 1;
                if (stream.followers === 0)
                    stream.stop.abort();
            };
            // Also where nobody asks for another snapshot any more.
            signal.addEventListener('abort', leave, { once: true });
            let seen;
            try {
                while (!signal.aborted) {
                    if (stream.latest !== undefined && stream.latest !== seen) {
                        seen = stream.latest;
                        yield seen;
                        continue;
                    }
                    if (stream.ended !== undefined) {
                        if (stream.ended.error !== undefined)
                            throw stream.ended.error;
                        return;
                    }
                    await changed(stream, signal);
                }
            }
            finally {
                signal.removeEventListener('abort', leave);
                leave();
            }
        },
    };
}
function changed(stream, signal) {
    return new Promise((resolve) => {
        const wake = () => {
            stream.waiting.delete(wake);
            signal.removeEventListener('abort', wake);
            resolve();
        };
        stream.waiting.add(wake);
        signal.addEventListener('abort', wake, { once: true });
    });
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/trouble.js



/** The trouble that is the same whatever an action was about to do; `undefined` for a failure that depends on it. */
function troubleOf(error) {
    if (error instanceof ConnectionError)
        return { reason: 'unreadable-cluster', fix: 'Correct the kubeconfig.' };
    if (error instanceof ReleaseStateError) {
        return {
            reason: 'unreadable-state',
            fix: 'Use the newest version of these actions, or delete the ConfigMap when no canary runs.',
        };
    }
    if (error instanceof LeaseHeldError) {
        return {
            reason: 'deployment-in-progress',
            fix: 'Wait for that run, or cancel it; raise `lease-wait` to wait longer.',
        };
    }
    if (!(error instanceof KubernetesError))
        return undefined;
    if (error.status === 401) {
        return {
            reason: 'unreadable-cluster',
            fix: 'The token or certificate in the kubeconfig is not valid (any more).',
        };
    }
    return error.status === 403 ? { reason: 'forbidden', fix: 'Give the account the Role in the README.' } : undefined;
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/index.js
























/***/ })

};
