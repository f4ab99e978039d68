export const id = 124;
export const ids = [124];
export const modules = {

/***/ 4124:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   post: () => (/* binding */ post)
/* harmony export */ });
/* harmony import */ var _ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6929);
/* harmony import */ var _github_deployment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4647);


/** Finishes what a killed main left: its Lease is given back and its deployment on GitHub is closed. */
async function post(inputs, services) {
    const deployment = Number(services.readState('deployment'));
    if (Number.isSafeInteger(deployment) && deployment > 0) {
        await (0,_github_deployment_js__WEBPACK_IMPORTED_MODULE_1__/* .writeStatus */ .K)(inputs, services, deployment, 'error', 'The run ended before the rollout did');
    }
    const lease = parseLease(services.readState('lease'));
    if (lease !== undefined)
        await giveBack(inputs, services, lease);
}
async function giveBack(inputs, services, lease) {
    const { kubeconfig, context } = inputs;
    const connection = await (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .loadConnection */ .vh)({
        inCluster: inputs['in-cluster'],
        env: services.env,
        ...(kubeconfig === undefined ? {} : { kubeconfig }),
        ...(context === undefined ? {} : { context }),
    });
    const cluster = (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .openCluster */ .DT)(connection);
    try {
        const { namespace, name } = lease;
        const found = await cluster.get({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', namespace, name });
        const spec = (0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .recordAt */ .zR)(found, 'spec');
        if (found === undefined || spec?.['holderIdentity'] !== lease.holder)
            return;
        const released = Object.assign({ ...found }, { spec: { ...spec, holderIdentity: '' } });
        await cluster.replace(released);
        services.log.info(`Lease ${name} is given back.`);
    }
    catch (error) {
        // Whoever took it in between holds it rightly, and otherwise it runs out by itself.
        if (!(error instanceof _ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .KubernetesError */ .dK))
            throw error;
    }
    finally {
        cluster.close();
        await connection.close();
    }
}
function parseLease(text) {
    if (text === '')
        return undefined;
    const value = JSON.parse(text);
    if (!(0,_ml_actions_kubernetes__WEBPACK_IMPORTED_MODULE_0__/* .isRecord */ .u4)(value))
        return undefined;
    const { namespace, name, holder } = value;
    return typeof namespace === 'string' && typeof name === 'string' && typeof holder === 'string'
        ? { namespace, name, holder }
        : undefined;
}


/***/ })

};
