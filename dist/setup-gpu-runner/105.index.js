export const id = 105;
export const ids = [105,184];
export const modules = {

/***/ 105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  allocate: () => (/* binding */ allocate)
});

// EXTERNAL MODULE: ./build/actions/setup-gpu-runner/src/discover.js
var discover = __webpack_require__(184);
;// CONCATENATED MODULE: ./build/actions/setup-gpu-runner/src/inherited.js
/**
 * Recognises Slurm and the NVIDIA device plugin. A job of Slurm that names no device has none: what it can see may be others'.
 * The plugin's `all`, `none` and `void` are no allocation: CUDA images say `all` by themselves.
 */
function readAllocation(env) {
    const slurm = env['SLURM_JOB_ID'] ?? '';
    const cuda = list(env['CUDA_VISIBLE_DEVICES']);
    if (slurm !== '') {
        return { by: `Slurm job ${slurm}`, variable: 'CUDA_VISIBLE_DEVICES', devices: cuda, indices: 'here' };
    }
    const nvidia = list(env['NVIDIA_VISIBLE_DEVICES']);
    return nvidia.length > 0 && nvidia.every((entry) => /^(GPU-|MIG-|\d+(:\d+)?$)/.test(entry))
        ? { by: 'a device plugin', variable: 'NVIDIA_VISIBLE_DEVICES', devices: nvidia, indices: 'outside' }
        : undefined;
}
/** The devices that an allocation means, or what contradicts it. Without one, all that is seen. */
function visibleDevices(found, allocation) {
    if (allocation === undefined)
        return found.devices;
    const { by, variable, devices: named, indices } = allocation;
    const byUuid = named.filter((entry) => /^(GPU|MIG)-/.test(entry));
    if (byUuid.length === named.length) {
        const devices = named.flatMap((uuid) => found.devices.find(({ id }) => id === uuid) ?? []);
        const absent = named.filter((uuid) => !found.devices.some(({ id }) => id === uuid));
        return absent.length === 0
            ? devices
            : `${variable} of ${by} names ${absent.join(', ')}, which nvidia-smi does not show here.`;
    }
    if (indices === 'here') {
        const devices = named.flatMap((index) => found.devices.find((device) => String(device.index) === index) ?? []);
        return devices.length === named.length
            ? devices
            : `${variable} of ${by} is ${named.join(',')}, and nvidia-smi shows ${found.devices.length} device(s).`;
    }
    return named.length === found.devices.length
        ? found.devices
        : `${variable} of ${by} names ${named.length} device(s), and nvidia-smi shows ${found.devices.length}.`;
}
function list(text = '') {
    return text
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(217);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
// EXTERNAL MODULE: ./build/packages/action/src/index.js + 33 modules
var src = __webpack_require__(680);
// EXTERNAL MODULE: ./build/packages/gpu/src/index.js + 27 modules
var gpu_src = __webpack_require__(366);
// EXTERNAL MODULE: ./build/actions/setup-gpu-runner/src/situation.js
var situation = __webpack_require__(51);
// EXTERNAL MODULE: ./build/actions/setup-gpu-runner/src/state.js
var state = __webpack_require__(890);
;// CONCATENATED MODULE: ./build/actions/setup-gpu-runner/src/unfit.js

/** Too few devices are left; the reason is the gravest of what was against the others. */
function unfit(found, dropped, allocator) {
    const has = (...causes) => dropped.some(({ cause }) => causes.includes(cause));
    const lines = dropped.map(({ device, why }) => `- ${device.id} (${device.name}): ${why}`);
    const onBus = found.missingOnBus > 0 ? [`- ${found.missingOnBus} device(s) are on the bus and unknown to the driver.`] : [];
    const shared = { discovery: found, dropped, allocator };
    const message = (what, fix) => [what, ...lines, ...onBus, fix].join('\n');
    if (has('bad', 'cuda-bad') || onBus.length > 0) {
        return new situation/* Decided */.$({
            ...shared,
            verdict: 'fail',
            reason: 'unhealthy',
            message: message('Too few devices are healthy:', 'Take them out of service, or ask for fewer.'),
        });
    }
    if (has('stranger')) {
        return new situation/* Decided */.$({
            ...shared,
            verdict: 'inconclusive',
            reason: 'busy',
            message: message('Devices are in use by processes that hold no lease:', 'They are not ended by this action.'),
        });
    }
    if (has('cuda-not-run')) {
        return new situation/* Decided */.$({
            ...shared,
            verdict: 'inconclusive',
            reason: 'cuda-check-not-run',
            message: message('`cuda-check: required`, and it could not be run:', 'Install python3 and the driver’s libcuda.so.1.'),
        });
    }
    return new situation/* Decided */.$({
        ...shared,
        verdict: 'inconclusive',
        reason: 'health-unknown',
        message: message('Too few devices are known to be healthy:', 'Let the runner’s user read the kernel’s log (group `adm` or `systemd-journal`), use driver 570 or later, or set `unknown-health: accept`.'),
    });
}

;// CONCATENATED MODULE: ./build/actions/setup-gpu-runner/src/verify.js


/** Tries devices that this job has for itself: nobody else computes on them, and CUDA really works. */
async function useDevices(inputs, services, found, devices, { strangers }) {
    const tools = (0,discover/* toolsOf */.F)(inputs, services);
    const dropped = [];
    const cuda = [];
    const processes = strangers && found.vendor === 'nvidia' ? await (0,gpu_src/* computeProcesses */.Fv)(tools) : [];
    for (const device of devices) {
        // The processes of a MIG device are told under its GPU, and may be those of another part.
        const others = device.kind === 'mig' ? [] : processes.filter((each) => each.device === device.id);
        if (others.length > 0) {
            const who = others.map(({ pid, name }) => `${name} (pid ${pid})`).join(', ');
            dropped.push({ device, cause: 'stranger', why: `In use, without a lease, by ${who}.` });
            continue;
        }
        const check = found.vendor === 'amd'
            ? { kind: 'not-run', why: 'it is an AMD device' }
            : await (0,gpu_src/* checkCuda */.Mb)(device.id, tools);
        cuda.push({ device: device.id, text: check.kind === 'not-run' ? `not run: ${check.why}` : check.evidence });
        if (check.kind === 'bad')
            dropped.push({ device, cause: 'cuda-bad', why: `The CUDA check failed: ${check.evidence}` });
        if (check.kind === 'not-run') {
            services.log.info(`CUDA check of ${device.id} not run: ${check.why}.`);
            if (inputs['cuda-check'] === 'required')
                dropped.push({ device, cause: 'cuda-not-run', why: `The CUDA check was not run: ${check.why}.` });
        }
    }
    return { dropped, cuda };
}

;// CONCATENATED MODULE: ./build/actions/setup-gpu-runner/src/lease.js








const SAMPLE_SECONDS = 10;
/** Leases devices, tries them, and leases others instead of those that turn out to be unfit. */
async function leaseDevices(inputs, services, choice) {
    const { found, count } = choice;
    const { clock, context, env, log } = services;
    const owner = await (0,gpu_src/* findJobProcess */.qX)(await (0,gpu_src/* standpoint */.D2)(), env['RUNNER_TRACKING_ID'] ?? '');
    log.info(`The lease ends with the job: ${describe(owner)}`);
    const endsAt = clock.now() + inputs.wait;
    const dropped = [...choice.dropped];
    let waitedMs = 0;
    for (;;) {
        const candidates = choice.fit.filter(({ id }) => !dropped.some(({ device }) => device.id === id));
        if (candidates.length < count || candidates.length === 0)
            throw unfit(found, dropped, 'host');
        const outcome = await lease(inputs, services, owner, {
            candidates,
            count,
            waitMs: Math.max(0, endsAt - clock.now()),
        });
        for (const { state, file, ...rest } of outcome.survey.leases) {
            if (state === 'unknown' && 'why' in rest)
                log.warning(`${file} keeps its device: ${rest.why}. Nobody can tell whether it is in use; remove the file when you know that it is not.`);
        }
        if (outcome.survey.foreign.length > 0)
            log.info(`Left alone in ${inputs['lease-directory']}: ${outcome.survey.foreign.slice(0, 20).join(', ')}`);
        if (outcome.kind === 'busy')
            throw busy(inputs, found, outcome.waiting, count, dropped);
        waitedMs += outcome.waitedMs;
        const { grant } = outcome;
        // Saved before anything else can go wrong: what main leaves, post gives back.
        (0,state/* saveHeld */.d)(services, { grant, grantedAt: clock.now() });
        const granted = candidates.filter(({ id }) => grant.devices.includes(id));
        const used = await useDevices(inputs, services, found, granted, { strangers: true });
        if (used.dropped.length > 0) {
            for (const { device, why } of used.dropped)
                log.warning(`${device.id} is left out: ${why}`);
            await (0,gpu_src/* release */._r)(grant, env);
            dropped.push(...used.dropped);
            continue;
        }
        const samples = (0,external_node_path_.join)(context.temp, `ml-actions-gpu-use-${(0,external_node_crypto_.randomUUID)()}.csv`);
        const sampler = found.vendor === 'nvidia' ? await watchUse(owner, samples, services) : null;
        (0,state/* saveHeld */.d)(services, { grant, grantedAt: clock.now(), ...(sampler === null ? {} : { samples, sampler }) });
        return {
            verdict: 'pass',
            reason: 'granted',
            message: `${count} device(s) leased to this job: ${grant.devices.join(', ')}${waitedMs >= 1_000 ? `, after ${(0,src/* formatDuration */.a3)(waitedMs)}` : ''}.`,
            discovery: found,
            granted,
            dropped,
            allocator: 'host',
            cuda: used.cuda,
            lease: { directory: grant.directory, owner: describe(owner), waitedMs },
            notes: grant.holder === null
                ? ['No holder process could be started; jobs in other containers will see this lease as held for ever.']
                : [],
        };
    }
}
/** How the devices are used is good to know; a job does not fail for it. */
async function watchUse(owner, file, { env, log }) {
    try {
        return await (0,gpu_src/* startSampler */.Lt)(owner, file, env, SAMPLE_SECONDS);
    }
    catch (error) {
        log.info(`The devices’ use is not noted: ${error instanceof Error ? error.message : String(error)}`);
        return null;
    }
}
async function lease(inputs, { context, env, log, signal }, owner, { candidates, count, waitMs, }) {
    try {
        return await log.phase(`Lease ${count} of ${candidates.length} fit device(s)`, () => (0,gpu_src/* acquire */.XC)({
            directory: inputs['lease-directory'],
            candidates: candidates.map(({ id }) => id),
            count,
            waitMs,
            owner,
            label: { repository: context.repository, run: context.runUrl, job: context.job, runner: context.runnerName },
            env,
            signal,
            onWait: (waiting) => log.info(`Waiting, number ${waiting.position} in the queue; ${waiting.free} of ${count} free. ${holders(waiting)}`),
        }));
    }
    catch (error) {
        if (!(error instanceof gpu_src/* LeaseDirectoryError */.oS))
            throw error;
        throw new situation/* Decided */.$({
            verdict: 'fail',
            reason: 'lease-unavailable',
            message: `${error.message} Nothing is granted without a lease (${error.problem}).`,
        });
    }
}
function busy(inputs, found, waiting, count, dropped) {
    const ahead = waiting.position > 1 ? ` ${waiting.position - 1} job(s) came before.` : '';
    return new situation/* Decided */.$({
        verdict: 'inconclusive',
        reason: 'busy',
        discovery: found,
        dropped,
        allocator: 'host',
        message: `${count} device(s) were not free within ${(0,src/* formatDuration */.a3)(inputs.wait)}: ${waiting.free} are.${ahead} ${holders(waiting)} Raise \`wait\`.`,
    });
}
function holders({ holders: found }) {
    return found
        .map((lease) => lease.record === undefined
        ? `${lease.device}: held by an unreadable lease.`
        : `${lease.device}: ${lease.record.label.repository} ${lease.record.label.job} on ${lease.record.label.runner}, since ${lease.record.since}.`)
        .join(' ');
}
function describe({ pid, name, kind }) {
    const known = {
        worker: 'the runner’s worker',
        runner: 'the runner’s job process',
        container: 'the container’s first process',
        ancestor: 'no job process was recognised; the outermost process that started this step',
    };
    return `pid ${pid} (${name}; ${known[kind]})`;
}

;// CONCATENATED MODULE: ./build/actions/setup-gpu-runner/src/allocate.js






/** Chooses fit devices and makes them this job's own. */
async function allocate(inputs, services, found) {
    const allocation = readAllocation(services.env);
    const inherited = inputs.allocator === 'inherited' || (inputs.allocator === 'auto' && allocation !== undefined);
    if (inherited)
        return checkInherited(inputs, services, found, visibleDevices(found, allocation));
    const { devices, missingOnBus } = found;
    const wanted = inputs.gpus === 'all' ? Math.max(1, devices.length) : Number(inputs.gpus);
    if (devices.length < wanted && (devices.length + missingOnBus < wanted || inputs.gpus === 'all')) {
        throw (0,discover/* missing */.L)(inputs, {
            reason: 'too-few-devices',
            why: `This host has ${devices.length} device(s).`,
            discovery: found,
        });
    }
    const { fit, dropped } = sort(inputs, devices);
    const count = inputs.gpus === 'all' ? Math.max(1, fit.length) : wanted;
    for (const { device, why } of dropped)
        services.log.warning(`${device.id} is left out: ${why}`);
    return leaseDevices(inputs, services, { found, fit, dropped, count });
}
/** What a scheduler has allocated is checked, and never allocated again. */
async function checkInherited(inputs, services, found, allocated) {
    const mismatch = (message) => new situation/* Decided */.$({ verdict: 'fail', reason: 'allocation-mismatch', message, discovery: found, allocator: 'inherited' });
    if (typeof allocated === 'string')
        throw mismatch(allocated);
    const wanted = inputs.gpus === 'all' ? Math.max(1, allocated.length) : Number(inputs.gpus);
    if (allocated.length < wanted) {
        throw mismatch(`${wanted} GPU(s) were asked for, and the scheduler has allocated ${allocated.length}. Ask it for as many.`);
    }
    const chosen = allocated.slice(0, wanted);
    const { fit, dropped } = sort(inputs, chosen);
    if (fit.length < chosen.length)
        throw unfit(found, dropped, 'inherited');
    const used = await useDevices(inputs, services, found, fit, { strangers: false });
    if (used.dropped.length > 0)
        throw unfit(found, used.dropped, 'inherited');
    return {
        verdict: 'pass',
        reason: 'inherited',
        message: `${fit.length} device(s), allocated by the scheduler, are fit: ${fit.map(({ id }) => id).join(', ')}.`,
        discovery: found,
        granted: fit,
        allocator: 'inherited',
        cuda: used.cuda,
        notes: allocated.length > wanted
            ? [`The scheduler has allocated ${allocated.length} devices; ${wanted} were asked for.`]
            : [],
    };
}
function sort(inputs, devices) {
    const dropped = [];
    const fit = devices.filter((device) => {
        if (device.health === 'ok' || (device.health === 'unknown' && inputs['unknown-health'] === 'accept'))
            return true;
        const told = device.findings.filter(({ value, coveredBy }) => value === device.health && coveredBy === undefined);
        const why = told.map(({ evidence }) => evidence).join(' ') || 'Nothing of its health can be read.';
        dropped.push({ device, why, cause: device.health === 'bad' ? 'bad' : 'unknown' });
        return false;
    });
    return { fit, dropped };
}


/***/ }),

