export const id = 296;
export const ids = [296];
export const modules = {

/***/ 4296:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./build/packages/action/src/index.js + 38 modules
var src = __webpack_require__(75683);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
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
var promises_ = __webpack_require__(58500);
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
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
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
    if (isIndex(manifest) || manifest.artifactType !== MediaType.model) {
        throw new RegistryError('unsupported', `${model} is not a model artifact (${MediaType.model})`);
    }
    const [layer, ...more] = manifest.layers;
    if (layer === undefined || more.length > 0 || layer.mediaType !== MediaType.ociLayerGzip) {
        throw new RegistryError('unsupported', `the model ${model} does not have the one layer that it must have`);
    }
    return layer;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
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
var external_node_os_ = __webpack_require__(48161);
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
    await push_collect(directory, MODEL_DIRECTORY, members);
    if (members.every((member) => member.type !== 'file')) {
        throw new RegistryError('unsafe-archive', `there is no file in ${directory}, so there is no model to push`);
    }
    return members.sort((one, other) => byBytes(one.name, other.name));
}
async function push_collect(directory, name, members) {
    for (const entry of await readdir(directory)) {
        const path = join(directory, entry);
        const member = `${name}/${entry}`;
        const status = await lstat(path);
        if (status.isDirectory()) {
            members.push({ type: 'directory', name: member });
            await push_collect(path, member, members);
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
function isExactRecord(value, keys) {
    return manifest_isRecord(value) && Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));
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
    return (manifest_isRecord(value) &&
        Object.keys(value).length > 0 &&
        Object.values(value).every((hex) => guards_isText(hex) && HEX.test(hex)) &&
        (value['sha256'] === undefined || (guards_isText(value['sha256']) && SHA256.test(value['sha256']))));
}
/** Whether a value describes a resource: by a name, a URI or a digest at least. */
function guards_isResourceDescriptor(value) {
    return (manifest_isRecord(value) &&
        guards_isOptional(value['name'], guards_isText) &&
        guards_isOptional(value['uri'], guards_isText) &&
        guards_isOptional(value['mediaType'], guards_isText) &&
        guards_isOptional(value['digest'], isDigestSet) &&
        guards_isOptional(value['annotations'], manifest_isRecord) &&
        (value['name'] !== undefined || value['uri'] !== undefined || value['digest'] !== undefined));
}
/** Whether a value is a statement's subject known by its sha256. */
function isSubject(value) {
    return manifest_isRecord(value) && guards_isText(value['name']) && isDigestSet(value['digest']) && guards_isText(value['digest']['sha256']);
}
/** Whether a value is a person's decision with its reason, its author and its end. */
function guards_isOverride(value) {
    return (manifest_isRecord(value) &&
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
        predicateType: PredicateType.provenance,
        predicate: {
            buildDefinition: {
                buildType: BuildType[buildType],
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
    if (!manifest_isRecord(value))
        return false;
    const { buildDefinition: definition, runDetails: details } = {
        buildDefinition: value['buildDefinition'],
        runDetails: value['runDetails'],
    };
    if (!manifest_isRecord(definition) || !manifest_isRecord(details))
        return false;
    const wanted = buildType === undefined ? Object.values(predicate_types_BuildType) : [predicate_types_BuildType[buildType]];
    return (wanted.includes(definition['buildType']) &&
        manifest_isRecord(definition['externalParameters']) &&
        guards_isOptional(definition['internalParameters'], manifest_isRecord) &&
        guards_isListOf(definition['resolvedDependencies'], guards_isResourceDescriptor) &&
        isRunDetails(details));
}
function isRunDetails(details) {
    const { builder, metadata } = { builder: details['builder'], metadata: details['metadata'] };
    return (manifest_isRecord(builder) &&
        guards_isText(builder['id']) &&
        manifest_isRecord(metadata) &&
        guards_isText(metadata['invocationId']) &&
        guards_isTime(metadata['startedOn']) &&
        guards_isTime(metadata['finishedOn']));
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
    return { privateKeyPem: privateKey, publicKeyPem: publicKey, keyId: keyIdOf(publicKey) };
}
/** The public half of a private key, PEM in SPKI. Throws for what is no key. */
function publicKeyOf(privateKeyPem) {
    return (0,external_node_crypto_.createPublicKey)(privateKeyPem).export({ type: 'spki', format: 'pem' }).toString();
}
/** The name of a key: hexadecimal sha256 of its public half's DER form. A private key has the id of its public half. */
function keyIdOf(keyPem) {
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
        assertP256((0,external_node_crypto_.createPrivateKey)(pem));
        return undefined;
    }
    catch (error) {
        return error instanceof TypeError && error.message.includes('P-256') ? error.message : 'it is no private key in PEM';
    }
}
/** Throws `TypeError` for a key that is not on the curve P-256. */
function assertP256(key) {
    if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
        throw new TypeError(`a key of type ${key.asymmetricKeyType ?? 'unknown'} is not an ECDSA P-256 key`);
    }
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/strict-json.js
/** Why a text is not JSON that two readers are sure to read alike. */
class JsonError extends Error {
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
function parseStrictJson(bytes) {
    let text;
    let value;
    try {
        text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        value = JSON.parse(text);
    }
    catch {
        throw new JsonError('malformed', 'it is not JSON in UTF-8');
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
                throw new JsonError('malformed', 'it is nested too deeply');
        }
        else if (token === '}' || token === ']') {
            open.pop();
        }
        else if (token === ':') {
            if (keys === undefined || key === undefined)
                continue;
            if (keys.has(key))
                throw new JsonError('duplicate', `it names the key ${key.slice(0, 60)} twice`);
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
                keyid: keyIdOf(signing.privateKeyPem),
                sig: (0,external_node_crypto_.sign)('sha256', preAuthenticationEncoding(IN_TOTO, payload), privateKey(signing.privateKeyPem)).toString('base64'),
            },
        ];
    return Buffer.from(JSON.stringify({ payloadType: IN_TOTO, payload: Buffer.from(payload).toString('base64'), signatures }));
}
function privateKey(pem) {
    const key = (0,external_node_crypto_.createPrivateKey)(pem);
    assertP256(key);
    return key;
}
/**
 * An envelope from its bytes. Fields that DSSE does not know, base64 that has two spellings, and one key's signature twice are
 * refused: there is one way to write an envelope. Throws `JsonError`.
 */
function parseEnvelope(bytes) {
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
function isSignedBy(envelope, signature, publicKeyPem) {
    try {
        return (0,external_node_crypto_.verify)('sha256', preAuthenticationEncoding(IN_TOTO, envelope.payload), (0,external_node_crypto_.createPublicKey)(publicKeyPem), signature.sig);
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
        throw new error_RegistryError('too-large', `${subject} has ${wanted.length} attestations; ${MAX_ATTESTATIONS} are looked at`);
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
    if (attachedTo === undefined || manifest_isIndex(manifest) || manifest.artifactType !== DSSE_TYPE) {
        throw new error_RegistryError('invalid-response', `${digest} is not an attached attestation`);
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
        if (error_isRegistryError(error, 'too-large'))
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
        if (error_isRegistryError(error, 'not-found'))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/statement-parser.js


const MAX_SUBJECTS = 1024;
/** A statement from its bytes; what its predicate says is not looked at. Throws `JsonError`. */
function parseStatement(bytes) {
    const value = parseStrictJson(bytes);
    if (!isStatement(value))
        throw new JsonError('malformed', 'it is no in-toto statement with subjects known by sha256');
    const digests = value.subject.map((subject) => subject.digest.sha256);
    if (new Set(digests).size < digests.length)
        throw new JsonError('duplicate', 'it names a subject twice');
    return value;
}
function isStatement(value) {
    return (manifest_isRecord(value) &&
        value['_type'] === 'https://in-toto.io/Statement/v1' &&
        guards_isText(value['predicateType']) &&
        guards_isListOf(value['subject'], isSubject) &&
        value['subject'].length > 0 &&
        value['subject'].length <= MAX_SUBJECTS &&
        manifest_isRecord(value['predicate']));
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/verify.js





/** Judges one statement against an expectation. Never throws for what the registry holds. */
function verify(stored, expected) {
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
    if (!statement.subject.some((subject) => subject.digest.sha256 === digest_hexOf(expected.subject))) {
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
    const override = manifest_isRecord(predicate) ? predicate['override'] : undefined;
    if (override === undefined)
        return undefined;
    if (!guards_isOverride(override))
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
const TELLING = [
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
];
/** The statements that are accepted; when none is, the refusal that tells most, or `no-statement` when there was none. */
function verify_verifyAll(stored, expected) {
    const verifications = stored.map((attestation) => verify(attestation, expected));
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
        subject: [{ name: validation.challengerName, digest: { sha256: digest_hexOf(validation.challenger) } }],
        predicateType: predicate_types_PredicateType.testResult,
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
    return { name, digest: { sha256: digest_hexOf(digest) } };
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
    return provenance('evaluate', {
        subject: { name: evaluation.predictionsName, sha256: hexOf(evaluation.predictions) },
        dependencies: [
            { name: 'code', uri: evaluation.code.uri, digest: { gitCommit: evaluation.code.commit } },
            evaluation.environment,
            { name: 'model', digest: { sha256: hexOf(evaluation.model) } },
            { name: 'features', digest: { sha256: hexOf(evaluation.features) } },
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
    return provenance('train', {
        subject: { name: training.modelName, sha256: hexOf(training.model) },
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
        digest: { sha256: hexOf(dataset.digest) },
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
const OVERRIDABLE = [
    'failed-not-passed',
    'warned-not-passed',
    'policy-mismatch',
    'dataset-mismatch',
    'champion-mismatch',
    'champion-unknown',
];
const MAX_CHARACTERS = 1024 * 1024;
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
    const { parse } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 38815, 19));
    let value;
    try {
        value = parse(text) ?? {};
    }
    catch (error) {
        throw new TypeError(`the trust policy is no YAML: ${manifest_isRecord(error) ? String(error['code']) : 'unreadable'}`);
    }
    if (!manifest_isRecord(value))
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
    if (!manifest_isRecord(value))
        throw new TypeError(`${where} has no \`name\` and \`key\``);
    const { name, key, predicateTypes, until } = value;
    if (!guards_isText(name) || !guards_isText(key))
        throw new TypeError(`${where} has no \`name\` and \`key\``);
    if (!guards_isOptional(predicateTypes, isTexts))
        throw new TypeError(`${where}: \`predicateTypes\` is not a list of texts`);
    if (!guards_isOptional(until, guards_isTime))
        throw new TypeError(`${where}: \`until\` is not a time such as 2030-01-31T00:00:00Z`);
    return {
        name,
        ...publicKey(key, `${where} (${name})`),
        ...(predicateTypes === undefined ? {} : { predicateTypes }),
        ...(until === undefined ? {} : { until }),
    };
}
function isTexts(value) {
    return guards_isListOf(value, guards_isText);
}
function publicKey(pem, where) {
    // Node makes a public key of a private one, which then would stand in a file that everybody reads.
    if (!pem.includes('-----BEGIN PUBLIC KEY-----'))
        throw new TypeError(`${where}: the key is not a public key in PEM`);
    try {
        assertP256((0,external_node_crypto_.createPublicKey)(pem));
    }
    catch {
        throw new TypeError(`${where}: the key is not an ECDSA P-256 public key`);
    }
    return { publicKeyPem: pem, keyId: keyIdOf(pem) };
}
function overrideOf(value, index) {
    const where = `override ${index + 1} of the trust policy`;
    if (!guards_isOverride(value))
        throw new TypeError(`${where} lacks its \`reason\`, its author \`by\` or its end \`until\``);
    const { reason, by, until } = value;
    const { image, accepts } = { ...value };
    if (!guards_isText(image) || !/^sha256:[0-9a-f]{64}$/.test(image))
        throw new TypeError(`${where}: \`image\` is not a digest`);
    if (!isAcceptance(accepts))
        throw new TypeError(`${where}: \`accepts\` is not a list of ${OVERRIDABLE.join(', ')}`);
    return { image, accepts, reason, by, until };
}
function isAcceptance(value) {
    return guards_isListOf(value, isOverridable) && value.length > 0;
}
function isOverridable(value) {
    return OVERRIDABLE.some((reason) => reason === value);
}

;// CONCATENATED MODULE: ./build/packages/attestation/src/index.js


















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
const comment_MAX_PAGES = 10;
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
    return access_withGitHub(access, 'comment', async (octokit, repository) => {
        const issue = { ...repository, issue_number: pullRequest };
        for (let page = 1; page <= comment_MAX_PAGES; page++) {
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
    return withGitHub(access, 'deployment status', async (octokit, repository) => {
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

;// CONCATENATED MODULE: ./build/packages/github/src/event.js

/** GitHub's own payloads stay below this (webhooks are capped at 25 MB). */
const MAX_EVENT_BYTES = 25 * 1024 * 1024;
/** The number of the pull request that an event is about; `undefined` for other events and unreadable files. */
async function pullRequestNumber(eventPath) {
    const event = await readEvent(eventPath);
    if (!event_isRecord(event))
        return undefined;
    const pull = event['pull_request'];
    const number = event_isRecord(pull) ? pull['number'] : undefined;
    return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}
async function readEvent(path) {
    if (path === '')
        return undefined;
    try {
        const text = await (0,external_node_fs_promises_.readFile)(path, 'utf8');
        return text.length > MAX_EVENT_BYTES ? undefined : JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function event_isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/packages/github/src/index.js




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
    const page = await Promise.all(/* import() */[__webpack_require__.e(991), __webpack_require__.e(159)]).then(__webpack_require__.bind(__webpack_require__, 77159));
    return page.renderHtml(report);
}

;// CONCATENATED MODULE: ./build/packages/validation-policy/src/error.js
/** A policy that can't be read or understood, or that asks for nothing; the message says where and what is allowed. */
class PolicyError extends Error {
    name = 'PolicyError';
    reason;
    constructor(reason, message) {
        super(message);
        this.reason = reason;
    }
}

;// CONCATENATED MODULE: ./build/packages/metric-names/src/index.js
const ALIASES = {
    accuracy_score: 'accuracy',
    acc: 'accuracy',
    binary_accuracy: 'accuracy',
    roc_auc: 'auc',
    roc_auc_score: 'auc',
    auroc: 'auc',
    ap: 'average_precision',
    pr_auc: 'average_precision',
    precision_recall_auc: 'average_precision',
    auc_precision_recall: 'average_precision',
    logloss: 'log_loss',
    cross_entropy: 'log_loss',
    brier_score: 'brier',
    precision_score: 'precision',
    recall_score: 'recall',
    f1_score: 'f1',
    macro_f1: 'f1_macro',
    micro_f1: 'f1_micro',
    weighted_f1: 'f1_weighted',
    mean_absolute_error: 'mae',
    mean_squared_error: 'mse',
    root_mean_squared_error: 'rmse',
    r2_score: 'r2',
    matthews_corrcoef: 'mcc',
};
const FAMILIES = {
    accuracy: ['cells', 'higher'],
    balanced_accuracy: ['cells', 'higher'],
    mcc: ['cells', 'higher'],
    precision: ['cells', 'higher', 'per-class'],
    recall: ['cells', 'higher', 'per-class'],
    f1: ['cells', 'higher', 'per-class'],
    auc: ['ranking', 'higher', 'per-class'],
    average_precision: ['ranking', 'higher', 'per-class'],
    log_loss: ['probability', 'lower'],
    brier: ['probability', 'lower'],
    ece: ['probability', 'lower'],
    mae: ['regression', 'lower'],
    mse: ['regression', 'lower'],
    rmse: ['regression', 'lower'],
    r2: ['regression', 'higher'],
};
/** The metrics that are computed here, for messages. */
const KNOWN_METRICS = [
    ...Object.keys(FAMILIES).flatMap((name) => ['precision', 'recall', 'f1'].includes(name)
        ? [name, `${name}_macro`, `${name}_micro`, `${name}_weighted`]
        : [name]),
    'latency_p50',
    'latency_p95',
    'latency_p99',
    'latency_mean',
];
/** Reads a metric's name, the usual aliases included; undefined where it isn't one of ours. */
function findMetric(text) {
    const plain = text.toLowerCase().replaceAll('-', '_');
    const name = ALIASES[plain] ?? plain;
    const percentile = /^latency_p(\d{1,2}(?:\.\d+)?)$/.exec(name)?.[1];
    if (percentile !== undefined || name === 'latency_mean') {
        const latency = {
            name,
            base: name,
            family: 'latency',
            better: 'lower',
            average: undefined,
            perClass: false,
        };
        return { ...latency, percentile: percentile === undefined ? undefined : Number(percentile) };
    }
    const parts = /^(precision|recall|f1)_(macro|micro|weighted)$/.exec(name);
    const base = parts?.[1] ?? name;
    const known = FAMILIES[base];
    if (known === undefined || !Object.hasOwn(FAMILIES, base))
        return undefined;
    const [family, better, perClass] = known;
    const average = parts?.[2];
    return {
        name,
        base,
        family,
        better,
        average: average === 'macro' || average === 'micro' || average === 'weighted' ? average : undefined,
        perClass: perClass === 'per-class' && average === undefined,
        percentile: undefined,
    };
}

;// CONCATENATED MODULE: ./build/packages/validation-policy/src/parse.js

const RULE = /^([^[\]<>=]+?)\s*(?:\[(.*)\])?\s*(>=|<=|>|<)\s*([^<>=]+)$/s;
const NUMBER = String.raw `[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const ABSOLUTE = new RegExp(`^(${NUMBER})\\s*(ms|s|us|µs|%)?$`, 'i');
const CHAMPION = /^champion(?:\s*([+-])\s*(.+))?$/;
const CONDITION = /\s*([^\s=,"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^,"]*?))\s*(?:,|$)/y;
const EXAMPLES = '`accuracy >= 0.9`, `accuracy >= champion - 0.01`, `recall[class=8] >= 0.85`, `f1[language=de] >= 0.7`, `latency_p95 <= 120ms`';
/** Reads one rule: `METRIC[class=…, column=value] >= NUMBER` or `>= champion - NUMBER`. */
function parseRule(text) {
    const refuse = (why) => ({ ok: false, problem: `\`${text}\` ${why}. Examples: ${EXAMPLES}` });
    const [, name = '', brackets, operator, right = ''] = RULE.exec(text.trim()) ?? [];
    if (operator === undefined || !isOperator(operator))
        return refuse('is not a rule: a metric, `>=` or `<=`, and a bound');
    const metric = findMetric(name);
    const conditions = brackets === undefined ? [] : parseConditions(brackets);
    if (conditions === undefined)
        return refuse('has conditions that are not `name=value`, separated by commas');
    const klass = conditions.find(({ column }) => column === 'class')?.value;
    const slice = conditions.filter(({ column }) => column !== 'class');
    if (new Set(conditions.map(({ column }) => column)).size < conditions.length)
        return refuse('names a condition twice');
    if (klass !== undefined && metric !== undefined && !metric.perClass) {
        return refuse('asks for a class; only precision, recall, f1, auc and average_precision have one per class');
    }
    const isTime = metric?.family === 'latency' || name.startsWith('latency');
    const bound = parseBound(right.trim(), isTime);
    if (bound === undefined)
        return refuse(isTime ? 'has no bound such as `120ms` or `champion + 5ms`' : 'has no bound such as `0.9` or `champion - 0.01`');
    const wrongWay = metric !== undefined && bound.kind === 'champion' && (metric.better === 'higher') !== operator.startsWith('>');
    if (wrongWay)
        return refuse(`points the wrong way: ${metric.name} is better when it is ${metric.better}`);
    const subject = `${metric?.name ?? name}${show(conditions)}`;
    const rule = {
        text: `${subject} ${operator} ${showBound(bound, isTime)}`,
        subject,
        metric,
        klass,
        slice,
        operator,
        bound,
    };
    return { ok: true, rule };
}
/** The known metrics, for the message about one that isn't. */
function metricsInWords() {
    return KNOWN_METRICS.join(', ');
}
function isOperator(text) {
    return text === '>=' || text === '<=' || text === '>' || text === '<';
}
function parseConditions(text) {
    const found = [];
    CONDITION.lastIndex = 0;
    while (CONDITION.lastIndex < text.length) {
        const match = CONDITION.exec(text);
        if (match === null)
            return undefined;
        const [, column = '', quoted, bare] = match;
        const value = quoted === undefined ? (bare ?? '') : quoted.replaceAll(/\\(.)/g, '$1');
        if (value === '')
            return undefined;
        found.push({ column, value });
    }
    return found.length === 0 ? undefined : found;
}
function parseBound(text, isTime) {
    const [whole, sign, margin] = CHAMPION.exec(text) ?? [];
    if (whole === undefined) {
        const value = parseAmount(text, isTime, true);
        return value === undefined ? undefined : { kind: 'absolute', value };
    }
    if (sign === undefined || margin === undefined)
        return { kind: 'champion', offset: 0 };
    // A share of the champion's value or points of it? `champion - 1%` could be both and is refused.
    const amount = parseAmount(margin, isTime, false);
    if (amount === undefined || amount < 0)
        return undefined;
    return { kind: 'champion', offset: sign === '-' ? -amount : amount };
}
function parseAmount(text, isTime, percent) {
    const [, amount, unit = ''] = ABSOLUTE.exec(text) ?? [];
    if (amount === undefined)
        return undefined;
    const scale = unit === '%'
        ? percent && !isTime
            ? 0.01
            : undefined
        : isTime
            ? TIME[unit.toLowerCase()]
            : unit === ''
                ? 1
                : undefined;
    // Through the decimal text, so that 90% is the double nearest to 0.9.
    return scale === undefined ? undefined : Number((Number(amount) * scale).toPrecision(15));
}
const TIME = { ms: 1, '': 1, s: 1000, us: 0.001, µs: 0.001 };
function show(conditions) {
    if (conditions.length === 0)
        return '';
    const quote = (value) => (/^[\w.+*/:-]+$/.test(value) ? value : JSON.stringify(value));
    return `[${conditions.map(({ column, value }) => `${column}=${quote(value)}`).join(',')}]`;
}
function showBound(bound, isTime) {
    const unit = isTime ? 'ms' : '';
    if (bound.kind === 'absolute')
        return `${bound.value}${unit}`;
    if (bound.offset === 0)
        return 'champion';
    return `champion ${bound.offset < 0 ? '-' : '+'} ${Math.abs(bound.offset)}${unit}`;
}

;// CONCATENATED MODULE: ./build/packages/validation-policy/src/policy.js





const KEYS = ['rules', 'alpha', 'thresholds', 'min-rows', 'positive-class', 'labels'];
const MAX_RULES = 500;
/** Reads the policy from its file and from what stands before it. @throws PolicyError */
async function loadPolicy(inputs) {
    const file = inputs.policy === undefined ? {} : await readPolicy(inputs.policy);
    const texts = [...(inputs.rules ?? []), ...fileRules(file)];
    const problems = [];
    const rules = [];
    for (const text of texts) {
        const parsed = parseRule(text);
        if (parsed.ok)
            rules.push(parsed.rule);
        else
            problems.push(parsed.problem);
    }
    if (problems.length > 0)
        throw policy_invalid(problems.join('\n'));
    if (rules.length === 0) {
        throw new PolicyError('no-rules', 'There are no rules, so there is nothing that the model could satisfy.\nGive `rules`, or a `policy` file with a list `rules:`. Example: `accuracy >= champion - 0.01`');
    }
    if (rules.length > MAX_RULES)
        throw policy_invalid(`${rules.length} rules are more than ${MAX_RULES}`);
    const { alpha, thresholds, 'min-rows': minRows, 'positive-class': positive } = file;
    return {
        rules,
        alpha: inputs.alpha ?? within(alpha, 'alpha', 0, 0.5) ?? 0.05,
        thresholds: inputs.thresholds ?? oneOf(thresholds) ?? 'estimate',
        minRows: inputs['min-rows'] ?? within(minRows, 'min-rows', 1, 1e9) ?? 10,
        positiveClass: inputs['positive-class'] ?? className(positive),
        ...(file['labels'] === undefined ? {} : { labels: pinned(file['labels']) }),
    };
}
/** The digest of what decides, the labels that it pins included: the same rules written differently have the same one. */
function policyDigest(policy) {
    const content = JSON.stringify({ ...policy, rules: policy.rules.map(({ text }) => text).sort() });
    return digest_parseDigest(`sha256:${(0,external_node_crypto_.createHash)('sha256').update(content).digest('hex')}`);
}
async function readPolicy(path) {
    const text = await (0,external_node_fs_promises_.readFile)(path, 'utf8').catch((error) => {
        throw policy_invalid(`${path} can't be read: ${error instanceof Error ? error.message : String(error)}`);
    });
    const { parse } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 38815, 19));
    let content;
    try {
        content = parse(text);
    }
    catch (error) {
        throw policy_invalid(`${path} is not YAML: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (!manifest_isRecord(content))
        throw policy_invalid(`${path} is not a mapping with a list \`rules:\``);
    const foreign = Object.keys(content).filter((key) => !KEYS.includes(key));
    if (foreign.length > 0)
        throw policy_invalid(`${path} has ${foreign.join(', ')}; it may have ${KEYS.join(', ')}`);
    return content;
}
function fileRules(file) {
    const { rules } = file;
    if (rules === undefined || rules === null)
        return [];
    const texts = Array.isArray(rules) ? rules.map((rule) => (typeof rule === 'string' ? rule : undefined)) : [];
    if (!Array.isArray(rules) || texts.includes(undefined))
        throw policy_invalid('`rules` is not a list of texts');
    return texts.filter((text) => text !== undefined);
}
function within(value, name, above, most) {
    if (value === undefined)
        return undefined;
    if (typeof value === 'number' && value > 0 && value >= above && value <= most)
        return value;
    throw policy_invalid(`\`${name}\` is ${JSON.stringify(value)}; allowed is a number from ${above} to ${most}`);
}
function oneOf(value) {
    if (value === undefined || value === 'estimate' || value === 'interval')
        return value;
    throw policy_invalid(`\`thresholds\` is ${JSON.stringify(value)}; allowed are \`estimate\` and \`interval\``);
}
function className(value) {
    if (value === undefined || typeof value === 'string')
        return value;
    if (typeof value === 'number' || typeof value === 'boolean')
        return String(value);
    throw policy_invalid(`\`positive-class\` is ${JSON.stringify(value)}; allowed is the name of a class`);
}
/** Pinned labels in one spelling. Nothing pinned is written by leaving the key out, never by an empty list. */
function pinned(value) {
    const texts = Array.isArray(value) ? value : [value];
    const digests = texts.filter(isDigest);
    if (digests.length === 0 || digests.length < texts.length) {
        throw policy_invalid(`\`labels\` is ${JSON.stringify(value)}; allowed is the SHA-256 of a labels file, \`sha256:\` followed by 64 lower-case hexadecimal characters, or a list of them`);
    }
    return [...new Set(digests)].sort();
}
function policy_invalid(what) {
    return new PolicyError('invalid-policy', what);
}

;// CONCATENATED MODULE: ./build/packages/validation-policy/src/index.js




;// CONCATENATED MODULE: ./build/packages/evaluation/src/errors.js
/** Data that can't be evaluated; `reason` is stable, the message is for people. */
class EvaluationError extends Error {
    reason;
    constructor(reason, message) {
        super(message);
        this.name = 'EvaluationError';
        this.reason = reason;
    }
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/columns/number.js

const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const SPLIT = 134_217_729; // 2²⁷ + 1, Veltkamp's constant for doubles
/**
 * A decimal number from bytes, correctly rounded as Number() would; NaN for "nan", an empty cell and anything that isn't one.
 * Up to 15 figures by one exact division (Clinger 1990), up to 19 by a division with its exact remainder; the rest by Number().
 */
function parseNumber(bytes, start, end) {
    let i = start;
    const isNegative = bytes[i] === 0x2d;
    if (isNegative)
        i++;
    let [head, tail, figures, scale] = [0, 0, 0, -1];
    for (; i < end; i++) {
        const digit = (bytes[i] ?? 0) - 0x30;
        if (digit >= 0 && digit <= 9) {
            if (figures < 15)
                head = head * 10 + digit;
            else
                tail = tail * 10 + digit;
            // Leading zeros cost no precision.
            if (figures > 0 || digit > 0)
                figures++;
            if (scale >= 0)
                scale++;
        }
        else if (digit === -2 && scale < 0)
            scale = 0;
        else
            return slowly(bytes, start, end);
    }
    const power = scale < 0 ? 0 : scale;
    const length = end - start - (isNegative ? 1 : 0) - (scale < 0 ? 0 : 1);
    if (length === 0 || figures > 19 || power > 22)
        return slowly(bytes, start, end);
    const divisor = POWERS[power] ?? 1;
    const value = figures <= 15 ? head / divisor : divide(head, tail, POWERS[figures - 15] ?? 1, divisor);
    return isNegative ? -value : value;
}
/** (head·shift + tail) / divisor, rounded once. */
function divide(head, tail, shift, divisor) {
    // The numerator as an exact sum of two doubles.
    const upper = Math.floor(head / 67_108_864);
    const large = upper * 67_108_864 * shift;
    const small = (head - upper * 67_108_864) * shift + tail;
    const sum = large + small;
    const rest = small - (sum - large);
    const quotient = sum / divisor;
    // quotient·divisor as an exact sum of two doubles (Dekker 1971).
    const product = quotient * divisor;
    const q1 = splitHigh(quotient);
    const d1 = splitHigh(divisor);
    const [q2, d2] = [quotient - q1, divisor - d1];
    const error = q2 * d2 - (product - q1 * d1 - q2 * d1 - q1 * d2);
    return quotient + (sum - product - error + rest) / divisor;
}
function splitHigh(value) {
    const scaled = SPLIT * value;
    return scaled - (scaled - value);
}
function slowly(bytes, start, end) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
        .toString('latin1')
        .trim();
    if (DECIMAL.test(text))
        return Number(text);
    if (/^[+-]?inf(inity)?$/i.test(text))
        return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    return Number.NaN;
}
/** A column of finite numbers. NaN, infinities, empty cells and text end the reading with the row and the value. */
class NumberColumn {
    name;
    values;
    #range;
    /** @param rows how many rows are expected; more make it grow @param range what is allowed, both ends included */
    constructor(name, rows = 1024, range = [-Number.MAX_VALUE, Number.MAX_VALUE]) {
        this.name = name;
        this.values = new Float64Array(rows);
        this.#range = range;
    }
    put(row, bytes, start, end) {
        const value = parseNumber(bytes, start, end);
        if (!(value >= this.#range[0] && value <= this.#range[1]))
            throw this.#refuse(row, value, bytes, start, end);
        if (row >= this.values.length) {
            const larger = new Float64Array(Math.max(row + 1, this.values.length * 2));
            larger.set(this.values);
            this.values = larger;
        }
        this.values[row] = value;
    }
    finish(rows) {
        this.values = this.values.subarray(0, rows);
    }
    #refuse(row, value, bytes, start, end) {
        const text = Buffer.from(bytes.slice(start, Math.min(end, start + 40))).toString();
        const where = `column ${this.name}, data row ${row + 1}: ${JSON.stringify(text)}`;
        if (!Number.isFinite(value))
            return new EvaluationError('not-a-number', `${where} is not a finite number`);
        return new EvaluationError('out-of-range', `${where} is outside ${this.#range[0]} … ${this.#range[1]}`);
    }
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/csv/undouble.js
const QUOTE = 0x22;
/** Turns "" into " within a cell, in place; the record is complete, so its bytes are not read again. Returns the new end. */
function undouble(bytes, start, end) {
    let to = start;
    for (let i = start; i < end; i++) {
        bytes[to++] = bytes[i] ?? 0;
        if (bytes[i] === QUOTE)
            i++;
    }
    return to;
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/csv/scanner.js


const scanner_QUOTE = 0x22;
const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;
/** A record longer than this is a missing quote, not data. */
const MAX_RECORD_BYTES = 1 << 24;
/**
 * RFC 4180 records from bytes, as strict as csv-parse 7 by default: quotes only around whole cells, doubled inside, all
 * records equally long, one kind of line end (found at the first). A byte-order mark is skipped. No strings are made.
 */
class CsvScanner {
    bytes = new Uint8Array(1 << 21);
    starts = new Int32Array(64);
    ends = new Int32Array(64);
    count = 0;
    /** Complete records so far. */
    records = 0;
    #onRecord;
    /** The same bytes, four at a time. */
    #words = new Int32Array(this.bytes.buffer);
    #length = 0;
    #begun = false;
    #width = -1;
    /** The first byte of a line end, once known; 0 before. */
    #lineEnd = 0;
    #isCrlf = false;
    /** Whether any cell of the current record has doubled quotes to undo. */
    #doubled = [];
    constructor(onRecord) {
        this.#onRecord = onRecord;
    }
    /** Takes the next bytes and reports every record they complete. */
    push(chunk) {
        this.#append(chunk);
        if (!this.#begun && this.#length < 3)
            return;
        this.#scan(false);
    }
    /** The file is over: reports a last record that has no line end. */
    end() {
        this.#scan(true);
        if (this.#length > 0)
            throw this.#malformed('a quoted cell is not closed');
    }
    #append(chunk) {
        const needed = this.#length + chunk.length;
        if (needed > this.bytes.length) {
            const larger = new Uint8Array(2 ** Math.ceil(Math.log2(needed)));
            larger.set(this.bytes.subarray(0, this.#length));
            this.bytes = larger;
            this.#words = new Int32Array(larger.buffer);
        }
        this.bytes.set(chunk, this.#length);
        this.#length = needed;
    }
    #scan(isLast) {
        let from = 0;
        if (!this.#begun) {
            this.#begun = true;
            const [a, b, c] = this.bytes;
            if (this.#length >= 3 && a === 0xef && b === 0xbb && c === 0xbf)
                from = 3;
        }
        while (from < this.#length) {
            from = this.#plainRecords(from);
            const next = from < this.#length ? this.#record(from, isLast) : -1;
            if (next < 0)
                break;
            from = next;
        }
        this.bytes.copyWithin(0, from, this.#length);
        this.#length -= from;
        if (this.#length > MAX_RECORD_BYTES)
            throw this.#malformed('a record is longer than 16 MiB');
    }
    /** Reads records as long as they are plain: no quotes, the known line end, the known width. Returns where it stopped. */
    #plainRecords(from) {
        const { bytes, starts, ends } = this;
        const words = this.#words;
        const lastWord = this.#length - 4;
        const length = this.#length;
        const width = this.#width;
        const lineEnd = this.#lineEnd;
        const isCrlf = this.#isCrlf;
        let record = from;
        let cell = from;
        let count = 0;
        if (width < 1)
            return from;
        this.#doubled.length = 0;
        for (let i = from; i < length;) {
            const byte = bytes[i] ?? 0;
            if (byte > COMMA) {
                i++;
                // Four bytes at once while none is below "-": quotes, commas and line ends all are (Mycroft's bit trick).
                while ((i & 3) === 0 && i <= lastWord) {
                    const word = words[i >> 2] ?? 0;
                    if (((word - 0x2d2d2d2d) & ~word & -0x7f7f7f80) !== 0)
                        break;
                    i += 4;
                }
            }
            else if (byte === COMMA) {
                if (count >= width)
                    return record;
                starts[count] = cell;
                ends[count++] = i++;
                cell = i;
            }
            else if (byte === lineEnd) {
                const next = isCrlf ? i + 2 : i + 1;
                if (count !== width - 1 || (isCrlf && bytes[i + 1] !== LF) || next > length)
                    return record;
                starts[count] = cell;
                ends[count] = i;
                this.count = width;
                this.records++;
                this.#onRecord(this);
                record = cell = i = next;
                count = 0;
            }
            else if (byte === scanner_QUOTE || byte === CR || byte === LF)
                return record;
            else
                i++;
        }
        return record;
    }
    /** Reads the record that starts here; returns where the next one starts, or −1 where bytes are missing. */
    #record(start, isLast) {
        const { bytes } = this;
        const length = this.#length;
        const lineEnd = this.#isCrlf ? -1 : this.#lineEnd;
        this.count = 0;
        // A record cut off by the end of a chunk is read again from its start.
        this.#doubled.length = 0;
        let cell = start;
        for (let i = start; i < length;) {
            const byte = bytes[i];
            if (byte === COMMA) {
                this.#cell(cell, i);
                cell = ++i;
            }
            else if (byte === lineEnd) {
                this.#cell(cell, i);
                return this.#finish(i + 1);
            }
            else if (byte === scanner_QUOTE) {
                if (i !== cell)
                    throw this.#malformed('a quote inside a cell that does not start with one');
                const close = this.#closingQuote(i + 1, isLast);
                if (close < 0)
                    return -1;
                const after = this.#afterQuote(close + 1, isLast);
                if (after < 0)
                    return after === -1 ? -1 : this.#quotedEnd(i, close, length);
                if (bytes[close + 1] !== COMMA)
                    return this.#quotedEnd(i, close, after);
                this.#cell(i + 1, close);
                cell = i = after;
            }
            else if (byte === CR || byte === LF) {
                const width = this.#lineEndAt(i, isLast);
                if (width < 0)
                    return -1;
                if (width > 0) {
                    this.#cell(cell, i);
                    return this.#finish(i + width);
                }
                i++;
            }
            else
                i++;
        }
        if (!isLast)
            return -1;
        this.#cell(cell, length);
        return this.#finish(length);
    }
    /** Position of the quote that closes the cell; −1 where it isn't here yet. Notes doubled quotes. */
    #closingQuote(from, isLast) {
        const { bytes } = this;
        for (let i = from; i < this.#length; i++) {
            if (bytes[i] !== scanner_QUOTE)
                continue;
            if (i + 1 >= this.#length)
                return isLast ? i : -1;
            if (bytes[i + 1] !== scanner_QUOTE)
                return i;
            if (this.#doubled.at(-1) !== this.count)
                this.#doubled.push(this.count);
            i++;
        }
        return -1;
    }
    /** Where the next cell or record starts after a closing quote; −1 for more bytes, −2 at the end of the file. */
    #afterQuote(at, isLast) {
        if (at >= this.#length)
            return isLast ? -2 : -1;
        if (this.bytes[at] === COMMA)
            return at + 1;
        const width = this.#lineEndAt(at, isLast);
        if (width < 0)
            return -1;
        if (width === 0)
            throw this.#malformed('a closing quote is followed by something else than a comma or a line end');
        return at + width;
    }
    #quotedEnd(open, close, next) {
        this.#cell(open + 1, close);
        return this.#finish(next);
    }
    /** Bytes of the line end at a position; 0 where there is none, −1 where the next byte decides and isn't here. */
    #lineEndAt(at, isLast) {
        const byte = this.bytes[at];
        if (byte !== CR && byte !== LF)
            return 0;
        if (this.#lineEnd !== 0 && byte !== this.#lineEnd)
            return 0;
        if (byte === LF) {
            this.#lineEnd = LF;
            return 1;
        }
        if (this.#lineEnd === CR && !this.#isCrlf)
            return 1;
        if (at + 1 >= this.#length && !isLast)
            return -1;
        const isPair = at + 1 < this.#length && this.bytes[at + 1] === LF;
        if (this.#lineEnd === 0) {
            this.#lineEnd = CR;
            this.#isCrlf = isPair;
            return isPair ? 2 : 1;
        }
        return isPair ? 2 : 0;
    }
    #cell(start, end) {
        if (this.count === this.starts.length) {
            const [starts, ends] = [new Int32Array(this.count * 2), new Int32Array(this.count * 2)];
            starts.set(this.starts);
            ends.set(this.ends);
            this.starts = starts;
            this.ends = ends;
        }
        this.starts[this.count] = start;
        this.ends[this.count] = end;
        this.count++;
    }
    #finish(next) {
        for (const cell of this.#doubled)
            this.ends[cell] = undouble(this.bytes, this.starts[cell] ?? 0, this.ends[cell] ?? 0);
        this.#doubled.length = 0;
        if (this.#width < 0)
            this.#width = this.count;
        if (this.count !== this.#width) {
            throw this.#malformed(`${this.count} cells where the header has ${this.#width}`);
        }
        this.records++;
        this.#onRecord(this);
        return next;
    }
    #malformed(what) {
        return new EvaluationError('malformed-file', `record ${this.records + 1}: ${what}`);
    }
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/json.js
/** Whether a value is a JSON object. */
function json_isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** JSON as Python writes it: bare NaN, Infinity and −Infinity become those numbers. */
function json_parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        if (!/NaN|Infinity/.test(text))
            throw error;
        const marker = '\u0000number:';
        // Strings are matched first and kept, so that only bare words are replaced.
        const quoted = text.replace(/"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g, (token) => token.startsWith('"') ? token : JSON.stringify(`${marker}${token}`));
        return JSON.parse(quoted, (_key, value) => typeof value === 'string' && value.startsWith(marker) ? Number(value.slice(marker.length)) : value);
    }
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/metric-file.js




const metric_file_MAX_BYTES = 64 * 1024 * 1024;
const PREFIX = /^(?:eval|test|val|valid|validation|final)[_/]/;
const UNITS = [
    ['_us', 1e-3],
    ['_ms', 1],
    ['_s', 1e3],
];
/**
 * Reads a JSON file of metrics: flat or nested names, MLflow's list of `{key, value, step}`, scikit-learn's
 * `classification_report`, `eval_…` of Hugging Face, `"acc,none"` of lm-evaluation-harness. NaN stays NaN.
 */
async function readMetrics(path) {
    const { size } = await (0,external_node_fs_promises_.stat)(path).catch((error) => {
        throw new EvaluationError('file-missing', `${path} can't be read: ${String(error)}`);
    });
    if (size > metric_file_MAX_BYTES)
        throw new EvaluationError('malformed-file', `${path} is larger than 64 MiB`);
    try {
        return metricTable(json_parseJson(await (0,external_node_fs_promises_.readFile)(path, 'utf8')), path);
    }
    catch (error) {
        if (error instanceof EvaluationError)
            throw error;
        throw new EvaluationError('malformed-file', `${path} is not JSON: ${String(error)}`);
    }
}
/** The table of a parsed metrics file. */
function metricTable(content, path) {
    const values = new Map();
    metric_file_collect(content, '', values);
    if (values.size === 0)
        throw new EvaluationError('empty-data', `${path} holds no numbers`);
    return { names: [...values.keys()], find: (name) => find(values, name, path) };
}
function metric_file_collect(value, prefix, into) {
    if (Array.isArray(value))
        collectRuns(value, prefix, into);
    if (!json_isRecord(value))
        return;
    for (const [key, item] of Object.entries(value)) {
        const name = key.replace(/,none$/, '');
        if (typeof item === 'number')
            into.set(metric_file_join(prefix, name), item);
        else if (Array.isArray(item) && item.length === 1 && typeof item[0] === 'number')
            into.set(metric_file_join(prefix, name), item[0]);
        else if (json_isRecord(item) && 'support' in item)
            collectReport(name, item, prefix, into);
        else
            metric_file_collect(item, Array.isArray(item) ? prefix : metric_file_join(prefix, name), into);
    }
}
/** MLflow: the value of the latest step, then time, of each key. */
function collectRuns(list, prefix, into) {
    const latest = new Map();
    for (const entry of list) {
        if (!json_isRecord(entry) || typeof entry['key'] !== 'string')
            continue;
        const value = typeof entry['value'] === 'string' ? Number(entry['value']) : entry['value'];
        if (typeof value !== 'number')
            continue;
        const at = [Number(entry['step'] ?? 0), Number(entry['timestamp'] ?? 0)];
        const known = latest.get(entry['key']);
        if (known !== undefined && (known[0] > at[0] || (known[0] === at[0] && known[1] > at[1])))
            continue;
        latest.set(entry['key'], at);
        into.set(metric_file_join(prefix, entry['key']), value);
    }
}
/** One line of a classification report. */
function collectReport(label, line, prefix, into) {
    const average = /^(macro|micro|weighted) avg$/.exec(label)?.[1];
    for (const [key, name] of [
        ['precision', 'precision'],
        ['recall', 'recall'],
        ['f1-score', 'f1'],
    ]) {
        const value = line[key];
        if (typeof value === 'number')
            into.set(metric_file_join(prefix, average === undefined ? `${name}[class=${label}]` : `${name}_${average}`), value);
    }
}
function metric_file_join(prefix, name) {
    return prefix === '' ? name : `${prefix}.${name}`;
}
/** `test.eval_Accuracy` as `accuracy`; latencies in milliseconds. */
function metric_file_canonical(name) {
    const bracket = name.indexOf('[');
    const [head, tail] = bracket < 0 ? [name, ''] : [name.slice(0, bracket), name.slice(bracket)];
    const plain = head.toLowerCase().replaceAll('-', '_').replace(PREFIX, '');
    const [suffix, scale] = UNITS.find(([unit]) => plain.startsWith('latency') && plain.endsWith(unit)) ?? ['', 1];
    const base = plain.slice(0, plain.length - suffix.length);
    return { name: `${findMetric(base)?.name ?? base}${tail}`, scale };
}
function find(values, name, path) {
    const exact = values.get(name);
    if (exact !== undefined)
        return exact;
    const wanted = metric_file_canonical(name).name;
    const found = [...values].filter(([key]) => {
        const bracket = key.indexOf('[');
        const dot = key.lastIndexOf('.', bracket < 0 ? key.length : bracket);
        return metric_file_canonical(key).name === wanted || metric_file_canonical(key.slice(dot + 1)).name === wanted;
    });
    const [first] = found;
    if (first === undefined)
        return undefined;
    if (found.length > 1) {
        const names = found.map(([key]) => key).join(', ');
        throw new EvaluationError('ambiguous-metric', `${path}: ${name} could be ${names}; write the full name`);
    }
    const [key, value] = first;
    return value * metric_file_canonical(key.slice(key.lastIndexOf('.') + 1)).scale;
}

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
function normalCdf(z) {
    return 0.5 * math_base_special_erfc_lib(-z / Math.SQRT2);
}
/** z with P(Z ≤ z) = p. Through erfcinv: stdlib's own normal quantile ends at 1e-20. */
function distributions_normalQuantile(p) {
    return -Math.SQRT2 * math_base_special_erfcinv_lib(2 * p);
}
/** P(T ≤ t) of Student's t with `df` > 0 degrees of freedom. */
function tCdf(t, df) {
    if (t === Number.POSITIVE_INFINITY)
        return 1;
    if (t === Number.NEGATIVE_INFINITY)
        return 0;
    return stats_base_dists_t_cdf_lib(t, df);
}
/** t with P(T ≤ t) = p. */
function tQuantile(p, df) {
    return stats_base_dists_t_quantile_lib(p, df);
}
/** P(B ≤ x) of the beta distribution with shapes a, b > 0. */
function betaCdf(x, a, b) {
    return lib(Math.min(1, Math.max(0, x)), a, b, true, false);
}
/** P(B > x) of the beta distribution, accurate where it is small. */
function betaUpper(x, a, b) {
    return lib(Math.min(1, Math.max(0, x)), a, b, true, true);
}
/** x with P(B ≤ x) = p. */
function betaQuantile(p, a, b) {
    return math_base_special_betaincinv_lib(p, a, b, false);
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
function stirlingError(n) {
    if (n < SERIES_FROM)
        return math_base_special_gammaln_lib(n + 1) - (n + 0.5) * Math.log(n) + n - HALF_LOG_2PI;
    const square = n * n;
    const tail = 1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / square;
    return (1 / 12 - (1 / 360 - tail / square) / square) / n;
}
/** x·log(x/mean) + mean − x, by its series where the two are near. */
function deviance(x, mean) {
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
    return Math.exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(2 * Math.PI * x);
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
function binomialUpper(k, n, p) {
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
    const greater = binomialUpper(k, n, p);
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
        return Math.min(1, less + binomialUpper(first, n, p));
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

// EXTERNAL MODULE: ./node_modules/pure-rand/lib/esm/distribution/uniformFloat64.js
var uniformFloat64 = __webpack_require__(18460);
// EXTERNAL MODULE: ./node_modules/pure-rand/lib/esm/generator/xoroshiro128plus.js
var xoroshiro128plus = __webpack_require__(19821);
;// CONCATENATED MODULE: ./build/packages/statistics/src/random.js



/** A seeded source of uniform numbers: the same seed gives the same verdict on every machine. */
function seeded(seed) {
    const generator = (0,xoroshiro128plus/* xoroshiro128plus */.b)(seed);
    return () => (0,uniformFloat64/* uniformFloat64 */.d)(generator);
}
const INVERSION_BELOW = 10;
/**
 * A Poisson number with this mean. Inversion for small means; for large ones Hörmann's transformed rejection PTRS
 * ("The transformed rejection method for generating Poisson random variables", 1993), whose cost doesn't grow.
 */
function poisson(mean, uniform) {
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
        if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= k * logMean - mean - math_base_special_gammaln_lib(k + 1))
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
function clopperPearson(k, n, confidence) {
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
function tInterval(mean, standardError, n, confidence) {
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
    const low = smallest((k) => binomial_binomialCdf(k, n, q) > tail);
    const high = smallest((k) => binomial_binomialCdf(k, n, q) >= 1 - tail) + 1;
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
function mcnemarGreater(first, second) {
    const n = first + second;
    if (n === 0)
        return 0.5;
    return binomialUpper(first + 1, n, 0.5) + binomial_binomialPmf(first, n, 0.5) / 2;
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
function tangoGreater(gained, lost, n, difference) {
    if (difference <= -1)
        return 0;
    if (difference >= 1)
        return 1;
    return normalCdf(-tangoScore(gained, lost, n, difference));
}
/** Score interval of the paired difference (challenger − champion). */
function tangoInterval(gained, lost, n, confidence) {
    const z = distributions_normalQuantile((1 + confidence) / 2);
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
        less: (than) => (than > 1 ? 0 : than <= 0 ? 1 : binomial_binomialCdf(k, n, than)),
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
function asymptotic(sample) {
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
            const half = distributions_normalQuantile((1 + confidence) / 2) * standardError;
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
const BUCKETS = 1 << 18;
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

;// CONCATENATED MODULE: ./build/packages/statistics/src/eprocess/proportions.js

const NOTHING = { trials: 0, bad: 0 };
// Pseudo-counts of the plug-in alternatives: a stable rate near 1 % before anything is seen, and a canary half again
// as bad as tolerated (harm) or as good as stable (safety). They decide speed, never validity.
const STABLE_PRIOR = { trials: 50, bad: 0.5 };
const CANARY_PRIOR_TRIALS = 30;
const HARM_PRIOR_RATIO = 1.5;
const GAP = 1e-4;
const CEILING = (/* unused pure expression or super */ null && (1 - 2 ** -20));
// A first large block judged by the prior alone would cost more evidence than a bad canary gains: learn first.
const STABLE_TRIALS_FIRST = 20;
/** Rates of an hour ago are a poor guess once both arms drift. */
const proportions_HALF_LIFE_BLOCKS = 5;
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
function proportions_proportionEvidence(blocks, tolerance, direction, dispersion = [], halfLifeBlocks = Number.POSITIVE_INFINITY) {
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
function proportions_lateHarmEvidence(blocks, tolerance, dispersion = []) {
    const keep = keepOf(proportions_HALF_LIFE_BLOCKS);
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
        harm: averageEvidence(each.map((edge, index) => latency_harmEvidence(edge, tolerance.harm, dispersion[index]))),
        safety: weakestEvidence(each.map((edge, index) => latency_safetyEvidence(edge, tolerance.safety, dispersion[index]))),
    };
}
/** Evidence of harm, at once or late: the average of `proportionEvidence` and `lateHarmEvidence`. */
function latency_harmEvidence(blocks, tolerance, dispersion = []) {
    return averageEvidence([
        proportionEvidence(blocks, tolerance, 'harm', dispersion),
        lateHarmEvidence(blocks, tolerance, dispersion),
    ]);
}
/**
 * Evidence of safety: the average of what is learnt from all blocks before, which is best while rates stand still, and from
 * those just before, which goes on when both arms drift.
 */
function latency_safetyEvidence(blocks, tolerance, dispersion = []) {
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

;// CONCATENATED MODULE: ./build/packages/statistics/src/eprocess/index.js









;// CONCATENATED MODULE: ./build/packages/statistics/src/holm.js
/**
 * Holm's step-down adjustment (Scand J Statist 6:65, 1979): with it the chance of any false claim in the family is at
 * most alpha, however the tests depend on each other. Returned in the order given; capped at 1.
 */
function holm(pValues) {
    const order = pValues.map((_, index) => index).sort((a, b) => (pValues[a] ?? 1) - (pValues[b] ?? 1));
    const adjusted = new Array(pValues.length).fill(1);
    let highest = 0;
    for (const [position, index] of order.entries()) {
        highest = Math.max(highest, Math.min(1, (pValues.length - position) * (pValues[index] ?? 1)));
        adjusted[index] = highest;
    }
    return adjusted;
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/rows.js

/** The chance with which a planned test set shall decide, where the truth is as assumed. */
const POWER = 0.8;
/**
 * How many rows a one-sided test needs to see a distance between the truth and the margin: (z_α + z_power)²·variance/distance²
 * (Julious, Statistics in Medicine 23:1921, 2004). For a paired 0/1 metric the variance of a row is the disagreement rate.
 * Infinite where the distance is 0.
 */
function rowsToDecide(rowVariance, distance, alpha, power = POWER) {
    const z = distributions_normalQuantile(1 - alpha) + distributions_normalQuantile(power);
    const rows = (z * z * rowVariance) / (distance * distance);
    return Number.isFinite(rows) ? Math.ceil(rows) : Number.POSITIVE_INFINITY;
}

;// CONCATENATED MODULE: ./build/packages/statistics/src/index.js















;// CONCATENATED MODULE: ./build/packages/evaluation/src/metrics/cells.js


const DENSE_CELLS = 1 << 22;
/** Counts the cells of the rows; where there is no champion both predictions are the challenger's. */
function countCells(frame, rows) {
    const { labels, challenger, champion } = frame;
    const b = challenger.predicted;
    const a = champion?.predicted ?? b;
    if (labels === undefined || a === undefined || b === undefined)
        throw new TypeError('classes were not read');
    const classes = frame.classes.names.length;
    const total = rows?.length ?? frame.rows;
    const cells = [];
    if (classes ** 3 <= DENSE_CELLS) {
        const dense = new Float64Array(classes ** 3);
        for (let i = 0; i < total; i++) {
            const row = rows === undefined ? i : (rows[i] ?? 0);
            const key = ((labels[row] ?? 0) * classes + (a[row] ?? 0)) * classes + (b[row] ?? 0);
            dense[key] = (dense[key] ?? 0) + 1;
        }
        for (const [key, count] of dense.entries())
            if (count > 0)
                cells.push([key, count]);
    }
    else {
        const sparse = new Map();
        for (let i = 0; i < total; i++) {
            const row = rows === undefined ? i : (rows[i] ?? 0);
            const key = ((labels[row] ?? 0) * classes + (a[row] ?? 0)) * classes + (b[row] ?? 0);
            sparse.set(key, (sparse.get(key) ?? 0) + 1);
        }
        cells.push(...sparse);
    }
    return {
        classes,
        total,
        label: Int32Array.from(cells, ([key]) => Math.floor(key / classes / classes)),
        champion: Int32Array.from(cells, ([key]) => Math.floor(key / classes) % classes),
        challenger: Int32Array.from(cells, ([key]) => key % classes),
        counts: Float64Array.from(cells, ([, count]) => count),
    };
}
/** A model's marginals under the cells' own or redrawn counts. */
function marginals(cells, which, counts = cells.counts) {
    const [support, predicted, hits] = [0, 1, 2].map(() => new Float64Array(cells.classes));
    if (support === undefined || predicted === undefined || hits === undefined)
        throw new TypeError('unreachable');
    const said = cells[which];
    for (let i = 0; i < counts.length; i++) {
        const count = counts[i] ?? 0;
        const [y, p] = [cells.label[i] ?? 0, said[i] ?? 0];
        support[y] = (support[y] ?? 0) + count;
        predicted[p] = (predicted[p] ?? 0) + count;
        if (y === p)
            hits[y] = (hits[y] ?? 0) + count;
    }
    return { support, predicted, hits };
}
const sum = (values) => values.reduce((total, value) => total + value, 0);
/** 0/0 is 0, as scikit-learn's zero_division has it by default. */
const ratio = (part, whole) => (whole === 0 ? 0 : part / whole);
function perClass(base, m, k) {
    const [support, predicted, hits] = [m.support[k] ?? 0, m.predicted[k] ?? 0, m.hits[k] ?? 0];
    if (base === 'precision')
        return ratio(hits, predicted);
    if (base === 'recall')
        return ratio(hits, support);
    return ratio(2 * hits, support + predicted);
}
/** A metric of predicted classes by scikit-learn's definitions; `klass` is the class of a per-class metric. */
function cellMetric(metric, m, klass) {
    const total = sum(m.support);
    if (total === 0)
        return Number.NaN;
    if (metric.base === 'accuracy' || metric.average === 'micro')
        return sum(m.hits) / total;
    if (metric.base === 'mcc')
        return matthews(m, total);
    // Classes that neither the labels nor this model's predictions know in these rows are left out of averages.
    const seen = [...m.support.keys()].filter((k) => (m.support[k] ?? 0) > 0 || (m.predicted[k] ?? 0) > 0);
    if (metric.base === 'balanced_accuracy') {
        const labelled = seen.filter((k) => (m.support[k] ?? 0) > 0);
        return labelled.reduce((all, k) => all + perClass('recall', m, k), 0) / labelled.length;
    }
    if (metric.average === 'macro')
        return seen.reduce((all, k) => all + perClass(metric.base, m, k), 0) / seen.length;
    if (metric.average === 'weighted') {
        return seen.reduce((all, k) => all + perClass(metric.base, m, k) * (m.support[k] ?? 0), 0) / total;
    }
    if (klass === undefined)
        throw new TypeError(`${metric.name} needs a class`);
    return perClass(metric.base, m, klass);
}
/** Gorodkin's multiclass correlation (Comput Biol Chem 28:367, 2004); 0 where a margin is empty. */
function matthews(m, total) {
    let [both, ofTrue, ofPredicted] = [0, 0, 0];
    for (const [k, support] of m.support.entries()) {
        const predicted = m.predicted[k] ?? 0;
        both += support * predicted;
        ofTrue += support * support;
        ofPredicted += predicted * predicted;
    }
    const numerator = sum(m.hits) * total - both;
    const denominator = Math.sqrt(total * total - ofPredicted) * Math.sqrt(total * total - ofTrue);
    return denominator === 0 ? 0 : numerator / denominator;
}
/** Measures a metric of predicted classes. */
function measureCells(frame, rows, metric, klass, draw) {
    const cells = countCells(frame, rows);
    const ours = marginals(cells, 'challenger');
    const theirs = frame.champion === undefined ? undefined : marginals(cells, 'champion');
    const support = klass === undefined ? cells.total : (ours.support[klass] ?? 0);
    if (klass !== undefined && support === 0) {
        throw new EvaluationError('missing-class', `no row is labelled ${JSON.stringify(frame.classes.names[klass])}`);
    }
    const value = cellMetric(metric, ours, klass);
    const before = theirs === undefined ? undefined : cellMetric(metric, theirs, klass);
    const isAccuracy = metric.base === 'accuracy' || metric.average === 'micro';
    const isRecall = metric.base === 'recall' && klass !== undefined;
    const relevant = isRecall ? support : cells.total;
    return {
        rows: relevant,
        challenger: value,
        champion: before,
        single: () => {
            if (isAccuracy)
                return proportion(sum(ours.hits), cells.total);
            if (isRecall)
                return proportion(ours.hits[klass] ?? 0, support);
            if (metric.base === 'precision' && klass !== undefined && (ours.predicted[klass] ?? 0) > 0) {
                return proportion(ours.hits[klass] ?? 0, ours.predicted[klass] ?? 0);
            }
            return resampled(cells, metric, klass, value, draw, 'single');
        },
        paired: () => {
            if (isAccuracy || isRecall)
                return discordant(cells, isRecall ? klass : undefined, relevant);
            return resampled(cells, metric, klass, value - (before ?? Number.NaN), draw, 'paired');
        },
    };
}
function discordant(cells, klass, rows) {
    let [gained, lost] = [0, 0];
    for (const [i, count] of cells.counts.entries()) {
        const y = cells.label[i];
        if (klass !== undefined && y !== klass)
            continue;
        const [before, now] = [cells.champion[i] === y, cells.challenger[i] === y];
        if (now && !before)
            gained += count;
        if (before && !now)
            lost += count;
    }
    return pairedProportions(gained, lost, rows);
}
/**
 * Bootstrap over the cells. About two rows more are drawn on which the models disagree, so that a sample without a
 * disagreement is not taken for proof that there is none (in the spirit of Agresti & Min, Statistics in Medicine 24:729, 2005).
 */
function resampled(cells, metric, klass, estimate, draw, kind) {
    const present = [...new Set([...cells.label, ...cells.champion, ...cells.challenger])];
    const extra = present.flatMap((y) => present.length < 2 ? [] : [[y, present[(present.indexOf(y) + 1) % present.length] ?? y]]);
    const extended = {
        ...cells,
        label: Int32Array.from([...cells.label, ...extra.flatMap(([y]) => [y, y])]),
        champion: Int32Array.from([...cells.champion, ...extra.flat()]),
        challenger: Int32Array.from([...cells.challenger, ...extra.flatMap(([y, other]) => [other, y])]),
        counts: Float64Array.from([...cells.counts, ...extra.flatMap(() => [0, 0])]),
    };
    const own = cells.counts.length;
    const perturb = (drawn, uniform) => {
        if (own === drawn.length)
            return;
        for (let rest = poisson(2, uniform); rest > 0; rest--) {
            const cell = own + Math.floor(uniform() * (drawn.length - own));
            drawn[cell] = (drawn[cell] ?? 0) + 1;
        }
    };
    const of = (which, counts) => cellMetric(metric, marginals(extended, which, counts), klass);
    const statistic = (counts) => of('challenger', counts) - (kind === 'paired' ? of('champion', counts) : 0);
    const replicates = bootstrapCells(extended.counts, statistic, draw, perturb);
    return percentileEvidence('paired bootstrap (percentile)', estimate, cells.total, replicates);
}
/** Counts by label (rows) and prediction (columns) of the challenger. */
function confusion(frame) {
    const cells = countCells(frame, undefined);
    const matrix = Array.from({ length: cells.classes }, () => new Array(cells.classes).fill(0));
    for (const [i, count] of cells.counts.entries()) {
        const line = matrix[cells.label[i] ?? 0];
        const at = cells.challenger[i] ?? 0;
        if (line !== undefined)
            line[at] = (line[at] ?? 0) + count;
    }
    return matrix;
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/metrics/row-means.js

/** Measures the mean of a value that each row has for each model (a loss): paired t on the rows' differences. */
function measureMean(rows, ours, theirs) {
    const [after, before, difference] = [new Moments(), new Moments(), new Moments()];
    for (let i = 0; i < rows; i++) {
        const now = ours(i);
        after.add(now);
        if (theirs === undefined)
            continue;
        const old = theirs(i);
        before.add(old);
        difference.add(now - old);
    }
    return {
        rows,
        challenger: after.mean,
        champion: theirs === undefined ? undefined : before.mean,
        single: () => meanEvidence(after, 't'),
        paired: () => meanEvidence(difference),
    };
}
/** Evidence on a smooth function of means by its rows' influence (the delta method; van der Vaart 1998, ch. 3). */
function linearised(rows, estimate, influence) {
    const moments = new Moments();
    for (let i = 0; i < rows; i++)
        moments.add(influence(i));
    const standardError = Math.sqrt(moments.variance / rows);
    return asymptotic({ method: 'paired t (linearised)', estimate, standardError, rows, law: 't' });
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/metrics/latency.js


/** Measures a percentile or the mean of the latency, in milliseconds. */
function measureLatency(frame, rows, metric) {
    const [ours, theirs] = [frame.challenger.latencyMs, frame.champion?.latencyMs];
    if (ours === undefined)
        throw new TypeError('latency was not read');
    const total = rows?.length ?? frame.rows;
    const pick = (values) => (i) => values[rows === undefined ? i : (rows[i] ?? 0)] ?? Number.NaN;
    if (metric.percentile === undefined)
        return measureMean(total, pick(ours), theirs && pick(theirs));
    const q = metric.percentile / 100;
    const sorted = (values) => Float64Array.from({ length: total }, (_, i) => pick(values)(i)).sort();
    const [after, before] = [sorted(ours), theirs && sorted(theirs)];
    return {
        rows: total,
        challenger: percentile(after, q),
        champion: before && percentile(before, q),
        single: () => quantileEvidence(after, q),
        paired: () => quantileDifference(before ?? after, after, q),
    };
}
/** The q-quantile of sorted values with linear interpolation, numpy's default. NaN of none. */
function percentile(sorted, q) {
    const position = q * (sorted.length - 1);
    const below = sorted[Math.floor(position)] ?? Number.NaN;
    const above = sorted[Math.ceil(position)] ?? Number.NaN;
    return below + (above - below) * (position - Math.floor(position));
}
/** Distribution-free evidence on a quantile: how many values lie below a bound is binomial (Conover §3.2). */
function quantileEvidence(sorted, q) {
    const n = sorted.length;
    const below = (value, kind) => {
        const first = sorted.findIndex((item) => (kind === 'strictly' ? item >= value : item > value));
        return first < 0 ? n : first;
    };
    return {
        method: 'order statistics',
        estimate: percentile(sorted, q),
        rows: n,
        rowVariance: Number.NaN,
        greater: (than) => binomial_binomialCdf(below(than, 'or-equal'), n, q),
        less: (than) => binomialUpper(below(than, 'strictly'), n, q),
        interval: (confidence) => bounds(sorted, q, confidence),
    };
}
function bounds(sorted, q, confidence) {
    const { low, high } = quantileRanks(sorted.length, q, confidence);
    return {
        low: low === undefined ? Number.NEGATIVE_INFINITY : (sorted[low - 1] ?? Number.NaN),
        high: high === undefined ? Number.POSITIVE_INFINITY : (sorted[high - 1] ?? Number.NaN),
    };
}
/** The difference of two quantiles from both intervals at once (Bonferroni): conservative, and right whatever the distribution. */
function quantileDifference(before, after, q) {
    const interval = (confidence) => {
        const each = (1 + confidence) / 2;
        const [now, old] = [bounds(after, q, each), bounds(before, q, each)];
        return { low: now.low - old.high, high: now.high - old.low };
    };
    /** Smallest one-sided alpha at which the claim holds; one side's error is half of the interval's. */
    const smallest = (holds) => {
        let [from, to] = [0, 1];
        for (let i = 0; i < 50; i++) {
            const alpha = (from + to) / 2;
            const { low, high } = interval(1 - alpha);
            if (holds(low, high))
                to = alpha;
            else
                from = alpha;
        }
        return to;
    };
    return {
        method: 'order statistics of both',
        estimate: percentile(after, q) - percentile(before, q),
        rows: after.length,
        rowVariance: Number.NaN,
        greater: (than) => smallest((low) => low > than),
        less: (than) => smallest((_, high) => high < than),
        interval,
    };
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/metrics/resample-rows.js

/** Above this the rows are not redrawn one by one any more. */
const BOOTSTRAP_ROWS = 50_000;
const GROUPS = 40;
/**
 * Evidence on a statistic of weighted rows that has no closed form: the bootstrap over rows, and above 50,000 rows the
 * jackknife over 40 random groups, whose cost does not grow with the replicates.
 */
function resampleRows(rows, estimate, statistic, draw) {
    if (rows <= BOOTSTRAP_ROWS) {
        return percentileEvidence('paired bootstrap (percentile)', estimate, rows, bootstrapRows(rows, statistic, draw));
    }
    const uniform = seeded(draw.seed);
    const group = Uint8Array.from({ length: rows }, () => Math.floor(uniform() * GROUPS));
    const weights = new Uint8Array(rows);
    const standardError = groupJackknife(GROUPS, (left) => {
        for (let i = 0; i < rows; i++)
            weights[i] = group[i] === left ? 0 : 1;
        return statistic(weights);
    });
    return asymptotic({ method: 'grouped jackknife', estimate, standardError, rows, law: 't', degrees: GROUPS - 1 });
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/metrics/probability.js



const BINS = 15;
/** How far a row's probabilities may be from 1 in sum: what six printed figures and 100 classes lose. */
const SUM_TOLERANCE = 1e-3;
/** Measures log loss, the Brier score or the expected calibration error. */
function measureProbability(frame, rows, metric, draw) {
    const total = rows?.length ?? frame.rows;
    const at = (i) => (rows === undefined ? i : (rows[i] ?? 0));
    const ours = distribution(frame, frame.challenger);
    const theirs = frame.champion === undefined ? undefined : distribution(frame, frame.champion);
    if (metric.base === 'ece')
        return measureCalibration(frame, total, at, ours, theirs, draw);
    const loss = metric.base === 'log_loss' ? logLoss : brier;
    const of = (model) => (i) => loss(frame, model, at(i));
    return measureMean(total, of(ours), theirs && of(theirs));
}
function distribution(frame, model) {
    const { scores, probabilities } = model;
    const classes = frame.classes.names;
    if (probabilities !== undefined && probabilities.size === classes.length) {
        checkSums(frame, probabilities);
        return (row, code) => probabilities.get(code)?.[row] ?? Number.NaN;
    }
    if (scores === undefined || frame.positive === undefined || classes.length > 2) {
        const missing = classes.filter((_, code) => !(probabilities?.has(code) ?? false));
        throw new EvaluationError('missing-column', `there is no probability of ${missing.map((name) => JSON.stringify(name)).join(', ')}`);
    }
    const outside = scores.findIndex((score) => !(score >= 0 && score <= 1));
    if (outside >= 0)
        throw new EvaluationError('out-of-range', `the score of data row ${outside + 1} is no probability: ${scores[outside]}`);
    return (row, code) => (code === frame.positive ? (scores[row] ?? Number.NaN) : 1 - (scores[row] ?? Number.NaN));
}
function checkSums(frame, probabilities) {
    for (let row = 0; row < frame.rows; row++) {
        let sum = 0;
        for (const column of probabilities.values())
            sum += column[row] ?? Number.NaN;
        if (Math.abs(sum - 1) <= SUM_TOLERANCE)
            continue;
        throw new EvaluationError('out-of-range', `the probabilities of data row ${row + 1} add up to ${sum}`);
    }
}
/** −log p of the row's class, p kept off 0 and 1 by the double's epsilon as scikit-learn does. */
function logLoss(frame, model, row) {
    const p = model(row, frame.labels?.[row] ?? -1);
    return -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, p)));
}
/** Two classes: (p − y)²; more: the sum over the classes. */
function brier(frame, model, row) {
    const label = frame.labels?.[row];
    if (frame.positive !== undefined && frame.classes.names.length === 2) {
        return (model(row, frame.positive) - (label === frame.positive ? 1 : 0)) ** 2;
    }
    let sum = 0;
    for (let code = 0; code < frame.classes.names.length; code++)
        sum += (model(row, code) - (label === code ? 1 : 0)) ** 2;
    return sum;
}
function measureCalibration(frame, rows, at, ours, theirs, draw) {
    const even = new Uint8Array(rows).fill(1);
    const after = calibrationError(frame, rows, at, ours);
    const before = theirs === undefined ? undefined : calibrationError(frame, rows, at, theirs);
    const [value, old] = [after(even), before?.(even)];
    return {
        rows,
        challenger: value,
        champion: old,
        single: () => resampleRows(rows, value, after, draw),
        paired: () => resampleRows(rows, value - (old ?? Number.NaN), (w) => after(w) - (before?.(w) ?? Number.NaN), draw),
    };
}
/** Expected calibration error of the top class in 15 equally wide bins (Guo et al., ICML 2017); bins are (low, high], 0 in the first. */
function calibrationError(frame, rows, at, model) {
    const bin = new Uint8Array(rows);
    const gap = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
        let [top, code] = [-1, 0];
        for (let k = 0; k < frame.classes.names.length; k++) {
            const p = model(at(i), k);
            if (p > top)
                [top, code] = [p, k];
        }
        bin[i] = Math.max(0, Math.ceil(top * BINS) - 1);
        gap[i] = (frame.labels?.[at(i)] === code ? 1 : 0) - top;
    }
    return (weights) => {
        const gaps = new Float64Array(BINS);
        let total = 0;
        for (let i = 0; i < rows; i++) {
            const weight = weights[i] ?? 0;
            const b = bin[i] ?? 0;
            gaps[b] = (gaps[b] ?? 0) + weight * (gap[i] ?? 0);
            total += weight;
        }
        return gaps.reduce((sum, value) => sum + Math.abs(value), 0) / total;
    };
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/metrics/ranking.js



/** Measures the area under the ROC curve or the average precision of one class against the rest. */
function measureRanking(frame, rows, metric, klass, draw) {
    const { labels } = frame;
    if (labels === undefined)
        throw new TypeError('classes were not read');
    const total = rows?.length ?? frame.rows;
    const positive = new Uint8Array(total);
    let count = 0;
    for (let i = 0; i < total; i++) {
        const isPositive = labels[rows === undefined ? i : (rows[i] ?? 0)] === klass;
        if (isPositive)
            count++;
        positive[i] = isPositive ? 1 : 0;
    }
    if (count === 0 || count === total) {
        throw new EvaluationError('undefined-metric', `${metric.name} needs rows of the class and others: ${count} of ${total} rows are of the class`);
    }
    const ours = pick(scoresOf(frame, frame.challenger, klass), rows);
    const theirs = frame.champion === undefined ? undefined : pick(scoresOf(frame, frame.champion, klass), rows);
    return metric.base === 'auc' ? measureAuc(positive, ours, theirs) : measurePrecision(positive, ours, theirs, draw);
}
function measureAuc(positive, ours, theirs) {
    const after = placements(positive, ours);
    const before = theirs === undefined ? undefined : placements(positive, theirs);
    return {
        rows: positive.length,
        challenger: after.auc,
        champion: before?.auc,
        single: () => aucEvidence(positive, after),
        paired: () => delong(positive, before ?? after, after),
    };
}
function measurePrecision(positive, ours, theirs, draw) {
    const even = new Uint8Array(positive.length).fill(1);
    const after = averagePrecision(positive, ours);
    const before = theirs === undefined ? undefined : averagePrecision(positive, theirs);
    const [value, old] = [after(even), before?.(even)];
    return {
        rows: positive.length,
        challenger: value,
        champion: old,
        single: () => resampleRows(positive.length, value, after, draw),
        paired: () => resampleRows(positive.length, value - (old ?? Number.NaN), (w) => after(w) - (before?.(w) ?? Number.NaN), draw),
    };
}
/** Σ (Rₙ − Rₙ₋₁)·Pₙ over distinct scores from high to low, without interpolation, as scikit-learn. Sorted once for all weights. */
function averagePrecision(positive, scores) {
    const order = Uint32Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    return (weights) => {
        let [hits, all, area, through] = [0, 0, 0, 0];
        for (let i = 0; i < order.length; i++) {
            const row = order[i] ?? 0;
            const weight = weights[row] ?? 0;
            all += weight;
            if (positive[row] === 1)
                hits += weight;
            const next = order[i + 1];
            if (next !== undefined && scores[next] === scores[row])
                continue;
            if (hits > through)
                area += (hits - through) * (hits / all);
            through = hits;
        }
        return area / hits;
    };
}
/** Scores of a class: the score column for the positive class, else the class's probability column. */
function scoresOf(frame, model, klass) {
    const found = klass === frame.positive ? (model.scores ?? model.probabilities?.get(klass)) : model.probabilities?.get(klass);
    if (found !== undefined)
        return found;
    throw new EvaluationError('missing-column', `there is no score or probability of class ${JSON.stringify(frame.classes.names[klass])}`);
}
function pick(values, rows) {
    return rows === undefined ? values : Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/metrics/regression.js

/** Measures MAE, MSE, RMSE or R² by scikit-learn's definitions. */
function measureRegression(frame, rows, metric) {
    const { targets } = frame;
    const [ours, theirs] = [frame.challenger.values, frame.champion?.values];
    if (targets === undefined || ours === undefined)
        throw new TypeError('numbers were not read');
    const total = rows?.length ?? frame.rows;
    const at = (i) => (rows === undefined ? i : (rows[i] ?? 0));
    const target = (i) => targets[at(i)] ?? Number.NaN;
    const errors = (values) => (i) => (values[at(i)] ?? Number.NaN) - target(i);
    const [now, old] = [errors(ours), theirs === undefined ? undefined : errors(theirs)];
    const squared = (error) => (i) => error(i) ** 2;
    const absolute = (error) => (i) => Math.abs(error(i));
    if (metric.base === 'mae')
        return measureMean(total, absolute(now), old && absolute(old));
    const mse = measureMean(total, squared(now), old && squared(old));
    if (metric.base === 'mse')
        return mse;
    return metric.base === 'rmse' ? rootOf(mse, total, now, old) : determination(mse, total, target, now, old);
}
function rootOf(mse, rows, now, old) {
    const [after, before] = [Math.sqrt(mse.challenger), mse.champion === undefined ? undefined : Math.sqrt(mse.champion)];
    const part = (error, root) => (i) => (root === 0 ? 0 : error(i) ** 2 / (2 * root));
    const ours = part(now, after);
    return compared(rows, after, before, ours, old && part(old, before ?? 0));
}
function determination(mse, rows, target, now, old) {
    let mean = 0;
    for (let i = 0; i < rows; i++)
        mean += (target(i) - mean) / (i + 1);
    let variance = 0;
    for (let i = 0; i < rows; i++)
        variance += ((target(i) - mean) ** 2 - variance) / (i + 1);
    // As scikit-learn: undefined below two rows; of constant targets 1 where perfect, else 0.
    const value = (loss) => {
        if (rows < 2)
            return Number.NaN;
        if (variance === 0)
            return loss === 0 ? 1 : 0;
        return 1 - loss / variance;
    };
    const influence = (error, loss) => (i) => -(error(i) ** 2) / variance + (loss / variance ** 2) * (target(i) - mean) ** 2;
    const [after, before] = [value(mse.challenger), mse.champion === undefined ? undefined : value(mse.champion)];
    const ours = influence(now, mse.challenger);
    return compared(rows, after, before, ours, old && influence(old, mse.champion ?? Number.NaN));
}
/** Two values with the influence that each row has on them. */
function compared(rows, challenger, champion, ours, theirs = () => 0) {
    return {
        rows,
        challenger,
        champion,
        single: () => linearised(rows, challenger, ours),
        paired: () => linearised(rows, challenger - (champion ?? Number.NaN), (i) => ours(i) - theirs(i)),
    };
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/metrics/measure.js






/**
 * Measures a metric on a frame.
 * @throws EvaluationError where the slice or class has no rows, the metric is undefined there, or is not a finite number
 */
function measure(frame, target, draw) {
    const { metric } = target;
    const rows = selectRows(frame, target.slice);
    const measured = dispatch(frame, rows, target, draw);
    for (const [who, value] of [
        ['challenger', measured.challenger],
        ['champion', measured.champion],
    ]) {
        if (value !== undefined && !Number.isFinite(value)) {
            throw new EvaluationError('undefined-metric', `${metric.name} of the ${who} is not defined on ${measured.rows} rows`);
        }
    }
    return measured;
}
function dispatch(frame, rows, target, draw) {
    const { metric } = target;
    switch (metric.family) {
        case 'cells':
            return measureCells(frame, rows, metric, classOf(frame, target), draw);
        case 'ranking':
            return measureRanking(frame, rows, metric, classOf(frame, target) ?? -1, draw);
        case 'probability':
            return measureProbability(frame, rows, metric, draw);
        case 'regression':
            return measureRegression(frame, rows, metric);
        case 'latency':
            return measureLatency(frame, rows, metric);
    }
}
/** The code of the class that a metric is about; undefined for metrics of all classes. */
function classOf(frame, { metric, klass }) {
    if (!metric.perClass)
        return undefined;
    if (klass !== undefined) {
        const code = frame.classes.find(klass);
        if (code === undefined)
            throw new EvaluationError('missing-class', `no row is of class ${JSON.stringify(klass)}`);
        return code;
    }
    if (frame.positive !== undefined)
        return frame.positive;
    const names = frame.classes.names.slice(0, 10).join(', ');
    throw new EvaluationError('ambiguous-metric', `${metric.name} of classes ${names}: write ${metric.base}[class=…] or an average such as f1_macro, or give the input positive-class`);
}
/** The rows that meet every condition; all of them where there is none. */
function selectRows(frame, slice) {
    if (slice.length === 0)
        return undefined;
    const conditions = slice.map(({ column, value }) => {
        const found = frame.slices.get(column);
        const code = found?.categories.find(value);
        if (found === undefined || code === undefined)
            throw missing(slice);
        return { codes: found.codes, code };
    });
    const rows = new Uint32Array(frame.rows);
    let count = 0;
    for (let row = 0; row < frame.rows; row++) {
        if (conditions.every(({ codes, code }) => codes[row] === code))
            rows[count++] = row;
    }
    if (count === 0)
        throw missing(slice);
    return rows.slice(0, count);
}
function missing(slice) {
    const text = slice.map(({ column, value }) => `${column}=${value}`).join(', ');
    return new EvaluationError('missing-slice', `no row has ${text}`);
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/columns/category.js

const MAX_CATEGORIES = 65_535;
/** Keys of up to six bytes fit a double exactly. */
const PACKED_BYTES = 6;
/**
 * The distinct values of one or several columns that mean the same thing (labels and both models' predictions).
 * 3, 3.0 and "3" are one class: pandas writes integers as floats once a value was missing.
 */
class Categories {
    names = [];
    #codes = new Map();
    #packed = new Map();
    #single = new Int32Array(256).fill(-1);
    #long = new Map();
    /** The code of a value given as bytes; a new one where it has not been seen. */
    code(bytes, start, end) {
        if (end - start === 1) {
            const byte = bytes[start] ?? 0;
            const known = this.#single[byte] ?? -1;
            if (known >= 0)
                return known;
            const code = this.#learn(bytes, start, end);
            this.#single[byte] = code;
            return code;
        }
        if (end - start > PACKED_BYTES) {
            const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
            const known = this.#long.get(text);
            if (known !== undefined)
                return known;
            const code = this.#learn(bytes, start, end);
            this.#long.set(text, code);
            return code;
        }
        let key = end - start;
        for (let i = start; i < end; i++)
            key = key * 256 + (bytes[i] ?? 0);
        const known = this.#packed.get(key);
        if (known !== undefined)
            return known;
        const code = this.#learn(bytes, start, end);
        this.#packed.set(key, code);
        return code;
    }
    /** The code of a value by name; undefined where no row has it. */
    find(name) {
        return this.#codes.get(category_canonical(name));
    }
    #learn(bytes, start, end) {
        const name = category_canonical(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString());
        const known = this.#codes.get(name);
        if (known !== undefined)
            return known;
        if (this.names.length >= MAX_CATEGORIES) {
            throw new EvaluationError('malformed-file', `more than ${MAX_CATEGORIES} distinct values: this is not a column of classes`);
        }
        this.#codes.set(name, this.names.length);
        return this.names.push(name) - 1;
    }
}
function category_canonical(text) {
    const whole = /^([+-]?\d+)\.0+$/.exec(text);
    return whole?.[1] ?? text;
}
/** A column of classes, one to four bytes a row. Empty cells are refused where `required`. */
class CategoryColumn {
    name;
    categories;
    codes;
    #empty;
    constructor(name, categories, rows = 1024, empty = 'refused') {
        this.name = name;
        this.categories = categories;
        this.codes = new Uint8Array(rows);
        this.#empty = empty;
    }
    put(row, bytes, start, end) {
        if (start === end && this.#empty === 'refused') {
            throw new EvaluationError('not-a-number', `column ${this.name}, data row ${row + 1} is empty`);
        }
        const code = this.categories.code(bytes, start, end);
        if (row >= this.codes.length || (code > 255 && this.codes instanceof Uint8Array))
            this.#grow(row, code);
        this.codes[row] = code;
    }
    finish(rows) {
        this.codes = this.codes.subarray(0, rows);
    }
    #grow(row, code) {
        const rows = row >= this.codes.length ? Math.max(row + 1, this.codes.length * 2) : this.codes.length;
        const larger = code > 255 || this.codes instanceof Uint16Array ? new Uint16Array(rows) : new Uint8Array(rows);
        larger.set(this.codes);
        this.codes = larger;
    }
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/columns/ids.js


const PREVIOUS_BYTES = 256;
const ids_KEYS = [(0,external_node_crypto_.randomInt)(2 ** 32 - 1), (0,external_node_crypto_.randomInt)(2 ** 32 - 1)];
function mix(hash) {
    let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
}
/**
 * Rows in the order of the file. Keeps no ids: a running 64-bit hash of their sequence proves afterwards that two files
 * name the same ids in the same order, and ids that only rise (by length, then bytes) can't hold a duplicate.
 */
class InOrder {
    count = 0;
    isRising = true;
    #keys;
    #first;
    #second;
    #previous = new Uint8Array(PREVIOUS_BYTES);
    #previousLength = -1;
    /** @param keys those of another reading whose sequence this one will be compared with */
    constructor(keys = ids_KEYS) {
        this.#keys = keys;
        this.#first = keys[0];
        this.#second = keys[1];
    }
    row(bytes, start, end) {
        const length = end - start;
        const previous = this.#previous;
        const fits = length <= PREVIOUS_BYTES;
        let order = length - this.#previousLength;
        let a = this.#keys[0] ^ length;
        let b = this.#keys[1] ^ length;
        for (let i = 0; i < length; i++) {
            const byte = bytes[start + i] ?? 0;
            a = Math.imul(a ^ byte, 0x01000193);
            b = Math.imul(b + byte, 0x9e3779b1) ^ (b >>> 15);
            if (fits) {
                if (order === 0)
                    order = byte - (previous[i] ?? 0);
                previous[i] = byte;
            }
        }
        if (order <= 0 || !fits)
            this.isRising = false;
        this.#previousLength = length;
        this.#first = mix(Math.imul(this.#first, 31) + a);
        this.#second = mix(Math.imul(this.#second, 37) + b);
        return this.count++;
    }
    /** Equal for two files with the same ids in the same order, read with the same keys. */
    get sequence() {
        return `${this.count}:${this.#first}:${this.#second}`;
    }
}
function hashes(bytes, start, end) {
    let [a, b] = [ids_KEYS[0] ^ (end - start), ids_KEYS[1] ^ (end - start)];
    for (let i = start; i < end; i++) {
        const byte = bytes[i] ?? 0;
        a = Math.imul(a ^ byte, 0x01000193);
        b = Math.imul(b + byte, 0x9e3779b1) ^ (b >>> 15);
    }
    return [mix(a), mix(b)];
}
/** A hash table from ids to rows: nine bytes a slot, about 56 hash bits an entry, no strings. */
class IdIndex {
    rows;
    #slots;
    #tags;
    #extra;
    #mask;
    #size = 0;
    /** @param rows how many ids will be added */
    constructor(rows) {
        const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, rows * 1.5)));
        this.rows = rows;
        this.#slots = new Uint32Array(capacity);
        this.#tags = new Uint32Array(capacity);
        this.#extra = new Uint8Array(capacity);
        this.#mask = capacity - 1;
    }
    /** @returns the id's row @throws EvaluationError duplicate-ids */
    add(bytes, start, end) {
        const [a, b] = hashes(bytes, start, end);
        const slot = this.#find(a, b);
        if (this.#slots[slot] !== 0)
            throw duplicate(bytes, start, end);
        if (this.#size >= this.rows)
            throw new EvaluationError('rows-do-not-match', 'the file changed while it was read');
        this.#tags[slot] = a;
        this.#extra[slot] = b >>> 24;
        this.#slots[slot] = ++this.#size;
        return this.#size - 1;
    }
    /** @returns the row of an id, or −1 */
    find(bytes, start, end) {
        const [a, b] = hashes(bytes, start, end);
        return (this.#slots[this.#find(a, b)] ?? 0) - 1;
    }
    #find(a, b) {
        const [tag, extra] = [a >>> 0, b >>> 24];
        let slot = b & this.#mask;
        while (this.#slots[slot] !== 0 && !(this.#tags[slot] === tag && this.#extra[slot] === extra))
            slot = (slot + 1) & this.#mask;
        return slot;
    }
}
/** Rows looked up in the labels' ids; refuses unknown ids and ids that come twice. */
class ById {
    count = 0;
    #index;
    #seen;
    constructor(index) {
        this.#index = index;
        this.#seen = new Uint8Array(index.rows);
    }
    row(bytes, start, end) {
        const row = this.#index.find(bytes, start, end);
        if (row < 0)
            throw new EvaluationError('rows-do-not-match', `id ${ids_quoted(bytes, start, end)} has no label`);
        if (this.#seen[row] === 1)
            throw duplicate(bytes, start, end);
        this.#seen[row] = 1;
        this.count++;
        return row;
    }
}
function duplicate(bytes, start, end) {
    return new EvaluationError('duplicate-ids', `id ${ids_quoted(bytes, start, end)} stands in more than one row`);
}
function ids_quoted(bytes, start, end) {
    return JSON.stringify(Buffer.from(bytes.slice(start, Math.min(end, start + 60))).toString());
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/filler.js

/** Routes a record's cells into their columns; the first record is the header. */
class Filler {
    #path;
    #plan;
    #columns = [];
    #at = new Int32Array(0);
    #id = -1;
    #rows = 0;
    constructor(path, plan) {
        this.#path = path;
        this.#plan = plan;
    }
    take(cells) {
        if (this.#id < 0) {
            const { bytes, starts, ends, count } = cells;
            this.header(Array.from({ length: count }, (_, i) => Buffer.from(bytes.slice(starts[i], ends[i])).toString()));
            return;
        }
        const { bytes, starts, ends } = cells;
        const row = this.#plan.placement.row(bytes, starts[this.#id] ?? 0, ends[this.#id] ?? 0);
        for (let i = 0; i < this.#columns.length; i++) {
            const at = this.#at[i] ?? 0;
            this.#columns[i]?.put(row, bytes, starts[at] ?? 0, ends[at] ?? 0);
        }
        this.#rows++;
    }
    /** Sets the columns' names; refuses a name that stands twice. */
    header(names) {
        const twice = names.find((name, index) => names.indexOf(name) !== index);
        if (twice !== undefined)
            throw new EvaluationError('malformed-file', `two columns are named ${JSON.stringify(twice)}`);
        this.#id = names.indexOf(this.#plan.idColumn);
        if (this.#id < 0)
            throw missingColumn(this.#path, this.#plan.idColumn, names);
        this.#columns = this.#plan.columns(names);
        this.#at = Int32Array.from(this.#columns, ({ name }) => names.indexOf(name));
    }
    finish() {
        if (this.#rows === 0)
            throw new EvaluationError('empty-data', `${this.#path} has no data rows`);
        for (const column of this.#columns)
            column.finish(this.#rows);
        return this.#rows;
    }
}
/** The error for a column that a file should have. */
function missingColumn(path, name, names) {
    const found = names.slice(0, 20).map((known) => JSON.stringify(known));
    return new EvaluationError('missing-column', `${path} has no column ${JSON.stringify(name)}; it has ${found.join(', ')}`);
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/columns/agreement.js


/** A label column inside a predictions file: every row must say what the labels say, else the test sets differ. */
class Agreement {
    name;
    #labels;
    constructor(labels) {
        this.name = labels.name;
        this.#labels = labels;
    }
    put(row, bytes, start, end) {
        const labels = this.#labels;
        const same = 'codes' in labels
            ? labels.categories.code(bytes, start, end) === labels.codes[row]
            : parseNumber(bytes, start, end) === labels.values[row];
        if (same)
            return;
        const text = Buffer.from(bytes.slice(start, Math.min(end, start + 40))).toString();
        throw new EvaluationError('labels-differ', `data row ${row + 1} is labelled ${JSON.stringify(text)} here, and otherwise in the labels`);
    }
    finish() { }
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/model-columns.js




const LATENCY_UNITS = [
    ['_us', 1e-3],
    ['_ms', 1],
    ['_s', 1e3],
    ['', 1],
];
const PROBABILITY = /^(?:prob|proba|probability|p)_(.+)$/;
/** The columns of a predictions file that the rules need, as far as the file has them. */
class ModelColumns {
    #path;
    #truth;
    #predicted;
    #values;
    #score;
    #latency;
    #probabilities = new Map();
    constructor(path, truth) {
        this.#path = path;
        this.#truth = truth;
    }
    plan(placement) {
        return {
            idColumn: this.#truth.options.columns.id,
            placement,
            signal: this.#truth.options.signal,
            columns: (names) => this.#choose(names),
        };
    }
    #choose(names) {
        const { options, classes, rows, labels } = this.#truth;
        const { columns, needs } = options;
        const need = (name) => {
            if (names.includes(name))
                return name;
            throw missingColumn(this.#path, name, names);
        };
        const chosen = [];
        const add = (column) => {
            chosen.push(column);
            return column;
        };
        if (needs.classes)
            this.#predicted = add(new CategoryColumn(need(columns.prediction), classes, rows));
        if (needs.numbers)
            this.#values = add(new NumberColumn(need(columns.prediction), rows));
        if (needs.scores && names.includes(columns.score))
            this.#score = add(new NumberColumn(columns.score, rows));
        if (needs.probabilities || (needs.scores && this.#score === undefined)) {
            for (const name of names) {
                const code = classes.find(PROBABILITY.exec(name)?.[1] ?? '');
                if (code === undefined || !PROBABILITY.test(name))
                    continue;
                this.#probabilities.set(code, add(new NumberColumn(name, rows, [0, 1])));
            }
            if (this.#probabilities.size === 0 && this.#score === undefined)
                need(columns.score);
        }
        if (needs.latency)
            this.#latency = this.#chooseLatency(names, rows, chosen);
        if (labels !== undefined && names.includes(labels.name) && labels.name !== columns.prediction)
            add(new Agreement(labels));
        return chosen;
    }
    #chooseLatency(names, rows, chosen) {
        const wanted = this.#truth.options.columns.latency;
        const name = names.find((candidate) => candidate === wanted) ??
            LATENCY_UNITS.map(([unit]) => `${wanted}${unit}`).find((candidate) => names.includes(candidate));
        if (name === undefined)
            throw missingColumn(this.#path, `${wanted}_ms`, names);
        const unitMs = LATENCY_UNITS.find(([unit]) => name.endsWith(unit))?.[1] ?? 1;
        const column = new NumberColumn(name, rows, [0, Number.MAX_VALUE]);
        chosen.push(column);
        return { column, unitMs };
    }
    result() {
        const { positive } = this.#truth;
        const probabilities = new Map([...this.#probabilities].map(([code, column]) => [code, column.values]));
        const scores = this.#score?.values ?? (positive === undefined ? undefined : probabilities.get(positive));
        const { column, unitMs } = this.#latency ?? {};
        return {
            ...(this.#predicted === undefined ? {} : { predicted: this.#predicted.codes }),
            ...(this.#values === undefined ? {} : { values: this.#values.values }),
            ...(scores === undefined ? {} : { scores }),
            ...(probabilities.size === 0 ? {} : { probabilities }),
            ...(column === undefined ? {} : { latencyMs: column.values.map((value) => value * (unitMs ?? 1)) }),
        };
    }
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/chunks.js



const chunks_CHUNK_BYTES = 1 << 20;
/** A file's bytes in order, unpacked where it starts with gzip's magic number whatever its name. */
async function* readChunks(path) {
    const zipped = await isGzip(path);
    if (zipped) {
        const { createGunzip } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 38522, 19));
        const source = (0,external_node_fs_.createReadStream)(path, { highWaterMark: chunks_CHUNK_BYTES });
        const unpacked = source.pipe(createGunzip({ chunkSize: chunks_CHUNK_BYTES }));
        source.on('error', (error) => unpacked.destroy(error));
        try {
            for await (const chunk of unpacked)
                if (chunk instanceof Uint8Array)
                    yield chunk;
        }
        catch (error) {
            throw new EvaluationError('malformed-file', `${path} is not a readable gzip file: ${String(error)}`);
        }
        finally {
            source.destroy();
        }
        return;
    }
    const file = await (0,external_node_fs_promises_.open)(path);
    try {
        const buffer = Buffer.allocUnsafe(chunks_CHUNK_BYTES);
        for (;;) {
            const { bytesRead } = await file.read(buffer, 0, buffer.length);
            if (bytesRead === 0)
                return;
            yield buffer.subarray(0, bytesRead);
        }
    }
    finally {
        await file.close();
    }
}
async function isGzip(path) {
    const file = await (0,external_node_fs_promises_.open)(path).catch((error) => {
        throw new EvaluationError('file-missing', `${path} can't be read: ${String(error)}`);
    });
    try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
        return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    }
    catch (error) {
        throw new EvaluationError('file-missing', `${path} can't be read: ${String(error)}`);
    }
    finally {
        await file.close();
    }
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/jsonl.js


const MAX_LINE_BYTES = 1 << 24;
/** JSON Lines: one flat object per line, all with the columns of the first. Python's NaN and Infinity are understood. */
class JsonLines {
    #filler;
    #rest = new Uint8Array(0);
    #names;
    #lines = 0;
    constructor(filler) {
        this.#filler = filler;
    }
    push(chunk) {
        const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : Buffer.from(chunk);
        let from = 0;
        for (;;) {
            const end = bytes.indexOf(0x0a, from);
            if (end < 0)
                break;
            this.#line(bytes.toString('utf8', from, end));
            from = end + 1;
        }
        this.#rest = bytes.subarray(from);
        if (this.#rest.length > MAX_LINE_BYTES)
            throw new EvaluationError('malformed-file', 'a line is longer than 16 MiB');
    }
    end() {
        if (this.#rest.length > 0)
            this.#line(Buffer.from(this.#rest).toString('utf8'));
    }
    #line(text) {
        this.#lines++;
        if (text.trim() === '')
            return;
        const row = this.#parse(text);
        if (this.#names === undefined) {
            this.#names = Object.keys(row);
            this.#filler.header(this.#names);
        }
        const cells = this.#names.map((name) => {
            if (!Object.hasOwn(row, name))
                throw this.#malformed(`no ${JSON.stringify(name)}, which the first line has`);
            return this.#text(name, row[name]);
        });
        const parts = cells.map((cell) => Buffer.from(cell));
        const starts = new Int32Array(parts.length);
        const ends = new Int32Array(parts.length);
        let at = 0;
        for (const [i, part] of parts.entries()) {
            starts[i] = at;
            at += part.length;
            ends[i] = at;
        }
        this.#filler.take({ bytes: Buffer.concat(parts), starts, ends, count: parts.length });
    }
    #parse(text) {
        try {
            const value = json_parseJson(text);
            if (json_isRecord(value))
                return value;
        }
        catch {
            // Told below, with the line.
        }
        throw this.#malformed('not a JSON object');
    }
    #text(name, value) {
        if (typeof value === 'string')
            return value;
        if (typeof value === 'number' || typeof value === 'boolean')
            return String(value);
        if (value === null)
            return '';
        throw this.#malformed(`${JSON.stringify(name)} is not a plain value`);
    }
    #malformed(what) {
        return new EvaluationError('malformed-file', `line ${this.#lines}: ${what}`);
    }
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/table.js





/** Streams a CSV or JSON Lines file (by its first byte: "{" is JSON), gzip or not, into columns. Returns its data rows. */
async function readTable(path, plan) {
    let reader;
    const filler = new Filler(path, plan);
    try {
        for await (const chunk of readChunks(path)) {
            plan.signal?.throwIfAborted();
            reader ??= chunk[0] === 0x7b ? new JsonLines(filler) : new CsvScanner((cells) => filler.take(cells));
            reader.push(chunk);
        }
        reader?.end();
    }
    catch (error) {
        if (!(error instanceof EvaluationError) || error.message.includes(path))
            throw error;
        throw new EvaluationError(error.reason, `${path}: ${error.message}`);
    }
    return filler.finish();
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/read-frame.js







/**
 * Reads labels and predictions and matches their rows. Files in the same order are recognised by a hash of their ids; others
 * are looked up by id.
 * @throws EvaluationError with the reason for everything that would make a comparison worthless
 */
async function readFrame(files, options) {
    const { columns, needs } = options;
    const classes = new Categories();
    const order = new InOrder();
    const label = needs.classes ? new CategoryColumn(columns.label, classes) : undefined;
    const target = needs.numbers ? new NumberColumn(columns.label) : undefined;
    const slices = needs.slices.map((name) => new CategoryColumn(name, new Categories(), 1024, 'a-value'));
    const wanted = [label, target, ...slices].filter((column) => column !== undefined);
    const rows = await readTable(files.labels, {
        idColumn: columns.id,
        placement: order,
        signal: options.signal,
        columns: (names) => {
            for (const { name } of wanted) {
                if (names.includes(name))
                    continue;
                const isSlice = needs.slices.includes(name);
                throw isSlice
                    ? new EvaluationError('missing-slice', `${files.labels} has no column ${JSON.stringify(name)} to slice by`)
                    : missingColumn(files.labels, name, names);
            }
            return wanted;
        },
    });
    const truth = { options, classes, rows, order, labels: label ?? target };
    const positive = needs.classes ? positiveClass(classes, options.positiveClass) : undefined;
    const index = new LazyIndex(files.labels, rows, options);
    // Ids that only rise hold no duplicate; others are looked at one by one.
    if (!order.isRising)
        await index.get();
    const challenger = await readModel(files.challenger, { ...truth, positive }, index);
    const champion = files.champion === undefined ? undefined : await readModel(files.champion, { ...truth, positive }, index);
    return {
        rows,
        matching: index.wasSearched ? 'by-id' : 'same-order',
        classes,
        positive,
        ...(label === undefined ? {} : { labels: label.codes }),
        ...(target === undefined ? {} : { targets: target.values }),
        slices: new Map(slices.map((column) => [column.name, column])),
        challenger,
        ...(champion === undefined ? {} : { champion }),
    };
}
/** The labels' ids in a hash table, made at the first need by a second pass over the file. */
class LazyIndex {
    wasSearched = false;
    #index;
    #path;
    #rows;
    #options;
    constructor(path, rows, options) {
        this.#path = path;
        this.#rows = rows;
        this.#options = options;
    }
    async get() {
        if (this.#index !== undefined)
            return this.#index;
        const index = new IdIndex(this.#rows);
        const placement = { row: (bytes, start, end) => index.add(bytes, start, end) };
        const { columns, signal } = this.#options;
        await readTable(this.#path, { idColumn: columns.id, placement, signal, columns: () => [] });
        this.#index = index;
        return index;
    }
}
async function readModel(path, truth, index) {
    const inOrder = new InOrder();
    const first = new ModelColumns(path, truth);
    // A foreign label at this place may only mean that the order differs; then the second reading tells.
    const rows = await readTable(path, first.plan(inOrder)).catch((error) => {
        if (error instanceof EvaluationError && error.reason === 'labels-differ')
            return -1;
        throw error;
    });
    if (rows === truth.rows && inOrder.sequence === truth.order.sequence)
        return first.result();
    const byId = new ById(await index.get());
    index.wasSearched = true;
    const second = new ModelColumns(path, truth);
    const found = await readTable(path, second.plan(byId));
    if (found !== truth.rows) {
        throw new EvaluationError('rows-do-not-match', `${path} has ${found} rows where the labels have ${truth.rows}`);
    }
    return second.result();
}
/** The positive class of a two-class problem: as told, or 1 or true where the labels are 0 and 1 or false and true. */
function positiveClass(classes, told) {
    if (told !== undefined) {
        const code = classes.find(told);
        if (code === undefined)
            throw new EvaluationError('missing-class', `no row is labelled ${JSON.stringify(told)}, the positive class`);
        return code;
    }
    if (classes.names.length > 2)
        return undefined;
    const usual = [
        ['0', '1'],
        ['false', 'true'],
        ['False', 'True'],
        ['-1', '1'],
    ];
    for (const [negative = '', positive = ''] of usual) {
        const code = classes.find(positive);
        if (code !== undefined && classes.names.every((name) => name === negative || name === positive))
            return code;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/packages/evaluation/src/index.js









// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
;// CONCATENATED MODULE: ./build/actions/validate-model/src/file-digest.js





/** Smaller files are hashed before a thread would have started. */
const THREAD_FROM_BYTES = 32 * 1024 * 1024;
/** What the hashing thread runs: plain text, since a bundle has no second entry. */
const HASH = `
const { createHash } = require('node:crypto')
const { openSync, readSync } = require('node:fs')
const { parentPort, workerData } = require('node:worker_threads')
const file = openSync(workerData)
const buffer = Buffer.allocUnsafe(1 << 18)
const hash = createHash('sha256')
for (let read; (read = readSync(file, buffer, 0, buffer.length)) > 0; ) hash.update(buffer.subarray(0, read))
parentPort.postMessage(hash.digest('hex'))
`;
/** SHA-256 of a file's bytes; of a large one in a thread, beside the reading. @throws EvaluationError file-missing */
async function fileDigest(path) {
    try {
        const { size } = await (0,external_node_fs_promises_.stat)(path);
        const hex = size < THREAD_FROM_BYTES
            ? (0,external_node_crypto_.createHash)('sha256')
                .update(await (0,external_node_fs_promises_.readFile)(path))
                .digest('hex')
            : await inThread(path);
        return digest_parseDigest(`sha256:${hex}`);
    }
    catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new EvaluationError('file-missing', `${path} can't be read: ${why}`);
    }
}
function inThread(path) {
    return new Promise((resolve, reject) => {
        const thread = new external_node_worker_threads_.Worker(HASH, { eval: true, workerData: path });
        thread.once('message', (hex) => resolve(String(hex)));
        thread.once('error', reject);
        thread.once('exit', () => reject(new Error('the hashing thread ended early')));
    });
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/judge/decimal.js
/**
 * Compares `value` with `base + offset` as the decimals they are written as: 0.9 is at least 0.91 − 0.01, which doubles deny.
 * @returns negative, zero or positive; NaN where a number is not finite
 */
function compareDecimals(value, base, offset) {
    const parts = [value, base, offset].map(decimal);
    const [a, b, c] = parts;
    if (a === undefined || b === undefined || c === undefined)
        return Number.NaN;
    const scale = Math.max(a.scale, b.scale, c.scale);
    const at = ({ figures, scale: own }) => figures * 10n ** BigInt(scale - own);
    const difference = at(a) - at(b) - at(c);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
function decimal(value) {
    if (!Number.isFinite(value))
        return undefined;
    const [mantissa = '0', exponent = '0'] = String(value).split('e');
    const [whole = '0', fraction = ''] = mantissa.split('.');
    const scale = fraction.length - Number(exponent);
    const figures = BigInt(whole + fraction);
    return scale >= 0 ? { figures, scale } : { figures: figures * 10n ** BigInt(-scale), scale: 0 };
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/judge/compare.js

/** Whether a number satisfies a rule as it stands. False for anything undefined. */
function satisfies(rule, challenger, champion) {
    const { bound } = rule;
    const order = bound.kind === 'absolute'
        ? compareDecimals(challenger, bound.value, 0)
        : compareDecimals(challenger, champion ?? Number.NaN, bound.offset);
    return holds(rule.operator, order);
}
function holds(operator, order) {
    switch (operator) {
        case '>=':
            return order >= 0;
        case '<=':
            return order <= 0;
        case '>':
            return order > 0;
        case '<':
            return order < 0;
    }
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/judge/numbers.js
/** A metric's value as people read it. */
function showNumber(value) {
    if (value === undefined)
        return '–';
    if (!Number.isFinite(value))
        return String(value);
    const size = Math.abs(value);
    return size !== 0 && (size < 1e-4 || size >= 1e7)
        ? value.toExponential(3)
        : String(Number(value.toFixed(size < 10 ? 4 : 2)));
}
/** A difference with its sign. */
function showDifference(value) {
    return `${value > 0 ? '+' : ''}${showNumber(value)}`;
}
/** A count with thousands separated. */
function showCount(value) {
    return value.toLocaleString('en-US');
}
/** A value of a rule's metric, with its unit where it has one. */
function showValue(rule, value) {
    return value === undefined ? '–' : `${showNumber(value)}${unitOf(rule)}`;
}
/** A difference of two such values. */
function showGap(rule, value) {
    return `${showDifference(value)}${unitOf(rule)}`;
}
function unitOf({ metric, subject }) {
    return metric?.family === 'latency' || subject.startsWith('latency') ? ' ms' : '';
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/judge/sentences.js

const sentences_NOTHING = {
    basis: undefined,
    challenger: undefined,
    champion: undefined,
    rows: undefined,
    tested: undefined,
    rowsNeeded: undefined,
};
/** A rule that could not be looked at: never a pass. */
function failed(rule, reason, message) {
    return { ...sentences_NOTHING, rule, status: 'fail', reason, message: `${rule.text}: ${message}` };
}
/** A rule against a champion on the first release. */
function notApplicable(rule) {
    return {
        ...sentences_NOTHING,
        rule,
        status: 'not-applicable',
        reason: undefined,
        message: `${rule.text}: there is no champion yet`,
    };
}
/** A rule whose slice or class is too small to say anything. */
function tooFew(rule, measured, least) {
    return {
        ...sentences_NOTHING,
        rule,
        status: 'inconclusive',
        reason: 'too-few-rows',
        challenger: measured.challenger,
        champion: measured.champion,
        rows: measured.rows,
        rowsNeeded: least,
        message: `${rule.text}: ${showCount(measured.rows)} rows are fewer than the ${showCount(least)} that a rule must rest on`,
    };
}
/** An absolute rule decided by the number itself. */
function showRule(rule, measured, isMet) {
    return `${rule.text}: ${showValue(rule, measured.challenger)} on ${showCount(measured.rows)} rows ${isMet ? 'satisfies' : 'breaks'} it`;
}
/** A rule decided by a test, or not. */
function describeTest(rule, measured, tested, status, rowsNeeded, alpha) {
    const isPaired = rule.bound.kind === 'champion';
    const { low, high } = tested.interval;
    const show = (value) => (isPaired ? showGap(rule, value) : showValue(rule, value));
    const values = isPaired
        ? `${showValue(rule, measured.challenger)} against the champion's ${showValue(rule, measured.champion)}, ${show(tested.estimate)}`
        : show(measured.challenger);
    const interval = `${showNumber(100 * (1 - 2 * alpha))} % interval ${show(low)} … ${show(high)}`;
    const start = `${rule.text}: ${values} (${interval})`;
    if (status !== 'inconclusive')
        return `${start} ${status === 'pass' ? 'shows that it holds' : 'shows that it is broken'}`;
    const rows = showCount(measured.rows);
    if (rowsNeeded === undefined)
        return `${start}: with ${rows} rows this can't be decided; the truth lies at the bound itself`;
    return `${start}: with ${rows} rows this can't be decided; about ${showCount(rowsNeeded)} would do`;
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/judge/judge-metrics.js




/** Judges every rule by the numbers of metric files. Without rows there is nothing to test: the numbers are compared as they stand. */
function judgeMetrics(policy, challenger, champion, firstRelease) {
    return policy.rules.map((rule) => {
        try {
            return look(rule, challenger, champion, firstRelease);
        }
        catch (error) {
            if (error instanceof EvaluationError)
                return failed(rule, error.reason, error.message);
            throw error;
        }
    });
}
function look(rule, challenger, champion, firstRelease) {
    const isRelative = rule.bound.kind === 'champion';
    if (isRelative && champion === undefined) {
        if (firstRelease)
            return notApplicable(rule);
        return failed(rule, 'champion-missing', 'there are no metrics of a champion, and this is not declared a first release');
    }
    const ours = finite(rule, challenger, 'challenger');
    const theirs = isRelative && champion !== undefined ? finite(rule, champion, 'champion') : champion?.find(rule.subject);
    const isMet = satisfies(rule, ours, theirs);
    const against = isRelative ? ` against the champion's ${showValue(rule, theirs)}` : '';
    return {
        rule,
        status: isMet ? 'pass' : 'fail',
        basis: 'estimate',
        reason: isMet ? undefined : isRelative ? 'worse-than-champion' : 'rule-not-met',
        challenger: ours,
        champion: theirs,
        rows: undefined,
        tested: undefined,
        rowsNeeded: undefined,
        message: `${rule.text}: ${showValue(rule, ours)}${against} ${isMet ? 'satisfies' : 'breaks'} it (numbers as given, untested)`,
    };
}
function finite(rule, table, who) {
    const value = table.find(rule.subject);
    if (value === undefined) {
        const names = table.names.slice(0, 20).join(', ');
        throw new EvaluationError('missing-metric', `the ${who}'s metrics have no ${rule.subject}; they have ${names}`);
    }
    if (!Number.isFinite(value))
        throw new EvaluationError('not-a-number', `${rule.subject} of the ${who} is ${value}`);
    return value;
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/judge/judge-rows.js





const REPLICATES_PER_CLAIM = 5;
/**
 * Judges every rule on rows. Rules against the champion are decided by paired tests, absolute ones by the estimate or its
 * interval; all tested rules are one family under Holm, for holding and for being broken.
 */
function judgeRows(judgement) {
    const rules = expand(judgement);
    // A bootstrap's smallest p-value must stay below alpha after Holm, however many rules there are.
    const least = Math.ceil((REPLICATES_PER_CLAIM * rules.length) / judgement.policy.alpha);
    const draw = { ...judgement.draw, replicates: Math.max(judgement.draw.replicates, least) };
    const outcomes = rules.map((rule) => {
        try {
            return judge_rows_look(rule, { ...judgement, draw });
        }
        catch (error) {
            if (error instanceof EvaluationError)
                return failed(rule, error.reason, error.message);
            throw error;
        }
    });
    const pending = outcomes.filter((outcome) => 'evidence' in outcome);
    const holds = holm(pending.map((one) => claim(one, 'holds')));
    const broken = holm(pending.map((one) => claim(one, 'broken')));
    return outcomes.map((outcome) => {
        if (!('evidence' in outcome))
            return outcome;
        const at = pending.indexOf(outcome);
        return decide(outcome, { holds: holds[at] ?? 1, broken: broken[at] ?? 1 }, judgement.policy.alpha, pending.length);
    });
}
/** `language=*` becomes a rule for each language that the labels know. */
function expand({ policy, frame }) {
    let rules = [...policy.rules];
    for (let wild = true; wild;) {
        wild = false;
        rules = rules.flatMap((rule) => {
            const at = rule.slice.findIndex(({ value }) => value === '*');
            const column = rule.slice[at]?.column;
            const names = column === undefined ? undefined : frame.slices.get(column)?.categories.names;
            if (column === undefined || names === undefined)
                return [rule];
            wild = true;
            return [...names].sort().map((value) => {
                const slice = rule.slice.map((condition, i) => (i === at ? { column, value } : condition));
                return { ...rule, slice, text: rule.text.replace(`${column}=*`, `${column}=${value}`) };
            });
        });
    }
    return rules;
}
function judge_rows_look(rule, { frame, policy, firstRelease, draw }) {
    const { metric, bound } = rule;
    if (metric === undefined) {
        return failed(rule, 'missing-metric', `${rule.subject} is not a metric that rows give; known are ${metricsInWords()}`);
    }
    if (bound.kind === 'champion' && frame.champion === undefined) {
        if (firstRelease)
            return notApplicable(rule);
        return failed(rule, 'champion-missing', 'there are no predictions of a champion, and this is not declared a first release');
    }
    const measured = measure(frame, { metric, klass: rule.klass, slice: rule.slice }, draw);
    if (measured.rows < policy.minRows)
        return tooFew(rule, measured, policy.minRows);
    if (bound.kind === 'champion')
        return { rule, measured, evidence: measured.paired(), bound: bound.offset };
    if (policy.thresholds === 'interval')
        return { rule, measured, evidence: measured.single(), bound: bound.value };
    const isMet = satisfies(rule, measured.challenger, undefined);
    return {
        rule,
        status: isMet ? 'pass' : 'fail',
        basis: 'estimate',
        reason: isMet ? undefined : 'rule-not-met',
        challenger: measured.challenger,
        champion: measured.champion,
        rows: measured.rows,
        tested: undefined,
        rowsNeeded: undefined,
        message: showRule(rule, measured, isMet),
    };
}
function claim({ rule, evidence, bound }, what) {
    const isGreater = rule.operator.startsWith('>') === (what === 'holds');
    const p = isGreater ? evidence.greater(bound) : evidence.less(bound);
    return Number.isFinite(p) ? p : 1;
}
function decide(pending, p, alpha, family) {
    const { rule, measured, evidence, bound } = pending;
    const status = p.holds <= alpha ? 'pass' : p.broken <= alpha ? 'fail' : 'inconclusive';
    const reasons = {
        pass: undefined,
        fail: rule.bound.kind === 'champion' ? 'worse-than-champion' : 'rule-not-met',
        inconclusive: 'too-few-rows',
    };
    const tested = {
        method: evidence.method,
        estimate: evidence.estimate,
        interval: evidence.interval(1 - 2 * alpha),
        ...p,
    };
    const rowsNeeded = status === 'inconclusive' ? rowsThatDecide(rule, evidence, bound, alpha / family) : undefined;
    return {
        rule,
        status,
        basis: rule.bound.kind === 'champion' ? 'test' : 'interval',
        reason: reasons[status],
        challenger: measured.challenger,
        champion: measured.champion,
        rows: measured.rows,
        tested,
        rowsNeeded,
        message: describeTest(rule, measured, tested, status, rowsNeeded, alpha),
    };
}
/**
 * How many rows would do. A tolerance is planned for two equally good models (the usual design of non-inferiority); where the
 * rows were enough for that, or there is no tolerance, for the distance that was seen.
 */
function rowsThatDecide(rule, evidence, bound, alpha) {
    const isTolerance = rule.bound.kind === 'champion' && (rule.operator.startsWith('>') ? bound < 0 : bound > 0);
    const ifEqual = isTolerance ? rowsToDecide(evidence.rowVariance, bound, alpha) : 0;
    const rows = ifEqual > evidence.rows ? ifEqual : rowsToDecide(evidence.rowVariance, evidence.estimate - bound, alpha);
    return Number.isFinite(rows) && rows > evidence.rows ? rows : undefined;
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/judge/verdict.js
/** Passes only what is shown: any broken rule fails, any undecided one leaves it open. */
function verdictOf(outcomes, firstRelease) {
    const broken = outcomes.filter(({ status }) => status === 'fail');
    const open = outcomes.filter(({ status }) => status === 'inconclusive');
    const applied = outcomes.filter(({ status }) => status !== 'not-applicable');
    // Data that can't be judged is named before a rule that is broken, the champion before a number.
    const rank = ({ reason }) => reason === 'rule-not-met' ? 2 : reason === 'worse-than-champion' ? 1 : 0;
    const worst = [...broken].sort((a, b) => rank(a) - rank(b))[0];
    if (worst !== undefined)
        return { verdict: 'fail', reason: worst.reason ?? 'rule-not-met', message: sentences(broken) };
    if (applied.length === 0) {
        const message = 'On a first release only absolute rules apply, and there is none';
        return { verdict: 'fail', reason: 'no-absolute-rules', message };
    }
    if (open.length > 0)
        return { verdict: 'inconclusive', reason: 'too-few-rows', message: sentences(open) };
    const message = `${applied.length} of ${outcomes.length} rules apply and hold`;
    return { verdict: 'pass', reason: firstRelease ? 'first-release' : 'passed', message };
}
function sentences(outcomes) {
    const shown = outcomes.slice(0, 3).map(({ message }) => message);
    const rest = outcomes.length - shown.length;
    return `${shown.join('. ')}${rest > 0 ? `. And ${rest} more` : ''}`;
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/judgement.js





/** Above this a matrix can't be read any more. */
const MAX_MATRIX_CLASSES = 30;
/** Reads the data and judges every rule. Data that can't be trusted is a failed verdict with its reason, not an error. */
async function judgeAll(inputs, policy, services) {
    // Beside the reading; what goes wrong here is told where the digests are asked for.
    const hashing = hashFiles(inputs).then((digests) => ({ digests }), (error) => ({ error }));
    const hashed = async () => {
        const result = await hashing;
        if ('error' in result)
            throw result.error;
        return result.digests;
    };
    try {
        const judged = inputs.metrics === undefined ? await judgeFiles(inputs, policy, services) : await judgeTables(inputs, policy);
        return onPinnedLabels({ ...judged, digests: await hashed() }, policy);
    }
    catch (error) {
        if (!(error instanceof EvaluationError))
            throw error;
        const result = await hashing;
        const digests = 'digests' in result ? result.digests : undefined;
        return { ...nothingJudged(error.reason, error.message), digests };
    }
}
/** The verdict where nothing could be judged, and why. */
function nothingJudged(reason, message) {
    const nothing = { outcomes: [], rows: undefined, matching: undefined, confusion: undefined, digests: undefined };
    return { ...nothing, verdict: 'fail', reason, message };
}
/** On labels that the policy does not pin nothing was shown, whatever the rules say. */
function onPinnedLabels(judgement, { labels }) {
    const given = judgement.digests?.labels;
    if (labels === undefined || (given !== undefined && labels.includes(given)))
        return judgement;
    const pinned = labels.join(' or ');
    const message = given === undefined
        ? `The policy pins the labels ${pinned}, and metric files are judged without any.`
        : `The labels are ${given}, and the policy pins ${pinned}. Judge on those, or let the policy file pin these: \`labels: ${given}\`.`;
    return { ...judgement, verdict: 'fail', reason: 'labels-not-pinned', message };
}
async function hashFiles(inputs) {
    const hash = async (path) => (path === undefined ? undefined : fileDigest(path));
    const challenger = await fileDigest(inputs.predictions ?? inputs.metrics ?? '');
    const labels = await hash(inputs.labels);
    const champion = await hash(inputs['champion-predictions'] ?? inputs['champion-metrics']);
    return { challenger, ...(labels === undefined ? {} : { labels }), ...(champion === undefined ? {} : { champion }) };
}
async function judgeFiles(inputs, policy, { log, signal }) {
    const frame = await log.phase('Read labels and predictions', () => readFrame({ labels: inputs.labels ?? '', challenger: inputs.predictions ?? '', champion: inputs['champion-predictions'] }, {
        columns: {
            id: inputs['id-column'],
            label: inputs['label-column'],
            prediction: inputs['prediction-column'],
            score: inputs['score-column'],
            latency: inputs['latency-column'],
        },
        needs: needsOf(policy),
        positiveClass: policy.positiveClass,
        signal,
    }));
    const firstRelease = inputs.champion === 'none';
    const draw = { seed: inputs.seed, replicates: inputs.replicates };
    const outcomes = await log.phase('Judge', async () => judgeRows({ frame, policy, firstRelease, draw }));
    return {
        ...verdictOf(outcomes, firstRelease),
        outcomes,
        rows: frame.rows,
        matching: frame.matching,
        confusion: matrixOf(frame),
    };
}
async function judgeTables(inputs, policy) {
    const challenger = await readMetrics(inputs.metrics ?? '');
    const path = inputs['champion-metrics'];
    const champion = path === undefined ? undefined : await readMetrics(path);
    const firstRelease = inputs.champion === 'none';
    const outcomes = judgeMetrics(policy, challenger, champion, firstRelease);
    const verdict = verdictOf(outcomes, firstRelease);
    return { ...verdict, outcomes, rows: undefined, matching: undefined, confusion: undefined };
}
/** The columns that the rules look at. */
function needsOf({ rules }) {
    const families = new Set(rules.map(({ metric }) => metric?.family));
    return {
        classes: families.has('cells') || families.has('ranking') || families.has('probability'),
        numbers: families.has('regression'),
        scores: families.has('ranking') || families.has('probability'),
        probabilities: families.has('probability') ||
            rules.some(({ metric, klass }) => metric?.family === 'ranking' && klass !== undefined),
        latency: families.has('latency'),
        slices: [...new Set(rules.flatMap(({ slice }) => slice.map(({ column }) => column)))],
    };
}
function matrixOf(frame) {
    const { names } = frame.classes;
    if (frame.labels === undefined || names.length === 0 || names.length > MAX_MATRIX_CLASSES)
        return undefined;
    const counts = confusion(frame);
    const order = [...names.keys()].sort((a, b) => (names[a] ?? '').localeCompare(names[b] ?? '', 'en', { numeric: true }));
    return {
        classes: order.map((code) => names[code] ?? ''),
        counts: order.map((label) => order.map((prediction) => counts[label]?.[prediction] ?? 0)),
    };
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/origin.js



/** Whose evaluations count; asked before anything is read. @throws UserError */
async function trustedEvaluators(inputs) {
    const { 'trusted-keys': keys, 'signing-key': own } = inputs;
    try {
        return await parseTrustPolicy(keys ?? (own === undefined ? '' : publicKeyOf(own)));
    }
    catch (error) {
        if (!(error instanceof TypeError))
            throw error;
        throw new src/* UserError */.yo({ reason: 'invalid-input', what: `\`trusted-keys\`: ${error.message}` }, { cause: error });
    }
}
/**
 * Looks for an evaluation's statement of each predictions file on the model that it is said to come from. Both models must
 * have been evaluated on the same features: rows of one id may have changed since the champion was.
 */
async function checkOrigin(client, inputs, digests, by) {
    const { model, champion } = inputs;
    const ours = model === undefined ? undefined : await search(client, by, digest_parseDigest(model), digests.challenger);
    if (ours !== undefined && 'missing' in ours)
        return { reason: 'unattested-predictions', message: `The challenger's predictions: ${ours.missing}` };
    if (champion === undefined || champion === 'none' || digests.champion === undefined)
        return undefined;
    const theirs = await search(client, by, digest_parseDigest(champion), digests.champion);
    if ('missing' in theirs)
        return { reason: 'stale-champion', message: `The champion's predictions: ${theirs.missing}` };
    if (ours === undefined || theirs.features.some((features) => ours.features.includes(features)))
        return undefined;
    return {
        reason: 'stale-champion',
        message: "The champion's predictions were made from other features than the challenger's.",
    };
}
/** The digests of the features that a file of predictions was made from, or why that is not known. */
async function search(client, { policy, now }, model, predictions) {
    const { accepted, refused } = verify_verifyAll(await stored_list(client, model, predicate_types_PredicateType.provenance), {
        policy,
        subject: predictions,
        predicateType: predicate_types_PredicateType.provenance,
        guard: isEvaluationProvenance,
        require: policy.signers.length > 0 ? 'validated' : 'recorded',
        now,
    });
    const shas = (provenance, name) => provenance_dependencies(provenance, name).flatMap(({ digest }) => digest?.['sha256'] ?? []);
    const ofModel = accepted.filter(({ statement }) => shas(statement.predicate, 'model').includes(digest_hexOf(model)));
    if (ofModel.length > 0)
        return { features: ofModel.flatMap(({ statement }) => shas(statement.predicate, 'features')) };
    const why = accepted.length > 0 ? 'the statements name another model' : refused.message;
    return { missing: `no evaluation of ${model} attests the file ${predictions}: ${why}` };
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/record.js


/** A new folder for this run's files below the runner's temporary one. */
async function openRecords(temp) {
    const folder = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(temp, 'validate-model-'));
    return {
        folder,
        write: async (name, content) => {
            const path = (0,external_node_path_.join)(folder, name);
            await (0,external_node_fs_promises_.writeFile)(path, `${JSON.stringify(content, undefined, 2)}\n`);
            return path;
        },
    };
}
/** The report for machines. Numbers that are not finite become null, as JSON has it. */
function machineReport(judgement, policy, facts) {
    return {
        schema: 1,
        action: 'validate-model',
        verdict: judgement.verdict,
        reason: judgement.reason,
        message: judgement.message,
        ...facts,
        rows: judgement.rows,
        matching: judgement.matching,
        digests: judgement.digests,
        policy: { ...policy, rules: policy.rules.map(({ text }) => text) },
        rules: judgement.outcomes.map(({ rule, ...outcome }) => ({ rule: rule.text, metric: rule.subject, ...outcome })),
        confusion: judgement.confusion,
    };
}
/** The challenger's values by metric. */
function metricsOf({ outcomes }) {
    const values = outcomes.flatMap(({ rule, challenger }) => challenger === undefined ? [] : [[subjectOf(rule.text), challenger]]);
    return JSON.stringify(Object.fromEntries(values));
}
function subjectOf(text) {
    return /^(.*?) (?:>=|<=|>|<) /.exec(text)?.[1] ?? text;
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/registry.js


/** Signs the statement and attaches it to the model. Throws when the run is cancelled. */
async function publish(client, model, statement, inputs) {
    try {
        return { ok: true, attestation: (await attach(client, model, statement, signingOf(inputs))).digest };
    }
    catch (error) {
        return { ok: false, problem: registryProblem(error, `The attestation can't be attached to ${model}`) };
    }
}
/** What the registry refused and what to do about it. Throws what is no answer of a registry, such as the run's end. */
function registryProblem(error, what) {
    if (!error_isRegistryError(error) || error.reason === 'cancelled')
        throw error;
    return [`${what} (${error.reason}): ${error.message}`, modelsFix(error) ?? []].flat().join('\n');
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/statement.js


/** The in-toto test result about the challenger. */
function statementOf(facts) {
    const { judgement, digests, policy } = facts;
    const texts = (status) => judgement.outcomes.filter((one) => one.status === status).map(({ rule }) => rule.text);
    const champion = facts.champion === undefined || facts.champion === 'none' ? undefined : digest_parseDigest(facts.champion);
    const statement = testResult({
        challenger: digest_parseDigest(facts.model),
        challengerName: 'model',
        result: facts.result,
        reason: judgement.reason,
        policy: facts.policyDigest,
        labels: digests.labels ?? digests.challenger,
        challengerPredictions: digests.challenger,
        ...(champion === undefined || digests.champion === undefined
            ? {}
            : { champion: { model: champion, predictions: digests.champion } }),
        passed: texts('pass'),
        warned: texts('inconclusive'),
        failed: texts('fail'),
        finishedOn: facts.finishedOn,
        url: facts.runUrl,
        annotations: {
            'predictions-origin': facts.origin,
            'not-applicable': texts('not-applicable'),
            policy: { ...policy, rules: policy.rules.map(({ text }) => text) },
            ...(judgement.rows === undefined ? {} : { rows: judgement.rows, matching: judgement.matching }),
        },
    });
    return digests.labels === undefined ? aboutMetrics(statement, facts) : firstReleaseOnly(statement, facts.champion);
}
/** A judgement of metric files names those: there were no labels and no predictions. */
function aboutMetrics(statement, { digests, champion }) {
    const configuration = statement.predicate.configuration.flatMap((resource) => {
        if (resource.name === 'labels')
            return [];
        return [{ ...resource, name: resource.name?.replace('-predictions', '-metrics') ?? '' }];
    });
    const described = { ...statement.predicate.annotations, challenger: digest_hexOf(digests.challenger) };
    return firstReleaseOnly({ ...statement, predicate: { ...statement.predicate, configuration, annotations: described } }, champion);
}
/** "First release" is a declaration, not the lack of a champion. */
function firstReleaseOnly(statement, champion) {
    if (champion === 'none')
        return statement;
    const { 'first-release': _, ...annotations } = statement.predicate.annotations;
    return { ...statement, predicate: { ...statement.predicate, annotations } };
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/tell.js

/** The report for people: verdict, what decided, and the confusion matrix. */
function reportOf(told) {
    const { judgement } = told;
    const sections = [
        { kind: 'verdict', badge: { tone: judgement.verdict, text: judgement.verdict }, text: [judgement.message] },
        { kind: 'facts', rows: facts(told) },
    ];
    if (judgement.outcomes.length > 0)
        sections.push(rulesTable(judgement.outcomes));
    const details = judgement.outcomes.filter(({ tested, reason }) => tested !== undefined || reason !== undefined);
    if (details.length > 0) {
        sections.push({
            kind: 'details',
            title: 'How it was decided',
            sections: [{ kind: 'list', items: details.map(({ message, tested }) => [method(message, tested)]) }],
        });
    }
    const { confusion } = judgement;
    if (confusion !== undefined) {
        sections.push({
            kind: 'matrix',
            title: 'Confusion matrix of the challenger',
            rowLabel: 'label',
            columnLabel: 'prediction',
            labels: confusion.classes,
            counts: confusion.counts,
        });
    }
    return { title: 'Model validation', sections };
}
function method(message, tested) {
    if (tested === undefined)
        return message;
    return `${message}. ${tested.method}; p (holds) ${showNumber(tested.holds)}, p (broken) ${showNumber(tested.broken)}, after Holm`;
}
function facts(told) {
    const { judgement } = told;
    const rows = [['Reason', [{ code: judgement.reason }]]];
    if (told.model !== undefined)
        rows.push(['Challenger', [{ code: told.model }]]);
    if (told.champion === 'none')
        rows.push(['Champion', ['none: the first release, only absolute rules apply']]);
    else if (told.champion !== undefined)
        rows.push(['Champion', [{ code: told.champion }]]);
    if (judgement.rows !== undefined) {
        const how = judgement.matching === 'by-id' ? 'matched by id' : 'in the same order, proven by their ids';
        rows.push(['Rows', [`${showCount(judgement.rows)}, ${how}`]]);
    }
    else if (judgement.digests !== undefined && judgement.digests.labels === undefined) {
        rows.push(['Rows', ['none: numbers of metric files, compared as they stand']]);
    }
    rows.push([
        'Attested as',
        [told.attestation === undefined ? `${told.result}, not attached` : `${told.result} `, ...code(told.attestation)],
    ]);
    if (told.observed)
        rows.push(['Mode', ['observe: nothing was attached, and the step does not fail']]);
    return rows;
}
function code(text) {
    return text === undefined ? [] : [{ code: text }];
}
const WORDS = {
    pass: 'holds',
    fail: 'broken',
    inconclusive: 'undecided',
    'not-applicable': 'does not apply',
};
function rulesTable(outcomes) {
    return {
        kind: 'table',
        head: ['Verdict', 'Rule', 'Challenger', 'Champion', 'Difference', 'Decided by', 'Rows'],
        rows: outcomes.map((one) => [
            [{ strong: WORDS[one.status] }],
            [{ code: one.rule.text }],
            [showValue(one.rule, one.challenger)],
            [showValue(one.rule, one.champion)],
            [difference(one)],
            [one.basis ?? (one.status === 'not-applicable' ? 'does not apply' : (one.reason ?? '–'))],
            [one.rows === undefined ? '–' : showCount(one.rows)],
        ]),
        numeric: [2, 3, 4, 6],
    };
}
function difference({ rule, tested, basis, challenger, champion }) {
    if (basis === 'test' && tested !== undefined) {
        const { low, high } = tested.interval;
        return `${showGap(rule, tested.estimate)} [${showGap(rule, low)}, ${showGap(rule, high)}]`;
    }
    if (basis === 'interval' && tested !== undefined)
        return `[${showValue(rule, tested.interval.low)}, ${showValue(rule, tested.interval.high)}]`;
    return challenger === undefined || champion === undefined ? '–' : showGap(rule, challenger - champion);
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/tracking/champion.js


const LIMIT_MS = 60_000;
/** The champion that the input names; an alias of MLflow is followed to a model that the registry has. */
async function findChampion(inputs, services) {
    const [, model, alias] = /^models:\/([^@]+)@(.+)$/.exec(inputs.champion ?? '') ?? [];
    if (model === undefined || alias === undefined)
        return { known: true, digest: inputs.champion };
    return services.log.phase(`Ask MLflow for ${inputs.champion}`, () => follow(model, alias, inputs, services));
}
async function follow(model, alias, inputs, services) {
    const { DIGEST_TAG, MlflowError, openTracking, versionOfAlias } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 70562));
    const mlflow = openTracking(inputs, services, { limitMs: LIMIT_MS });
    try {
        const version = mlflow === undefined ? undefined : await versionOfAlias(mlflow, model, alias);
        if (version === undefined) {
            const message = `MLflow has no alias "${alias}" of a registered model "${model}". Where nothing serves yet, say so: \`champion: none\`.`;
            return { known: false, reason: 'champion-not-found', message };
        }
        return await proven(version, `version ${version.version} of "${model}", which "${alias}" names,`, DIGEST_TAG);
    }
    catch (error) {
        if (!(error instanceof MlflowError) || error.reason === 'cancelled')
            throw error;
        const message = `It can't be asked who the champion is (${error.reason}): ${error.message}`;
        return { known: false, reason: 'mlflow-unreadable', message };
    }
    /** Tags can be changed by whoever may write to MLflow, sources can't: one that names a digest must name the same. */
    async function proven(version, what, tag) {
        const digest = version.tags.get(tag) ?? '';
        const source = /^oci:.*@(sha256:[0-9a-f]{64})$/.exec(version.source)?.[1];
        if (!isDigest(digest) || (source !== undefined && source !== digest)) {
            const found = digest === '' ? `has no tag ${tag}` : `has the tag ${tag} "${digest}", and its source is ${version.source}`;
            const message = `In MLflow ${what} ${found}, so that it is not known which model it is. train-in-container registers versions with \`mlflow-model\`.`;
            return { known: false, reason: 'champion-without-digest', message };
        }
        const missing = await missingInRegistry(digest);
        if (missing !== undefined)
            return missing;
        services.log.info(`${what} is ${digest}`);
        return { known: true, digest };
    }
    async function missingInRegistry(digest) {
        try {
            if ((await openModels(inputs, services)?.resolve(digest_parseDigest(digest))) !== undefined)
                return undefined;
            const message = `MLflow names ${digest} as the champion, and ${inputs['model-repository']} has no such model.`;
            return { known: false, reason: 'champion-not-in-registry', message };
        }
        catch (error) {
            const message = registryProblem(error, `The champion ${digest}, which MLflow names, can't be looked up`);
            return { known: false, reason: 'registry-unreadable', message };
        }
    }
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/tracking/tell.js
const tell_LIMIT_MS = 60_000;
/** Copies the verdict to the challenger's version in MLflow, if it is to be there. It never fails the step. */
async function tellMlflow(inputs, services, copied) {
    const { 'mlflow-model': name, 'mlflow-tracking-uri': uri, model } = inputs;
    if (uri === undefined || name === undefined || model === undefined || inputs.mode === 'observe')
        return {};
    const { log, context } = services;
    const { MlflowError, openTracking, tagVersion, versionOfDigest } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 70562));
    try {
        await log.phase('Tell MLflow', async () => {
            const mlflow = openTracking(inputs, services, { limitMs: tell_LIMIT_MS });
            const found = mlflow === undefined ? undefined : await versionOfDigest(mlflow, name, model);
            if (mlflow === undefined || found === undefined)
                throw new MlflowError('not-found', `no version of "${name}" has the tag model-digest ${model}`);
            const tags = Object.entries({ ...copied, run: context.runUrl });
            // An attestation that could not be attached must not stand there from an earlier run.
            const told = new Map(tags.map(([key, value]) => [`validation-${key}`, value ?? '']));
            await tagVersion(mlflow, name, found.version, told);
            log.info(`version ${found.version} of ${name} in MLflow has the verdict`);
        });
        return { tracking: 'written' };
    }
    catch (error) {
        if (!(error instanceof MlflowError))
            throw error;
        log.warning(`The verdict is not copied to MLflow (${error.reason}): ${error.message}. The verdict stands.`);
        return { tracking: error.reason };
    }
}

;// CONCATENATED MODULE: ./build/actions/validate-model/src/main.js














/** Judges the challenger, attests what came of it, and tells it. */
async function main(given, services) {
    const { log, context } = services;
    const problem = signingProblem(given);
    if (problem !== undefined)
        throw new src/* UserError */.yo({ reason: 'invalid-input', what: problem });
    const evaluators = await trustedEvaluators(given);
    const policy = await main_readPolicy(given);
    log.info(`${policy.rules.length} rules, alpha ${policy.alpha}`);
    const champion = await findChampion(given, services);
    const inputs = { ...given, champion: champion.known ? champion.digest : undefined };
    const judged = champion.known
        ? await withOrigin(await judgeAll(inputs, policy, services), inputs, evaluators, services)
        : nothingJudged(champion.reason, champion.message);
    for (const { message } of judged.outcomes)
        log.foreign(`  ${message}`);
    const warns = toleratesInconclusive(inputs, context.eventName);
    const result = resultOf(judged, warns);
    const digest = policyDigest(policy);
    const records = await openRecords(context.temp);
    const { attestation, statement, problem: unrecorded } = await attest();
    const judgement = unrecorded === undefined ? judged : withdrawn(judged, unrecorded);
    const told = {
        judgement,
        model: inputs.model,
        champion: inputs.champion,
        result,
        attestation,
        observed: inputs.mode === 'observe',
    };
    const page = reportOf(told);
    const facts = { result, model: inputs.model, champion: inputs.champion, 'policy-digest': digest, attestation };
    const report = await records.write('report.json', machineReport(judgement, policy, { ...facts, page }));
    await tell();
    const { verdict, reason } = judgement;
    const tracked = await tellMlflow(inputs, services, { result, verdict, reason, attestation, policy: digest });
    return {
        verdict: judgement.verdict,
        reason: judgement.reason,
        message: judgement.message,
        failed: inputs.mode !== 'observe' && (result === 'FAILED' || unrecorded !== undefined),
        summary: renderSummary(page),
        outputs: {
            report,
            metrics: metricsOf(judgement),
            'policy-digest': digest,
            ...(judgement.digests?.labels === undefined ? {} : { 'labels-digest': judgement.digests.labels }),
            ...(statement === undefined ? {} : { statement }),
            ...(attestation === undefined ? {} : { attestation }),
            ...(inputs.champion === undefined ? {} : { champion: inputs.champion }),
            ...tracked,
        },
    };
    async function attest() {
        const { model, champion } = inputs;
        const { digests } = judged;
        if (model === undefined || digests === undefined) {
            log.info(model === undefined
                ? 'no `model`: no statement is written'
                : 'nothing could be judged: no statement is written');
            return {};
        }
        const content = statementOf({
            ...{ model, champion, judgement: judged, digests, policy, policyDigest: digest, result, runUrl: context.runUrl },
            origin: inputs['predictions-origin'],
            finishedOn: new Date(services.clock.now()).toISOString(),
        });
        const path = await records.write('statement.json', content);
        const client = openModels(inputs, services);
        if (client === undefined || inputs.mode === 'observe') {
            log.info('the statement is written to a file and attached to nothing');
            return { statement: path };
        }
        const attached = await log.phase('Attest', () => publish(client, digest_parseDigest(model), content, inputs));
        return attached.ok
            ? { statement: path, attestation: attached.attestation }
            : { statement: path, problem: attached.problem };
    }
    async function tell() {
        const number = await pullRequestNumber(context.eventPath);
        if (number === undefined || !inputs.comment || inputs.mode === 'observe')
            return;
        const access = {
            token: inputs['github-token'],
            repository: context.repository,
            apiUrl: context.apiUrl,
            fetch: services.fetch,
        };
        const courtesy = await comment(access, number, renderComment(page, `validate-model/${context.workflow}/${context.job}`));
        log.info(courtesy.done ? `commented: ${courtesy.value}` : courtesy.why);
    }
}
async function main_readPolicy(inputs) {
    try {
        return await loadPolicy(inputs);
    }
    catch (error) {
        if (!(error instanceof PolicyError))
            throw error;
        throw new src/* UserError */.yo({ reason: error.reason, what: error.message, anchor: 'rules' }, { cause: error });
    }
}
/** A verdict that would stand is withdrawn where the predictions are not proven to be the models' own. */
async function withOrigin(judgement, inputs, evaluators, services) {
    const client = openModels(inputs, services);
    if (inputs['predictions-origin'] === 'given' || client === undefined || judgement.digests === undefined)
        return judgement;
    const { digests } = judgement;
    const by = { policy: evaluators, now: new Date(services.clock.now()) };
    const foreign = await services.log.phase('Look for the evaluations', () => checkOrigin(client, inputs, digests, by).catch((error) => ({
        reason: 'registry-unreadable',
        message: registryProblem(error, "The evaluations can't be read"),
    })));
    return foreign === undefined ? judgement : { ...judgement, verdict: 'fail', ...foreign };
}
/** A verdict that nobody can look up is none to build on. */
function withdrawn(judgement, problem) {
    const { verdict, reason, message } = judgement;
    const told = `${problem}\nThe verdict, which is not recorded, was ${verdict} (${reason}): ${message}`;
    return { ...judgement, verdict: 'fail', reason: 'push-failed', message: told };
}
function toleratesInconclusive(inputs, eventName) {
    if (inputs['on-inconclusive'] !== 'auto')
        return inputs['on-inconclusive'] === 'warn';
    return eventName === 'pull_request' || eventName === 'pull_request_target';
}
function resultOf({ verdict }, warns) {
    if (verdict === 'pass')
        return 'PASSED';
    return verdict === 'inconclusive' && warns ? 'WARNED' : 'FAILED';
}


/***/ })

};
