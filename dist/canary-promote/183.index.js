export const id = 183;
export const ids = [183];
export const modules = {

/***/ 84183:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   post: () => (/* binding */ post)
/* harmony export */ });
/* harmony import */ var _ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70459);
/* harmony import */ var _connect_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16891);
/* harmony import */ var _dead_man_watch_over_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38480);
/* harmony import */ var _github_deployment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46132);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6242);
/* harmony import */ var _journal_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(90226);
/* harmony import */ var _placed_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(5196);
/* harmony import */ var _prepare_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(81355);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9501);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(13840);
/* harmony import */ var _traffic_go_back_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(15773);











/**
 * Finishes going back where main was stopped on the way, and ends the deployment on GitHub where main could not. A
 * promotion that was under way is left to the next run.
 */
async function post(inputs, services) {
    let found;
    try {
        if (services.readState(_job_js__WEBPACK_IMPORTED_MODULE_4__/* .STATE */ .c4) === 'open')
            found = await settleOn(inputs, services);
    }
    finally {
        await (0,_github_deployment_js__WEBPACK_IMPORTED_MODULE_3__/* .endLeft */ .p5)(inputs, services, found);
    }
}
async function settleOn(inputs, services) {
    const connected = await (0,_connect_js__WEBPACK_IMPORTED_MODULE_1__/* .connect */ .Ng)(inputs, services);
    try {
        return await settle(connected, inputs, services);
    }
    finally {
        await connected.close();
    }
}
/** Puts in order what main left; tells how the deployment ends where that is certain. */
async function settle(connected, inputs, services) {
    const target = { namespace: connected.namespace, name: inputs.workload };
    const journal = (0,_journal_js__WEBPACK_IMPORTED_MODULE_8__/* .createJournal */ .s)(inputs.workload, connected.namespace, services.clock.now());
    const job = { inputs, services, settings: (0,_settings_js__WEBPACK_IMPORTED_MODULE_9__/* .readSettings */ .sb)(inputs), connected, journal };
    const lease = await (0,_connect_js__WEBPACK_IMPORTED_MODULE_1__/* .takeLease */ ._e)(connected, inputs, services);
    try {
        const ended = await settleUnder(lease, job, target);
        await (0,_dead_man_watch_over_js__WEBPACK_IMPORTED_MODULE_2__/* .standDown */ .Le)(job, { target });
        return ended;
    }
    finally {
        await lease.release().catch(() => undefined);
    }
}
async function settleUnder(lease, job, target) {
    const { inputs, services, settings, connected } = job;
    const { cluster, namespace } = connected;
    const stored = await (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .readRelease */ .iJ)(cluster, target);
    const trial = (0,_placed_js__WEBPACK_IMPORTED_MODULE_10__/* .lookForTrial */ .p)(inputs, stored);
    if (trial.kind === 'none')
        return inputs.digest !== undefined && trial.result.verdict === 'pass' ? 'success' : undefined;
    const { state } = trial.stored;
    // Placed and never started: it has no traffic, and the next run may judge it.
    if (state.phase === 'canary' && (0,_prepare_js__WEBPACK_IMPORTED_MODULE_5__/* .startOf */ .GH)(state) < 0)
        return undefined;
    if (state.phase === 'promoting') {
        services.log.warning(`${inputs.workload} was being promoted when the run ended: run canary-promote again, it continues.`);
        return 'in_progress';
    }
    const session = (0,_session_js__WEBPACK_IMPORTED_MODULE_6__/* .openSession */ .f)(cluster, target, lease, trial.stored, services.log, services.clock);
    const prepared = await (0,_prepare_js__WEBPACK_IMPORTED_MODULE_5__/* .prepare */ .iA)(cluster, namespace, inputs, state, settings, services, lease.epoch);
    const back = (0,_job_js__WEBPACK_IMPORTED_MODULE_4__/* .backOptions */ .ao)(job, session, prepared);
    const message = 'the run ended before it had decided';
    if (state.phase === 'going-back')
        await (0,_traffic_go_back_js__WEBPACK_IMPORTED_MODULE_7__/* .finishGoingBack */ .$)(back, message);
    else
        await (0,_job_js__WEBPACK_IMPORTED_MODULE_4__/* .goBack */ .OE)(job, back, message);
    services.log.info('The canary is removed; stable serves alone.');
    return 'failure';
}


/***/ })

};
