export const id = 381;
export const ids = [381];
export const modules = {

/***/ 2381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./build/packages/action/src/index.js + 33 modules
var src = __webpack_require__(2680);
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
function digest_sha256(bytes) {
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
function error_isRegistryError(error, ...reasons) {
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
function parseRepository(text) {
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
            if (!error_isRegistryError(error) || !error.transient)
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
            if (!error_isRegistryError(error) || !error.transient)
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
            const digest = digest_sha256(bytes);
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
    const digest = digest_sha256(bytes);
    const subject = await store.session.call(manifestWrite(store, bytes, mediaType, reference ?? digest));
    return { descriptor: { mediaType, digest, size: bytes.length }, subject };
}
/** The request that stores a manifest's bytes; its answer is the subject that the registry took note of. */
function manifestWrite(store, bytes, mediaType, reference) {
    const digest = digest_sha256(bytes);
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
        if (!error_isRegistryError(error, 'not-found'))
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
        if (!error_isRegistryError(error, 'rejected'))
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
            if (!error_isRegistryError(error, 'rejected', 'denied'))
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
            if (chunkBytes !== undefined || !error_isRegistryError(error, 'too-large'))
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
        if (!error_isRegistryError(error, 'unauthorized', 'denied'))
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
        if (error_isRegistryError(error, 'unauthorized', 'denied'))
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
function openRepository(repository, options = {}) {
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
        digest: digest_sha256(bytes),
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
const MODEL_DIRECTORY = 'model';
/** Annotation of the layer: the digest of its uncompressed tar. */
const DIFF_ID = 'dev.ml-actions.diff-id';
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
async function* gzip(bytes) {
    const compressed = (0,external_node_zlib_.createGzip)({ level: 6 });
    (0,external_node_stream_.pipeline)(bytes, compressed, () => { });
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
async function* gunzip(bytes) {
    let failure;
    const unpacked = (0,external_node_zlib_.createGunzip)();
    const source = async function* () {
        try {
            yield* bytes;
        }
        catch (error) {
            failure = error;
            throw error;
        }
    };
    (0,external_node_stream_.pipeline)(source, unpacked, () => { });
    try {
        const chunks = unpacked;
        yield* chunks;
    }
    catch (error) {
        throw failure ?? new error_RegistryError('unsafe-archive', 'the archive is not whole gzip', { cause: error });
    }
}

// EXTERNAL MODULE: ./node_modules/modern-tar/dist/web/index.js + 1 modules
var web = __webpack_require__(1942);
;// CONCATENATED MODULE: ./build/packages/registry/src/tar/read.js


const MAX_PATH = 4096;
const MAX_DEPTH = 100;
/**
 * The members of a tar, each checked before it is handed out: regular files and directories only, no path that leaves, no name
 * twice, not more bytes or members than allowed. Throws `unsafe-archive`, or `too-large`.
 */
async function* readTar(tar, limits) {
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
    const entries = ReadableStream.from(tar).pipeThrough((0,web/* createTarDecoder */.uK)({ strict: true }));
    try {
        for await (const entry of entries) {
            yield entry;
            // The next header comes only when this body was taken.
            if (!entry.body.locked)
                await entry.body.cancel();
        }
    }
    catch (error) {
        if (error instanceof error_RegistryError)
            throw error;
        throw new error_RegistryError('unsafe-archive', `the archive can't be read: ${messageOf(error)}`, { cause: error });
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
    return new error_RegistryError('unsafe-archive', `the archive is refused: ${what}`);
}
function read_tooLarge(what) {
    return new error_RegistryError('too-large', `the archive is refused: it holds ${what}`);
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
    const target = (0,external_node_path_.resolve)(directory);
    await assertFree(target);
    const layer = await artifact_layerOfModel(client, model);
    const temporary = (0,external_node_path_.join)((0,external_node_path_.dirname)(target), `.${(0,external_node_path_.basename)(target)}.${(0,external_node_crypto_.randomUUID)()}`);
    await (0,external_node_fs_promises_.mkdir)(temporary, { recursive: true });
    try {
        let files = 0;
        let bytes = 0;
        for await (const member of pull_membersOfModel(client, layer, { ...DEFAULT_LIMITS, ...limits })) {
            const path = (0,external_node_path_.join)(temporary, member.path);
            if (member.type === 'directory') {
                await (0,external_node_fs_promises_.mkdir)(path, { recursive: true, mode: 0o755 });
                continue;
            }
            await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true, mode: 0o755 });
            await (0,external_node_stream_promises_.pipeline)(member.bytes, (0,external_node_fs_.createWriteStream)(path, { flags: 'wx', mode: 0o644 }));
            files += 1;
            bytes += member.size;
        }
        await removeEmpty(target);
        await (0,external_node_fs_promises_.rename)((0,external_node_path_.join)(temporary, MODEL_DIRECTORY), target);
        return { layer, files, bytes };
    }
    finally {
        await (0,external_node_fs_promises_.rm)(temporary, { recursive: true, force: true });
    }
}
/** The members of a model's layer, checked; the digests of the layer and of its tar are checked at the end. */
async function* pull_membersOfModel(client, layer, limits, sawTar = () => { }) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
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
            throw new error_RegistryError('unsafe-archive', `a model's files are in ${MODEL_DIRECTORY}/, ${JSON.stringify(member.path)} is not`);
        }
        members += 1;
        yield member;
    }
    if (members === 0)
        throw new error_RegistryError('unsafe-archive', 'the model is empty');
    const diffId = `sha256:${hash.digest('hex')}`;
    const declared = layer.annotations?.[DIFF_ID];
    if (declared !== undefined && declared !== diffId) {
        throw new error_RegistryError('digest-mismatch', `the model's archive has the digest ${diffId}, not ${declared}`);
    }
    sawTar(diffId);
}
async function assertFree(target) {
    const entries = await (0,external_node_fs_promises_.readdir)(target).catch((error) => {
        if (manifest_isRecord(error) && error['code'] === 'ENOENT')
            return [];
        throw error;
    });
    if (entries.length > 0)
        throw new error_RegistryError('rejected', `${target} is not empty; a model is pulled into a place of its own`);
}
async function removeEmpty(target) {
    await (0,external_node_fs_promises_.rmdir)(target).catch((error) => {
        if (!manifest_isRecord(error) || error['code'] !== 'ENOENT')
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
;// CONCATENATED MODULE: ./build/packages/registry/src/tar/write.js

const DIRECTORY_MODE = 0o755;
const FILE_MODE = 0o644;
const LINK_MODE = 0o777;
/**
 * A tar of these members, in the order given, whose bytes depend on names, modes and contents alone. Throws when a file does
 * not have the size that was said.
 */
async function* writeTar(members) {
    const { readable, controller } = (0,web/* createTarPacker */.al)();
    const reader = readable.getReader();
    const writing = writeAll(members, controller);
    // A failure to write also ends the reading, with the same error; it is thrown where it is awaited.
    writing.catch((error) => controller.error(error));
    try {
        for (;;) {
            const { done, value } = await reader.read();
            if (done)
                break;
            yield value;
        }
        await writing;
    }
    finally {
        await reader.cancel().catch(() => { });
        await writing.catch(() => { });
    }
}
async function writeAll(members, controller) {
    for (const member of members) {
        const writer = controller.add(headerOf(member)).getWriter();
        if (member.type === 'file') {
            let written = 0;
            for await (const chunk of member.open()) {
                written += chunk.length;
                if (written > member.size)
                    break;
                await writer.write(chunk);
            }
            if (written !== member.size) {
                throw new Error(`${member.name} changed while it was read: ${member.size} bytes were expected`);
            }
        }
        await writer.close();
    }
    controller.finalize();
}
function headerOf(member) {
    const common = { mtime: new Date(0), uid: member.uid ?? 0, gid: member.gid ?? 0, uname: '', gname: '' };
    switch (member.type) {
        case 'directory':
            return { ...common, type: 'directory', name: `${member.name}/`, size: 0, mode: member.mode ?? DIRECTORY_MODE };
        case 'symlink':
            return { ...common, type: 'symlink', name: member.name, size: 0, mode: LINK_MODE, linkname: member.target };
        case 'file':
            return { ...common, type: 'file', name: member.name, size: member.size, mode: member.mode ?? FILE_MODE };
    }
}
/** Compares names by their bytes in UTF-8, the order that does not depend on a language. */
function byBytes(one, other) {
    return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

;// CONCATENATED MODULE: ./build/packages/registry/src/tar/pack.js





/** Packs members into a new file. The same members give the same bytes. Throws what the file system says. */
async function packTar(members, path) {
    const plain = (0,external_node_crypto_.createHash)('sha256');
    const compressed = (0,external_node_crypto_.createHash)('sha256');
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
    await (0,external_node_stream_promises_.pipeline)(archive, (0,external_node_fs_.createWriteStream)(path, { flags: 'wx' }));
    return { digest: `sha256:${compressed.digest('hex')}`, size, diffId: `sha256:${plain.digest('hex')}` };
}

;// CONCATENATED MODULE: ./build/packages/registry/src/model/push.js











const READ_BYTES = 1024 * 1024;
const EMPTY = Buffer.from('{}');
/**
 * Pushes a directory as a model artifact: one manifest, one layer, and `modelTag` for it. The same files and annotations give
 * the same digest. Links and special files are refused with `unsafe-archive`, and so is a directory without a file.
 */
async function pushModel(client, directory, options = {}) {
    const members = await membersOf(directory);
    const temporary = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(options.temporaryDirectory ?? (0,external_node_os_.tmpdir)(), 'ml-actions-model-'));
    try {
        const path = (0,external_node_path_.join)(temporary, `${(0,external_node_crypto_.randomUUID)()}.tar.gz`);
        const packed = await packTar(members, path);
        await client.putBlob({ ...packed, open: () => (0,external_node_fs_.createReadStream)(path, { highWaterMark: READ_BYTES }) });
        const config = await client.putBlob(EMPTY);
        const layer = {
            mediaType: media_types_MediaType.ociLayerGzip,
            digest: packed.digest,
            size: packed.size,
            annotations: { [DIFF_ID]: packed.diffId },
        };
        const manifest = {
            schemaVersion: 2,
            mediaType: media_types_MediaType.ociManifest,
            artifactType: media_types_MediaType.model,
            config: { mediaType: media_types_MediaType.empty, ...config, data: EMPTY.toString('base64') },
            layers: [layer],
            ...(options.annotations === undefined ? {} : { annotations: sorted(options.annotations) }),
        };
        const { digest } = await client.putManifest(manifest, media_types_MediaType.ociManifest);
        await client.tag(digest, modelTag(digest));
        if (options.tag !== undefined)
            await client.tag(digest, options.tag);
        return { digest, layer };
    }
    finally {
        await (0,external_node_fs_promises_.rm)(temporary, { recursive: true, force: true });
    }
}
/**
 * The tag that every pushed model carries, since many registries delete manifests that have none. It says no more than the
 * digest; `sha256-…` would be taken, for there the fallback list of its referrers is kept.
 */
function modelTag(model) {
    return `model-${digest_hexOf(model)}`;
}
async function membersOf(directory) {
    const members = [{ type: 'directory', name: MODEL_DIRECTORY }];
    await push_collect(directory, MODEL_DIRECTORY, members);
    if (members.every((member) => member.type !== 'file')) {
        throw new error_RegistryError('unsafe-archive', `there is no file in ${directory}, so there is no model to push`);
    }
    return members.sort((one, other) => byBytes(one.name, other.name));
}
async function push_collect(directory, name, members) {
    for (const entry of await (0,external_node_fs_promises_.readdir)(directory)) {
        const path = (0,external_node_path_.join)(directory, entry);
        const member = `${name}/${entry}`;
        const status = await (0,external_node_fs_promises_.lstat)(path);
        if (status.isDirectory()) {
            members.push({ type: 'directory', name: member });
            await push_collect(path, member, members);
        }
        else if (status.isFile()) {
            members.push({
                type: 'file',
                name: member,
                size: status.size,
                open: () => (0,external_node_fs_.createReadStream)(path, { highWaterMark: READ_BYTES }),
            });
        }
        else {
            throw new error_RegistryError('unsafe-archive', `${path} is a link or a special file; a model is made of files and directories`);
        }
    }
}
function sorted(record) {
    return Object.fromEntries(Object.entries(record).sort(([one], [other]) => byBytes(one, other)));
}

;// CONCATENATED MODULE: ./build/packages/registry/src/model/index.js





;// CONCATENATED MODULE: ./build/packages/registry/src/index.js















;// CONCATENATED MODULE: ./build/packages/attestation/src/predicates/predicate-types.js
const OURS = 'https://github.com/ml-actions/ml-actions';
/** The predicate types of the statements that the actions make. */
const predicate_types_PredicateType = {
    provenance: 'https://slsa.dev/provenance/v1',
    testResult: 'https://in-toto.io/attestation/test-result/v0.1',
    verificationSummary: 'https://slsa.dev/verification_summary/v1',
    release: `${OURS}/release/v1`,
    promotion: `${OURS}/promotion/v1`,
};
/** What a SLSA provenance of ours was the build of. */
const predicate_types_BuildType = {
    train: `${OURS}/train/v1`,
    evaluate: `${OURS}/evaluate/v1`,
    image: `${OURS}/image/v1`,
};

;// CONCATENATED MODULE: ./build/packages/attestation/src/guards.js


/** Whether a value is an object with these keys and no others. */
function guards_isExactRecord(value, keys) {
    return isRecord(value) && Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));
}
/** Whether a value is a list whose entries all pass. */
function guards_isListOf(value, guard) {
    return Array.isArray(value) && value.every(guard);
}
function guards_isText(value) {
    return typeof value === 'string';
}
/** Whether a value is a point in time as ISO 8601 writes it in full, with its zone. */
function guards_isTime(value) {
    return (typeof value === 'string' &&
        /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/.test(value) &&
        !Number.isNaN(Date.parse(value)));
}
/** Whether a value is absent, or passes. */
function guards_isOptional(value, guard) {
    return value === undefined || guard(value);
}
const HEX = /^[0-9a-f]+$/;
const SHA256 = /^[0-9a-f]{64}$/;
/** Whether a value is a set of digests; a sha256 among them must be one. */
function isDigestSet(value) {
    return (isRecord(value) &&
        Object.keys(value).length > 0 &&
        Object.values(value).every((hex) => guards_isText(hex) && HEX.test(hex)) &&
        (value['sha256'] === undefined || (guards_isText(value['sha256']) && SHA256.test(value['sha256']))));
}
/** Whether a value describes a resource: by a name, a URI or a digest at least. */
function guards_isResourceDescriptor(value) {
    return (isRecord(value) &&
        guards_isOptional(value['name'], guards_isText) &&
        guards_isOptional(value['uri'], guards_isText) &&
        guards_isOptional(value['mediaType'], guards_isText) &&
        guards_isOptional(value['digest'], isDigestSet) &&
        guards_isOptional(value['annotations'], isRecord) &&
        (value['name'] !== undefined || value['uri'] !== undefined || value['digest'] !== undefined));
}
/** Whether a value is a statement's subject known by its sha256. */
function guards_isSubject(value) {
    return isRecord(value) && guards_isText(value['name']) && isDigestSet(value['digest']) && guards_isText(value['digest']['sha256']);
}
/** Whether a value is a person's decision with its reason, its author and its end. */
function guards_isOverride(value) {
    return (isRecord(value) &&
        guards_isText(value['reason']) &&
        value['reason'] !== '' &&
        guards_isText(value['by']) &&
        value['by'] !== '' &&
        guards_isTime(value['until']));
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/predicates/provenance.js


/** A provenance statement of one of our build types. */
function provenance_provenance(buildType, options) {
    return {
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name: options.subject.name, digest: { sha256: options.subject.sha256 } }],
        predicateType: predicate_types_PredicateType.provenance,
        predicate: {
            buildDefinition: {
                buildType: predicate_types_BuildType[buildType],
                externalParameters: options.parameters,
                ...(options.circumstances === undefined ? {} : { internalParameters: options.circumstances }),
                resolvedDependencies: options.dependencies,
            },
            runDetails: {
                builder: {
                    id: options.run.builder,
                    ...(options.run.version === undefined ? {} : { version: { 'ml-actions': options.run.version } }),
                },
                metadata: {
                    invocationId: options.run.invocation,
                    startedOn: options.run.startedOn,
                    finishedOn: options.run.finishedOn,
                },
                ...(options.byproducts === undefined ? {} : { byproducts: options.byproducts }),
            },
        },
    };
}
/** Whether a predicate is a SLSA provenance of one of our build types (of that one, when one is named). */
function isProvenance(value, buildType) {
    if (!isRecord(value))
        return false;
    const { buildDefinition: definition, runDetails: details } = {
        buildDefinition: value['buildDefinition'],
        runDetails: value['runDetails'],
    };
    if (!isRecord(definition) || !isRecord(details))
        return false;
    const wanted = buildType === undefined ? Object.values(BuildType) : [BuildType[buildType]];
    return (wanted.includes(definition['buildType']) &&
        isRecord(definition['externalParameters']) &&
        isOptional(definition['internalParameters'], isRecord) &&
        isListOf(definition['resolvedDependencies'], isResourceDescriptor) &&
        isRunDetails(details));
}
function isRunDetails(details) {
    const { builder, metadata } = { builder: details['builder'], metadata: details['metadata'] };
    return (isRecord(builder) &&
        isText(builder['id']) &&
        isRecord(metadata) &&
        isText(metadata['invocationId']) &&
        isTime(metadata['startedOn']) &&
        isTime(metadata['finishedOn']));
}
/** Whether a predicate is the provenance of an image of ours. */
function provenance_isBuildProvenance(value) {
    return isProvenance(value, 'image');
}
/** Whether a predicate is the provenance of a training of ours. */
function isTrainingProvenance(value) {
    return isProvenance(value, 'train');
}
/** Whether a predicate is the provenance of an evaluation of ours. */
function isEvaluationProvenance(value) {
    return isProvenance(value, 'evaluate');
}
/** The dependencies of a name. */
function provenance_dependencies(provenance, name) {
    return provenance.buildDefinition.resolvedDependencies.filter((dependency) => dependency.name === name);
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/keys.js

/** A new ECDSA P-256 key pair, PEM: PKCS 8 and SPKI. */
function generateKeyPair() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', {
        namedCurve: 'P-256',
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    return { privateKeyPem: privateKey, publicKeyPem: publicKey, keyId: keys_keyIdOf(publicKey) };
}
/** The public half of a private key, PEM in SPKI. Throws for what is no key. */
function publicKeyOf(privateKeyPem) {
    return createPublicKey(privateKeyPem).export({ type: 'spki', format: 'pem' }).toString();
}
/** The name of a key: hexadecimal sha256 of its public half's DER form. A private key has the id of its public half. */
function keys_keyIdOf(keyPem) {
    const der = (0,external_node_crypto_.createPublicKey)(keyPem).export({ type: 'spki', format: 'der' });
    return (0,external_node_crypto_.createHash)('sha256').update(der).digest('hex');
}
/**
 * Why a text can't be used to sign, or `undefined` when it can; the text itself is never repeated. For checking the input
 * `signing-key` before anything else starts.
 */
function signingKeyProblem(pem) {
    if (/BEGIN ENCRYPTED/.test(pem))
        return 'it is encrypted; store the decrypted PKCS 8 form as the secret';
    try {
        keys_assertP256((0,external_node_crypto_.createPrivateKey)(pem));
        return undefined;
    }
    catch (error) {
        return error instanceof TypeError && error.message.includes('P-256') ? error.message : 'it is no private key in PEM';
    }
}
/** Throws `TypeError` for a key that is not on the curve P-256. */
function keys_assertP256(key) {
    if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
        throw new TypeError(`a key of type ${key.asymmetricKeyType ?? 'unknown'} is not an ECDSA P-256 key`);
    }
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/strict-json.js
/** Why a text is not JSON that two readers are sure to read alike. */
class strict_json_JsonError extends Error {
    name = 'JsonError';
    kind;
    constructor(kind, message) {
        super(message);
        this.kind = kind;
    }
}
const strict_json_MAX_DEPTH = 64;
/**
 * JSON in UTF-8 whose objects name each key once. `JSON.parse` takes the last of two equal keys, others the first: what is
 * signed must not depend on the reader. Throws `JsonError`.
 */
function strict_json_parseStrictJson(bytes) {
    let text;
    let value;
    try {
        text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        value = JSON.parse(text);
    }
    catch {
        throw new strict_json_JsonError('malformed', 'it is not JSON in UTF-8');
    }
    refuseDuplicates(text);
    return value;
}
// The text is known to be valid JSON, so strings, braces, colons and commas are all that needs to be told apart.
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;
function refuseDuplicates(text) {
    const open = [];
    let key;
    for (const [token] of text.matchAll(TOKEN)) {
        const keys = open.at(-1);
        if (token === '{' || token === '[') {
            open.push(token === '{' ? new Set() : undefined);
            if (open.length > strict_json_MAX_DEPTH)
                throw new strict_json_JsonError('malformed', 'it is nested too deeply');
        }
        else if (token === '}' || token === ']') {
            open.pop();
        }
        else if (token === ':') {
            if (keys === undefined || key === undefined)
                continue;
            if (keys.has(key))
                throw new strict_json_JsonError('duplicate', `it names the key ${key.slice(0, 60)} twice`);
            keys.add(key);
        }
        else if (token !== ',') {
            key = canonical(token);
        }
    }
}
// "a" and "\u0061" are the same key.
function canonical(token) {
    return JSON.stringify(JSON.parse(token));
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/dsse.js




/** The payload type of in-toto statements. */
const IN_TOTO = 'application/vnd.in-toto+json';
const MAX_SIGNATURES = 8;
/**
 * What is signed: DSSE's pre-authentication encoding (github.com/secure-systems-lab/dsse, protocol.md), so that a signature
 * over one type of payload can't be taken for one over another.
 */
function preAuthenticationEncoding(payloadType, payload) {
    const type = Buffer.from(payloadType);
    return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} `), type, Buffer.from(` ${payload.length} `), payload]);
}
/** An envelope's bytes around a payload, signed as asked. Throws `TypeError` for a key that is not ECDSA P-256. */
function seal(payload, signing) {
    const signatures = signing.kind === 'none'
        ? []
        : [
            {
                keyid: keys_keyIdOf(signing.privateKeyPem),
                sig: (0,external_node_crypto_.sign)('sha256', preAuthenticationEncoding(IN_TOTO, payload), privateKey(signing.privateKeyPem)).toString('base64'),
            },
        ];
    return Buffer.from(JSON.stringify({ payloadType: IN_TOTO, payload: Buffer.from(payload).toString('base64'), signatures }));
}
function privateKey(pem) {
    const key = (0,external_node_crypto_.createPrivateKey)(pem);
    keys_assertP256(key);
    return key;
}
/**
 * An envelope from its bytes. Fields that DSSE does not know, base64 that has two spellings, and one key's signature twice are
 * refused: there is one way to write an envelope. Throws `JsonError`.
 */
function dsse_parseEnvelope(bytes) {
    const value = parseStrictJson(bytes);
    if (!isExactRecord(value, ['payloadType', 'payload', 'signatures']))
        throw malformed('it is no DSSE envelope');
    if (value['payloadType'] !== IN_TOTO)
        throw malformed(`its payload is not ${IN_TOTO}`);
    const { payload, signatures } = value;
    if (!Array.isArray(signatures) || signatures.length > MAX_SIGNATURES)
        throw malformed('it has no list of signatures');
    const parsed = signatures.map(parseSignature);
    if (new Set(parsed.map((signature) => signature.keyid)).size < parsed.length) {
        throw new JsonError('duplicate', 'it holds two signatures of one key');
    }
    return { payload: fromBase64(payload), signatures: parsed };
}
function parseSignature(value) {
    if (!isExactRecord(value, ['keyid', 'sig']) || typeof value['keyid'] !== 'string')
        throw malformed('a signature is none');
    return { keyid: value['keyid'], sig: fromBase64(value['sig']) };
}
function fromBase64(text) {
    if (typeof text === 'string') {
        const bytes = Buffer.from(text, 'base64');
        if (bytes.toString('base64') === text)
            return bytes;
    }
    throw malformed('it holds something that is not base64');
}
function malformed(message) {
    return new JsonError('malformed', message);
}
/** Whether a signature over an envelope's payload was made with the private half of a public key (PEM). */
function dsse_isSignedBy(envelope, signature, publicKeyPem) {
    try {
        return verify('sha256', preAuthenticationEncoding(IN_TOTO, envelope.payload), createPublicKey(publicKeyPem), signature.sig);
    }
    catch {
        // OpenSSL throws for some signatures that are not even well formed.
        return false;
    }
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/stored.js


/** The type of attached envelopes, of the artifact and of its one layer, as cosign has it. */
const DSSE_TYPE = 'application/vnd.dsse.envelope.v1+json';
/** The annotation that tells predicate types apart before anything is fetched. */
const PREDICATE_TYPE = 'in-toto.io/predicate-type';
/** GitHub's bound for one attestation; ours are a few KB. */
const MAX_ENVELOPE_BYTES = 16 * 1024 * 1024;
const MAX_ATTESTATIONS = 64;
const stored_EMPTY = Buffer.from('{}');
/**
 * Signs a statement and attaches it to a manifest of the repository. The digest returned is that of the attaching manifest.
 * What it is attached to need not be a subject: an evaluation's statement speaks of predictions and hangs on the model.
 */
async function attach(client, to, statement, signing) {
    const envelope = seal(Buffer.from(JSON.stringify(statement)), signing);
    return attachEnvelope(client, to, envelope, statement.predicateType);
}
async function attachEnvelope(client, to, envelope, predicateType) {
    if (envelope.length > MAX_ENVELOPE_BYTES) {
        throw new error_RegistryError('too-large', `a statement of ${envelope.length} bytes is not attached; ${MAX_ENVELOPE_BYTES} are allowed`);
    }
    const subject = await client.resolve(to);
    if (subject === undefined)
        throw new error_RegistryError('not-found', `${to} is not in the repository, so nothing can be attached to it`);
    const [layer, config] = await Promise.all([client.putBlob(envelope), client.putBlob(stored_EMPTY)]);
    const manifest = {
        schemaVersion: 2,
        mediaType: media_types_MediaType.ociManifest,
        artifactType: DSSE_TYPE,
        config: { mediaType: media_types_MediaType.empty, ...config, data: stored_EMPTY.toString('base64') },
        layers: [{ mediaType: DSSE_TYPE, ...layer }],
        subject,
        ...(predicateType === undefined ? {} : { annotations: { [PREDICATE_TYPE]: predicateType } }),
    };
    const { digest } = await client.putManifest(manifest, media_types_MediaType.ociManifest);
    return { digest };
}
/**
 * The attestations attached to a manifest, those of one predicate type where asked (and those that don't say theirs). Throws
 * `too-large` beyond 64: somebody could be hiding the true one in a crowd.
 */
async function stored_list(client, subject, predicateType) {
    const wanted = (await client.referrers(subject, DSSE_TYPE)).filter((referrer) => {
        const hint = referrer.annotations?.[PREDICATE_TYPE];
        return predicateType === undefined || hint === undefined || hint === predicateType;
    });
    if (wanted.length > MAX_ATTESTATIONS) {
        throw new RegistryError('too-large', `${subject} has ${wanted.length} attestations; ${MAX_ATTESTATIONS} are looked at`);
    }
    const found = await Promise.all(wanted.map((referrer) => ifThere(() => read(client, referrer.digest, subject))));
    return found.filter((stored) => stored !== undefined);
}
/** One attestation by the digest that `attach` returned. Throws `not-found` when it is gone. */
async function stored_fetchByDigest(client, digest) {
    return read(client, digest, undefined);
}
/** Attaches the same envelope, byte for byte, to another manifest, possibly in another repository. */
async function copyTo(from, to, attestation, subject) {
    const stored = typeof attestation === 'string' ? await stored_fetchByDigest(from, attestation) : attestation;
    if (stored.content.kind === 'unreadable')
        throw new RegistryError('invalid-response', stored.content.message);
    return attachEnvelope(to, subject, stored.content.bytes, stored.predicateType);
}
async function read(client, digest, expectedSubject) {
    const { manifest, descriptor } = await client.getManifest(digest);
    const attachedTo = manifest.subject?.digest;
    if (attachedTo === undefined || isIndex(manifest) || manifest.artifactType !== DSSE_TYPE) {
        throw new RegistryError('invalid-response', `${digest} is not an attached attestation`);
    }
    const stored = { manifest: descriptor, attachedTo, predicateType: manifest.annotations?.[PREDICATE_TYPE] };
    const unreadable = (reason, message) => ({
        ...stored,
        content: { kind: 'unreadable', reason, message },
    });
    if (expectedSubject !== undefined && attachedTo !== expectedSubject) {
        return unreadable('malformed', `${digest} is listed with ${expectedSubject} and is attached to ${attachedTo}`);
    }
    const [layer, ...more] = manifest.layers;
    if (layer === undefined || more.length > 0 || layer.mediaType !== DSSE_TYPE) {
        return unreadable('malformed', `${digest} does not hold one envelope`);
    }
    if (layer.size > MAX_ENVELOPE_BYTES)
        return unreadable('too-large', `${digest} holds ${layer.size} bytes`);
    try {
        const bytes = await client.getBlob(layer.digest, { maxBytes: MAX_ENVELOPE_BYTES });
        return { ...stored, content: { kind: 'envelope', bytes } };
    }
    catch (error) {
        if (isRegistryError(error, 'too-large'))
            return unreadable('too-large', error.message);
        throw error;
    }
}
/** The digest of an envelope's bytes: the same wherever it is attached. */
function stored_envelopeDigest(stored) {
    return stored.content.kind === 'envelope' ? sha256(stored.content.bytes) : undefined;
}
async function ifThere(work) {
    try {
        return await work();
    }
    catch (error) {
        // A list may name what was removed a moment ago; what is gone proves nothing.
        if (isRegistryError(error, 'not-found'))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/statement-parser.js


const MAX_SUBJECTS = 1024;
/** A statement from its bytes; what its predicate says is not looked at. Throws `JsonError`. */
function statement_parser_parseStatement(bytes) {
    const value = parseStrictJson(bytes);
    if (!isStatement(value))
        throw new JsonError('malformed', 'it is no in-toto statement with subjects known by sha256');
    const digests = value.subject.map((subject) => subject.digest.sha256);
    if (new Set(digests).size < digests.length)
        throw new JsonError('duplicate', 'it names a subject twice');
    return value;
}
function isStatement(value) {
    return (isRecord(value) &&
        value['_type'] === 'https://in-toto.io/Statement/v1' &&
        isText(value['predicateType']) &&
        isListOf(value['subject'], isSubject) &&
        value['subject'].length > 0 &&
        value['subject'].length <= MAX_SUBJECTS &&
        isRecord(value['predicate']));
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/verify.js





/** Judges one statement against an expectation. Never throws for what the registry holds. */
function verify_verify(stored, expected) {
    if (stored.content.kind === 'unreadable')
        return refuse(stored.content.reason, stored.content.message);
    try {
        const envelope = parseEnvelope(stored.content.bytes);
        const signed = signerOf(envelope, expected);
        if ('ok' in signed)
            return signed;
        return judge(parseStatement(envelope.payload), signed.signer, stored, expected);
    }
    catch (error) {
        if (error instanceof JsonError)
            return refuse(error.kind, `the attestation is not accepted: ${error.message}`);
        throw error;
    }
}
function signerOf(envelope, expected) {
    const { signers } = expected.policy;
    const recorded = expected.require === 'recorded';
    if (envelope.signatures.length === 0) {
        return recorded ? { signer: undefined } : refuse('unsigned', 'the statement is not signed');
    }
    let broken;
    for (const signature of envelope.signatures) {
        // A name is only a hint; cosign leaves it empty, and then each key is tried.
        for (const signer of signers.filter(({ keyId }) => signature.keyid === keyId || signature.keyid === '')) {
            if (isSignedBy(envelope, signature, signer.publicKeyPem))
                return { signer };
            if (signature.keyid !== '')
                broken = signer;
        }
    }
    if (broken !== undefined)
        return refuse('bad-signature', `the signature is not ${broken.name}'s, whose key it names`);
    if (recorded)
        return { signer: undefined };
    const keys = envelope.signatures.map(({ keyid }) => keyid.slice(0, 16)).join(', ');
    return refuse('undeclared-signer', `the statement is signed with a key that the trust policy does not declare (${keys})`);
}
function judge(statement, signer, stored, expected) {
    const { predicateType, predicate } = statement;
    if (predicateType !== expected.predicateType) {
        return refuse('wrong-predicate', `the statement is a ${predicateType.slice(0, 100)}, not a ${expected.predicateType}`);
    }
    if (!statement.subject.some((subject) => subject.digest.sha256 === hexOf(expected.subject))) {
        return refuse('subject-mismatch', `the statement is about ${subjects(statement)}, not about ${expected.subject}`);
    }
    if (signer?.predicateTypes?.includes(predicateType) === false) {
        return refuse('signer-not-allowed', `${signer.name} may not make statements of type ${predicateType}`);
    }
    if (signer?.until !== undefined && Date.parse(signer.until) < expected.now.getTime()) {
        return refuse('signer-expired', `the key of ${signer.name} is accepted until ${signer.until} only`);
    }
    const override = overrideIn(predicate, expected.now);
    if (override !== undefined && 'ok' in override)
        return override;
    if (!expected.guard(predicate))
        return refuse('malformed', `the predicate is not a valid ${predicateType}`);
    return {
        ok: true,
        statement: { ...statement, predicate },
        signer: signer?.name,
        override,
        stored,
        attestation: stored.manifest.digest,
    };
}
function overrideIn(predicate, now) {
    const override = isRecord(predicate) ? predicate['override'] : undefined;
    if (override === undefined)
        return undefined;
    if (!isOverride(override))
        return refuse('malformed', 'the override lacks its reason, its author or its end');
    if (Date.parse(override.until) < now.getTime()) {
        return refuse('override-expired', `the override by ${override.by} ended on ${override.until}`);
    }
    return override;
}
function subjects(statement) {
    return statement.subject
        .slice(0, 3)
        .map((subject) => `sha256:${subject.digest.sha256}`)
        .join(', ');
}
function refuse(reason, message) {
    return { ok: false, reason, message };
}
// The more a refusal tells of an intent, the earlier it is named when several statements are refused.
const TELLING = (/* unused pure expression or super */ null && ([
    'bad-signature',
    'undeclared-signer',
    'signer-not-allowed',
    'signer-expired',
    'override-expired',
    'subject-mismatch',
    'unsigned',
    'duplicate',
    'too-large',
    'malformed',
    'wrong-predicate',
    'no-statement',
]));
/** The statements that are accepted; when none is, the refusal that tells most, or `no-statement` when there was none. */
function verify_verifyAll(stored, expected) {
    const verifications = stored.map((attestation) => verify_verify(attestation, expected));
    const refusals = verifications.filter((verification) => !verification.ok);
    const [first] = refusals.sort((one, other) => TELLING.indexOf(one.reason) - TELLING.indexOf(other.reason));
    return {
        accepted: verifications.filter((verification) => verification.ok),
        refused: first ?? refuse('no-statement', `nothing of type ${expected.predicateType} is attached`),
    };
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/chain/build.js






/** From an image to its model, by a build statement that holds. */
async function build_modelOfBuild(walk, record) {
    const { accepted, refused: unaccepted } = verifyAll(await list(walk.images, walk.image, PredicateType.provenance), {
        policy: walk.policy,
        subject: walk.image,
        predicateType: PredicateType.provenance,
        guard: isBuildProvenance,
        now: walk.now,
        require: walk.require,
    });
    const [build] = accepted;
    if (build === undefined) {
        record.missed('build', walk.image, unaccepted.message);
        if (unaccepted.reason === 'no-statement')
            return refused('not-attested', `no build statement is attached to ${walk.image}`);
        return refused(unaccepted.reason, `the build statement of ${walk.image} is refused: ${unaccepted.message}`);
    }
    const models = new Set(accepted.flatMap(({ statement }) => modelsOf(statement.predicate)));
    const [model, ...others] = models;
    if (model === undefined)
        return refused('no-model', `the build statement of ${walk.image} names no model`);
    if (others.length > 0)
        return refused('ambiguous', `the build statements of ${walk.image} name different models`);
    record.found('build', walk.image, build, `built with the model ${model}`);
    const refusal = walk.models === undefined ? undefined : await compareLayers(walk, walk.models, model, record);
    return refusal ?? { ok: true, model, build };
}
function modelsOf(provenance) {
    return dependencies(provenance, 'model').flatMap(({ digest }) => digest?.['sha256'] === undefined ? [] : [parseDigest(`sha256:${digest['sha256']}`)]);
}
/** Whether the model's own layer is in the image; `undefined` when it is. */
async function compareLayers({ images, image }, models, model, record) {
    try {
        const layer = await layerOfModel(models, model);
        if (await holdsLayer(images, image, layer.digest))
            return undefined;
        record.missed('model', image, `the image does not hold the layer ${layer.digest} on top`);
        return refused('model-not-in-image', `the layer of the model ${model} is not on top of ${image}`);
    }
    catch (error) {
        if (!isRegistryError(error, 'not-found'))
            throw error;
        record.missed('model', model, 'the model is not in its repository, so its layer was not compared');
        // Whoever may delete a model could otherwise have the comparison left out.
        return refused('model-gone', `the model ${model} is not in its repository, so its layer can't be looked for in the image`);
    }
}
async function holdsLayer(images, image, layer) {
    const { manifest } = await images.getManifest(image);
    // On top of all others, where a build puts it: a later layer could replace its files.
    if (!isIndex(manifest))
        return manifest.layers.at(-1)?.digest === layer;
    const held = await Promise.all(manifest.manifests.map(({ digest }) => holdsLayer(images, digest, layer)));
    return held.length > 0 && held.every((each) => each);
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/predicates/test-result.js



/** The statement that a validation makes about the challenger. */
function testResult(validation) {
    const { champion } = validation;
    const configuration = [
        resource('policy', validation.policy),
        resource('labels', validation.labels),
        resource('challenger-predictions', validation.challengerPredictions),
    ];
    if (champion !== undefined) {
        configuration.push(resource('champion', champion.model), resource('champion-predictions', champion.predictions));
    }
    return {
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name: validation.challengerName, digest: { sha256: hexOf(validation.challenger) } }],
        predicateType: PredicateType.testResult,
        predicate: {
            result: validation.result,
            configuration,
            ...(validation.url === undefined ? {} : { url: validation.url }),
            passedTests: validation.passed,
            warnedTests: validation.warned,
            failedTests: validation.failed,
            annotations: {
                ...validation.annotations,
                reason: validation.reason,
                finishedOn: validation.finishedOn,
                ...(champion === undefined ? { 'first-release': true } : {}),
            },
            ...(validation.override === undefined ? {} : { override: validation.override }),
        },
    };
}
function resource(name, digest) {
    return { name, digest: { sha256: hexOf(digest) } };
}
const RESULTS = (/* unused pure expression or super */ null && (['PASSED', 'WARNED', 'FAILED']));
/** Whether a predicate is a test result as a validation of ours makes it; each part of its configuration is there once. */
function test_result_isTestResult(value) {
    if (!isRecord(value) || !isListOf(value['configuration'], isResourceDescriptor))
        return false;
    const names = value['configuration'].map((resource) => resource.name);
    const { annotations } = { annotations: value['annotations'] };
    return (RESULTS.includes(value['result']) &&
        new Set(names).size === names.length &&
        ['policy', 'labels', 'challenger-predictions'].every((name) => names.includes(name)) &&
        value['configuration'].every((resource) => isText(resource.digest?.['sha256'])) &&
        isRecord(annotations) &&
        isText(annotations['reason']) &&
        isTime(annotations['finishedOn']) &&
        (annotations['first-release'] === undefined || typeof annotations['first-release'] === 'boolean') &&
        // A first release has no champion, and only a first release has none.
        (annotations['first-release'] === true) !== names.includes('champion') &&
        isOptional(value['override'], isOverride));
}
/** The digest of a part of a test result's configuration. */
function test_result_configured(result, name) {
    const hex = result.configuration.find((resource) => resource.name === name)?.digest?.['sha256'];
    return hex === undefined ? undefined : parseDigest(`sha256:${hex}`);
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/chain/candidates.js





/** Looks for the validation that is expected by its digest, in the repository of models; `undefined` where none is. */
async function candidates_findNamed({ models, expected: { validation } }) {
    if (validation === undefined)
        return undefined;
    if (models === undefined)
        return refused('validation-gone', `no repository is known in which ${validation} could be`);
    try {
        return { ok: true, stored: await fetchByDigest(models, validation) };
    }
    catch (error) {
        if (isRegistryError(error, 'not-found'))
            return refused('validation-gone', `the validation ${validation} is not in the repository of the model`);
        if (isRegistryError(error, 'invalid-response'))
            return refused('validation-mismatch', error.message);
        throw error;
    }
}
/** The validation that is expected, once its signature and subject are looked at. */
function candidates_acceptedAs(named, expectation) {
    if (!named.ok)
        return named;
    const { accepted, refused: refusal } = verifyAll([named.stored], expectation);
    const [own] = accepted;
    if (own !== undefined)
        return own;
    const { reason, message } = refusal;
    const what = `the validation ${named.stored.manifest.digest} is refused: ${message}`;
    return refused(reason === 'no-statement' ? 'validation-gone' : reason, what);
}
/**
 * The validations attached to the image and, where its repository is known, to the model, and the one that is expected; the
 * same envelope counts once.
 */
async function candidates_collect(walk, model, named) {
    const [onImage, onModel] = await Promise.all([
        list(walk.images, walk.image, PredicateType.testResult),
        walk.models === undefined ? [] : list(walk.models, model, PredicateType.testResult),
    ]);
    // Who can change a list of referrers must not make the one that is expected vanish from it.
    const all = [...(named?.ok === true ? [named.stored] : []), ...onModel, ...onImage];
    const byEnvelope = new Map(all.map((stored) => [envelopeDigest(stored) ?? stored, stored]));
    return [...byEnvelope.values()];
}
/** Whether both hold the same envelope, wherever each is attached. */
function candidates_isSame(one, other) {
    const envelope = envelopeDigest(one);
    return envelope !== undefined && envelope === envelopeDigest(other);
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/chain/validation.js





/**
 * Whether the model passed: of the statements that hold and that speak of the policy, labels and champion expected, the
 * newest decides, so that a later failure is not hidden behind an earlier pass. Where one is expected by its digest, that one
 * must be there and be the newest.
 */
async function validation_judgeValidation(walk, model, record) {
    const expectation = {
        policy: walk.policy,
        subject: model,
        predicateType: PredicateType.testResult,
        guard: isTestResult,
        now: walk.now,
        require: walk.require,
    };
    const named = await findNamed(walk);
    const { accepted, refused: refusal } = verifyAll(await collect(walk, model, named), expectation);
    if (accepted.length === 0)
        return missed(notValidated(model, refusal));
    const expected = named === undefined ? undefined : acceptedAs(named, expectation);
    if (expected?.ok === false)
        return missed(expected);
    const newestFirst = [...accepted].sort((one, other) => finished(other) - finished(one));
    const fitting = newestFirst.find((candidate) => mismatches(candidate, walk, model).length === 0);
    const validation = fitting ?? expected ?? newestFirst[0];
    if (validation === undefined)
        return missed(notValidated(model, refusal));
    const { annotations } = validation.statement.predicate;
    if (expected !== undefined && !isSame(validation.stored, expected.stored)) {
        const decides = `the validation that decides is ${validation.attestation}, ${ended(validation)} at ${annotations.finishedOn}`;
        return missed(refused('validation-mismatch', `${decides}; ${expected.attestation} was asked for`));
    }
    const all = [...mismatches(validation, walk, model), ...verdict(validation, model)];
    const [first] = all;
    record.found('validation', model, validation, fitting === undefined && first ? first.message : ended(validation));
    const passed = validation.statement.predicate.result === 'PASSED';
    if (first === undefined)
        return { ok: true, validation, override: passed ? undefined : validation.override };
    return { ...first, against: { validation, reasons: all.map(({ reason }) => reason) } };
    function missed(found) {
        record.missed('validation', model, found.message);
        return { ...found, against: undefined };
    }
}
/** What its result says against the model; nothing where a person overrode it in the statement itself. */
function verdict(validation, model) {
    const { result } = validation.statement.predicate;
    if (result === 'PASSED' || validation.override !== undefined)
        return [];
    const reason = result === 'WARNED' ? 'warned-not-passed' : 'failed-not-passed';
    return [refused(reason, `the validation of the model ${model} ended as ${ended(validation)}`)];
}
function ended({ statement }) {
    return `${statement.predicate.result} (${statement.predicate.annotations.reason})`;
}
function notValidated(model, { reason, message }) {
    return reason === 'no-statement'
        ? refused('not-validated', `no validation of the model ${model} is attached to the image or the model`)
        : refused(reason, `the validation of the model ${model} is refused: ${message}`);
}
/** What does not fit the policy, the labels and the champion that are expected. */
function mismatches(candidate, walk, model) {
    const { predicate } = candidate.statement;
    const { policy, labels, serving } = walk.expected;
    const found = [];
    const judgedBy = configured(predicate, 'policy');
    if (policy !== undefined && judgedBy !== policy) {
        found.push(refused('policy-mismatch', `the model was judged by the policy ${judgedBy}, not by ${policy}`));
    }
    const judgedOn = configured(predicate, 'labels');
    if (labels !== undefined && !labels.some((digest) => digest === judgedOn)) {
        const asked = labels.join(' or ');
        found.push(refused('dataset-mismatch', `the model was judged on the labels ${judgedOn}, not on ${asked}`));
    }
    const champion = serving === undefined ? undefined : championMismatch(predicate, serving, model);
    return champion === undefined ? found : [...found, champion];
}
function championMismatch(predicate, serving, model) {
    if (serving.kind === 'unknown') {
        return refused('champion-unknown', `${serving.image} serves, and its model is not on record, so the model can't have been compared with what serves`);
    }
    const champion = configured(predicate, 'champion');
    // Deploying once more what serves already: it was compared with what served before it.
    if (serving.kind === 'model' && serving.digest === model)
        return undefined;
    const wanted = serving.kind === 'model' ? serving.digest : undefined;
    if (champion === wanted)
        return undefined;
    const said = champion === undefined ? 'as a first release' : `against the champion ${champion}`;
    return refused('champion-mismatch', `the model was judged ${said}, while ${wanted === undefined ? 'nothing' : wanted} serves now`);
}
function finished(candidate) {
    return Date.parse(candidate.statement.predicate.annotations.finishedOn);
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/chain.js




/**
 * Walks image → build statement → model → test result, and says where it breaks. An override of the trust policy forgives a
 * verdict on the model, never a missing or forged statement about the image. Throws only what the registry throws.
 */
async function walkChain(walk) {
    const record = new ChainRecord();
    const built = await modelOfBuild(walk, record);
    if (!built.ok)
        return { ...built, steps: record.steps };
    const { model, build } = built;
    const judged = await judgeValidation(walk, model, record);
    if (judged.ok) {
        const { validation, override } = judged;
        return { ok: true, image: walk.image, model, build, validation, override, steps: record.steps };
    }
    const { reason, message, against } = judged;
    if (against === undefined)
        return { ok: false, reason, message, steps: record.steps };
    const found = findOverride(walk, against.reasons);
    if (found.kind === 'expired') {
        return { ok: false, reason: 'override-expired', message: `${message}; ${found.message}`, steps: record.steps };
    }
    if (found.kind === 'none')
        return { ok: false, reason, message, steps: record.steps };
    const { validation } = against;
    return { ok: true, image: walk.image, model, build, validation, override: found.override, steps: record.steps };
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/predicates/build-provenance.js


/** The statement that a build makes about its image. */
function buildProvenance(build) {
    const dependencies = [
        { name: 'context', digest: { sha256: hexOf(build.input) } },
        ...build.bases.map((base) => ({ name: 'base', uri: base.uri, digest: { sha256: hexOf(base.digest) } })),
    ];
    if (build.model !== undefined) {
        dependencies.push({ name: 'model', uri: build.model.uri, digest: { sha256: hexOf(build.model.digest) } });
    }
    if (build.code !== undefined) {
        dependencies.push({ name: 'code', uri: build.code.uri, digest: { gitCommit: build.code.commit } });
    }
    return provenance('image', {
        subject: { name: build.imageName, sha256: hexOf(build.image) },
        dependencies,
        parameters: build.parameters,
        ...(build.circumstances === undefined ? {} : { circumstances: build.circumstances }),
        run: build.run,
    });
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/predicates/evaluation-provenance.js


/** The statement that an evaluation makes about its predictions. It is attached to the model that made them. */
function evaluationProvenance(evaluation) {
    return provenance_provenance('evaluate', {
        subject: { name: evaluation.predictionsName, sha256: digest_hexOf(evaluation.predictions) },
        dependencies: [
            { name: 'code', uri: evaluation.code.uri, digest: { gitCommit: evaluation.code.commit } },
            evaluation.environment,
            { name: 'model', digest: { sha256: digest_hexOf(evaluation.model) } },
            { name: 'features', digest: { sha256: digest_hexOf(evaluation.features) } },
        ],
        parameters: evaluation.parameters,
        ...(evaluation.circumstances === undefined ? {} : { circumstances: evaluation.circumstances }),
        run: evaluation.run,
    });
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/predicates/target.js

const VERDICTS = (/* unused pure expression or super */ null && (['pass', 'fail', 'inconclusive']));
/** Whether a value is one of the three verdicts that every action has. */
function target_isVerdict(value) {
    return VERDICTS.includes(value);
}
/** Whether a value names a workload. */
function target_isTarget(value) {
    return isRecord(value) && isText(value['cluster']) && isText(value['namespace']) && isText(value['workload']);
}
/** Whether a value names a run. */
function target_isRun(value) {
    return (isRecord(value) &&
        isText(value['builder']) &&
        isText(value['invocation']) &&
        isTime(value['startedOn']) &&
        isTime(value['finishedOn']));
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/predicates/promotion.js




/** The statement that a canary makes about the image it judged. */
function promotion(image, predicate) {
    return {
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name: image.uri, digest: { sha256: hexOf(image.digest) } }],
        predicateType: PredicateType.promotion,
        predicate,
    };
}
const OUTCOMES = (/* unused pure expression or super */ null && (['promoted', 'went-back', 'held', 'nothing-to-promote']));
/** Whether a predicate is a promotion of ours. */
function isPromotion(value) {
    return (isRecord(value) &&
        isTarget(value['target']) &&
        OUTCOMES.includes(value['outcome']) &&
        isVerdict(value['verdict']) &&
        isText(value['reason']) &&
        isOptional(value['stable'], isResourceDescriptor) &&
        isOptional(value['model'], isResourceDescriptor) &&
        isRecord(value['evidence']) &&
        isRun(value['run']));
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/predicates/release.js




/** The statement that a deployment makes about its image. */
function release(image, predicate) {
    return {
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name: image.uri, digest: { sha256: hexOf(image.digest) } }],
        predicateType: PredicateType.release,
        predicate,
    };
}
/** Whether a predicate is a release of ours. */
function isRelease(value) {
    return (isRecord(value) &&
        isTarget(value['target']) &&
        (value['track'] === 'stable' || value['track'] === 'canary') &&
        isVerdict(value['verdict']) &&
        isText(value['reason']) &&
        isOptional(value['model'], isResourceDescriptor) &&
        isOptional(value['replaced'], isResourceDescriptor) &&
        isRun(value['run']) &&
        isOptional(value['annotations'], isRecord));
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/predicates/training-provenance.js


/** The statement that a training makes about its model. */
function trainingProvenance(training) {
    return provenance_provenance('train', {
        subject: { name: training.modelName, sha256: digest_hexOf(training.model) },
        dependencies: [
            { name: 'code', uri: training.code.uri, digest: { gitCommit: training.code.commit } },
            training.environment,
            ...training.datasets.map(datasetDescriptor),
        ],
        parameters: training.parameters,
        ...(training.circumstances === undefined ? {} : { circumstances: training.circumstances }),
        ...(training.byproducts === undefined ? {} : { byproducts: training.byproducts }),
        run: training.run,
    });
}
/** A dataset as a dependency. */
function datasetDescriptor(dataset) {
    return {
        name: dataset.name,
        ...(dataset.uri === undefined ? {} : { uri: dataset.uri }),
        digest: { sha256: digest_hexOf(dataset.digest) },
    };
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/predicates/verification-summary.js



/** The statement that a deployment makes about the image it looked at. */
function verificationSummary(conclusion) {
    const passed = 'reason' in conclusion.passed;
    return {
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name: conclusion.imageUri, digest: { sha256: hexOf(conclusion.image) } }],
        predicateType: PredicateType.verificationSummary,
        predicate: {
            verifier: {
                id: conclusion.verifier,
                ...(conclusion.version === undefined ? {} : { version: { 'ml-actions': conclusion.version } }),
            },
            timeVerified: conclusion.timeVerified,
            resourceUri: conclusion.imageUri,
            policy: { uri: conclusion.policy.uri, digest: { sha256: hexOf(conclusion.policy.digest) } },
            inputAttestations: conclusion.attestations.map((digest) => ({ digest: { sha256: hexOf(digest) } })),
            verificationResult: passed ? 'PASSED' : 'FAILED',
            verifiedLevels: [conclusion.require === 'validated' ? 'ML_ACTIONS_VALIDATED' : 'ML_ACTIONS_RECORDED'],
            slsaVersion: '1.0',
            annotations: conclusion.passed,
            ...(conclusion.override === undefined ? {} : { override: conclusion.override }),
        },
    };
}
/** Whether a predicate is a SLSA verification summary. */
function isVerificationSummary(value) {
    return (isRecord(value) &&
        isRecord(value['verifier']) &&
        isText(value['verifier']['id']) &&
        isTime(value['timeVerified']) &&
        isText(value['resourceUri']) &&
        isResourceDescriptor(value['policy']) &&
        isListOf(value['inputAttestations'], isResourceDescriptor) &&
        (value['verificationResult'] === 'PASSED' || value['verificationResult'] === 'FAILED') &&
        isListOf(value['verifiedLevels'], isText) &&
        isText(value['slsaVersion']) &&
        isOptional(value['annotations'], isRecord) &&
        isOptional(value['override'], isOverride));
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/signing.js

/** How the inputs say to sign. That `sign: key` has a key is for the action's own check of its inputs. */
function signingOf({ sign, 'signing-key': privateKeyPem }) {
    return sign === 'key' && privateKeyPem !== undefined ? { kind: 'key', privateKeyPem } : { kind: 'none' };
}
/** Why the key given can't sign; `undefined` when it can, or none is asked for. To be asked before anything starts. */
function signingProblem({ sign, 'signing-key': key }) {
    const problem = sign === 'key' && key !== undefined ? signingKeyProblem(key) : undefined;
    return problem === undefined ? undefined : `\`signing-key\` can't be used: ${problem}.`;
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/trust-policy.js



/** Verdicts that a person may set aside for one image. A missing or forged statement is no verdict. */
const OVERRIDABLE = (/* unused pure expression or super */ null && ([
    'failed-not-passed',
    'warned-not-passed',
    'policy-mismatch',
    'dataset-mismatch',
    'champion-mismatch',
    'champion-unknown',
]));
const MAX_CHARACTERS = (/* unused pure expression or super */ null && (1024 * 1024));
/**
 * A trust policy from what a user gives: PEM public keys one after the other (a line `# name` before a key names it), or YAML
 * or JSON: `signers: [{ name, key, predicateTypes?, until? }]`, `overrides: [{ image, accepts, reason, by, until }]`. Nothing
 * at all trusts nobody. Throws `TypeError` that says what is wrong and where.
 */
async function parseTrustPolicy(text) {
    if (text.length > MAX_CHARACTERS)
        throw new TypeError('the trust policy is larger than 1 MiB');
    const policy = looksLikePem(text) ? { signers: fromPem(text), overrides: [] } : await fromYaml(text);
    for (const what of ['name', 'keyId']) {
        const values = policy.signers.map((signer) => signer[what]);
        const twice = values.find((value, index) => values.indexOf(value) !== index);
        if (twice !== undefined)
            throw new TypeError(`two signers have the same ${what}, ${twice}`);
    }
    return policy;
}
function looksLikePem(text) {
    const first = text.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#'));
    return first === undefined || first.startsWith('-----BEGIN');
}
function fromPem(text) {
    const blocks = [...text.matchAll(/(?:^# *(.+?) *\r?\n)?(-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----)/gm)];
    return blocks.map(([, name, key = ''], index) => trust_policy_signerOf({ key, name: name ?? `key ${index + 1}` }, index));
}
async function fromYaml(text) {
    const { parse } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    let value;
    try {
        value = parse(text) ?? {};
    }
    catch (error) {
        throw new TypeError(`the trust policy is no YAML: ${isRecord(error) ? String(error['code']) : 'unreadable'}`);
    }
    if (!isRecord(value))
        throw new TypeError('the trust policy is neither PEM keys nor an object with `signers`');
    const unknown = Object.keys(value).find((key) => key !== 'signers' && key !== 'overrides');
    if (unknown !== undefined)
        throw new TypeError(`the trust policy has no part named ${JSON.stringify(unknown.slice(0, 50))}`);
    return {
        signers: listIn(value, 'signers').map(trust_policy_signerOf),
        overrides: listIn(value, 'overrides').map(overrideOf),
    };
}
function listIn(value, key) {
    const list = value[key] ?? [];
    if (Array.isArray(list))
        return list;
    throw new TypeError(`\`${key}\` of the trust policy is not a list`);
}
function trust_policy_signerOf(value, index) {
    const where = `signer ${index + 1} of the trust policy`;
    if (!isRecord(value))
        throw new TypeError(`${where} has no \`name\` and \`key\``);
    const { name, key, predicateTypes, until } = value;
    if (!isText(name) || !isText(key))
        throw new TypeError(`${where} has no \`name\` and \`key\``);
    if (!isOptional(predicateTypes, isTexts))
        throw new TypeError(`${where}: \`predicateTypes\` is not a list of texts`);
    if (!isOptional(until, isTime))
        throw new TypeError(`${where}: \`until\` is not a time such as 2030-01-31T00:00:00Z`);
    return {
        name,
        ...publicKey(key, `${where} (${name})`),
        ...(predicateTypes === undefined ? {} : { predicateTypes }),
        ...(until === undefined ? {} : { until }),
    };
}
function isTexts(value) {
    return isListOf(value, isText);
}
function publicKey(pem, where) {
    // Node makes a public key of a private one, which then would stand in a file that everybody reads.
    if (!pem.includes('-----BEGIN PUBLIC KEY-----'))
        throw new TypeError(`${where}: the key is not a public key in PEM`);
    try {
        assertP256(createPublicKey(pem));
    }
    catch {
        throw new TypeError(`${where}: the key is not an ECDSA P-256 public key`);
    }
    return { publicKeyPem: pem, keyId: keyIdOf(pem) };
}
function overrideOf(value, index) {
    const where = `override ${index + 1} of the trust policy`;
    if (!isOverride(value))
        throw new TypeError(`${where} lacks its \`reason\`, its author \`by\` or its end \`until\``);
    const { reason, by, until } = value;
    const { image, accepts } = { ...value };
    if (!isText(image) || !/^sha256:[0-9a-f]{64}$/.test(image))
        throw new TypeError(`${where}: \`image\` is not a digest`);
    if (!isAcceptance(accepts))
        throw new TypeError(`${where}: \`accepts\` is not a list of ${OVERRIDABLE.join(', ')}`);
    return { image, accepts, reason, by, until };
}
function isAcceptance(value) {
    return isListOf(value, isOverridable) && value.length > 0;
}
function isOverridable(value) {
    return OVERRIDABLE.some((reason) => reason === value);
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/index.js


















// EXTERNAL MODULE: ./build/packages/container-engine/src/index.js + 23 modules
var container_engine_src = __webpack_require__(4622);
// EXTERNAL MODULE: ./build/actions/train-in-container/src/collect.js + 1 modules
var src_collect = __webpack_require__(4164);
;// CONCATENATED MODULE: ./build/actions/train-in-container/src/datasets.js







/**
 * Hashes every dataset. @throws UserError `dataset-not-found`.
 */
async function readDatasets(table, workspace) {
    const datasets = [];
    for (const [name, given] of table ?? []) {
        const path = await (0,external_node_fs_promises_.realpath)((0,external_node_path_.resolve)(workspace, given)).catch((cause) => {
            throw new src/* UserError */.yo({
                reason: 'dataset-not-found',
                what: `\`datasets\`: ${name} is not there: ${(0,external_node_path_.resolve)(workspace, given)}.`,
                fix: 'Is the step that makes or downloads it before this one, and in this job?',
            }, { cause });
        });
        const isDirectory = (await (0,external_node_fs_promises_.stat)(path)).isDirectory();
        datasets.push({
            name,
            path,
            entry: isDirectory ? name : `${name}${(0,external_node_path_.extname)(path)}`,
            digest: digest_parseDigest(`sha256:${isDirectory ? await hashDirectory(path) : await hashFile(path)}`),
        });
    }
    return datasets;
}
/** SHA-256 of a file's bytes, in hexadecimal. */
async function hashFile(path) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(path, { highWaterMark: 1 << 20 }), hash);
    return hash.digest('hex');
}
/** SHA-256 over the lines `SHA-256 of the file, two blanks, relative path`, in order of the paths' bytes, as `sha256sum` prints them. */
async function hashDirectory(directory) {
    const files = [];
    const visit = async (relative) => {
        for (const entry of await (0,external_node_fs_promises_.readdir)((0,external_node_path_.join)(directory, relative), { withFileTypes: true })) {
            const path = relative === '' ? entry.name : `${relative}/${entry.name}`;
            if ((await (0,external_node_fs_promises_.stat)((0,external_node_path_.join)(directory, path))).isDirectory())
                await visit(path);
            else
                files.push(path);
        }
    };
    await visit('');
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for (const file of files.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
        hash.update(`${await hashFile((0,external_node_path_.join)(directory, file))}  ${file}\n`);
    }
    return hash.digest('hex');
}

// EXTERNAL MODULE: ./build/actions/train-in-container/src/report.js
var src_report = __webpack_require__(2412);
// EXTERNAL MODULE: ./build/actions/train-in-container/src/command.js
var command = __webpack_require__(9377);
// EXTERNAL MODULE: ./build/actions/train-in-container/src/engines.js
var engines = __webpack_require__(5219);
// EXTERNAL MODULE: ./build/actions/train-in-container/src/mounts.js
var mounts = __webpack_require__(3564);
;// CONCATENATED MODULE: ./build/actions/train-in-container/src/run-spec.js





/** What to run, from whichever input holds it; both were checked before. */
function commandOf(inputs) {
    const parsed = inputs.command === undefined ? undefined : (0,command/* parseCommand */.R)(inputs.command);
    return parsed?.ok === true ? { kind: 'arguments', words: parsed.words } : { kind: 'shell', text: inputs.run ?? '' };
}
/** What the network is when nobody says: an evaluation needs none, and must not tell anybody what it reads. */
function networkOf(inputs) {
    return inputs.network ?? (inputs.purpose === 'evaluate' ? 'none' : 'default');
}
/** The run as an engine takes it. */
function runSpec(inputs, context, surroundings, owner) {
    const command = commandOf(inputs);
    const user = userOf(inputs.user, owner);
    return {
        name: runName(context),
        labels: (0,engines/* runLabels */.xU)(context, inputs.purpose),
        image: inputs.image,
        pull: inputs.pull,
        command: command.kind === 'arguments' ? command.words : ['sh', '-eu', '-c', `${PASS_ON}\n${command.text}`],
        workingDirectory: surroundings.workingDirectory,
        environment: {
            // A user that the image does not know has no home there.
            ...(inputs.engine !== 'host' && user !== undefined ? { HOME: '/tmp' } : {}),
            ...surroundings.variables,
            ...Object.fromEntries(inputs.env ?? []),
        },
        secrets: Object.fromEntries(inputs.secrets ?? []),
        mounts: [...surroundings.mounts, ...extraMounts(inputs.mounts ?? [], context.workspace)],
        network: networkOf(inputs),
        user,
        limits: limitsOf(inputs),
        devices: devicesOf(inputs.devices ?? [], inputs['gpu-access']),
        isolation: inputs.isolation,
        signalTo: command.kind === 'arguments' ? 'command' : 'all',
        graceMs: inputs['checkpoint-grace'],
    };
}
/**
 * A shell that dies of the signal would take the container with it while its child still saves. With a handler it waits
 * for the child and then ends, without starting the next line.
 */
const PASS_ON = `trap 'exit 143' TERM; trap 'exit 130' INT; trap 'exit 138' USR1; trap 'exit 140' USR2`;
function runName(context) {
    const parts = ['ml-actions', context.runId, context.runAttempt, context.job].map((part) => part.replace(/[^A-Za-z0-9.-]/g, '-').slice(0, 40));
    return [...parts.filter((part) => part !== ''), (0,external_node_crypto_.randomBytes)(4).toString('hex')].join('-');
}
function userOf(user, owner) {
    return user === 'image' ? undefined : user === 'runner' ? `${owner.uid}:${owner.gid}` : user;
}
function limitsOf(inputs) {
    return {
        memoryBytes: inputs.memory,
        cpus: inputs.cpus,
        pids: inputs['pids-limit'],
        // A process of the host shares the machine's own /dev/shm.
        shmBytes: inputs.engine === 'host' ? undefined : inputs['shm-size'],
    };
}
function extraMounts(lines, workspace) {
    return lines.flatMap((line) => {
        const parsed = (0,mounts/* parseMount */.z)(line);
        return parsed.ok ? [{ ...parsed.mount, source: (0,external_node_path_.resolve)(workspace, parsed.mount.source) }] : [];
    });
}
function devicesOf(devices, access) {
    const nodes = devices.filter((device) => device.startsWith('/dev/'));
    if (nodes.length > 0)
        return { kind: 'amd', nodes };
    return devices.length === 0 ? { kind: 'none' } : { kind: 'nvidia', uuids: devices, access };
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/tracking/params.js

/** What two runs are compared by: options of the command, its variables, the data. Of `run`, which is a program, no options. */
function paramsOf(inputs, datasets) {
    const command = commandOf(inputs);
    return new Map([
        ...(command.kind === 'arguments' ? optionsOf(command.words) : []),
        ...[...(inputs.env ?? [])].map(([name, value]) => [`env.${name}`, value]),
        ...datasets.map(({ name, digest }) => [`dataset.${name}`, digest]),
    ]);
}
/** `--name value`, `--name=value` and `--name` alone, which is `true`; one that is given again has all its values. */
function optionsOf(words) {
    const options = new Map();
    for (const [at, word] of words.entries()) {
        if (word === '--')
            break;
        const [, name, joined] = /^--([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
        if (name === undefined)
            continue;
        const next = words[at + 1];
        const value = joined ?? (next === undefined || /^--?[A-Za-z-]/.test(next) ? 'true' : next);
        const before = options.get(name);
        options.set(name, before === undefined ? value : `${before}, ${value}`);
    }
    return options;
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/tracking/points.js
/**
 * A training's metrics with whole numbers as steps, which is all that MLflow knows: epochs that are fractions count 0, 1, 2, …
 * The last value of each metric is the one that MLflow shows. Nothing says when a value was taken, so all have the end's time.
 */
function pointsOf(history, endedAtMs) {
    const points = [];
    const ends = new Map();
    for (const { name, points: course } of history.courses) {
        const step = stepsOf(course);
        course.forEach(([x, value], index) => {
            const point = { name, value, step: step(x, index) };
            points.push({ ...point, timestampMs: endedAtMs });
            ends.set(name, point);
        });
    }
    for (const [name, value] of history.last) {
        const end = ends.get(name);
        if (end === undefined || !Object.is(end.value, value))
            points.push({ name, value, step: end?.step ?? 0, timestampMs: endedAtMs + 1 });
    }
    return points;
}
function stepsOf(course) {
    return course.every(([x]) => Number.isSafeInteger(x)) ? (x) => x : (_, index) => index;
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/tracking/track.js





/** A run that has ended well is not held up for longer by what is a copy. */
const LIMIT_MS = 300_000;
/** Tells MLflow of a run, if it is to know. Whatever becomes of it, the run stands: a failure is a warning and an output. */
async function track(end, files) {
    const { inputs, services } = end;
    if (inputs['mlflow-tracking-uri'] === undefined || inputs.mode === 'observe')
        return {};
    const { log } = services;
    const { MlflowError, openTracking } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 5821));
    const mlflow = openTracking(inputs, services, { limitMs: LIMIT_MS });
    if (mlflow === undefined)
        return {};
    try {
        return await log.phase('Tell MLflow', () => write(mlflow, end, files));
    }
    catch (error) {
        if (!(error instanceof MlflowError))
            throw error;
        log.warning(`MLflow has not got this run, or not all of it (${error.reason}): ${error.message}. What was found out stands, and is in the report.`);
        return { tracking: error.reason };
    }
}
async function write(mlflow, end, files) {
    const { inputs, services, published } = end;
    const { registerVersion, writeRun } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 5821));
    const written = await writeRun(mlflow, await runOf(end, files));
    services.log.info(`run ${written.id} in MLflow`);
    const tracking = written.hasArtifacts ? 'written' : 'without-artifacts';
    if (!written.hasArtifacts)
        services.log.warning('The report is not in MLflow: its artifacts lie in a storage that this server does not proxy.');
    const outputs = { tracking, 'mlflow-run': written.id };
    const model = inputs['mlflow-model'];
    if (model === undefined || inputs.purpose !== 'train' || published?.model === undefined)
        return outputs;
    const version = await registerVersion(mlflow, {
        model,
        digest: published.model,
        // The registry of images keeps the model itself: there its digest is proven, and its statements are attached.
        source: `oci://${inputs['model-repository']}@${published.model}`,
        runId: written.id,
        tags: present({
            attestation: published.attestation,
            revision: end.prepared.revision.commit,
            'run-url': services.context.runUrl,
        }),
    });
    services.log.info(`version ${version} of ${model} in MLflow names the model`);
    return { ...outputs, 'mlflow-version': version };
}
async function runOf(end, files) {
    const { inputs, services, prepared, launched, left, judgement } = end;
    const { context } = services;
    const params = new Map([...paramsOf(inputs, prepared.datasets)].map(([name, value]) => [name, end.mask(value)]));
    const { commit } = prepared.revision;
    return {
        experiment: inputs['mlflow-experiment'] ?? context.repository,
        key: track_keyOf(end, params),
        name: `${inputs.purpose} ${commit.slice(0, 7)}, run ${context.runId}.${context.runAttempt}`,
        status: judgement.verdict === 'pass' ? 'FINISHED' : 'FAILED',
        startedAtMs: launched.startedAtMs,
        endedAtMs: end.finishedAtMs,
        params,
        tags: tagsOf(end),
        metrics: pointsOf(left.history, end.finishedAtMs),
        artifacts: await Promise.all(files
            .filter((file) => file !== '')
            .map(async (file) => ({ name: (0,external_node_path_.basename)(file), content: await (0,external_node_fs_promises_.readFile)(file) }))),
    };
}
/** The same attempt with the same outcome is the same run, however often it is told; a matrix has several in one attempt. */
function track_keyOf({ inputs, services, prepared, left, published }, params) {
    const { repository, runId, runAttempt, job } = services.context;
    const text = JSON.stringify([
        ...[repository, runId, runAttempt, job, inputs.purpose, inputs.model, inputs.command, inputs.run],
        [...params],
        ...[prepared.revision.commit, published?.model, left.history.courses, [...left.history.last]],
    ]);
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
}
function tagsOf(end) {
    const { inputs, services, prepared, launched, judgement, published } = end;
    const { context } = services;
    return present({
        'mlflow.user': context.actor,
        'mlflow.source.type': 'JOB',
        'mlflow.source.name': context.workflowRef,
        'mlflow.source.git.commit': prepared.revision.commit,
        'mlflow.source.git.repoURL': `${context.serverUrl}/${context.repository}`,
        purpose: inputs.purpose,
        engine: inputs.engine,
        verdict: judgement.verdict,
        reason: judgement.reason,
        'run-url': context.runUrl,
        image: launched.running.image?.identity,
        'image-digest': launched.running.image?.digest,
        'model-digest': published?.model ?? inputs.model,
        attestation: published?.attestation,
    });
}
function present(values) {
    return new Map(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/conclude.js




/** Tells of a run: report, MLflow, summary, outputs. */
async function conclude(end) {
    const { renderSummary } = await __webpack_require__.e(/* import() */ 791).then(__webpack_require__.bind(__webpack_require__, 7791));
    const { inputs, prepared, launched, left, judgement, published } = end;
    const story = {
        purpose: inputs.purpose,
        verdict: judgement.verdict,
        reason: judgement.reason,
        message: judgement.message,
        failure: judgement.failure,
        tail: end.tail,
        courses: left.history.courses,
        last: left.history.last,
        facts: factsOf(end),
        isolation: launched.running.isolation,
        datasets: prepared.datasets.map(({ name, digest }) => ({ name, digest })),
        checkpoint: left.checkpoint,
        durationMs: end.finishedAtMs - launched.startedAtMs,
    };
    const report = await end.records.keep('report.json', (file) => (0,external_node_fs_promises_.writeFile)(file, (0,src_report/* reportJson */.l4)(story)));
    const tracked = await track(end, [report, left.historyFile, published?.statementFile ?? '']);
    const outputs = {
        'failure-class': judgement.failure?.class ?? '',
        model: inputs.purpose === 'evaluate' ? (inputs.model ?? '') : (published?.model ?? ''),
        metrics: JSON.stringify(Object.fromEntries([...left.history.last].map(([name, value]) => [name, (0,src_report/* printable */.g$)(value)]))),
        'metrics-history': left.historyFile,
        attestation: published?.attestation ?? '',
        statement: published?.statementFile ?? '',
        checkpoint: left.checkpoint?.path ?? '',
        'resumed-from': prepared.resumedFrom?.path ?? '',
        ...(inputs.purpose === 'evaluate' && left.productExists
            ? {
                predictions: prepared.directories.predictions,
                'predictions-digest': `sha256:${await hashFile(prepared.directories.predictions)}`,
            }
            : {}),
        'model-path': prepared.directories.model,
        image: launched.running.image?.identity ?? '',
        'exit-code': left.state.status === 'exited' ? String(left.state.exitCode) : '',
        log: left.log,
        output: prepared.directories.output,
        report,
        ...tracked,
    };
    return {
        verdict: judgement.verdict,
        reason: judgement.reason,
        message: judgement.message,
        outputs,
        summary: renderSummary((0,src_report/* runReport */.qi)(story)),
    };
}
function factsOf({ inputs, prepared, launched, left, published, finishedAtMs, }) {
    const { environment } = launched;
    const facts = [
        ['Time', `${Math.round((finishedAtMs - launched.startedAtMs) / 100) / 10} s`],
        [inputs.engine === 'host' ? 'Interpreter' : 'Image', environment.uri ?? ''],
        ['Revision', `${prepared.revision.commit}${prepared.revision.modified === true ? ' (modified)' : ''}`],
        ['Isolation', launched.running.isolation.mechanism],
    ];
    if (prepared.resumedFrom !== undefined)
        facts.push(['Resumed from', prepared.resumedFrom.path]);
    if (left.checkpoint !== undefined)
        facts.push(['Newest checkpoint', left.checkpoint.path]);
    const model = published?.model ?? inputs.model;
    if (model !== undefined)
        facts.push([inputs.purpose === 'train' ? 'Model' : 'Scored model', model]);
    if (published?.attestation !== undefined)
        facts.push(['Attestation', published.attestation]);
    return facts;
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/engine-failure.js
const MEANINGS = {
    'engine-unavailable': { reason: 'engine-unavailable', class: 'infrastructure' },
    'engine-failed': { reason: 'engine-failed', class: 'infrastructure' },
    'image-unavailable': { reason: 'image-unavailable', class: 'infrastructure' },
    'command-not-found': { reason: 'command-not-found', class: 'code' },
    'device-unavailable': { reason: 'device-unavailable', class: 'infrastructure' },
    'isolation-unavailable': { reason: 'isolation-unavailable', class: 'infrastructure' },
    'mount-unavailable': { reason: 'dataset-not-found', class: 'data' },
};
/** The conclusion when an engine could not run the command at all, or was lost with it; `kept` is what is there all the same. */
function engineFailure(error, mask, kept = {}) {
    const { reason, class: failureClass } = MEANINGS[error.reason];
    return {
        verdict: failureClass === 'infrastructure' ? 'inconclusive' : 'fail',
        reason,
        message: mask(error.message),
        outputs: { ...kept, 'failure-class': failureClass },
    };
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/failure/reasons.js
/** Whose fault each reason is. */
const CLASSES = {
    cancelled: 'cancelled',
    'timed-out': 'timeout',
    'memory-exhausted': 'capacity',
    'gpu-memory-exhausted': 'capacity',
    'shm-exhausted': 'capacity',
    'disk-full': 'capacity',
    'gpu-failed': 'infrastructure',
    'communication-failed': 'infrastructure',
    'data-unreadable': 'data',
    'command-not-found': 'code',
    preempted: 'preempted',
    killed: 'infrastructure',
    interrupted: 'infrastructure',
    'command-failed': 'code',
};
/** What to do about it. */
const ADVICE = {
    cancelled: 'Run it again with `resume: auto` to go on from the newest complete checkpoint.',
    'timed-out': 'Run it again with `resume: auto`, or raise `max-duration`.',
    'memory-exhausted': 'Raise `memory`, or use fewer data loaders or smaller batches.',
    'gpu-memory-exhausted': 'Use smaller batches, gradient accumulation or a larger GPU; see whether another process uses the same device.',
    'shm-exhausted': 'Raise `shm-size`, or use fewer data loaders.',
    'disk-full': 'Free the disk of the runner, or point `output` and `checkpoints` to a larger one.',
    'gpu-failed': 'Run it on another machine; take this GPU out of service until it was reset and checked.',
    'communication-failed': 'Look first for a process that died or ran out of memory; then run it again.',
    'data-unreadable': 'Look at the dataset that the line names.',
    'command-not-found': 'Check the command and the image (or the PATH of this machine).',
    preempted: 'Run it again with `resume: auto` on another machine.',
    killed: 'Something outside ended the process; see the log of the machine.',
    interrupted: 'Run it again with `resume: auto`; what the command saved is kept. With `live-restore` in its configuration Docker leaves runs alone when it restarts.',
    'command-failed': 'See the end of the output.',
};
/** Where the same run may go better elsewhere or later. */
const RETRY = new Set([
    'gpu-failed',
    'communication-failed',
    'preempted',
    'killed',
    'interrupted',
    'cancelled',
    'timed-out',
]);

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/failure/patterns.js
/** Texts that name a cause, the causes of other failures first. */
const FAILURE_PATTERNS = [
    {
        // The init of a container (Docker's tini, Podman's catatonit), which ends with 1 or 127.
        reason: 'command-not-found',
        pattern: /^\[FATAL tini \(\d+\)\] exec .* failed|^ERROR \(catatonit:\d+\): failed to exec pid1/,
    },
    {
        // NVIDIA driver, CUDA and kernel texts of a device that is broken or gone.
        reason: 'gpu-failed',
        pattern: /uncorrectable ECC error encountered|GPU has fallen off the bus|GPU is lost|Failed to initialize NVML|CUDA error: (?:unspecified launch failure|system not yet initialized|unknown error|no CUDA-capable device|the provided PTX)|CUDA driver initialization failed|cuInit.*(?:802|803|804|999)|Unexpected error from cudaGetDeviceCount|NVRM: Xid .*: (?:46|48|62|64|74|79|95|109|110|119|120|136|140|143|14[4-9]|150|151|15[568]),|hipErrorNoDevice|HIP error: (?:unspecified launch failure|invalid device)/i,
    },
    {
        reason: 'shm-exhausted',
        pattern: /insufficient shared memory \(shm\)|out of shared memory|killed by signal: Bus error|No space left on device.*\/dev\/shm/i,
    },
    {
        reason: 'gpu-memory-exhausted',
        pattern: /CUDA out of memory|torch\.(?:cuda\.)?OutOfMemoryError|HIP out of memory|CUBLAS_STATUS_ALLOC_FAILED|CUDNN_STATUS_ALLOC_FAILED|RESOURCE_EXHAUSTED: Out of memory/i,
    },
    {
        reason: 'memory-exhausted',
        pattern: /^(?:\w+\.)*_?(?:Array)?MemoryError\b|Cannot allocate memory|Out of memory: Killed process|std::bad_alloc|DefaultCPUAllocator: can't allocate memory|killed by signal: Killed/i,
    },
    { reason: 'disk-full', pattern: /No space left on device|\[Errno 28\]|Disk quota exceeded|\[Errno 122\]/i },
    {
        reason: 'communication-failed',
        pattern: /Watchdog caught collective operation timeout|NCCL (?:error|WARN.*(?:Timeout|Connection))|ncclSystemError|ncclRemoteError|ncclInternalError|Connection reset by peer.*(?:gloo|store)|RendezvousTimeoutError|RendezvousConnectionError|DistStoreError|Gloo connectFullMesh failed/i,
    },
    {
        // Readers of tables, archives, images and text, and the frameworks' words for values that make no sense.
        reason: 'data-unreadable',
        pattern: /^(?:[\w.]+\.)?(?:ParserError|EmptyDataError|ArrowInvalid|ArrowIOError|JSONDecodeError|UnicodeDecodeError|BadZipFile|BadGzipFile|UnidentifiedImageError|DatasetGenerationError|DataFilesNotFoundError|SafetensorError)\b|(?:Input|Target|array|X|y) contains NaN|contains NaN, infinity|FileNotFoundError: .*\.(?:csv|tsv|jsonl?|parquet|arrow|npy|npz|h5|hdf5|tfrecord|txt|zip|tar|gz|zst|jpe?g|png|wav)\b|KeyError: .*not (?:found in|in) (?:axis|index|columns)|None of \[.*\] are in the \[(?:columns|index)\]|Usecols do not match columns|could not convert string to float|Found array with 0 sample/i,
    },
];

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/failure/classify.js


/** Joins exit code, memory state and output to one cause. The strongest evidence comes first. */
function classify(evidence) {
    const seen = readPatterns(evidence.lines);
    const reason = decide(evidence, seen?.reason);
    return {
        reason,
        class: CLASSES[reason],
        line: seen?.reason === reason ? seen.line : (evidence.engineError ?? lastError(evidence.lines)),
        advice: ADVICE[reason],
        retry: RETRY.has(reason),
    };
}
function decide(evidence, seen) {
    if (evidence.stopped !== undefined)
        return evidence.stopped;
    if (evidence.oomKilled)
        return 'memory-exhausted';
    if (evidence.interrupted === true)
        return 'interrupted';
    const exitCode = innerExitCode(evidence.lines) ?? evidence.exitCode;
    if (seen !== undefined)
        return seen;
    switch (exitCode) {
        case 126:
        case 127:
            return 'command-not-found';
        case 135:
            // SIGBUS: a page of /dev/shm that could not be had.
            return 'shm-exhausted';
        case 130:
        case 143:
            // Asked to end, and not by us: the machine is being taken away, or a person did it.
            return 'preempted';
        case 137:
            return 'killed';
        default:
            return 'command-failed';
    }
}
function readPatterns(lines) {
    for (const { reason, pattern } of FAILURE_PATTERNS) {
        const line = lines.findLast((text) => pattern.test(text));
        if (line !== undefined)
            return { reason, line: line.trim() };
    }
    return undefined;
}
/** torchrun ends with 1 whatever happened; its report names the first worker that failed. */
function innerExitCode(lines) {
    const start = lines.findLastIndex((line) => /Root Cause \(first observed failure\)/.test(line));
    if (start === -1)
        return undefined;
    const code = lines
        .slice(start)
        .map((line) => /exitcode\s*:\s*(-?\d+)/.exec(line)?.[1])
        .find((found) => found !== undefined);
    if (code === undefined)
        return undefined;
    return Number(code) < 0 ? 128 - Number(code) : Number(code);
}
function lastError(lines) {
    return lines
        .findLast((line) => /^(?:[\w.]+\.)?\w*(?:Error|Exception|Interrupt|Exit)\b(?::|$)/.test(line.trim()))
        ?.trim();
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/judge.js

/** Judges a run by its exit code, what it printed and what it left. */
function judge_judge(end) {
    const { state } = end;
    const exitCode = state.status === 'exited' ? state.exitCode : 137;
    const interrupted = state.status === 'exited' && state.interrupted === true;
    const refused = state.status === 'exited' && state.error !== undefined;
    if (exitCode !== 0 || end.stopped !== undefined || refused || interrupted) {
        const failure = classify({
            exitCode,
            oomKilled: state.status === 'exited' && state.oomKilled,
            interrupted,
            stopped: end.stopped,
            engineError: state.status === 'exited' ? state.error : 'the run is gone',
            lines: end.lines,
        });
        return { ...verdictOf(failure), failure, message: judge_messageOf(failure, exitCode) };
    }
    const notFinite = [...end.metrics].find(([, value]) => !Number.isFinite(value));
    if (notFinite !== undefined) {
        return failed('metrics-not-finite', `The command ended well, but its last \`${notFinite[0]}\` is ${notFinite[1]}.`);
    }
    if (end.purpose === 'evaluate') {
        return end.productExists
            ? { verdict: 'pass', reason: 'evaluated', message: 'The evaluation ended well and wrote predictions.' }
            : failed('predictions-missing', 'The evaluation ended well and wrote nothing to ML_ACTIONS_PREDICTIONS.');
    }
    if (!end.productExists && end.modelExpected) {
        return failed('model-missing', 'The training ended well and wrote nothing to ML_ACTIONS_MODEL_DIR.');
    }
    return {
        verdict: 'pass',
        reason: 'trained',
        message: `The training ended well${judge_shown(end.metrics)}${end.productExists ? '' : '; it left no model'}.`,
    };
}
/** The first metrics, for the one line that everybody reads. */
function judge_shown(metrics) {
    const some = [...metrics].slice(0, 3).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`);
    return some.length === 0 ? '' : ` (${some.join(', ')})`;
}
/** The run went well, and what came of it could not be handed on. */
function notPublished(message) {
    return {
        verdict: 'inconclusive',
        reason: 'push-failed',
        message,
        failure: {
            class: 'infrastructure',
            line: undefined,
            advice: 'The model is still on this machine; once the registry takes it, run again with `resume: auto`.',
            retry: true,
        },
    };
}
/** What is nobody's fault says nothing about the code: no verdict, instead of a wrong one. */
function verdictOf(failure) {
    switch (failure.class) {
        case 'code':
        case 'data':
        case 'capacity':
            return { verdict: 'fail', reason: failure.reason };
        case 'infrastructure':
        case 'cancelled':
        case 'preempted':
        case 'timeout':
            return { verdict: 'inconclusive', reason: failure.reason };
    }
}
function judge_messageOf(failure, exitCode) {
    const what = failure.line === undefined ? `exit code ${exitCode}` : `exit code ${exitCode}: ${failure.line.slice(0, 300)}`;
    return `${failure.class}, ${what}. ${failure.advice}`;
}
/** The command ended well by its own word, and did not do what it was for. */
function failed(reason, message) {
    return {
        verdict: 'fail',
        reason,
        message,
        failure: { class: 'code', line: undefined, advice: message, retry: false },
    };
}

// EXTERNAL MODULE: ./build/packages/process/src/index.js + 4 modules
var process_src = __webpack_require__(2897);
;// CONCATENATED MODULE: ./build/actions/train-in-container/src/interpreter.js





const ASK_TIMEOUT_MS = 20_000;
const ASK = 'import sys, platform; print(sys.executable); print(platform.python_version())';
/** What stands in for an image on the host: the interpreter (or program) with its version and the digest of its file. */
async function describeInterpreter(command, env, workingDirectory) {
    const name = programOf(command);
    const found = await findProgram(name, env['PATH'] ?? '', workingDirectory);
    if (found === undefined)
        return { name: 'interpreter', uri: `pkg:generic/${name}`, digest: {} };
    const python = /^(?:python|pypy)[\d.]*$/.test(name) ? await askPython(found, env, workingDirectory) : undefined;
    const path = await (0,external_node_fs_promises_.realpath)(python?.executable ?? found);
    return {
        name: 'interpreter',
        uri: `pkg:generic/${python === undefined ? name : `python@${python.version}`}`,
        digest: { sha256: await hashFile(path) },
        annotations: { path, platform: `${process.platform}/${process.arch}`, system: systemName() },
    };
}
/** The first word; in shell text the first interpreter that is named, else the shell itself. */
function programOf(command) {
    if (command.kind === 'arguments')
        return command.words[0] ?? 'sh';
    return /(?:^|[\s;&|(/])((?:python|pypy)[\d.]*|Rscript|julia|node)(?=\s|$)/m.exec(command.text)?.[1] ?? 'sh';
}
async function askPython(program, env, cwd) {
    const result = await (0,process_src/* run */.eF)(program, ['-I', '-c', ASK], { env, cwd, timeoutMs: ASK_TIMEOUT_MS }).catch(() => undefined);
    const [executable, version] = result?.stdout.trim().split('\n') ?? [];
    return executable === undefined || version === undefined || executable === '' ? undefined : { executable, version };
}
async function findProgram(name, path, cwd) {
    const candidates = name.includes('/')
        ? [(0,external_node_path_.join)(name.startsWith('/') ? '/' : cwd, name)]
        : path.split(external_node_path_.delimiter).map((directory) => (0,external_node_path_.join)(directory, name));
    for (const candidate of candidates) {
        const usable = await (0,external_node_fs_promises_.access)(candidate, external_node_fs_promises_.constants.X_OK).then(() => true, () => false);
        if (usable)
            return candidate;
    }
    return undefined;
}
function systemName() {
    try {
        return /^PRETTY_NAME="?([^"\n]*)/m.exec((0,external_node_fs_.readFileSync)('/etc/os-release', 'utf8'))?.[1] ?? '';
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/statement.js



/** SLSA provenance of a model: subject is the model's manifest. */
function trainingStatement(facts, model) {
    return trainingProvenance({
        model,
        modelName: facts.inputs['model-repository'] ?? 'model',
        code: facts.revision,
        environment: facts.environment,
        datasets: facts.datasets.map(({ name, digest }) => ({ name, digest })),
        parameters: parametersOf(facts),
        circumstances: circumstancesOf(facts),
        run: statement_runOf(facts),
    });
}
/** SLSA provenance of predictions: subject is their file; it is attached to the model that made them. */
function evaluationStatement(facts, model, predictions) {
    const features = featuresOf(facts.datasets);
    return evaluationProvenance({
        predictions,
        predictionsName: facts.inputs.predictions,
        model,
        features: features?.digest ?? predictions,
        code: facts.revision,
        environment: facts.environment,
        parameters: parametersOf(facts),
        circumstances: {
            ...circumstancesOf(facts),
            datasets: Object.fromEntries(facts.datasets.map(({ name, digest }) => [name, { sha256: digest_hexOf(digest) }])),
        },
        run: statement_runOf(facts),
    });
}
/** The dataset that an evaluation scores: the one called `features`, or the only one. */
function featuresOf(datasets) {
    return datasets.find(({ name }) => name === 'features') ?? (datasets.length === 1 ? datasets[0] : undefined);
}
/** An image as a dependency. */
function imageDescriptor(image) {
    return {
        name: 'image',
        uri: image.identity,
        digest: { sha256: digest_hexOf(digest_parseDigest(image.digest)) },
        annotations: { reference: image.reference },
    };
}
function parametersOf({ inputs }) {
    const command = commandOf(inputs);
    return {
        purpose: inputs.purpose,
        engine: inputs.engine,
        command: command.kind === 'arguments' ? command.words : { shell: command.text },
        source: inputs.source,
        env: Object.fromEntries(inputs.env ?? []),
        // Names only: that a token was there may matter, what it was must not stand here.
        secrets: [...(inputs.secrets?.keys() ?? [])],
        mounts: inputs.mounts ?? [],
        network: networkOf(inputs),
        resume: inputs.resume,
        limits: { memory: inputs.memory, cpus: inputs.cpus, pids: inputs['pids-limit'] },
        devices: inputs.devices ?? [],
    };
}
function circumstancesOf(facts) {
    const { isolation, resumedFrom, revision, context } = facts;
    return {
        isolation,
        ...(resumedFrom === undefined
            ? {}
            : { resumedFrom: { layout: resumedFrom.layout, step: resumedFrom.step ?? null } }),
        ...(revision.modified === undefined ? {} : { modifiedAfterCommit: revision.modified }),
        triggeredBy: { event: context.eventName, ref: context.ref, sha: context.sha, actor: context.actor },
        runner: context.runnerName,
        // JSON has no word for NaN.
        metrics: Object.fromEntries([...facts.metrics].map(([name, value]) => [name, Number.isFinite(value) ? value : String(value)])),
    };
}
function statement_runOf({ context, startedAtMs, finishedAtMs }) {
    return {
        builder: `${context.serverUrl}/${context.workflowRef}`,
        invocation: `${context.runUrl}/attempts/${context.runAttempt}`,
        startedOn: new Date(startedAtMs).toISOString(),
        finishedOn: new Date(finishedAtMs).toISOString(),
    };
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/launch.js




/** Ends what earlier attempts of this job left, and starts the command. Throws `EngineError`. */
async function launch(inputs, services, prepared) {
    const { context, env, log, clock } = services;
    const engine = (0,engines/* openEngine */.F5)(inputs.engine, env, (0,engines/* engineDirectory */._$)(context));
    for (const labels of (0,engines/* earlierLabels */.Ab)(context)) {
        for (const leftover of await engine.leftovers(labels)) {
            log.warning(`An earlier attempt of this job left ${leftover.id} running; it is ended.`);
            await leftover.remove();
        }
    }
    const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    const spec = runSpec(inputs, context, prepared.surroundings, owner);
    const interpreter = inputs.engine === 'host'
        ? await describeInterpreter(commandOf(inputs), { ...env, ...spec.environment }, spec.workingDirectory)
        : undefined;
    const startedAtMs = clock.now();
    const running = await engine.start(spec, services.signal);
    for (const note of running.isolation.notes)
        log.warning(note);
    log.info(`running as ${running.id}`);
    if (running.image !== undefined)
        log.info(`image ${running.image.identity}`);
    return {
        running,
        startedAtMs,
        environment: running.image === undefined ? (interpreter ?? { name: 'interpreter' }) : imageDescriptor(running.image),
    };
}

// EXTERNAL MODULE: ./build/actions/train-in-container/src/masking.js
var masking = __webpack_require__(8096);
// EXTERNAL MODULE: ./build/actions/train-in-container/src/metrics/dictionary.js
var dictionary = __webpack_require__(8740);
// EXTERNAL MODULE: ./build/actions/train-in-container/src/metrics/record.js
var record = __webpack_require__(8025);
;// CONCATENATED MODULE: ./build/actions/train-in-container/src/metrics/lines.js


/** Longer lines hold no metrics that a person would print. */
const MAX_LENGTH = 4_096;
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, 'g');
const NUMBER = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-+]?\\d+)?|[-+]?(?:nan|inf(?:inity)?)';
const PAIR = new RegExp(`([A-Za-z_][\\w./@\\[\\]=-]*?)\\s*[=:]\\s*(${NUMBER})(?=[\\s,;|\\])}%(]|$)`, 'gi');
const CELL = new RegExp(`^([A-Za-z_][\\w./]*) +(${NUMBER})(?:\\s.*|\\(.*)?$`, 'i');
/** Reads one line of output: a dictionary (JSON, Hugging Face), cells between bars (Automodel), or pairs (Lightning, Keras). */
function readLine(line) {
    if (line.length > MAX_LENGTH)
        return undefined;
    const text = line.replaceAll(COLOUR, '').trim();
    const epoch = /^Epoch (\d+)\/\d+$/.exec(text)?.[1];
    if (epoch !== undefined)
        return { kind: 'epoch', epoch: Number(epoch) };
    const record = readDictionaryLine(text) ?? readCells(text) ?? readPairs(text);
    return record === undefined ? undefined : { kind: 'record', record };
}
function readDictionaryLine(text) {
    const start = text.indexOf('{');
    if (start === -1 || !text.endsWith('}'))
        return undefined;
    const numbers = (0,dictionary/* readDictionary */.d)(text.slice(start));
    return numbers === undefined ? undefined : (0,record/* toRecord */.L)(numbers);
}
function readCells(text) {
    const cells = text.split(' | ');
    if (cells.length < 2)
        return undefined;
    const numbers = new Map();
    for (const cell of cells) {
        const [, name, value] = CELL.exec(cell.replace(/^\[\w+\] /, '').trim()) ?? [];
        const number = value === undefined ? undefined : (0,dictionary/* readNumber */.k)(value);
        if (name !== undefined && number !== undefined)
            numbers.set(name, number);
    }
    return (0,record/* toRecord */.L)(numbers);
}
function readPairs(text) {
    const numbers = new Map();
    for (const [, name, value] of text.matchAll(PAIR)) {
        const number = value === undefined ? undefined : (0,dictionary/* readNumber */.k)(value);
        if (name !== undefined && number !== undefined)
            numbers.set(name.toLowerCase() === 'epoch' ? 'epoch' : name, number);
    }
    // Lightning's bar: `Epoch 3:  50%|…| 5/10 [00:01<00:01, 4.9it/s, v_num=0, train_loss=0.31]`.
    const bar = /^Epoch (\d+):\s+\d+%/.exec(text)?.[1];
    if (bar !== undefined)
        numbers.set('epoch', Number(bar));
    return (0,record/* toRecord */.L)(numbers);
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/metrics/history.js


/** A runaway print loop is no course to draw. */
const MAX_RECORDS = 200_000;
const PRINTED = 'output';
/** Starts with no records. */
function collectMetrics() {
    const printed = [];
    let epoch;
    return {
        readLine(line) {
            if (printed.length >= MAX_RECORDS)
                return;
            const said = readLine(line);
            if (said?.kind === 'epoch')
                epoch = said.epoch;
            else if (said?.kind === 'record') {
                printed.push({
                    ...said.record,
                    epoch: said.record.epoch ?? (said.record.step === undefined ? epoch : undefined),
                });
            }
        },
        finish: (files) => joinSources(printed, files),
    };
}
function joinSources(printed, files) {
    const sources = [
        { source: PRINTED, final: false, records: printed },
        ...latestStates(files).map(({ path, final, records }) => ({ source: path, final, records })),
    ];
    const courses = new Map();
    for (const { records } of sources.filter(({ final }) => !final)) {
        for (const course of coursesOf(records)) {
            // The same metric is often printed and written: the source that tells more of it counts.
            const other = courses.get(course.name);
            if (other === undefined || course.points.length > other.points.length)
                courses.set(course.name, course);
        }
    }
    const last = new Map();
    for (const course of courses.values()) {
        const value = course.points.at(-1)?.[1];
        if (value !== undefined && (0,record/* fits */.l)(course.name, last))
            last.set(course.name, value);
    }
    for (const { records } of sources.filter(({ final }) => final)) {
        for (const { values } of records)
            for (const [name, value] of values)
                if ((0,record/* fits */.l)(name, last))
                    last.set(name, value);
    }
    return {
        courses: [...courses.values()],
        last,
        records: sources.flatMap(({ source, records }) => records.map((record) => ({ ...record, source }))),
    };
}
/** Each Hugging Face checkpoint repeats the history of those before it: only the longest says something. */
function latestStates(files) {
    const isState = (file) => file.path.endsWith('trainer_state.json');
    const longest = files.filter(isState).toSorted((a, b) => b.records.length - a.records.length)[0];
    return files.filter((file) => !isState(file) || file === longest);
}
function coursesOf(records) {
    const points = new Map();
    records.forEach(({ step, epoch, values }, index) => {
        for (const [name, value] of values) {
            const of = points.get(name) ?? { step: [], epoch: [], record: [] };
            if (step !== undefined)
                of.step.push([step, value]);
            if (epoch !== undefined)
                of.epoch.push([epoch, value]);
            of.record.push([index, value]);
            points.set(name, of);
        }
    });
    return [...points].map(([name, of]) => {
        const axis = of.step.length === of.record.length ? 'step' : of.epoch.length === of.record.length ? 'epoch' : 'record';
        // A resumed training repeats the steps after its checkpoint: the later value holds.
        const byX = new Map(of[axis]);
        return { name, axis, points: [...byX].toSorted(([a], [b]) => a - b) };
    });
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/output-relay.js
const MINUTE_MS = 60_000;
/** The runner's live view takes 500 lines in 500 ms; one refresh in ten seconds says enough of a progress bar. */
const PROGRESS_MS = 10_000;
const TAIL_LINES = 400;
const SHOWN_LENGTH = 8 * 1024;
/** Starts with an empty log. The lines are shown as they are: who shows them must make them harmless. */
function relayOutput({ show, now, linesPerMinute }) {
    const tail = [];
    let minute = Number.NEGATIVE_INFINITY;
    let shown = 0;
    let dropped = 0;
    let previous;
    let repeated = 0;
    let bar;
    let barShownAt = Number.NEGATIVE_INFINITY;
    const emit = (text) => {
        if (now() - minute >= MINUTE_MS) {
            reportDropped();
            minute = now();
            shown = 0;
        }
        if (shown >= linesPerMinute) {
            dropped += 1;
            return;
        }
        shown += 1;
        show(text.length > SHOWN_LENGTH
            ? `${text.slice(0, SHOWN_LENGTH)} … (${text.length - SHOWN_LENGTH} more characters)`
            : text);
    };
    const reportDropped = () => {
        if (dropped > 0)
            show(`… ${dropped} lines are not shown here (more than ${linesPerMinute} in a minute); the file of the output \`log\` holds all`);
        dropped = 0;
    };
    const endRepetition = () => {
        if (repeated > 0)
            emit(`… the last line ${repeated} more ${repeated === 1 ? 'time' : 'times'}`);
        repeated = 0;
    };
    const endBar = () => {
        if (bar !== undefined)
            emit(bar);
        bar = undefined;
        barShownAt = Number.NEGATIVE_INFINITY;
    };
    return {
        tail,
        line({ text, progress }) {
            if (progress) {
                if (text.trim() === '')
                    return;
                bar = text;
                if (now() - barShownAt < PROGRESS_MS)
                    return;
                endRepetition();
                emit(text);
                bar = undefined;
                barShownAt = now();
                return;
            }
            // The line that ends a bar is its last state; tqdm rewrites it before the line end.
            if (bar !== undefined && text.trim() !== '' && sameBar(bar, text))
                bar = undefined;
            endBar();
            if (text === previous) {
                repeated += 1;
                return;
            }
            endRepetition();
            previous = text;
            tail.push(text);
            if (tail.length > TAIL_LINES)
                tail.shift();
            emit(text);
        },
        end() {
            endBar();
            endRepetition();
            reportDropped();
        },
    };
}
function sameBar(bar, line) {
    const label = /^[^\d%|]*/.exec(bar)?.[0] ?? '';
    return /\d%/.test(bar) && /\d%/.test(line) && line.startsWith(label);
}

// EXTERNAL MODULE: ./build/actions/train-in-container/src/checkpoints/find.js + 2 modules
var find = __webpack_require__(2489);
;// CONCATENATED MODULE: ./build/actions/train-in-container/src/directories.js




/** Marks an output directory as this action's own, so that the next run may clear it. */
const MARKER = '.ml-actions-run.json';
/**
 * Makes the directories of a run. What an earlier run left in the output is cleared, checkpoints are not.
 * @throws UserError `output-not-empty`, `dataset-not-found`.
 */
async function prepareDirectories(inputs, workspace, temp) {
    const source = (0,external_node_path_.resolve)(workspace, inputs.source);
    if (!(0,external_node_fs_.existsSync)(source)) {
        throw new src/* UserError */.yo({
            reason: 'dataset-not-found',
            what: `\`source\`: ${source} does not exist.`,
            fix: 'Is there a step with actions/checkout before this one?',
        });
    }
    const root = await (0,external_node_fs_promises_.realpath)(workspace);
    const asked = inputs.output === undefined ? undefined : (0,external_node_path_.resolve)(root, inputs.output);
    const keep = inputs.checkpoints === undefined ? undefined : (0,external_node_path_.resolve)(root, inputs.checkpoints);
    const output = asked === undefined ? await fresh(temp) : await cleared(asked, root, keep);
    const checkpoints = keep ?? (0,external_node_path_.join)(output, 'checkpoints');
    const records = (0,external_node_path_.join)(output, 'records');
    await Promise.all([checkpoints, records].map((path) => (0,external_node_fs_promises_.mkdir)(path, { recursive: true })));
    const model = (0,external_node_path_.join)(output, inputs['model-path']);
    // An evaluation's model comes from the registry into a directory that must not exist yet.
    if (inputs.purpose === 'train')
        await (0,external_node_fs_promises_.mkdir)(model, { recursive: true });
    return {
        source: await (0,external_node_fs_promises_.realpath)(source),
        output,
        checkpoints: await (0,external_node_fs_promises_.realpath)(checkpoints),
        model: inputs.purpose === 'train' ? model : (0,external_node_path_.join)(records, 'model'),
        predictions: (0,external_node_path_.join)(output, inputs.predictions),
        metrics: (0,external_node_path_.join)(output, 'metrics.jsonl'),
        records,
    };
}
async function fresh(temp) {
    await (0,external_node_fs_promises_.mkdir)(temp, { recursive: true });
    const path = await (0,external_node_fs_promises_.realpath)(await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(temp, 'ml-actions-output-')));
    await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(path, MARKER), '{}\n');
    return path;
}
async function cleared(path, workspace, keep) {
    await (0,external_node_fs_promises_.mkdir)(path, { recursive: true });
    const output = await (0,external_node_fs_promises_.realpath)(path);
    if (output === workspace || workspace.startsWith(`${output}/`)) {
        throw new src/* UserError */.yo({
            reason: 'output-not-empty',
            what: `\`output\`: ${output} is the workspace itself, or above it.`,
            fix: 'Name a directory of its own, for example "build/train".',
        });
    }
    const entries = await (0,external_node_fs_promises_.readdir)(output);
    if (entries.length > 0 && !entries.includes(MARKER)) {
        throw new src/* UserError */.yo({
            reason: 'output-not-empty',
            what: `\`output\`: ${output} holds files that no run of this action left there (${entries.slice(0, 5).join(', ')}).`,
            why: 'Clearing it could destroy something, and keeping it could pass old files off as new ones.',
            fix: 'Name another directory, or empty this one.',
        });
    }
    const kept = keep ?? (0,external_node_path_.join)(output, 'checkpoints');
    for (const entry of entries) {
        const child = (0,external_node_path_.join)(output, entry);
        if (child === kept || kept.startsWith(`${child}/`))
            continue;
        await (0,external_node_fs_promises_.rm)(child, { recursive: true, force: true });
    }
    await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(output, MARKER), '{}\n');
    return output;
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/registry.js



/** Fetches the model to score. @throws UserError `model-unavailable`. */
async function fetchModel(client, digest, directory) {
    try {
        await pullModel(client, digest_parseDigest(digest), directory);
    }
    catch (error) {
        throw explained(error, 'model-unavailable', `The model ${digest} can't be fetched`);
    }
}
/** Pushes a trained model. @throws UserError `push-failed`. */
async function publishModel(client, directory, annotations) {
    try {
        return (await pushModel(client, directory, { annotations })).digest;
    }
    catch (error) {
        throw explained(error, 'push-failed', 'The model can’t be pushed');
    }
}
/** Signs a statement and attaches it to a model. @throws UserError `push-failed`. */
async function publishStatement(client, model, statement, inputs) {
    try {
        return (await attach(client, model, statement, signingOf(inputs))).digest;
    }
    catch (error) {
        throw explained(error, 'push-failed', 'The attestation can’t be attached to the model');
    }
}
function explained(error, reason, what) {
    if (!error_isRegistryError(error) || error.reason === 'cancelled')
        return error;
    return new src/* UserError */.yo({ reason, what: `${what} (${error.reason}): ${error.message}`, fix: modelsFix(error) }, { cause: error });
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/revision.js

const revision_ASK_TIMEOUT_MS = 20_000;
/** The commit that is checked out in the source directory; what triggered the run may be another one. */
async function readRevision(source, context, env) {
    const git = async (...args) => {
        const result = await (0,process_src/* run */.eF)('git', ['-c', `safe.directory=${source}`, '-C', source, ...args], {
            env: { PATH: env['PATH'], HOME: env['HOME'], GIT_OPTIONAL_LOCKS: '0' },
            timeoutMs: revision_ASK_TIMEOUT_MS,
        }).catch(() => undefined);
        return result?.exitCode === 0 ? result.stdout.trim() : undefined;
    };
    const uri = `git+${context.serverUrl}/${context.repository}`;
    const commit = await git('rev-parse', 'HEAD');
    if (commit === undefined || !/^[0-9a-f]{40,64}$/.test(commit))
        return { uri, commit: context.sha, modified: undefined };
    const changes = await git('status', '--porcelain', '--untracked-files=no');
    return { uri, commit, modified: changes === undefined ? undefined : changes !== '' };
}

// EXTERNAL MODULE: ./build/actions/train-in-container/src/check-inputs.js
var check_inputs = __webpack_require__(6356);
;// CONCATENATED MODULE: ./build/actions/train-in-container/src/surroundings.js



/** Where things are in a container. */
const INSIDE = {
    source: '/ml/source',
    output: '/ml/output',
    checkpoints: '/ml/checkpoints',
    model: '/ml/model',
    data: '/ml/data',
    resume: '/ml/resume',
};
/**
 * The same variables in all engines, so that the same command works in each: in a container they name fixed paths, on the
 * host the real ones.
 */
async function surround(options) {
    const { directories, datasets, purpose, resumeFrom } = options;
    const contained = options.engine !== 'host';
    const seen = (path, inside) => (contained ? inside : path);
    const below = (path) => (contained ? path.replace(directories.output, () => INSIDE.output) : path);
    const data = contained ? INSIDE.data : await linkData(directories.records, datasets);
    const mounts = [
        { source: directories.source, target: seen(directories.source, INSIDE.source), readOnly: purpose === 'evaluate' },
        { source: directories.output, target: seen(directories.output, INSIDE.output), readOnly: false },
        // Inside the output, and none of the command's business: the report, and the model that an evaluation must not change.
        ...(contained ? [{ source: directories.records, target: below(directories.records), readOnly: true }] : []),
        { source: directories.checkpoints, target: seen(directories.checkpoints, INSIDE.checkpoints), readOnly: false },
        ...datasets.map(({ path, entry }) => ({
            source: path,
            target: seen(path, `${INSIDE.data}/${entry}`),
            readOnly: true,
        })),
    ];
    if (purpose === 'evaluate') {
        mounts.push({ source: directories.model, target: seen(directories.model, INSIDE.model), readOnly: true });
    }
    return {
        workingDirectory: seen(directories.source, INSIDE.source),
        mounts: [...mounts, ...resumeMount(options)],
        variables: {
            ML_ACTIONS_PURPOSE: purpose,
            ML_ACTIONS_SOURCE_DIR: seen(directories.source, INSIDE.source),
            ML_ACTIONS_OUTPUT_DIR: seen(directories.output, INSIDE.output),
            ML_ACTIONS_CHECKPOINT_DIR: seen(directories.checkpoints, INSIDE.checkpoints),
            ML_ACTIONS_DATA_DIR: data,
            ML_ACTIONS_METRICS_FILE: below(directories.metrics),
            ML_ACTIONS_MODEL_DIR: purpose === 'evaluate' ? seen(directories.model, INSIDE.model) : below(directories.model),
            ...(purpose === 'evaluate' ? { ML_ACTIONS_PREDICTIONS: below(directories.predictions) } : {}),
            ...(resumeFrom === undefined ? {} : { ML_ACTIONS_RESUME_FROM: resumeInside(options, resumeFrom) }),
            ...Object.fromEntries(datasets.map(({ name, entry }) => [(0,check_inputs/* datasetVariable */.z)(name), `${data}/${entry}`])),
            ...DEFAULTS,
        },
    };
}
/** Output as it comes and without redrawing; a value in `env` wins. */
const DEFAULTS = {
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    TQDM_MININTERVAL: '5',
    HF_HUB_DISABLE_PROGRESS_BARS: '1',
    HF_HUB_DISABLE_TELEMETRY: '1',
};
/** On the host nothing is mounted elsewhere: links collect the data under one directory by name. */
async function linkData(records, datasets) {
    const directory = (0,external_node_path_.join)(records, 'data');
    await (0,external_node_fs_promises_.mkdir)(directory, { recursive: true });
    for (const { path, entry } of datasets)
        await (0,external_node_fs_promises_.symlink)(path, (0,external_node_path_.join)(directory, entry));
    return directory;
}
/** A checkpoint named by its path may lie anywhere; one that was found lies in the mounted directory. */
function resumeMount({ engine, directories, resumeFrom }) {
    if (resumeFrom === undefined || isBelow(resumeFrom, directories.checkpoints))
        return [];
    return [{ source: resumeFrom, target: engine === 'host' ? resumeFrom : resumeTarget(resumeFrom), readOnly: true }];
}
function resumeInside({ engine, directories }, path) {
    if (engine === 'host')
        return path;
    return isBelow(path, directories.checkpoints)
        ? path.replace(directories.checkpoints, () => INSIDE.checkpoints)
        : resumeTarget(path);
}
/** Keeps the name, from which frameworks read the step. */
function resumeTarget(path) {
    return `${INSIDE.resume}/${path.split('/').at(-1) ?? 'checkpoint'}`;
}
function isBelow(path, directory) {
    return path.startsWith(`${directory}/`);
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/prepare.js










/** Makes directories, hashes data, finds the checkpoint, fetches the model. */
async function prepare(inputs, services) {
    const { context, log } = services;
    const directories = await prepareDirectories(inputs, context.workspace, context.temp);
    const datasets = await readDatasets(inputs.datasets, context.workspace);
    for (const { name, digest } of datasets)
        log.info(`dataset ${name}: ${digest}`);
    const resumedFrom = await checkpointToResume(inputs.resume, directories.checkpoints, context.workspace);
    if (resumedFrom !== undefined) {
        log.info(`resuming from ${resumedFrom.path} (${resumedFrom.layout}, step ${resumedFrom.step ?? 'unknown'})`);
    }
    else if (inputs.resume === 'auto')
        log.info(`no complete checkpoint in ${directories.checkpoints}: starting anew`);
    const models = openModels(inputs, services);
    if (inputs.purpose === 'evaluate' && models !== undefined && inputs.model !== undefined) {
        await fetchModel(models, inputs.model, directories.model);
    }
    return {
        directories,
        datasets,
        resumedFrom,
        models,
        revision: await readRevision(directories.source, context, services.env),
        surroundings: await surround({
            purpose: inputs.purpose,
            engine: inputs.engine,
            directories,
            datasets,
            resumeFrom: resumedFrom?.path,
        }),
    };
}
async function checkpointToResume(resume, directory, workspace) {
    if (resume === 'never')
        return undefined;
    if (resume === 'auto')
        return (0,find/* newest */.BP)(await (0,find/* findCheckpoints */.FK)(directory));
    const given = (0,external_node_path_.resolve)(workspace, resume);
    const path = await (0,external_node_fs_promises_.realpath)(given).catch(() => given);
    const checkpoint = await (0,find/* checkpointAt */.Cl)(path);
    if (checkpoint !== undefined)
        return checkpoint;
    const others = await (0,find/* findCheckpoints */.FK)((0,external_node_path_.join)(path, '..'));
    throw new src/* UserError */.yo({
        reason: 'checkpoint-not-found',
        what: `\`resume\`: there is no complete checkpoint at ${path}.`,
        fix: others.length === 0
            ? 'Use `resume: auto` to take the newest complete one, if there is one.'
            : `Complete ones beside it: ${others.map(({ path: other }) => other).join(', ')}.`,
    });
}

;// CONCATENATED MODULE: ./build/actions/train-in-container/src/publish.js





/** Pushes the model, or keeps its digest for an evaluation, and attaches the statement on how it came about. */
async function publish(options) {
    const { inputs, services, prepared, launched, left } = options;
    const { log } = services;
    const facts = {
        inputs,
        context: services.context,
        revision: prepared.revision,
        environment: launched.environment,
        isolation: launched.running.isolation,
        datasets: prepared.datasets,
        resumedFrom: prepared.resumedFrom,
        metrics: left.history.last,
        startedAtMs: launched.startedAtMs,
        finishedAtMs: options.finishedAtMs,
    };
    const { models, directories } = prepared;
    const nothing = { model: undefined, attestation: undefined, statementFile: undefined };
    if (models === undefined) {
        log.info('no `model-repository`: nothing is pushed, and there is no digest to hand on');
        return nothing;
    }
    const observe = inputs.mode === 'observe';
    if (inputs.purpose === 'train' && (observe || !inputs['push-model'] || !left.productExists)) {
        log.info(observe ? '`mode: observe`: the model is not pushed' : 'the model is not pushed');
        return nothing;
    }
    const model = inputs.purpose === 'evaluate'
        ? digest_parseDigest(inputs.model ?? '')
        : await log.phase('Push the model', () => publishModel(models, directories.model, {}));
    const statement = inputs.purpose === 'evaluate'
        ? evaluationStatement(facts, model, digest_parseDigest(`sha256:${await hashFile(directories.predictions)}`))
        : trainingStatement(facts, model);
    const statementFile = await options.records.keep('statement.json', (file) => (0,external_node_fs_promises_.writeFile)(file, `${JSON.stringify(statement, null, 2)}\n`));
    if (observe)
        return { model, attestation: undefined, statementFile };
    const attestation = await log.phase('Attest', () => publishStatement(models, model, statement, inputs));
    return { model, attestation, statementFile };
}

// EXTERNAL MODULE: ./build/actions/train-in-container/src/records.js
var src_records = __webpack_require__(2842);
// EXTERNAL MODULE: ./build/actions/train-in-container/src/state.js
var state = __webpack_require__(9773);
// EXTERNAL MODULE: ./build/actions/train-in-container/src/supervise.js
var supervise = __webpack_require__(4618);
;// CONCATENATED MODULE: ./build/actions/train-in-container/src/main.js


















/** Runs the command to its end, or to a cancellation that the post step brings to its own. */
async function main(inputs, services) {
    const { log } = services;
    for (const value of inputs.secrets?.values() ?? [])
        services.mask(value);
    const mask = (0,masking/* maskOf */._4)(inputs.secrets?.values() ?? []);
    const problem = signingProblem(inputs);
    if (problem !== undefined)
        throw new src/* UserError */.yo({ reason: 'invalid-input', what: problem });
    try {
        const prepared = await log.phase('Prepare', () => prepare(inputs, services));
        return await runPrepared(inputs, services, prepared, mask);
    }
    catch (error) {
        if ((0,src_records/* isDiskFull */.b)(error))
            throw new src/* UserError */.yo({ reason: 'disk-full', what: error.message, fix: ADVICE['disk-full'] });
        if (error instanceof src/* UserError */.yo || !services.signal.aborted)
            throw error;
        // Of the code nothing is known; what had begun is ended, here or by the post step.
        return {
            verdict: 'inconclusive',
            reason: 'cancelled',
            message: 'The run was cancelled.',
            outputs: { 'failure-class': 'cancelled' },
        };
    }
}
async function runPrepared(inputs, services, prepared, mask) {
    let launched;
    try {
        launched = await services.log.phase('Start', () => launch(inputs, services, prepared));
        return await attend(inputs, services, prepared, launched, mask);
    }
    catch (error) {
        if (!(error instanceof container_engine_src/* EngineError */.NJ) || services.signal.aborted)
            throw error;
        return engineFailure(error, mask, launched === undefined ? {} : await keptOf(prepared, launched));
    }
}
/** What a run has left so far on this machine. */
async function keptOf({ directories, resumedFrom }, { startedAtMs }) {
    const checkpoint = await (0,supervise/* newestSince */.FJ)((0,src_collect/* checkpointDirectories */.mn)(directories), startedAtMs);
    return {
        checkpoint: checkpoint?.path ?? '',
        'resumed-from': resumedFrom?.path ?? '',
        output: directories.output,
    };
}
async function attend(inputs, services, prepared, launched, mask) {
    const { log, clock } = services;
    const { running, startedAtMs } = launched;
    const { directories } = prepared;
    const record = {
        id: running.id,
        engine: inputs.engine,
        engineDirectory: (0,engines/* engineDirectory */._$)(services.context),
        startedAtMs,
        finished: false,
        log: (0,src_collect/* logFile */.N9)(directories),
        checkpointDirectories: (0,src_collect/* checkpointDirectories */.mn)(directories),
    };
    (0,state/* saveRun */.B)(services, record);
    const relay = relayOutput({
        show: (line) => log.foreign(mask(line)),
        now: () => clock.now(),
        linesPerMinute: inputs['log-lines'],
    });
    const collector = collectMetrics();
    const stopFollowing = new AbortController();
    const following = running.follow((line) => {
        relay.line(line);
        collector.readLine(line.text);
    }, stopFollowing.signal);
    const outcome = await (0,supervise/* watch */.wB)(running, { cancelled: services.signal, maxDurationMs: inputs['max-duration'] });
    if (outcome.kind === 'cancelled') {
        // The post step asks again where this could not, with more time to wait for an engine that is away.
        const asked = await running.signal(inputs['stop-signal']).catch(problemOf);
        if (asked === undefined)
            (0,state/* saveRun */.B)(services, { ...record, stoppedAtMs: clock.now() });
        else
            log.warning(`The command could not be asked to end yet: ${mask(asked.message)}`);
        stopFollowing.abort();
        await following;
        relay.end();
        return leave(inputs, prepared, launched);
    }
    if (outcome.kind === 'timed-out') {
        log.warning(`max-duration is over: asking the command to save and end (${inputs['stop-signal']})`);
        await stopInTime(inputs, running, record.checkpointDirectories);
    }
    const lastLines = setTimeout(() => stopFollowing.abort(), LAST_LINES_MS);
    await following;
    clearTimeout(lastLines);
    relay.end();
    const records = (0,src_records/* openRecords */.t)(directories.records, services.context.temp, (message) => log.warning(message));
    const left = await (0,src_collect/* collect */.Fo)({
        running,
        records,
        purpose: inputs.purpose,
        directories,
        collector,
        metricsFile: inputs['metrics-file'],
        startedAtMs,
        mask,
    });
    const finishedAtMs = clock.now();
    const judgement = judge_judge({
        purpose: inputs.purpose,
        state: left.state,
        stopped: outcome.kind === 'timed-out' ? 'timed-out' : undefined,
        lines: relay.tail.map(mask),
        productExists: left.productExists,
        modelExpected: prepared.models !== undefined && inputs['push-model'],
        metrics: left.history.last,
    });
    await running.remove();
    (0,state/* saveRun */.B)(services, { ...record, finished: true });
    const end = { inputs, services, mask, records, prepared, launched, left, finishedAtMs, tail: relay.tail.map(mask) };
    if (judgement.verdict !== 'pass')
        return conclude({ ...end, judgement, published: undefined });
    try {
        const published = await publish({ inputs, services, records, prepared, launched, left, finishedAtMs });
        return await conclude({ ...end, judgement, published });
    }
    catch (error) {
        if (!(error instanceof src/* UserError */.yo) || error.reason !== 'push-failed')
            throw error;
        // The training's work is on this machine all the same, and its outputs say where.
        return conclude({ ...end, judgement: notPublished(error.message), published: undefined });
    }
}
/** How long the last lines may take to arrive after the end. */
const LAST_LINES_MS = 10_000;
async function stopInTime(inputs, running, directories) {
    const sinceMs = Date.now();
    await running.signal(inputs['stop-signal']);
    await (0,supervise/* awaitCheckpoint */.Rh)(running, {
        directories,
        sinceMs,
        untilMs: sinceMs + inputs['checkpoint-grace'],
    });
}
/** The platform leaves this step seconds, and the post step minutes: what takes time is left to that. */
async function leave(inputs, prepared, launched) {
    return {
        verdict: 'inconclusive',
        reason: 'cancelled',
        message: `The run was cancelled. The command was sent ${inputs['stop-signal']}; the post step of this action waits for its checkpoint.`,
        outputs: {
            ...(await keptOf(prepared, launched)),
            'failure-class': 'cancelled',
            log: (0,src_collect/* logFile */.N9)(prepared.directories),
        },
    };
}
function problemOf(error) {
    if (error instanceof container_engine_src/* EngineError */.NJ)
        return error;
    throw error;
}


/***/ })

};
