export const id = 120;
export const ids = [120];
export const modules = {

/***/ 16891:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ng: () => (/* binding */ connect),
/* harmony export */   _e: () => (/* binding */ takeLease),
/* harmony export */   rt: () => (/* binding */ runName)
/* harmony export */ });
/* harmony import */ var _ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70459);

async function connect(inputs, services) {
    const { kubeconfig, context } = inputs;
    const connection = await (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .loadConnection */ .vh)({
        env: services.env,
        signal: services.signal,
        inCluster: inputs['in-cluster'],
        ...(kubeconfig === undefined ? {} : { kubeconfig }),
        ...(context === undefined ? {} : { context }),
    });
    for (const secret of connection.secrets)
        services.mask(secret);
    // Without the run's signal: after a cancellation the traffic must still be given back.
    const cluster = (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .openCluster */ .DT)(connection);
    const early = (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .openCluster */ .DT)(connection, { signal: services.signal });
    return {
        cluster,
        early,
        namespace: inputs.namespace ?? cluster.namespace ?? 'default',
        async close() {
            cluster.close();
            early.close();
            await connection.close();
        },
    };
}
/** Wins the Lease that k8s-deploy takes too. The post step has the same name and takes over at once. */
function takeLease({ cluster, namespace }, inputs, { context, clock }, signal) {
    return (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .acquireLease */ .ZZ)(cluster, {
        namespace,
        name: (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .releaseName */ ["do"])(inputs.workload),
        holder: runName(context),
        durationSeconds: Math.ceil(inputs['lease-duration'] / 1000),
        waitMs: inputs['lease-wait'],
        now: () => clock.now(),
        ...(signal === undefined ? {} : { signal }),
    });
}
/** The run as a person would look for it. */
function runName(context) {
    return `${context.repository}/actions/runs/${context.runId}/attempts/${context.runAttempt}/${context.job}/canary-promote`;
}


/***/ }),

/***/ 38480:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Le: () => (/* binding */ standDown),
  dc: () => (/* binding */ toldOf),
  w: () => (/* binding */ watchOver),
  kj: () => (/* binding */ wentOff)
});

// EXTERNAL MODULE: ./build/packages/kubernetes/src/index.js + 35 modules
var src = __webpack_require__(70459);
;// CONCATENATED MODULE: ./build/actions/canary-promote/src/dead-man/hindrance.js

/** Looks at the Job's events, its pod, and what the pod says. */
async function hindranceOf(cluster, job) {
    const { name, namespace = '', uid } = job.metadata;
    const { items } = await cluster.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace, labelSelector: `job-name=${name}` });
    const pod = items.filter(src/* isPod */.Se).find(({ metadata }) => metadata.deletionTimestamp === undefined);
    if (pod === undefined)
        return noPod(cluster, namespace, uid);
    const status = pod.status?.containerStatuses?.[0];
    const { waiting, running } = status?.state ?? {};
    const ended = status?.lastState?.terminated ?? status?.state?.terminated;
    if (waiting?.reason !== undefined &&
        !['ContainerCreating', 'PodInitializing', 'CrashLoopBackOff'].includes(waiting.reason))
        return { message: `${waiting.reason}: ${waiting.message ?? ''}`, lasting: true };
    if (running === undefined && ended === undefined)
        return { message: unplaced(pod), lasting: false };
    const said = await cluster.logs({ namespace, name: pod.metadata.name }, 'dead-man', { tailLines: 5 }).catch(() => '');
    const last = said.trim().split('\n').at(-1) ?? '';
    if (ended !== undefined && running === undefined)
        return {
            message: `its container ended with ${ended.exitCode} (${ended.reason ?? 'no reason'}): ${last}`,
            lasting: true,
        };
    return { message: last === '' ? 'its container has just started' : last, lasting: last.includes('not armed: ') };
}
async function noPod(cluster, namespace, uid) {
    const { items } = await cluster.list({ apiVersion: 'v1', kind: 'Event' }, { namespace });
    const failed = items
        .filter(src/* isEvent */.xH)
        .findLast((event) => event.involvedObject.uid === uid && event.reason === 'FailedCreate');
    return failed === undefined
        ? { message: 'it has no pod yet', lasting: false }
        : { message: failed.message ?? 'its pod can’t be created', lasting: true };
}
function unplaced({ status }) {
    const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled');
    if (scheduled?.status === 'False')
        return scheduled.message ?? 'its pod fits on no node';
    return 'its pod is being started';
}

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/dead-man/dead-man.js
/**
 * Puts the traffic back when the Lease of a release has not been renewed for its duration and ten seconds more; ends when it has,
 * or when nothing is on trial any more.
 *
 * Its text is what the Job runs: it uses nothing from outside itself but globals of Node. It keeps nothing of its own, so that a
 * pod that is started again only begins to measure anew.
 */
async function deadMan({ env, fetch, token, now, sleep, say, armed }) {
    const LOOK_MS = 2_000;
    const GRACE_MS = 10_000;
    const EPOCH = 'ml-actions.dev/epoch';
    const host = env['KUBERNETES_SERVICE_HOST'] ?? '';
    // Plain http on loopback only, as in a kubeconfig: no pod of a real cluster finds its API server there.
    const scheme = host.startsWith('127.') ? 'http' : 'https';
    const server = `${scheme}://${host.includes(':') ? `[${host}]` : host}:${env['KUBERNETES_SERVICE_PORT']}`;
    const space = `namespaces/${env['NAMESPACE']}`;
    const lease = `/apis/coordination.k8s.io/v1/${space}/leases/${env['RELEASE']}`;
    const release = `/api/v1/${space}/configmaps/${env['RELEASE']}`;
    const route = `/apis/${env['ROUTE_API']}/${space}/httproutes/${env['ROUTE']}`;
    const [stable, canary] = [env['SERVICE'], `${env['SERVICE']}-canary`];
    const fields = (value) => (typeof value === 'object' && value !== null ? { ...value } : {});
    const items = (value) => (Array.isArray(value) ? value.map(fields) : []);
    const messageOf = (error) => {
        if (!(error instanceof Error))
            return String(error);
        return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
    };
    const ask = async (method, path, body, query = '') => {
        const type = method === 'PATCH' ? 'application/apply-patch+yaml' : 'application/json';
        const answer = await fetch(`${server}${path}?fieldManager=ml-actions${query}`, {
            method,
            headers: { authorization: `Bearer ${token()}`, 'content-type': type },
            signal: AbortSignal.timeout(5_000),
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const found = await answer.json();
        if (answer.ok)
            return fields(found);
        throw Object.assign(new Error(`${answer.status} of ${method} ${path}: ${String(fields(found)['message'])}`), {
            conflict: answer.status === 409,
        });
    };
    const isConflict = (error) => fields(error)['conflict'] === true;
    const stateOf = (config) => {
        const state = fields(JSON.parse(String(fields(config['data'])['state.json'])));
        if (state['schema'] !== 1)
            throw new Error(`ConfigMap ${env['RELEASE']} has schema ${String(state['schema'])}, not 1`);
        return state;
    };
    const rulesOf = (object) => items(fields(object['spec'])['rules']);
    const isTrial = (rule) => items(rule['backendRefs']).some(({ name }) => name === canary);
    const weightOf = (object) => Math.max(...rulesOf(object).flatMap((rule) => items(rule['backendRefs'])
        .filter(({ name }) => name === canary)
        .map(({ weight }) => Number(weight ?? 1))), 0);
    /** Written as the run itself writes it: under one manager, whole, at the version that was read. */
    const back = (object, epoch) => {
        const { name, namespace, resourceVersion, labels, annotations } = fields(object['metadata']);
        const rules = rulesOf(object).map((rule) => {
            if (!isTrial(rule))
                return rule;
            const weights = new Map([
                [stable, 100],
                [canary, 0],
            ]);
            return {
                ...rule,
                backendRefs: items(rule['backendRefs']).map((each) => ({
                    ...each,
                    weight: weights.get(String(each['name'])) ?? each['weight'],
                })),
            };
        });
        const metadata = {
            name,
            namespace,
            resourceVersion,
            labels,
            annotations: { ...fields(annotations), [EPOCH]: String(epoch) },
        };
        return {
            apiVersion: object['apiVersion'],
            kind: object['kind'],
            metadata,
            spec: { ...fields(object['spec']), rules },
        };
    };
    const epochOf = (object) => Number(fields(fields(object['metadata'])['annotations'])[EPOCH] ?? 0);
    /** Everything that it is for, without effect. Whoever may not, or can't reach it, finds out here. */
    const rehearse = async () => {
        const dry = (method, path, body, query = '') => 
        // A conflict is an answer to somebody who may write.
        ask(method, path, body, `&dryRun=All${query}`).catch((error) => isConflict(error) || Promise.reject(error));
        await dry('PUT', lease, await ask('GET', lease));
        const config = await ask('GET', release);
        stateOf(config);
        await dry('PUT', release, config);
        const object = await ask('GET', route);
        if (!rulesOf(object).some(isTrial))
            throw new Error(`HTTPRoute ${env['ROUTE']} names no Service ${canary}`);
        await dry('PATCH', route, back(object, epochOf(object)), '&force=true');
    };
    const insist = async (work) => {
        for (;;) {
            try {
                return await work();
            }
            catch (error) {
                say(`${messageOf(error)}; trying again`);
                await sleep(500);
            }
        }
    };
    /** True when there is nothing left to watch. */
    const putBack = async (object, silentMs) => {
        const before = stateOf(await ask('GET', release));
        if (before['phase'] === 'idle')
            return true;
        // Stable's own pods are being changed: they may not be up, and the canary has been proven. The next run finishes that.
        if (before['phase'] === 'promoting')
            return false;
        if (before['weight'] === 0 && weightOf(await ask('GET', route)) === 0)
            return false;
        const spec = fields(object['spec']);
        const epoch = Number(spec['leaseTransitions'] ?? 0) + 1;
        const time = () => new Date().toISOString().replace('Z', '000Z');
        const mine = {
            ...spec,
            holderIdentity: env['SELF'],
            leaseTransitions: epoch,
            acquireTime: time(),
            renewTime: time(),
        };
        // At the version that was read: of a run that renews after all and this, one wins.
        const taken = await ask('PUT', lease, { ...object, spec: mine });
        const message = `no heartbeat of ${String(spec['holderIdentity']) || 'any run'} for ${Math.round(silentMs / 1000)} s`;
        say(`${message}: the traffic goes back`);
        const noted = await insist(async () => {
            const config = await ask('GET', release);
            const state = stateOf(config);
            // A run that woke up in between may just have begun to promote, or another one has taken over.
            if (state['phase'] === 'promoting' || Number(state['epoch']) > epoch)
                return false;
            const step = { at: new Date().toISOString(), weight: 0, decision: 'dead-man', message };
            const next = { ...state, phase: 'going-back', weight: 0, epoch, steps: [...items(state['steps']), step] };
            await ask('PUT', release, { ...config, data: { ...fields(config['data']), 'state.json': JSON.stringify(next) } });
            return true;
        });
        // Also where it is back already: the epoch refuses what a run that was only frozen writes later.
        if (noted)
            await insist(async () => {
                const now = await ask('GET', route);
                if (epochOf(now) <= epoch)
                    await ask('PATCH', route, back(now, epoch), '&force=true');
            });
        await ask('PUT', lease, { ...taken, spec: { ...mine, holderIdentity: '' } }).catch((error) => say(messageOf(error)));
        if (noted)
            say('the traffic is back');
        return noted;
    };
    for (let said = '';;) {
        try {
            await rehearse();
            break;
        }
        catch (error) {
            const why = `not armed: ${messageOf(error)}`;
            if (why !== said)
                say(why);
            said = why;
            await sleep(1_000);
        }
    }
    armed();
    say('armed');
    let heartbeat = '';
    let silentMs = 0;
    for (let lookedAt = now();; await sleep(LOOK_MS)) {
        try {
            const object = await ask('GET', lease);
            const { holderIdentity, renewTime, leaseTransitions, leaseDurationSeconds } = fields(object['spec']);
            const found = JSON.stringify([holderIdentity, renewTime, leaseTransitions]);
            // No more than could be seen: a pod that was frozen itself has not listened meanwhile.
            silentMs = found === heartbeat ? silentMs + Math.min(now() - lookedAt, 10_000) : 0;
            heartbeat = found;
            if (silentMs > Number(leaseDurationSeconds) * 1_000 + GRACE_MS && (await putBack(object, silentMs)))
                return;
        }
        catch (error) {
            // An API server that can't be reached is no silence of the run, which can't reach it either.
            say(messageOf(error));
        }
        lookedAt = now();
    }
}

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/dead-man/script.js

/**
 * The program of the Job: the watch, on what a pod has. Ready means armed. It goes into the Job's own arguments, which nobody can
 * change afterwards, and which hold neither `$(` nor `$$`: Kubernetes would put variables there.
 */
const SCRIPT = `import { log } from 'node:console'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const deadMan = ${deadMan.toString()}

const { env } = process
let ready = false
createServer((_, response) => response.writeHead(ready ? 200 : 503).end()).listen(Number(env.PORT))
// Not 0: a pod that is sent away from its node has not done its work.
process.on('SIGTERM', () => process.exit(143))
await deadMan({
  env,
  fetch,
  token: () => readFileSync(env.ACCOUNT + '/token', 'utf8').trim(),
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  say: (line) => log(new Date().toISOString() + ' ' + line),
  armed: () => {
    ready = true
  },
})
process.exit(0)
`;

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/dead-man/job.js


/** The account that the Job runs as; README.md holds it with its Role. */
const ACCOUNT = 'ml-actions-dead-man';
/** On the Jobs that watch over a workload and on their pods; its value is the workload. */
const WATCHES_LABEL = 'ml-actions.dev/dead-man';
/** How the Job is addressed. */
const JOB = { apiVersion: 'batch/v1', kind: 'Job' };
const FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';
const PORT = 8080;
/** The Job: one small pod, kept alive until it has done its work or is not needed any more. */
function deadManJob(watch) {
    const { target, epoch, deadlineSeconds } = watch;
    const name = `${target.name}-dead-man-${epoch}`;
    const labels = { 'app.kubernetes.io/managed-by': src/* FIELD_MANAGER */.vy, [WATCHES_LABEL]: target.name };
    const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: (0,src/* releaseName */["do"])(target.name), uid: watch.ownerUid };
    const job = {
        ...JOB,
        metadata: { name, namespace: target.namespace, labels, ownerReferences: [owner] },
        spec: {
            // It never gives up by itself: crashes of its pod and lost nodes are no reason to stop watching.
            backoffLimit: 1_000,
            activeDeadlineSeconds: deadlineSeconds,
            ttlSecondsAfterFinished: 3_600,
            template: { metadata: { labels }, spec: podSpec(watch, name) },
        },
    };
    return job;
}
function podSpec({ target, route, image }, self) {
    const env = {
        NAMESPACE: target.namespace,
        RELEASE: (0,src/* releaseName */["do"])(target.name),
        ROUTE_API: route.apiVersion,
        ROUTE: route.name,
        SERVICE: route.service,
        SELF: self,
        ACCOUNT: FOLDER,
        // The API server's certificate is signed by the cluster's own authority.
        NODE_EXTRA_CA_CERTS: `${FOLDER}/ca.crt`,
        PORT: String(PORT),
    };
    return {
        restartPolicy: 'OnFailure',
        serviceAccountName: ACCOUNT,
        automountServiceAccountToken: true,
        enableServiceLinks: false,
        terminationGracePeriodSeconds: 5,
        securityContext: { runAsNonRoot: true, runAsUser: 65_532, seccompProfile: { type: 'RuntimeDefault' } },
        // A node that is lost is given up soon, since the minute runs.
        tolerations: ['not-ready', 'unreachable'].map((state) => ({
            key: `node.kubernetes.io/${state}`,
            operator: 'Exists',
            effect: 'NoExecute',
            tolerationSeconds: 10,
        })),
        containers: [
            {
                name: 'dead-man',
                image,
                imagePullPolicy: 'IfNotPresent',
                command: ['node', '--input-type=module', '--eval', SCRIPT],
                env: Object.entries(env).map(([name, value]) => ({ name, value })),
                ports: [{ name: 'armed', containerPort: PORT }],
                readinessProbe: { httpGet: { path: '/', port: 'armed' }, periodSeconds: 1 },
                resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { cpu: '500m', memory: '128Mi' } },
                securityContext: {
                    allowPrivilegeEscalation: false,
                    readOnlyRootFilesystem: true,
                    capabilities: { drop: ['ALL'] },
                },
            },
        ],
    };
}

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/dead-man/arm.js



const POLL_MS = 500;
/** A service account or a right may be on its way still. */
const PATIENCE_MS = 10_000;
/**
 * Starts the switch and waits until it is armed: until it has proven that it could put the traffic back. Those of earlier runs watch
 * until then. One that can't be armed is removed again.
 */
