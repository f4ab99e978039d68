export const id = 184;
export const ids = [184];
export const modules = {

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


/***/ })

};
