export const id = 890;
export const ids = [890];
export const modules = {

/***/ 2890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* unused harmony export HttpClient */
/**
 * What `@actions/core` needs of `@actions/http-client`: one JSON request, for `getIDToken`. Bundles take this file in its
 * place (tsconfig.bundle.json): the original brings undici, 900 KB and 25 ms of start, where Node's own fetch does.
 */
/** The service answered with an error; `statusCode` is what core shows. */
class HttpClientError extends Error {
    statusCode;
    constructor(statusCode) {
        super(`the service answered ${statusCode}`);
        this.statusCode = statusCode;
    }
}
const FIRST_WAIT_MS = 500;
class HttpClient {
    #userAgent;
    #handlers;
    #tries;
    constructor(userAgent, handlers = [], options = {}) {
        this.#userAgent = userAgent;
        this.#handlers = handlers;
        this.#tries = options.allowRetries === true ? (options.maxRetries ?? 1) + 1 : 1;
    }
    /** @throws Error with `statusCode` for an answer that is no success, after the retries that were asked for. */
    async getJson(url) {
        const headers = { accept: 'application/json', 'user-agent': this.#userAgent };
        for (const handler of this.#handlers)
            handler.prepareRequest({ headers });
        for (let attempt = 1;; attempt++) {
            const response = await fetch(url, { headers }).catch((error) => {
                if (attempt >= this.#tries)
                    throw error;
            });
            if (response?.ok === true)
                return { statusCode: response.status, result: await response.json() };
            const final = response !== undefined && response.status < 500;
            if (response !== undefined && (final || attempt >= this.#tries))
                throw new HttpClientError(response.status);
            await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS * 2 ** (attempt - 1)));
        }
    }
}


/***/ })

};