async function arm(options) {
    const { cluster, watch, clock, log, timeoutMs, signal } = options;
    const deadline = clock.now() + timeoutMs;
    let job;
    try {
        job = await createJob(cluster, watch);
    }
    catch (error) {
        const why = error instanceof src/* KubernetesError */.dK ? error.message : undefined;
        if (why === undefined || (0,src/* isPassing */.WG)(error))
            throw error;
        return { kind: 'not-armed', why };
    }
    let troubledSince;
    let said = '';
    for (;;) {
        const { ready, message, lasting } = await look(cluster, job);
        if (ready)
            break;
        const now = clock.now();
        if (message !== said)
            log.info(`Dead man’s switch: ${message}`);
        said = message;
        troubledSince = lasting ? (troubledSince ?? now) : undefined;
        if (now > deadline || (troubledSince !== undefined && now - troubledSince > PATIENCE_MS)) {
            await cluster.delete((0,src/* referenceTo */.Po)(job));
            return { kind: 'not-armed', why: message };
        }
        await clock.sleep(POLL_MS, signal);
    }
    await disarm(cluster, watch.target, job.metadata.name);
    return { kind: 'armed', job: job.metadata.name, image: await pulledImage(cluster, job, watch.image) };
}
/** Whether it is armed, or what keeps it from being so. */
async function look(cluster, job) {
    try {
        const found = await cluster.get((0,src/* referenceTo */.Po)(job));
        if (found === undefined)
            return { ready: false, message: 'its Job was deleted', lasting: true };
        if (Number((0,src/* valueAt */.fK)(found, 'status', 'ready') ?? 0) > 0)
            return { ready: true, message: '', lasting: false };
        return { ready: false, ...(await hindranceOf(cluster, job)) };
    }
    catch (error) {
        if (!(0,src/* isPassing */.WG)(error))
            throw error;
        return { ready: false, message: error.message, lasting: false };
    }
}
async function createJob(cluster, watch) {
    const { namespace, name } = watch.target;
    const state = await cluster.get({ apiVersion: 'v1', kind: 'ConfigMap', name: (0,src/* releaseName */["do"])(name), namespace });
    const job = deadManJob({ ...watch, ownerUid: state?.metadata.uid ?? '' });
    try {
        return await cluster.create(job);
    }
    catch (error) {
        if (!(0,src/* isAlreadyExists */.x9)(error))
            throw error;
        // The Lease was deleted and its count began anew: this one is of a release long ago.
        await cluster.delete((0,src/* referenceTo */.Po)(job));
        return cluster.create(job);
    }
}
/** Ends whoever watches over the workload, but for the Job named `except`. */
async function disarm(cluster, { namespace, name }, except) {
    const { items } = await cluster.list(JOB, { namespace, labelSelector: `${WATCHES_LABEL}=${name}` });
    for (const { metadata } of items)
        if (metadata.name !== except)
            await cluster.delete({ ...JOB, namespace, name: metadata.name });
}
/** The image as the node has it. */
async function pulledImage(cluster, { metadata }, image) {
    const { namespace = '', name } = metadata;
    const { items } = await cluster.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace, labelSelector: `job-name=${name}` });
    const id = items.filter(src/* isPod */.Se)[0]?.status?.containerStatuses?.[0]?.imageID ?? '';
    return id === '' ? image : id;
}

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/dead-man/watch-over.js

// Beside `timeout`: what comes before and after it.
const MARGIN_MS = 600_000;
/** Has this run watched over, or tells why that can't be. Nothing may have moved yet. */
async function watchOver(job, session, prepared) {
    const { inputs, settings, services, connected, journal } = job;
    if (inputs['dead-man'] === 'off') {
        journal.deadMan = 'off: where the runner is lost, the canary keeps its share until the next run';
        services.log.warning('`dead-man: off`: where the runner is lost, the canary keeps its share until the next run.');
        return undefined;
    }
    const { route } = prepared.state;
    if (route === undefined)
        return 'the release state names no route';
    const armed = await services.log.phase('Arm the dead man’s switch', () => arm({
        cluster: connected.cluster,
        watch: {
            target: session.target,
            route,
            epoch: session.epoch,
            image: inputs['dead-man-image'],
            deadlineSeconds: Math.ceil((inputs.timeout + inputs['rollout-timeout'] + settings.warmUpMs + MARGIN_MS) / 1000),
        },
        clock: services.clock,
        log: services.log,
        timeoutMs: inputs['rollout-timeout'],
        signal: AbortSignal.any([services.signal, session.lost]),
    }));
    if (armed.kind === 'not-armed')
        return armed.why;
    journal.deadMan = `armed: Job ${armed.job}, ${armed.image}`;
    services.log.info(`Job/${armed.job} (${armed.image}) gives the traffic back when this run stops without a word.`);
    return undefined;
}
/** Ends the watch: the traffic is where it shall stay. One that can't be ended sees that by itself. */
async function standDown({ inputs, services, connected }, session) {
    try {
        await disarm(connected.cluster, session.target);
    }
    catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        if (inputs['dead-man'] === 'on')
            services.log.info(`The dead man’s switch is not removed: ${why}`);
    }
}
/** What the switch wrote, where it was the last to write. */
function wentOff({ phase, steps }) {
    const last = steps.at(-1);
    return phase === 'going-back' && last?.decision === 'dead-man' ? last : undefined;
}
/** What it did, for people. */
function toldOf({ at, message = 'no heartbeat' }) {
    return `The dead man’s switch put the traffic back at ${at}: ${message}`;
}


/***/ }),

/***/ 29749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ assess)
/* harmony export */ });
/* harmony import */ var _ml_actions_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5096);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13840);
/* harmony import */ var _blocks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33369);



/** Judges the blocks. `shares` are the exposures for which safety is asked. Pure, so any run comes to the same result. */
function assess(evidence, settings, shares) {
    const blocks = evidence.blocks.filter(({ seen }) => seen);
    const guarded = settings.dispersionGuard !== 'off';
    const errorDispersion = (0,_ml_actions_statistics__WEBPACK_IMPORTED_MODULE_0__/* .dispersionPath */ .Qh)(blocks.map(({ pods }) => countsByPod(pods, _blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .errorCounts */ .v)));
    const divisors = (path) => path.map((value) => (guarded ? (value ?? 1) : 1));
    const metrics = new Map();
    for (const metric of settings.metrics) {
        metrics.set(metric, metric === 'errors'
            ? assessErrors(blocks, settings.tolerance.errors, shares, divisors(errorDispersion))
            : assessLatency(blocks, evidence.edges, settings.tolerance.latency, shares, (edge) => divisors((0,_ml_actions_statistics__WEBPACK_IMPORTED_MODULE_0__/* .dispersionPath */ .Qh)(blocks.map(({ pods }) => countsByPod(pods, slowerThan(edge)))))));
    }
    const split = (0,_ml_actions_statistics__WEBPACK_IMPORTED_MODULE_0__/* .splitEvidence */ .aN)(blocks
        .filter(({ steady }) => steady)
        .map(({ canary, stable, weight }) => ({ canary: canary.requests, stable: stable.requests, share: weight / 100 })), settings.splitTolerance);
    const levels = { alpha: settings.alpha, beta: settings.beta };
    const crossed = (metric) => (0,_ml_actions_statistics__WEBPACK_IMPORTED_MODULE_0__/* .firstCrossing */ .Jy)(metrics.get(metric)?.harm ?? [], settings.alpha / settings.metrics.length) !== undefined;
    return {
        metrics,
        split,
        harm: settings.metrics.find(crossed),
        splitBroken: (0,_ml_actions_statistics__WEBPACK_IMPORTED_MODULE_0__/* .firstCrossing */ .Jy)(split, _settings_js__WEBPACK_IMPORTED_MODULE_2__/* .SPLIT_ALPHA */ .oN) !== undefined,
        dispersion: errorDispersion.at(-1),
        safeAt: (share) => {
            const open = settings.metrics.filter((metric) => (0,_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .toleranceAt */ .PT)(settings.tolerance[metric], share).absolute < 1);
            if (evidence.latencyProblem !== undefined && settings.metrics.includes('latency'))
                return false;
            // A tolerance of 100 points and more is met by whatever there is.
            if (open.length === 0)
                return blocks.length > 0;
            const judged = open.map((metric) => {
                const found = metrics.get(metric);
                return { harm: found?.harm ?? [], safety: found?.safety.get(share) ?? [] };
            });
            return (0,_ml_actions_statistics__WEBPACK_IMPORTED_MODULE_0__/* .combineMetrics */ .hf)(judged, levels) === 'safe';
        },
    };
}
function assessErrors(blocks, tolerance, shares, dispersion) {
    const counts = blocks.map(({ canary, stable }) => ({
        canary: (0,_blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .errorCounts */ .v)(canary),
        stable: (0,_blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .errorCounts */ .v)(stable),
    }));
    return {
        harm: (0,_ml_actions_statistics__WEBPACK_IMPORTED_MODULE_0__/* .harmEvidence */ .sg)(counts, tolerance, dispersion),
        safety: new Map(shares.map((share) => [share, (0,_ml_actions_statistics__WEBPACK_IMPORTED_MODULE_0__/* .safetyEvidence */ .ks)(counts, (0,_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .toleranceAt */ .PT)(tolerance, share), dispersion)])),
    };
}
function assessLatency(blocks, edges, tolerance, shares, dispersionAt) {
    const silent = { total: 0, slower: edges.map(() => 0) };
    const latencies = blocks.map(({ canary, stable, warming }) => ({
        canary: warming ? silent : canary.latency,
        stable: stable.latency,
    }));
    const dispersion = edges.map((_, edge) => dispersionAt(edge));
    const at = (safety) => (0,_ml_actions_statistics__WEBPACK_IMPORTED_MODULE_0__/* .latencyEvidence */ .WS)(latencies, edges.length, { harm: tolerance, safety }, dispersion);
    return {
        harm: at(tolerance).harm,
        safety: new Map(shares.map((share) => [share, at((0,_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .toleranceAt */ .PT)(tolerance, share)).safety])),
    };
}
function countsByPod(pods, read) {
    return new Map([...pods].map(([pod, arm]) => [pod, read(arm)]));
}
function slowerThan(edge) {
    return ({ latency }) => ({ trials: latency.total, bad: latency.slower[edge] ?? 0 });
}


/***/ }),

/***/ 33369:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ evidenceBlocks),
/* harmony export */   v: () => (/* binding */ errorCounts)
/* harmony export */ });
/* harmony import */ var _ml_actions_prometheus__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68396);

/** Share of the requests that may have begun before a weight and still count for it: far less than the split's tolerance. */
const BEGUN_BEFORE = 0.01;
/** A router says that it has taken a route up to two seconds before its traffic goes by it (Traefik): counts of that time prove nothing. */
const ROUTER_LAG_MS = 2_000;
const STATUS_LABELS = ['code', 'status', 'status_code', 'http_status'];
/** Counts per block of both arms: a pure function of raw samples and of the weights that were set. */
function evidenceBlocks(samples, options) {
    const { grid } = options;
    const own = ({ requests, latency, witness }) => [...requests, ...latency, ...witness.map(scraped)];
    const witnesses = [...own(samples.stable), ...own(samples.canary)];
    const sights = samples.sharedTargets ? [witnesses] : [own(samples.stable), own(samples.canary)];
    const increments = (series) => (0,_ml_actions_prometheus__WEBPACK_IMPORTED_MODULE_0__/* .incrementsPerBlock */ .LE)(series, grid, { witnesses });
    const histogram = (arm) => (0,_ml_actions_prometheus__WEBPACK_IMPORTED_MODULE_0__/* .histogramBlocks */ .NX)(increments(arm.latency), grid.blocks);
    const [stable, canary] = [histogram(samples.stable), histogram(samples.canary)];
    const edges = stable.ok ? stable.edges : canary.ok ? canary.edges : [];
    const seen = sights.map((series) => (0,_ml_actions_prometheus__WEBPACK_IMPORTED_MODULE_0__/* .seenBlocks */ .O2)(series, grid));
    const newest = sights.map((series) => (0,_ml_actions_prometheus__WEBPACK_IMPORTED_MODULE_0__/* .newestSample */ .vf)(series));
    const stableRequests = increments(samples.stable.requests);
    const read = armReader(options, edges);
    const stableArm = read(stableRequests, stable);
    const canaryArm = read(increments(samples.canary.requests), canary);
    const pods = podReaders(stableRequests, increments(samples.stable.latency), grid.blocks, read);
    const first = options.weights.find(({ weight }) => weight > 0);
    const seenIn = (index) => seen.every((arm) => arm[index] ?? false);
    // After a gap an arm's whole growth falls into one block: beside an arm without a gap it looks like a wrong split.
    const gapBefore = (index) => !samples.sharedTargets && index > 0 && !seenIn(index - 1);
    const lagMs = ROUTER_LAG_MS + longestMs(edges, grid.blocks, [stableArm, canaryArm]);
    const warmUntilMs = first === undefined ? Number.NEGATIVE_INFINITY : first.settledMs + options.warmUpMs;
    return {
        edges,
        latencyProblem: latencyProblem(stable, canary),
        newestSampleMs: newest.includes(undefined) ? undefined : Math.min(...newest.filter((time) => time !== undefined)),
        blocks: Array.from({ length: grid.blocks }, (_, index) => {
            const fromMs = grid.startMs + index * grid.stepMs;
            const toMs = fromMs + grid.stepMs;
            const last = options.weights.findLast(({ atMs }) => atMs < toMs);
            return {
                fromMs,
                toMs,
                weight: last?.weight ?? 0,
                steady: (last === undefined || last.settledMs + lagMs <= fromMs) && !gapBefore(index),
                warming: first !== undefined && toMs > first.atMs && fromMs < warmUntilMs,
                seen: seenIn(index),
                stable: stableArm(index),
                canary: fromMs < options.startMs ? silent(edges) : canaryArm(index),
                pods: new Map([...pods].map(([pod, arm]) => [pod, arm(index)])),
            };
        }),
    };
}
/**
 * How long requests take, but for {@link BEGUN_BEFORE} of them: they are counted when they end, and went by the weight of when they began.
 * Infinite where the buckets don't reach so far; 0 without a histogram.
 */
function longestMs(edges, blocks, arms) {
    const latencies = arms.flatMap((arm) => Array.from({ length: blocks }, (_, index) => arm(index).latency));
    const total = latencies.reduce((sum, latency) => sum + latency.total, 0);
    if (total === 0)
        return 0;
    const slower = (edge) => latencies.reduce((sum, latency) => sum + (latency.slower[edge] ?? 0), 0);
    const reaching = edges.find((_, edge) => slower(edge) <= BEGUN_BEFORE * total);
    return (reaching ?? Number.POSITIVE_INFINITY) * 1000;
}
/** `up` is 0 where a scrape failed: only its ones show that a target was read. */
function scraped(series) {
    if (series.labels['__name__'] !== 'up')
        return series;
    return { ...series, samples: series.samples.filter(({ value }) => value > 0) };
}
function armReader({ statusLabel, errorStatuses }, edges) {
    const whole = new RegExp(`^(?:${errorStatuses.source})$`);
    const failed = ({ labels }) => {
        const label = statusLabel ?? STATUS_LABELS.find((name) => labels[name] !== undefined);
        return label !== undefined && whole.test(labels[label] ?? '');
    };
    return (requests, histogram) => (index) => ({
        requests: sum(requests, index),
        errors: sum(requests.filter(failed), index),
        latency: (histogram.ok ? histogram.blocks[index] : undefined) ?? { total: 0, slower: edges.map(() => 0) },
    });
}
function silent(edges) {
    return { requests: 0, errors: 0, latency: { total: 0, slower: edges.map(() => 0) } };
}
function sum(increments, index) {
    return increments.reduce((total, { perBlock }) => total + (perBlock[index] ?? 0), 0);
}
/** Each pod for itself, where series carry the pod's name. */
function podReaders(requests, latency, blocks, read) {
    const byPod = Map.groupBy(requests, ({ labels }) => labels['pod'] ?? '');
    byPod.delete('');
    return new Map([...byPod].map(([pod, own]) => {
        const buckets = latency.filter(({ labels }) => labels['pod'] === pod);
        return [pod, read(own, (0,_ml_actions_prometheus__WEBPACK_IMPORTED_MODULE_0__/* .histogramBlocks */ .NX)(buckets, blocks))];
    }));
}
function latencyProblem(stable, canary) {
    if (!stable.ok && stable.reason === 'bucket-sets-differ')
        return `stable: ${stable.message}`;
    if (!canary.ok && canary.reason === 'bucket-sets-differ')
        return `canary: ${canary.message}`;
    if (!stable.ok || !canary.ok || JSON.stringify(stable.edges) === JSON.stringify(canary.edges))
        return undefined;
    return `stable has buckets ${stable.edges.join(', ')}; the canary has ${canary.edges.join(', ')}`;
}
/** Trials and errors of an arm. */
function errorCounts({ requests, errors }) {
    return { trials: requests, bad: errors };
}


/***/ }),

/***/ 10516:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ forecast),
/* harmony export */   x: () => (/* binding */ forecastLines)
/* harmony export */ });
/* harmony import */ var _ml_actions_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5096);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13840);


const SEARCHED = 1_500;
/** Mean-path times at this traffic: what a person wants to know before the start. */
function forecast(traffic, settings) {
    const perBlock = (traffic.requestsPerSecond * settings.intervalMs) / 1000;
    const tolerance = settings.tolerance.errors;
    const boundary = tolerance.ratio * traffic.errorShare + tolerance.absolute;
    const steps = settings.steps.filter((step) => step < 100);
    const limit = Math.max(1, Math.min(SEARCHED, Math.ceil(settings.timeoutMs / settings.intervalMs)));
    const at = (weight, canaryRate) => ({
        canaryTrials: (perBlock * weight) / 100,
        stableTrials: perBlock * (1 - weight / 100),
        canaryRate,
        stableRate: traffic.errorShare,
        stableBefore: traffic.measured,
    });
    const toSeconds = (blocks) => blocks && (blocks * settings.intervalMs) / 1000;
    const sizes = [2 * boundary, 4 * boundary, 10 * boundary]
        .filter((size) => size > 0)
        .map((size) => Math.min(0.99, size));
    const detections = [...new Set(sizes)].map((errorShare) => ({
        errorShare,
        seconds: steps.map((weight) => ({
            weight,
            seconds: toSeconds((0,_ml_actions_statistics__WEBPACK_IMPORTED_MODULE_0__/* .blocksToDetect */ .Ry)(at(weight, errorShare), tolerance, settings.alpha / settings.metrics.length, limit)),
        })),
    }));
    const equal = [
        { metric: 'errors', rate: traffic.errorShare },
        ...traffic.slowerShares.map((rate) => ({ metric: 'latency', rate })),
    ];
    const judged = equal.filter(({ metric }) => settings.metrics.includes(metric));
    const waits = steps.map((weight, index) => {
        const share = (settings.steps[index + 1] ?? 100) / 100;
        const blocks = judged.map(({ metric, rate }) => {
            const margin = (0,_settings_js__WEBPACK_IMPORTED_MODULE_1__/* .toleranceAt */ .PT)(settings.tolerance[metric], share);
            const expected = { ...at(weight, rate), stableRate: rate };
            return margin.absolute >= 1
                ? 0
                : ((0,_ml_actions_statistics__WEBPACK_IMPORTED_MODULE_0__/* .blocksToSafety */ .W2)(expected, margin, settings.beta, limit) ?? Number.POSITIVE_INFINITY);
        });
        const slowest = Math.max(...blocks);
        return slowest === Number.POSITIVE_INFINITY
            ? undefined
            : Math.max(slowest * settings.intervalMs, settings.stepMinMs) / 1000;
    });
    const known = waits.filter((wait) => wait !== undefined);
    return {
        traffic,
        detections,
        secondsToPromote: known.length < waits.length ? undefined : known.reduce((sum, wait) => sum + wait, 0),
    };
}
/** The forecast as lines for the log. */
function forecastLines({ traffic, detections, secondsToPromote }) {
    if (traffic.requestsPerSecond === 0)
        return ['No request was seen lately: at this traffic no harm would ever be seen, and nothing will be promoted.'];
    const rate = `${round(traffic.requestsPerSecond)} requests/s, ${round(100 * traffic.errorShare)} % errors`;
    return [
        `Traffic: ${rate} (measured on ${traffic.measured} requests).`,
        ...(traffic.slowerShares.length === 0
            ? []
            : [
                `Slower than each bucket's edge: ${traffic.slowerShares.map((share) => `${round(100 * share)} %`).join(', ')}.`,
            ]),
        ...detections.map(({ errorShare, seconds }) => {
            const times = seconds.map((step) => `${step.seconds === undefined ? 'not within the time limit' : `about ${round(step.seconds)} s`} at ${step.weight} %`);
            return `A canary with ${round(100 * errorShare)} % errors is seen after ${times.join(', ')}.`;
        }),
        secondsToPromote === undefined
            ? 'An equal release can’t be proven safe within the time limit at this traffic: raise a tolerance, the time, or the steps.'
            : `An equal release is proven safe after about ${round(secondsToPromote)} s.`,
    ];
}
function round(value) {
    return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(2)));
}


