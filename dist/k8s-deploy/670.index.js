export const id = 670;
export const ids = [670];
export const modules = {

/***/ 4670:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./build/packages/action/src/index.js + 32 modules
var src = __webpack_require__(8945);
// EXTERNAL MODULE: ./build/packages/kubernetes/src/index.js + 38 modules
var kubernetes_src = __webpack_require__(6929);
;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/cluster-errors.js


/** What a failure of the cluster means to the user; anything else comes back as it is. */
function explainClusterError(error) {
    if (!(error instanceof Error))
        return error;
    const trouble = (0,kubernetes_src/* troubleOf */.LH)(error);
    if (trouble !== undefined)
        return user(trouble.reason, error, trouble.fix);
    if (error instanceof kubernetes_src/* FencedError */.Qz)
        return user('deployment-in-progress', error, 'Wait for that run, or cancel it.');
    return error instanceof kubernetes_src/* KubernetesError */.dK ? explainAnswer(error) : error;
}
function explainAnswer(error) {
    const conflicts = (0,kubernetes_src/* fieldConflicts */.M4)(error);
    if (conflicts.length > 0) {
        const lines = conflicts.map(({ field, manager }) => `- ${field} is held by ${manager}`);
        return new src/* UserError */.yo({
            reason: 'conflict',
            what: `Fields of the release are held by other managers:\n${lines.join('\n')}`,
            fix: 'Leave these fields out of the manifest, or take them with `force-conflicts: true`. Where Argo CD or Flux owns the object, change it in Git.',
        }, { cause: error });
    }
    switch (error.status) {
        case 400:
        case 404:
        case 409:
        case 422:
            return user('rejected', error, isStuckStrategy(error) ? toRecreate(error.details.name) : undefined);
        default:
            // A typo in an applied object is answered with a 500; everything else of that kind is the cluster's own trouble.
            return error.reason === 'InvalidPatch' ? user('rejected', error) : user('unreadable-cluster', error);
    }
}
/**
 * A Deployment that was a rolling one: its `rollingUpdate` came from the server's default, belongs to nobody, and no applied
 * manifest can take it away.
 */
function isStuckStrategy({ details }) {
    return details.causes?.some(({ field }) => field === 'spec.strategy.rollingUpdate') ?? false;
}
function toRecreate(name = 'NAME') {
    const patch = JSON.stringify({ spec: { strategy: { type: 'Recreate', rollingUpdate: null } } });
    return `An applied manifest can't turn a rolling Deployment into one with \`strategy.type: Recreate\`. Do it once by hand, then run this again: \`kubectl patch deployment ${name} --type merge -p '${patch}'\`. Or keep rolling updates with \`maxSurge: 0, maxUnavailable: 1\`.`;
}
function user(reason, error, fix) {
    return new src/* UserError */.yo({ reason, what: error.message, fix }, { cause: error });
}

// EXTERNAL MODULE: ./build/packages/registry/src/index.js + 32 modules
var registry_src = __webpack_require__(1887);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/expectation.js



/** Where the digest of a policy that is no file's own comes from. */
const POLICY_FIX = 'Inputs of validate-model (`rules`, `alpha`, `thresholds`, `min-rows`, `positive-class`) go before the policy file and change the digest. Put them into the file, and validate the model again by the file of this commit.';
/**
 * Reads what must have been validated from the policy file of this checkout and from the inputs, which must not contradict
 * it. Throws `UserError`.
 */
async function readExpectation(inputs, workspace) {
    const { policy: file, 'policy-digest': given, 'labels-digest': labels, validation } = inputs;
    const read = file === undefined ? undefined : await readPolicy(file, workspace);
    if (read !== undefined && given !== undefined && given !== read.digest) {
        throw new src/* UserError */.yo({
            reason: 'policy-mismatch',
            what: `\`policy-digest\` is ${given}, and the policy file ${file} of this checkout has the digest ${read.digest}.`,
            fix: POLICY_FIX,
        });
    }
    const pinned = read?.policy.labels;
    if (pinned !== undefined && labels !== undefined && !pinned.some((digest) => digest === labels)) {
        throw new src/* UserError */.yo({
            reason: 'dataset-mismatch',
            what: `\`labels-digest\` is ${labels}, and the policy file ${file} of this checkout pins ${pinned.join(' or ')}.`,
            fix: 'Validate on the pinned labels, or pin the new ones in the policy file.',
        });
    }
    const policy = read?.digest ?? (given === undefined ? undefined : (0,registry_src/* parseDigest */.m)(given));
    const expected = labels === undefined ? pinned : [(0,registry_src/* parseDigest */.m)(labels)];
    return {
        ...(policy === undefined ? {} : { policy }),
        ...(expected === undefined ? {} : { labels: expected }),
        ...(validation === undefined ? {} : { validation: (0,registry_src/* parseDigest */.m)(validation) }),
    };
}
async function readPolicy(file, workspace) {
    const { loadPolicy, PolicyError, policyDigest } = await __webpack_require__.e(/* import() */ 166).then(__webpack_require__.bind(__webpack_require__, 3166));
    try {
        const policy = await loadPolicy({ policy: (0,external_node_path_.resolve)(workspace, file) });
        return { policy, digest: policyDigest(policy) };
    }
    catch (error) {
        if (!(error instanceof PolicyError))
            throw error;
        throw new src/* UserError */.yo({
            reason: 'invalid-policy',
            what: `\`policy\`: ${error.message}`,
            fix: 'It is looked for in the workspace. Is the repository checked out?',
        }, { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/chain-advice.js

/** What to do about a chain that is refused, where it does not lie at hand. */
const ADVICE = {
    'policy-mismatch': POLICY_FIX,
    'dataset-mismatch': 'Validate the model on those labels, or pin the new ones in the policy file (`labels:`).',
    'champion-mismatch': 'Evaluate and validate once more, against what serves now.',
    'champion-unknown': 'Deploy the image that serves once more without `canary`, so that its model gets on record, then validate against that. Or accept it for this image by an override for `champion-unknown` in `trusted-keys`.',
    'model-gone': "Push the model again (the same files have the same digest) or correct `model-repository`. Without `model-repository` the build statement's word is taken for what is inside.",
    'validation-gone': "Somebody removed it, or `validation` names another repository's. Validate the model again.",
    'validation-mismatch': 'The model was validated again since, or `validation` is not the output `attestation` of validate-model. Validate again in this run, or deploy with the run that did.',
};
/** The refusal's sentence with what to do about it. */
function withAdvice(reason, message) {
    const advice = ADVICE[reason];
    return advice === undefined ? message : `${message}\n${advice}`;
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/target.js

/**
 * Reads the stable workload. Throws `KubernetesError` where it can't be read, and `ReleaseStateError` where its record can't:
 * neither is ever taken for an absence.
 */
async function readServing(job, name) {
    const found = await job.cluster.get({ apiVersion: 'apps/v1', kind: 'Deployment', name, namespace: job.namespace });
    if (found === undefined || !(0,kubernetes_src/* isDeployment */.ce)(found))
        return { deployment: undefined, release: undefined, asked: undefined };
    const release = (0,kubernetes_src/* readLastGood */.GU)(found);
    if (release === undefined)
        await assertNoneRecorded(job, name);
    return { deployment: found, release, asked: (0,kubernetes_src/* readIdentity */.xN)(found) };
}
/** Images of a workload that somebody else deployed, and that is to run: it serves, and its model is not on record. */
function foreignImages({ deployment, release, asked }) {
    if (release !== undefined || asked !== undefined || deployment?.spec?.replicas === 0)
        return [];
    return (deployment?.spec?.template.spec?.containers ?? []).flatMap(({ image }) => image ?? []);
}
/** Whether both say that the same serves. */
function isSameServing(one, other) {
    const [a, b] = [one.release, other.release];
    if (a === undefined || b === undefined)
        return a === b && foreignImages(one).join() === foreignImages(other).join();
    return (0,kubernetes_src/* isSameRelease */._M)(a, b);
}
/** Whoever replaced the object took its record with it. Something serves all the same, so this is no first release. */
async function assertNoneRecorded(job, name) {
    const stored = await (0,kubernetes_src/* readRelease */.iJ)(job.cluster, { namespace: job.namespace, name });
    const { stable } = stored?.state ?? {};
    if (stable === undefined)
        return;
    throw new kubernetes_src/* ReleaseStateError */.bq(`Deployment/${name} has lost its record of what serves, which ConfigMap/${(0,kubernetes_src/* releaseName */["do"])(name)} says is ${stable.image}; \`mode: rollback\` puts that back`);
}
/**
 * Runs `work` under the workload's Lease and gives it back, whatever becomes of it. The job that `work` is given ends
 * when the Lease is lost.
 */
async function withLease(job, name, work) {
    const { inputs, services, lasting, namespace } = job;
    const holder = `${job.run}/${services.context.job || 'job'}`;
    const lease = await services.log.phase(`Take Lease ${(0,kubernetes_src/* releaseName */["do"])(name)}`, () => (0,kubernetes_src/* acquireLease */.ZZ)(lasting, {
        namespace,
        name: (0,kubernetes_src/* releaseName */["do"])(name),
        holder,
        durationSeconds: Math.ceil(inputs['lease-duration'] / 1000),
        waitMs: inputs['lease-wait'],
        signal: services.signal,
        now: () => services.clock.now(),
    }));
    services.saveState('lease', JSON.stringify({ namespace, name: (0,kubernetes_src/* releaseName */["do"])(name), holder }));
    const signal = AbortSignal.any([services.signal, lease.lost]);
    try {
        return await work(lease, { ...job, services: { ...services, signal } });
    }
    catch (error) {
        if (lease.lost.aborted && !services.signal.aborted)
            throw new kubernetes_src/* LeaseHeldError */._i((0,kubernetes_src/* releaseName */["do"])(name), 'another run');
        throw error;
    }
    finally {
        await lease
            .release()
            .catch(() => services.log.warning(`Lease ${(0,kubernetes_src/* releaseName */["do"])(name)} could not be given back; it runs out by itself.`));
    }
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/chain.js




/**
 * Walks image → build statement → model → test result as `require` asks for. `serving` is the champion that the model must
 * have been compared with; the very image that serves already is not compared with itself.
 */
async function verifyImage(job, identity, serving, asked) {
    const { inputs, services } = job;
    if (inputs.require === 'none')
        return { kind: 'not-asked' };
    const { walkChain } = await __webpack_require__.e(/* import() */ 750).then(__webpack_require__.bind(__webpack_require__, 3750));
    const reference = (0,registry_src/* parseReference */.F2)(identity.image);
    if (reference.digest === undefined) {
        throw new src/* UserError */.yo({
            reason: 'not-attested',
            what: `${identity.image} is not named by digest, so no statement can be about it.`,
            fix: 'Give `image` and `digest`.',
        });
    }
    const policyText = inputs['trusted-keys'] ?? '';
    const walk = {
        images: repositoryClient(job, reference.repository),
        image: reference.digest,
        require: inputs.require,
        policy: await trustPolicy(policyText),
        expected: expectation(asked, identity, serving),
        now: new Date(services.clock.now()),
        ...(inputs['model-repository'] === undefined
            ? {}
            : { models: repositoryClient(job, (0,registry_src/* parseRepository */.SU)(inputs['model-repository'])) }),
    };
    try {
        const chain = await walkChain(walk);
        const told = chain.ok ? chain : { ...chain, message: withAdvice(chain.reason, chain.message) };
        return { kind: 'walked', chain: told, policyText };
    }
    catch (error) {
        if (!(0,registry_src/* isRegistryError */.IP)(error) || error.reason === 'cancelled')
            throw error;
        throw new src/* UserError */.yo({
            reason: 'registry-unreadable',
            what: `The statements about ${identity.image} can't be read: ${error.message}`,
            fix: 'Check `registry-username` and `registry-password`.',
        }, { cause: error });
    }
}
/** A client for a repository with the credentials of the inputs. */
function repositoryClient(job, repository) {
    const { inputs, services } = job;
    return (0,registry_src/* openRepository */.h_)(repository, (0,registry_src/* accessOptions */.P2)(inputs, services));
}
function expectation(asked, { image }, serving) {
    // A job that runs again for what serves already would compare the model with itself.
    const same = serving.release?.image === image || foreignImages(serving).includes(image);
    return same ? asked : { ...asked, serving: championOf(serving) };
}
function championOf(serving) {
    const foreign = foreignImages(serving);
    if (foreign.length > 0)
        return { kind: 'unknown', image: foreign.join(', ') };
    if (serving.release === undefined)
        return { kind: 'nothing' };
    const { model, image } = serving.release;
    return model === undefined ? { kind: 'unknown', image } : { kind: 'model', digest: (0,registry_src/* parseDigest */.m)(model) };
}
async function trustPolicy(text) {
    if (text.trim() === '')
        return { signers: [], overrides: [] };
    const { parseTrustPolicy } = await __webpack_require__.e(/* import() */ 750).then(__webpack_require__.bind(__webpack_require__, 3750));
    try {
        return await parseTrustPolicy(text);
    }
    catch (error) {
        if (!(error instanceof TypeError))
            throw error;
        throw new src/* UserError */.yo({ reason: 'invalid-input', what: `\`trusted-keys\`: ${error.message}` }, { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/attest.js


const VERIFIER = 'https://github.com/ml-actions/ml-actions/actions/k8s-deploy';
/**
 * Attaches to the image what was verified about it and what became of its release. Returns the digest of the statement
 * about the release, or undefined where the registry takes none: the release stands all the same, so that is a warning.
 */
async function attestRelease(job, facts) {
    const { inputs, services } = job;
    const reference = (0,registry_src/* parseReference */.F2)(facts.set.identity.image);
    if (reference.digest === undefined)
        return undefined;
    const { attach, signingOf } = await __webpack_require__.e(/* import() */ 750).then(__webpack_require__.bind(__webpack_require__, 3750));
    const signing = signingOf(inputs);
    const client = repositoryClient(job, reference.repository);
    try {
        const summary = await summaryStatement(job, facts, reference.digest);
        if (summary !== undefined)
            await attach(client, reference.digest, summary, signing);
        return (await attach(client, reference.digest, await releaseStatement(job, facts, reference.digest), signing))
            .digest;
    }
    catch (error) {
        services.log.warning(`The statement about this release could not be attached to the image: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
    }
}
async function summaryStatement(job, facts, image) {
    const { verified, set } = facts;
    const { require } = job.inputs;
    if (verified.kind === 'not-asked' || require === 'none')
        return undefined;
    const { verificationSummary } = await __webpack_require__.e(/* import() */ 750).then(__webpack_require__.bind(__webpack_require__, 3750));
    const { chain } = verified;
    return verificationSummary({
        image,
        imageUri: set.identity.image,
        verifier: VERIFIER,
        timeVerified: new Date(job.services.clock.now()).toISOString(),
        policy: { uri: job.services.context.workflowRef, digest: (0,registry_src/* sha256 */.sc)(verified.policyText) },
        attestations: chain.steps.flatMap(({ attestation }) => (attestation === undefined ? [] : [attestation])),
        require,
        passed: chain.ok ? { reason: facts.reason } : { failedFor: chain.reason },
        ...(chain.ok && chain.override !== undefined ? { override: chain.override } : {}),
    });
}
async function releaseStatement(job, facts, image) {
    const { release } = await __webpack_require__.e(/* import() */ 750).then(__webpack_require__.bind(__webpack_require__, 3750));
    const { set, serving } = facts;
    const exceptions = job.inputs['policy-exceptions'] ?? [];
    const { unwalked } = facts.story;
    const annotations = {
        ...(exceptions.length === 0 ? {} : { 'policy-exceptions': exceptions }),
        ...(unwalked.length === 0 ? {} : { 'images-not-walked': unwalked }),
    };
    return release({ digest: image, uri: set.identity.image }, {
        target: {
            cluster: job.inputs.context ?? 'current',
            namespace: job.namespace,
            workload: set.workload.metadata.name,
        },
        track: facts.track,
        verdict: facts.verdict,
        reason: facts.reason,
        run: runOf(job, facts.startedAt),
        ...resource('model', set.identity.model),
        ...resource('replaced', serving.release?.image.split('@')[1]),
        ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    });
}
function resource(key, digest) {
    return (0,registry_src/* isDigest */.Bc)(digest) ? { [key]: { digest: { sha256: digest.slice('sha256:'.length) } } } : {};
}
function runOf(job, startedAt) {
    const { context, clock } = job.services;
    return {
        builder: context.workflowRef === '' ? VERIFIER : `${context.serverUrl}/${context.workflowRef}`,
        invocation: context.runUrl,
        startedOn: new Date(startedAt).toISOString(),
        finishedOn: new Date(clock.now()).toISOString(),
    };
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/manifests/pod-template.js

/** Where the pod template is in each kind that has one. */
const TEMPLATE_PATHS = new Map([
    ['Deployment', ['spec', 'template']],
    ['StatefulSet', ['spec', 'template']],
    ['DaemonSet', ['spec', 'template']],
    ['ReplicaSet', ['spec', 'template']],
    ['Job', ['spec', 'template']],
    ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
]);
/** Where the pod's spec is in `object`, or undefined where its kind makes no pods. */
function podSpecPath(object) {
    if (object.kind === 'Pod')
        return ['spec'];
    const template = TEMPLATE_PATHS.get(object.kind);
    return template === undefined ? undefined : [...template, 'spec'];
}
/** The containers that `object` runs, init containers included. */
function containersOf(object) {
    const path = podSpecPath(object);
    const spec = path === undefined ? undefined : (0,kubernetes_src/* recordAt */.zR)(object, ...path);
    if (path === undefined || spec === undefined)
        return [];
    return LISTS.flatMap(({ field, init }) => recordsIn(spec[field]).map((fields, index) => ({
        name: textOf(fields['name']),
        image: textOf(fields['image']),
        fields,
        path: `${path.join('.')}.${field}[${index}]`,
        init,
    })));
}
/** `object` with each container's image as `imageOf` says; the rest stays. */
function withImages(object, imageOf) {
    const path = podSpecPath(object);
    if (path === undefined)
        return object;
    const images = new Map(containersOf(object).map((container) => [container.path, imageOf(container)]));
    const spec = (0,kubernetes_src/* recordAt */.zR)(object, ...path);
    if (spec === undefined)
        return object;
    const changed = { ...spec };
    for (const { field } of LISTS) {
        const list = spec[field];
        if (!Array.isArray(list))
            continue;
        changed[field] = list.map((container, index) => (0,kubernetes_src/* isRecord */.u4)(container)
            ? { ...container, image: images.get(`${path.join('.')}.${field}[${index}]`) ?? container['image'] }
            : container);
    }
    return withValue(object, path, changed);
}
/** A copy of `object` with `value` at `path`. */
function withValue(object, path, value) {
    const [key, ...rest] = path;
    if (key === undefined)
        return object;
    const inner = (0,kubernetes_src/* recordAt */.zR)(object, key) ?? {};
    return Object.assign({ ...object }, { [key]: rest.length === 0 ? value : withValue(inner, rest, value) });
}
const LISTS = [
    { field: 'initContainers', init: true },
    { field: 'containers', init: false },
];
function recordsIn(value) {
    return Array.isArray(value) ? value.filter(kubernetes_src/* isRecord */.u4) : [];
}
function textOf(value) {
    return typeof value === 'string' ? value : '';
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/apply.js


/**
 * Applies one object as these actions' own field manager. Fields that a canary wrote before are ours as well and are
 * taken back; other managers' are only taken with `force`. Throws `KubernetesError`.
 */
async function applyObject(cluster, asked, sending) {
    const object = await withoutOldAccount(cluster, asked);
    const options = { fieldManager: kubernetes_src/* FIELD_MANAGER */.vy, force: sending.force, dryRun: sending.dryRun ?? false };
    try {
        return await cluster.apply(object, options);
    }
    catch (error) {
        if (!(error instanceof kubernetes_src/* KubernetesError */.dK) || !isOwnConflict(error))
            throw error;
        return cluster.apply(object, { ...options, force: true });
    }
}
/**
 * The API server keeps `serviceAccountName` in a second field of an older name as well, which server-side apply does not
 * let go of: what a manifest no longer names would stay. Sent empty, both go.
 */
async function withoutOldAccount(cluster, object) {
    const path = podSpecPath(object);
    const spec = path === undefined ? undefined : (0,kubernetes_src/* recordAt */.zR)(object, ...path);
    if (path === undefined || spec === undefined || spec['serviceAccountName'] !== undefined)
        return object;
    const live = await cluster.get((0,kubernetes_src/* referenceTo */.Po)(object));
    if ((0,kubernetes_src/* valueAt */.fK)(live, ...path, 'serviceAccountName') === undefined)
        return object;
    return withValue(object, path, { ...spec, serviceAccountName: '', serviceAccount: '' });
}
function isOwnConflict(error) {
    const conflicts = (0,kubernetes_src/* fieldConflicts */.M4)(error);
    return conflicts.length > 0 && conflicts.every(({ manager }) => manager === kubernetes_src/* FIELD_MANAGER */.vy);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/packages/report/src/markdown/escape.js
/** Longest foreign text that is shown in one place. */
const MAX_LENGTH = 2_000;
const ZERO_WIDTH_JOINER = '\u2060';
/** Text from outside as GitHub Markdown that shows it and nothing more: no markup, HTML, link, mention or issue number. */
function escapeMarkdown(text) {
    return shorten(visible(text))
        .replaceAll(/[\\`*_{}[\]()<>#+\-.!|&~$:=^"'@]/g, (sign) => `&#${sign.charCodeAt(0)};${isReference(sign) ? ZERO_WIDTH_JOINER : ''}`)
        .replaceAll(/\s*\n\s*/g, '<br>');
}
/** The same inside a code element, where GitHub resolves neither mentions nor references. */
function escapeCode(text) {
    return shorten(visible(text))
        .replaceAll(/[&<>"'`\\|*_~[\]$:@#]/g, (sign) => `&#${sign.charCodeAt(0)};`)
        .replaceAll('\n', ' ');
}
/** A fenced block whose fence is longer than any run of backticks in it. */
function fence(lines, language = '') {
    const text = lines.map(visible).join('\n');
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const marker = '`'.repeat(longest + 1);
    return `${marker}${language}\n${text}\n${marker}`;
}
/** Only pages of the web are linked. */
function safeHref(href) {
    if (!URL.canParse(href))
        return undefined;
    const url = new URL(href);
    return url.protocol === 'https:' || url.protocol === 'http:'
        ? url.href.replaceAll(/[()<>"'`|\\*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
        : undefined;
}
function isReference(sign) {
    return sign === '@' || sign === '#';
}
/** Control characters would hide or reorder what stands around them; so would the bidirectional overrides. */
function visible(text) {
    return text.replaceAll('\r\n', '\n').replaceAll(/[^\P{C}\n\t\u2060\u200d]/gu, '\uFFFD');
}
function shorten(text) {
    return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)} …` : text;
}

;// CONCATENATED MODULE: ./build/packages/report/src/markdown/mermaid.js
const MAX_POINTS = 60;
/**
 * A chart as mermaid's `xychart-beta`, which GitHub draws. It knows equal steps in x and one linear scale only, so that
 * the series are read at equal distances, a logarithmic axis becomes the logarithm, and names stand below as text.
 */
function mermaidChart(chart) {
    const xs = chart.series.flatMap(({ points }) => points.map(([x]) => x));
    const [from, to] = [Math.min(...xs), Math.max(...xs)];
    if (!Number.isFinite(from) || from === to)
        return '';
    const count = Math.min(MAX_POINTS, Math.max(2, ...chart.series.map(({ points }) => points.length)));
    const grid = Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));
    const scale = (y) => (chart.y.scale === 'log' ? Math.log10(Math.max(y, Number.MIN_VALUE)) : y);
    const lines = chart.series.map((series) => `  line [${grid.map((x) => round(scale(readAt(series, x, chart.shape)))).join(', ')}]`);
    const thresholds = (chart.thresholds ?? []).map(({ y }) => `  line [${grid.map(() => round(scale(y))).join(', ')}]`);
    return [
        'xychart-beta',
        `  title "${label(chart.title)}"`,
        `  x-axis "${label(chart.x.label)}" ${round(from)} --> ${round(to)}`,
        `  y-axis "${label(chart.y.scale === 'log' ? `log10 ${chart.y.label}` : chart.y.label)}"`,
        ...lines,
        ...thresholds,
    ].join('\n');
}
function readAt({ points }, x, shape) {
    const next = points.findIndex(([at]) => at >= x);
    const after = points[next < 0 ? points.length - 1 : next];
    const before = points[next <= 0 ? 0 : next - 1];
    if (after === undefined || before === undefined)
        return 0;
    if (after[0] <= x || before[0] >= x || after[0] === before[0])
        return after[0] <= x ? after[1] : before[1];
    return shape === 'step' ? before[1] : before[1] + ((after[1] - before[1]) * (x - before[0])) / (after[0] - before[0]);
}
/** Quotes and brackets end a label in mermaid's grammar. */
function label(text) {
    return text.replaceAll(/[^\p{L}\p{N} %/.,:()+-]/gu, ' ').slice(0, 80);
}
const round = (value) => Number(value.toPrecision(4));

;// CONCATENATED MODULE: ./build/packages/report/src/markdown/render.js


const SIGNS = { pass: '✅', fail: '❌', inconclusive: '⚠️', neutral: '▫️' };
const MAX_HEADING = 6;
/** The job summary: GitHub Markdown in which everything foreign is escaped. */
function renderSummary(report) {
    return [`## ${escapeMarkdown(report.title)}`, ...report.sections.map((section) => renderSection(section, 3))]
        .filter((part) => part !== '')
        .join('\n\n');
}
/** A pull request comment: the summary under a hidden marker by which the next run finds it again. */
function renderComment(report, marker) {
    return `<!-- ml-actions:${marker.replaceAll(/[^a-zA-Z0-9_./-]/g, '')} -->\n${renderSummary(report)}\n`;
}
function renderSection(section, level) {
    switch (section.kind) {
        case 'text':
            return inlines(section.text);
        case 'verdict':
            return `${badge(section.badge)} ${inlines(section.text)}`;
        case 'facts':
            return table(['', ''], section.rows.map(([label, value]) => [escapeMarkdown(label), inlines(value)]), []);
        case 'table':
            return table(section.head.map(escapeMarkdown), section.rows.map((row) => row.map(inlines)), section.numeric ?? []);
        case 'list':
            return section.items.map((item) => `- ${inlines(item)}`).join('\n');
        case 'log':
            return fence(section.lines);
        case 'chart':
            return renderChart(section);
        case 'matrix':
            return renderMatrix(section);
        case 'group': {
            const sign = section.badge === undefined ? '' : `${badge(section.badge)} `;
            return [
                `${'#'.repeat(Math.min(level, MAX_HEADING))} ${sign}${escapeMarkdown(section.title)}`,
                ...nested(section, level),
            ].join('\n\n');
        }
        case 'details':
            return [
                `<details><summary>${escapeMarkdown(section.title)}</summary>`,
                ...nested(section, level),
                '</details>',
            ].join('\n\n');
    }
}
function nested(section, level) {
    return section.sections.map((inner) => renderSection(inner, level + 1)).filter((part) => part !== '');
}
function badge({ tone, text }) {
    return `${SIGNS[tone]} **${escapeMarkdown(text)}**`;
}
function inlines(parts) {
    return parts.map(inline).join('');
}
function inline(part) {
    if (typeof part === 'string')
        return escapeMarkdown(part);
    if ('code' in part)
        return `<code>${escapeCode(part.code)}</code>`;
    if ('strong' in part)
        return `<b>${escapeMarkdown(part.strong)}</b>`;
    const href = safeHref(part.link.href);
    return href === undefined ? escapeMarkdown(part.link.text) : `[${escapeMarkdown(part.link.text)}](${href})`;
}
function table(head, rows, numeric) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(head), line(head.map((_, index) => (numeric.includes(index) ? '---:' : '---'))), ...rows.map(line)].join('\n');
}
function renderChart(chart) {
    const drawn = mermaidChart(chart);
    if (drawn === '')
        return '';
    const names = [...chart.series.map(({ name }) => name), ...(chart.thresholds ?? []).map(({ label }) => label)];
    const legend = names.length < 2 ? '' : `\n\nLines in order: ${names.map(escapeMarkdown).join(', ')}.`;
    return `${fence(drawn.split('\n'), 'mermaid')}${legend}`;
}
function renderMatrix(matrix) {
    const head = [
        `${escapeMarkdown(matrix.rowLabel)} ↓ ${escapeMarkdown(matrix.columnLabel)} →`,
        ...matrix.labels.map(escapeMarkdown),
    ];
    const rows = matrix.counts.map((row, at) => [
        `**${escapeMarkdown(matrix.labels[at] ?? '')}**`,
        ...row.map((count, column) => (column === at ? `**${count}**` : String(count))),
    ]);
    return `**${escapeMarkdown(matrix.title)}**\n\n${table(head, rows, matrix.labels.map((_, index) => index + 1))}`;
}

;// CONCATENATED MODULE: ./build/packages/report/src/index.js


/** The report as one self-contained HTML page. Loaded only when asked for: the charts bring d3. */
async function renderHtml(report) {
    const page = await Promise.all(/* import() */[__webpack_require__.e(991), __webpack_require__.e(159)]).then(__webpack_require__.bind(__webpack_require__, 7159));
    return page.renderHtml(report);
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/summary.js




const MAX_CHANGES = 200;
/** The job summary as Markdown, everything foreign in it escaped. */
function summarize(story, ending) {
    return renderSummary(reportOf(story, ending));
}
/** Writes the story as JSON beside the job's other temporary files; returns its path. */
async function writeReport(story, ending, services) {
    const file = (0,external_node_path_.join)(services.context.temp, `k8s-deploy-${story.workload ?? 'release'}-${services.clock.now()}.json`);
    const chain = story.verified?.kind === 'walked' ? story.verified.chain : undefined;
    await (0,promises_.writeFile)(file, `${JSON.stringify({ schema: 1, ...ending, ...story, verified: undefined, chain, page: reportOf(story, ending) }, undefined, 2)}\n`);
    return file;
}
function reportOf(story, ending) {
    return {
        title: `k8s-deploy: ${story.workload ?? 'release'} in ${story.namespace}`,
        sections: [
            {
                kind: 'verdict',
                badge: { tone: ending.verdict, text: ending.verdict },
                text: [{ code: ending.reason }, `: ${ending.message}`],
            },
            ...facts(story),
            ...doomed(story),
            ...violations(story),
            ...chain(story),
            ...differences(story.diffs),
        ],
    };
}
function facts(story) {
    const rows = [];
    const add = (label, value) => {
        if (value !== undefined && value !== '')
            rows.push([label, [{ code: value }]]);
    };
    add('Image', story.release?.image);
    add('Model', story.release?.model);
    add('Revision', story.release?.revision);
    add('Track', story.track);
    add('Served before', story.before?.image);
    add('Its model', story.before?.model);
    if (story.returned !== undefined)
        rows.push(['Going back', [story.returned]]);
    if (story.exceptions.length > 0)
        rows.push(['Policy exceptions', [story.exceptions.join(', ')]]);
    if (story.unwalked.length > 0) {
        const images = story.unwalked.flatMap((image) => [' ', { code: image }]);
        rows.push(['Not walked', ['pinned, and no statement was asked for:', ...images]]);
    }
    add('Statement', story.attestation);
    if (story.next !== undefined)
        rows.push(['Next', [story.next]]);
    return rows.length === 0 ? [] : [{ kind: 'facts', rows }];
}
function doomed({ doom, logLines }) {
    if (doom === undefined)
        return [];
    const rows = [['Class', [{ strong: doom.class }]]];
    const add = (label, value) => {
        if (value !== undefined)
            rows.push([label, [{ code: value }]]);
    };
    add('Pod', doom.pod);
    add('Container', doom.container);
    add('Exit code', doom.exitCode?.toString());
    add('Reason', doom.reason);
    rows.push(['What to do', [doom.advice]]);
    const scheduler = (0,kubernetes_src/* parseUnschedulable */.lX)(doom.message.replace(/^.*?(?=\d+\/\d+ nodes are available)/s, ''));
    return [
        {
            kind: 'group',
            title: 'Why it failed',
            sections: [
                { kind: 'text', text: [doom.message] },
                { kind: 'facts', rows },
                ...(scheduler === undefined
                    ? []
                    : [
                        {
                            kind: 'table',
                            head: ['Nodes', `Why none of ${scheduler.nodes} fits`],
                            rows: scheduler.reasons.map((each) => [[String(each.nodes)], [each.reason]]),
                            numeric: [0],
                        },
                    ]),
                ...(logLines.length === 0 ? [] : [{ kind: 'log', lines: logLines }]),
            ],
        },
    ];
}
function violations(story) {
    if (story.violations.length === 0)
        return [];
    const rows = story.violations.map(({ object, field, rule, message }) => [
        [{ code: object }],
        [{ code: field }],
        [rule],
        [message],
    ]);
    return [
        {
            kind: 'group',
            title: 'Policy',
            sections: [{ kind: 'table', head: ['Object', 'Field', 'Rule', 'Breach'], rows }],
        },
    ];
}
function chain(story) {
    if (story.verified?.kind !== 'walked')
        return [];
    const rows = story.verified.chain.steps.map((step) => [
        [step.what],
        [step.found ? 'found' : 'missing'],
        [step.signer ?? 'nobody'],
        [step.message],
    ]);
    return [
        {
            kind: 'group',
            title: 'Chain of statements',
            sections: [{ kind: 'table', head: ['Step', 'Statement', 'Signed by', 'What it says'], rows }],
        },
    ];
}
function differences(diffs) {
    if (diffs === undefined)
        return [];
    const lines = diffs.flatMap((diff) => [
        `${MARK[diff.kind]} ${diff.object}${diff.kind === 'unchanged' ? ' (unchanged)' : ''}`,
        ...diff.changes.map((change) => `    ${change.path}: ${change.before ?? '(absent)'} → ${change.after ?? '(absent)'}`),
    ]);
    const cut = lines.length > MAX_CHANGES ? [...lines.slice(0, MAX_CHANGES), `… ${lines.length - MAX_CHANGES} more lines`] : lines;
    return [
        {
            kind: 'details',
            title: `Differences (${diffs.filter((diff) => diff.kind !== 'unchanged').length} of ${diffs.length} objects)`,
            sections: [{ kind: 'log', lines: cut }],
        },
    ];
}
const MARK = { created: '+', changed: '~', unchanged: '=' };

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/conclude.js

/** The end of a run: outputs, summary and report, all from the story. */
async function conclude(job, story, ending, more = {}) {
    const { release, before, doom } = story;
    const given = {
        image: release?.image,
        digest: release?.image.split('@')[1],
        model: release?.model,
        revision: release?.revision,
        track: story.track,
        'previous-image': before?.image,
        'previous-model': before?.model,
        namespace: story.namespace,
        workload: story.workload,
        'failure-class': doom?.class,
        container: doom?.container,
        'exit-code': doom?.exitCode?.toString(),
        attestation: story.attestation,
        report: await writeReport(story, ending, job.services),
        ...more,
    };
    return { ...ending, outputs: present(given), summary: summarize(story, ending) };
}
function present(outputs) {
    return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== undefined));
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/diff.js

/** What the server adds by itself to every object, in the dry run too. */
const SERVERS_OWN = new Set(['managedFields', 'resourceVersion', 'uid', 'creationTimestamp', 'generation', 'selfLink']);
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** What they say stands above the differences already. */
const OWN_ANNOTATION = '"ml-actions.dev/';
const MAX_VALUE_LENGTH = 200;
/** What applying would change: the live object against the server's own dry run. Values of Secrets are never in it. */
function diffObjects(live, applied) {
    const name = (0,kubernetes_src/* nameOf */.Vb)(applied);
    if (live === undefined)
        return { object: name, kind: 'created', changes: [] };
    const secret = applied.kind === 'Secret';
    const found = [...changesBetween(cleaned(live), cleaned(applied), '')].filter(({ path }) => !path.includes(OWN_ANNOTATION));
    const changes = found.map(({ path, before, after }) => {
        const hidden = secret && /^(data|stringData)\b/.test(path);
        return { path, before: shown(before, hidden), after: shown(after, hidden) };
    });
    return { object: name, kind: changes.length === 0 ? 'unchanged' : 'changed', changes };
}
function* changesBetween(before, after, path) {
    if ((0,kubernetes_src/* isRecord */.u4)(before) && (0,kubernetes_src/* isRecord */.u4)(after)) {
        for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
            yield* changesBetween(before[key], after[key], path === '' ? key : `${path}.${/^[\w-]+$/.test(key) ? key : JSON.stringify(key)}`);
        }
    }
    else if (Array.isArray(before) && Array.isArray(after)) {
        const [old, now] = [before, after];
        for (let index = 0; index < Math.max(old.length, now.length); index += 1) {
            yield* changesBetween(old[index], now[index], `${path}[${index}]`);
        }
    }
    else if (before !== after) {
        yield { path, before, after };
    }
}
function cleaned(object) {
    const { metadata, ...rest } = object;
    const annotations = Object.entries(metadata.annotations ?? {}).filter(([key]) => key !== LAST_APPLIED && !key.startsWith('deployment.kubernetes.io/'));
    const own = Object.entries(metadata).filter(([key]) => !SERVERS_OWN.has(key) && key !== 'annotations');
    const fields = Object.entries(rest).filter(([key]) => key !== 'status');
    return {
        ...Object.fromEntries(fields),
        metadata: { ...Object.fromEntries(own), annotations: Object.fromEntries(annotations) },
    };
}
function shown(value, hidden) {
    if (value === undefined)
        return undefined;
    if (hidden)
        return '***';
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text;
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/manifests/order.js
// What others need to start comes first, what leads traffic comes last (the order of Krane's predeploy list).
const WAVES = [
    ['Namespace', 'CustomResourceDefinition', 'ResourceQuota', 'LimitRange', 'PriorityClass', 'StorageClass'],
    [
        'ServiceAccount',
        'Role',
        'ClusterRole',
        'RoleBinding',
        'ClusterRoleBinding',
        'ConfigMap',
        'Secret',
        'PersistentVolumeClaim',
        'NetworkPolicy',
    ],
    ['Service'],
    ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod', 'Job', 'CronJob'],
];
/** Objects in the waves they are applied in; what no wave names comes last. Within a wave the given order stays. */
function inWaves(objects) {
    const waveOf = (object) => {
        const found = WAVES.findIndex((kinds) => kinds.includes(object.kind));
        return found === -1 ? WAVES.length : found;
    };
    return [...WAVES.keys(), WAVES.length]
        .map((wave) => objects.filter((object) => waveOf(object) === wave))
        .filter((wave) => wave.length > 0);
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/plan.js




/** So many objects are on their way at a time. */
const LANES = 8;
/** What applying `objects` would change, by the server's own dry run. Throws `KubernetesError` where it refuses one. */
async function planChanges(job, objects) {
    const ordered = inWaves(objects).flat();
    const diffs = new Map();
    await severalAtATime(job, ordered, async (object) => {
        const live = await job.cluster.get((0,kubernetes_src/* referenceTo */.Po)(object));
        const applied = await applyObject(job.cluster, object, { force: job.inputs['force-conflicts'], dryRun: true });
        diffs.set(object, diffObjects(live, applied));
    });
    return ordered.flatMap((object) => diffs.get(object) ?? []);
}
/** Applies `objects` wave by wave. */
async function applyInWaves(job, objects, force = job.inputs['force-conflicts']) {
    for (const alike of inWaves(objects).flatMap(ofOneKind)) {
        await severalAtATime(job, alike, async (object) => void (await applyObject(job.cluster, object, { force })));
    }
}
/** What follows each other and is of one kind: of different kinds, one may need the other, as what is in a namespace does. */
function ofOneKind(wave) {
    const groups = [];
    for (const object of wave) {
        const last = groups.at(-1);
        if (last?.[0]?.kind === object.kind)
            last.push(object);
        else
            groups.push([object]);
    }
    return groups;
}
/** In their order. After a failure nothing more is begun, and what is on its way is waited for. */
async function severalAtATime(job, items, work) {
    const left = [...items];
    const lane = async () => {
        for (let item = left.shift(); item !== undefined; item = left.shift()) {
            job.services.signal.throwIfAborted();
            try {
                await work(item);
            }
            catch (error) {
                left.length = 0;
                throw error;
            }
        }
    };
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
    for (const each of lanes)
        if (each.status === 'rejected')
            throw each.reason;
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/rollout.js

const LOG_LINES = 25;
const LOG_BYTES = 64 * 1024;
/** Notes what is there before the rollout of Deployment `name`. */
async function beforeRollout(job, name) {
    const { cluster, namespace } = job;
    const { items } = await cluster.list({ apiVersion: 'v1', kind: 'Event' }, { namespace });
    const found = await cluster.get({ apiVersion: 'apps/v1', kind: 'Deployment', name, namespace });
    const deadline = found !== undefined && (0,kubernetes_src/* isDeployment */.ce)(found) ? (0,kubernetes_src/* missedDeadline */.Mz)(found) : undefined;
    return {
        earlierEvents: new Set(items.flatMap(({ metadata }) => (metadata.uid === undefined ? [] : [metadata.uid]))),
        ...(deadline === undefined ? {} : { earlierDeadline: deadline }),
    };
}
/**
 * Watches the rollout of Deployment `name` until it is complete or doomed, or `timeout` is over. `isOneOfMany` says that its
 * cluster's watches are shared with those of others.
 */
async function watchToEnd(job, name, before, isOneOfMany = false) {
    const { services, namespace, cluster } = job;
    const startedAt = services.clock.now();
    const stop = new AbortController();
    let said = '';
    try {
        for await (const objects of (0,kubernetes_src/* watchRollout */.Dl)(cluster, { namespace, name, isOneOfMany }, AbortSignal.any([stop.signal, services.signal]))) {
            const now = services.clock.now();
            const state = (0,kubernetes_src/* diagnose */.h4)(objects, { ...before, now, overdue: now - startedAt > job.inputs.timeout });
            if (state.phase === 'complete')
                return { kind: 'complete', ready: state.ready };
            if (state.phase === 'doomed') {
                const logLines = await lastLines(job, state.doom);
                return { kind: 'doomed', doom: (0,kubernetes_src/* withLog */.X1)(state.doom, logLines), logLines };
            }
            said = say(job, name, state, said);
        }
    }
    finally {
        stop.abort();
    }
    services.signal.throwIfAborted();
    throw new Error(`the watch of Deployment/${name} ended by itself`);
}
// A line for each new thing it waits for, none for each second it waits.
function say(job, name, state, said) {
    const line = `${name}: ${state.ready}/${state.wanted} ready, ${state.message}`;
    if (line !== said)
        job.services.log.info(line);
    return line;
}
/** The last log lines of the container that doomed a rollout; none where it never ran. */
async function lastLines(job, doom) {
    if (doom.logs === undefined)
        return [];
    const { pod, container, previous } = doom.logs;
    for (const which of [previous, !previous]) {
        try {
            const options = { tailLines: LOG_LINES, limitBytes: LOG_BYTES, previous: which };
            const text = await job.cluster.logs({ namespace: job.namespace, name: pod }, container, options);
            const lines = text.split('\n').filter((line) => line.trim() !== '');
            if (lines.length > 0)
                return lines.slice(-LOG_LINES);
        }
        catch {
            // The other instance of the container may still have its log; without any, the diagnosis stands by itself.
        }
    }
    return [];
}
/** Says in the log what a rollout failed of. */
function logDoom(job, doom, logLines) {
    const { log } = job.services;
    log.info(`${doom.class}: ${doom.message}`);
    log.info(`What to do: ${doom.advice}`);
    if (logLines.length > 0)
        log.group(`Last log lines of container ${doom.container ?? ''} in pod ${doom.pod ?? ''}`, logLines);
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/running-canary.js



/**
 * Clears the way where a canary is on trial: goes on with the same release in the same pods, refuses another one by name, or
 * puts it away. One that a dead run had begun to take back is put away whatever is wanted.
 * Returns the state to write over next.
 */
async function clearTheWay(job, name, lease, stored, wanted) {
    if (stored === undefined || stored.state.phase === 'idle')
        return stored;
    const { phase, canary } = stored.state;
    const again = canary !== undefined && wanted !== undefined && (0,kubernetes_src/* isSameRelease */._M)(canary, wanted.identity);
    const same = again && hasSamePods(canary.manifest, wanted.workload);
    if ((phase === 'canary' || phase === 'promoting') && same)
        return stored;
    if (phase === 'going-back') {
        job.services.log.info(`An earlier run had begun to take canary ${canary?.image ?? ''} back; that is finished first.`);
        return removeCanary(job, name, lease, stored);
    }
    if (job.inputs['on-running-canary'] === 'refuse' || phase === 'promoting')
        throw refused(job, name, stored.state, again && !same);
    job.services.log.info(`Canary ${canary?.image ?? ''} is superseded: its traffic goes back to stable, then it is removed.`);
    return removeCanary(job, name, lease, stored);
}
/** Whether both ask for the same pods. What was found out about others says nothing about these. */
function hasSamePods(stored, wanted) {
    // What was stored has been through JSON.
    const sent = JSON.parse(JSON.stringify(wanted));
    return (0,external_node_util_.isDeepStrictEqual)((0,kubernetes_src/* valueAt */.fK)(stored, 'spec', 'template'), (0,kubernetes_src/* valueAt */.fK)(sent, 'spec', 'template'));
}
/** Routers follow a changed route within a moment; until then the canary must still answer. */
const DRAIN_MS = 3_000;
/** Gives all traffic back to stable, removes the canary's objects, and writes that the state is idle. */
async function removeCanary(job, name, lease, stored) {
    const { state } = stored;
    if (state.route !== undefined) {
        await returnTraffic(job, state.route);
        if (state.weight > 0 || state.phase === 'going-back')
            await job.services.clock.sleep(DRAIN_MS, job.services.signal);
    }
    await deleteCanaryObjects(job, name, state.route?.service);
    const { canary: _canary, startedAt: _startedAt, ...rest } = state;
    const at = new Date(job.services.clock.now()).toISOString();
    const steps = [
        ...state.steps,
        { at, weight: 0, decision: state.phase === 'going-back' ? 'went-back' : 'superseded', message: `by ${job.run}` },
    ];
    return (0,kubernetes_src/* writeRelease */.d4)(job.cluster, target(job, name), { ...rest, phase: 'idle', weight: 0, steps, epoch: lease.epoch }, stored);
}
/** Deletes what carries the canary's name; what is not there is fine. */
async function deleteCanaryObjects(job, name, service) {
    const { namespace, cluster } = job;
    await cluster.delete({ apiVersion: 'apps/v1', kind: 'Deployment', name: (0,kubernetes_src/* canaryName */.mh)(name), namespace });
    if (service !== undefined)
        await cluster.delete({ apiVersion: 'v1', kind: 'Service', name: (0,kubernetes_src/* canaryName */.mh)(service), namespace });
}
/** Removes a canary that no state knows of: a run died between placing it and writing that it did. */
async function removeLeftCanary(job, name, service) {
    const reference = { apiVersion: 'apps/v1', kind: 'Deployment', name: (0,kubernetes_src/* canaryName */.mh)(name), namespace: job.namespace };
    const found = await job.cluster.get(reference);
    if (found?.metadata.labels?.[kubernetes_src/* TRACK_LABEL */.l8] !== kubernetes_src/* CANARY_TRACK */.F2)
        return;
    job.services.log.info(`${(0,kubernetes_src/* canaryName */.mh)(name)} was left by a run that died, and is removed.`);
    await deleteCanaryObjects(job, name, service);
}
async function returnTraffic(job, route) {
    const found = await job.cluster.get({ ...route, namespace: route.namespace ?? job.namespace });
    // With the version it was read at: a write in between is a conflict, not a loss.
    if (found !== undefined)
        await job.cluster.apply((0,kubernetes_src/* appliableRoute */.G2)((0,kubernetes_src/* withoutCanary */.vQ)(found, route.service)), {
            fieldManager: kubernetes_src/* FIELD_MANAGER */.vy,
            force: true,
        });
}
function target(job, name) {
    return { namespace: job.namespace, name };
}
function refused(job, name, state, otherPods) {
    const half = state.phase === 'promoting';
    return new src/* UserError */.yo({
        reason: 'canary-running',
        what: `Canary ${state.canary?.image ?? ''} of ${name} is ${half ? 'being promoted' : `on trial with ${state.weight} % of the traffic`} since ${state.startedAt ?? 'an unknown time'} (namespace ${job.namespace}).${otherPods ? ' The manifest asks for the same image in other pods now (`spec.template` has changed), about which the trial says nothing.' : ''}`,
        fix: half
            ? 'Let canary-promote finish: run it again for this workload, then deploy.'
            : 'Let canary-promote finish or abort it, or set `on-running-canary: supersede`.',
    });
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/canary.js








/** Places the release beside the stable one with none of the traffic, and waits until it is ready. */
async function placeCanary(job, ready, stored) {
    const { set, serving } = ready;
    const name = set.workload.metadata.name;
    assertSettled(serving, name);
    const route = routeOf(ready);
    const canary = shaped(() => (0,kubernetes_src/* canaryObjects */.j_)(set.workload, set.services));
    const live = await job.cluster.get((0,kubernetes_src/* referenceTo */.Po)(route.object));
    // A run may have died between taking a canary out of the route and noting it: the route decides what is on trial.
    const running = stored?.state.phase === 'canary' &&
        stored.state.canary !== undefined &&
        (0,kubernetes_src/* isSameRelease */._M)(stored.state.canary, set.identity) &&
        live !== undefined &&
        (0,kubernetes_src/* canaryWeight */.hq)(live, route.service) !== undefined;
    // The stable objects keep their release; only what both need and what carries the canary's name is sent.
    const shared = set.objects.filter((object) => !isTrack(object, ready) && object !== route.object);
    const before = await beforeRollout(job, (0,kubernetes_src/* canaryName */.mh)(name));
    await job.services.log.phase(`Place ${(0,kubernetes_src/* canaryName */.mh)(name)} beside ${name}`, () => applyInWaves(job, [...shared, ...canary.services, canary.deployment]));
    const outcome = await job.services.log.phase(`Watch the rollout of ${(0,kubernetes_src/* canaryName */.mh)(name)}`, () => watchToEnd(job, (0,kubernetes_src/* canaryName */.mh)(name), before));
    const told = { ...ready.story, release: set.identity, before: serving.release, track: 'canary' };
    if (outcome.kind === 'doomed') {
        const { doom, logLines } = outcome;
        logDoom(job, doom, logLines);
        if (!running)
            await deleteCanaryObjects(job, name, route.service);
        const returned = running
            ? `The canary is on trial with ${stored.state.weight} % of the traffic and was left to canary-promote; the stable release serves on.`
            : 'The canary never had traffic and was removed; the stable release serves on.';
        const attestation = await attestRelease(job, { ...ready, track: 'canary', verdict: 'fail', reason: doom.class });
        const story = { ...told, doom, logLines, returned, attestation };
        return conclude(job, story, { verdict: 'fail', reason: doom.class, message: `${doom.message}. ${returned}` }, { 'rolled-back': 'false' });
    }
    if (!running) {
        await joinRoute(job, route);
        await (0,kubernetes_src/* writeRelease */.d4)(job.cluster, { namespace: job.namespace, name }, stateOf(job, ready, route, stored), stored);
    }
    else {
        // Promotion applies what is stored: it follows what this run asks for.
        const state = { ...stored.state, canary: canaryOf(ready), epoch: ready.lease.epoch };
        await (0,kubernetes_src/* writeRelease */.d4)(job.cluster, { namespace: job.namespace, name }, state, stored);
    }
    const attestation = await attestRelease(job, { ...ready, track: 'canary', verdict: 'pass', reason: 'canary-placed' });
    const message = `${set.identity.image} stands ready as ${(0,kubernetes_src/* canaryName */.mh)(name)} with ${running ? (stored?.state.weight ?? 0) : 0} % of the traffic; ${serving.release?.image ?? name} serves.`;
    const next = `canary-promote with namespace ${job.namespace} and workload ${name}`;
    return conclude(job, { ...told, attestation, next }, { verdict: 'pass', reason: 'canary-placed', message }, {
        route: route.object.metadata.name,
        'rolled-back': 'false',
    });
}
/** The job that died while it promoted this release is run again: its next step carries on, and nothing is touched before. */
function leaveToPromotion(job, { set, story, serving }, { state }) {
    const name = set.workload.metadata.name;
    const message = `${set.identity.image} is being promoted since ${state.startedAt ?? 'an unknown time'} and has ${state.weight} % of the traffic as ${(0,kubernetes_src/* canaryName */.mh)(name)}; an earlier run ended on the way. It was left as it is.`;
    const next = `canary-promote with namespace ${job.namespace} and workload ${name} carries the promotion on`;
    return conclude(job, { ...story, release: set.identity, before: serving.release, track: 'canary', next }, { verdict: 'pass', reason: 'canary-placed', message }, { ...(state.route === undefined ? {} : { route: state.route.name }), 'rolled-back': 'false' });
}
/** A run that died while it changed stable leaves two releases behind one name: a canary would be compared with neither. */
function assertSettled({ asked, release }, name) {
    if (asked === undefined || release === undefined || (0,kubernetes_src/* isSameRelease */._M)(asked, release))
        return;
    throw new src/* UserError */.yo({
        reason: 'stable-unsettled',
        what: `An earlier run ended while it changed ${name} from ${release.image} to ${asked.image}, so it is not known which of them serves.`,
        fix: 'Put the last good release back with `mode: rollback`, or deploy the other one again without `canary`; then place the canary.',
    });
}
/** The release as promotion applies it: with the record of the one before, until the new one is found good. */
function canaryOf({ set, serving }) {
    return { ...set.identity, manifest: (0,kubernetes_src/* withLastGood */.Dj)(set.workload, serving.release) };
}
function stateOf(job, ready, route, stored) {
    const at = new Date(job.services.clock.now()).toISOString();
    const { release } = ready.serving;
    return {
        schema: 1,
        phase: 'canary',
        ...(release === undefined
            ? {}
            : {
                stable: {
                    image: release.image,
                    ...(release.model === undefined ? {} : { model: release.model }),
                    ...(release.revision === undefined ? {} : { revision: release.revision }),
                },
            }),
        canary: canaryOf(ready),
        route: { ...(0,kubernetes_src/* referenceTo */.Po)(route.object), service: route.service },
        weight: 0,
        steps: [...(stored?.state.steps ?? []).slice(-50), { at, weight: 0, decision: 'placed', message: `by ${job.run}` }],
        epoch: ready.lease.epoch,
        startedAt: at,
    };
}
/** Both Services become backends of the route, the canary's with weight 0; filters and matches stay the manifest's. */
async function joinRoute(job, route) {
    const joined = shaped(() => (0,kubernetes_src/* withCanaryWeight */.T1)(route.object, route.service, 0));
    await applyObject(job.cluster, joined, { force: job.inputs['force-conflicts'] });
}
function routeOf({ set }) {
    if (set.route !== undefined)
        return set.route;
    const services = set.services.map((service) => service.metadata.name).join(', ');
    throw new src/* UserError */.yo({
        reason: 'no-route',
        what: services === ''
            ? `No Service in the manifests selects the pods of ${set.workload.metadata.name}, so no traffic could be split.`
            : `No HTTPRoute in the manifests leads to Service ${services}, so no traffic could be split.`,
        fix: 'Add the HTTPRoute (gateway.networking.k8s.io/v1) to `manifests`, or deploy without `canary`.',
    });
}
function isTrack(object, { set }) {
    return object === set.workload || set.services.some((service) => service === object);
}
function shaped(work) {
    try {
        return work();
    }
    catch (error) {
        if (!(error instanceof kubernetes_src/* CanaryShapeError */.IB) && !(error instanceof kubernetes_src/* RouteShapeError */.r0))
            throw error;
        throw new src/* UserError */.yo({ reason: 'no-route', what: error.message }, { cause: error });
    }
}

// EXTERNAL MODULE: ./build/actions/k8s-deploy/src/github-deployment.js + 5 modules
var github_deployment = __webpack_require__(4647);
;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/go-back.js




/** Puts the last good release back and watches until it serves. What is already there costs one no-op apply. */
async function goBack(job, name, serving, stored) {
    const { release } = serving;
    if (release === undefined)
        return { kind: 'nothing' };
    const recorded = stored?.history.find(({ record }) => (0,kubernetes_src/* isSameRelease */._M)(record, release));
    const objects = recorded?.objects ?? (await fromReplicaSet(job, serving, release));
    if (objects === undefined)
        return { kind: 'nothing' };
    return putBack(job, name, { record: release, objects });
}
/** Applies a good release as it was recorded and watches until it serves. */
async function putBack(job, name, good) {
    const before = await beforeRollout(job, name);
    const objects = good.objects.map((object) => (0,kubernetes_src/* isDeployment */.ce)(object) && object.metadata.name === name ? (0,kubernetes_src/* withLastGood */.Dj)(object, good.record) : object);
    return job.services.log.phase(`Put ${good.record.image} back`, async () => {
        // Whoever changed a field since, the last good release is what must be there now.
        await applyInWaves(job, objects, true);
        const outcome = await watchToEnd(job, name, before);
        return outcome.kind === 'complete'
            ? { kind: 'back', to: good.record }
            : { kind: 'failed', to: good.record, outcome };
    });
}
/** The release as an old ReplicaSet still holds it, where its objects were never recorded. */
async function fromReplicaSet(job, serving, release) {
    const { deployment } = serving;
    if (deployment?.spec === undefined)
        return undefined;
    const { items } = await job.cluster.list({ apiVersion: 'apps/v1', kind: 'ReplicaSet' }, { namespace: job.namespace });
    const template = items
        .filter(kubernetes_src/* isReplicaSet */.z1)
        .find((candidate) => containersOf({ ...candidate, kind: 'Deployment' }).some(({ image }) => image === release.image))?.spec?.template;
    if (template === undefined)
        return undefined;
    const { 'pod-template-hash': _hash, ...labels } = template.metadata?.labels ?? {};
    const { name, namespace, annotations } = deployment.metadata;
    const restored = {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name, ...(namespace === undefined ? {} : { namespace }), annotations: ownAnnotations(annotations) },
        spec: { ...deployment.spec, template },
    };
    return [withValue(restored, ['spec', 'template', 'metadata', 'labels'], labels)];
}
function ownAnnotations(annotations) {
    return Object.fromEntries(Object.entries(annotations ?? {}).filter(([key]) => !key.startsWith('deployment.kubernetes.io/')));
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/capacity.js

/**
 * What a rollout would wait for in vain: devices that no node has free while the old pods run. Undefined where there is room, where
 * nothing asks for devices, and where the account may not look.
 */
async function predictDoom(job, set, serving, diffs) {
    const { workload } = set;
    const devices = [...(0,kubernetes_src/* devicesOf */.Xl)(workload.spec?.template.spec).keys()];
    if (devices.length === 0 || !makesPods(set, serving, diffs))
        return undefined;
    try {
        const [nodes, pods] = await Promise.all([
            job.cluster.list({ apiVersion: 'v1', kind: 'Node' }),
            job.cluster.list({ apiVersion: 'v1', kind: 'Pod' }),
        ]);
        const capacity = { nodes: nodes.items.filter(kubernetes_src/* isNode */.Ll), pods: pods.items.filter(kubernetes_src/* isPod */.Se) };
        const beside = job.inputs.canary && serving.release !== undefined;
        const shortage = (0,kubernetes_src/* deviceShortage */.ar)(workload, serving.deployment, capacity, beside);
        return shortage === undefined ? undefined : doomOf(workload, shortage);
    }
    catch (error) {
        if (!(error instanceof kubernetes_src/* KubernetesError */.dK) || error.status !== 403)
            throw error;
        job.services.log.info(`Whether a node has ${devices.join(' and ')} free is not known: the account may not list nodes and pods of the whole cluster (Permissions in the README).`);
        return undefined;
    }
}
function makesPods({ workload, identity }, serving, diffs) {
    const { release, deployment } = serving;
    if (release === undefined || deployment === undefined || !(0,kubernetes_src/* isSameRelease */._M)(release, identity))
        return true;
    const own = diffs.find(({ object }) => object === `Deployment/${workload.metadata.name}`);
    return own?.changes.some(({ path }) => path.startsWith('spec.template')) ?? true;
}
function doomOf(workload, shortage) {
    const { resource, count, nodes, deadlock } = shortage;
    const told = nodes.map(({ name, free, total, holders }) => `${name} has ${Math.max(free, 0)} of ${total} free${holders.length === 0 ? '' : ` (held by ${holders.join(', ')})`}`);
    return {
        class: 'scheduling',
        reason: 'NoCapacity',
        message: `A new pod of ${workload.metadata.name} asks for ${count} ${resource}, and no node has as many free: ` +
            `${told.length === 0 ? 'none that it may use offers any' : told.join('; ')}` +
            `${deadlock ? '. The old pods hold them and stay until the new one is ready: a deadlock' : ''}`,
        advice: deadlock
            ? 'Set strategy.rollingUpdate to maxSurge: 0, maxUnavailable: 1 (or strategy.type: Recreate), or add a node. Where an autoscaler adds it by itself, `on-full-nodes: warn`.'
            : `Free or add ${resource}. Where an autoscaler adds a node by itself, \`on-full-nodes: warn\`.`,
    };
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/manifests/images.js



/** The changes that the inputs ask for, the release's own image first. */
function imageChanges(inputs) {
    const { image, digest, replaces } = inputs;
    const own = image === undefined || digest === undefined ? [] : [{ name: replaces, image: `${image}@${digest}` }];
    const others = (inputs.images ?? []).map((line) => {
        const at = line.indexOf('=');
        return { name: line.slice(0, at), image: line.slice(at + 1) };
    });
    return [...own, ...others];
}
/** Sets images by digest. Throws `UserError` `image-not-matched` where a change matches nothing, or no one thing. */
function setImages(objects, changes) {
    const named = changes.map((change) => ({ ...change, name: change.name ?? onlyImage(objects) }));
    const touched = named.map(() => []);
    const result = objects.map((object) => {
        const hits = new Set();
        const changed = withImages(object, (container) => {
            const index = named.findIndex((change) => matches(container, change.name));
            const change = named[index];
            if (change === undefined)
                return container.image;
            hits.add(index);
            return change.image;
        });
        for (const index of hits)
            touched[index]?.push(changed);
        return changed;
    });
    named.forEach((change, index) => {
        if (touched[index]?.length === 0)
            throw unmatched(objects, change.name);
    });
    return { objects: result, touched };
}
/** The images that run beside the release's own, each once. */
function otherImages(objects, own) {
    const images = new Set(objects.flatMap((object) => containersOf(object).map(({ image }) => image)));
    return [...images].filter((image) => image !== own);
}
/** The image's name without tag and digest. */
function imageName(image) {
    const [withoutDigest = ''] = image.split('@');
    const colon = withoutDigest.lastIndexOf(':');
    return colon > withoutDigest.lastIndexOf('/') ? withoutDigest.slice(0, colon) : withoutDigest;
}
function matches(container, name) {
    return container.name === name || container.image === name || imageName(container.image) === name;
}
function onlyImage(objects) {
    const names = new Set(objects.flatMap((object) => containersOf(object).map(({ image }) => imageName(image))));
    const [only] = names;
    if (names.size === 1 && only !== undefined)
        return only;
    throw new src/* UserError */.yo({
        reason: 'image-not-matched',
        what: `The manifests name ${names.size} images (${[...names].join(', ')}), and nothing says which one the new image takes the place of.`,
        fix: 'Name the container or the image in `replaces`.',
    });
}
function unmatched(objects, name) {
    const there = objects.flatMap((object) => containersOf(object).map((container) => `- ${(0,kubernetes_src/* nameOf */.Vb)(object)}: container ${container.name}, image ${container.image}`));
    return new src/* UserError */.yo({
        reason: 'image-not-matched',
        what: `No container and no image in the manifests is named ${JSON.stringify(name)}.`,
        fix: there.length === 0 ? 'The manifests run no container at all.' : `There are:\n${there.join('\n')}`,
    });
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/manifests/read.js




const MAX_FILE_BYTES = 5 * 1024 * 1024;
const MAX_FILES = 500;
/** The objects in the files that `patterns` name, in order, each file once. Throws `UserError`. */
async function readManifests(patterns, workspace, namespace) {
    const files = await findFiles(patterns, workspace);
    const manifests = [];
    for (const file of files)
        manifests.push(...(await readFileObjects(file, (0,external_node_path_.relative)(workspace, file))));
    if (manifests.length === 0)
        throw invalid(`${patterns.join(', ')} holds no object`);
    return unique(manifests.map(({ object, place }) => ({ object: inNamespace(object, namespace, place), place })));
}
async function findFiles(patterns, workspace) {
    const found = new Set();
    for (const pattern of patterns) {
        const before = found.size;
        const whole = (0,external_node_path_.resolve)(workspace, pattern);
        const kind = await (0,promises_.stat)(whole).catch(() => undefined);
        const search = kind?.isDirectory() === true ? (0,external_node_path_.join)(pattern, '*.{yaml,yml,json}') : pattern;
        if (kind?.isFile() === true)
            found.add(whole);
        else
            for (const file of (await collect(search, workspace)).sort())
                found.add((0,external_node_path_.resolve)(workspace, file));
        if (found.size === before && kind?.isFile() !== true) {
            throw invalid(`\`manifests\`: ${JSON.stringify(pattern)} names no file`, `It is looked for in ${workspace}. Is the repository checked out?`);
        }
        if (found.size > MAX_FILES)
            throw invalid(`\`manifests\` names more than ${MAX_FILES} files`);
    }
    return [...found];
}
async function collect(pattern, cwd) {
    const files = [];
    for await (const file of (0,promises_.glob)(pattern, { cwd }))
        files.push(file);
    return files;
}
async function readFileObjects(file, shown) {
    const text = await (0,promises_.readFile)(file, 'utf8').catch((cause) => {
        throw new src/* UserError */.yo({ reason: 'invalid-manifest', what: `${shown} can't be read` }, { cause });
    });
    if (text.length > MAX_FILE_BYTES)
        throw invalid(`${shown} is larger than 5 MiB`);
    const { LineCounter, parseAllDocuments } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    const lineCounter = new LineCounter();
    // Kubernetes reads YAML 1.1: `yes` is true and 0644 is octal.
    const documents = parseAllDocuments(text, { version: '1.1', prettyErrors: false, lineCounter, stringKeys: true });
    if (!Array.isArray(documents))
        return [];
    return documents.flatMap((document, index) => {
        const place = documents.length === 1 ? shown : `${shown}, document ${index + 1}`;
        const [problem] = document.errors;
        if (problem !== undefined) {
            // The parser's own message quotes the lines, and a Secret's values are not masked before they are read.
            const { line, col } = lineCounter.linePos(problem.pos[0]);
            throw invalid(`${place} is not YAML: ${problem.code} at line ${line}, column ${col}`);
        }
        const value = document.toJS({ maxAliasCount: 100 });
        return value === null || value === undefined ? [] : objectsOf(value, place);
    });
}
function objectsOf(value, place) {
    const items = (0,kubernetes_src/* valueAt */.fK)(value, 'items');
    const kind = (0,kubernetes_src/* valueAt */.fK)(value, 'kind');
    if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
        return items.flatMap((item, index) => objectsOf(item, `${place}, item ${index + 1}`));
    }
    if (!(0,kubernetes_src/* isKubernetesObject */.i1)(value)) {
        const lacks = (0,kubernetes_src/* isRecord */.u4)(value) ? 'apiVersion, kind or metadata.name is missing' : 'it is no mapping';
        throw invalid(`${place} is no Kubernetes object: ${lacks}`);
    }
    return [{ object: value, place }];
}
function inNamespace(object, namespace, place) {
    if ((0,kubernetes_src/* knownResource */._c)(object)?.namespaced === false)
        return object;
    const own = object.metadata.namespace;
    if (own !== undefined && own !== namespace) {
        throw invalid(`${place}: ${(0,kubernetes_src/* nameOf */.Vb)(object)} is for namespace ${own}, and this release is for ${namespace}`, 'Leave metadata.namespace out of the manifest, or correct the input `namespace`.');
    }
    return { ...object, metadata: { ...object.metadata, namespace } };
}
function unique(manifests) {
    const places = new Map();
    for (const { object, place } of manifests) {
        const key = `${object.apiVersion} ${(0,kubernetes_src/* nameOf */.Vb)(object)}`;
        const before = places.get(key);
        if (before !== undefined)
            throw invalid(`${(0,kubernetes_src/* nameOf */.Vb)(object)} is given twice: in ${before} and in ${place}`);
        places.set(key, place);
    }
    return manifests;
}
function invalid(what, fix) {
    return new src/* UserError */.yo({ reason: 'invalid-manifest', what, fix });
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/manifests/release-set.js




/** The release that the manifests and inputs describe. Throws `UserError`. */
function releaseSet(manifests, inputs, commit) {
    const { image, digest, replaces, images } = inputs;
    const changes = imageChanges({ image, digest, replaces, images });
    const { objects, touched } = setImages(manifests.map(({ object }) => object), changes);
    const found = findWorkload(objects, inputs.workload, touched[0]);
    const revision = inputs.revision ?? (commit === '' ? undefined : commit);
    const identity = {
        image: changes[0]?.image ?? mainImage(found),
        ...(inputs.model === undefined ? {} : { model: inputs.model }),
        ...(revision === undefined ? {} : { revision }),
    };
    return withIdentity(objects, found, identity);
}
/** The same set as another identity, once the model in the image is known. */
function withIdentity(objects, found, identity) {
    const workload = annotated(leaveReplicasToAutoscaler(found, objects), identity);
    const services = objects.filter(kubernetes_src/* isService */.kd).filter((service) => selects(service, workload));
    const all = objects.map((object) => (object === found ? workload : object));
    return { objects: all, workload, services, route: findRoute(all, services), identity };
}
/** The Deployment that the release is, by name or because it is the only one that can be meant. Throws `UserError`. */
function findWorkload(objects, name, touched) {
    const deployments = objects.filter(kubernetes_src/* isDeployment */.ce);
    const candidates = name === undefined
        ? (touched?.filter(kubernetes_src/* isDeployment */.ce) ?? deployments)
        : deployments.filter((deployment) => deployment.metadata.name === name);
    const [only, ...more] = candidates;
    if (only !== undefined && more.length === 0)
        return only;
    const names = deployments.map((deployment) => deployment.metadata.name).join(', ');
    throw new src/* UserError */.yo({
        reason: 'invalid-manifest',
        what: name === undefined
            ? `${candidates.length === 0 ? 'No' : 'More than one'} Deployment could be the release (Deployments in the manifests: ${names === '' ? 'none' : names}).`
            : `The manifests hold no Deployment ${name} (there are: ${names === '' ? 'none' : names}).`,
        fix: 'Name it in `workload`.',
    });
}
function mainImage(workload) {
    return containersOf(workload).find((container) => !container.init)?.image ?? '';
}
function annotated(workload, identity) {
    const { revision: _revision, ...bytes } = identity;
    const template = (0,kubernetes_src/* valueAt */.fK)(workload, 'spec', 'template', 'metadata', 'annotations');
    const metadata = {
        ...workload.metadata,
        annotations: { ...workload.metadata.annotations, ...(0,kubernetes_src/* identityAnnotations */.dn)(identity) },
    };
    // On the pods only what changes them anyway: another commit of the same bytes must not restart them.
    return withValue({ ...workload, metadata }, ['spec', 'template', 'metadata', 'annotations'], {
        ...(typeof template === 'object' ? template : {}),
        ...(0,kubernetes_src/* identityAnnotations */.dn)(bytes),
    });
}
/** A HorizontalPodAutoscaler that is part of the release owns the number of replicas. */
function leaveReplicasToAutoscaler(workload, objects) {
    const scaled = objects.some((object) => object.kind === 'HorizontalPodAutoscaler' &&
        (0,kubernetes_src/* valueAt */.fK)(object, 'spec', 'scaleTargetRef', 'kind') === 'Deployment' &&
        (0,kubernetes_src/* valueAt */.fK)(object, 'spec', 'scaleTargetRef', 'name') === workload.metadata.name);
    if (!scaled || workload.spec === undefined)
        return workload;
    const { replicas: _replicas, ...spec } = workload.spec;
    return { ...workload, spec };
}
function selects(service, workload) {
    const labels = workload.spec?.template.metadata?.labels ?? {};
    const selector = Object.entries(service.spec?.selector ?? {});
    return selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
}
function findRoute(objects, services) {
    for (const object of objects.filter(kubernetes_src/* isHttpRoute */.Ie)) {
        const service = services.find((candidate) => (0,kubernetes_src/* routesTo */.KB)(object, candidate.metadata.name));
        if (service !== undefined)
            return { object, service: service.metadata.name };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/mask-secrets.js

/** Shorter values would blank out half of the log and protect nothing. */
const MIN_LENGTH = 6;
/** Hides the values of all Secrets among `objects` in the log, as they stand and decoded. */
function maskSecrets(objects, services) {
    for (const object of objects.filter(({ kind }) => kind === 'Secret')) {
        for (const value of Object.values((0,kubernetes_src/* recordAt */.zR)(object, 'data') ?? {})) {
            if (typeof value === 'string')
                hide(value, Buffer.from(value, 'base64').toString('utf8'));
        }
        for (const value of Object.values((0,kubernetes_src/* recordAt */.zR)(object, 'stringData') ?? {})) {
            if (typeof value === 'string')
                hide(value, Buffer.from(value).toString('base64'));
        }
    }
    function hide(...texts) {
        for (const text of texts)
            if (text.length >= MIN_LENGTH)
                services.mask(text);
    }
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/policy.js


/** Every breach of the policy in `objects`. */
function checkPolicy(objects) {
    return objects.flatMap((object) => {
        const path = podSpecPath(object);
        const pod = path === undefined ? undefined : (0,kubernetes_src/* recordAt */.zR)(object, ...path);
        if (path === undefined || pod === undefined)
            return [];
        const at = { object, pod, podPath: path.join('.') };
        return containersOf(object).flatMap((container) => RULES.flatMap((rule) => rule(at, container)).map((found) => ({ ...found, object: (0,kubernetes_src/* nameOf */.Vb)(object) })));
    });
}
const RULES = [byDigest, limited, probed, nonRoot, unprivileged];
function byDigest(_at, { image, path }) {
    if (/@sha256:[0-9a-f]{64}$/.test(image))
        return [];
    const tag = /:latest$/.test(image) || !/:[^/]+$/.test(image) ? 'whatever is newest' : 'whatever its tag points to';
    return [
        {
            rule: 'digest',
            field: `${path}.image`,
            message: `${image === '' ? 'no image' : image} means ${tag}; name it by digest (\`image\` and \`digest\`, or \`images\`)`,
        },
    ];
}
function limited(_at, { fields, path }) {
    const found = [];
    const resources = (0,kubernetes_src/* recordAt */.zR)(fields, 'resources');
    if ((0,kubernetes_src/* valueAt */.fK)(resources, 'limits', 'memory') === undefined) {
        found.push({
            rule: 'limits',
            field: `${path}.resources.limits.memory`,
            message: 'is missing: one pod could take the memory of the node',
        });
    }
    // A limit stands for a request that is not there. A CPU limit is not asked for: throttling a model costs its latency.
    if ((0,kubernetes_src/* valueAt */.fK)(resources, 'requests', 'cpu') === undefined && (0,kubernetes_src/* valueAt */.fK)(resources, 'limits', 'cpu') === undefined) {
        found.push({
            rule: 'limits',
            field: `${path}.resources.requests.cpu`,
            message: 'is missing: the scheduler would take it for nothing',
        });
    }
    return found;
}
function probed({ object }, { fields, path, init }) {
    const serves = Array.isArray(fields['ports']) && fields['ports'].length > 0;
    const lasting = object.kind === 'Deployment' || object.kind === 'StatefulSet' || object.kind === 'DaemonSet';
    if (init || !serves || !lasting || (0,kubernetes_src/* isRecord */.u4)(fields['readinessProbe']))
        return [];
    return [
        {
            rule: 'probes',
            field: `${path}.readinessProbe`,
            message: 'is missing: traffic would come before the model is loaded, and a rollout could not be judged',
        },
    ];
}
function nonRoot({ pod, podPath }, { fields, path }) {
    const own = (0,kubernetes_src/* recordAt */.zR)(fields, 'securityContext');
    const shared = (0,kubernetes_src/* recordAt */.zR)(pod, 'securityContext');
    const user = own?.['runAsUser'] ?? shared?.['runAsUser'];
    if (user === 0) {
        const where = own?.['runAsUser'] === 0 ? path : podPath;
        return [{ rule: 'non-root', field: `${where}.securityContext.runAsUser`, message: 'is 0, which is root' }];
    }
    const nonRootAsked = own?.['runAsNonRoot'] ?? shared?.['runAsNonRoot'];
    if (nonRootAsked === true || (typeof user === 'number' && nonRootAsked !== false))
        return [];
    return [
        { rule: 'non-root', field: `${path}.securityContext.runAsNonRoot`, message: 'must be true (here or for the pod)' },
    ];
}
function unprivileged({ pod, podPath }, { fields, path }) {
    const found = [];
    const refuse = (field, message) => void found.push({ rule: 'privileged', field, message });
    if ((0,kubernetes_src/* valueAt */.fK)(fields, 'securityContext', 'privileged') === true)
        refuse(`${path}.securityContext.privileged`, 'gives the container the whole node');
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
        if (pod[field] === true)
            refuse(`${podPath}.${field}`, "joins the pod with the node's own processes");
    }
    return found;
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/story.js
/** A story of which nothing is known yet but where it plays. */
function newStory(namespace, workload) {
    return {
        namespace,
        workload,
        release: undefined,
        before: undefined,
        track: undefined,
        verified: undefined,
        unwalked: [],
        violations: [],
        exceptions: [],
        diffs: undefined,
        doom: undefined,
        logLines: [],
        returned: undefined,
        attestation: undefined,
        next: undefined,
    };
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/prepare.js














/** Reads the manifests, checks policy and chain, and asks the server for a dry run. Changes nothing. */
async function prepare(job) {
    const { inputs, services, namespace } = job;
    const { log, context } = services;
    const asked = await readExpectation(inputs, context.workspace);
    const manifests = await readManifests(inputs.manifests ?? [], context.workspace, namespace);
    maskSecrets(manifests.map(({ object }) => object), services);
    const named = releaseSet(manifests, inputs, context.sha);
    const name = named.workload.metadata.name;
    log.info(`${manifests.length} objects; the release is Deployment/${name} with ${named.identity.image}`);
    const exceptions = inputs['policy-exceptions'] ?? [];
    const start = { ...newStory(namespace, name), release: named.identity, exceptions };
    const violations = checkPolicy(named.objects).filter(({ rule }) => !exceptions.includes(rule));
    if (violations.length > 0)
        return { kind: 'refused', conclusion: await refusePolicy(job, { ...start, violations }, violations) };
    const serving = await log.phase(`Read what serves in namespace ${namespace}`, () => readServing(job, name));
    const verified = await log.phase('Check the chain of statements', () => verifyImage(job, named.identity, serving, asked));
    const unwalked = verified.kind === 'walked' ? otherImages(named.objects, named.identity.image) : [];
    const story = { ...start, before: serving.release, verified, unwalked };
    if (verified.kind === 'walked' && !verified.chain.ok) {
        const { reason, message } = verified.chain;
        return { kind: 'refused', conclusion: await conclude(job, story, { verdict: 'fail', reason, message }) };
    }
    const set = withModel(named, verified, inputs.model);
    const diffs = await log.phase('Ask the cluster for a dry run', () => planChanges(job, set.objects));
    const told = { ...story, release: set.identity, diffs };
    const doom = await predictDoom(job, set, serving, diffs);
    if (doom !== undefined && inputs['on-full-nodes'] === 'refuse') {
        const message = `${doom.message}. Nothing was sent. ${doom.advice}`;
        const conclusion = await conclude(job, { ...told, doom }, { verdict: 'fail', reason: 'no-capacity', message });
        return { kind: 'refused', conclusion };
    }
    if (doom !== undefined)
        log.warning(`${doom.message}.`);
    const foreign = foreignImages(serving);
    if (inputs.canary && foreign.length > 0)
        log.warning(`${foreign.join(', ')} serves by no release on record: it would be replaced at once, without a canary.`);
    return { kind: 'ready', set, serving, asked, verified, story: told };
}
/** The model that the chain proves is in the image; what the input says must agree. */
function withModel(set, verified, asked) {
    if (verified.kind !== 'walked' || !verified.chain.ok)
        return set;
    const { model } = verified.chain;
    if (asked !== undefined && asked !== model) {
        throw new src/* UserError */.yo({
            reason: 'model-mismatch',
            what: `The image was built with model ${model}, and \`model\` names ${asked}.`,
            fix: 'Hand over the digests of one and the same build.',
        });
    }
    if (set.identity.model === model)
        return set;
    const workload = set.objects
        .filter(kubernetes_src/* isDeployment */.ce)
        .find((object) => object.metadata.name === set.workload.metadata.name);
    return workload === undefined ? set : withIdentity(set.objects, workload, { ...set.identity, model });
}
function refusePolicy(job, story, violations) {
    const lines = violations.map(({ object, field, message }) => `- ${object}: ${field} ${message}`);
    const message = `${violations.length} breach${violations.length === 1 ? '' : 'es'} of the policy, nothing was sent:\n${lines.join('\n')}`;
    return conclude(job, story, { verdict: 'fail', reason: 'policy-violation', message });
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/record.js


/**
 * Records a release as good: on the workload, which everyone reads, and with its objects in the release's state, from
 * which a rollback is made.
 */
async function recordGood(job, lease, good, stored) {
    const { cluster, namespace } = job;
    const workload = (0,kubernetes_src/* withLastGood */.Dj)(good.workload, good.record);
    await applyObject(cluster, workload, { force: job.inputs['force-conflicts'] });
    const objects = good.objects.map((object) => (object === good.workload ? workload : object));
    const { image, model, revision } = good.record;
    const state = {
        schema: 1,
        phase: 'idle',
        stable: { image, ...(model === undefined ? {} : { model }), ...(revision === undefined ? {} : { revision }) },
        weight: 0,
        steps: stored?.state.steps ?? [],
        epoch: lease.epoch,
    };
    const history = (0,kubernetes_src/* withGoodRelease */.RC)(stored?.history ?? [], { record: good.record, objects });
    return (0,kubernetes_src/* writeRelease */.d4)(cluster, { namespace, name: good.workload.metadata.name }, state, stored, history);
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/deploy.js













/** `mode: deploy`: check, apply, watch, explain, or put back. */
async function deploy(job) {
    const startedAt = job.services.clock.now();
    const prepared = await prepare(job);
    if (prepared.kind === 'refused')
        return prepared.conclusion;
    const { workload, identity } = prepared.set;
    const deployment = await (0,github_deployment/* openDeployment */.Q)(job.inputs, job.services);
    try {
        const name = workload.metadata.name;
        const conclusion = await withLease(job, name, async (lease, held) => {
            const wanted = job.inputs.canary ? prepared.set : undefined;
            const stored = await clearTheWay(held, name, lease, await (0,kubernetes_src/* readRelease */.iJ)(job.cluster, { namespace: job.namespace, name }), wanted);
            // Read again: between the check and the lease another run may have released.
            const serving = await readServing(held, name);
            const verified = await stillVerified(held, prepared, serving);
            const ready = { ...prepared, serving, verified, lease, startedAt };
            if (verified.kind === 'walked' && !verified.chain.ok) {
                const { reason, message } = verified.chain;
                const story = { ...prepared.story, before: serving.release, verified };
                return conclude(held, story, { verdict: 'fail', reason, message });
            }
            if (stored?.state.phase === 'promoting')
                return leaveToPromotion(held, ready, stored);
            const beside = job.inputs.canary && serving.release !== undefined && !(0,kubernetes_src/* isSameRelease */._M)(serving.release, identity);
            return beside ? placeCanary(held, ready, stored) : releaseStable(held, ready, stored);
        });
        await deployment.end(...ended(conclusion));
        return deployment.id === undefined ? conclusion : withDeployment(conclusion, deployment.id);
    }
    catch (error) {
        await deployment.end('error', error instanceof Error ? error.message : 'the run ended');
        throw error;
    }
}
/** A canary that stands ready is on trial, not released: canary-promote ends its deployment. */
function ended({ verdict, reason, message }) {
    if (reason === 'canary-placed')
        return ['in_progress', `Canary on trial: ${message}`];
    return [verdict === 'pass' ? 'success' : 'failure', message];
}
function withDeployment(conclusion, id) {
    return { ...conclusion, outputs: { ...conclusion.outputs, deployment: String(id) } };
}
/** Another run may have released while this one waited; then the model must have been compared with that one. */
function stillVerified(job, prepared, serving) {
    return isSameServing(prepared.serving, serving)
        ? Promise.resolve(prepared.verified)
        : verifyImage(job, prepared.set.identity, serving, prepared.asked);
}
async function releaseStable(job, ready, stored) {
    const { set, serving } = ready;
    const { log, clock } = job.services;
    const name = set.workload.metadata.name;
    const before = await beforeRollout(job, name);
    // The record of the release before stays until this one is found good: server-side apply drops what is not sent again.
    const workload = (0,kubernetes_src/* withLastGood */.Dj)(set.workload, serving.release);
    const objects = set.objects.map((object) => (object === set.workload ? workload : object));
    await log.phase(`Apply ${objects.length} objects`, () => applyInWaves(job, objects));
    const others = set.objects.filter(kubernetes_src/* isDeployment */.ce).filter((object) => object.metadata.name !== name);
    const names = [name, ...others.map((object) => object.metadata.name)];
    const outcome = await log.phase(`Watch the rollout of ${names.join(', ')}`, () => watchAll(job, names, before));
    if (outcome.kind === 'doomed')
        return failed(job, ready, outcome, stored);
    const record = { ...set.identity, at: new Date(clock.now()).toISOString(), run: job.run };
    await recordGood(job, ready.lease, { workload, objects, record }, stored);
    await removeLeftCanary(job, name, set.route?.service);
    const reason = reasonOf(serving, ready);
    const attestation = await attestRelease(job, { ...ready, track: 'stable', verdict: 'pass', reason });
    const story = { ...ready.story, release: set.identity, before: serving.release, track: 'stable', attestation };
    const message = `${name} serves ${set.identity.image} with ${outcome.ready} ready pod${outcome.ready === 1 ? '' : 's'}.`;
    return conclude(job, story, { verdict: 'pass', reason, message }, { 'rolled-back': 'false' });
}
/** The first rollout that is doomed, or the end of the release's own once all are complete. */
async function watchAll(job, names, before) {
    const many = names.length > 1;
    const watching = many ? { ...job, cluster: (0,kubernetes_src/* sharingWatches */.E8)(job.cluster) } : job;
    const outcomes = await Promise.all(names.map((name) => watchToEnd(watching, name, before, many)));
    const [own] = outcomes;
    const doomed = outcomes.find((outcome) => outcome.kind === 'doomed') ?? own;
    if (doomed === undefined)
        throw new Error('there is no rollout to watch');
    return doomed;
}
function reasonOf(serving, { set }) {
    if (serving.release === undefined)
        return foreignImages(serving).length === 0 ? 'first-release' : 'deployed';
    return (0,kubernetes_src/* isSameRelease */._M)(serving.release, set.identity) ? 'unchanged' : 'deployed';
}
async function failed(job, ready, outcome, stored) {
    const { set, serving } = ready;
    const { doom, logLines } = outcome;
    logDoom(job, doom, logLines);
    const same = serving.release !== undefined && (0,kubernetes_src/* isSameRelease */._M)(serving.release, set.identity);
    const returned = same ? { kind: 'nothing' } : await goBack(job, set.workload.metadata.name, serving, stored);
    const reason = returned.kind === 'failed' ? 'rollback-failed' : doom.class;
    const told = tell(returned, same);
    const attestation = await attestRelease(job, { ...ready, track: 'stable', verdict: 'fail', reason });
    const story = {
        ...ready.story,
        before: serving.release,
        track: 'stable',
        doom,
        logLines,
        returned: told,
        attestation,
    };
    return conclude(job, story, { verdict: 'fail', reason, message: `${doom.message}. ${told}` }, { 'rolled-back': String(returned.kind === 'back') });
}
function tell(returned, same) {
    switch (returned.kind) {
        case 'back':
            return `The last good release ${returned.to.image} is back and serves.`;
        case 'failed':
            return `The last good release ${returned.to.image} was put back and does NOT serve: ${returned.outcome.kind === 'doomed' ? returned.outcome.doom.message : ''}`;
        case 'nothing':
            return same
                ? 'This release is itself the last good one; nothing was put back.'
                : 'There is no good release to go back to; the objects are left for you to look at.';
    }
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/job.js


/** Opens the cluster, runs `work`, and closes what was opened. */
async function withJob(inputs, services, work) {
    const connection = await (0,kubernetes_src/* loadConnection */.vh)({
        inCluster: inputs['in-cluster'],
        env: services.env,
        signal: services.signal,
        ...(inputs.kubeconfig === undefined ? {} : { kubeconfig: inputs.kubeconfig }),
        ...(inputs.context === undefined ? {} : { context: inputs.context }),
    });
    for (const secret of connection.secrets)
        services.mask(secret);
    const cluster = (0,kubernetes_src/* openCluster */.DT)(connection, { signal: services.signal });
    const lasting = (0,kubernetes_src/* openCluster */.DT)(connection);
    try {
        const namespace = inputs.namespace ?? cluster.namespace;
        if (namespace === undefined) {
            throw new src/* UserError */.yo({
                reason: 'invalid-input',
                what: `\`namespace\` is not given, and the context ${connection.name} names none.`,
                fix: 'Set `namespace`.',
            });
        }
        return await work({ inputs, services, cluster, lasting, namespace, run: runName(services.context) });
    }
    finally {
        cluster.close();
        lasting.close();
        await connection.close();
    }
}
function runName(context) {
    const { repository, runId, runAttempt } = context;
    return `${repository === '' ? 'local' : repository}/actions/runs/${runId || '0'}/attempts/${runAttempt || '1'}`;
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/preview.js



/** `mode: plan` and `mode: observe`: everything is checked and shown, nothing is changed. */
async function preview(job, mode) {
    const prepared = await prepare(job);
    if (prepared.kind === 'refused')
        return prepared.conclusion;
    const { set, serving, story } = prepared;
    const name = set.workload.metadata.name;
    const stored = await (0,kubernetes_src/* readRelease */.iJ)(job.cluster, { namespace: job.namespace, name });
    const changed = story.diffs?.filter((diff) => diff.kind !== 'unchanged').length ?? 0;
    const canary = job.inputs.canary && serving.release !== undefined;
    const running = stored !== undefined && stored.state.phase !== 'idle'
        ? ` Canary ${stored.state.canary?.image ?? ''} is on trial there.`
        : '';
    const message = `${changed} of ${story.diffs?.length ?? 0} objects would change; ${set.identity.image} would be ${canary ? 'placed as canary' : 'deployed'}.${running}`;
    const track = canary ? 'canary' : 'stable';
    return conclude(job, { ...story, track }, { verdict: 'pass', reason: mode === 'plan' ? 'planned' : 'would-deploy', message });
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/status.js





/** Tells what serves: the last release that was found good. Nothing is changed. */
async function status_status(job) {
    const name = await workloadName(job);
    const serving = await readServing(job, name);
    const { deployment, release } = serving;
    const story = {
        ...newStory(job.namespace, name),
        release,
        track: release === undefined ? undefined : 'stable',
    };
    const unknown = withoutModel(serving);
    if (unknown !== undefined) {
        const fix = `Nothing can be compared with it, and it is no first release. Deploy the same image once more without \`canary\`, with \`require: validated\` or its \`model\`.`;
        const message = `${name} serves ${unknown}. ${fix}`;
        return conclude(job, story, { verdict: 'inconclusive', reason: 'model-unknown', message });
    }
    if (release !== undefined) {
        return conclude(job, story, { verdict: 'pass', reason: 'serving', message: `${name} serves ${release.image}.` });
    }
    const message = deployment === undefined
        ? `There is no Deployment ${name} in namespace ${job.namespace}.`
        : `Deployment ${name} is there, and no release of it was ever found good by this action.`;
    return conclude(job, story, { verdict: 'pass', reason: 'nothing-serves', message });
}
/** What serves without a model on record, and why there is none; undefined where nothing does. */
function withoutModel(serving) {
    const { release } = serving;
    if (release !== undefined)
        return release.model === undefined ? `${release.image}, and its record names no model` : undefined;
    const foreign = foreignImages(serving);
    return foreign.length === 0 ? undefined : `${foreign.join(', ')}, which was not deployed by this action`;
}
/** The name of the stable Deployment, given or the only one in the manifests. */
async function workloadName(job) {
    const { inputs, services, namespace } = job;
    if (inputs.workload !== undefined)
        return inputs.workload;
    const manifests = await readManifests(inputs.manifests ?? [], services.context.workspace, namespace);
    const objects = manifests.map(({ object }) => object);
    return findWorkload(objects, undefined, undefined).metadata.name;
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/rollback.js








/** Puts back the newest good release that is another one than the workload asks for now. */
async function rollback(job) {
    const name = await workloadName(job);
    return withLease(job, name, async (lease, held) => {
        const target = { namespace: job.namespace, name };
        const stored = await clearTheWay(held, name, lease, await (0,kubernetes_src/* readRelease */.iJ)(job.cluster, target), undefined);
        const serving = await readServing(job, name).catch(orLost);
        const story = { ...newStory(job.namespace, name), before: serving?.release, track: 'stable' };
        const asked = serving?.asked;
        const good = stored?.history.find(({ record }) => asked === undefined || !(0,kubernetes_src/* isSameRelease */._M)(record, asked));
        if (good === undefined) {
            return conclude(job, story, {
                verdict: 'fail',
                reason: 'nothing-to-go-back-to',
                message: `No other good release of ${name} is on record.`,
            });
        }
        const returned = await putBack(held, name, good);
        const told = { ...story, release: good.record };
        const workload = good.objects.filter(kubernetes_src/* isDeployment */.ce).find((object) => object.metadata.name === name);
        if (returned.kind === 'back' && workload !== undefined) {
            const record = { ...good.record, at: new Date(job.services.clock.now()).toISOString(), run: job.run };
            await recordGood(held, lease, { workload, objects: good.objects, record }, stored);
            return conclude(job, told, { verdict: 'pass', reason: 'rolled-back', message: `${name} serves ${good.record.image} again.` }, { 'rolled-back': 'true' });
        }
        const doom = returned.kind === 'failed' && returned.outcome.kind === 'doomed' ? returned.outcome.doom : undefined;
        return conclude(job, { ...told, doom }, {
            verdict: 'fail',
            reason: 'rollback-failed',
            message: `${good.record.image} did not come up: ${doom?.message ?? 'it has no Deployment'}`,
        }, { 'rolled-back': 'false' });
    });
}
/** A workload that lost its record is what a rollback heals: the newest good release is put back, whatever is there now. */
function orLost(error) {
    if (!(error instanceof kubernetes_src/* ReleaseStateError */.bq))
        throw error;
}

;// CONCATENATED MODULE: ./build/actions/k8s-deploy/src/run.js







/** Does what `mode` asks for. Throws `UserError` for everything that a user can do something about. */
async function run(inputs, services) {
    const { signingProblem } = await __webpack_require__.e(/* import() */ 750).then(__webpack_require__.bind(__webpack_require__, 3750));
    const problem = signingProblem(inputs);
    if (problem !== undefined)
        throw new src/* UserError */.yo({ reason: 'invalid-input', what: problem });
    try {
        return await withJob(inputs, services, (job) => inMode(job));
    }
    catch (error) {
        throw explainClusterError(error);
    }
}
function inMode(job) {
    const { mode } = job.inputs;
    switch (mode) {
        case 'deploy':
            return deploy(job);
        case 'plan':
        case 'observe':
            return preview(job, mode);
        case 'status':
            return status_status(job);
        case 'rollback':
            return rollback(job);
    }
}


/***/ }),

/***/ 1887:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  zu: () => (/* reexport */ media_types_MediaType),
  gl: () => (/* reexport */ error_RegistryError),
  P2: () => (/* reexport */ accessOptions),
  ZD: () => (/* reexport */ digest_hexOf),
  Bc: () => (/* reexport */ isDigest),
  nw: () => (/* reexport */ manifest_isIndex),
  u4: () => (/* reexport */ manifest_isRecord),
  IP: () => (/* reexport */ isRegistryError),
  e0: () => (/* reexport */ artifact_layerOfModel),
  h_: () => (/* reexport */ repository_openRepository),
  m: () => (/* reexport */ digest_parseDigest),
  F2: () => (/* reexport */ parseReference),
  SU: () => (/* reexport */ reference_parseRepository),
  sc: () => (/* reexport */ sha256)
});

// UNUSED EXPORTS: ACCESS_FIX, appendLayer, byBytes, configWith, copyBlob, dockerCredentials, fallbackTag, formatRepository, givenCredentials, isLoopback, isStringRecord, isTag, modelLayer, modelTag, modelsFix, openModels, packTar, pullModel, pushModel, rewriteImage, writeTar

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/packages/registry/src/digest.js

const PATTERN = /^sha256:[0-9a-f]{64}$/;
/** Whether a text is a well-formed sha256 digest. Other algorithms are not digests here. */
function isDigest(text) {
    return typeof text === 'string' && PATTERN.test(text);
}
/** The text as a digest. Throws `TypeError` when it is anything but `sha256:` and 64 lower-case hexadecimal characters. */
function digest_parseDigest(text) {
    if (!isDigest(text))
        throw new TypeError(`${JSON.stringify(text.slice(0, 100))} is not a digest (sha256: and 64 hexadecimal characters)`);
    return text;
}
/** The digest of bytes held in memory. */
function sha256(bytes) {
    return `sha256:${(0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex')}`;
}
/** The 64 hexadecimal characters alone, as in-toto writes them under the key `sha256`. */
function digest_hexOf(digest) {
    return digest.slice('sha256:'.length);
}

;// CONCATENATED MODULE: ./build/packages/registry/src/error.js
/** A registry's refusal or fault. The message names the host and the request, and never holds a credential. */
class error_RegistryError extends Error {
    name = 'RegistryError';
    reason;
    /** The HTTP status, where there was an answer. */
    status;
    retryAfterMs;
    transient;
    constructor(reason, message, details = {}) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.reason = reason;
        this.status = details.status;
        this.retryAfterMs = details.retryAfterMs;
        this.transient = details.transient ?? false;
    }
}
/** Whether an error is a registry's, and for one of the reasons given (any, when none is). */
function isRegistryError(error, ...reasons) {
    return error instanceof error_RegistryError && (reasons.length === 0 || reasons.includes(error.reason));
}

;// CONCATENATED MODULE: ./build/packages/registry/src/reference.js


const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const NAME = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const HOST = /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?::[0-9]{1,5})?$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const MAX_NAME = 255;
/** Whether a text is a tag that every registry takes. */
function isTag(text) {
    return TAG.test(text);
}
/**
 * `host[:port]/a/b` as a repository. A first part that is no host name (no dot, no port, not `localhost`) means Docker Hub,
 * as Docker reads it: `python` is `docker.io/library/python`. Throws `RegistryError` `invalid-reference`.
 */
function reference_parseRepository(text) {
    const reference = parseReference(text);
    if (reference.tag !== undefined || reference.digest !== undefined) {
        throw invalid(text, 'a repository has neither tag nor digest');
    }
    return reference.repository;
}
/** `repository[:tag][@digest]`, taken apart. Throws `RegistryError` `invalid-reference`. */
function parseReference(text) {
    const at = text.indexOf('@');
    const digest = at === -1 ? undefined : text.slice(at + 1);
    if (digest !== undefined && !isDigest(digest))
        throw invalid(text, 'what follows @ is not a sha256 digest');
    const named = at === -1 ? text : text.slice(0, at);
    const colon = named.lastIndexOf(':');
    const hasTag = colon > named.lastIndexOf('/');
    const tag = hasTag ? named.slice(colon + 1) : undefined;
    if (tag !== undefined && !isTag(tag))
        throw invalid(text, 'the tag is not valid');
    return { repository: repositoryOf(hasTag ? named.slice(0, colon) : named, text), tag, digest };
}
function repositoryOf(named, whole) {
    const slash = named.indexOf('/');
    const first = slash === -1 ? '' : named.slice(0, slash);
    const isHost = first.includes('.') || first.includes(':') || first === 'localhost';
    const registry = isHost ? first : 'docker.io';
    const rest = isHost ? named.slice(slash + 1) : named;
    const name = registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest;
    if (!HOST.test(registry))
        throw invalid(whole, `${JSON.stringify(registry)} is not a host name`);
    if (!NAME.test(name) || name.length > MAX_NAME) {
        throw invalid(whole, 'names are lower-case letters, numbers and . _ - between slashes');
    }
    return { registry, name };
}
function invalid(text, why) {
    return new error_RegistryError('invalid-reference', `${JSON.stringify(text.slice(0, 200))} is not an image reference: ${why}`);
}
/** The repository as people write it. */
function formatRepository(repository) {
    return `${repository.registry}/${repository.name}`;
}
/** Whether a host (with or without port) is this very machine, where plain http leaves nothing to overhear. */
function isLoopback(host) {
    const name = /^\[(.*)\](?::[0-9]+)?$/.exec(host)?.[1] ?? (host === '::1' ? host : host.replace(/:[0-9]+$/, ''));
    return name === 'localhost' || name === '::1' || /^127(?:\.[0-9]{1,3}){3}$/.test(name);
}
/** The origin that answers a registry's requests; on loopback it may turn out to want https. Docker Hub's API lives on another host than its name says. */
function originOf(registry) {
    const host = registry === 'docker.io' || registry === 'index.docker.io' ? 'registry-1.docker.io' : registry;
    return `${isLoopback(host) ? 'http' : 'https'}://${host}`;
}

;// CONCATENATED MODULE: ./build/packages/registry/src/http/body.js

/** The whole body of an answer, or `too-large` as soon as it grows past the limit. */
async function readBounded(response, maxBytes) {
    const declared = Number(response.headers.get('content-length') ?? 0);
    if (declared > maxBytes)
        throw tooLarge(response, maxBytes);
    const chunks = [];
    let size = 0;
    const body = response.body;
    for await (const chunk of body ?? []) {
        size += chunk.length;
        if (size > maxBytes)
            throw tooLarge(response, maxBytes);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
/** The body as JSON. Throws `invalid-response` when it is not. */
async function readJson(response, maxBytes) {
    const bytes = await readBounded(response, maxBytes);
    try {
        return JSON.parse(bytes.toString('utf8'));
    }
    catch {
        // The parser's own message quotes the text, which may be a token.
        throw new error_RegistryError('invalid-response', 'the registry answered something that is not JSON');
    }
}
function tooLarge(response, maxBytes) {
    return new error_RegistryError('too-large', `an answer of the registry is larger than ${maxBytes} bytes`, {
        status: response.status,
    });
}

;// CONCATENATED MODULE: ./build/packages/registry/src/http/retry.js

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
/** How much longer another job's reading and writing may take than ours did at the same registry. */
const SLOWER = 4;
/**
 * Does something until it works, fails for good, or was tried often enough. Waits double from half a second (plus up to a half
 * at random, so that jobs started together spread), unless the registry says how long.
 */
async function withRetries(retries, attempt) {
    for (let tries = 1;; tries += 1) {
        try {
            return await attempt();
        }
        catch (error) {
            if (!isRegistryError(error) || !error.transient)
                throw error;
            if (tries >= retries.attempts)
                throw exhausted(error, tries);
            const wait = error.retryAfterMs ?? backoff(tries);
            retries.log(`${error.message}; trying again in ${(wait / 1000).toFixed(1)} s (${tries} of ${retries.attempts})`);
            await retries.wait(wait);
        }
    }
}
/** How long to wait after so many tries, in milliseconds. */
function backoff(tries) {
    return settling(tries, 0);
}
/**
 * How long to wait until what another job began in the same instant is done, in milliseconds: as after so many tries, and longer
 * where our own reading and writing took long, for then the other's does too.
 */
function settling(tries, tookMs) {
    const least = Math.max(FIRST_WAIT_MS * 2 ** (tries - 1), SLOWER * tookMs);
    return Math.min(LONGEST_WAIT_MS, least) * (1 + Math.random() / 2);
}
function exhausted(error, tries) {
    if (tries === 1)
        return error;
    return new error_RegistryError(error.reason, `${error.message}, ${tries} times`, {
        cause: error.cause,
        ...(error.status === undefined ? {} : { status: error.status }),
    });
}

;// CONCATENATED MODULE: ./build/packages/registry/src/blobs.js




// Content that was compressed on the way would be unpacked by fetch, and its ranges would count other bytes.
const IDENTITY = { 'accept-encoding': 'identity' };
/** Whether a blob is there. */
async function hasBlob(store, digest) {
    return store.session.call({
        method: 'HEAD',
        url: pathOf(store, digest),
        scopes: store.pull,
        statuses: [200, 404],
        read: (response) => response.status === 200,
    });
}
/** A blob in memory, of the right digest and not larger than said. */
async function getBlob(store, digest, maxBytes) {
    return store.session.call({
        method: 'GET',
        url: pathOf(store, digest),
        scopes: store.pull,
        headers: IDENTITY,
        statuses: [200],
        read: async (response) => {
            const bytes = await readBounded(response, maxBytes);
            checkDigest(digest, (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex'));
            return bytes;
        },
    });
}
/**
 * A blob as it comes. When the connection breaks, the rest is asked for; a registry that serves no ranges sends all of it
 * again, and what was had is passed over. The digest is checked when everything was seen: until then nothing is to be believed.
 */
async function* openBlob(store, digest) {
    const { retries } = store.session;
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let seen = 0;
    for (let tries = 1;; tries += 1) {
        const before = seen;
        try {
            for await (const chunk of readFrom(store, digest, seen)) {
                hash.update(chunk);
                seen += chunk.length;
                yield chunk;
            }
            checkDigest(digest, hash.digest('hex'));
            return;
        }
        catch (error) {
            if (!isRegistryError(error) || !error.transient)
                throw error;
            if (seen > before)
                tries = 1;
            if (tries >= retries.attempts)
                throw error;
            retries.log(`${error.message} after ${seen} bytes; going on from there`);
            await retries.wait(error.retryAfterMs ?? backoff(tries));
        }
    }
}
async function* readFrom(store, digest, start) {
    const call = {
        method: 'GET',
        url: pathOf(store, digest),
        scopes: store.pull,
        headers: start === 0 ? IDENTITY : { ...IDENTITY, range: `bytes=${start}-` },
        statuses: start === 0 ? [200] : [200, 206],
        read: (response) => response,
        lasting: true,
    };
    const response = await store.session.once(call);
    let skip = response.status === 206 ? start - rangeStart(response) : start;
    if (skip < 0)
        throw new error_RegistryError('invalid-response', `asked for the bytes from ${start}, got later ones`);
    const expected = Number(response.headers.get('content-length') ?? Number.NaN);
    let received = 0;
    const body = response.body;
    const chunks = (body ?? emptyBody())[Symbol.asyncIterator]();
    try {
        for (;;) {
            const next = await chunks.next().catch((error) => {
                throw store.session.cutOr(error, 'GET', new URL(call.url, store.session.origin));
            });
            if (next.done === true)
                break;
            received += next.value.length;
            const passed = Math.min(skip, next.value.length);
            skip -= passed;
            if (passed < next.value.length)
                yield next.value.subarray(passed);
        }
    }
    finally {
        await chunks.return?.();
    }
    if (Number.isFinite(expected) && received < expected) {
        throw new error_RegistryError('unavailable', `a blob of ${expected} bytes ended after ${received}`, { transient: true });
    }
}
async function* emptyBody() { }
function rangeStart(response) {
    const [, start] = /^bytes ([0-9]+)-/.exec(response.headers.get('content-range') ?? '') ?? [];
    return start === undefined ? 0 : Number(start);
}
function checkDigest(digest, hex) {
    if (digest === `sha256:${hex}`)
        return;
    throw new error_RegistryError('digest-mismatch', `a blob's bytes have the digest sha256:${hex}, not ${digest}`);
}
function pathOf(store, digest) {
    return `/v2/${store.name}/blobs/${digest}`;
}

;// CONCATENATED MODULE: ./build/packages/registry/src/media-types.js
/** Media types of the OCI image specification and of Docker's older one. */
const media_types_MediaType = {
    ociManifest: 'application/vnd.oci.image.manifest.v1+json',
    ociIndex: 'application/vnd.oci.image.index.v1+json',
    ociConfig: 'application/vnd.oci.image.config.v1+json',
    ociLayer: 'application/vnd.oci.image.layer.v1.tar',
    ociLayerGzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
    empty: 'application/vnd.oci.empty.v1+json',
    dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
    dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
    dockerLayerGzip: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
    model: 'application/vnd.ml-actions.model.v1',
};
/**
 * What is asked for with every manifest. Without it an old registry converts the manifest to schema 1, which has another
 * digest.
 */
const ACCEPTED_MANIFESTS = [
    media_types_MediaType.ociIndex,
    media_types_MediaType.ociManifest,
    media_types_MediaType.dockerIndex,
    media_types_MediaType.dockerManifest,
].join(', ');

;// CONCATENATED MODULE: ./build/packages/registry/src/manifest.js



/** Whether a manifest is a list of manifests. */
function manifest_isIndex(manifest) {
    return 'manifests' in manifest;
}
/** A manifest's bytes as an object. Throws `RegistryError` `invalid-response` when it is not a manifest that can be used. */
function parseManifest(bytes, mediaType) {
    const value = parseJson(bytes);
    switch (mediaType) {
        case media_types_MediaType.ociIndex:
        case media_types_MediaType.dockerIndex:
            if (isImageIndex(value))
                return value;
            break;
        case media_types_MediaType.ociManifest:
        case media_types_MediaType.dockerManifest:
            if (isImageManifest(value))
                return value;
            break;
        default:
            throw new error_RegistryError('unsupported', `a manifest of type ${JSON.stringify(mediaType.slice(0, 100))} can't be read`);
    }
    throw new error_RegistryError('invalid-response', `the manifest is not a valid ${mediaType}`);
}
function parseJson(bytes) {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch (cause) {
        throw new error_RegistryError('invalid-response', 'the manifest is not JSON', { cause });
    }
}
/** Whether a value from outside is an object and neither null nor an array. */
function manifest_isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Whether a value from outside is an object whose values are all texts. */
function manifest_isStringRecord(value) {
    return manifest_isRecord(value) && Object.values(value).every((entry) => typeof entry === 'string');
}
function isPlatform(value) {
    return (manifest_isRecord(value) &&
        typeof value['os'] === 'string' &&
        typeof value['architecture'] === 'string' &&
        (value['variant'] === undefined || typeof value['variant'] === 'string'));
}
/** Whether a value from outside is a descriptor. */
function isDescriptor(value) {
    return (manifest_isRecord(value) &&
        typeof value['mediaType'] === 'string' &&
        isDigest(value['digest']) &&
        Number.isSafeInteger(value['size']) &&
        Number(value['size']) >= 0 &&
        (value['artifactType'] === undefined || typeof value['artifactType'] === 'string') &&
        (value['annotations'] === undefined || manifest_isStringRecord(value['annotations'])) &&
        (value['platform'] === undefined || isPlatform(value['platform'])));
}
function hasCommonFields(value) {
    return (value['schemaVersion'] === 2 &&
        (value['mediaType'] === undefined || typeof value['mediaType'] === 'string') &&
        (value['artifactType'] === undefined || typeof value['artifactType'] === 'string') &&
        (value['subject'] === undefined || isDescriptor(value['subject'])) &&
        (value['annotations'] === undefined || manifest_isStringRecord(value['annotations'])));
}
function isImageIndex(value) {
    return (manifest_isRecord(value) &&
        hasCommonFields(value) &&
        Array.isArray(value['manifests']) &&
        value['manifests'].every(isDescriptor));
}
function isImageManifest(value) {
    return (manifest_isRecord(value) &&
        hasCommonFields(value) &&
        isDescriptor(value['config']) &&
        Array.isArray(value['layers']) &&
        value['layers'].every(isDescriptor));
}

;// CONCATENATED MODULE: ./build/packages/registry/src/manifests.js






/** The distribution specification lets registries refuse more. */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const ACCEPT = { accept: ACCEPTED_MANIFESTS };
/** What a tag or digest names, asked by HEAD; `undefined` when it does not exist. */
async function headManifest(store, reference) {
    const head = await store.session.call({
        method: 'HEAD',
        url: manifests_pathOf(store, reference),
        scopes: store.pull,
        headers: ACCEPT,
        statuses: [200, 404],
        read: (response) => (response.status === 404 ? 'absent' : describe(response, reference)),
    });
    if (head === 'absent')
        return undefined;
    // An old registry leaves the digest or the length out: then the bytes tell.
    return head ?? (await getManifest(store, reference)).descriptor;
}
function describe(response, reference) {
    const mediaType = mediaTypeOf(response);
    const size = Number(response.headers.get('content-length') ?? Number.NaN);
    const digest = response.headers.get('docker-content-digest');
    if (!isDigest(digest) || !Number.isSafeInteger(size) || mediaType === '')
        return undefined;
    if (isDigest(reference) && digest !== reference)
        throw mismatch(reference, digest);
    return { mediaType, digest, size };
}
/** A manifest with its bytes, checked against the digest asked for and the one that the registry gives. */
async function getManifest(store, reference) {
    return store.session.call({
        method: 'GET',
        url: manifests_pathOf(store, reference),
        scopes: store.pull,
        headers: ACCEPT,
        statuses: [200],
        read: async (response) => {
            const bytes = await readBounded(response, MAX_MANIFEST_BYTES);
            const digest = sha256(bytes);
            const declared = response.headers.get('docker-content-digest');
            if (isDigest(reference) && digest !== reference)
                throw mismatch(reference, digest);
            if (isDigest(declared) && digest !== declared)
                throw mismatch(declared, digest);
            const mediaType = mediaTypeOf(response);
            const manifest = parseManifest(bytes, mediaType);
            if (manifest.mediaType !== undefined && manifest.mediaType !== mediaType) {
                throw new error_RegistryError('invalid-response', `a manifest says it is ${manifest.mediaType} and is served as ${mediaType}`);
            }
            return { descriptor: { mediaType, digest, size: bytes.length }, manifest, bytes };
        },
    });
}
/** Stores a manifest's bytes; the subject that the registry took note of comes back with the descriptor. */
async function putManifestBytes(store, bytes, mediaType, reference) {
    const digest = sha256(bytes);
    const subject = await store.session.call(manifestWrite(store, bytes, mediaType, reference ?? digest));
    return { descriptor: { mediaType, digest, size: bytes.length }, subject };
}
/** The request that stores a manifest's bytes; its answer is the subject that the registry took note of. */
function manifestWrite(store, bytes, mediaType, reference) {
    const digest = sha256(bytes);
    return {
        method: 'PUT',
        url: manifests_pathOf(store, reference),
        scopes: store.push,
        headers: { 'content-type': mediaType },
        body: bytes,
        statuses: [201],
        read: (response) => {
            const stored = response.headers.get('docker-content-digest');
            if (stored !== null && stored !== digest)
                throw mismatch(digest, stored);
            return response.headers.get('oci-subject') ?? undefined;
        },
    };
}
/** Removes a manifest; one that is gone already is no error. */
async function deleteManifest(store, digest) {
    await store.session.call({
        method: 'DELETE',
        url: manifests_pathOf(store, digest),
        scopes: store.remove,
        statuses: [202, 200, 204, 404],
        read: () => undefined,
    });
}
function manifests_pathOf(store, reference) {
    const checked = reference.includes(':') ? digest_parseDigest(reference) : reference;
    if (!reference.includes(':') && !isTag(reference)) {
        throw new error_RegistryError('invalid-reference', `${JSON.stringify(reference.slice(0, 150))} is not a tag`);
    }
    return `/v2/${store.name}/manifests/${checked}`;
}
function mediaTypeOf(response) {
    return (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim() ?? '';
}
function mismatch(wanted, got) {
    return new error_RegistryError('digest-mismatch', `asked for ${wanted}, got ${got}: the content is not what its digest says`);
}

;// CONCATENATED MODULE: ./build/packages/registry/src/fallback-list.js






/** How often a list may be overwritten by others before it is given up: with the waits, a quarter of a minute. */
const MAX_OVERWRITTEN = 5;
/** The tag under which the distribution specification keeps referrers where there is no API. */
function fallbackTag(digest) {
    return `sha256-${digest_hexOf(digest)}`;
}
/** The list under the fallback tag; one without entries where there is no such tag. */
async function fallbackList(store, subject) {
    try {
        const { manifest } = await getManifest(store, fallbackTag(subject));
        if (manifest_isIndex(manifest))
            return manifest;
        throw new error_RegistryError('invalid-response', `the tag ${fallbackTag(subject)} is taken by something that lists no referrers`);
    }
    catch (error) {
        if (!isRegistryError(error, 'not-found'))
            throw error;
        return { schemaVersion: 2, mediaType: media_types_MediaType.ociIndex, manifests: [] };
    }
}
/** Adds a manifest to its subject's list, and looks again until the entry stays. Throws `unavailable` when it never does. */
async function addToFallbackList(store, referrer, manifest) {
    if (manifest.subject === undefined)
        return;
    const entry = describeReferrer(referrer, manifest);
    await change(store, manifest.subject.digest, (entries) => entries.some((other) => other.digest === entry.digest) ? undefined : [...entries, entry]);
}
/** Takes a manifest off its subject's list, where there is one. */
function dropFromFallbackList(store, referrer, subject) {
    return change(store, subject, (entries) => {
        const kept = entries.filter((entry) => entry.digest !== referrer);
        return kept.length === entries.length ? undefined : kept;
    });
}
/**
 * Changes a list until it needs no change. A registry replaces a tag without asking what it was, so that a job which read the
 * list before our write and writes after it takes our entry away. After each write we wait (half a second, doubling, or four
 * times as long as our reading and writing took, and up to half of that more at random, so that two jobs part), read again, and
 * repeat the change where it is gone: who loses an entry puts it back. What remains: an entry is lost when another job takes
 * longer between its reading and its writing than we wait, when this job is killed while it waits, or when the other writer is a
 * client that looks for its own entry only and comes last. A lost entry makes a gate refuse, never pass.
 */
async function change(store, subject, edit) {
    const { retries } = store.session;
    for (let overwritten = 0;; overwritten += 1) {
        const write = await inTurn(store, () => withRetries(retries, () => writeOnce(store, subject, edit)));
        if (write === 'as it must be')
            return;
        if (overwritten === MAX_OVERWRITTEN) {
            throw new error_RegistryError('unavailable', `other jobs overwrote the list of referrers ${fallbackTag(subject)} ${overwritten} times; run this again`);
        }
        if (overwritten > 0)
            retries.log(`another job overwrote the list of referrers ${fallbackTag(subject)}; written again`);
        await retries.wait(settling(overwritten + 1, write.tookMs));
    }
}
/** Reads and writes once: a write that failed must not be repeated with a list that was read before it. */
async function writeOnce(store, subject, edit) {
    const beganAt = performance.now();
    const list = await fallbackList(store, subject);
    const manifests = edit(list.manifests);
    if (manifests === undefined)
        return 'as it must be';
    const write = async (entries) => {
        const bytes = Buffer.from(JSON.stringify({ ...list, manifests: entries }));
        await store.session.once(manifestWrite(store, bytes, media_types_MediaType.ociIndex, fallbackTag(subject)));
    };
    try {
        await write(manifests);
    }
    catch (error) {
        // Registries refuse a list with a manifest that was deleted, which would end all attaching.
        if (!isRegistryError(error, 'rejected'))
            throw error;
        const there = await Promise.all(manifests.map((entry) => headManifest(store, entry.digest)));
        const kept = manifests.filter((_, index) => there[index] !== undefined);
        if (kept.length === manifests.length)
            throw error;
        await write(kept);
    }
    return { tookMs: performance.now() - beganAt };
}
const turns = new WeakMap();
/** One client changes its lists one after the other. */
function inTurn(store, work) {
    const turn = (turns.get(store) ?? Promise.resolve()).then(work);
    turns.set(store, turn.catch(() => undefined));
    return turn;
}
function describeReferrer(referrer, manifest) {
    const artifactType = manifest.artifactType ?? (manifest_isIndex(manifest) ? undefined : manifest.config.mediaType);
    return {
        ...referrer,
        ...(artifactType === undefined ? {} : { artifactType }),
        ...(manifest.annotations === undefined ? {} : { annotations: manifest.annotations }),
    };
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/packages/registry/src/http/challenge.js
const PARAMETER = /([a-zA-Z_]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/g;
/** The challenge of a `WWW-Authenticate` header; `undefined` for what is neither Basic nor Bearer with a realm. */
function parseChallenge(header) {
    const [, scheme] = /^\s*(basic|bearer)\b/i.exec(header ?? '') ?? [];
    if (scheme === undefined || header === null)
        return undefined;
    if (scheme.toLowerCase() === 'basic')
        return { scheme: 'basic' };
    const parameters = new Map();
    for (const [, name = '', quoted, bare] of header.matchAll(PARAMETER)) {
        parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '');
    }
    const realm = parameters.get('realm');
    if (realm === undefined)
        return undefined;
    return {
        scheme: 'bearer',
        realm,
        service: parameters.get('service'),
        scope: parameters.get('scope'),
        error: parameters.get('error'),
    };
}

;// CONCATENATED MODULE: ./build/packages/registry/src/http/failure.js



const MAX_ERROR_BYTES = 64 * 1024;
const MAX_MESSAGE = 300;
const MAX_RETRY_AFTER_MS = 120_000;
/** An address as it may be shown: without query, where signed links carry their signature. */
function shown(url) {
    return `${url.host}${url.pathname}`;
}
/** The error that an unwelcome answer amounts to. Only the registry's own words are taken from the body, shortened. */
async function failureOf(response, method, url, now) {
    const { status } = response;
    const said = await wordsOf(response);
    return new error_RegistryError(reasonOf(status, said), `${method} ${shown(url)} was answered ${status}${said === '' ? '' : ` (${said})`}`, {
        status,
        transient: passes(status, said),
        retryAfterMs: retryAfter(response, now),
    });
}
/**
 * Whether the same request may be answered otherwise in a moment. Manifests are put when their blobs are there: a registry that
 * misses one has not heard of it yet, or is being given the same blob by another job (distribution 2.8 then reads half a link).
 */
function passes(status, said) {
    if (status === 429 || status === 408)
        return true;
    return said.includes('MANIFEST_BLOB_UNKNOWN') || (status >= 500 && status !== 501);
}
function reasonOf(status, said) {
    if (status === 429 || said.startsWith('TOOMANYREQUESTS'))
        return 'rate-limited';
    if (status === 401)
        return 'unauthorized';
    if (status === 403)
        return 'denied';
    if (status === 404)
        return 'not-found';
    if (status === 413)
        return 'too-large';
    if (status === 408 || status >= 500)
        return 'unavailable';
    return 'rejected';
}
async function wordsOf(response) {
    try {
        const value = JSON.parse((await readBounded(response, MAX_ERROR_BYTES)).toString('utf8'));
        const errors = manifest_isRecord(value) && Array.isArray(value['errors']) ? value['errors'] : [];
        return errors
            .filter(manifest_isRecord)
            .map((error) => [error['code'], error['message']].filter((part) => typeof part === 'string').join(': '))
            .join('; ')
            .replace(/\p{Cc}+/gu, ' ')
            .slice(0, MAX_MESSAGE);
    }
    catch {
        return '';
    }
}
function retryAfter(response, now) {
    const header = response.headers.get('retry-after');
    if (header === null)
        return undefined;
    const wait = /^[0-9]+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now();
    return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS) : undefined;
}
// Names that don't resolve and certificates that don't fit stay so; connections that break may hold the next time.
const LASTING = /^(?:ENOTFOUND|ERR_TLS|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_INVALID)/;
const UNTRUSTED = /^(?:UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/;
/** The error that a connection which gave no answer, or half of one, amounts to. */
function disconnected(error, method, url) {
    const code = codeOf(error);
    const said = `${method} ${shown(url)} got no whole answer (${code})`;
    const fix = 'its certificate is of no authority known here, whose file NODE_EXTRA_CA_CERTS would have to name';
    return new error_RegistryError('unavailable', UNTRUSTED.test(code) ? `${said}: ${fix}` : said, {
        cause: error,
        transient: !LASTING.test(code),
    });
}
function codeOf(error) {
    for (let at = error, depth = 0; manifest_isRecord(at) && depth < 5; at = at['cause'], depth += 1) {
        if (typeof at['code'] === 'string')
            return at['code'];
    }
    return manifest_isRecord(error) && typeof error['message'] === 'string' ? error['message'].slice(0, 100) : 'unknown';
}

;// CONCATENATED MODULE: ./build/packages/registry/src/http/safety.js



/**
 * Throws `insecure` for an address that a registry has no business sending us to: plain http anywhere but on this machine, and
 * this machine when the registry is elsewhere.
 */
function assertSafe(url, registryOrigin) {
    const local = isLoopback(url.host);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
        throw new error_RegistryError('insecure', `${url.protocol}//${shown(url)} is not https; plain http is used on loopback only`);
    }
    if (local && !isLoopback(new URL(registryOrigin).host)) {
        throw new error_RegistryError('insecure', `${new URL(registryOrigin).host} points to an address of this machine, ${shown(url)}`);
    }
}

;// CONCATENATED MODULE: ./build/packages/registry/src/http/scheme.js

const TIME_LIMIT_MS = 10_000;
const MAX_BYTES = 4096;
/**
 * Whether a refusal means that plain http was spoken to a port of TLS. Go's server and nginx answer 400 and a sentence that
 * names HTTPS, nothing that a registry says; the answer to a HEAD has no sentence, so that it is asked for.
 */
async function saysPlain(refusal, origin, fetch) {
    if (refusal.status !== 400 || refusal.headers.get('content-type')?.includes('json') === true)
        return false;
    try {
        const answer = await fetch(new URL('/v2/', origin), {
            signal: AbortSignal.timeout(TIME_LIMIT_MS),
            redirect: 'manual',
        });
        return answer.status === 400 && (await readBounded(answer, MAX_BYTES)).includes('HTTPS');
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/packages/registry/src/http/token.js





const MAX_TOKEN_BYTES = 256 * 1024;
const token_TIME_LIMIT_MS = 30_000;
/** A bearer token from the address that the registry named, for the scopes asked. Anonymous where there are no credentials. */
async function fetchToken(request) {
    const url = realmOf(request);
    assertSafe(url, request.registryOrigin);
    const { credentials } = request;
    const identity = credentials !== undefined && 'identityToken' in credentials ? credentials.identityToken : undefined;
    const response = await send(request, url, identity === undefined ? get(request, url) : exchange(request, url, identity));
    if (response.status === 401 || response.status === 403) {
        await response.body?.cancel();
        throw new error_RegistryError(response.status === 401 ? 'unauthorized' : 'denied', `${shown(url)} refused ${credentials === undefined ? 'a token to the anonymous' : 'the credentials'} (${response.status})`, { status: response.status });
    }
    if (response.status !== 200)
        throw await failureOf(response, 'GET', url, Date.now);
    return tokenIn(await readJson(response, MAX_TOKEN_BYTES), url);
}
function realmOf(request) {
    try {
        return new URL(request.challenge.realm);
    }
    catch {
        throw new error_RegistryError('invalid-response', 'the registry names a token address that is no address');
    }
}
async function send(request, url, init) {
    const limit = AbortSignal.timeout(token_TIME_LIMIT_MS);
    const signal = request.signal === undefined ? limit : AbortSignal.any([limit, request.signal]);
    try {
        return await request.fetch(init.url, { ...init.init, redirect: 'error', signal });
    }
    catch (error) {
        throw disconnected(error, 'GET', url);
    }
}
function get(request, realm) {
    const url = new URL(realm);
    if (request.challenge.service !== undefined)
        url.searchParams.set('service', request.challenge.service);
    for (const scope of request.scopes)
        url.searchParams.append('scope', scope);
    const basic = basicOf(request.credentials);
    return { url, init: { headers: basic === undefined ? {} : { authorization: basic } } };
}
function exchange(request, url, identityToken) {
    const body = new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: identityToken,
        service: request.challenge.service ?? '',
        scope: request.scopes.join(' '),
        client_id: 'ml-actions',
    });
    return { url, init: { method: 'POST', body } };
}
/** The value of an Authorization header of the Basic scheme, for credentials that have a password. */
function basicOf(credentials) {
    if (credentials === undefined || !('username' in credentials))
        return undefined;
    return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}
function tokenIn(body, url) {
    const token = manifest_isRecord(body) ? (body['token'] ?? body['access_token']) : undefined;
    // A line break would end the header that the token is going to stand in.
    if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token))
        return token;
    throw new error_RegistryError('invalid-response', `${shown(url)} gave no token`);
}

;// CONCATENATED MODULE: ./build/packages/registry/src/http/session.js









const ATTEMPTS = 5;
const session_TIME_LIMIT_MS = 60_000;
const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
/** The conversation with one registry: where it is, who we are, and the tokens it gave us. */
class Session {
    retries;
    #origin;
    #options;
    #fetch;
    #tokens = new Map();
    #challenge;
    constructor(registry, options) {
        this.#origin = originOf(registry);
        this.#options = options;
        this.#fetch = options.fetch ?? globalThis.fetch;
        this.retries = {
            attempts: options.attempts ?? ATTEMPTS,
            wait: options.wait ?? ((milliseconds) => pause(milliseconds, options.signal)),
            log: options.log ?? (() => { }),
        };
    }
    /** Where the registry answers, with the scheme that it speaks. */
    get origin() {
        return this.#origin;
    }
    /** Sends a request until it is answered for good; what can pass is tried again. */
    async call(call) {
        return withRetries(this.retries, () => this.once(call));
    }
    /** Sends a request once; a 401 is answered with a fresh token, and the request sent again. */
    async once(call) {
        const url = new URL(call.url, this.origin);
        assertSafe(url, this.origin);
        const carried = this.#authorization(call.scopes);
        let response = await this.#send(call, url);
        if (await this.#turnsOutSecure(response))
            return this.once(call);
        if (response.status === 401 && this.#sameOrigin(url) && (await this.#answerChallenge(call, response, carried))) {
            response = await this.#send(call, url);
        }
        if (!call.statuses.includes(response.status))
            throw await failureOf(response, call.method, url, Date.now);
        try {
            return await call.read(response, url);
        }
        catch (error) {
            throw this.cutOr(error, call.method, url);
        }
        finally {
            if (call.lasting !== true && !response.bodyUsed)
                await response.body?.cancel().catch(() => { });
        }
    }
    /** The error of a connection that broke, or `cancelled` when it was we who broke it; other errors as they are. */
    cutOr(error, method, url) {
        if (error instanceof error_RegistryError)
            return error;
        if (this.#options.signal?.aborted === true)
            return new error_RegistryError('cancelled', `${method} ${shown(url)} was cancelled`);
        return disconnected(error, method, url);
    }
    async #send(call, first) {
        let url = first;
        for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
            const response = await this.#fetchOnce(call, url);
            if (!REDIRECTS.includes(response.status) || (call.method !== 'GET' && call.method !== 'HEAD'))
                return response;
            const location = response.headers.get('location');
            await response.body?.cancel();
            if (location === null || !URL.canParse(location, url.href)) {
                throw new error_RegistryError('invalid-response', `${call.method} ${shown(url)} redirects to nowhere`);
            }
            url = new URL(location, url);
            assertSafe(url, this.origin);
        }
        throw new error_RegistryError('invalid-response', `${call.method} ${shown(first)} redirects without end`);
    }
    async #fetchOnce(call, url) {
        const headers = new Headers(call.headers);
        // What a registry may know, the host that it sends us to may not.
        const authorization = this.#sameOrigin(url) ? this.#authorization(call.scopes) : undefined;
        if (authorization !== undefined)
            headers.set('authorization', authorization);
        const body = call.body === undefined ? undefined : requestBody(call.body);
        if (body !== undefined)
            headers.set('content-length', String(body.size));
        try {
            return await this.#fetch(url, {
                method: call.method,
                headers,
                redirect: 'manual',
                ...(body === undefined ? {} : { body: body.content, duplex: 'half' }),
                ...this.#limit(call),
            });
        }
        catch (error) {
            throw this.cutOr(error, call.method, url);
        }
    }
    /** Plain http is spoken on loopback until a registry there says that it wants TLS. */
    async #turnsOutSecure(response) {
        if (!this.#origin.startsWith('http:') || !(await saysPlain(response, this.#origin, this.#fetch)))
            return false;
        await response.body?.cancel();
        this.#origin = this.#origin.replace('http:', 'https:');
        return true;
    }
    #limit(call) {
        const { signal } = this.#options;
        if (call.lasting === true)
            return signal === undefined ? {} : { signal };
        const limit = AbortSignal.timeout(session_TIME_LIMIT_MS);
        return { signal: signal === undefined ? limit : AbortSignal.any([signal, limit]) };
    }
    #sameOrigin(url) {
        return url.origin === new URL(this.origin).origin;
    }
    #authorization(scopes) {
        const { credentials } = this.#options;
        if (credentials !== undefined && 'token' in credentials)
            return `Bearer ${credentials.token}`;
        if (this.#challenge?.scheme === 'basic')
            return basicOf(credentials);
        const token = this.#tokens.get(keyOf(scopes));
        return token === undefined ? undefined : `Bearer ${token}`;
    }
    /** Gets what a 401 asks for; false when there is nothing new to show. */
    async #answerChallenge(call, response, carried) {
        const { credentials } = this.#options;
        if (credentials !== undefined && 'token' in credentials)
            return false;
        const challenge = parseChallenge(response.headers.get('www-authenticate'));
        if (challenge === undefined)
            return false;
        if (challenge.scheme === 'basic') {
            this.#challenge = challenge;
            // What this very request has shown: another one may have learnt meanwhile what is asked for.
            const basic = basicOf(credentials);
            if (basic === undefined || basic === carried)
                return false;
        }
        else {
            this.#challenge = challenge;
            // Some registries read only the first scope: the one they asked for goes there.
            const scopes = [...new Set([...(challenge.scope === undefined ? [] : [challenge.scope]), ...call.scopes])];
            const { signal } = this.#options;
            const token = await fetchToken({
                challenge,
                scopes,
                credentials,
                registryOrigin: this.origin,
                fetch: this.#fetch,
                signal,
            });
            this.#tokens.set(keyOf(call.scopes), token);
        }
        await response.body?.cancel();
        return true;
    }
}
/** Waits, unless the caller gives up meanwhile. */
async function pause(milliseconds, signal) {
    try {
        await (0,promises_.setTimeout)(milliseconds, undefined, signal === undefined ? {} : { signal });
    }
    catch {
        throw new error_RegistryError('cancelled', 'the wait for the registry was cancelled');
    }
}
function keyOf(scopes) {
    return [...scopes].sort().join(' ');
}
function requestBody(body) {
    if ('open' in body)
        return { size: body.size, content: ReadableStream.from(body.open()) };
    return { size: body.length, content: new Uint8Array(body) };
}

;// CONCATENATED MODULE: ./build/packages/registry/src/pages.js

/** The address of the page after this one. Throws `insecure` when it is on another host. */
function nextPage(response, url) {
    const [, target] = /<([^>]*)>\s*;\s*rel="?next"?/i.exec(response.headers.get('link') ?? '') ?? [];
    if (target === undefined || !URL.canParse(target, url.href))
        return undefined;
    const next = new URL(target, url);
    if (next.origin !== url.origin) {
        throw new error_RegistryError('insecure', `${url.host} continues a list on another host, ${next.host}`);
    }
    return next.href;
}

;// CONCATENATED MODULE: ./build/packages/registry/src/referrers.js






const MAX_PAGE_BYTES = 4 * 1024 * 1024;
const MAX_PAGES = 20;
const MAX_REFERRERS = 1000;
/** Manifests whose subject is this digest: by the referrers API, or by the fallback tag of registries that have none. */
async function listReferrers(store, digest, artifactType) {
    const all = (await byApi(store, digest, artifactType)) ?? (await fallbackList(store, digest)).manifests;
    return all.filter((descriptor) => artifactType === undefined || descriptor.artifactType === artifactType);
}
async function byApi(store, digest, artifactType) {
    const query = artifactType === undefined ? '' : `?artifactType=${encodeURIComponent(artifactType)}`;
    const found = [];
    let url = `/v2/${store.name}/referrers/${digest}${query}`;
    for (let page = 0; url !== undefined; page += 1) {
        const answer = await store.session.call({
            method: 'GET',
            url,
            scopes: store.pull,
            headers: { accept: media_types_MediaType.ociIndex },
            statuses: [200, 404],
            read: async (response, address) => response.status === 404
                ? undefined
                : { descriptors: descriptorsIn(await readJson(response, MAX_PAGE_BYTES)), next: nextPage(response, address) },
        });
        if (answer === undefined)
            return page === 0 ? undefined : found;
        found.push(...answer.descriptors);
        if (page === MAX_PAGES || found.length > MAX_REFERRERS) {
            throw new error_RegistryError('too-large', `${digest} has more than ${MAX_REFERRERS} referrers`);
        }
        url = answer.next;
    }
    return found;
}
function descriptorsIn(body) {
    const manifests = manifest_isRecord(body) ? body['manifests'] : undefined;
    if (Array.isArray(manifests) && manifests.every(isDescriptor))
        return manifests;
    throw new error_RegistryError('invalid-response', 'the registry answered something that is no list of referrers');
}

;// CONCATENATED MODULE: ./build/packages/registry/src/tags.js






const tags_MAX_PAGE_BYTES = 4 * 1024 * 1024;
const tags_MAX_PAGES = 1000;
/**
 * Gives a manifest a name by storing the same bytes under it. An immutable tag that names another manifest is refused, also
 * when another job set it a moment ago, or when it is the registry itself that keeps it. A registry replaces a tag without
 * asking what it was, so an immutable one is looked at once more after a while: of two jobs that set it in one instant, the one
 * whose write was replaced is told so. What remains: one that takes longer between its look and its write than the other waits,
 * which is half a second at least, and four times as long as its own look and write took, with all attempts.
 */
async function tagManifest(store, target, tag, immutable) {
    const { retries } = store.session;
    if ((await headManifest(store, tag))?.digest === target)
        return 'unchanged';
    const { bytes, descriptor } = await getManifest(store, target);
    const write = manifestWrite(store, bytes, descriptor.mediaType, tag);
    const beganAt = performance.now();
    let outcomeOfFirst;
    // Looked at again before each attempt: a write that was lost must not be repeated over what came in between.
    const outcome = await withRetries(retries, async () => {
        const before = await headManifest(store, tag);
        if (before?.digest === target)
            return outcomeOfFirst ?? 'unchanged';
        if (before !== undefined && immutable)
            throw taken(tag, before.digest, target);
        outcomeOfFirst ??= before === undefined ? 'created' : 'moved';
        try {
            await store.session.once(write);
        }
        catch (error) {
            if (!isRegistryError(error, 'rejected', 'denied'))
                throw error;
            // Some registries refuse an immutable tag even for the digest that it has.
            const kept = await headManifest(store, tag);
            if (kept === undefined)
                throw error;
            if (kept.digest === target)
                return 'unchanged';
            throw taken(tag, kept.digest, target);
        }
        return outcomeOfFirst;
    });
    if (!immutable || outcome === 'unchanged')
        return outcome;
    for (const wait of [0, settling(1, performance.now() - beganAt)]) {
        if (wait > 0)
            await retries.wait(wait);
        const after = await headManifest(store, tag);
        if (after !== undefined && after.digest !== target)
            throw taken(tag, after.digest, target);
    }
    return outcome;
}
/** All tags of the repository; none when the repository does not exist yet. */
async function listTags(store) {
    const tags = [];
    let url = `/v2/${store.name}/tags/list?n=1000`;
    for (let page = 0; url !== undefined; page += 1) {
        if (page === tags_MAX_PAGES)
            throw new error_RegistryError('too-large', `${store.name} has more than ${tags_MAX_PAGES} pages of tags`);
        const found = await store.session.call({
            method: 'GET',
            url,
            scopes: store.pull,
            statuses: [200, 404],
            read: async (response, address) => response.status === 404
                ? { tags: [], next: undefined }
                : { tags: tagsIn(await readJson(response, tags_MAX_PAGE_BYTES)), next: nextPage(response, address) },
        });
        tags.push(...found.tags);
        url = found.next;
    }
    return tags;
}
function tagsIn(body) {
    const tags = manifest_isRecord(body) ? (body['tags'] ?? []) : undefined;
    if (Array.isArray(tags) && tags.every((tag) => typeof tag === 'string'))
        return tags;
    throw new error_RegistryError('invalid-response', 'the registry answered something that is no list of tags');
}
function taken(tag, digest, wanted) {
    return new error_RegistryError('immutable-tag', `the tag ${tag} already names ${digest} and may not move to ${wanted}`);
}

;// CONCATENATED MODULE: ./build/packages/registry/src/uploads.js


const OCTETS = { 'content-type': 'application/octet-stream' };
const CHUNK_BYTES = 8 * 1024 * 1024;
/** Uploads a blob; a connection that breaks starts it again. A registry (or a proxy) that takes no large request gets pieces. */
async function uploadBlob(store, blob) {
    let chunkBytes = store.chunkBytes;
    await withRetries(store.session.retries, async () => {
        try {
            await (chunkBytes === undefined || blob.size <= chunkBytes
                ? inOne(store, blob)
                : inPieces(store, blob, chunkBytes));
        }
        catch (error) {
            if (chunkBytes !== undefined || !isRegistryError(error, 'too-large'))
                throw error;
            chunkBytes = CHUNK_BYTES;
            store.session.retries.log(`${error.message}; uploading in pieces of ${CHUNK_BYTES} bytes`);
            await inPieces(store, blob, chunkBytes);
        }
    });
}
/**
 * Takes a blob over from another repository of the registry; false when it must be uploaded. Who may not read there is refused
 * altogether by some registries, and may push here all the same.
 */
async function mountBlob(store, digest, from) {
    try {
        const opened = await uploads_open(store, `?mount=${digest}&from=${encodeURIComponent(from)}`, [`repository:${from}:pull`]);
        if (opened.location === undefined)
            return true;
        await giveUp(store, opened.location);
    }
    catch (error) {
        if (!isRegistryError(error, 'unauthorized', 'denied'))
            throw error;
    }
    return false;
}
/** Whether an upload may be opened. */
async function canPush(store) {
    try {
        const { location } = await uploads_open(store, '', []);
        if (location !== undefined)
            await giveUp(store, location);
        return true;
    }
    catch (error) {
        if (isRegistryError(error, 'unauthorized', 'denied'))
            return false;
        throw error;
    }
}
async function uploads_open(store, query, more) {
    return store.session.call({
        method: 'POST',
        url: `/v2/${store.name}/blobs/uploads/${query}`,
        scopes: [...store.push, ...more],
        body: new Uint8Array(0),
        statuses: query === '' ? [202] : [201, 202],
        read: (response, url) => ({
            location: response.status === 201 ? undefined : locationOf(response, url),
            minimumChunk: Number(response.headers.get('oci-chunk-min-length') ?? 0) || 0,
        }),
    });
}
async function inOne(store, blob) {
    const { location } = await uploads_open(store, '', []);
    if (location === undefined)
        return;
    await finish(store, location, blob.digest, blob);
}
async function inPieces(store, blob, chunkBytes) {
    const opened = await uploads_open(store, '', []);
    let location = opened.location;
    let start = 0;
    for await (const piece of pieces(blob.open(), Math.max(chunkBytes, opened.minimumChunk))) {
        if (location === undefined)
            return;
        location = await store.session.once({
            method: 'PATCH',
            url: location,
            scopes: store.push,
            headers: { ...OCTETS, 'content-range': `${start}-${start + piece.length - 1}` },
            body: piece,
            statuses: [202],
            read: locationOf,
            lasting: true,
        });
        start += piece.length;
    }
    if (location !== undefined)
        await finish(store, location, blob.digest, new Uint8Array(0));
}
async function finish(store, location, digest, body) {
    // The location is kept as it is: its query may be signed.
    const url = `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`;
    await store.session.once({
        method: 'PUT',
        url,
        scopes: store.push,
        headers: OCTETS,
        body,
        statuses: [201],
        read: (response) => {
            const stored = response.headers.get('docker-content-digest');
            if (stored === null || stored === digest)
                return;
            throw new error_RegistryError('digest-mismatch', `${digest} was uploaded and stored as ${stored.slice(0, 100)}`);
        },
        lasting: true,
    });
}
async function giveUp(store, location) {
    const call = {
        method: 'DELETE',
        url: location,
        scopes: store.push,
        statuses: [204, 202, 200],
        read: () => undefined,
    };
    // The registry forgets abandoned uploads by itself.
    await store.session.once(call).catch(() => { });
}
function locationOf(response, url) {
    const location = response.headers.get('location');
    if (location === null || !URL.canParse(location, url.href)) {
        throw new error_RegistryError('invalid-response', `${url.host} opened an upload and did not say where`);
    }
    return new URL(location, url).href;
}
async function* pieces(bytes, size) {
    let held = [];
    let length = 0;
    for await (let chunk of bytes) {
        while (length + chunk.length >= size) {
            const take = size - length;
            yield Buffer.concat([...held, chunk.subarray(0, take)]);
            chunk = chunk.subarray(take);
            held = [];
            length = 0;
        }
        if (chunk.length > 0)
            held.push(chunk);
        length += chunk.length;
    }
    if (length > 0)
        yield Buffer.concat(held);
}

;// CONCATENATED MODULE: ./build/packages/registry/src/repository.js









/** A client for one repository. Nothing is sent before the first request is made. */
function repository_openRepository(repository, options = {}) {
    const { name } = repository;
    const store = {
        session: new Session(repository.registry, options),
        name,
        pull: [`repository:${name}:pull`],
        push: [`repository:${name}:pull,push`],
        remove: [`repository:${name}:pull,delete`],
        chunkBytes: options.chunkBytes,
    };
    async function putManifest(content, mediaType, reference) {
        const bytes = content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content));
        const manifest = parseManifest(bytes, mediaType);
        const { descriptor, subject } = await putManifestBytes(store, bytes, mediaType, reference);
        if (manifest.subject !== undefined && subject === undefined)
            await addToFallbackList(store, descriptor, manifest);
        return descriptor;
    }
    async function remove(digest) {
        const found = await headManifest(store, digest);
        if (found === undefined)
            return;
        const { manifest } = await getManifest(store, digest);
        await deleteManifest(store, digest);
        if (manifest.subject !== undefined)
            await dropFromFallbackList(store, digest, manifest.subject.digest);
    }
    async function putBlob(content) {
        const blob = 'open' in content ? content : inMemory(content);
        if (!(await hasBlob(store, blob.digest)))
            await uploadBlob(store, blob);
        return { digest: blob.digest, size: blob.size };
    }
    return {
        repository,
        resolve: (reference) => headManifest(store, reference),
        getManifest: (reference) => getManifest(store, reference),
        putManifest,
        deleteManifest: remove,
        hasBlob: (digest) => hasBlob(store, digest),
        getBlob: (digest, { maxBytes }) => getBlob(store, digest, maxBytes),
        openBlob: (digest) => openBlob(store, digest),
        putBlob,
        mountBlob: (digest, from) => mountBlob(store, digest, from),
        tag: (target, tag, { immutable = false } = {}) => tagManifest(store, target, tag, immutable),
        tags: () => listTags(store),
        referrers: (digest, artifactType) => listReferrers(store, digest, artifactType),
        canPush: () => canPush(store),
    };
}
function inMemory(bytes) {
    return {
        digest: sha256(bytes),
        size: bytes.length,
        async *open() {
            yield bytes;
        },
    };
}

;// CONCATENATED MODULE: ./build/packages/registry/src/access.js


/** What to do about a registry that refuses the inputs' credentials. */
const ACCESS_FIX = 'Check `registry-username` and `registry-password`; on ghcr.io the job needs `permissions: packages: write`.';
/** The credentials that the inputs give; `undefined`, which is anonymous, without a password. A token needs no name. */
function givenCredentials(inputs) {
    const { 'registry-username': username = '', 'registry-password': password } = inputs;
    return password === undefined ? undefined : { username, password };
}
/** The options of a client that acts for an action: its credentials, its end when the run is cancelled, its log. */
function accessOptions(inputs, { fetch, signal, log }) {
    return { credentials: givenCredentials(inputs), fetch, signal, log: (line) => log.info(line) };
}
/** The repository of models that the input names; `undefined` when none is given. Throws `RegistryError`. */
function openModels(inputs, services) {
    const name = inputs['model-repository'];
    return name === undefined ? undefined : openRepository(parseRepository(name), accessOptions(inputs, services));
}
/** What to do about a failure of the repository of models; `undefined` where the inputs are not the matter. */
function modelsFix({ reason }) {
    if (reason === 'unauthorized' || reason === 'denied')
        return ACCESS_FIX;
    return reason === 'not-found'
        ? 'Check `model-repository`: the digest is known only where the training pushed it.'
        : undefined;
}

;// CONCATENATED MODULE: ./build/packages/registry/src/append-layer.js




const MAX_CONFIG_BYTES = (/* unused pure expression or super */ null && (8 * 1024 * 1024));
/**
 * An image with one layer more, stored by digest; of an index, each image gets the layer. Attestation manifests of BuildKit
 * speak of images that the index then no longer holds, so an index that has some is refused with `unsupported`.
 */
async function appendLayer(client, image, layer, changes = {}) {
    return rewriteImage(client, image, [layer], changes);
}
/** As `appendLayer`, with any number of layers: none changes only the configuration and annotations. */
async function rewriteImage(client, image, layers, changes) {
    const { manifest, descriptor } = await client.getManifest(image);
    if (!isIndex(manifest))
        return rewriteOne(client, manifest, descriptor.mediaType, layers, changes);
    const manifests = [];
    for (const entry of manifest.manifests) {
        if (entry.annotations?.['vnd.docker.reference.type'] !== undefined) {
            throw new RegistryError('unsupported', `${image} holds BuildKit attestations, which would speak of images that are changed; build without them`);
        }
        const rewritten = await rewriteImage(client, entry.digest, layers, changes);
        manifests.push({ ...entry, digest: rewritten.digest, size: rewritten.size });
    }
    const index = { ...manifest, manifests, ...annotated(manifest.annotations, changes) };
    return client.putManifest(index, descriptor.mediaType);
}
async function rewriteOne(client, manifest, mediaType, layers, changes) {
    const before = JSON.parse((await client.getBlob(manifest.config.digest, { maxBytes: MAX_CONFIG_BYTES })).toString());
    if (!isRecord(before))
        throw new RegistryError('invalid-response', 'the image has no configuration that can be read');
    const bytes = Buffer.from(JSON.stringify(configWith(before, layers, changes)));
    const { digest, size } = await client.putBlob(bytes);
    const docker = mediaType === MediaType.dockerManifest;
    const added = layers.map(({ descriptor }) => ({
        ...descriptor,
        mediaType: docker ? dockerLayerType(descriptor.mediaType) : descriptor.mediaType,
    }));
    const rewritten = {
        ...manifest,
        config: { ...manifest.config, digest, size },
        layers: [...manifest.layers, ...added],
        ...annotated(manifest.annotations, changes),
    };
    return client.putManifest(rewritten, mediaType);
}
function dockerLayerType(mediaType) {
    if (mediaType === MediaType.ociLayerGzip)
        return MediaType.dockerLayerGzip;
    throw new RegistryError('unsupported', `an image in Docker's format takes no layer of type ${mediaType}`);
}
function annotated(before, changes) {
    return changes.annotations === undefined ? {} : { annotations: { ...before, ...changes.annotations } };
}
/** An image configuration with these layers on top, and the changes made. */
function configWith(config, layers, changes) {
    const rootfs = isRecord(config['rootfs']) ? config['rootfs'] : {};
    const diffIds = textsOf(rootfs['diff_ids']).map(parseDigest);
    const history = Array.isArray(config['history']) ? config['history'] : [];
    const settings = isRecord(config['config']) ? config['config'] : {};
    const labels = isStringRecord(settings['Labels']) ? settings['Labels'] : {};
    return {
        ...config,
        config: {
            ...settings,
            ...(changes.env === undefined ? {} : { Env: envWith(textsOf(settings['Env']), changes.env) }),
            ...(changes.labels === undefined ? {} : { Labels: { ...labels, ...changes.labels } }),
        },
        rootfs: { type: 'layers', diff_ids: [...diffIds, ...layers.map((layer) => layer.diffId)] },
        history: [...history, ...layers.map((layer) => ({ created_by: layer.createdBy, comment: 'ml-actions' }))],
    };
}
function envWith(before, changes) {
    const kept = before.filter((entry) => !Object.hasOwn(changes, entry.split('=', 1)[0] ?? ''));
    return [...kept, ...Object.entries(changes).map(([name, value]) => `${name}=${value}`)];
}
function textsOf(value) {
    return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/packages/registry/src/docker-config.js




const HUB = 'https://index.docker.io/v1/';
/**
 * What `docker login` left for a registry; `undefined` when it left nothing. Throws `unsupported` when a helper would have to
 * be asked that can't be, and `invalid-response` when the file can't be read.
 */
async function dockerCredentials(registry, options) {
    const config = await readConfig(join(options.directory, 'config.json'));
    const servers = serversOf(registry);
    const helpers = isRecord(config['credHelpers']) ? config['credHelpers'] : {};
    const named = servers.map((server) => helpers[server]).find((name) => typeof name === 'string');
    if (named !== undefined)
        return ask(named, servers, options);
    const auths = isRecord(config['auths']) ? config['auths'] : {};
    for (const server of servers) {
        const found = isRecord(auths[server]) ? stored(auths[server]) : undefined;
        if (found !== undefined)
            return found;
    }
    const store = config['credsStore'];
    return typeof store === 'string' && store !== '' ? ask(store, servers, options) : undefined;
}
function serversOf(registry) {
    if (registry === 'docker.io')
        return [HUB, 'docker.io', 'index.docker.io', 'registry-1.docker.io'];
    return [registry, `https://${registry}`, `http://${registry}`, `https://${registry}/v1/`, `https://${registry}/v2/`];
}
async function readConfig(path) {
    const text = await readFile(path, 'utf8').catch((error) => {
        if (isRecord(error) && error['code'] === 'ENOENT')
            return '{}';
        throw error;
    });
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        // No cause: the parser's message would quote the file, and the file holds passwords.
    }
    if (isRecord(value))
        return value;
    throw new RegistryError('invalid-response', `${path} is not a JSON object`);
}
function stored(entry) {
    if (typeof entry['identitytoken'] === 'string' && entry['identitytoken'] !== '')
        return { identityToken: entry['identitytoken'] };
    if (typeof entry['registrytoken'] === 'string' && entry['registrytoken'] !== '')
        return { token: entry['registrytoken'] };
    if (typeof entry['auth'] === 'string' && entry['auth'] !== '') {
        const text = Buffer.from(entry['auth'], 'base64').toString('utf8');
        const colon = text.indexOf(':');
        return colon > 0
            ? { username: text.slice(0, colon), password: text.slice(colon + 1).replace(/\0+$/, '') }
            : undefined;
    }
    const { username, password } = { username: entry['username'], password: entry['password'] };
    return typeof username === 'string' && typeof password === 'string' && username !== ''
        ? { username, password }
        : undefined;
}
async function ask(name, servers, options) {
    if (options.runHelper === undefined || !/^[A-Za-z0-9._-]+$/.test(name)) {
        throw new RegistryError('unsupported', `the credentials are with docker-credential-${name.slice(0, 50)}, which is not asked here`);
    }
    for (const server of servers) {
        const answer = credentialsIn(await options.runHelper(name, server));
        if (answer !== undefined)
            return answer;
    }
    return undefined;
}
function credentialsIn(output) {
    let value;
    try {
        value = JSON.parse(output);
    }
    catch {
        return undefined;
    }
    if (!isRecord(value))
        return undefined;
    const { username, password } = { username: value['Username'], password: value['Secret'] };
    if (typeof username !== 'string' || typeof password !== 'string' || password === '')
        return undefined;
    // The helpers' sign for a token that is to be exchanged.
    return username === '<token>' ? { identityToken: password } : { username, password };
}

;// CONCATENATED MODULE: ./build/packages/registry/src/model/artifact.js



/** The directory of the archive in which the model is, and so its place in an image: `/model`. */
const artifact_MODEL_DIRECTORY = 'model';
/** Annotation of the layer: the digest of its uncompressed tar. */
const artifact_DIFF_ID = 'dev.ml-actions.diff-id';
/** The one layer of a model artifact. Throws `unsupported` for a manifest that is something else. */
async function artifact_layerOfModel(client, model) {
    const { manifest } = await client.getManifest(model);
    if (manifest_isIndex(manifest) || manifest.artifactType !== media_types_MediaType.model) {
        throw new error_RegistryError('unsupported', `${model} is not a model artifact (${media_types_MediaType.model})`);
    }
    const [layer, ...more] = manifest.layers;
    if (layer === undefined || more.length > 0 || layer.mediaType !== media_types_MediaType.ociLayerGzip) {
        throw new error_RegistryError('unsupported', `the model ${model} does not have the one layer that it must have`);
    }
    return layer;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/packages/registry/src/tar/gzip.js



const OPERATING_SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;
/** Bytes compressed, with a header that names neither time nor operating system. */
async function* gzip_gzip(bytes) {
    const compressed = createGzip({ level: 6 });
    pipeline(bytes, compressed, () => { });
    let offset = 0;
    const chunks = compressed;
    for await (const chunk of chunks) {
        const at = OPERATING_SYSTEM_BYTE - offset;
        if (at >= 0 && at < chunk.length)
            chunk[at] = UNKNOWN_SYSTEM;
        offset += chunk.length;
        yield chunk;
    }
}
/** Bytes unpacked. Throws `unsafe-archive` for what is not gzip, and whatever the source throws. */
async function* gzip_gunzip(bytes) {
    let failure;
    const unpacked = createGunzip();
    const source = async function* () {
        try {
            yield* bytes;
        }
        catch (error) {
            failure = error;
            throw error;
        }
    };
    pipeline(source, unpacked, () => { });
    try {
        const chunks = unpacked;
        yield* chunks;
    }
    catch (error) {
        throw failure ?? new RegistryError('unsafe-archive', 'the archive is not whole gzip', { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/packages/registry/src/tar/read.js


const MAX_PATH = 4096;
const MAX_DEPTH = 100;
/**
 * The members of a tar, each checked before it is handed out: regular files and directories only, no path that leaves, no name
 * twice, not more bytes or members than allowed. Throws `unsafe-archive`, or `too-large`.
 */
async function* read_readTar(tar, limits) {
    const seen = new Set();
    let bytes = 0;
    for await (const entry of entriesOf(bounded(tar, limits))) {
        const path = read_pathOf(entry.header.name);
        const type = entry.header.type ?? 'file';
        if (type !== 'file' && type !== 'directory')
            throw unsafe(`${quoted(path)} is a ${type}`);
        if (seen.has(path))
            throw unsafe(`${quoted(path)} is there twice`);
        seen.add(path);
        if (seen.size > limits.maxFiles)
            throw read_tooLarge(`more than ${limits.maxFiles} files`);
        bytes += entry.header.size;
        if (bytes > limits.maxBytes)
            throw read_tooLarge(`more than ${limits.maxBytes} bytes of files`);
        yield { type, path, size: entry.header.size, bytes: bodyOf(entry) };
    }
}
async function* bodyOf(entry) {
    let size = 0;
    const body = entry.body;
    for await (const chunk of body) {
        size += chunk.length;
        yield chunk;
    }
    if (size !== entry.header.size)
        throw unsafe('the archive ends within a file');
}
async function* entriesOf(tar) {
    const entries = ReadableStream.from(tar).pipeThrough(createTarDecoder({ strict: true }));
    try {
        for await (const entry of entries) {
            yield entry;
            // The next header comes only when this body was taken.
            if (!entry.body.locked)
                await entry.body.cancel();
        }
    }
    catch (error) {
        if (error instanceof RegistryError)
            throw error;
        throw new RegistryError('unsafe-archive', `the archive can't be read: ${messageOf(error)}`, { cause: error });
    }
}
// Headers count too: a gigabyte of headers without a file in it is a bomb as well.
const BYTES_PER_HEADER = 4096;
async function* bounded(tar, limits) {
    const most = limits.maxBytes + limits.maxFiles * BYTES_PER_HEADER;
    let bytes = 0;
    for await (const chunk of tar) {
        bytes += chunk.length;
        if (bytes > most)
            throw read_tooLarge(`more than ${limits.maxBytes} bytes`);
        yield chunk;
    }
}
function read_pathOf(name) {
    const path = name.replace(/^\.\//, '').replace(/\/+$/, '');
    const parts = path.split('/');
    if (path === '' || path.startsWith('/') || parts.some((part) => part === '' || part === '.' || part === '..')) {
        throw unsafe(`${quoted(name)} is not a plain relative path`);
    }
    if (/[\0\\]/.test(path))
        throw unsafe(`${quoted(name)} holds a character that paths may not have`);
    if (path.length > MAX_PATH || parts.length > MAX_DEPTH)
        throw unsafe(`${quoted(name)} is too long`);
    return path;
}
function unsafe(what) {
    return new RegistryError('unsafe-archive', `the archive is refused: ${what}`);
}
function read_tooLarge(what) {
    return new RegistryError('too-large', `the archive is refused: it holds ${what}`);
}
function quoted(text) {
    return JSON.stringify(text.slice(0, 200));
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: ./build/packages/registry/src/model/pull.js










const DEFAULT_LIMITS = { maxBytes: 256 * 1024 ** 3, maxFiles: 100_000 };
/**
 * The files of a model artifact, in a directory that must not exist yet (or be empty): written beside it and renamed when
 * every byte was checked, so that it is whole or not there.
 */
async function pullModel(client, model, directory, limits = {}) {
    const target = resolve(directory);
    await assertFree(target);
    const layer = await layerOfModel(client, model);
    const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
    await mkdir(temporary, { recursive: true });
    try {
        let files = 0;
        let bytes = 0;
        for await (const member of pull_membersOfModel(client, layer, { ...DEFAULT_LIMITS, ...limits })) {
            const path = join(temporary, member.path);
            if (member.type === 'directory') {
                await mkdir(path, { recursive: true, mode: 0o755 });
                continue;
            }
            await mkdir(dirname(path), { recursive: true, mode: 0o755 });
            await pipeline(member.bytes, createWriteStream(path, { flags: 'wx', mode: 0o644 }));
            files += 1;
            bytes += member.size;
        }
        await removeEmpty(target);
        await rename(join(temporary, MODEL_DIRECTORY), target);
        return { layer, files, bytes };
    }
    finally {
        await rm(temporary, { recursive: true, force: true });
    }
}
/** The members of a model's layer, checked; the digests of the layer and of its tar are checked at the end. */
async function* pull_membersOfModel(client, layer, limits, sawTar = () => { }) {
    const hash = createHash('sha256');
    const tar = async function* () {
        for await (const chunk of gunzip(client.openBlob(layer.digest))) {
            hash.update(chunk);
            yield chunk;
        }
    };
    let members = 0;
    for await (const member of readTar(tar(), limits)) {
        const inside = member.path.startsWith(`${MODEL_DIRECTORY}/`);
        if (!inside && !(member.path === MODEL_DIRECTORY && member.type === 'directory')) {
            throw new RegistryError('unsafe-archive', `a model's files are in ${MODEL_DIRECTORY}/, ${JSON.stringify(member.path)} is not`);
        }
        members += 1;
        yield member;
    }
    if (members === 0)
        throw new RegistryError('unsafe-archive', 'the model is empty');
    const diffId = `sha256:${hash.digest('hex')}`;
    const declared = layer.annotations?.[DIFF_ID];
    if (declared !== undefined && declared !== diffId) {
        throw new RegistryError('digest-mismatch', `the model's archive has the digest ${diffId}, not ${declared}`);
    }
    sawTar(diffId);
}
async function assertFree(target) {
    const entries = await readdir(target).catch((error) => {
        if (isRecord(error) && error['code'] === 'ENOENT')
            return [];
        throw error;
    });
    if (entries.length > 0)
        throw new RegistryError('rejected', `${target} is not empty; a model is pulled into a place of its own`);
}
async function removeEmpty(target) {
    await rmdir(target).catch((error) => {
        if (!isRecord(error) || error['code'] !== 'ENOENT')
            throw error;
    });
}

;// CONCATENATED MODULE: ./build/packages/registry/src/model/layer.js



const MAX_FILES = 100_000;
/**
 * The layer of a model artifact, fit to be put into an image: it was read whole, and holds nothing but files below `model/`,
 * so that it can't replace a program of the image. Throws `too-large` past `maxBytes` (unpacked).
 */
async function modelLayer(client, model, limits) {
    const layer = await layerOfModel(client, model);
    if (layer.size > limits.maxBytes) {
        throw new RegistryError('too-large', `the model's layer has ${layer.size} bytes, more than the ${limits.maxBytes} allowed`);
    }
    const found = [];
    const members = membersOfModel(client, layer, { ...limits, maxFiles: MAX_FILES }, (diffId) => found.push(diffId));
    for await (const member of members) {
        for await (const _ of member.bytes) {
            // Read to the end: the digests are checked there.
        }
    }
    const [diffId] = found;
    if (diffId === undefined)
        throw new RegistryError('unsafe-archive', 'the model was not read to its end');
    const { mediaType, digest, size } = layer;
    return { descriptor: { mediaType, digest, size }, diffId, createdBy: `model ${model}` };
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/packages/registry/src/tar/pack.js





/** Packs members into a new file. The same members give the same bytes. Throws what the file system says. */
async function pack_packTar(members, path) {
    const plain = createHash('sha256');
    const compressed = createHash('sha256');
    let size = 0;
    const tar = async function* () {
        for await (const chunk of writeTar(members)) {
            plain.update(chunk);
            yield chunk;
        }
    };
    const archive = async function* () {
        for await (const chunk of gzip(tar())) {
            compressed.update(chunk);
            size += chunk.length;
            yield chunk;
        }
    };
    await pipeline(archive, createWriteStream(path, { flags: 'wx' }));
    return { digest: `sha256:${compressed.digest('hex')}`, size, diffId: `sha256:${plain.digest('hex')}` };
}

;// CONCATENATED MODULE: ./build/packages/registry/src/model/push.js











const READ_BYTES = (/* unused pure expression or super */ null && (1024 * 1024));
const EMPTY = Buffer.from('{}');
/**
 * Pushes a directory as a model artifact: one manifest, one layer, and `modelTag` for it. The same files and annotations give
 * the same digest. Links and special files are refused with `unsafe-archive`, and so is a directory without a file.
 */
async function pushModel(client, directory, options = {}) {
    const members = await membersOf(directory);
    const temporary = await mkdtemp(join(options.temporaryDirectory ?? tmpdir(), 'ml-actions-model-'));
    try {
        const path = join(temporary, `${randomUUID()}.tar.gz`);
        const packed = await packTar(members, path);
        await client.putBlob({ ...packed, open: () => createReadStream(path, { highWaterMark: READ_BYTES }) });
        const config = await client.putBlob(EMPTY);
        const layer = {
            mediaType: MediaType.ociLayerGzip,
            digest: packed.digest,
            size: packed.size,
            annotations: { [DIFF_ID]: packed.diffId },
        };
        const manifest = {
            schemaVersion: 2,
            mediaType: MediaType.ociManifest,
            artifactType: MediaType.model,
            config: { mediaType: MediaType.empty, ...config, data: EMPTY.toString('base64') },
            layers: [layer],
            ...(options.annotations === undefined ? {} : { annotations: sorted(options.annotations) }),
        };
        const { digest } = await client.putManifest(manifest, MediaType.ociManifest);
        await client.tag(digest, modelTag(digest));
        if (options.tag !== undefined)
            await client.tag(digest, options.tag);
        return { digest, layer };
    }
    finally {
        await rm(temporary, { recursive: true, force: true });
    }
}
/**
 * The tag that every pushed model carries, since many registries delete manifests that have none. It says no more than the
 * digest; `sha256-…` would be taken, for there the fallback list of its referrers is kept.
 */
function modelTag(model) {
    return `model-${hexOf(model)}`;
}
async function membersOf(directory) {
    const members = [{ type: 'directory', name: MODEL_DIRECTORY }];
    await collect(directory, MODEL_DIRECTORY, members);
    if (members.every((member) => member.type !== 'file')) {
        throw new RegistryError('unsafe-archive', `there is no file in ${directory}, so there is no model to push`);
    }
    return members.sort((one, other) => byBytes(one.name, other.name));
}
async function collect(directory, name, members) {
    for (const entry of await readdir(directory)) {
        const path = join(directory, entry);
        const member = `${name}/${entry}`;
        const status = await lstat(path);
        if (status.isDirectory()) {
            members.push({ type: 'directory', name: member });
            await collect(path, member, members);
        }
        else if (status.isFile()) {
            members.push({
                type: 'file',
                name: member,
                size: status.size,
                open: () => createReadStream(path, { highWaterMark: READ_BYTES }),
            });
        }
        else {
            throw new RegistryError('unsafe-archive', `${path} is a link or a special file; a model is made of files and directories`);
        }
    }
}
function sorted(record) {
    return Object.fromEntries(Object.entries(record).sort(([one], [other]) => byBytes(one, other)));
}

;// CONCATENATED MODULE: ./build/packages/registry/src/model/index.js





;// CONCATENATED MODULE: ./build/packages/registry/src/index.js
















/***/ })

};