/***/ 184:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ toolsOf),
/* harmony export */   L: () => (/* binding */ missing),
/* harmony export */   discover: () => (/* binding */ discover)
/* harmony export */ });
/* harmony import */ var _ml_actions_action__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(680);
/* harmony import */ var _ml_actions_gpu__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(366);
/* harmony import */ var _situation_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51);



function toolsOf(inputs, { env, signal }) {
    return { env, signal, timeoutMs: inputs['probe-timeout'] };
}
/** The devices of this host, fit or not. @throws Decided when there are none, or the driver does not answer. */
async function discover(inputs, services) {
    const tools = toolsOf(inputs, services);
    const [nvidia, discovery] = await services.log.phase('Find GPUs', async () => {
        const first = await (0,_ml_actions_gpu__WEBPACK_IMPORTED_MODULE_1__/* .discoverNvidia */ .pc)(tools);
        return [first, first.kind === 'none' ? await (0,_ml_actions_gpu__WEBPACK_IMPORTED_MODULE_1__/* .discoverAmd */ .Kq)(tools) : first];
    });
    switch (discovery.kind) {
        case 'found':
            return withLog(discovery, services);
        case 'none': {
            const why = [nvidia.kind === 'none' ? nvidia.why : '', discovery.why].join(' ');
            throw missing(inputs, { reason: 'no-driver', why, discovery });
        }
        case 'hung': {
            const stuck = discovery.unkillable
                ? ' It can’t be killed either: it waits in the kernel, and only a reboot helps.'
                : '';
            throw new _situation_js__WEBPACK_IMPORTED_MODULE_2__/* .Decided */ .$({
                verdict: 'fail',
                reason: 'probe-hung',
                discovery,
                message: `\`${discovery.command}\` did not answer within ${(0,_ml_actions_action__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(discovery.limitMs)}: the driver or a device hangs.${stuck} Take this host out of service.`,
            });
        }
        case 'failed':
            throw new _situation_js__WEBPACK_IMPORTED_MODULE_2__/* .Decided */ .$({
                verdict: 'fail',
                reason: 'probe-failed',
                discovery,
                message: `\`${discovery.command}\` failed with exit code ${discovery.exitCode}. ${discovery.why}\n${discovery.text.slice(0, 500)}`,
            });
    }
}
/** The host has not what was asked for: a CPU job where that is allowed, said plainly. */
function missing(inputs, { reason, why, discovery }) {
    if (inputs['on-missing'] === 'cpu') {
        return new _situation_js__WEBPACK_IMPORTED_MODULE_2__/* .Decided */ .$({
            verdict: 'pass',
            reason: 'cpu-instead',
            discovery,
            message: `${why} \`on-missing: cpu\` allows it: this job runs on the CPU.`,
        });
    }
    return new _situation_js__WEBPACK_IMPORTED_MODULE_2__/* .Decided */ .$({
        verdict: 'fail',
        reason,
        discovery,
        message: `${why} ${inputs.gpus === 'all' ? 'GPUs were' : `${inputs.gpus} GPU(s) were`} asked for. Choose another runner by its labels, or set \`on-missing: cpu\`.`,
    });
}
function withLog(found, { log }) {
    const cuda = found.cudaVersion === undefined ? '' : `, CUDA up to ${found.cudaVersion}`;
    log.info(`${found.vendor}, driver ${found.driverVersion ?? 'of unknown version'}${cuda}`);
    for (const { id, name, health, findings } of found.devices) {
        const worth = findings.filter(({ value, warning }) => value !== 'ok' || warning);
        const details = worth.map(({ check, evidence, coveredBy }) => ` · ${check}: ${evidence}${coveredBy === undefined ? '' : ` (covered by ${coveredBy})`}`);
        log.info(`${id} (${name}): ${health}${details.join('')}`);
    }
    for (const note of found.notes)
        log.info(note);
    return found;
}


/***/ }),

/***/ 890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ saveHeld),
/* harmony export */   i: () => (/* binding */ readHeld)
/* harmony export */ });
const NAME = 'ml-actions-gpu-lease';
function saveHeld(services, held) {
    services.saveState(NAME, JSON.stringify(held));
}
function readHeld(services) {
    const text = services.readState(NAME);
    if (text === '')
        return undefined;
    const value = JSON.parse(text);
    return isHeld(value) ? value : undefined;
}
/** Only this action writes this state; the runner keeps it between main and post. */
function isHeld(value) {
    return typeof value === 'object' && value !== null && 'grant' in value && 'grantedAt' in value;
}


/***/ })

};