/***/ }),

/***/ 46132:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p5: () => (/* binding */ endLeft),
  pJ: () => (/* binding */ endOf),
  pb: () => (/* binding */ followDeployment)
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
    const { Octokit: Client } = await __webpack_require__.e(/* import() */ 194).then(__webpack_require__.bind(__webpack_require__, 35194));
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
    return withGitHub(access, 'deployment', async (octokit, repository) => {
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
var promises_ = __webpack_require__(51455);
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




;// CONCATENATED MODULE: ./build/actions/canary-promote/src/github-deployment.js

const STATE = 'deployment';
function followDeployment(inputs, services) {
    // Who only looks on ends nothing.
    const follows = inputs.deployment !== undefined && (inputs.mode === 'run' || inputs.mode === 'abort');
    return {
        leave({ state, description }) {
            if (follows)
                services.saveState(STATE, `${state} ${description}`);
        },
        async end(end) {
            if (!follows)
                return;
            await writeEnd(inputs, services, end);
            services.saveState(STATE, '');
        },
    };
}
/** Says what main left to say, or `instead` where the post step knows better. */
async function endLeft(inputs, services, instead) {
    const [, state, description = ''] = /^(error|failure|success|in_progress) ([\s\S]*)$/.exec(services.readState(STATE)) ?? [];
    if (isEnd(state))
        await writeEnd(inputs, services, { state: instead ?? state, description });
}
function isEnd(state) {
    return state !== undefined;
}
/** A canary that is held is still on trial; one about which nothing could be found out has neither succeeded nor failed. */
function endOf({ verdict, reason, message, outcome }) {
    const undecided = outcome === undefined && (reason === 'metrics-unavailable' || reason === 'superseded');
    const held = verdict === 'inconclusive' && outcome === 'held';
    const state = verdict === 'pass' ? 'success' : held ? 'in_progress' : undecided ? 'error' : 'failure';
    return { state, description: `${reason}: ${message}` };
}
function writeEnd(inputs, services, end) {
    const { 'github-token': token, deployment, url } = inputs;
    return tellDeployment(services, token, Number(deployment), { ...end, environmentUrl: url });
}


/***/ }),

/***/ 95045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ insist)
/* harmony export */ });
/* harmony import */ var _ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70459);

/** Tries again while the cluster does not answer. Throws what does not pass, and what has not passed in time. */
async function insist(insistence, work) {
    const { clock, patienceMs, everyMs, say, signal } = insistence;
    const deadline = clock.now() + patienceMs;
    for (;;) {
        try {
            return await work();
        }
        catch (error) {
            if (!(0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .isPassing */ .WG)(error) || clock.now() > deadline)
                throw error;
            say(error.message);
            await clock.sleep(everyMs, signal);
        }
    }
}


/***/ }),

/***/ 6242:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dy: () => (/* binding */ watchedOfJob),
/* harmony export */   Il: () => (/* binding */ wentBack),
/* harmony export */   JA: () => (/* binding */ standing),
/* harmony export */   N4: () => (/* binding */ note),
/* harmony export */   OE: () => (/* binding */ goBack),
/* harmony export */   ao: () => (/* binding */ backOptions),
/* harmony export */   c4: () => (/* binding */ STATE),
/* harmony export */   et: () => (/* binding */ plan),
/* harmony export */   gn: () => (/* binding */ watchedOf)
/* harmony export */ });
/* harmony import */ var _forecast_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10516);
/* harmony import */ var _prepare_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81355);
/* harmony import */ var _traffic_go_back_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(15773);
/* harmony import */ var _watch_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68276);




/** Saved for the post step: `open` while the canary may have traffic that nobody else would take away. */
const STATE = 'canary';
// How long going back insists on a cluster that does not answer.
const PATIENCE_MS = 300_000;
function backOptions({ inputs, services, settings, connected }, session, prepared) {
    return {
        cluster: connected.cluster,
        route: prepared.route,
        session,
        log: services.log,
        clock: services.clock,
        drainMs: Math.max(1_000, (0,_watch_js__WEBPACK_IMPORTED_MODULE_3__/* .settleTime */ .rW)(settings.intervalMs)),
        acceptMs: Math.min(inputs['rollout-timeout'], 60_000),
        patienceMs: PATIENCE_MS,
    };
}
/** Gives the traffic back and removes the canary. */
async function goBack(job, back, message) {
    const { log } = job.services;
    const atMs = job.services.clock.now();
    await log.phase('Give all traffic back to stable', () => (0,_traffic_go_back_js__WEBPACK_IMPORTED_MODULE_2__/* .returnTraffic */ ._)(back, message));
    const settledMs = job.services.clock.now();
    job.journal.moved({ atMs, settledMs, weight: 0 });
    note(job, 0, 'go-back', message);
    await log.phase('Remove the canary', () => (0,_traffic_go_back_js__WEBPACK_IMPORTED_MODULE_2__/* .finishGoingBack */ .$)(back, message));
}
/** Everything a watch needs. `state` says where the traffic stands, `signal` ends the watch. */
function watchedOf(job, cluster, prepared, state, signal) {
    const { inputs, settings, services, connected, journal } = job;
    const { log, clock } = services;
    const { namespace } = connected;
    const timeline = (0,_prepare_js__WEBPACK_IMPORTED_MODULE_1__/* .timelineOf */ .hf)(state, clock.now(), settings.intervalMs);
    return {
        ...{ cluster, namespace, timeline, settings, journal, log, clock, signal },
        route: prepared.route,
        workload: inputs.workload,
        canaryImage: prepared.state.canary.image,
        collector: prepared.collect((0,_prepare_js__WEBPACK_IMPORTED_MODULE_1__/* .samplesFrom */ .sF)(timeline)),
        statusLabel: inputs['status-label'],
        errorStatuses: new RegExp(inputs['error-statuses']),
    };
}
/** A watch of what this run moves, which ends, too, when the lease is lost. */
function watchedOfJob(job, session, prepared) {
    const signal = AbortSignal.any([job.services.signal, session.lost]);
    return watchedOf(job, job.connected.cluster, prepared, session.state, signal);
}
function note({ journal, services }, weight, decision, message) {
    journal.note({ atMs: services.clock.now(), weight, decision, message });
}
/** Stable serves alone again. */
function wentBack(session, verdict, reason, message) {
    return { verdict, reason, message, serving: session.state.stable, weight: 0 };
}
/** What serves, and the weight, where nothing was settled. */
function standing({ state }) {
    return { serving: state.stable, weight: state.weight };
}
/** Prints and keeps how long things take to be seen at the traffic of late. */
function plan({ journal, settings, services }, history) {
    const requests = history.blocks.reduce((sum, block) => sum + block.stable.requests + block.canary.requests, 0);
    const errors = history.blocks.reduce((sum, block) => sum + block.stable.errors, 0);
    const seen = history.blocks.filter(({ seen: isSeen }) => isSeen);
    const seconds = Math.max(1, seen.length) * (settings.intervalMs / 1000);
    const latency = history.blocks.map(({ stable }) => stable.latency);
    const timed = latency.reduce((sum, { total }) => sum + total, 0);
    const slower = history.edges.map((_, edge) => latency.reduce((sum, block) => sum + (block.slower[edge] ?? 0), 0));
    const traffic = {
        requestsPerSecond: requests / seconds,
        errorShare: requests === 0 ? 0 : errors / requests,
        slowerShares: timed === 0 || !settings.metrics.includes('latency') ? [] : slower.map((count) => count / timed),
        measured: requests,
    };
    journal.forecast = (0,_forecast_js__WEBPACK_IMPORTED_MODULE_0__/* .forecast */ .g)(traffic, settings);
    for (const line of (0,_forecast_js__WEBPACK_IMPORTED_MODULE_0__/* .forecastLines */ .x)(journal.forecast))
        services.log.info(line);
}


/***/ }),

/***/ 90226:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ reportJson),
/* harmony export */   s: () => (/* binding */ createJournal)
/* harmony export */ });
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13840);

function createJournal(workload, namespace, startedMs) {
    const entries = [];
    const weights = [];
    return {
        workload,
        namespace,
        startedMs,
        entries,
        weights,
        stable: undefined,
        canary: undefined,
        forecast: undefined,
        deadMan: undefined,
        evidence: undefined,
        assessment: undefined,
        afterwards: [],
        note(entry) {
            const last = entries.at(-1);
            const same = last?.decision === entry.decision && last.weight === entry.weight;
            // Of holds in a row the newest says where it stands.
            if (same && entry.decision === 'hold')
                entries.pop();
            entries.push(entry);
        },
        moved: (change) => void weights.push(change),
    };
}
const SCHEMA = 'https://github.com/ml-actions/ml-actions/canary-report/v1';
/**
 * The whole evidence as JSON: from the raw counts in it everybody can compute the e-values again. Paths of e-values are
 * natural logarithms, one for each block with `seen` (for the split: with `seen` and `steady`). `page` is the same for people.
 */
function reportJson(journal, settings, ending, page) {
    const { evidence, assessment } = journal;
    const report = {
        schema: SCHEMA,
        page,
        workload: journal.workload,
        namespace: journal.namespace,
        run: ending.run,
        startedAt: time(journal.startedMs),
        finishedAt: time(ending.finishedMs),
        verdict: ending.verdict,
        reason: ending.reason,
        message: ending.message,
        stable: journal.stable,
        canary: journal.canary,
        settings: { ...settings, splitAlpha: _settings_js__WEBPACK_IMPORTED_MODULE_0__/* .SPLIT_ALPHA */ .oN },
        forecast: journal.forecast,
        deadMan: journal.deadMan,
        weights: journal.weights.map(({ atMs, weight }) => ({ at: time(atMs), weight })),
        decisions: journal.entries.map(({ atMs, ...entry }) => ({ at: time(atMs), ...entry })),
        edges: evidence?.edges ?? [],
        blocks: (evidence?.blocks ?? []).map(counts),
        /** Not judged with the blocks above: stable is the new release here. */
        afterwards: journal.afterwards.map(counts),
        evidence: assessment && {
            ...Object.fromEntries([...assessment.metrics].map(([metric, { harm, safety }]) => [
                metric,
                { harm, safety: [...safety].map(([share, path]) => ({ share, path })) },
            ])),
            split: assessment.split,
        },
    };
    return `${JSON.stringify(report, undefined, 1)}\n`;
}
function counts(block) {
    return {
        from: time(block.fromMs),
        to: time(block.toMs),
        weight: block.weight,
        steady: block.steady,
        warming: block.warming,
        seen: block.seen,
        stable: arm(block.stable),
        canary: arm(block.canary),
        pods: Object.fromEntries([...block.pods].map(([pod, pods]) => [pod, arm(pods)])),
    };
}
function time(ms) {
    return new Date(ms).toISOString();
}
function arm({ requests, errors, latency }) {
    return { requests, errors, latency };
}


/***/ }),

/***/ 55597:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ lookLine),
/* harmony export */   d: () => (/* binding */ eValue)
/* harmony export */ });
/** One look as one line: weight, counts of both arms since the start and in the last block, e-values, decision. */
function lookLine({ evidence, assessment, settings, situation, decision, trouble, startMs }) {
    const since = evidence.blocks.filter(({ fromMs }) => fromMs >= startMs);
    const arm = (name) => {
        const total = since.reduce((sum, block) => ({ requests: sum.requests + block[name].requests, errors: sum.errors + block[name].errors }), { requests: 0, errors: 0 });
        return `${name} ${total.requests} req ${total.errors} err${last(since.at(-1)?.[name])}`;
    };
    const values = settings.metrics.map((metric) => {
        const found = assessment.metrics.get(metric);
        const safety = [...(found?.safety ?? [])].map(([share, path]) => `safe@${round(100 * share)}% ${eValue(path.at(-1))}`);
        return `${metric}: harm ${eValue(found?.harm.at(-1))} ${safety.join(' ')}`;
    });
    return [
        new Date(situation.nowMs).toISOString().slice(11, 19),
        `${round(situation.weight)} %`,
        arm('canary'),
        arm('stable'),
        ...values,
        `split ${eValue(assessment.split.at(-1))}`,
        `→ ${decision.kind}: ${decision.message}${trouble === undefined ? '' : ` (${trouble})`}`,
    ].join(' | ');
}
function last(block) {
    return block === undefined ? '' : ` (+${block.requests})`;
}
/** An e-value for people. */
function eValue(logE) {
    if (logE === undefined)
        return '–';
    const value = Math.exp(logE);
    return value >= 1e5 || (value < 0.001 && value > 0) ? `e^${logE.toFixed(1)}` : String(Number(value.toPrecision(3)));
}
function round(value) {
    return String(Number(value.toFixed(2)));
}


/***/ }),

/***/ 5196:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ lookForTrial)
/* harmony export */ });
/**
 * Looks for the release that this run placed. Without `digest` whatever is on trial is meant; with it, another release is
 * never taken for it, and nothing on record isn't either.
 */
function lookForTrial({ workload, digest }, stored) {
    const state = stored?.state;
    const serving = state?.stable;
    const onTrial = stored !== undefined && stored.state.phase !== 'idle';
    if (digest !== undefined && isImage(serving, digest))
        return none('pass', 'nothing-to-promote', `${serving?.image} is stable already; nothing was touched.`, state);
    if (onTrial && (digest === undefined || stored.state.canary === undefined || isImage(stored.state.canary, digest)))
        return { kind: 'on-trial', stored };
    const now = `${serving?.image ?? 'no release on record'} serves${state?.canary === undefined ? '' : `, and ${state.canary.image} is on trial`}`;
    return digest === undefined
        ? none('pass', 'nothing-to-promote', `No canary stands beside ${workload}; ${now}.`, state)
        : none('inconclusive', 'superseded', `The release that this run placed (${digest}) is neither on trial nor stable any more: ${now}. Nothing was touched.`, state);
}
function none(verdict, reason, message, state) {
    return { kind: 'none', result: { verdict, reason, message, serving: state?.stable, weight: state?.weight ?? 0 } };
}
function isImage(release, digest) {
    return release?.image.endsWith(`@${digest}`) === true;
}


/***/ }),

/***/ 81355:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  iA: () => (/* binding */ prepare),
  sF: () => (/* binding */ samplesFrom),
  GH: () => (/* binding */ startOf),
  hf: () => (/* binding */ timelineOf)
});

// EXTERNAL MODULE: ./build/packages/action/src/index.js + 31 modules
var src = __webpack_require__(31897);
// EXTERNAL MODULE: ./build/packages/prometheus/src/index.js + 7 modules
var prometheus_src = __webpack_require__(68396);
;// CONCATENATED MODULE: ./build/actions/canary-promote/src/evidence/collect.js

// A scrape may be stored a little after the time it carries: the newest seconds are asked for again.
const OVERLAP_MS = 15_000;
/** Starts at `fromMs`: the same left edge for all series, so that none looks as if it had begun before another. */
function createCollector(prometheus, selectors, fromMs) {
    const arms = { stable: createArm(prometheus, selectors.stable), canary: createArm(prometheus, selectors.canary) };
    let readUntilMs = fromMs;
    const samples = () => ({
        stable: arms.stable.samples(),
        canary: arms.canary.samples(),
        sharedTargets: selectors.sharedTargets,
    });
    return {
        samples,
        async read(endMs) {
            const window = { endMs, windowMs: endMs - Math.max(fromMs, readUntilMs - OVERLAP_MS) };
            const keep = await Promise.all([arms.stable.read(window), arms.canary.read(window)]);
            for (const store of keep)
                store();
            readUntilMs = endMs;
            return samples();
        },
    };
}
/** One arm's samples. A read gives back what stores it, so that a failure elsewhere leaves no gap. */
function createArm(prometheus, selectors) {
    let kept = { requests: [], latency: [], witness: [] };
    const ask = async (selector, window) => selector === undefined ? [] : prometheus.range(selector, window);
    return {
        samples: () => kept,
        async read(window) {
            const [requests, latency, witness] = await Promise.all([
                ask(selectors.requests, window),
                ask(selectors.latency, window),
                ask(selectors.witness, window),
            ]);
            return () => {
                kept = {
                    requests: (0,prometheus_src/* mergeSeries */.wU)([kept.requests, requests]),
                    latency: (0,prometheus_src/* mergeSeries */.wU)([kept.latency, latency]),
                    witness: (0,prometheus_src/* mergeSeries */.wU)([kept.witness, witness]),
                };
            };
        },
    };
}

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/evidence/selectors.js

