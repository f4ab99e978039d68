export const id = 776;
export const ids = [776];
export const modules = {

/***/ 1776:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   post: () => (/* binding */ post)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8500);
/* harmony import */ var _ml_actions_action__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2680);
/* harmony import */ var _ml_actions_container_engine__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4622);
/* harmony import */ var _collect_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4164);
/* harmony import */ var _engines_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5219);
/* harmony import */ var _masking_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8096);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2842);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9773);
/* harmony import */ var _supervise_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4618);











const SHOWN_LINES = 30;
/** Brings a run to its end that main had to leave: waits for its checkpoint, ends it, keeps its output. */
async function post(inputs, services) {
    const { log, clock } = services;
    const record = (0,_state_js__WEBPACK_IMPORTED_MODULE_9__/* .readRun */ .c)(services);
    if (record === undefined || record.finished)
        return;
    const running = await adopt(record, services);
    if (running === undefined)
        return;
    // Main was ended without a word when it left no time: then nobody has asked the command yet.
    const stoppedAtMs = record.stoppedAtMs ?? clock.now();
    if (record.stoppedAtMs === undefined)
        await running.signal(inputs['stop-signal']);
    const grace = inputs['checkpoint-grace'];
    const title = `Wait up to ${(0,_ml_actions_action__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(grace)} for a new complete checkpoint`;
    const checkpoint = await log.phase(title, () => (0,_supervise_js__WEBPACK_IMPORTED_MODULE_10__/* .awaitCheckpoint */ .Rh)(running, {
        directories: record.checkpointDirectories,
        sinceMs: stoppedAtMs,
        untilMs: stoppedAtMs + grace,
    }));
    const lines = [];
    const mask = (0,_masking_js__WEBPACK_IMPORTED_MODULE_7__/* .maskOf */ ._4)(inputs.secrets?.values() ?? []);
    await running.follow(({ text, progress }) => {
        if (!progress)
            lines.push(mask(text));
        if (lines.length > SHOWN_LINES)
            lines.shift();
    });
    log.group('End of the output', lines);
    const records = (0,_records_js__WEBPACK_IMPORTED_MODULE_8__/* .openRecords */ .t)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(record.log), services.context.temp, (message) => log.warning(message));
    const kept = await records.keep(_collect_js__WEBPACK_IMPORTED_MODULE_5__/* .LOG_NAME */ .Lv, (file) => (0,_collect_js__WEBPACK_IMPORTED_MODULE_5__/* .keepLog */ .Ob)(running, file, mask));
    if (kept !== '' && kept !== record.log)
        log.notice(`The whole output of the command is in ${kept}.`);
    const state = await running.inspect();
    await running.remove();
    const exit = state.status === 'exited' ? `exit code ${state.exitCode}` : 'it is gone';
    const said = checkpoint === undefined
        ? `No new complete checkpoint came after the cancellation (${exit}).`
        : `Kept the checkpoint ${checkpoint.path} (${checkpoint.layout}, step ${checkpoint.step ?? 'unknown'}; ${exit}). Run again with resume: auto to go on from it.`;
    if (checkpoint === undefined)
        log.warning(said);
    else
        log.notice(said);
    await addToSummary(services, said);
}
const ENGINE_PATIENCE_MS = 60_000;
const POLL_MS = 2_000;
/** The run that main left; an engine that is away is waited for, since a run may go on for ever that nobody ends. */
async function adopt(record, { env, log }) {
    const engine = (0,_engines_js__WEBPACK_IMPORTED_MODULE_6__/* .openEngine */ .F5)(record.engine, env, record.engineDirectory);
    for (const since = performance.now();;) {
        try {
            return await engine.adopt(record.id);
        }
        catch (error) {
            if (!(error instanceof _ml_actions_container_engine__WEBPACK_IMPORTED_MODULE_4__/* .EngineError */ .NJ))
                throw error;
            if (performance.now() - since > ENGINE_PATIENCE_MS) {
                log.warning(`The run ${record.id} may still go on, since the engine does not answer: ${error.message}`);
                return undefined;
            }
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(POLL_MS);
        }
    }
}
async function addToSummary({ env }, said) {
    const file = env['GITHUB_STEP_SUMMARY'];
    if (file === undefined || file === '')
        return;
    const { renderSummary } = await __webpack_require__.e(/* import() */ 791).then(__webpack_require__.bind(__webpack_require__, 7791));
    const report = { title: 'Training, cancelled', sections: [{ kind: 'text', text: [{ code: said }] }] };
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)(file, `${renderSummary(report)}\n`);
}


/***/ })

};