/** The selectors of both arms for the chosen source. */
function buildSelectors(inputs, arms, judged) {
    const { stable, canary, sharedTargets } = source(inputs, arms);
    const arm = ({ requests, latency, witness }) => judged.includes('latency') && latency !== undefined ? { requests, latency, witness } : { requests, witness };
    return { stable: arm(stable), canary: arm(canary), sharedTargets };
}
function source(inputs, arms) {
    const given = inputs['scrape-witness'];
    const witness = given === undefined ? undefined : (0,prometheus_src/* parseSelector */.Pl)(given);
    switch (inputs.metrics) {
        case 'traefik': {
            const seen = witness ?? (0,prometheus_src/* selector */.gD)('traefik_config_last_reload_success');
            const arm = (service) => ({ ...traefik(arms, service), witness: seen });
            return { stable: arm(arms.service), canary: arm(`${arms.service}-canary`), sharedTargets: true };
        }
        case 'pods': {
            const arm = (name) => {
                // Names that a Deployment gives its pods: NAME-TEMPLATEHASH-SUFFIX. A canary's pod never fits stable's.
                const pods = { namespace: arms.namespace, pod: { regex: `${(0,prometheus_src/* literal */.eu)(name)}-[a-z0-9]{1,10}-[a-z0-9]{5}` } };
                return {
                    requests: (0,prometheus_src/* selector */.gD)(inputs['requests-metric'], pods),
                    latency: (0,prometheus_src/* selector */.gD)(`${inputs['latency-metric']}_bucket`, pods),
                    witness: witness ?? (0,prometheus_src/* selector */.gD)('up', pods),
                };
            };
            return { stable: arm(arms.workload), canary: arm(`${arms.workload}-canary`), sharedTargets: false };
        }
        case 'selectors': {
            const arm = (requests, latency) => {
                const own = (0,prometheus_src/* parseSelector */.Pl)(requests ?? '');
                return {
                    requests: own,
                    ...(latency === undefined ? {} : { latency: (0,prometheus_src/* parseSelector */.Pl)(latency) }),
                    witness: witness ?? own,
                };
            };
            return {
                stable: arm(inputs['requests-stable'], inputs['latency-stable']),
                canary: arm(inputs['requests-canary'], inputs['latency-canary']),
                sharedTargets: true,
            };
        }
    }
}
/** Traefik's Gateway API provider calls a backend NAMESPACE-SERVICE-http-PORT@kubernetesgateway. */
function traefik({ namespace, port }, service) {
    const backend = { service: { regex: `${(0,prometheus_src/* literal */.eu)(`${namespace}-${service}`)}-http-${port}(-wrr)?@.*` } };
    return {
        requests: (0,prometheus_src/* selector */.gD)('traefik_service_requests_total', backend),
        latency: (0,prometheus_src/* selector */.gD)('traefik_service_request_duration_seconds_bucket', backend),
    };
}

// EXTERNAL MODULE: ./build/actions/canary-promote/src/traffic/route.js
var traffic_route = __webpack_require__(78586);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/watch.js + 1 modules
var watch = __webpack_require__(68276);
;// CONCATENATED MODULE: ./build/actions/canary-promote/src/prepare.js






// Samples from before the first block: what the counters stood at.
const BASELINE_MS = 120_000;
const MAX_HISTORY_MS = 600_000;
const HISTORY_BLOCKS = 20;
async function prepare(cluster, namespace, inputs, state, settings, services, epoch) {
    const { canary, route: reference } = state;
    if (canary === undefined || reference === undefined)
        throw new src/* UserError */.yo({
            reason: 'unreadable-state',
            what: `The release state of ${inputs.workload} says ${state.phase} and names no ${canary === undefined ? 'canary' : 'route'}.`,
        });
    const route = (0,traffic_route/* openRoute */.SR)(cluster, { namespace, ...reference }, services.clock, epoch);
    const arms = { namespace, workload: inputs.workload, service: reference.service, port: await route.port() };
    const selectors = buildSelectors(inputs, arms, settings.metrics);
    return {
        route,
        state: { ...state, canary },
        // Whoever only goes back needs no Prometheus.
        collect: (fromMs) => createCollector(connectPrometheus(inputs, services), selectors, fromMs),
    };
}
function connectPrometheus(inputs, services) {
    const { 'prometheus-token': token, 'prometheus-username': username, 'prometheus-password': password } = inputs;
    return (0,prometheus_src/* openPrometheus */.jL)({
        url: inputs['prometheus-url'] ?? '',
        fetch: services.fetch,
        signal: services.signal,
        timeoutMs: Math.min(10_000, Math.max(3_000, inputs.interval)),
        auth: token !== undefined
            ? { kind: 'bearer', token }
            : username !== undefined && password !== undefined
                ? { kind: 'basic', username, password }
                : { kind: 'none' },
    });
}
/** The place among the steps where this canary was started; -1 when it was not yet. */
function startOf({ steps }) {
    const started = steps.findLastIndex(({ decision }) => decision === 'start');
    return started > steps.findLastIndex(({ decision }) => decision === 'placed') ? started : -1;
}
/** The grid and the weights so far: from now on, or from when an earlier run started this canary. */
function timelineOf(state, nowMs, intervalMs) {
    const steps = startOf(state) < 0 ? [] : state.steps.slice(startOf(state));
    const [record] = steps;
    const startMs = record === undefined ? nowMs : Date.parse(record.at);
    const weights = steps.map((step, index) => weightOf(step, steps[index + 1], intervalMs));
    return {
        startMs,
        intervalMs,
        historyBlocks: Math.max(1, Math.min(HISTORY_BLOCKS, Math.floor(MAX_HISTORY_MS / intervalMs))),
        weights: weights.length === 0 ? [{ atMs: startMs, settledMs: startMs, weight: state.weight }] : weights,
    };
}
/**
 * A record is written before the route is: until the router took it some time may have passed. Where a later run found another
 * weight in the route, nobody knows which was in force until then.
 */
function weightOf({ at, weight }, next, intervalMs) {
    const atMs = Date.parse(at);
    const takenMs = next?.decision === 'resume' ? Date.parse(next.at) : atMs;
    return { atMs, settledMs: takenMs + 2_000 + (0,watch/* settleTime */.rW)(intervalMs), weight };
}
/** Where samples must begin for a timeline. */
function samplesFrom({ startMs, intervalMs, historyBlocks }) {
    return startMs - historyBlocks * intervalMs - BASELINE_MS;
}


/***/ }),

/***/ 9501:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ SupersededError),
/* harmony export */   f: () => (/* binding */ openSession)
/* harmony export */ });
/* harmony import */ var _ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70459);

/** Somebody else took over: this run must not write any more. */
class SupersededError extends Error {
}
function openSession(cluster, target, lease, stored, log, clock) {
    let current = stored;
    const write = async (state, history = current.history) => {
        if (lease.lost.aborted)
            throw new SupersededError('the lease was lost');
        const next = { ...state, epoch: lease.epoch };
        try {
            current = await (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .writeRelease */ .d4)(cluster, target, next, current, history);
        }
        catch (error) {
            const found = (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .isConflict */ .dh)(error) ? await (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .readRelease */ .iJ)(cluster, target) : undefined;
            // Nobody else writes under our epoch: the answer to a write of our own was lost on the way.
            if (found?.state.epoch === lease.epoch) {
                current = await (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .writeRelease */ .d4)(cluster, target, next, found, history);
                return;
            }
            if ((0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .isConflict */ .dh)(error) || error instanceof _ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .FencedError */ .Qz)
                throw new SupersededError('the release state was written by somebody else', { cause: error });
            throw error;
        }
    };
    const record = (weight, decision, message) => {
        log.debug(`state: ${decision} at ${weight} %`);
        return { at: new Date(clock.now()).toISOString(), weight, decision, ...(message === undefined ? {} : { message }) };
    };
    return {
        target,
        epoch: lease.epoch,
        get state() {
            return current.state;
        },
        lost: lease.lost,
        get history() {
            return current.history;
        },
        async update(change, decision, message) {
            const next = { ...current.state, ...change };
            const steps = decision === undefined ? next.steps : [...next.steps, record(next.weight, decision, message)];
            await write({ ...next, steps });
        },
        async settle(stable, decision, message, good) {
            const { canary: _canary, stable: _stable, startedAt: _startedAt, ...rest } = current.state;
            const steps = [...rest.steps, record(0, decision, message)];
            const state = { ...rest, phase: 'idle', weight: 0, steps, ...(stable === undefined ? {} : { stable }) };
            await write(state, good === undefined ? current.history : (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .withGoodRelease */ .RC)(current.history, good));
        },
    };
}


/***/ }),

/***/ 13840:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PT: () => (/* binding */ toleranceAt),
/* harmony export */   oN: () => (/* binding */ SPLIT_ALPHA),
/* harmony export */   sb: () => (/* binding */ readSettings)
/* harmony export */ });
/** Level of the split test: it doubts the router, so it must hardly ever be wrong. */
const SPLIT_ALPHA = 0.001;
function readSettings(inputs) {
    return {
        metrics: ['errors', 'latency'].filter((metric) => inputs.judge.includes(metric)),
        steps: inputs.steps.map(Number),
        intervalMs: inputs.interval,
        stepMinMs: inputs['step-min'],
        warmUpMs: inputs['warm-up'] ?? inputs.interval,
        stepRequests: inputs['step-requests'],
        tolerance: {
            errors: { ratio: inputs['error-ratio'], absolute: inputs['error-tolerance'] / 100 },
            latency: { ratio: 1, absolute: inputs['latency-tolerance'] / 100 },
        },
        alpha: inputs.alpha,
        beta: inputs.beta,
        splitTolerance: inputs['split-tolerance'] / 100,
        dispersionGuard: inputs['dispersion-guard'],
        blindBudgetMs: inputs['blind-budget'],
        timeoutMs: inputs.timeout,
        onInconclusive: inputs['on-inconclusive'],
    };
}
/**
 * The tolerance that must be proven before the canary gets this share of the traffic: scaled so that over all users no
 * more harm is risked than is tolerated at full exposure. At 25 % of the traffic the canary may be four times as far off.
 */
function toleranceAt({ ratio, absolute }, share) {
    return { ratio: 1 + (ratio - 1) / share, absolute: absolute / share };
}


/***/ }),

/***/ 15773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ finishGoingBack),
/* harmony export */   _: () => (/* binding */ returnTraffic)
/* harmony export */ });
/* harmony import */ var _insist_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95045);
/* harmony import */ var _remove_canary_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67160);


const AGAIN_MS = 500;
/**
 * Gives all traffic back to stable in one write, whatever else is wrong, and notes that this began. From here on any run can
 * finish it.
 */
async function returnTraffic(options, message) {
    const { route, session, clock, log, patienceMs } = options;
    // No signal: a run that was cancelled goes back all the same.
    const must = {
        clock,
        patienceMs,
        everyMs: AGAIN_MS,
        say: (said) => log.info(`Going back: ${said}; trying again.`),
    };
    await (0,_insist_js__WEBPACK_IMPORTED_MODULE_0__/* .insist */ .R)(must, () => route.setWeight(0));
    await (0,_insist_js__WEBPACK_IMPORTED_MODULE_0__/* .insist */ .R)(must, () => session.update({ phase: 'going-back', weight: 0 }, 'go-back', message));
}
/** Waits until nothing goes to the canary any more, removes it, and ends the release with stable as it was. */
async function finishGoingBack(options, message) {
    const { cluster, route, session, log } = options;
    const { namespace, name } = session.target;
    if (!(await route.accepted(options.acceptMs)))
        log.warning('The router did not confirm the route within its time.');
    await options.clock.sleep(options.drainMs);
    await (0,_remove_canary_js__WEBPACK_IMPORTED_MODULE_1__/* .showLogs */ .R)(cluster, namespace, name, log);
    await route.removeCanary();
    await route.accepted(options.acceptMs);
    await (0,_remove_canary_js__WEBPACK_IMPORTED_MODULE_1__/* .removeCanary */ .r)(cluster, namespace, name);
    await session.settle(session.state.stable, 'went-back', message);
}


/***/ }),

/***/ 99293:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JU: () => (/* binding */ stableTrouble),
/* harmony export */   W_: () => (/* binding */ canaryTrouble),
/* harmony export */   Zb: () => (/* binding */ rolloutOf)
/* harmony export */ });
/* harmony import */ var _ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70459);

/** Where the rollout of a Deployment stands now; undefined where the Deployment is not there. */
async function rolloutOf(cluster, namespace, name, now) {
    const deployment = await cluster.get({ apiVersion: 'apps/v1', kind: 'Deployment', name, namespace });
    if (deployment === undefined || !(0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .isDeployment */ .ce)(deployment))
        return undefined;
    const [replicaSets, pods, events] = await Promise.all([
        cluster.list({ apiVersion: 'apps/v1', kind: 'ReplicaSet' }, { namespace }),
        cluster.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace }),
        cluster.list({ apiVersion: 'v1', kind: 'Event' }, { namespace }),
    ]);
    const objects = {
        deployment,
        replicaSets: replicaSets.items.filter(_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .isReplicaSet */ .z1),
        pods: pods.items.filter(_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .isPod */ .Se),
        events: events.items.filter(_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .isEvent */ .xH),
    };
    return { state: (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .diagnose */ .h4)(objects, { now }), objects };
}
/** Why the canary's pods can't serve, in one sentence; undefined when they can. */
function canaryTrouble(state) {
    if (state === undefined)
        return 'the canary’s Deployment is not there';
    if (state.phase === 'doomed')
        return state.doom.message;
    return state.ready === 0 ? `none of the canary’s ${state.wanted} pods is ready` : undefined;
}
/** Why stable could not take all traffic now, in one sentence; undefined when it could. */
function stableTrouble(state) {
    if (state === undefined)
        return 'the stable Deployment is not there';
    if (state.phase === 'complete')
        return undefined;
    return state.phase === 'doomed' ? state.doom.message : `${state.ready} of ${state.wanted} pods are ready`;
}


/***/ }),

/***/ 67160:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ showLogs),
/* harmony export */   r: () => (/* binding */ removeCanary)
/* harmony export */ });
/* harmony import */ var _ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70459);

/** Removes the canary's Deployment and every canary Service that selects its pods. What is not there is no trouble. */
async function removeCanary(cluster, namespace, workload) {
    const reference = { apiVersion: 'apps/v1', kind: 'Deployment', name: (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .canaryName */ .mh)(workload), namespace };
    const deployment = await cluster.get(reference);
    const labels = deployment !== undefined && (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .isDeployment */ .ce)(deployment) ? (deployment.spec?.template.metadata?.labels ?? {}) : {};
    const { items } = await cluster.list({ apiVersion: 'v1', kind: 'Service' }, { namespace, labelSelector: `${_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .TRACK_LABEL */ .l8}=${_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .CANARY_TRACK */ .F2}` });
    const services = items.filter(_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .isService */ .kd).filter((service) => {
        const selector = Object.entries(service.spec?.selector ?? {});
        return selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
    });
    // The Deployment goes last: until then this finds its Services again.
    for (const service of services)
        await cluster.delete((0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .referenceTo */ .Po)({ ...service, metadata: { ...service.metadata, namespace } }));
    await cluster.delete(reference);
}
/** Shows the last lines of the canary's containers before its pods are gone. */
async function showLogs(cluster, namespace, workload, log) {
    try {
        const { items } = await cluster.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace, labelSelector: `${_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .TRACK_LABEL */ .l8}=${_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .CANARY_TRACK */ .F2}` });
        const own = items.filter(_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .isPod */ .Se).filter(({ metadata }) => metadata.name.startsWith(`${(0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .canaryName */ .mh)(workload)}-`));
        for (const pod of own.slice(0, 3)) {
            const container = pod.spec?.containers[0]?.name;
            if (container === undefined)
                continue;
            const text = await cluster.logs({ namespace, name: pod.metadata.name }, container, { tailLines: 20 });
            log.group(`Last lines of ${pod.metadata.name}`, text.trimEnd().split('\n'));
        }
    }
    catch (error) {
        log.info(`The canary's logs can't be read: ${error instanceof Error ? error.message : String(error)}`);
    }
}


/***/ }),

/***/ 78586:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BY: () => (/* binding */ RouteGoneError),
/* harmony export */   SR: () => (/* binding */ openRoute)
/* harmony export */ });
/* unused harmony export acceptance */
/* harmony import */ var _ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70459);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9501);


/** The route is not there (any more). */
class RouteGoneError extends Error {
}
const POLL_MS = 100;
const ATTEMPTS = 10;
/** `epoch` is that of the Lease under which weights are written; who only reads has none. */
function openRoute(cluster, reference, clock, epoch = 0) {
    const { service, ...address } = reference;
    const read = async () => {
        const found = await cluster.get(address);
        if (found === undefined)
            throw new RouteGoneError(`HTTPRoute/${reference.name} is not there`);
        return found;
    };
    const change = async (next) => {
        for (let attempt = 1;; attempt++) {
            try {
                const route = await read();
                if ((0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .routeEpoch */ .nK)(route) > epoch)
                    throw new _session_js__WEBPACK_IMPORTED_MODULE_1__/* .SupersededError */ .Z(`HTTPRoute/${reference.name} was written under a newer lease (epoch ${(0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .routeEpoch */ .nK)(route)})`);
                // With the version it was read at: what was allowed then is refused once somebody took over.
                await cluster.apply((0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .appliableRoute */ .G2)(next(route)), { fieldManager: _ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .FIELD_MANAGER */ .vy, force: true });
                return;
            }
            catch (error) {
                if (!(0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .isConflict */ .dh)(error) || attempt === ATTEMPTS)
                    throw error;
            }
        }
    };
    return {
        weight: async () => (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .canaryWeight */ .hq)(await read(), service),
        setWeight: (percent) => change((route) => (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .withRouteEpoch */ .fk)((0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .withCanaryWeight */ .T1)(route, service, percent), epoch)),
        removeCanary: () => change((route) => (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .withoutCanary */ .vQ)(route, service)),
        async accepted(timeoutMs, signal) {
            const deadline = clock.now() + timeoutMs;
            for (;;) {
                const answer = acceptance(await read());
                if (answer !== 'waiting')
                    return answer === 'accepted';
                if (clock.now() > deadline)
                    return false;
                await clock.sleep(POLL_MS, signal);
            }
        },
        async port() {
            const backend = backends(await read()).find((entry) => entry['name'] === service);
            return typeof backend?.['port'] === 'number' ? backend['port'] : 80;
        },
    };
}
function backends(route) {
    const rules = listOf((0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .valueAt */ .fK)(route, 'spec', 'rules'));
    return rules.flatMap((rule) => listOf(rule['backendRefs']));
}
/** What the router says about the newest version: all parents that answered must accept it and find its backends. */
function acceptance(route) {
    const parents = listOf((0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .valueAt */ .fK)(route, 'status', 'parents'));
    const wanted = ['Accepted', 'ResolvedRefs'];
    const answers = parents.flatMap((parent) => wanted.map((type) => {
        const condition = listOf(parent['conditions']).find((entry) => entry['type'] === type);
        const observed = condition?.['observedGeneration'];
        const current = typeof observed === 'number' && observed >= (route.metadata.generation ?? 0);
        if (condition === undefined || !current)
            return 'waiting';
        return condition['status'] === 'True' ? 'accepted' : 'refused';
    }));
    if (answers.includes('refused'))
        return 'refused';
    return answers.length === 0 || answers.includes('waiting') ? 'waiting' : 'accepted';
}
function listOf(value) {
    return Array.isArray(value) ? value.filter(_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u4) : [];
}


/***/ }),

/***/ 68276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Km: () => (/* binding */ evidenceUntil),
  Uw: () => (/* binding */ readMetrics),
  rW: () => (/* binding */ settleTime),
  wB: () => (/* binding */ watch)
});

// EXTERNAL MODULE: ./build/packages/kubernetes/src/index.js + 35 modules
var src = __webpack_require__(70459);
// EXTERNAL MODULE: ./build/packages/prometheus/src/index.js + 7 modules
var prometheus_src = __webpack_require__(68396);
;// CONCATENATED MODULE: ./build/actions/canary-promote/src/decide.js
/**
 * What to do now. Order matters: what hurts users comes first, what is missing is never taken for good, and only then may
 * evidence move traffic.
 */
function decide(evidence, assessment, settings, situation) {
    return (stop(evidence, assessment, settings, situation) ??
        late(evidence, settings, situation) ??
        go(evidence, assessment, settings, situation));
}
function stop(evidence, { harm, splitBroken }, { metrics, blindBudgetMs }, { nowMs, weight, unhealthy, sightLostMs }) {
    const back = (reason, message) => ({ kind: 'go-back', reason, message });
    if (unhealthy !== undefined)
        return back('canary-unhealthy', unhealthy);
    if (harm === 'errors')
        return back('errors-harm', 'the canary fails more often than tolerated');
    if (harm === 'latency')
        return back('latency-harm', 'the canary is slower than tolerated');
    const blindMs = sightLostMs === undefined ? 0 : nowMs - sightLostMs;
    if (weight > 0 && blindMs > blindBudgetMs)
        return back('blind', `no metrics for ${seconds(blindMs)}, longer than the blind budget of ${seconds(blindBudgetMs)}`);
    if (splitBroken)
        return back('split-not-honoured', 'the arms’ request counts do not fit the weight that was set');
    if (evidence.latencyProblem !== undefined && metrics.includes('latency'))
        return back('metrics-differ', `latency can’t be compared: ${evidence.latencyProblem}`);
    return undefined;
}
function late(evidence, settings, { nowMs, runStartedMs, stableNotReady }) {
    if (nowMs - runStartedMs < settings.timeoutMs)
        return undefined;
    const over = (reason, message) => ({ kind: 'inconclusive', reason, message });
    if (stableNotReady !== undefined)
        return over('stable-not-ready', stableNotReady);
    const canary = evidence.blocks.reduce((sum, block) => sum + block.canary.requests, 0);
    if (canary === 0)
        return over('no-traffic', `no request reached the canary in ${seconds(settings.timeoutMs)}`);
    const spent = `after ${seconds(settings.timeoutMs)} and ${canary} requests to the canary`;
    const lastRequest = evidence.blocks.findLast((block) => block.canary.requests > 0);
    if (lastRequest !== undefined && nowMs - lastRequest.toMs > Math.max(settings.stepMinMs, 5 * settings.intervalMs))
        return over('no-traffic', `requests stopped ${seconds(nowMs - lastRequest.toMs)} ago, ${spent} nothing was proven`);
    return over('not-yet', `the evidence is not enough ${spent}`);
}
function go(evidence, assessment, settings, situation) {
    const { nowMs, weight, weightSinceMs, stableNotReady, sightLostMs } = situation;
    const hold = (message) => ({ kind: 'hold', message });
    if (sightLostMs !== undefined)
        return hold(`blind since ${seconds(nowMs - sightLostMs)}`);
    if (stableNotReady !== undefined)
        return hold(`stable could not take its traffic back: ${stableNotReady}`);
    const next = settings.steps.find((step) => step > weight);
    if (weight === 0 && next !== undefined && next < 100) {
        return { kind: 'advance', weight: next, message: 'first step' };
    }
    const since = evidence.blocks.filter(({ fromMs }) => fromMs >= weightSinceMs);
    const requests = since.reduce((sum, block) => sum + block.canary.requests, 0);
    if (nowMs - weightSinceMs < settings.stepMinMs)
        return hold(`step of ${weight} % has lasted ${seconds(nowMs - weightSinceMs)} of ${seconds(settings.stepMinMs)}`);
    if (requests < settings.stepRequests)
        return hold(`the canary had ${requests} of ${settings.stepRequests} requests on this step`);
    if ((since.at(-1)?.canary.requests ?? 0) === 0)
        return hold('no request reached the canary in the last block');
    if (settings.dispersionGuard === 'required' && assessment.dispersion === undefined)
        return hold('too few stable pods with series of their own for the dispersion guard');
    const share = (next ?? 100) / 100;
    if (!assessment.safeAt(share))
        return hold(`not yet proven safe at ${100 * share} %`);
    const message = `proven to be within the tolerances at ${100 * share} %`;
    return next === undefined || next === 100 ? { kind: 'promote', message } : { kind: 'advance', weight: next, message };
}
function seconds(ms) {
    return ms >= 120_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 100) / 10} s`;
}

// EXTERNAL MODULE: ./build/actions/canary-promote/src/evidence/assess.js
var assess = __webpack_require__(29749);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/evidence/blocks.js
var blocks = __webpack_require__(33369);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/look-line.js
var look_line = __webpack_require__(55597);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/traffic/health.js
var health = __webpack_require__(99293);
;// CONCATENATED MODULE: ./build/actions/canary-promote/src/watch.js







/** Requests may go by the old weight for this long after the router has taken the new one. */
function settleTime(intervalMs) {
    return Math.min(5_000, Math.max(250, intervalMs / 4));
}
/** The evidence up to the end of block `lastBlock` (counted from the canary's start). */
function evidenceUntil(watched, lastBlock) {
    const { timeline, statusLabel, errorStatuses } = watched;
    const { startMs, intervalMs, historyBlocks } = timeline;
    return (0,blocks/* evidenceBlocks */.I)(watched.collector.samples(), {
        grid: { startMs: startMs - historyBlocks * intervalMs, stepMs: intervalMs, blocks: historyBlocks + lastBlock },
        weights: timeline.weights,
        startMs,
        warmUpMs: watched.settings.warmUpMs,
        statusLabel,
        errorStatuses,
    });
}
/** Looks once per interval and does what the evidence says, until something ends the watch. */
async function watch(watched) {
    const { settings, clock, signal, timeline, journal } = watched;
    const { startMs, intervalMs } = timeline;
    for (let block = Math.max(0, Math.floor((clock.now() - startMs) / intervalMs));;) {
        if (signal.aborted)
            return { kind: 'stopped' };
        try {
            const end = await look(watched, block);
            if (end !== undefined)
                return end;
        }
        catch (error) {
            if (signal.aborted)
                return { kind: 'stopped' };
            if (!(0,src/* isPassing */.WG)(error) || clock.now() - journal.startedMs > settings.timeoutMs)
                throw error;
            watched.log.info(`The cluster does not answer (${error.message}); nothing is moved.`);
        }
        // Late looks skip blocks: the evidence of them all is read in one go.
        block = Math.max(block + 1, Math.floor((clock.now() - startMs) / intervalMs));
        const lag = Math.min(1000, settings.intervalMs / 4);
        await clock.sleep(Math.max(0, startMs + block * intervalMs + lag - clock.now()), signal).catch(() => undefined);
    }
}
async function look(watched, block) {
    const { settings, clock, journal, timeline, log } = watched;
    const endMs = timeline.startMs + block * timeline.intervalMs;
    const trouble = await readMetrics(watched, endMs);
    const evidence = evidenceUntil(watched, block);
    const now = clock.now();
    const configured = await watched.route.weight();
    const weight = timeline.weights.at(-1)?.weight ?? 0;
    if (configured === undefined)
        return { kind: 'superseded', message: 'the canary was taken out of the route by somebody else' };
    if (Math.abs(configured - weight) > 1e-6) {
        const message = `the weight was set from ${weight} % to ${configured} % by somebody else`;
        if (watched.move !== undefined && configured !== timeline.asked)
            return { kind: 'superseded', message };
        change(watched, now, configured);
    }
    const [canary, stable] = await Promise.all([
        (0,health/* rolloutOf */.Zb)(watched.cluster, watched.namespace, `${watched.workload}-canary`, now),
        (0,health/* rolloutOf */.Zb)(watched.cluster, watched.namespace, watched.workload, now),
    ]);
    const image = canary && (0,src/* readIdentity */.xN)(canary.objects.deployment)?.image;
    if (image !== undefined && image !== watched.canaryImage)
        return { kind: 'superseded', message: `the canary is ${image} now` };
    const shares = settings.steps.filter((step) => step > configured).map((step) => step / 100);
    const assessment = (0,assess/* assess */.n)(evidence, settings, [...new Set([...shares, 1])]);
    const situation = {
        nowMs: now,
        runStartedMs: journal.startedMs,
        weight: configured,
        weightSinceMs: timeline.weights.at(-1)?.settledMs ?? timeline.startMs,
        unhealthy: (0,health/* canaryTrouble */.W_)(canary?.state),
        stableNotReady: (0,health/* stableTrouble */.JU)(stable?.state),
        sightLostMs: sightLost(evidence, settings, now, timeline.startMs),
    };
    const decision = decide(evidence, assessment, settings, situation);
    journal.evidence = evidence;
    journal.assessment = assessment;
    journal.note({ atMs: now, weight: configured, decision: decision.kind, message: decision.message });
    log.info((0,look_line/* lookLine */.M)({ evidence, assessment, settings, situation, decision, trouble, startMs: timeline.startMs }));
    return act(watched, decision);
}
async function act(watched, decision) {
    switch (decision.kind) {
        case 'hold':
            return undefined;
        case 'advance': {
            if (watched.move === undefined)
                return undefined;
            const atMs = watched.clock.now();
            watched.timeline.asked = decision.weight;
            const taken = await watched.move(decision.weight, decision.message);
            change(watched, atMs, decision.weight);
            return taken
                ? undefined
                : { kind: 'route-not-accepted', message: `the router did not accept ${decision.weight} % for the canary` };
        }
        case 'promote':
        case 'go-back':
        case 'inconclusive':
            return decision;
    }
}
function change({ timeline, journal, clock }, atMs, weight) {
    const to = { atMs, settledMs: clock.now() + settleTime(timeline.intervalMs), weight };
    timeline.weights.push(to);
    journal.moved(to);
}
/** Reads what is new; says why when that fails. What was read before is kept. */
async function readMetrics({ collector, signal }, endMs) {
    try {
        await collector.read(endMs);
        return undefined;
    }
    catch (error) {
        if (signal.aborted || !(error instanceof prometheus_src/* PrometheusError */.HH))
            throw error;
        return error.message;
    }
}
/** Since when no scrape has been seen, when that is longer than a scrape can take: two intervals and a half. */
function sightLost({ newestSampleMs }, { intervalMs }, now, startMs) {
    const seen = newestSampleMs ?? startMs;
    return newestSampleMs === undefined || now - seen > 2.5 * intervalMs ? seen : undefined;
}


/***/ }),

/***/ 70459:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F2: () => (/* reexport */ names_CANARY_TRACK),
  vy: () => (/* reexport */ FIELD_MANAGER),
  Qz: () => (/* reexport */ FencedError),
  dK: () => (/* reexport */ errors_KubernetesError),
  bq: () => (/* reexport */ state_error_ReleaseStateError),
  r0: () => (/* reexport */ RouteShapeError),
  l8: () => (/* reexport */ names_TRACK_LABEL),
  ZZ: () => (/* reexport */ acquireLease),
  G2: () => (/* reexport */ appliableRoute),
  mh: () => (/* reexport */ names_canaryName),
  hq: () => (/* reexport */ canaryWeight),
  h4: () => (/* reexport */ diagnose),
  M4: () => (/* reexport */ fieldConflicts),
  x9: () => (/* reexport */ isAlreadyExists),
  dh: () => (/* reexport */ isConflict),
  ce: () => (/* reexport */ object_isDeployment),
  xH: () => (/* reexport */ object_isEvent),
  WG: () => (/* reexport */ isPassing),
  Se: () => (/* reexport */ object_isPod),
  u4: () => (/* reexport */ object_isRecord),
  z1: () => (/* reexport */ object_isReplicaSet),
  _M: () => (/* reexport */ isSameRelease),
  kd: () => (/* reexport */ isService),
  vh: () => (/* reexport */ loadConnection),
  DT: () => (/* reexport */ openCluster),
  xN: () => (/* reexport */ readIdentity),
  iJ: () => (/* reexport */ readRelease),
  Po: () => (/* reexport */ referenceTo),
  "do": () => (/* reexport */ releaseName),
  nK: () => (/* reexport */ routeEpoch),
  LH: () => (/* reexport */ troubleOf),
  fK: () => (/* reexport */ valueAt),
  T1: () => (/* reexport */ withCanaryWeight),
  RC: () => (/* reexport */ withGoodRelease),
  Dj: () => (/* reexport */ withLastGood),
  fk: () => (/* reexport */ withRouteEpoch),
  vQ: () => (/* reexport */ withoutCanary),
  d4: () => (/* reexport */ writeRelease)
});

// UNUSED EXPORTS: CanaryShapeError, LeaseHeldError, canaryObjects, deviceShortage, devicesOf, identityAnnotations, isHttpRoute, isKubernetesObject, isNode, knownResource, missedDeadline, nameOf, parseUnschedulable, readLastGood, recordAt, routesTo, sharingWatches, watchRollout, withLog

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
class errors_KubernetesError extends Error {
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
    return error instanceof errors_KubernetesError && error.status === 409 && error.reason === 'Conflict';
}
/** True where an object of this name is there already. */
function isAlreadyExists(error) {
    return error instanceof errors_KubernetesError && error.status === 409 && error.reason === 'AlreadyExists';
}
/** True where no answer came: what was asked for may have been done. */
function isUnheard(error) {
    return error instanceof errors_KubernetesError && error.status === 0 && error.reason !== 'Malformed';
}
/** Whether trying again may help: no answer, too many requests, or the server's own trouble. */
function isPassing(error) {
    return error instanceof errors_KubernetesError && (error.status === 0 || error.status === 429 || error.status >= 500);
}
/** The connection can't be made as the kubeconfig or the service account describes it. */
class ConnectionError extends Error {
    constructor(message, options) {
        super(message, options);
        this.name = 'ConnectionError';
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
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
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/packages/kubernetes/src/object.js
/** True for a plain JSON object. */
function object_isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** True for what carries `apiVersion`, `kind` and `metadata.name`, as every object of the API does. */
function isKubernetesObject(value) {
    return (object_isRecord(value) &&
        typeof value['apiVersion'] === 'string' &&
        typeof value['kind'] === 'string' &&
        object_isRecord(value['metadata']) &&
        typeof value['metadata']['name'] === 'string');
}
// The API server has validated the rest of an object by its own schema, so its kind is the proof of its shape.
/** True for a Deployment of `apps/v1`. */
function object_isDeployment(object) {
    return object.apiVersion === 'apps/v1' && object.kind === 'Deployment';
}
/** True for a ReplicaSet of `apps/v1`. */
function object_isReplicaSet(object) {
    return object.apiVersion === 'apps/v1' && object.kind === 'ReplicaSet';
}
/** True for a Pod. */
function object_isPod(object) {
    return object.apiVersion === 'v1' && object.kind === 'Pod';
}
/** True for a Node. */
function isNode(object) {
    return object.apiVersion === 'v1' && object.kind === 'Node';
}
/** True for an Event of the core API. */
function object_isEvent(object) {
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
function object_nameOf(object) {
    return `${object.kind}/${'metadata' in object ? object.metadata.name : object.name}`;
}
/** The record at `path` inside `value`, or undefined where there is none. */
function recordAt(value, ...path) {
    const found = valueAt(value, ...path);
    return object_isRecord(found) ? found : undefined;
}
/** The value at `path` inside `value`, or undefined where the path ends early. */
function valueAt(value, ...path) {
    let at = value;
    for (const key of path) {
        if (!object_isRecord(at))
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
    const { parseDocument } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 38815, 19));
    const document = parseDocument(text, { prettyErrors: false });
    const [problem] = document.errors;
    // The parser's own message may quote the text, which holds credentials.
    if (problem !== undefined)
        throw new ConnectionError(`${where} is not YAML (${problem.code} at character ${problem.pos[0]})`);
    const value = document.toJS({ maxAliasCount: 100 });
    if (!object_isRecord(value))
        throw new ConnectionError(`${where} is not a kubeconfig`);
    return value;
}
function entry(kubeconfig, section, name, key) {
    const list = kubeconfig.content[section];
    const entries = Array.isArray(list) ? list.filter(object_isRecord) : [];
    const found = recordAt(entries.find((candidate) => candidate['name'] === name), key);
    if (found !== undefined)
        return found;
    const names = entries.map((candidate) => String(candidate['name'])).join(', ');
    throw new ConnectionError(`${kubeconfig.where} has no ${key} ${name}; it has: ${names === '' ? 'none' : names}`);
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
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
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/packages/process/src/index.js + 5 modules
var src = __webpack_require__(69436);
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
    if (object_isRecord(user['exec'])) {
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
    return error instanceof errors_KubernetesError && error.status === 404;
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
        throw new errors_KubernetesError({
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
            throw new errors_KubernetesError({
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
        throw new errors_KubernetesError({
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
    return new errors_KubernetesError({
        status,
        reason: reasonOf(status, body, message),
        message: message === '' ? `The API server answered ${status}` : message,
        details: retryAfter !== undefined && Number.isFinite(seconds) ? { ...details, retryAfterSeconds: seconds } : details,
    });
}
/** The error in an ERROR event of a watch, whose object is a Status. */
function errorOfStatus(status) {
    const code = object_isRecord(status) && typeof status['code'] === 'number' ? status['code'] : 500;
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
        ...(Array.isArray(causes) ? { causes: causes.filter(object_isRecord).map(causeOf) } : {}),
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
        return object_isRecord(value) && value['kind'] === 'Status' ? value : undefined;
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
            throw new errors_KubernetesError({
                status: 404,
                reason: 'NotFound',
                message: `The cluster serves no kind ${kind.kind} in ${kind.apiVersion}; is its custom resource definition installed?`,
            });
        },
    };
}
async function readGroup(transport, apiVersion) {
    const answer = parseAnswer(await transport.text({ method: 'GET', path: groupPath(apiVersion) }));
    const list = object_isRecord(answer) && Array.isArray(answer['resources']) ? answer['resources'] : [];
    const found = new Map();
    for (const resource of list.filter(object_isRecord)) {
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
    if (!object_isRecord(answer) || typeof resourceVersion !== 'string') {
        throw new errors_KubernetesError({
            status: 0,
            reason: 'Malformed',
            message: `The API server's list of ${kind.kind} has no version`,
        });
    }
    const items = Array.isArray(answer['items']) ? answer['items'] : [];
    return {
        resourceVersion,
        items: items
            .filter(object_isRecord)
            .map((item) => ({ ...item, apiVersion: kind.apiVersion, kind: kind.kind }))
            .filter(isKubernetesObject),
    };
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
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
            const pause = error instanceof errors_KubernetesError ? pauseBefore(request, error, attempt) : undefined;
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
        sent.once('timeout', () => sent.destroy(new errors_KubernetesError(silent(request))));
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
        if (cause instanceof errors_KubernetesError || request.signal?.aborted === true)
            throw cause;
        throw new errors_KubernetesError({
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
    if (cause instanceof errors_KubernetesError || request.signal?.aborted === true)
        return cause;
    const where = connection.socketPath === undefined ? connection.server.origin : 'kubectl proxy';
    return new errors_KubernetesError({
        status: 0,
        reason: 'Unreachable',
        message: `${where} can't be reached: ${cause.message}`,
        cause,
    });
}

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(46193);
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
        throw new errors_KubernetesError({ status: 0, reason: 'Unreachable', message: 'The watch was cut off', cause });
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
    const named = object_isRecord(object) ? { ...object, apiVersion: kind.apiVersion, kind: kind.kind } : undefined;
    if (!isKubernetesObject(named) || typeof type !== 'string')
        throw malformed(kind);
    return { kind: type === 'DELETED' ? 'gone' : 'there', object: named, version };
}
function malformed(kind) {
    return new errors_KubernetesError({
        status: 0,
        reason: 'Malformed',
        message: `The watch of ${kind.kind} sent an event without an object`,
    });
}
/** What to do after an error: read on from the last version, list again, or give up. */
function fateOf(error) {
    if (!(error instanceof errors_KubernetesError))
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
    throw new errors_KubernetesError({
        status: 0,
        reason: 'Malformed',
        message: 'The API server answered with something other than an object',
    });
}
// A path that the server does not know, or a missing namespace, is 404 too: only the object itself may be taken for missing.
function isMissing(error, reference) {
    return (error instanceof errors_KubernetesError &&
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
const names_TRACK_LABEL = 'ml-actions.dev/track';
/** Value of the track label, and the suffix of a canary's names and selector values without its dash. */
const names_CANARY_TRACK = 'canary';
/** Name of the canary beside the stable object `name`. */
function names_canaryName(name) {
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
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./build/packages/kubernetes/src/release/state-error.js
/** What is recorded of a release can't be used: not readable, lost, or written by a newer version of these actions. */
class state_error_ReleaseStateError extends Error {
    constructor(message) {
        super(message);
        this.name = 'ReleaseStateError';
    }
}

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/release/identity.js



/** The annotations that say which release an object carries. */
function identityAnnotations(identity) {
    return {
        [ANNOTATION.image]: identity.image,
        ...(identity.model === undefined ? {} : { [ANNOTATION.model]: identity.model }),
        ...(identity.revision === undefined ? {} : { [ANNOTATION.revision]: identity.revision }),
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
    const text = deployment.metadata.annotations?.[ANNOTATION.release];
    if (text === undefined)
        return undefined;
    const record = parseReleaseRecord(parseJson(text));
    if (record === undefined)
        throw new ReleaseStateError(`Annotation ${ANNOTATION.release} of ${nameOf(deployment)} can't be read`);
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
    if (!object_isRecord(value) || typeof value['image'] !== 'string')
        return undefined;
    return identity(value['image'], optionalText(value['model']), optionalText(value['revision']));
}
/** `value` as the record of a good release, or undefined where it isn't one. */
function parseReleaseRecord(value) {
    const parsed = parseIdentity(value);
    if (parsed === undefined || !object_isRecord(value))
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
    if (!object_isRecord(value) || !Array.isArray(value['objects']))
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
        const canary = backends.find((backend) => isBackend(backend, names_canaryName(service)));
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
        { ...backend, name: names_canaryName(service), weight: percent },
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
    const epoch = Number(route.metadata.annotations?.[names_ANNOTATION.epoch] ?? 0);
    return Number.isInteger(epoch) ? epoch : 0;
}
/**
 * `route` with the epoch of the Lease under which its weights are set. Whoever holds an older one must not write it any more,
 * and a write that changes nothing else still changes the route's version: one that was read before is then refused.
 */
function withRouteEpoch(route, epoch) {
    const annotations = { ...route.metadata.annotations, [names_ANNOTATION.epoch]: String(epoch) };
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
        throw new RouteShapeError(`${object_nameOf(route)} sends no traffic to Service/${service}`);
    const rules = rulesOf(route).map((rule, index) => {
        const backends = backendsOf(rule);
        const stable = backends.find((backend) => isBackend(backend, service));
        if (stable === undefined)
            return rule;
        const others = backends.filter((backend) => !isBackend(backend, service) && !isBackend(backend, names_canaryName(service)));
        if (others.length > 0) {
            const names = others.map((backend) => String(backend['name'])).join(', ');
            throw new RouteShapeError(`${object_nameOf(route)} rule ${index} shares the traffic of Service/${service} with ${names}; a canary needs the rule for itself`);
        }
        return { ...rule, backendRefs: change(stable) };
    });
    const spec = valueAt(route, 'spec');
    return Object.assign({ ...route }, { spec: { ...(object_isRecord(spec) ? spec : {}), rules } });
}
function rulesOf(route) {
    const rules = valueAt(route, 'spec', 'rules');
    return Array.isArray(rules) ? rules.filter(object_isRecord) : [];
}
function backendsOf(rule) {
    const { backendRefs } = rule;
    return Array.isArray(backendRefs) ? backendRefs.filter(object_isRecord) : [];
}
function isBackend(backend, service) {
    const kind = backend['kind'] ?? 'Service';
    return kind === 'Service' && backend['name'] === service;
}
function weightOf(backend) {
    return typeof backend['weight'] === 'number' ? backend['weight'] : 1;
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
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
        throw new errors_KubernetesError({
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
        throw new state_error_ReleaseStateError(`${name} has no state.json`);
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (cause) {
        throw new state_error_ReleaseStateError(`${name} holds no JSON in state.json: ${cause instanceof Error ? cause.message : ''}`);
    }
    if (!object_isRecord(value) || value['schema'] !== 1) {
        throw new state_error_ReleaseStateError(`${name} has schema ${String(object_isRecord(value) ? value['schema'] : undefined)}; this version reads 1`);
    }
    const { phase, weight, steps, epoch, startedAt } = value;
    const known = isPhase(phase) && typeof weight === 'number' && typeof epoch === 'number' && Array.isArray(steps);
    if (!known)
        throw new state_error_ReleaseStateError(`${name} lacks phase, weight, steps or epoch`);
    const stable = parseIdentity(value['stable']);
    const canary = parseCanary(value['canary']);
    if (phase !== 'idle' && canary === undefined)
        throw new state_error_ReleaseStateError(`${name} is in phase ${phase} without a canary`);
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
    if (identity === undefined || !object_isRecord(value) || !isKubernetesObject(value['manifest']))
        return undefined;
    return { ...identity, manifest: value['manifest'] };
}
function parseRoute(value) {
    if (!object_isRecord(value))
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
    return (object_isRecord(value) &&
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

;// CONCATENATED MODULE: ./build/packages/kubernetes/src/trouble.js



/** The trouble that is the same whatever an action was about to do; `undefined` for a failure that depends on it. */
function troubleOf(error) {
    if (error instanceof ConnectionError)
        return { reason: 'unreadable-cluster', fix: 'Correct the kubeconfig.' };
    if (error instanceof state_error_ReleaseStateError) {
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
    if (!(error instanceof errors_KubernetesError))
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
























/***/ }),

/***/ 5096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ry: () => (/* reexport */ blocksToDetect),
  W2: () => (/* reexport */ blocksToSafety),
  hf: () => (/* reexport */ combineMetrics),
  Qh: () => (/* reexport */ dispersionPath),
  Jy: () => (/* reexport */ firstCrossing),
  sg: () => (/* reexport */ harmEvidence),
  WS: () => (/* reexport */ latencyEvidence),
  ks: () => (/* reexport */ safetyEvidence),
  aN: () => (/* reexport */ splitEvidence)
});

// UNUSED EXPORTS: Moments, asymptotic, aucCovariance, aucEvidence, averageEvidence, betaCdf, betaQuantile, betaUpper, binomialCdf, binomialPmf, binomialTest, binomialUpper, bootstrapCells, bootstrapRows, chiSquared, clopperPearson, delong, dispersion, groupJackknife, holm, incompleteGamma, lateHarmEvidence, logAverage, mcnemar, mcnemarGreater, meanEvidence, normalCdf, normalQuantile, pairedProportions, pairedT, percentileEvidence, placements, poisson, projectOnBoundary, proportion, proportionEvidence, quantileRanks, rocAuc, rowsToDecide, seeded, tCdf, tInterval, tQuantile, tangoGreater, tangoInterval, tangoScore, weakestEvidence, wilson

// EXTERNAL MODULE: ./node_modules/@stdlib/math-base-special-betainc/lib/index.js
var lib = __webpack_require__(89986);
// EXTERNAL MODULE: ./node_modules/@stdlib/math-base-special-betaincinv/lib/index.js
var math_base_special_betaincinv_lib = __webpack_require__(77881);
// EXTERNAL MODULE: ./node_modules/@stdlib/math-base-special-erfc/lib/index.js
var math_base_special_erfc_lib = __webpack_require__(30988);
// EXTERNAL MODULE: ./node_modules/@stdlib/math-base-special-erfcinv/lib/index.js
var math_base_special_erfcinv_lib = __webpack_require__(80119);
// EXTERNAL MODULE: ./node_modules/@stdlib/stats-base-dists-t-cdf/lib/index.js
var stats_base_dists_t_cdf_lib = __webpack_require__(86021);
// EXTERNAL MODULE: ./node_modules/@stdlib/stats-base-dists-t-quantile/lib/index.js
var stats_base_dists_t_quantile_lib = __webpack_require__(74455);
;// CONCATENATED MODULE: ./build/packages/statistics/src/distributions.js






/** P(Z ≤ z) of the standard normal. The upper tail is normalCdf(−z), which keeps its figures. */
function distributions_normalCdf(z) {
    return 0.5 * erfc(-z / Math.SQRT2);
}
/** z with P(Z ≤ z) = p. Through erfcinv: stdlib's own normal quantile ends at 1e-20. */
function distributions_normalQuantile(p) {
    return -Math.SQRT2 * erfcinv(2 * p);
}
/** P(T ≤ t) of Student's t with `df` > 0 degrees of freedom. */
function distributions_tCdf(t, df) {
    if (t === Number.POSITIVE_INFINITY)
        return 1;
    if (t === Number.NEGATIVE_INFINITY)
        return 0;
    return studentCdf(t, df);
}
/** t with P(T ≤ t) = p. */
function distributions_tQuantile(p, df) {
    return studentQuantile(p, df);
}
/** P(B ≤ x) of the beta distribution with shapes a, b > 0. */
function distributions_betaCdf(x, a, b) {
    return betainc(Math.min(1, Math.max(0, x)), a, b, true, false);
}
/** P(B > x) of the beta distribution, accurate where it is small. */
function distributions_betaUpper(x, a, b) {
    return betainc(Math.min(1, Math.max(0, x)), a, b, true, true);
}
/** x with P(B ≤ x) = p. */
function distributions_betaQuantile(p, a, b) {
    return betaincinv(p, a, b, false);
}

// EXTERNAL MODULE: ./node_modules/@stdlib/math-base-special-gammaln/lib/index.js
var math_base_special_gammaln_lib = __webpack_require__(67711);
;// CONCATENATED MODULE: ./build/packages/statistics/src/saddle-point.js
/*
 * Point probabilities without cancellation, after C. Loader, "Fast and accurate computation of binomial
 * probabilities" (2000): the deviance and Stirling's error are computed on their own, so a term at n = 1e6 keeps its figures.
 */

const HALF_LOG_2PI = 0.9189385332046728;
const SERIES_FROM = 16;
/** log(n!) − [½·log(2πn) + n·log(n) − n] for any real n > 0. */
function saddle_point_stirlingError(n) {
    if (n < SERIES_FROM)
        return gammaln(n + 1) - (n + 0.5) * Math.log(n) + n - HALF_LOG_2PI;
    const square = n * n;
    const tail = 1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / square;
    return (1 / 12 - (1 / 360 - tail / square) / square) / n;
}
/** x·log(x/mean) + mean − x, by its series where the two are near. */
function saddle_point_deviance(x, mean) {
    const gap = x - mean;
    if (Math.abs(gap) >= 0.1 * (x + mean))
        return x * Math.log(x / mean) - gap;
    const ratio = gap / (x + mean);
    const square = ratio * ratio;
    let sum = gap * ratio;
    let power = 2 * x * ratio;
    for (let j = 1; j < 1000; j++) {
        power *= square;
        const next = sum + power / (2 * j + 1);
        if (next === sum)
            return next;
        sum = next;
    }
    return sum;
}
/** mean^x·e^(−mean) / Γ(x+1), for real x ≥ 0 and mean > 0: the Poisson probability where x is a count. */
function saddle_point_poissonTerm(x, mean) {
    if (x === 0)
        return Math.exp(-mean);
    return Math.exp(-saddle_point_stirlingError(x) - saddle_point_deviance(x, mean)) / Math.sqrt(2 * Math.PI * x);
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/binomial.js


/** P(X = k) of X ~ Binomial(n, p), by Loader's saddle point. */
function binomial_binomialPmf(k, n, p) {
    if (k < 0 || k > n)
        return 0;
    if (p === 0)
        return k === 0 ? 1 : 0;
    if (p === 1)
        return k === n ? 1 : 0;
    if (k === 0)
        return Math.exp(n * Math.log1p(-p));
    if (k === n)
        return Math.exp(n * Math.log(p));
    const log = stirlingError(n) - stirlingError(k) - stirlingError(n - k) - deviance(k, n * p) - deviance(n - k, n * (1 - p));
    return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * k * (n - k)));
}
/** P(X ≤ k). */
function binomial_binomialCdf(k, n, p) {
    if (k < 0)
        return 0;
    if (k >= n)
        return 1;
    return betaUpper(p, k + 1, n - k);
}
/** P(X ≥ k). */
function binomial_binomialUpper(k, n, p) {
    if (k <= 0)
        return 1;
    if (k > n)
        return 0;
    return betaCdf(p, k, n - k + 1);
}
/**
 * Exact binomial test of k successes in n against probability p.
 * `less` and `greater` are the tails with k in them; `twoSided` sums every outcome no likelier than k, as R and scipy do.
 */
function binomialTest(k, n, p) {
    const less = binomial_binomialCdf(k, n, p);
    const greater = binomial_binomialUpper(k, n, p);
    return { less, greater, twoSided: twoSided(k, n, p, less, greater) };
}
function twoSided(k, n, p, less, greater) {
    const mean = n * p;
    if (k === mean)
        return 1;
    // scipy's and R's relative slack, so that equal probabilities that differ in the last bit count as equal.
    const limit = binomial_binomialPmf(k, n, p) * (1 + 1e-7);
    const unlikely = (i) => binomial_binomialPmf(i, n, p) <= limit;
    if (k < mean) {
        const first = bisect(Math.ceil(mean), n + 1, unlikely);
        return Math.min(1, less + binomial_binomialUpper(first, n, p));
    }
    const first = bisect(0, Math.floor(mean) + 1, (i) => !unlikely(i));
    return Math.min(1, greater + binomial_binomialCdf(first - 1, n, p));
}
/** Smallest integer in [low, high] for which a monotone condition holds; `high` where none does. */
function bisect(low, high, holds) {
    let [from, to] = [low, high];
    while (from < to) {
        const middle = Math.floor((from + to) / 2);
        if (holds(middle))
            to = middle;
        else
            from = middle + 1;
    }
    return from;
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/random.js



/** A seeded source of uniform numbers: the same seed gives the same verdict on every machine. */
function random_seeded(seed) {
    const generator = xoroshiro128plus(seed);
    return () => uniformFloat64(generator);
}
const INVERSION_BELOW = 10;
/**
 * A Poisson number with this mean. Inversion for small means; for large ones Hörmann's transformed rejection PTRS
 * ("The transformed rejection method for generating Poisson random variables", 1993), whose cost doesn't grow.
 */
function random_poisson(mean, uniform) {
    if (mean <= 0)
        return 0;
    return mean < INVERSION_BELOW ? byInversion(mean, uniform) : byRejection(mean, uniform);
}
function byInversion(mean, uniform) {
    let term = Math.exp(-mean);
    let sum = term;
    const target = uniform();
    let k = 0;
    while (target > sum && k < 1000) {
        k++;
        term *= mean / k;
        sum += term;
    }
    return k;
}
function byRejection(mean, uniform) {
    const b = 0.931 + 2.53 * Math.sqrt(mean);
    const a = -0.059 + 0.02483 * b;
    const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    const vr = 0.9277 - 3.6224 / (b - 2);
    const logMean = Math.log(mean);
    for (;;) {
        const u = uniform() - 0.5;
        const v = uniform();
        const us = 0.5 - Math.abs(u);
        const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
        if (us >= 0.07 && v <= vr)
            return k;
        if (k < 0 || (us < 0.013 && v > us))
            continue;
        if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= k * logMean - mean - gammaln(k + 1))
            return k;
    }
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/bootstrap.js

/**
 * Replicates of a statistic of counted cells, each cell's count redrawn as Poisson of itself: the bootstrap over rows at a
 * cost that does not grow with the rows (Hanley & MacGibbon, Comput Methods Programs Biomed 83:57, 2006).
 * @param perturb is called once for each replicate with the drawn counts, to add what no row has shown yet
 */
function bootstrapCells(counts, statistic, options, perturb = () => { }) {
    const uniform = seeded(options.seed);
    const drawn = new Float64Array(counts.length);
    const replicates = new Float64Array(options.replicates);
    for (let r = 0; r < replicates.length; r++) {
        for (let cell = 0; cell < counts.length; cell++)
            drawn[cell] = poisson(counts[cell] ?? 0, uniform);
        perturb(drawn, uniform);
        replicates[r] = statistic(drawn);
    }
    return replicates;
}
/** Replicates of a statistic of weighted rows, each weight Poisson(1). Both models see the same weights: paired. */
function bootstrapRows(rows, statistic, options) {
    const uniform = seeded(options.seed);
    const weights = new Uint8Array(rows);
    const replicates = new Float64Array(options.replicates);
    for (let r = 0; r < replicates.length; r++) {
        for (let row = 0; row < rows; row++)
            weights[row] = poisson(1, uniform);
        replicates[r] = statistic(weights);
    }
    return replicates;
}
/**
 * Evidence from replicates by the percentile method (Efron & Tibshirani 1993, ch. 13): a p-value is the share of replicates
 * on the wrong side, with one added above and below so that it is never 0. Undefined replicates (0/0) count against every claim.
 */
function percentileEvidence(method, estimate, rows, replicates) {
    const sorted = replicates.filter((value) => !Number.isNaN(value)).sort();
    const undefinedCount = replicates.length - sorted.length;
    const total = replicates.length + 1;
    const share = (count) => Math.min(1, (1 + undefinedCount + count) / total);
    return {
        method,
        estimate,
        rows,
        rowVariance: variance(sorted) * rows,
        greater: (than) => share(countBelow(sorted, than, 'or-equal')),
        less: (than) => share(sorted.length - countBelow(sorted, than, 'strictly')),
        interval: (confidence) => percentileInterval(sorted, confidence),
    };
}
function percentileInterval(sorted, confidence) {
    if (sorted.length === 0)
        return { low: Number.NaN, high: Number.NaN };
    const at = (q) => {
        const position = q * (sorted.length - 1);
        const below = sorted[Math.floor(position)] ?? Number.NaN;
        const above = sorted[Math.ceil(position)] ?? Number.NaN;
        return below + (above - below) * (position - Math.floor(position));
    };
    return { low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}
function countBelow(sorted, value, kind) {
    let [from, to] = [0, sorted.length];
    while (from < to) {
        const middle = (from + to) >>> 1;
        const item = sorted[middle] ?? Number.NaN;
        if (item < value || (kind === 'or-equal' && item === value))
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}
function variance(values) {
    let mean = 0;
    for (const value of values)
        mean += value / values.length;
    let sum = 0;
    for (const value of values)
        sum += (value - mean) ** 2;
    return sum / Math.max(1, values.length - 1);
}
/**
 * Standard error of a smooth statistic by leaving out one random group of rows after another (Shao & Tu, The Jackknife and
 * Bootstrap 1995, §2.3): for samples too large to resample row by row.
 * @param leaveOut the statistic without the rows of a group @returns with groups − 1 degrees of freedom
 */
function groupJackknife(groups, leaveOut) {
    const values = new Float64Array(groups);
    for (let group = 0; group < groups; group++)
        values[group] = leaveOut(group);
    return (Math.sqrt(variance(values)) * (groups - 1)) / Math.sqrt(groups);
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/intervals.js


/** Clopper & Pearson's exact interval for k successes in n (Biometrika 1934): never covers less than `confidence`. */
function intervals_clopperPearson(k, n, confidence) {
    const tail = (1 - confidence) / 2;
    return {
        low: k === 0 ? 0 : betaQuantile(tail, k, n - k + 1),
        high: k === n ? 1 : betaQuantile(1 - tail, k + 1, n - k),
    };
}
/** Wilson's score interval for k successes in n (JASA 1927). */
function wilson(k, n, confidence) {
    const z = normalQuantile((1 + confidence) / 2);
    const square = z * z;
    const centre = (k + square / 2) / (n + square);
    const half = (z / (n + square)) * Math.sqrt((k * (n - k)) / n + square / 4);
    return { low: k === 0 ? 0 : Math.max(0, centre - half), high: k === n ? 1 : Math.min(1, centre + half) };
}
/** Student's t interval for a mean with this standard error over n values. */
function intervals_tInterval(mean, standardError, n, confidence) {
    const half = tQuantile((1 + confidence) / 2, n - 1) * standardError;
    return { low: mean - half, high: mean + half };
}
/**
 * Ranks (1-based) of the order statistics that enclose the q-quantile with at least this confidence whatever the
 * distribution; undefined where the sample is too small for one (Conover, Practical Nonparametric Statistics §3.2).
 */
function quantileRanks(n, q, confidence) {
    const tail = (1 - confidence) / 2;
    const smallest = (holds) => {
        let [from, to] = [0, n + 1];
        while (from < to) {
            const middle = Math.floor((from + to) / 2);
            if (holds(middle))
                to = middle;
            else
                from = middle + 1;
        }
        return from;
    };
    // X(r) lies above the quantile with P(Bin ≤ r − 1), below it with P(Bin ≥ r).
    const low = smallest((k) => binomialCdf(k, n, q) > tail);
    const high = smallest((k) => binomialCdf(k, n, q) >= 1 - tail) + 1;
    return { low: low >= 1 ? low : undefined, high: high <= n ? high : undefined };
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/gamma.js

const MAX_TERMS = 1_000_000;
/**
 * Regularised incomplete gamma functions of shape a > 0 at x ≥ 0: `lower` P(a, x) and `upper` Q(a, x) = 1 − P(a, x),
 * each accurate in its own tail. Series and Lentz's continued fraction (Numerical Recipes §6.2) over a saddle-point
 * prefix: the usual exp(a·log x − x − log Γ(a)) loses nine figures at a = 1e6.
 * @throws RangeError where a or x is outside its range or not finite
 */
function incompleteGamma(a, x) {
    if (!(a > 0 && Number.isFinite(a) && x >= 0 && Number.isFinite(x)))
        throw new RangeError(`incompleteGamma(${a}, ${x})`);
    if (x === 0)
        return { lower: 0, upper: 1 };
    const term = poissonTerm(a, x);
    if (x < a + 1) {
        const lower = term * series(a, x);
        return { lower, upper: 1 - lower };
    }
    const upper = term * a * continuedFraction(a, x);
    return { lower: 1 - upper, upper };
}
/** Distribution function of chi-squared with `df` degrees of freedom, both tails. */
function gamma_chiSquared(x, df) {
    return incompleteGamma(df / 2, x / 2);
}
function series(a, x) {
    let sum = 1;
    let term = 1;
    for (let n = 1; n < MAX_TERMS; n++) {
        term *= x / (a + n);
        sum += term;
        if (term < sum * 1e-17)
            break;
    }
    return sum;
}
function continuedFraction(a, x) {
    const tiny = 1e-300;
    let b = x + 1 - a;
    let c = 1 / tiny;
    let d = 1 / b;
    let h = d;
    for (let i = 1; i < MAX_TERMS; i++) {
        const an = -i * (i - a);
        b += 2;
        d = an * d + b;
        if (Math.abs(d) < tiny)
            d = tiny;
        c = b + an / c;
        if (Math.abs(c) < tiny)
            c = tiny;
        d = 1 / d;
        const delta = d * c;
        h *= delta;
        if (Math.abs(delta - 1) < 1e-16)
            break;
    }
    return h;
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/mcnemar.js


/**
 * McNemar's test (equally the sign test), two-sided. Mid-p as in Fagerland, Lydersen & Laake, BMC Med Res Methodol
 * 13:91 (2013); where the counts are equal it is 1 − ½·P(X = first), which the capped exact p would get wrong.
 */
function mcnemar(first, second) {
    const n = first + second;
    if (n === 0)
        return { exact: 1, midP: 1, chiSquared: 0, chiSquaredP: 1, correctedP: 1 };
    const smaller = Math.min(first, second);
    const point = binomialPmf(smaller, n, 0.5);
    const exact = first === second ? 1 : Math.min(1, 2 * binomialCdf(smaller, n, 0.5));
    const gap = Math.abs(first - second);
    const square = (gap * gap) / n;
    const corrected = Math.max(0, gap - 1) ** 2 / n;
    return {
        exact,
        midP: first === second ? 1 - point / 2 : exact - point,
        chiSquared: square,
        chiSquaredP: chiSquared(square, 1).upper,
        correctedP: chiSquared(corrected, 1).upper,
    };
}
/** One-sided mid-p of the hypothesis that `first` rows are not the commoner kind: small where they are. */
function mcnemar_mcnemarGreater(first, second) {
    const n = first + second;
    if (n === 0)
        return 0.5;
    return binomialUpper(first + 1, n, 0.5) + binomialPmf(first, n, 0.5) / 2;
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/tango.js

/**
 * Tango's score statistic for a paired difference of proportions (Statistics in Medicine 17:891, 1998).
 * @param gained rows only the challenger got right @param lost rows only the champion got right
 * @param n all rows @param difference the hypothesised difference (challenger − champion), in (−1, 1)
 * @returns approximately standard normal under the hypothesis; 0 where nothing speaks for or against it
 */
function tangoScore(gained, lost, n, difference) {
    const numerator = gained - lost - n * difference;
    const variance = n * (2 * nuisance(gained, lost, n, difference) + difference * (1 - difference));
    if (variance > 0)
        return numerator / Math.sqrt(variance);
    return numerator === 0 ? 0 : numerator * Number.POSITIVE_INFINITY;
}
/** The restricted maximum-likelihood estimate of P(only champion right) under the hypothesis. */
function nuisance(gained, lost, n, difference) {
    const a = 2 * n;
    const b = -gained - lost + (2 * n - gained + lost) * difference;
    const c = -lost * difference * (1 - difference);
    const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
    // The root without cancellation.
    const q = b > 0 ? (-2 * c) / (b + root) : (root - b) / (2 * a);
    return Math.max(0, -difference, q);
}
/** One-sided p-value of "the difference is at most `difference`": small where the challenger is better than that. */
function tango_tangoGreater(gained, lost, n, difference) {
    if (difference <= -1)
        return 0;
    if (difference >= 1)
        return 1;
    return normalCdf(-tangoScore(gained, lost, n, difference));
}
/** Score interval of the paired difference (challenger − champion). */
function tango_tangoInterval(gained, lost, n, confidence) {
    const z = normalQuantile((1 + confidence) / 2);
    const solve = (target) => {
        let [low, high] = [-1, 1];
        for (let i = 0; i < 100 && high - low > 1e-15; i++) {
            const middle = (low + high) / 2;
            // The statistic falls as the hypothesised difference grows.
            if (tangoScore(gained, lost, n, middle) > target)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    };
    return { low: solve(z), high: solve(-z) };
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/evidence.js





/** A proportion of k in n: exact binomial tail tests and Clopper–Pearson's interval. */
function proportion(k, n) {
    const estimate = k / n;
    // Agresti & Coull's two successes and two failures: a sample without a failure still has a variance to plan with.
    const smoothed = (k + 2) / (n + 4);
    return {
        method: 'exact binomial',
        estimate,
        rows: n,
        rowVariance: smoothed * (1 - smoothed),
        greater: (than) => (than < 0 ? 0 : than >= 1 ? 1 : binomialUpper(k, n, than)),
        less: (than) => (than > 1 ? 0 : than <= 0 ? 1 : binomialCdf(k, n, than)),
        interval: (confidence) => clopperPearson(k, n, confidence),
    };
}
/**
 * The difference of two proportions on the same rows (challenger − champion): Tango's score test at any margin, McNemar's
 * mid-p at margin 0.
 */
function pairedProportions(gained, lost, n) {
    // Agresti & Min's half a row in each cell, for planning only.
    const disagreement = (gained + lost + 1) / (n + 2);
    return {
        method: 'paired score test (Tango), McNemar mid-p at 0',
        estimate: (gained - lost) / n,
        rows: n,
        rowVariance: disagreement - ((gained - lost) / (n + 2)) ** 2,
        greater: (than) => (than === 0 ? mcnemarGreater(gained, lost) : tangoGreater(gained, lost, n, than)),
        less: (than) => (than === 0 ? mcnemarGreater(lost, gained) : tangoGreater(lost, gained, n, -than)),
        interval: (confidence) => tangoInterval(gained, lost, n, confidence),
    };
}
/** An estimate with a standard error, read by Student's t (`rows` − 1 degrees of freedom) or by the normal. */
function evidence_asymptotic(sample) {
    const { method, estimate, standardError, rows, law } = sample;
    const degrees = sample.degrees ?? rows - 1;
    const upper = (statistic) => {
        if (Number.isNaN(statistic))
            return 0.5;
        return law === 't' ? tCdf(-statistic, degrees) : normalCdf(-statistic);
    };
    return {
        method,
        estimate,
        rows,
        rowVariance: standardError * standardError * rows,
        greater: (than) => upper((estimate - than) / standardError),
        less: (than) => upper((than - estimate) / standardError),
        interval: (confidence) => {
            if (law === 't')
                return tInterval(estimate, standardError, degrees + 1, confidence);
            const half = normalQuantile((1 + confidence) / 2) * standardError;
            return { low: estimate - half, high: estimate + half };
        },
    };
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/delong.js

/**
 * AUC and placement values with ties at half credit (DeLong, DeLong & Clarke-Pearson, Biometrics 44:837, 1988; equal to the
 * mid-ranks of Sun & Xu, IEEE SPL 21:1389, 2014). Needs 12 bytes a row beside its input, and time O(n log n).
 * @param positive 1 for rows of the positive class @param scores finite; higher means more positive
 * @returns `auc` NaN where one class has no row
 */
function placements(positive, scores) {
    const { high, low } = byClass(positive, scores);
    const doubled = new Uint32Array(scores.length);
    const [inHigh, inLow] = [ranker(high), ranker(low)];
    let wins = 0;
    for (let row = 0; row < scores.length; row++) {
        const score = scores[row] ?? Number.NaN;
        const isPositive = positive[row] === 1;
        const beaten = isPositive ? inLow(score) : inHigh(score);
        doubled[row] = beaten;
        if (isPositive)
            wins += beaten;
    }
    return { auc: wins / 2 / high.length / low.length, doubled, positives: high.length, negatives: low.length };
}
/** AUC alone: 8 bytes a row and one merge. NaN where one class has no row. */
function rocAuc(positive, scores) {
    const { high, low } = byClass(positive, scores);
    let wins = 0;
    let below = 0;
    let through = 0;
    for (const score of high) {
        while (below < low.length && (low[below] ?? 0) < score)
            below++;
        through = Math.max(through, below);
        while (through < low.length && (low[through] ?? 0) <= score)
            through++;
        wins += below + through;
    }
    return wins / 2 / high.length / low.length;
}
function byClass(positive, scores) {
    let count = 0;
    for (const one of positive)
        count += one;
    const split = new Float64Array(scores.length);
    const high = split.subarray(0, count);
    const low = split.subarray(count);
    let [h, l] = [0, 0];
    for (let row = 0; row < scores.length; row++) {
        const score = scores[row] ?? Number.NaN;
        if (positive[row] === 1)
            high[h++] = score;
        else
            low[l++] = score;
    }
    return { high: high.sort(), low: low.sort() };
}
const BUCKETS = (/* unused pure expression or super */ null && (1 << 18));
/** Twice the mid-rank of a score in sorted values; a table of equally wide buckets leaves the search a few steps. */
function ranker(sorted) {
    const n = sorted.length;
    const first = sorted[0] ?? 0;
    const buckets = Math.max(1, Math.min(BUCKETS, n));
    const width = (sorted[n - 1] ?? 0) - first;
    const scale = width > 0 && Number.isFinite(width) ? buckets / width : 0;
    const bucketOf = (score) => Math.max(0, Math.min(buckets - 1, Math.floor((score - first) * scale)));
    const starts = new Uint32Array(buckets + 1);
    for (const value of sorted)
        starts[bucketOf(value) + 1] = (starts[bucketOf(value) + 1] ?? 0) + 1;
    for (let i = 1; i <= buckets; i++)
        starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
    return (score) => {
        const bucket = bucketOf(score);
        let from = starts[bucket] ?? 0;
        const end = starts[bucket + 1] ?? 0;
        let to = end;
        while (from < to) {
            const middle = (from + to) >>> 1;
            if ((sorted[middle] ?? 0) < score)
                from = middle + 1;
            else
                to = middle;
        }
        const below = from;
        to = end;
        while (from < to) {
            const middle = (from + to) >>> 1;
            if ((sorted[middle] ?? 0) <= score)
                from = middle + 1;
            else
                to = middle;
        }
        return below + from;
    };
}
/** DeLong's covariance of two AUCs from their placements on the same rows (pass the same twice for one variance). */
function aucCovariance(positive, first, second) {
    const { positives: m, negatives: n } = first;
    // Of positives and negatives: sums of squares and products around the means. A negative's placement is 1 − its share.
    const sums = new Float64Array(6);
    for (let row = 0; row < first.doubled.length; row++) {
        const isPositive = positive[row] === 1;
        const other = 2 * (isPositive ? n : m);
        const [one, two] = [(first.doubled[row] ?? 0) / other, (second.doubled[row] ?? 0) / other];
        const a = isPositive ? one - first.auc : 1 - one - first.auc;
        const b = isPositive ? two - second.auc : 1 - two - second.auc;
        const at = isPositive ? 0 : 3;
        sums[at] = (sums[at] ?? 0) + a * a;
        sums[at + 1] = (sums[at + 1] ?? 0) + b * b;
        sums[at + 2] = (sums[at + 2] ?? 0) + a * b;
    }
    const entry = (i) => (sums[i] ?? 0) / (m - 1) / m + (sums[i + 3] ?? 0) / (n - 1) / n;
    return { first: entry(0), second: entry(1), covariance: entry(2) };
}
/** DeLong's test of challenger − champion. */
function delong(positive, champion, challenger) {
    const { first, second, covariance } = aucCovariance(positive, champion, challenger);
    return asymptotic({
        method: 'DeLong',
        estimate: challenger.auc - champion.auc,
        standardError: Math.sqrt(Math.max(0, first + second - 2 * covariance)),
        rows: positive.length,
        law: 'normal',
    });
}
/** DeLong's evidence on one AUC. */
function aucEvidence(positive, model) {
    const standardError = Math.sqrt(aucCovariance(positive, model, model).first);
    return asymptotic({ method: 'DeLong', estimate: model.auc, standardError, rows: positive.length, law: 'normal' });
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/difference.js

/** Running mean and variance (Welford, Technometrics 4:419, 1962): one pass, no cancellation. */
class Moments {
    count = 0;
    mean = 0;
    #squares = 0;
    add(value) {
        this.count++;
        const before = value - this.mean;
        this.mean += before / this.count;
        this.#squares += before * (value - this.mean);
    }
    /** Sample variance (n − 1); NaN below two values. */
    get variance() {
        return this.count > 1 ? this.#squares / (this.count - 1) : Number.NaN;
    }
}
/** The mean of row values, or of row differences: Student's t. */
function meanEvidence(moments, method = 'paired t') {
    return asymptotic({
        method,
        estimate: moments.mean,
        standardError: Math.sqrt(moments.variance / moments.count),
        rows: moments.count,
        law: 't',
    });
}
/** Paired t test of two equally long samples (second − first). */
function pairedT(first, second) {
    const moments = new Moments();
    for (let i = 0; i < first.length; i++)
        moments.add((second[i] ?? Number.NaN) - (first[i] ?? Number.NaN));
    return meanEvidence(moments);
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/eprocess/combine.js
/** log Σ w_i·exp(x_i), without overflow. Weights default to equal ones that sum to 1. */
function logAverage(logValues, weights) {
    const high = Math.max(...logValues);
    if (!Number.isFinite(high))
        return high;
    const sum = logValues.reduce((total, value, index) => total + (weights?.[index] ?? 1 / logValues.length) * Math.exp(value - high), 0);
    return high + Math.log(sum);
}
/** Average of several e-processes, block by block: again an e-process, with no independence needed. */
function averageEvidence(paths, weights) {
    const [first = []] = paths;
    return first.map((_, block) => logAverage(paths.map((path) => path[block] ?? 0), weights));
}
/** The weakest of several paths, block by block: what is proven of all of them. */
function weakestEvidence(paths) {
    const [first = []] = paths;
    return first.map((_, block) => Math.min(...paths.map((path) => path[block] ?? 0)));
}
/** The first block after which exp(path) has reached 1/level, or undefined. */
function firstCrossing(path, level) {
    const threshold = Math.log(1 / level);
    const index = path.findIndex((value) => value >= threshold);
    return index < 0 ? undefined : index;
}
/**
 * Three-valued verdict on several metrics: harm when any metric's evidence has ever reached 1/(α·share), safe when every
 * metric's safety stands at 1/β or more (an intersection–union test: no split of β). α is shared equally.
 */
function combineMetrics(metrics, { alpha, beta }) {
    if (metrics.length === 0)
        return 'not-yet';
    if (metrics.some(({ harm }) => firstCrossing(harm, alpha / metrics.length) !== undefined))
        return 'harm';
    const proven = metrics.every(({ safety }) => (safety.at(-1) ?? 0) >= Math.log(1 / beta));
    return proven ? 'safe' : 'not-yet';
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/eprocess/dispersion.js
/** Fewer stable pods than this can't show how much pods differ by themselves. */
const LEAST_PODS = 3;
/**
 * Pearson's χ² of bad counts across pods over its degrees of freedom, at least 1; undefined below three pods with trials.
 * Pods that fail in bursts make every counting test too sure of itself: evidence is divided by this.
 */
function dispersion(pods) {
    const used = pods.filter(({ trials }) => trials > 0);
    if (used.length < LEAST_PODS)
        return undefined;
    const trials = used.reduce((sum, pod) => sum + pod.trials, 0);
    const rate = used.reduce((sum, pod) => sum + pod.bad, 0) / trials;
    if (rate <= 0 || rate >= 1)
        return 1;
    const chi2 = used.reduce((sum, pod) => {
        const expected = pod.trials * rate;
        return sum + (pod.bad - expected) ** 2 / (expected * (1 - rate));
    }, 0);
    return Math.max(1, chi2 / (used.length - 1));
}
/**
 * The divisor for each block, from the stable pods' cumulative counts of the blocks before it (so it is predictable).
 * Entry b of `blocks` maps a pod's name to what it did in block b. Undefined where too few pods have been seen.
 */
function dispersionPath(blocks) {
    const total = new Map();
    return blocks.map((block) => {
        const divisor = dispersion([...total.values()]);
        for (const [pod, { trials, bad }] of block) {
            const before = total.get(pod) ?? { trials: 0, bad: 0 };
            total.set(pod, { trials: before.trials + trials, bad: before.bad + bad });
        }
        return divisor;
    });
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/eprocess/projection.js
/**
 * The point on the boundary `p_c = ratio·p_s + absolute` nearest to the alternative in information:
 * argmin n_c·KL(θ_c‖p_c) + n_s·KL(θ_s‖p_s). The likelihood ratio against it has expectation at most 1 over the whole
 * convex null (Turner, Ly & Grünwald, arXiv 2106.02693; Turner & Grünwald 2022 for convex nulls).
 * Returns undefined where the boundary does not cross the unit square between the alternative and the null.
 */
function projectOnBoundary(alternative, trials, { ratio, absolute }) {
    const boundary = (stable) => ratio * stable + absolute;
    const highest = Math.min(1, (1 - absolute) / ratio);
    const lowest = Math.max(0, -absolute / ratio);
    const meets = Math.min(highest, Math.max(lowest, (alternative.canary - absolute) / ratio));
    const start = Math.min(highest, Math.max(lowest, alternative.stable));
    let low = Math.min(start, meets);
    let high = Math.max(start, meets);
    if (highest <= lowest || low === high)
        return undefined;
    // The objective is convex, so its slope changes sign once; 200 halvings reach the last bit of any double.
    for (let step = 0; step < 200; step++) {
        const middle = (low + high) / 2;
        if (middle === low || middle === high)
            break;
        const canary = boundary(middle);
        const slope = (trials.canary * ratio * (canary - alternative.canary)) / (canary * (1 - canary)) +
            (trials.stable * (middle - alternative.stable)) / (middle * (1 - middle));
        if (slope < 0)
            low = middle;
        else
            high = middle;
    }
    const stable = (low + high) / 2;
    return { canary: boundary(stable), stable };
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/eprocess/proportions.js

const NOTHING = { trials: 0, bad: 0 };
// Pseudo-counts of the plug-in alternatives: a stable rate near 1 % before anything is seen, and a canary half again
// as bad as tolerated (harm) or as good as stable (safety). They decide speed, never validity.
const STABLE_PRIOR = { trials: 50, bad: 0.5 };
const CANARY_PRIOR_TRIALS = 30;
const HARM_PRIOR_RATIO = 1.5;
const GAP = 1e-4;
const CEILING = 1 - 2 ** -20;
// A first large block judged by the prior alone would cost more evidence than a bad canary gains: learn first.
const STABLE_TRIALS_FIRST = 20;
/** Rates of an hour ago are a poor guess once both arms drift. */
const HALF_LIFE_BLOCKS = 5;
function expected(past, tolerance, direction) {
    const stable = (past.stable.bad + STABLE_PRIOR.bad) / (past.stable.trials + STABLE_PRIOR.trials);
    const boundary = tolerance.ratio * stable + tolerance.absolute;
    // No canary can be worse than a tolerance that reaches 1; every canary is better than it.
    if (boundary >= 1 && direction === 'harm')
        return undefined;
    const prior = direction === 'harm' ? HARM_PRIOR_RATIO * boundary : Math.min(stable, boundary);
    const guess = (past.canary.bad + CANARY_PRIOR_TRIALS * prior) / (past.canary.trials + CANARY_PRIOR_TRIALS);
    const canary = direction === 'harm'
        ? Math.min(Math.max(guess, boundary * (1 + GAP)), CEILING)
        : Math.min(guess, boundary * (1 - GAP), CEILING);
    const beyond = direction === 'harm' ? canary > boundary : canary < boundary;
    return beyond ? { canary, stable } : undefined;
}
/**
 * Log likelihood ratio of one block against the null, with alternatives learnt from past blocks only.
 * A block in which either arm is silent says nothing (0), and so does one before stable's rate is known at all.
 */
function blockEvidence(block, past, tolerance, direction) {
    const { canary, stable } = block;
    if (canary.trials <= 0 || stable.trials <= 0 || past.stable.trials < STABLE_TRIALS_FIRST)
        return 0;
    const alternative = expected(past, tolerance, direction);
    if (alternative === undefined)
        return 0;
    const null0 = projectOnBoundary(alternative, { canary: canary.trials, stable: stable.trials }, tolerance);
    if (null0 === undefined)
        return 0;
    return logRatio(canary, alternative.canary, null0.canary) + logRatio(stable, alternative.stable, null0.stable);
}
function logRatio({ trials, bad }, alternative, null0) {
    const good = trials - bad;
    const ofBad = bad > 0 ? bad * Math.log(alternative / null0) : 0;
    const ofGood = good > 0 ? good * (Math.log1p(-alternative) - Math.log1p(-null0)) : 0;
    return ofBad + ofGood;
}
/** What is known after one more block, where what was known before counts for less. */
function learn({ canary, stable }, block, keep) {
    const add = (before, now) => ({
        trials: before.trials * keep + now.trials,
        bad: before.bad * keep + now.bad,
    });
    return { canary: add(canary, block.canary), stable: add(stable, block.stable) };
}
const keepOf = (halfLifeBlocks) => 0.5 ** (1 / halfLifeBlocks);
/**
 * Sequential evidence about `p_canary ≤ ratio·p_stable + absolute` (two-sample Bernoulli e-process; Turner, Ly &
 * Grünwald, arXiv 2106.02693). `harm` grows when the canary is worse than tolerated, `safety` when it is proven not to be.
 * Under its null the chance that exp(path) ever reaches 1/α is at most α, whenever and however often one looks; rates may
 * drift in time as long as both arms share the drift, and block sizes and traffic weights may change.
 * Blocks from before the canary (its trials 0) say nothing but teach stable's rate: pass some, it is much faster.
 * `dispersion[b]` ≥ 1 divides the evidence of block b (see `dispersionPath`). With a half-life the alternatives are learnt
 * from the blocks just before.
 */
function proportionEvidence(blocks, tolerance, direction, dispersion = [], halfLifeBlocks = Number.POSITIVE_INFINITY) {
    const keep = keepOf(halfLifeBlocks);
    let past = { canary: NOTHING, stable: NOTHING };
    let logE = 0;
    return blocks.map((block, index) => {
        logE += blockEvidence(block, past, tolerance, direction) / (dispersion[index] ?? 1);
        past = learn(past, block, keep);
        return logE;
    });
}
/**
 * Evidence of harm that may begin late (a leak, a cache that fills, a step to more load): a mixture over every possible
 * beginning, with weight 1/((b+1)(b+2)) for block b, so that a good past can't drown a bad present. Both arms' rates are
 * learnt with a half-life. An average of e-processes is one, so the same guarantee holds.
 */
function lateHarmEvidence(blocks, tolerance, dispersion = []) {
    const keep = keepOf(HALF_LIFE_BLOCKS);
    let past = { canary: NOTHING, stable: NOTHING };
    let logBegun = Number.NEGATIVE_INFINITY;
    return blocks.map((block, index) => {
        const gain = blockEvidence(block, past, tolerance, 'harm') / (dispersion[index] ?? 1);
        past = learn(past, block, keep);
        logBegun = gain + logAdd(logBegun, -Math.log((index + 1) * (index + 2)));
        // What has not begun yet still holds its stake: 1 − Σ w = 1/(b+2).
        return logAdd(logBegun, -Math.log(index + 2));
    });
}
function logAdd(a, b) {
    const high = Math.max(a, b);
    return high === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high));
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/eprocess/latency.js


/** The two-proportion blocks "slower than edge i" of a sequence of histograms. */
function slowerThanEdge(blocks, edge) {
    const arm = ({ total, slower }) => ({ trials: total, bad: slower[edge] ?? 0 });
    return blocks.map(({ canary, stable }) => ({ canary: arm(canary), stable: arm(stable) }));
}
/**
 * Evidence that the canary is slower. Harm is averaged over the edges (null: F_canary(x) ≥ F_stable(x) − tolerance at
 * every edge x); safety must hold at each edge, so it is the weakest of them. No edges: no evidence.
 */
function latencyEvidence(blocks, edges, tolerance, dispersion = []) {
    if (edges === 0)
        return { harm: blocks.map(() => 0), safety: blocks.map(() => 0) };
    const each = Array.from({ length: edges }, (_, edge) => slowerThanEdge(blocks, edge));
    return {
        harm: averageEvidence(each.map((edge, index) => harmEvidence(edge, tolerance.harm, dispersion[index]))),
        safety: weakestEvidence(each.map((edge, index) => safetyEvidence(edge, tolerance.safety, dispersion[index]))),
    };
}
/** Evidence of harm, at once or late: the average of `proportionEvidence` and `lateHarmEvidence`. */
function harmEvidence(blocks, tolerance, dispersion = []) {
    return averageEvidence([
        proportionEvidence(blocks, tolerance, 'harm', dispersion),
        lateHarmEvidence(blocks, tolerance, dispersion),
    ]);
}
/**
 * Evidence of safety: the average of what is learnt from all blocks before, which is best while rates stand still, and from
 * those just before, which goes on when both arms drift.
 */
function safetyEvidence(blocks, tolerance, dispersion = []) {
    return averageEvidence([Number.POSITIVE_INFINITY, HALF_LIFE_BLOCKS].map((halfLife) => proportionEvidence(blocks, tolerance, 'safety', dispersion, halfLife)));
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/eprocess/planning.js


/** Blocks as they would come if every count were exactly its expectation (counts may be fractions). */
function expectedBlock({ canaryTrials, stableTrials, canaryRate, stableRate }) {
    return {
        canary: { trials: canaryTrials, bad: canaryTrials * canaryRate },
        stable: { trials: stableTrials, bad: stableTrials * stableRate },
    };
}
/**
 * How many blocks it takes until a canary this bad is seen as harm at level α: the length of the mean path, learning
 * included. Undefined when it is not seen within `limit` blocks.
 */
function blocksToDetect(expectation, tolerance, alpha, limit = 2_000) {
    return crossing((blocks) => harmEvidence(blocks, tolerance), expectation, alpha, limit);
}
/** How many blocks it takes to prove at level β that a canary of this quality is within the tolerance. */
function blocksToSafety(expectation, tolerance, beta, limit = 2_000) {
    return crossing((blocks) => safetyEvidence(blocks, tolerance), expectation, beta, limit);
}
function crossing(evidence, expectation, level, limit) {
    const stableTrials = expectation.stableBefore ?? 0;
    const before = expectedBlock({ ...expectation, canaryTrials: 0, stableTrials });
    // Most answers are short: look at few blocks first.
    for (let length = Math.min(32, limit);; length = Math.min(length * 4, limit)) {
        const blocks = Array.from({ length }, () => expectedBlock(expectation));
        const index = firstCrossing(evidence([before, ...blocks]), level);
        if (index !== undefined)
            return index;
        if (length === limit)
            return undefined;
    }
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/eprocess/split.js

// Log odds ratios beyond the tolerance that the test looks for: from a third too much to "nothing arrives at all".
const EFFECTS = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2];
function shifted(share, logOdds) {
    const odds = (share / (1 - share)) * Math.exp(logOdds);
    return odds / (1 + odds);
}
/**
 * Evidence that the router does not deliver the configured share (sample-ratio mismatch; Lindon & Malek, NeurIPS 2022,
 * as a finite two-sided mixture). Tolerated: odds off by up to the factor 1 + `tolerance` either way. Blocks with a share
 * of 0 or 1, and blocks during which the weight changed (leave those out), say nothing.
 */
function splitEvidence(blocks, tolerance) {
    const slack = Math.log1p(tolerance);
    const sides = [1, -1].flatMap((sign) => EFFECTS.map((effect) => ({ sign, effect })));
    const logE = sides.map(() => 0);
    return blocks.map(({ canary, stable, share }) => {
        if (share > 0 && share < 1) {
            sides.forEach(({ sign, effect }, index) => {
                const null0 = shifted(share, sign * slack);
                const alternative = shifted(share, sign * (slack + effect));
                const gain = canary * Math.log(alternative / null0) + stable * (Math.log1p(-alternative) - Math.log1p(-null0));
                logE[index] = (logE[index] ?? 0) + gain;
            });
        }
        return logAverage(logE);
    });
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/eprocess/index.js









;// CONCATENATED MODULE: ./build/packages/statistics/src/rows.js

/** The chance with which a planned test set shall decide, where the truth is as assumed. */
const POWER = 0.8;
/**
 * How many rows a one-sided test needs to see a distance between the truth and the margin: (z_α + z_power)²·variance/distance²
 * (Julious, Statistics in Medicine 23:1921, 2004). For a paired 0/1 metric the variance of a row is the disagreement rate.
 * Infinite where the distance is 0.
 */
function rowsToDecide(rowVariance, distance, alpha, power = POWER) {
    const z = normalQuantile(1 - alpha) + normalQuantile(power);
    const rows = (z * z * rowVariance) / (distance * distance);
    return Number.isFinite(rows) ? Math.ceil(rows) : Number.POSITIVE_INFINITY;
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/index.js
















/***/ })

};
