export const id = 588;
export const ids = [588];
export const modules = {

/***/ 8588:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/packages/action/src/index.js + 33 modules
var src = __webpack_require__(2680);
// EXTERNAL MODULE: ./build/packages/registry/src/index.js + 37 modules
var registry_src = __webpack_require__(8937);
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
const BuildType = {
    train: `${OURS}/train/v1`,
    evaluate: `${OURS}/evaluate/v1`,
    image: `${OURS}/image/v1`,
};

;// CONCATENATED MODULE: ./build/packages/attestation/src/guards.js


/** Whether a value is an object with these keys and no others. */
function isExactRecord(value, keys) {
    return (0,registry_src/* isRecord */.u4)(value) && Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));
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
    return ((0,registry_src/* isRecord */.u4)(value) &&
        Object.keys(value).length > 0 &&
        Object.values(value).every((hex) => guards_isText(hex) && HEX.test(hex)) &&
        (value['sha256'] === undefined || (guards_isText(value['sha256']) && SHA256.test(value['sha256']))));
}
/** Whether a value describes a resource: by a name, a URI or a digest at least. */
function guards_isResourceDescriptor(value) {
    return ((0,registry_src/* isRecord */.u4)(value) &&
        guards_isOptional(value['name'], guards_isText) &&
        guards_isOptional(value['uri'], guards_isText) &&
        guards_isOptional(value['mediaType'], guards_isText) &&
        guards_isOptional(value['digest'], isDigestSet) &&
        guards_isOptional(value['annotations'], registry_src/* isRecord */.u4) &&
        (value['name'] !== undefined || value['uri'] !== undefined || value['digest'] !== undefined));
}
/** Whether a value is a statement's subject known by its sha256. */
function isSubject(value) {
    return (0,registry_src/* isRecord */.u4)(value) && guards_isText(value['name']) && isDigestSet(value['digest']) && guards_isText(value['digest']['sha256']);
}
/** Whether a value is a person's decision with its reason, its author and its end. */
function guards_isOverride(value) {
    return ((0,registry_src/* isRecord */.u4)(value) &&
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
    if (!(0,registry_src/* isRecord */.u4)(value))
        return false;
    const { buildDefinition: definition, runDetails: details } = {
        buildDefinition: value['buildDefinition'],
        runDetails: value['runDetails'],
    };
    if (!(0,registry_src/* isRecord */.u4)(definition) || !(0,registry_src/* isRecord */.u4)(details))
        return false;
    const wanted = buildType === undefined ? Object.values(BuildType) : [BuildType[buildType]];
    return (wanted.includes(definition['buildType']) &&
        (0,registry_src/* isRecord */.u4)(definition['externalParameters']) &&
        guards_isOptional(definition['internalParameters'], registry_src/* isRecord */.u4) &&
        guards_isListOf(definition['resolvedDependencies'], guards_isResourceDescriptor) &&
        isRunDetails(details));
}
function isRunDetails(details) {
    const { builder, metadata } = { builder: details['builder'], metadata: details['metadata'] };
    return ((0,registry_src/* isRecord */.u4)(builder) &&
        guards_isText(builder['id']) &&
        (0,registry_src/* isRecord */.u4)(metadata) &&
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
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
    return (0,external_node_crypto_.createPublicKey)(privateKeyPem).export({ type: 'spki', format: 'pem' }).toString();
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
class JsonError extends Error {
    name = 'JsonError';
    kind;
    constructor(kind, message) {
        super(message);
        this.kind = kind;
    }
}
const MAX_DEPTH = 64;
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
            if (open.length > MAX_DEPTH)
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
const EMPTY = Buffer.from('{}');
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
        throw new registry_src/* RegistryError */.gl('too-large', `a statement of ${envelope.length} bytes is not attached; ${MAX_ENVELOPE_BYTES} are allowed`);
    }
    const subject = await client.resolve(to);
    if (subject === undefined)
        throw new registry_src/* RegistryError */.gl('not-found', `${to} is not in the repository, so nothing can be attached to it`);
    const [layer, config] = await Promise.all([client.putBlob(envelope), client.putBlob(EMPTY)]);
    const manifest = {
        schemaVersion: 2,
        mediaType: registry_src/* MediaType */.zu.ociManifest,
        artifactType: DSSE_TYPE,
        config: { mediaType: registry_src/* MediaType */.zu.empty, ...config, data: EMPTY.toString('base64') },
        layers: [{ mediaType: DSSE_TYPE, ...layer }],
        subject,
        ...(predicateType === undefined ? {} : { annotations: { [PREDICATE_TYPE]: predicateType } }),
    };
    const { digest } = await client.putManifest(manifest, registry_src/* MediaType */.zu.ociManifest);
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
        throw new registry_src/* RegistryError */.gl('too-large', `${subject} has ${wanted.length} attestations; ${MAX_ATTESTATIONS} are looked at`);
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
        throw new registry_src/* RegistryError */.gl('invalid-response', stored.content.message);
    return attachEnvelope(to, subject, stored.content.bytes, stored.predicateType);
}
async function read(client, digest, expectedSubject) {
    const { manifest, descriptor } = await client.getManifest(digest);
    const attachedTo = manifest.subject?.digest;
    if (attachedTo === undefined || (0,registry_src/* isIndex */.nw)(manifest) || manifest.artifactType !== DSSE_TYPE) {
        throw new registry_src/* RegistryError */.gl('invalid-response', `${digest} is not an attached attestation`);
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
        if ((0,registry_src/* isRegistryError */.IP)(error, 'too-large'))
            return unreadable('too-large', error.message);
        throw error;
    }
}
/** The digest of an envelope's bytes: the same wherever it is attached. */
function stored_envelopeDigest(stored) {
    return stored.content.kind === 'envelope' ? (0,registry_src/* sha256 */.sc)(stored.content.bytes) : undefined;
}
async function ifThere(work) {
    try {
        return await work();
    }
    catch (error) {
        // A list may name what was removed a moment ago; what is gone proves nothing.
        if ((0,registry_src/* isRegistryError */.IP)(error, 'not-found'))
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
    return ((0,registry_src/* isRecord */.u4)(value) &&
        value['_type'] === 'https://in-toto.io/Statement/v1' &&
        guards_isText(value['predicateType']) &&
        guards_isListOf(value['subject'], isSubject) &&
        value['subject'].length > 0 &&
        value['subject'].length <= MAX_SUBJECTS &&
        (0,registry_src/* isRecord */.u4)(value['predicate']));
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
    if (!statement.subject.some((subject) => subject.digest.sha256 === (0,registry_src/* hexOf */.ZD)(expected.subject))) {
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
    const override = (0,registry_src/* isRecord */.u4)(predicate) ? predicate['override'] : undefined;
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
        { name: 'context', digest: { sha256: (0,registry_src/* hexOf */.ZD)(build.input) } },
        ...build.bases.map((base) => ({ name: 'base', uri: base.uri, digest: { sha256: (0,registry_src/* hexOf */.ZD)(base.digest) } })),
    ];
    if (build.model !== undefined) {
        dependencies.push({ name: 'model', uri: build.model.uri, digest: { sha256: (0,registry_src/* hexOf */.ZD)(build.model.digest) } });
    }
    if (build.code !== undefined) {
        dependencies.push({ name: 'code', uri: build.code.uri, digest: { gitCommit: build.code.commit } });
    }
    return provenance_provenance('image', {
        subject: { name: build.imageName, sha256: (0,registry_src/* hexOf */.ZD)(build.image) },
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

// EXTERNAL MODULE: ./build/packages/process/src/index.js + 6 modules
var process_src = __webpack_require__(8864);
;// CONCATENATED MODULE: ./build/actions/build-push-image/src/builders/docker-config.js




/** The directory of Docker's configuration on this machine. */
function dockerDirectory(env) {
    return env['DOCKER_CONFIG'] || (0,external_node_path_.join)(env['HOME'] ?? (0,external_node_os_.homedir)(), '.docker');
}
/**
 * A configuration for one build: the machine's own (builders, plugins and contexts are linked), with the credentials of the
 * inputs for the image's registry. They never stand on a command line, and `docker login` of other jobs is left alone.
 */
async function writeDockerConfig(inputs, own, scratch) {
    const directory = (0,external_node_path_.join)(scratch, 'docker');
    await (0,promises_.mkdir)(directory, { mode: 0o700 });
    for (const name of await (0,promises_.readdir)(own).catch(() => [])) {
        if (name !== 'config.json')
            await (0,promises_.symlink)((0,external_node_path_.join)(own, name), (0,external_node_path_.join)(directory, name));
    }
    const config = objectIn(await (0,promises_.readFile)((0,external_node_path_.join)(own, 'config.json'), 'utf8').catch(() => '{}'));
    const { 'registry-username': username, 'registry-password': password } = inputs;
    if (username !== undefined && password !== undefined) {
        const server = inputs.image.slice(0, inputs.image.indexOf('/'));
        const auth = Buffer.from(`${username}:${password}`).toString('base64');
        config['auths'] = { ...record(config['auths']), [server]: { auth } };
        // A helper's word would come before the file's: the empty name says "none for this server".
        config['credHelpers'] = { ...record(config['credHelpers']), [server]: '' };
    }
    await (0,promises_.writeFile)((0,external_node_path_.join)(directory, 'config.json'), JSON.stringify(config), { mode: 0o600 });
    return directory;
}
function objectIn(text) {
    try {
        return record(JSON.parse(text));
    }
    catch {
        return {};
    }
}
function record(value) {
    return (0,registry_src/* isRecord */.u4)(value) ? { ...value } : {};
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/clients.js



/** Opens what the inputs name. The given credentials go to the image's registry only; elsewhere Docker's own are looked up. */
async function openClients(inputs, services) {
    const image = (0,registry_src/* parseRepository */.SU)(inputs.image);
    const open = async (repository) => {
        const credentials = await credentialsFor(repository.registry, image.registry, inputs, services);
        return (0,registry_src/* openRepository */.h_)(repository, { ...(0,registry_src/* accessOptions */.P2)(inputs, services), credentials });
    };
    const models = inputs['model-repository'];
    return {
        images: await open(image),
        models: models === undefined ? undefined : await open((0,registry_src/* parseRepository */.SU)(models)),
        openBase: (reference) => open(reference.repository),
    };
}
async function credentialsFor(registry, own, inputs, services) {
    const given = registry === own ? (0,registry_src/* givenCredentials */.mE)(inputs) : undefined;
    if (given !== undefined)
        return given;
    return (0,registry_src/* dockerCredentials */.d8)(registry, {
        directory: dockerDirectory(services.env),
        runHelper: async (name, server) => {
            try {
                const result = await (0,process_src/* run */.eF)(`docker-credential-${name}`, ['get'], {
                    env: services.env,
                    input: server,
                    timeoutMs: 30_000,
                });
                return result.exitCode === 0 ? result.stdout : '';
            }
            catch (error) {
                if (!(error instanceof process_src/* StartError */.D4))
                    throw error;
                throw new registry_src/* RegistryError */.gl('unsupported', `docker-credential-${name} keeps the credentials of ${registry} and is not on PATH`);
            }
        },
    });
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/dockerfile/words.js
/** A substitution that is not understood here. */
class UnsupportedSubstitution extends Error {
    name = 'UnsupportedSubstitution';
}
/**
 * Text of a Dockerfile split at blanks outside of quotes, with quotes and escapes taken away and variables filled in
 * (`$a`, `${a}`, `${a:-b}`, `${a:+b}` and those without the colon). Throws `UnsupportedSubstitution` for other forms.
 */
function words(text, lookup, escapeChar = '\\') {
    const found = [];
    let word;
    for (const piece of pieces(text, lookup, escapeChar)) {
        if (piece.blank) {
            if (word !== undefined)
                found.push(word);
            word = undefined;
        }
        else
            word = (word ?? '') + piece.text;
    }
    return word === undefined ? found : [...found, word];
}
/** As `words`, or `undefined` where a substitution is not understood: for those who only look, and need not refuse. */
function wordsIfKnown(text, lookup) {
    try {
        return words(text, lookup);
    }
    catch (error) {
        if (error instanceof UnsupportedSubstitution)
            return undefined;
        throw error;
    }
}
/** One text of a Dockerfile that may hold blanks, as `words` reads each of its words. */
function expand(text, lookup, escapeChar = '\\') {
    return [...pieces(text, lookup, escapeChar)].map((piece) => piece.text).join('');
}
function* pieces(text, lookup, escapeChar) {
    let quote = '';
    for (let at = 0; at < text.length;) {
        const char = text.charAt(at);
        const next = text.charAt(at + 1);
        if (quote === "'") {
            if (char === "'")
                quote = '';
            else
                yield { text: char, blank: false };
            at += 1;
        }
        else if (char === escapeChar &&
            next !== '' &&
            (quote === '' || next === '"' || next === '$' || next === escapeChar)) {
            yield { text: next, blank: false };
            at += 2;
        }
        else if (char === '"' || (char === "'" && quote === '')) {
            quote = quote === '' ? char : '';
            // Quotes around nothing are an empty word.
            yield { text: '', blank: false };
            at += 1;
        }
        else if (char === '$') {
            const variable = substitute(text.slice(at), lookup, escapeChar);
            yield { text: variable.value, blank: false };
            at += variable.length;
        }
        else {
            yield { text: char, blank: quote === '' && /\s/.test(char) };
            at += 1;
        }
    }
}
function substitute(text, lookup, escapeChar) {
    const [plain, name] = /^\$([A-Za-z_][A-Za-z0-9_]*)/.exec(text) ?? [];
    if (plain !== undefined && name !== undefined)
        return { value: lookup(name) ?? '', length: plain.length };
    if (!text.startsWith('${'))
        return { value: '$', length: 1 };
    const [whole, braced = '', operator, word = ''] = /^\$\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+])((?:[^{}]|\$\{[^{}]*\})*))?\}/.exec(text) ?? [];
    if (whole === undefined)
        throw new UnsupportedSubstitution(`${text.slice(0, 60)} is a substitution that is not understood here`);
    const value = lookup(braced);
    const set = operator?.startsWith(':') === true ? value !== undefined && value !== '' : value !== undefined;
    const length = whole.length;
    if (operator === undefined)
        return { value: value ?? '', length };
    const alternative = () => expand(word, lookup, escapeChar);
    if (operator.endsWith('-'))
        return { value: set ? (value ?? '') : alternative(), length };
    return { value: set ? alternative() : '', length };
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/image-inputs.js

// BuildKit takes these from any build without their being declared, and does not let them decide what is kept.
const PREDEFINED = /^(?:HTTPS?_PROXY|FTP_PROXY|NO_PROXY|ALL_PROXY)$/i;
/** Puts the inputs into their one form. */
function collectInputs(from) {
    const declared = [...from.arguments].filter(([name]) => from.plan.declaredArguments.has(name) && !PREDEFINED.test(name));
    return {
        schema: 1,
        builder: from.builder,
        syntax: from.dockerfile.syntax ?? null,
        platforms: [...from.platforms].sort(),
        target: from.target ?? null,
        dockerfile: (0,registry_src/* sha256 */.sc)(from.context.dockerfile.source),
        arguments: sorted(declared),
        secrets: [...from.secrets].sort(),
        bases: sorted(from.bases.map((base) => [base.written, base.digest])),
        tree: sorted(from.context.entries.map((entry) => [entry.path, described(entry)])),
        refresh: from.refresh ?? null,
    };
}
function described(entry) {
    switch (entry.type) {
        case 'directory':
            return 'd';
        case 'symlink':
            return `l ${entry.target}`;
        case 'file':
            return `${entry.executable ? 'x' : 'f'} ${entry.digest}`;
    }
}
function sorted(entries) {
    return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)));
}
/** The digest of the inputs: the same inputs, the same digest, on any machine. */
function inputDigest(inputs) {
    return (0,registry_src/* sha256 */.sc)(JSON.stringify(inputs));
}
/** The digest of all that makes the finished image: its inputs, the model, and the user's own labels and annotations. */
function finishedDigest(input, finish) {
    return (0,registry_src/* sha256 */.sc)(JSON.stringify([
        1,
        input,
        finish.model,
        sorted(Object.entries(finish.labels)),
        sorted(Object.entries(finish.annotations)),
    ]));
}
const SHOWN = 8;
/** What changed between two builds, in sentences; none when nothing did. */
function differences(before, now) {
    const found = [];
    const scalar = (what, one, other) => {
        if (JSON.stringify(one) !== JSON.stringify(other))
            found.push(`${what} changed from ${show(one)} to ${show(other)}`);
    };
    if (before.schema !== now.schema)
        found.push('inputs are counted in another way now');
    scalar('the builder', before.builder, now.builder);
    scalar('# syntax', before.syntax, now.syntax);
    scalar('the platforms', before.platforms, now.platforms);
    scalar('the target', before.target, now.target);
    scalar('the secrets’ names', before.secrets, now.secrets);
    scalar('`refresh`', before.refresh, now.refresh);
    if (before.dockerfile !== now.dockerfile)
        found.push('the Dockerfile changed');
    for (const name of changedKeys(before.bases, now.bases)) {
        found.push(`the base ${name} is ${now.bases[name] ?? 'gone'}, it was ${before.bases[name] ?? 'not there'}`);
    }
    const changedArguments = changedKeys(before.arguments, now.arguments);
    if (changedArguments.length > 0)
        found.push(`build arguments changed: ${listed(changedArguments)}`);
    const files = changedKeys(before.tree, now.tree);
    if (files.length > 0)
        found.push(`${files.length} of the context's files changed: ${listed(files)}`);
    return found;
}
function changedKeys(before, now) {
    return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((key) => before[key] !== now[key]).sort();
}
function listed(names) {
    const more = names.length - SHOWN;
    return `${names.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
function show(value) {
    return value === null ? 'nothing' : Array.isArray(value) ? value.join(', ') || 'none' : JSON.stringify(value);
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/finish.js



/** The built image with the model as its last layer, and with labels and annotations; stored by digest. */
async function finishImage(clients, built, inputs, marks) {
    const layers = inputs.model === undefined || clients.models === undefined
        ? []
        : [await takeModel(clients, clients.models, inputs.model, inputs)];
    const own = marksOf(inputs, marks);
    return (0,registry_src/* rewriteImage */.iU)(clients.images, built, layers, {
        labels: { ...own, ...Object.fromEntries(inputs.labels ?? []) },
        annotations: { ...own, ...Object.fromEntries(inputs.annotations ?? []) },
    });
}
function marksOf(inputs, { input, source, revision, created, base }) {
    const opencontainers = 'org.opencontainers.image';
    return {
        [`${opencontainers}.created`]: created,
        ...(source === '' ? {} : { [`${opencontainers}.source`]: source }),
        ...(revision === '' ? {} : { [`${opencontainers}.revision`]: revision }),
        ...(base === undefined
            ? {}
            : { [`${opencontainers}.base.name`]: base.written, [`${opencontainers}.base.digest`]: base.digest }),
        'dev.ml-actions.input': input,
        ...(inputs.model === undefined ? {} : { 'dev.ml-actions.model': inputs.model }),
    };
}
async function takeModel(clients, models, model, inputs) {
    try {
        const layer = await (0,registry_src/* modelLayer */.dZ)(models, model, { maxBytes: inputs['model-size-limit'] });
        await (0,registry_src/* copyBlob */.Z7)(models, clients.images, layer.descriptor);
        return layer;
    }
    catch (error) {
        if (!(0,registry_src/* isRegistryError */.IP)(error) || error.reason === 'cancelled')
            throw error;
        const large = error.reason === 'too-large';
        throw new src/* UserError */.yo({
            reason: (large ? 'model-too-large' : 'model-unavailable'),
            what: `The model ${model} can't be put into the image: ${error.message}.`,
            fix: large
                ? 'Raise `model-size-limit`, or serve the model from a volume.'
                : 'Check `model` and `model-repository`.',
        }, { cause: error });
    }
}
/** Attaches to the image what is attached to its model about how it was judged. Returns how many statements there are. */
async function copyValidations(clients, model, image) {
    const { images, models } = clients;
    if (models === undefined)
        return 0;
    const there = new Set((await stored_list(images, image, predicate_types_PredicateType.testResult)).map(stored_envelopeDigest));
    const found = (await stored_list(models, model, predicate_types_PredicateType.testResult)).filter((stored) => stored.content.kind === 'envelope');
    await Promise.all(found.filter((stored) => !there.has(stored_envelopeDigest(stored))).map((stored) => copyTo(models, images, stored, image)));
    return found.length;
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/bases.js


/** Resolves every base to a digest. Throws `UserError` `base-unresolved`: what can't be named can't be built on. */
async function resolveBases(images, open) {
    return Promise.all(images.map((written) => resolveBase(written, open)));
}
async function resolveBase(written, open) {
    try {
        const reference = (0,registry_src/* parseReference */.F2)(written);
        const wanted = reference.digest ?? reference.tag ?? 'latest';
        const found = await (await open(reference)).resolve(wanted);
        if (found === undefined)
            throw unresolved(written, 'the registry does not have it');
        return {
            written,
            reference,
            tag: reference.tag,
            digest: found.digest,
            resolved: `${(0,registry_src/* formatRepository */.Sh)(reference.repository)}@${found.digest}`,
            pinned: reference.digest !== undefined,
        };
    }
    catch (error) {
        if ((0,registry_src/* isRegistryError */.IP)(error) && error.reason !== 'cancelled')
            throw unresolved(written, error.message);
        throw error;
    }
}
function unresolved(written, why) {
    return new src/* UserError */.yo({
        reason: 'base-unresolved',
        what: `The base image ${written} can't be resolved: ${why}.`,
        fix: 'Check its name, and log in to its registry in a step before.',
    });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/actions/build-push-image/src/context/archive.js





const READ_BYTES = 1024 * 1024;
const FILE_MODE = 0o644;
const EXECUTABLE_MODE = 0o755;
/**
 * The context as one archive, with this Dockerfile in it. What is sent is what was hashed: a file that changed since is an
 * error, and the engine's own (cached) look at times and sizes never comes into it.
 */
function contextArchive(context, dockerfile) {
    const source = Buffer.from(dockerfile);
    const members = context.entries
        .filter((entry) => entry.path !== context.dockerfile.path)
        .map((entry) => memberOf(context.root, entry, entry.path));
    const file = {
        type: 'file',
        name: context.dockerfile.path,
        size: source.length,
        async *open() {
            yield source;
        },
    };
    return (0,registry_src/* writeTar */.FJ)([...members, file].sort((one, other) => (0,registry_src/* byBytes */.bg)(one.name, other.name)));
}
/** One thing of the context under another name, in its normal form. */
function memberOf(root, entry, name) {
    switch (entry.type) {
        case 'directory':
            return { type: 'directory', name };
        case 'symlink':
            return { type: 'symlink', name, target: entry.target };
        case 'file':
            return {
                type: 'file',
                name,
                size: entry.size,
                mode: entry.executable ? EXECUTABLE_MODE : FILE_MODE,
                open: () => checked((0,external_node_path_.join)(root, entry.path), entry.path, entry.digest),
            };
    }
}
async function* checked(path, shown, digest) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const chunks = (0,external_node_fs_.createReadStream)(path, { highWaterMark: READ_BYTES });
    for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
    }
    if (`sha256:${hash.digest('hex')}` === digest)
        return;
    throw new src/* UserError */.yo({
        reason: 'context-changed',
        what: `${shown} changed while the image was being built.`,
        fix: 'Let nothing write into the context during the build.',
    });
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/dockerfile/read.js
// Own splitter: dockerfile-ast leaves comments between continuation lines inside the arguments, and is 41 KB.
/** A Dockerfile's instructions, as docs.docker.com/reference/dockerfile defines them. Nothing is expanded yet. */
function readDockerfile(source) {
    const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/);
    const { syntax, escapeChar } = directives(lines);
    const instructions = [];
    let at = 0;
    while (at < lines.length) {
        const line = at + 1;
        if (isBlank(lines[at])) {
            at += 1;
            continue;
        }
        const joined = joinLines(lines, at, escapeChar);
        at = joined.next;
        const [, keyword = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(joined.text) ?? [];
        const upper = keyword.toUpperCase();
        const names = ['RUN', 'COPY', 'ADD'].includes(upper) ? heredocNames(rest) : [];
        for (const { name, tabs } of names) {
            while (at < lines.length && (tabs ? (lines[at] ?? '').replace(/^\t+/, '') : lines[at]) !== name)
                at += 1;
            at += 1;
        }
        instructions.push({ keyword: upper, ...splitFlags(rest), heredocs: names.length > 0, line });
    }
    return { instructions, syntax, escapeChar };
}
function directives(lines) {
    const found = new Map();
    for (const line of lines) {
        const [, name, value] = /^\s*#\s*([a-zA-Z]+)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
        if (name === undefined || value === undefined)
            break;
        found.set(name.toLowerCase(), value);
    }
    return { syntax: found.get('syntax'), escapeChar: found.get('escape') === '`' ? '`' : '\\' };
}
function isBlank(line) {
    return line === undefined || /^\s*(?:#.*)?$/.test(line);
}
function joinLines(lines, start, escapeChar) {
    let text = '';
    let at = start;
    for (;;) {
        const line = lines[at] ?? '';
        at += 1;
        const trimmed = line.trimEnd();
        if (!trimmed.endsWith(escapeChar))
            return { text: text + line, next: at };
        text += trimmed.slice(0, -1);
        while (at < lines.length && isBlank(lines[at]))
            at += 1;
        if (at >= lines.length)
            return { text, next: at };
    }
}
function heredocNames(text) {
    return [...text.matchAll(/(?:^|\s)\d*<<(-?)(["']?)([A-Za-z_][A-Za-z0-9_]*)\2(?=\s|$)/g)].map(([, dash, , name = '']) => ({
        name,
        tabs: dash === '-',
    }));
}
function splitFlags(text) {
    const flags = [];
    let rest = text;
    for (;;) {
        const [whole, name, value] = /^--([a-z][a-z-]*)(?:=(\S*))?(?:\s+|$)/.exec(rest) ?? [];
        if (whole === undefined || name === undefined)
            return { flags, text: rest.trim() };
        flags.push([name, value]);
        rest = rest.slice(whole.length);
    }
}
/** The value of a flag. */
function flagOf(instruction, name) {
    return instruction.flags.find(([flag]) => flag === name)?.[1];
}
/** The texts of a JSON array, where the arguments are one. */
function jsonArguments(text) {
    if (!text.startsWith('['))
        return undefined;
    try {
        const value = JSON.parse(text);
        return Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/layers/glob.js
/** A source of COPY as a pattern over paths: `*`, `?` and `[…]` as in Go's filepath.Match, none of which crosses a slash. */
function globToRegExp(glob) {
    const source = glob.replace(/\\(.)|\[[^\]]+\]|[*?]|[.+^${}()|\\/]/g, (token, literal) => {
        if (literal !== undefined)
            return literal.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
        if (token === '*')
            return '[^/]*';
        if (token === '?')
            return '[^/]';
        return token.startsWith('[') ? token : `\\${token}`;
    });
    return new RegExp(`^${source}$`, 's');
}
/** Whether a source holds a pattern. */
function isGlob(source) {
    return /[*?[]/.test(source);
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/layers/links.js

const MAX_LINKS = 40;
/**
 * A path of the context with all links in it followed, `''` for the context itself; `undefined` when they go in a circle. The
 * context is the root of all of them: none leads out of it.
 */
function followLinks(path, entries) {
    const links = new Map(entries.flatMap((entry) => (entry.type === 'symlink' ? [[entry.path, entry.target]] : [])));
    let rest = path.split('/');
    let real = '';
    for (let followed = 0; rest.length > 0;) {
        const [part = '', ...more] = rest;
        const next = external_node_path_.posix.normalize(external_node_path_.posix.join('/', real, part)).slice(1);
        const target = links.get(next);
        if (target === undefined) {
            real = next;
            rest = more;
            continue;
        }
        followed += 1;
        if (followed > MAX_LINKS)
            return undefined;
        if (target.startsWith('/'))
            real = '';
        rest = [...target.split('/').filter((piece) => piece !== ''), ...more];
    }
    return real;
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/policy/copied.js




/** The entries of the context that the Dockerfile's stages copy. Where a source can't be told, everything counts. */
function copiedEntries(entries, plan) {
    const sources = plan.stages
        .flatMap((stage) => stage.instructions)
        .filter(({ keyword, flags }) => (keyword === 'COPY' || keyword === 'ADD') && flags.every(([name]) => name !== 'from'))
        .flatMap((instruction) => {
        const all = jsonArguments(instruction.text) ?? wordsIfKnown(instruction.text, () => '*') ?? ['.', '/'];
        return flagOf(instruction, 'exclude') === undefined ? all.slice(0, -1) : ['.'];
    })
        .map((source) => source.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, ''));
    const roots = sources.flatMap((source) => {
        const pattern = globToRegExp(source);
        const named = isGlob(source) ? entries.filter(({ path }) => pattern.test(path)).map(({ path }) => path) : [source];
        return named.flatMap((path) => followLinks(path === '.' ? '' : path, entries) ?? []);
    });
    if (roots.includes(''))
        return [...entries];
    return entries.filter(({ path }) => roots.some((root) => path === root || path.startsWith(`${root}/`)));
}

// EXTERNAL MODULE: ./build/actions/build-push-image/src/tags.js
var tags = __webpack_require__(3842);
;// CONCATENATED MODULE: ./build/actions/build-push-image/src/builders/cache.js

/** The places that apply to this run; a tag with a placeholder that the run has nothing for is left out, and named. */
function cachePlaces(inputs, { context, clock, log }) {
    const now = new Date(clock.now());
    const filled = (template) => {
        const at = template.lastIndexOf(':');
        const tag = (0,tags/* fillTag */.au)(template.slice(at + 1), context, now);
        if (tag.kind === 'filled')
            return [`${template.slice(0, at)}:${tag.tag}`];
        log.info(`The cache ${template} is left out: ${tag.why}.`);
        return [];
    };
    return {
        from: (inputs['cache-from'] ?? []).flatMap(filled),
        to: inputs['cache-to'] === undefined ? undefined : filled(inputs['cache-to'])[0],
    };
}
/** Flags of `buildx build`. A cache that can't be written costs the next build time, and is no reason to fail this one. */
function cacheFlags({ from, to }) {
    return [
        ...from.flatMap((place) => ['--cache-from', `type=registry,ref=${place}`]),
        ...(to === undefined
            ? []
            : ['--cache-to', `type=registry,ref=${to},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true`]),
    ];
}
/**
 * Listens to a build for caches that could not be used: BuildKit tells of it in passing, and a cache that is never read or
 * written looks like one that works, only slower. One that is not there yet is nothing to warn of.
 */
function watchCaches(warn) {
    const steps = new Map();
    return (line) => {
        const [, id = '', text = ''] = /^#(\d+) (.*)$/.exec(line) ?? [];
        const step = /^(?:importing cache manifest from \S+|exporting cache to registry)/.exec(text)?.[0];
        if (step !== undefined)
            steps.set(id, step);
        const [, error] = /^ERROR: (.*)$/.exec(text) ?? [];
        const failed = steps.get(id);
        if (error === undefined || failed === undefined)
            return;
        if (failed.startsWith('importing') && error.endsWith(': not found'))
            return;
        warn(`The build went on without a cache: ${failed} failed: ${error}`);
    };
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/builders/pinned.js

/** The name of an argument that no Dockerfile has of its own. */
const REFRESH = 'ML_ACTIONS_REFRESH';
/**
 * The Dockerfile with every image named by the digest that was resolved and hashed, so that a tag that moves between the look
 * and the build changes nothing. With `refresh`, every stage begins with an argument of its value: the builder's own cache, on
 * this machine or in a registry, then has nothing that was made for another one.
 */
function pinnedDockerfile(build) {
    const args = new Map(build.arguments);
    const lines = build.context.dockerfile.source.split('\n');
    for (const base of build.bases) {
        if (base.pinned)
            continue;
        // A base given by a build argument is pinned there; one in the text, or in an argument's default, in its line.
        for (const [name, value] of args)
            if (value === base.written)
                args.set(name, base.resolved);
        for (const { base: begins, from } of build.plan.stages) {
            const line = from.line - 1;
            if (begins.kind === 'image' && begins.reference === base.written)
                lines[line] = (lines[line] ?? '').replace(IMAGE, (_, before) => `${before}${base.resolved}`);
        }
        for (const [line, text] of lines.entries()) {
            if (/^\s*(?:COPY|ADD|RUN)\b/i.test(text))
                lines[line] = text.replace(`from=${base.written}`, `from=${base.resolved}`);
        }
    }
    const { refresh } = build.inputs;
    if (refresh !== undefined) {
        const value = (0,registry_src/* sha256 */.sc)(refresh).slice('sha256:'.length, 'sha256:'.length + REFRESH_LENGTH);
        for (const { instructions } of build.plan.stages) {
            const line = (instructions[0]?.line ?? 0) - 1;
            if (line >= 0)
                lines[line] = `ARG ${REFRESH}=${value}\n${lines[line] ?? ''}`;
        }
    }
    return { source: lines.join('\n'), arguments: args };
}
const REFRESH_LENGTH = 16;
/** What stands before an image in its FROM, and the image; one on a continuation line is left to its argument. */
const IMAGE = /^(\s*FROM\s+(?:--\S+\s+)*)[^\s\\`]+/i;

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/builders/docker-failure.js

const NO_SPACE = /no space left on device|disk quota exceeded/i;
/** As BuildKit and the engine say it of a push: their last error, and no output of what was run. */
const PUSH = /^(?:#\d+ )?(?:ERROR: |error: |Error response from daemon: )?.*(?:failed to push|failed to do request: (?:Post|Put|Head)|pushing layers|unexpected status from (?:POST|PUT|HEAD|PATCH) request)/i;
const DENIED = /\b(?:401 Unauthorized|403 Forbidden|insufficient_scope|authorization failed|no basic auth credentials|unauthorized|denied)\b/i;
const TRANSIENT = /(?:: |\b)(?:408|429|5(?!01)\d\d) [A-Z]|toomanyrequests|connection reset|broken pipe|\bEOF\b|timeout|timed out|connection refused/i;
/** Reads a failed command's ending from its exit and its last lines. `asked` is what it was for, a build unless said. */
function dockerFailure(command, result, last, asked) {
    const how = result.ending === 'timed-out'
        ? 'took longer than `timeout`'
        : `ended with exit code ${result.exitCode ?? result.signal ?? '?'}`;
    const what = `\`docker ${command}\` ${how}.`;
    const text = last.join('\n');
    if (NO_SPACE.test(text)) {
        return {
            reason: 'disk-full',
            what: `${what} A disk is full.`,
            fix: 'Free the disk that Docker keeps its data on (`docker system df`, `docker builder prune`), or give it a larger one.',
            transient: false,
        };
    }
    const error = last.findLast((line) => /^ERROR: |^Error response|^error /i.test(line)) ?? last.at(-1) ?? '';
    if (asked !== 'push-failed' && !PUSH.test(error))
        return { reason: asked, what, transient: false };
    if (DENIED.test(error))
        return { reason: 'push-denied', what, fix: registry_src/* ACCESS_FIX */.PI, transient: false };
    return { reason: 'push-failed', what, transient: TRANSIENT.test(error) && result.ending !== 'timed-out' };
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/builders/run-docker.js




const LAST_LINES = 20;
/** Beyond the builder's own patience, which has none for a rate limit. */
const PUSH_WAITS_MS = [5_000, 20_000];
const FORGET_MS = 60_000;
/** A Docker command that failed, with its last lines. */
class DockerError extends src/* UserError */.yo {
    lines;
    constructor(failure, lines) {
        super({ reason: failure.reason, what: failure.what, why: lines.join('\n'), fix: failure.fix });
        this.lines = lines;
    }
}
/** A client with the credentials of the inputs. */
async function dockerClient(build) {
    const { services, inputs } = build;
    const config = await writeDockerConfig(inputs, dockerDirectory(services.env), build.scratch);
    const env = {
        ...services.env,
        DOCKER_CONFIG: config,
        // Our own statement takes their place; theirs would speak of an image that the model is not in yet.
        BUILDX_NO_DEFAULT_ATTESTATIONS: '1',
        BUILDKIT_PROGRESS: 'plain',
    };
    const hidden = hiding([...(inputs.secrets?.values() ?? []), inputs['registry-password'] ?? '']);
    return {
        async run(args, { input, failure = 'build-failed', onLine } = {}) {
            const deadline = services.clock.now() + inputs.timeout;
            for (let tries = 0;; tries += 1) {
                const last = [];
                const result = await (0,process_src/* run */.eF)('docker', args, {
                    env,
                    timeoutMs: Math.max(1, deadline - services.clock.now()),
                    signal: services.signal,
                    ...(input === undefined ? {} : { input: input() }),
                    onLine: (printed) => {
                        const line = hidden(printed);
                        services.log.foreign(line);
                        onLine?.(line);
                        last.push(line);
                        if (last.length > LAST_LINES)
                            last.shift();
                    },
                });
                if (result.exitCode === 0)
                    return result;
                services.signal.throwIfAborted();
                const failed = dockerFailure(args[0] ?? '', result, last, failure);
                const wait = failed.transient ? PUSH_WAITS_MS[tries] : undefined;
                if (wait === undefined || services.clock.now() + wait > deadline)
                    throw new DockerError(failed, last);
                services.log.info(`The registry did not take the image; pushing again in ${wait / 1000} s`);
                await services.clock.sleep(wait, services.signal);
            }
        },
        async forget(name) {
            await (0,process_src/* run */.eF)('docker', ['image', 'rm', '--no-prune', name], { env, timeoutMs: FORGET_MS, signal: services.signal });
        },
    };
}
/** Shorter values stand in every other word; the runner masks them in its log all the same. */
const MIN_SECRET = 3;
/** Replaces secrets in what is logged, shown and told as the cause of a failure, the longest first. */
function hiding(values) {
    const secrets = values
        .filter((value) => value.length >= MIN_SECRET)
        .toSorted((one, other) => other.length - one.length);
    return (line) => secrets.reduce((text, secret) => text.replaceAll(secret, '***'), line);
}
/** Whether a Docker command works here; one that does not answer is taken for absent. */
async function answers(args, { env, signal }) {
    try {
        const result = await (0,process_src/* run */.eF)('docker', args, { env, timeoutMs: 20_000, signal });
        signal.throwIfAborted();
        return result.exitCode === 0;
    }
    catch (error) {
        if (error instanceof process_src/* StartError */.D4)
            return false;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/builders/buildx.js









/** Buildx refuses it before anything is built. */
const NO_EXPORT = /Cache export is not supported for the .* driver/i;
/** BuildKit by `docker buildx`. */
const buildxBuilder = { name: 'buildx', engine: 'buildkit', check: () => { }, build };
async function build(build) {
    const docker = await dockerClient(build);
    const pinned = pinnedDockerfile(build);
    const metadata = (0,external_node_path_.join)(build.scratch, 'metadata.json');
    const name = `${build.inputs.image}:${build.tag}`;
    sayWhatIsAdded(build);
    const secrets = await secretFlags(build);
    const places = cachePlaces(build.inputs, build.services);
    const buildWith = (cache) => docker.run([
        'buildx',
        'build',
        '--progress=plain',
        '--provenance=false',
        '--sbom=false',
        // Media types of OCI also on a base whose layers are zstd: Docker's own has none for it, and containerd can't unpack what comes of it.
        '--output',
        'type=registry,oci-mediatypes=true',
        '--tag',
        name,
        '--metadata-file',
        metadata,
        '--file',
        build.context.dockerfile.path,
        ...(build.platforms.length === 0 ? [] : ['--platform', build.platforms.join(',')]),
        ...(build.inputs.target === undefined ? [] : ['--target', build.inputs.target]),
        ...[...pinned.arguments].flatMap(([key, value]) => ['--build-arg', `${key}=${value}`]),
        ...secrets,
        ...cacheFlags(cache),
        '-',
    ], {
        input: () => contextArchive(build.context, pinned.source),
        onLine: watchCaches((message) => build.services.log.warning(message)),
    });
    try {
        await buildWith(places);
    }
    catch (error) {
        if (places.to === undefined || !(error instanceof DockerError) || !error.lines.some((line) => NO_EXPORT.test(line)))
            throw error;
        build.services.log.warning(`This builder can't leave its cache in a registry, so ${places.to} stays as it is. Turn on Docker's containerd image store, or use a builder of docker/setup-buildx-action.`);
        await buildWith({ ...places, to: undefined });
    }
    const digest = (await digestIn(metadata)) ?? (await pushedDigest(build));
    await docker.forget(name);
    return digest;
}
/** An archive holds its Dockerfile, so `COPY .` takes it even where .dockerignore leaves it out. */
function sayWhatIsAdded({ context, plan, services }) {
    const { path } = context.dockerfile;
    if (context.entries.some((entry) => entry.path === path))
        return;
    const added = { type: 'symlink', path, target: '' };
    if (copiedEntries([added], plan).length === 0)
        return;
    services.log.notice(`${path} itself goes into the image with what is copied, although .dockerignore leaves it out.`);
}
/** Secrets go by files that only this user can read, never by a command line. */
async function secretFlags(build) {
    if (build.inputs.secrets === undefined)
        return [];
    const directory = (0,external_node_path_.join)(build.scratch, 'secrets');
    await (0,promises_.mkdir)(directory, { mode: 0o700 });
    const flags = [];
    for (const [index, [name, value]] of [...build.inputs.secrets].entries()) {
        const path = (0,external_node_path_.join)(directory, String(index));
        await (0,promises_.writeFile)(path, value, { mode: 0o600 });
        flags.push('--secret', `id=${name},src=${path}`);
    }
    return flags;
}
async function digestIn(path) {
    const text = await (0,promises_.readFile)(path, 'utf8').catch(() => 'null');
    try {
        const value = JSON.parse(text);
        const digest = (0,registry_src/* isRecord */.u4)(value) ? value['containerimage.digest'] : undefined;
        return (0,registry_src/* isDigest */.Bc)(digest) ? digest : undefined;
    }
    catch {
        return undefined;
    }
}
/** What the tag of this build names, where the builder does not say what it pushed. */
async function pushedDigest(build) {
    const found = await build.images.resolve(build.tag);
    if (found !== undefined)
        return found.digest;
    throw new src/* UserError */.yo({
        reason: 'push-failed',
        what: `The builder ended well, but ${build.inputs.image}:${build.tag} is not in the registry.`,
    });
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/builders/docker.js






/** `docker build` without buildx: the daemon's own builder, which knows less. What it would lose is refused. */
const dockerBuilder = { name: 'docker', engine: 'docker', check, build: docker_build };
function check({ plan, platforms, inputs, dockerfile }) {
    const lost = [
        ...plan.buildkitOnly,
        ...(dockerfile.syntax === undefined ? [] : [`# syntax=${dockerfile.syntax}`]),
        ...(platforms.length > 1 ? [`${platforms.length} platforms`] : []),
        ...(inputs.secrets === undefined ? [] : ['secrets']),
    ];
    if (lost.length === 0)
        return;
    throw new src/* UserError */.yo({
        reason: 'builder-unable',
        what: `\`builder: docker\` can't do what this build asks for: ${lost.join('; ')}.`,
        fix: 'Install the buildx plugin (docker/setup-buildx-action) and use `builder: buildx`.',
    });
}
async function docker_build(build) {
    check(build);
    const docker = await dockerClient(build);
    const pinned = pinnedDockerfile(build);
    const name = `${build.inputs.image}:${build.tag}`;
    await docker.run([
        'build',
        '--tag',
        name,
        '--file',
        build.context.dockerfile.path,
        ...build.platforms.flatMap((platform) => ['--platform', platform]),
        ...(build.inputs.target === undefined ? [] : ['--target', build.inputs.target]),
        ...[...pinned.arguments].flatMap(([key, value]) => ['--build-arg', `${key}=${value}`]),
        '-',
    ], { input: () => contextArchive(build.context, pinned.source) });
    const pushed = await docker.run(['push', name], { failure: 'push-failed' });
    const [, digest] = /digest: (sha256:[0-9a-f]{64}) size:/.exec(pushed.stdout) ?? [];
    return (0,registry_src/* isDigest */.Bc)(digest) ? digest : pushedDigest(build);
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/layers/base.js

const MAX_CONFIG_BYTES = 8 * 1024 * 1024;
/** The images of a base for the platforms asked; without any, the one for this machine's architecture, or the only one. */
async function readBase(client, digest, platforms, ownArchitecture) {
    const { manifest, descriptor } = await client.getManifest(digest);
    if (!(0,registry_src/* isIndex */.nw)(manifest)) {
        const image = await readOne(client, descriptor);
        const wrong = platforms.find((platform) => platform !== nameOf(image.platform));
        if (wrong !== undefined)
            throw lacking(digest, wrong, [image.platform]);
        return [image];
    }
    const images = manifest.manifests.filter((entry) => entry.platform !== undefined && entry.platform.os !== 'unknown');
    const wanted = platforms.length > 0 ? platforms : [`linux/${ownArchitecture}`];
    return Promise.all(wanted.map((platform) => {
        const found = images.find((entry) => entry.platform !== undefined && fits(entry.platform, platform));
        if (found === undefined)
            throw lacking(digest, platform, images.flatMap((entry) => entry.platform ?? []));
        return readOne(client, found);
    }));
}
async function readOne(client, descriptor) {
    const { manifest } = await client.getManifest(descriptor.digest);
    if ((0,registry_src/* isIndex */.nw)(manifest))
        throw new registry_src/* RegistryError */.gl('unsupported', `${descriptor.digest} is a list within a list`);
    const config = JSON.parse((await client.getBlob(manifest.config.digest, { maxBytes: MAX_CONFIG_BYTES })).toString());
    if (!(0,registry_src/* isRecord */.u4)(config))
        throw new registry_src/* RegistryError */.gl('invalid-response', `the base ${descriptor.digest} has no configuration`);
    const { os, architecture, variant } = {
        os: config['os'],
        architecture: config['architecture'],
        variant: config['variant'],
    };
    const platform = {
        os: typeof os === 'string' ? os : 'linux',
        architecture: typeof architecture === 'string' ? architecture : 'amd64',
        ...(typeof variant === 'string' ? { variant } : {}),
    };
    return { platform, mediaType: descriptor.mediaType, layers: manifest.layers, config };
}
/** `os/architecture[/variant]`. */
function nameOf(platform) {
    return [platform.os, platform.architecture, platform.variant].filter((part) => part !== undefined).join('/');
}
function fits(platform, wanted) {
    return nameOf(platform) === wanted || `${platform.os}/${platform.architecture}` === wanted;
}
function lacking(digest, wanted, has) {
    return new registry_src/* RegistryError */.gl('unsupported', `the base ${digest} has no image for ${wanted}, only for ${has.map(nameOf).join(', ')}`);
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/layers/assemble.js


/** The configuration that a base begins with, to be changed by the Dockerfile. */
function configurationOf(base) {
    const settings = (0,registry_src/* isRecord */.u4)(base.config['config']) ? base.config['config'] : {};
    const text = (name) => (typeof settings[name] === 'string' ? settings[name] : undefined);
    const healthcheck = settings['Healthcheck'];
    return {
        env: new Map(texts(settings['Env']).map((entry) => [entry.split('=', 1)[0] ?? '', entry.slice(entry.indexOf('=') + 1)])),
        labels: new Map((0,registry_src/* isRecord */.u4)(settings['Labels'])
            ? Object.entries(settings['Labels']).map(([name, value]) => [name, String(value)])
            : []),
        exposed: new Set((0,registry_src/* isRecord */.u4)(settings['ExposedPorts']) ? Object.keys(settings['ExposedPorts']) : []),
        volumes: new Set((0,registry_src/* isRecord */.u4)(settings['Volumes']) ? Object.keys(settings['Volumes']) : []),
        user: text('User'),
        workdir: text('WorkingDir') || '/',
        command: Array.isArray(settings['Cmd']) ? texts(settings['Cmd']) : undefined,
        entrypoint: Array.isArray(settings['Entrypoint']) ? texts(settings['Entrypoint']) : undefined,
        shell: Array.isArray(settings['Shell']) ? texts(settings['Shell']) : ['/bin/sh', '-c'],
        stopSignal: text('StopSignal'),
        healthcheck: (0,registry_src/* isRecord */.u4)(healthcheck) ? healthcheck : undefined,
    };
}
/** Stores one platform's image: the base's layers, the new ones, and the configuration. Nothing in it says when it was made. */
async function storeImage(client, base, layers, configuration) {
    const settings = (0,registry_src/* isRecord */.u4)(base.config['config']) ? base.config['config'] : {};
    const config = (0,registry_src/* configWith */.Hs)({ ...base.config, created: '1970-01-01T00:00:00Z', config: { ...settings, ...settingsOf(configuration) } }, layers, {});
    const stored = await client.putBlob(Buffer.from(JSON.stringify(config)));
    const docker = base.mediaType === registry_src/* MediaType */.zu.dockerManifest;
    const manifest = {
        schemaVersion: 2,
        mediaType: registry_src/* MediaType */.zu.ociManifest,
        config: { mediaType: registry_src/* MediaType */.zu.ociConfig, ...stored },
        layers: [
            ...base.layers.map((layer) => (docker ? { ...layer, mediaType: ociTypeOf(layer.mediaType) } : layer)),
            ...layers.map((layer) => layer.descriptor),
        ],
    };
    const descriptor = await client.putManifest(manifest, registry_src/* MediaType */.zu.ociManifest);
    return { ...descriptor, platform: base.platform };
}
/** One image as it is, or an index over several. */
async function storeIndex(client, images) {
    const [only, ...more] = images;
    if (only !== undefined && more.length === 0)
        return only.digest;
    const manifests = [...images].sort((one, other) => (platformName(one) < platformName(other) ? -1 : 1));
    const index = { schemaVersion: 2, mediaType: registry_src/* MediaType */.zu.ociIndex, manifests };
    return (await client.putManifest(index, registry_src/* MediaType */.zu.ociIndex)).digest;
}
function platformName(descriptor) {
    return descriptor.platform === undefined ? '' : nameOf(descriptor.platform);
}
function ociTypeOf(mediaType) {
    return mediaType === registry_src/* MediaType */.zu.dockerLayerGzip ? registry_src/* MediaType */.zu.ociLayerGzip : mediaType;
}
function settingsOf(configuration) {
    const { env, labels, exposed, volumes, user, workdir, command, entrypoint, stopSignal, healthcheck } = configuration;
    return {
        Env: [...env].map(([name, value]) => `${name}=${value}`),
        Labels: Object.fromEntries(labels),
        ...(exposed.size === 0 ? {} : { ExposedPorts: Object.fromEntries([...exposed].map((port) => [port, {}])) }),
        ...(volumes.size === 0 ? {} : { Volumes: Object.fromEntries([...volumes].map((volume) => [volume, {}])) }),
        ...(user === undefined ? {} : { User: user }),
        WorkingDir: workdir,
        // An ENTRYPOINT takes the base's CMD away, so what is not set must not stay.
        Cmd: command,
        Entrypoint: entrypoint,
        ...(stopSignal === undefined ? {} : { StopSignal: stopSignal }),
        ...(healthcheck === undefined ? {} : { Healthcheck: healthcheck }),
    };
}
function texts(value) {
    return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/dockerfile/stages.js



/** Resolves a Dockerfile's stages for a target. Throws `UserError` `dockerfile-invalid`. */
function planOf(dockerfile, choices) {
    const globals = globalArguments(dockerfile, choices);
    const all = stagesOf(dockerfile, (name) => globals.get(name));
    const target = findTarget(all, choices.target);
    const needed = new Set();
    const images = new Set();
    const visit = (stage) => {
        if (needed.has(stage.index))
            return;
        needed.add(stage.index);
        if (stage.base.kind === 'image')
            images.add(stage.base.reference);
        for (const source of [baseStage(stage), ...copiedFrom(stage)]) {
            const other = source === undefined ? undefined : stageNamed(all, source, stage.index);
            if (other !== undefined)
                visit(other);
            else if (source !== undefined)
                images.add(source);
        }
    };
    visit(target);
    const stages = all.filter((stage) => needed.has(stage.index));
    const instructions = stages.flatMap((stage) => stage.instructions);
    return {
        target,
        stages,
        images: [...images],
        declaredArguments: new Set([...globals.keys(), ...declared(instructions), ...declaredGlobally(dockerfile)]),
        buildkitOnly: instructions.flatMap(onlyBuildkit),
        runs: instructions.filter((instruction) => instruction.keyword === 'RUN'),
    };
}
function declaredGlobally(dockerfile) {
    return declared(dockerfile.instructions.slice(0, firstFrom(dockerfile)));
}
function firstFrom(dockerfile) {
    const first = dockerfile.instructions.findIndex((instruction) => instruction.keyword === 'FROM');
    if (first === -1)
        throw invalid('has no FROM');
    return first;
}
function globalArguments(dockerfile, choices) {
    const values = new Map();
    for (const { keyword, text } of dockerfile.instructions.slice(0, firstFrom(dockerfile))) {
        if (keyword !== 'ARG')
            throw invalid(`has ${keyword} before FROM`);
        for (const { name, value } of argumentsOf(text, (known) => values.get(known))) {
            const chosen = choices.arguments.get(name) ?? value;
            if (chosen !== undefined)
                values.set(name, chosen);
        }
    }
    return values;
}
/** The names that an ARG declares, with their defaults. */
function argumentsOf(text, lookup) {
    return words(text, lookup).map((word) => {
        const at = word.indexOf('=');
        return at === -1 ? { name: word, value: undefined } : { name: word.slice(0, at), value: word.slice(at + 1) };
    });
}
function declared(instructions) {
    return instructions
        .filter((instruction) => instruction.keyword === 'ARG')
        .flatMap((instruction) => [...instruction.text.matchAll(/(?:^|\s)([A-Za-z_][A-Za-z0-9_]*)(?==|\s|$)/g)].map(([, name = '']) => name));
}
function stagesOf(dockerfile, lookup) {
    const stages = [];
    for (const instruction of dockerfile.instructions.slice(firstFrom(dockerfile))) {
        if (instruction.keyword === 'FROM')
            stages.push({ from: instruction, instructions: [] });
        else
            stages.at(-1)?.instructions.push(instruction);
    }
    const known = [];
    for (const [index, { from, instructions }] of stages.entries()) {
        const [image, as, name, ...more] = words(from.text, lookup);
        if (image === undefined || image === '') {
            throw invalid(`names no image in line ${from.line} (\`FROM ${from.text}\`); a build argument may be missing`);
        }
        if (more.length > 0 || (as !== undefined && (as.toLowerCase() !== 'as' || name === undefined))) {
            throw invalid(`has a FROM that can't be read in line ${from.line}`);
        }
        known.push({ index, name: name?.toLowerCase(), base: baseOf(image, known), from, instructions });
    }
    return known;
}
function baseOf(image, known) {
    if (image === 'scratch')
        return { kind: 'scratch' };
    const stage = known.findLast((earlier) => earlier.name === image.toLowerCase());
    return stage === undefined ? { kind: 'image', reference: image } : { kind: 'stage', index: stage.index };
}
function findTarget(stages, target) {
    const found = target === undefined
        ? stages.at(-1)
        : stages.find((stage) => stage.name === target.toLowerCase() || String(stage.index) === target);
    if (found === undefined)
        throw invalid(`has no stage named ${target ?? ''}`);
    return found;
}
function stageNamed(stages, name, before) {
    return stages.findLast((stage) => stage.index < before && (stage.name === name.toLowerCase() || String(stage.index) === name));
}
function baseStage(stage) {
    return stage.base.kind === 'stage' ? String(stage.base.index) : undefined;
}
function copiedFrom(stage) {
    return stage.instructions.flatMap((instruction) => {
        if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD')
            return flagOf(instruction, 'from') ?? [];
        if (instruction.keyword !== 'RUN')
            return [];
        return instruction.flags.flatMap(([name, value]) => {
            const [, from] = name === 'mount' ? (/(?:^|,)from=([^,]+)/.exec(value ?? '') ?? []) : [];
            return from ?? [];
        });
    });
}
function onlyBuildkit(instruction) {
    const flags = instruction.flags
        .filter(([name]) => !(name === 'chown' || name === 'from' || instruction.keyword === 'HEALTHCHECK'))
        .map(([name]) => `${instruction.keyword} --${name} (line ${instruction.line})`);
    return instruction.heredocs ? [...flags, `${instruction.keyword} <<… (line ${instruction.line})`] : flags;
}
function invalid(what) {
    return new src/* UserError */.yo({ reason: 'dockerfile-invalid', what: `The Dockerfile ${what}.` });
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/layers/unable.js

/** Refuses an instruction by its line. */
function unable(instruction, why) {
    throw new src/* UserError */.yo({
        reason: 'builder-unable',
        what: `\`builder: layers\` can't do line ${instruction.line} of the Dockerfile, ${instruction.keyword} ${instruction.text.split('\n', 1)[0]?.slice(0, 100) ?? ''}: ${why}.`,
        fix: 'Use `builder: buildx` on a runner with Docker, or build what is run into the base image.',
    });
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/layers/configuration.js





/** The walk through a stage: what is configured so far, and what its variables stand for. */
class StageWalk {
    configuration;
    #arguments = new Map();
    #given;
    #globals;
    escapeChar;
    constructor(base, given, globals, escapeCharacter) {
        this.configuration = base;
        this.#given = given;
        this.#globals = globals;
        this.escapeChar = escapeCharacter;
    }
    /** What a variable stands for at this point: ENV comes before ARG. */
    lookup = (name) => this.configuration.env.get(name) ?? this.#arguments.get(name);
    words(text) {
        return words(text, this.lookup, this.escapeChar);
    }
    expand(text) {
        return expand(text, this.lookup, this.escapeChar);
    }
    /** Takes an instruction that changes nothing but the configuration; false for any other. */
    take(instruction) {
        const { keyword, text } = instruction;
        const { configuration } = this;
        switch (keyword) {
            case 'ARG':
                for (const { name, value } of argumentsOf(text, this.lookup)) {
                    const chosen = this.#given.get(name) ?? value ?? this.#globals.get(name);
                    if (chosen !== undefined)
                        this.#arguments.set(name, chosen);
                }
                return true;
            case 'ENV':
                for (const [name, value] of this.#pairs(text))
                    configuration.env.set(name, value);
                return true;
            case 'LABEL':
                for (const [name, value] of this.#pairs(text))
                    configuration.labels.set(name, value);
                return true;
            case 'EXPOSE':
                for (const port of this.words(text))
                    configuration.exposed.add(port.includes('/') ? port : `${port}/tcp`);
                return true;
            case 'VOLUME':
                for (const volume of jsonArguments(text) ?? this.words(text))
                    configuration.volumes.add(this.expand(volume));
                return true;
            case 'USER':
                configuration.user = this.expand(text);
                return true;
            case 'WORKDIR':
                configuration.workdir = external_node_path_.posix.resolve(configuration.workdir, this.expand(text));
                return true;
            case 'STOPSIGNAL':
                configuration.stopSignal = this.expand(text);
                return true;
            case 'CMD':
                configuration.command = this.#command(text);
                return true;
            case 'ENTRYPOINT':
                configuration.entrypoint = this.#command(text);
                configuration.command = undefined;
                return true;
            case 'SHELL':
                configuration.shell = jsonArguments(text) ?? unable(instruction, 'its argument is not a JSON array');
                return true;
            case 'HEALTHCHECK':
                configuration.healthcheck = this.#healthcheck(instruction);
                return true;
            default:
                return false;
        }
    }
    #command(text) {
        return jsonArguments(text) ?? [...this.configuration.shell, text];
    }
    #pairs(text) {
        const [first = ''] = this.words(text);
        if (!first.includes('=')) {
            // The old form: one name, and the rest of the line is its value.
            const [, name = '', value = ''] = /^(\S+)\s+([\s\S]*)$/.exec(text) ?? [];
            return [[name, this.expand(value)]];
        }
        // All of one instruction see what stood before it, so they are read before one is set.
        return this.words(text).map((word) => {
            const at = word.indexOf('=');
            return [word.slice(0, at), word.slice(at + 1)];
        });
    }
    #healthcheck(instruction) {
        const { flags, text } = instruction;
        if (text.toUpperCase() === 'NONE')
            return { Test: ['NONE'] };
        const [, command] = /^CMD\s+([\s\S]+)$/i.exec(text) ?? [];
        if (command === undefined)
            return unable(instruction, 'it has neither CMD nor NONE');
        const json = jsonArguments(command);
        const names = {
            interval: 'Interval',
            timeout: 'Timeout',
            'start-period': 'StartPeriod',
            'start-interval': 'StartInterval',
        };
        const settings = flags.map(([name, value = '']) => {
            if (name === 'retries')
                return ['Retries', Number(value)];
            const key = names[name];
            const nanoseconds = durationOf(value);
            return key === undefined || nanoseconds === undefined
                ? unable(instruction, `--${name}=${value} can't be read`)
                : [key, nanoseconds];
        });
        return { Test: json === undefined ? ['CMD-SHELL', command] : ['CMD', ...json], ...Object.fromEntries(settings) };
    }
}
const NANOSECONDS = { ns: 1, us: 1e3, ms: 1e6, s: 1e9, m: 6e10, h: 3.6e12 };
function durationOf(text) {
    if (!/^(?:\d+(?:\.\d+)?(?:ns|us|ms|s|m|h))+$/.test(text))
        return undefined;
    return [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|ms|s|m|h)/g)].reduce((sum, [, count, unit = '']) => sum + Number(count) * (NANOSECONDS[unit] ?? 0), 0);
}
/** The values of the arguments before the first FROM. */
function globalValues(instructions, given) {
    const values = new Map();
    for (const { keyword, text } of instructions) {
        if (keyword === 'FROM')
            break;
        for (const { name, value } of argumentsOf(text, (known) => values.get(known))) {
            const chosen = given.get(name) ?? value;
            if (chosen !== undefined)
                values.set(name, chosen);
        }
    }
    return values;
}
/** The last USER of the target, when its own text says one. */
function finalUserOf(plan) {
    return plan.target.instructions.findLast((instruction) => instruction.keyword === 'USER')?.text;
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/layers/copy.js







const KNOWN_FLAGS = ['chown', 'chmod', 'link'];
const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tar\.[a-z0-9]+)$/i;
/**
 * What one COPY (or ADD of plain files) puts into the image, as members of a layer. Directories on the way are not named: runtimes
 * make them, and naming one would replace a link of the base, such as /bin, by a directory.
 */
function copiedMembers(instruction, walk, context) {
    const marks = copy_marksOf(instruction, walk);
    const [destination, ...sources] = copy_argumentsOf(instruction, walk).reverse();
    if (destination === undefined || sources.length === 0)
        return unable(instruction, 'it has no source or no destination');
    const found = sources.reverse().flatMap((source) => matches(instruction, source, context));
    const intoDirectory = destination.endsWith('/') || found.length > 1 || /(?:^|\/)\.{0,2}$/.test(destination);
    const target = external_node_path_.posix.resolve(walk.configuration.workdir, destination);
    const members = new Map();
    for (const source of found) {
        for (const member of place(source, target, intoDirectory, context, marks.uid !== undefined))
            members.set(member.name, { ...member, ...marked(member, marks) });
    }
    return [...members.values()].sort((one, other) => (0,registry_src/* byBytes */.bg)(one.name, other.name));
}
function copy_argumentsOf(instruction, walk) {
    if (instruction.heredocs)
        return unable(instruction, 'files written in the Dockerfile itself need BuildKit');
    const unknown = instruction.flags.find(([name]) => !KNOWN_FLAGS.includes(name));
    if (unknown !== undefined)
        return unable(instruction, `the flag --${unknown[0]} needs BuildKit`);
    const json = jsonArguments(instruction.text);
    return json === undefined ? walk.words(instruction.text) : json.map((text) => walk.expand(text));
}
function copy_marksOf(instruction, walk) {
    const value = (name) => {
        const text = instruction.flags.find(([flag]) => flag === name)?.[1];
        return text === undefined ? undefined : walk.expand(text);
    };
    const [owner, mode] = [value('chown'), value('chmod')];
    const [, uid, gid] = /^(\d+)(?::(\d+))?$/.exec(owner ?? '') ?? [];
    if (owner !== undefined && uid === undefined)
        return unable(instruction, 'names of users are known only inside the image; write numbers');
    if (mode !== undefined && !/^[0-7]{3,4}$/.test(mode))
        return unable(instruction, '--chmod is not octal');
    return {
        ...(uid === undefined ? {} : { uid: Number(uid), gid: Number(gid ?? uid) }),
        ...(mode === undefined ? {} : { mode: Number.parseInt(mode, 8) }),
    };
}
function marked(member, { mode, ...owner }) {
    return member.type === 'symlink' || mode === undefined ? owner : { ...owner, mode };
}
function matches(instruction, written, context) {
    if (/^https?:\/\/|^git@|\.git(?:#|$)/.test(written) && instruction.keyword === 'ADD')
        return unable(instruction, 'it fetches from the network');
    const source = external_node_path_.posix.normalize(`/${written}`).replace(/^\/+|\/+$/g, '');
    if (source === '')
        return [{ name: '', path: '', kind: 'directory', below: context.entries, self: undefined }];
    const pattern = globToRegExp(source);
    const named = isGlob(source)
        ? context.entries.filter((entry) => pattern.test(entry.path)).map(({ path }) => path)
        : [source];
    const found = named.flatMap((path) => sourceAt(path, context) ?? []);
    if (found.length === 0) {
        return unable(instruction, `${written} is not in the context (or .dockerignore keeps it out)`);
    }
    if (instruction.keyword === 'ADD' && found.some(({ self }) => self?.type === 'file' && ARCHIVE.test(self.path))) {
        return unable(instruction, 'ADD would unpack the archive');
    }
    return found;
}
/** What a source's path leads to: as with BuildKit, links on the way and at its end are followed, those below are copied. */
function sourceAt(path, context) {
    const real = followLinks(path, context.entries);
    const self = context.entries.find((entry) => entry.path === real);
    if (real === undefined || (self === undefined && real !== ''))
        return undefined;
    const prefix = real === '' ? '' : `${real}/`;
    return {
        name: external_node_path_.posix.basename(path),
        path: real,
        kind: self?.type ?? 'directory',
        self,
        below: context.entries.filter((entry) => entry.path !== real && entry.path.startsWith(prefix)),
    };
}
function place(source, target, intoDirectory, context, owned) {
    const inside = target.replace(/^\/+/, '');
    if (source.kind === 'directory') {
        const prefix = source.path === '' ? '' : `${source.path}/`;
        const members = source.below.map((entry) => memberOf(context.root, entry, external_node_path_.posix.join(inside, entry.path.slice(prefix.length))));
        // A directory of its own owner has to be named, or its owner would be lost; so has one with nothing in it.
        const named = inside !== '' && (owned || members.length === 0);
        return named ? [{ type: 'directory', name: inside }, ...members] : members;
    }
    if (source.self === undefined)
        return [];
    const name = intoDirectory ? external_node_path_.posix.join(inside, source.name) : inside;
    return [memberOf(context.root, source.self, name)];
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/layers/pack.js





/** Packs members into a layer in a scratch directory, pushes it, and says how it is named. The same members, the same bytes. */
async function packLayer(client, members, createdBy, scratch) {
    const path = (0,external_node_path_.join)(scratch, `${(0,external_node_crypto_.randomUUID)()}.tar.gz`);
    const { digest, size, diffId } = await (0,registry_src/* packTar */.nG)(members, path);
    await client.putBlob({ digest, size, open: () => (0,external_node_fs_.createReadStream)(path) });
    await (0,promises_.rm)(path);
    return { descriptor: { mediaType: registry_src/* MediaType */.zu.ociLayerGzip, digest, size }, diffId, createdBy };
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/builders/layers.js








const ARCHITECTURES = {
    x64: 'amd64',
    arm64: 'arm64',
    arm: 'arm',
    ppc64: 'ppc64le',
    s390x: 's390x',
};
/** Puts the files that a Dockerfile copies on its base, in the registry, without any daemon. */
const layersBuilder = { name: 'layers', engine: 'layers', check: layers_check, build: layers_build };
function layers_check({ plan, inputs }) {
    const { target } = plan;
    if (inputs.secrets !== undefined)
        throw cannot('nothing runs, so no secret can be used');
    if (target.base.kind !== 'image')
        unable(target.from, 'the stage does not begin with an image of a registry');
    for (const instruction of target.instructions) {
        if (instruction.keyword === 'RUN')
            unable(instruction, 'it runs something, and there is nothing to run it in');
        if (instruction.keyword === 'ONBUILD' || instruction.keyword === 'MAINTAINER')
            unable(instruction, 'it is not supported');
    }
}
async function layers_build(build) {
    layers_check(build);
    const [base] = build.bases;
    if (base === undefined)
        return unable(build.plan.target.from, 'it has no base');
    const client = await build.openBase(base.reference);
    try {
        const images = await readBase(client, base.digest, build.platforms, ARCHITECTURES[process.arch] ?? process.arch);
        for (const layer of new Map(images.flatMap((image) => image.layers).map((layer) => [layer.digest, layer])).values()) {
            await (0,registry_src/* copyBlob */.Z7)(client, build.images, layer);
        }
        const stored = [];
        for (const image of images)
            stored.push(await buildOne(build, image, build.images));
        return await storeIndex(build.images, stored);
    }
    catch (error) {
        if ((0,registry_src/* isRegistryError */.IP)(error, 'unsupported'))
            throw cannot(error.message);
        throw error;
    }
}
async function buildOne(build, base, images) {
    const globals = globalValues(build.dockerfile.instructions, build.arguments);
    const walk = new StageWalk(configurationOf(base), build.arguments, globals, build.dockerfile.escapeChar);
    const layers = [];
    for (const instruction of build.plan.target.instructions) {
        if (walk.take(instruction))
            continue;
        if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD')
            unable(instruction, 'it is not known');
        const members = copiedMembers(instruction, walk, build.context);
        if (members.length > 0)
            layers.push(await packLayer(images, members, shown(instruction), build.scratch));
    }
    return storeImage(images, base, layers, walk.configuration);
}
function shown(instruction) {
    return `${instruction.keyword} ${instruction.text}`;
}
function cannot(why) {
    return new src/* UserError */.yo({
        reason: 'builder-unable',
        what: `\`builder: layers\` can't build this image: ${why}.`,
        fix: 'Use `builder: buildx` on a runner with Docker.',
    });
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/builders/choose.js





/** The builder asked for, or the best that is here. Throws `UserError` `builder-unavailable`. */
async function chooseBuilder(inputs, plan, services) {
    switch (inputs.builder) {
        case 'layers':
            return layersBuilder;
        case 'buildx':
            if (await hasBuildx(services))
                return buildxBuilder;
            throw unavailable('`docker buildx` does not answer', 'Add docker/setup-buildx-action before this step.');
        case 'docker':
            if (await hasDocker(services))
                return dockerBuilder;
            throw unavailable('the Docker daemon does not answer', 'Start Docker on the runner, or use `builder: layers`.');
        case 'auto':
            if (await hasBuildx(services))
                return buildxBuilder;
            if (await hasDocker(services))
                return dockerBuilder;
            if (plan.runs.length === 0)
                return layersBuilder;
            throw unavailable(`neither buildx nor a Docker daemon answers, and the Dockerfile runs something in line ${plan.runs[0]?.line ?? 0}`, 'Start Docker on the runner, or move what is run into the base image and use `builder: layers`.');
    }
}
async function hasBuildx(services) {
    return (await answers(['buildx', 'version'], services)) && (await answers(['buildx', 'inspect'], services));
}
function hasDocker(services) {
    return answers(['version', '--format', '{{.Server.Version}}'], services);
}
function unavailable(what, fix) {
    return new src/* UserError */.yo({
        reason: 'builder-unavailable',
        what: `No image can be built here: ${what}.`,
        fix,
    });
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/context/ignore.js
/**
 * The rules of a .dockerignore file, as github.com/moby/patternmatcher reads them: anchored at the root, `**` any depth, a
 * pattern holds for everything below what it matches, and of several the last that changes something decides. The library for
 * this, @balena/dockerignore, leaves `+ ( ) |` unescaped and so ignores other files than Docker does. Compared with BuildKit of
 * Docker 26.1 on 360 random sets of rules. Throws `SyntaxError`.
 */
function parseIgnoreFile(text) {
    const rules = text
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/)
        .filter((line) => !line.startsWith('#') && line.trim() !== '')
        .flatMap(parseRule);
    return {
        ignores: (path) => ignores(rules, path),
        mayHoldExceptions: (directory) => rules.some((rule) => rule.exception && mayMatchBelow(rule.parts, directory.split('/'))),
    };
}
function parseRule(line) {
    const trimmed = line.trim();
    const exception = trimmed.startsWith('!');
    const written = exception ? trimmed.slice(1).trim() : trimmed;
    if (written === '')
        throw new SyntaxError('illegal exclusion pattern: "!"');
    const cleaned = clean(written);
    // The context itself is never ignored.
    if (cleaned === '.')
        return [];
    return [{ exception, parts: cleaned.split('/'), pattern: toRegExp(cleaned) }];
}
// Go's filepath.Clean, and without the leading slash.
function clean(path) {
    const parts = [];
    for (const part of path.split('/')) {
        if (part === '' || part === '.')
            continue;
        if (part === '..' && parts.length > 0 && parts.at(-1) !== '..')
            parts.pop();
        else if (part !== '..' || !path.startsWith('/'))
            parts.push(part);
    }
    return parts.length === 0 ? '.' : parts.join('/');
}
// MatchesUsingParentResults, which BuildKit's walk uses: a rule that was passed over at a directory, because it would have
// changed nothing there, does not hold for what is below by that directory's name.
function ignores(rules, path) {
    const parts = path.split('/');
    let above = [];
    let ignored = false;
    for (const index of parts.keys()) {
        const prefix = parts.slice(0, index + 1).join('/');
        ignored = false;
        above = rules.map((rule, position) => {
            const held = above[position] ?? false;
            const matches = held || (rule.exception === ignored && rule.pattern.test(prefix));
            if (matches)
                ignored = !rule.exception;
            return matches;
        });
    }
    return ignored;
}
function toRegExp(pattern) {
    let source = '^';
    for (let at = 0; at < pattern.length; at += 1) {
        const char = pattern.charAt(at);
        if (char === '*' && pattern.charAt(at + 1) === '*') {
            at += 1;
            if (pattern.charAt(at + 1) === '/')
                at += 1;
            source += at + 1 >= pattern.length ? '.*' : '(?:.*/)?';
        }
        else if (char === '*')
            source += '[^/]*';
        else if (char === '?')
            source += '[^/]';
        else if (char === '[') {
            const end = classEnd(pattern, at);
            source += pattern.slice(at, end + 1);
            at = end;
        }
        else if (char === '\\') {
            at += 1;
            if (at >= pattern.length)
                throw new SyntaxError(`syntax error in pattern: ${pattern}`);
            source += escaped(pattern.charAt(at));
        }
        else
            source += escaped(char);
    }
    return new RegExp(`${source}$`, 's');
}
function escaped(char) {
    return char.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
}
function classEnd(pattern, start) {
    const [whole] = /^\[\^?(?:\\.|[^\]\\])+\]/.exec(pattern.slice(start)) ?? [];
    if (whole === undefined || /^\[\^?-|-\]$|-.-/.test(whole))
        throw new SyntaxError(`syntax error in pattern: ${pattern}`);
    return start + whole.length - 1;
}
function mayMatchBelow(pattern, directory) {
    for (const [index, part] of directory.entries()) {
        const wanted = pattern[index];
        // The exception is a directory above: then it lets in what is below.
        if (wanted === undefined || wanted.includes('**'))
            return true;
        if (!toRegExp(wanted).test(part))
            return false;
    }
    return true;
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/context/walk.js





const HEAD_BYTES = 512;
const CHUNK_BYTES = 1024 * 1024;
/**
 * Everything in a directory that the rules leave in, in order of bytes, with each file's digest. Contents are read, times are
 * not believed. Synchronous on purpose: one reused buffer hashed a GiB in 1.6 s where streams took 3.2. Throws `UserError`
 * `context-unreadable` for what is neither file, directory nor link.
 */
function walkContext(root, rules) {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    const entries = [];
    const visit = (directory) => {
        for (const name of (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(root, directory))) {
            const path = directory === '' ? name : `${directory}/${name}`;
            const status = (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(root, path));
            const ignored = rules.ignores(path);
            if (status.isDirectory()) {
                if (ignored && !rules.mayHoldExceptions(path))
                    continue;
                const before = entries.length;
                entries.push({ type: 'directory', path });
                visit(path);
                // An ignored directory is there only for what was let in below it.
                if (ignored && entries.length === before + 1)
                    entries.pop();
            }
            else if (!ignored) {
                entries.push(leaf(root, path, status, buffer));
            }
        }
    };
    visit('');
    return entries.sort((one, other) => (0,registry_src/* byBytes */.bg)(one.path, other.path));
}
function leaf(root, path, status, buffer) {
    if (status?.isSymbolicLink() === true)
        return { type: 'symlink', path, target: (0,external_node_fs_.readlinkSync)((0,external_node_path_.join)(root, path)) };
    if (status?.isFile() === true) {
        return {
            type: 'file',
            path,
            executable: (Number(status.mode) & 0o111) !== 0,
            ...hashFile((0,external_node_path_.join)(root, path), Number(status.size), buffer),
        };
    }
    throw new src/* UserError */.yo({
        reason: 'context-unreadable',
        what: `${path} in the context is neither a file, a directory nor a link.`,
        fix: 'Remove it, or name it in .dockerignore.',
    });
}
function hashFile(path, expected, buffer) {
    const file = (0,external_node_fs_.openSync)(path, 'r');
    try {
        const hash = (0,external_node_crypto_.createHash)('sha256');
        let size = 0;
        let head = new Uint8Array(0);
        for (;;) {
            const count = (0,external_node_fs_.readSync)(file, buffer, 0, buffer.length, null);
            if (count === 0)
                break;
            if (size === 0)
                head = Uint8Array.from(buffer.subarray(0, Math.min(count, HEAD_BYTES)));
            hash.update(buffer.subarray(0, count));
            size += count;
            // One read less for each small file. What grows meanwhile is found when it is sent.
            if (size === expected)
                break;
        }
        return { size, digest: `sha256:${hash.digest('hex')}`, head };
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/context/open.js





const MAX_DOCKERFILE_BYTES = 1024 * 1024;
/** The Dockerfile's place in the archive when it lies outside the context. */
const OUTSIDE = '.ml-actions.Dockerfile';
/** Reads a context and its Dockerfile. Throws `UserError` `context-unreadable`. */
function openContext(root, dockerfile) {
    const path = dockerfile === undefined ? (0,external_node_path_.join)(root, 'Dockerfile') : (0,external_node_path_.resolve)(dockerfile);
    const source = open_read(path, `There is no Dockerfile at ${path}.`);
    if (source.length > MAX_DOCKERFILE_BYTES)
        throw unreadable(`${path} is larger than 1 MiB.`);
    if (!(0,external_node_fs_.statSync)(root, { throwIfNoEntry: false })?.isDirectory())
        throw unreadable(`${root} is not a directory.`);
    const inside = (0,external_node_path_.relative)(root, path);
    try {
        const entries = walkContext(root, parseIgnoreFile(ignoreText(root, path)));
        return { root, entries, dockerfile: { source, path: inside.startsWith('..') ? OUTSIDE : inside, shown: path } };
    }
    catch (error) {
        if (error instanceof src/* UserError */.yo)
            throw error;
        throw unreadable(`The context ${root} can't be read: ${error instanceof Error ? error.message : String(error)}.`);
    }
}
/** `<Dockerfile>.dockerignore` beside the Dockerfile, else `.dockerignore` of the context: BuildKit's order. */
function ignoreText(root, dockerfile) {
    for (const path of [`${dockerfile}.dockerignore`, (0,external_node_path_.join)(root, '.dockerignore')]) {
        if ((0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.isFile() === true)
            return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    return '';
}
function open_read(path, missing) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        throw unreadable(missing);
    }
}
function unreadable(what) {
    return new src/* UserError */.yo({
        reason: 'context-unreadable',
        what,
        fix: 'Check `context` and `dockerfile`.',
    });
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/policy/bases.js
/** What is to be said about where the image comes from, and as whom it runs. */
function judgeBases(bases, finalUser) {
    const findings = bases.flatMap((base) => {
        if (base.pinned)
            return [];
        const fix = `Write ${base.written.split('@')[0] ?? base.written}@${base.digest}.`;
        if (base.tag === undefined || base.tag === 'latest') {
            return [
                {
                    rule: 'latest',
                    severity: 'error',
                    what: `The base ${base.written} is whatever is latest on the day of the build.`,
                    fix,
                },
            ];
        }
        return [
            {
                rule: 'base-digest',
                severity: 'warning',
                what: `The base ${base.written} is named by a tag, which may move; today it is ${base.digest}.`,
                fix,
            },
        ];
    });
    if (finalUser !== undefined && /^(?:root|0)?(?::.*)?$/.test(finalUser)) {
        findings.push({
            rule: 'root',
            severity: 'warning',
            what: 'The image runs as root.',
            fix: 'End the Dockerfile with a numeric `USER`, such as `USER 65532:65532`.',
        });
    }
    return findings;
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/policy/secrets.js

const BY_NAME = /(?:^|\/)(?:\.env(?:\.(?!example$|sample$|template$|dist$)[^/]+)?|id_(?:rsa|dsa|ecdsa|ed25519)|\.netrc|\.git-credentials|\.pypirc|\.aws\/credentials|\.kube\/config|\.docker\/config\.json|[^/]+\.(?:p12|pfx|jks)|(?:service[-_]account|credentials)[^/]*\.json)$/i;
const PRIVATE_KEY = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/;
/** Files of the context that hold secrets, by their names or first bytes. */
function secretFilesAmong(entries) {
    return entries.flatMap((entry) => {
        if (entry.type !== 'file')
            return [];
        const isKey = PRIVATE_KEY.test(Buffer.from(entry.head).toString('latin1'));
        if (!isKey && !BY_NAME.test(entry.path))
            return [];
        return [
            {
                rule: 'secrets',
                severity: 'error',
                what: `${entry.path} would go into the image and ${isKey ? 'holds a private key' : 'is a file that holds secrets'}.`,
                fix: `Add \`${entry.path}\` to .dockerignore, and hand secrets over with \`secrets\` or at run time.`,
                file: entry.path,
            },
        ];
    });
}
// "token" and "key" alone mean other things where models are made: PAD_TOKEN, KEY_DIM, TOKENIZER_PATH.
const SECRET_NAME = /(?:^|_)(?:PASSWORD|PASSWD|SECRET|SECRET_KEY|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?|AUTH_TOKEN|ACCESS_TOKEN)$|^(?:HF_TOKEN|HUGGING_?FACE_HUB_TOKEN|GITHUB_TOKEN|GH_TOKEN|NPM_TOKEN|PYPI_TOKEN|OPENAI_API_KEY)$/i;
const HARMLESS_VALUE = /^(?:|\d+(?:\.\d+)?|true|false|none|null|changeme|\/.*|<.*>|\$.*|.*\/run\/secrets\/.*)$/i;
/** Secrets that the Dockerfile's own text would put into the image's configuration or history. */
function secretVariables(plan, given) {
    return plan.stages.flatMap((stage) => stage.instructions.flatMap((instruction) => assignments(instruction, given)
        .filter(([name, value]) => SECRET_NAME.test(name) && !HARMLESS_VALUE.test(value))
        .map(([name]) => ({
        rule: 'secrets',
        severity: 'error',
        what: `${instruction.keyword} ${name} in line ${instruction.line} puts a secret into the image, where everybody who pulls it can read it.`,
        fix: 'Use `RUN --mount=type=secret` with the input `secrets`, or set it at run time.',
        line: instruction.line,
    }))));
}
function assignments({ keyword, text }, given) {
    if (keyword !== 'ENV' && keyword !== 'ARG')
        return [];
    const keep = (name) => `$${name}`;
    const parts = wordsIfKnown(text, keep) ?? [];
    const [first = '', second = ''] = parts;
    if (keyword === 'ENV' && !first.includes('='))
        return [[first, second]];
    return parts.map((part) => {
        const at = part.indexOf('=');
        const name = at === -1 ? part : part.slice(0, at);
        return [name, (keyword === 'ARG' ? given.get(name) : undefined) ?? (at === -1 ? '' : part.slice(at + 1))];
    });
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/policy/weights.js
const MIB = 1024 * 1024;
// Endings that only weights have, from modelpack's modctl and replicate's cog; and those that other files have as well.
const WEIGHTS = /\.(?:safetensors|pth|pt2|ptl|pte|mar|onnx|onnx_data|gguf|ggml|keras|ckpt|tflite|engine|mlmodel|joblib|llamafile)$/i;
const AMBIGUOUS = /\.(?:bin|pt|pb|pkl|pickle|npy|npz|h5|hdf5|db|model|data|msgpack|plan|trt|parquet|arrow)$/i;
const CLEAR_BYTES = MIB;
const AMBIGUOUS_BYTES = 50 * MIB;
const HARMLESS = /(?:^|\/)(?:site-packages\/|tokenizer[^/]*\.model$|sentencepiece[^/]*\.model$)/;
const TESTS = /(?:^|\/)tests?\//;
const TEST_BYTES = 5 * MIB;
const LFS = 'version https://git-lfs.github.com/spec/';
/** Files that are a model's weights: they belong in the model's own layer, not in the image. */
function weightsAmong(entries) {
    return entries.flatMap((entry) => {
        if (entry.type !== 'file' || HARMLESS.test(entry.path))
            return [];
        if (Buffer.from(entry.head).toString('latin1').startsWith(LFS)) {
            return finding(entry.path, 'is a git-LFS pointer that would go into the image in place of the file', 'Fetch it with `lfs: true` at checkout, or name it in .dockerignore.');
        }
        const known = formatOf(entry.head);
        const clear = WEIGHTS.test(entry.path) || known !== undefined;
        const enough = clear ? CLEAR_BYTES : AMBIGUOUS.test(entry.path) ? AMBIGUOUS_BYTES : Number.POSITIVE_INFINITY;
        if (entry.size < enough || (TESTS.test(entry.path) && entry.size < TEST_BYTES))
            return [];
        const what = `holds weights (${known ?? 'by its name'}, ${(entry.size / MIB).toFixed(1)} MiB)`;
        return finding(entry.path, what, `Push it with train-in-container, give its digest as \`model\`, and add \`${entry.path}\` to .dockerignore.`);
    });
}
function finding(path, what, fix) {
    return [{ rule: 'weights', severity: 'error', what: `${path} ${what}.`, fix, file: path }];
}
/** The format that a file's first bytes give away. */
function formatOf(head) {
    const bytes = Buffer.from(head);
    const text = bytes.toString('latin1');
    if (text.startsWith('GGUF'))
        return 'GGUF';
    if (text.startsWith('\x89HDF\r\n\x1a\n'))
        return 'HDF5';
    if (text.startsWith('PK') && text.includes('data.pkl'))
        return 'PyTorch';
    const isHeader = bytes.length > 10 && bytes.readBigUInt64LE(0) < 100000000n && text.startsWith('{"', 8);
    return isHeader ? 'safetensors' : undefined;
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/judge.js






/** Everything that the policy has to say about a build. */
function judge_judge(context, plan, bases, inputs) {
    const copied = copiedEntries(context.entries, plan);
    const given = inputs['build-args'] ?? new Map();
    return [
        ...weightsAmong(copied),
        ...secretFilesAmong(copied),
        ...secretVariables(plan, given),
        ...judgeBases(bases, finalUserOf(plan)),
    ];
}
/**
 * Says each finding on its line, and throws `UserError` `policy-violation` for errors that no exception covers. What remains is
 * returned: warnings, and errors that were excepted by name.
 */
function enforce(findings, context, inputs, services) {
    const excepted = new Set(inputs['policy-exceptions'] ?? []);
    const errors = findings.filter((finding) => finding.severity === 'error' && !excepted.has(finding.rule));
    for (const finding of findings) {
        const place = {
            title: `Policy: ${finding.rule}`,
            file: finding.file ?? context.dockerfile.shown,
            ...(finding.line === undefined ? {} : { startLine: finding.line }),
        };
        if (errors.includes(finding))
            services.log.error(`${finding.what} ${finding.fix}`, place);
        else if (!excepted.has(finding.rule))
            services.log.warning(`${finding.what} ${finding.fix}`, place);
    }
    if (errors.length === 0)
        return [...findings];
    throw new src/* UserError */.yo({
        reason: 'policy-violation',
        what: errors.map((finding) => `${finding.rule}: ${finding.what} ${finding.fix}`).join('\n'),
        fix: 'Where it has to be so, name the rule in `policy-exceptions`; it stands in the record then.',
    });
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/prepare.js








/** Reads, resolves and judges everything that decides the image; nothing is built or pushed. */
async function prepare(inputs, services, clients, scratch) {
    const { workspace } = services.context;
    const root = (0,external_node_path_.resolve)(workspace, inputs.context);
    const context = await services.log.phase('Read the context', async () => openContext(root, inputs.dockerfile === undefined
        ? undefined
        : (0,external_node_path_.join)(workspace, (0,external_node_path_.relative)(workspace, (0,external_node_path_.resolve)(workspace, inputs.dockerfile)))));
    const given = inputs['build-args'] ?? new Map();
    const dockerfile = readDockerfile(context.dockerfile.source);
    const plan = planOf(dockerfile, { target: inputs.target, arguments: given });
    for (const name of given.keys()) {
        if (!plan.declaredArguments.has(name))
            services.log.warning(`No ARG of the Dockerfile takes the build argument ${name}.`);
    }
    const builder = await chooseBuilder(inputs, plan, services);
    if (builder.engine !== 'buildkit' && (inputs['cache-from'] !== undefined || inputs['cache-to'] !== undefined))
        services.log.notice(`No cache of a registry is used: ${builder.name} builds here, and only buildx knows them.`);
    const bases = await services.log.phase('Resolve the base images', () => resolveBases(plan.images, clients.openBase));
    const findings = enforce(judge_judge(context, plan, bases, inputs), context, inputs, services);
    const platforms = inputs.platforms ?? [];
    const imageInputs = collectInputs({
        builder: builder.engine,
        context,
        dockerfile,
        plan,
        bases,
        platforms,
        target: inputs.target,
        arguments: given,
        secrets: [...(inputs.secrets?.keys() ?? [])],
        refresh: inputs.refresh,
    });
    const input = inputDigest(imageInputs);
    const key = finishedDigest(input, {
        model: inputs.model ?? null,
        labels: Object.fromEntries(inputs.labels ?? []),
        annotations: Object.fromEntries(inputs.annotations ?? []),
    });
    const build = {
        inputs,
        services,
        context,
        dockerfile,
        plan,
        bases,
        arguments: given,
        platforms,
        images: clients.images,
        openBase: clients.openBase,
        tag: contentTag('build', input),
        scratch,
    };
    builder.check(build);
    return { build, builder, bases, imageInputs, input, key, findings, dockerfile: prepare_shown(context, workspace) };
}
function prepare_shown(context, workspace) {
    const path = (0,external_node_path_.relative)(workspace, context.dockerfile.shown);
    return path.startsWith('..') ? context.dockerfile.path : path;
}
const TAG_LENGTH = 20;
/** The tag under which an image of these inputs is found again. */
function contentTag(kind, digest) {
    return `${kind}-${digest.slice('sha256:'.length, 'sha256:'.length + TAG_LENGTH)}`;
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/record.js

const TYPE = 'application/vnd.ml-actions.image-inputs.v1+json';
const MAX_BYTES = 16 * 1024 * 1024;
const record_EMPTY = Buffer.from('{}');
/** Attaches the record to an image, unless it is larger than anybody would read. */
async function attachRecord(client, image, record) {
    const bytes = Buffer.from(JSON.stringify(record));
    if (bytes.length > MAX_BYTES)
        return;
    const subject = await client.resolve(image);
    if (subject === undefined)
        return;
    const [layer, config] = await Promise.all([client.putBlob(bytes), client.putBlob(record_EMPTY)]);
    await client.putManifest({
        schemaVersion: 2,
        mediaType: registry_src/* MediaType */.zu.ociManifest,
        artifactType: TYPE,
        config: { mediaType: registry_src/* MediaType */.zu.empty, ...config },
        layers: [{ mediaType: TYPE, ...layer }],
        subject,
    }, registry_src/* MediaType */.zu.ociManifest);
}
/** The record of what a tag names, if there is one that can be read. */
async function recordOf(client, tag) {
    try {
        const image = await client.resolve(tag);
        const [referrer] = image === undefined ? [] : await client.referrers(image.digest, TYPE);
        if (referrer === undefined)
            return undefined;
        const { manifest } = await client.getManifest(referrer.digest);
        const [layer] = (0,registry_src/* isIndex */.nw)(manifest) ? [] : manifest.layers;
        if (layer === undefined)
            return undefined;
        const value = JSON.parse((await client.getBlob(layer.digest, { maxBytes: MAX_BYTES })).toString());
        return isRecordOfInputs(value) ? value : undefined;
    }
    catch (error) {
        // It only explains; whatever is wrong with it must not stop a build.
        if ((0,registry_src/* isRegistryError */.IP)(error) || error instanceof SyntaxError)
            return undefined;
        throw error;
    }
}
function isRecordOfInputs(value) {
    if (!(0,registry_src/* isRecord */.u4)(value) || !(0,registry_src/* isRecord */.u4)(value['inputs']))
        return false;
    const inputs = value['inputs'];
    return ((value['model'] === null || typeof value['model'] === 'string') &&
        ['bases', 'arguments', 'tree'].every((part) => (0,registry_src/* isStringRecord */.zD)(inputs[part])) &&
        typeof inputs['dockerfile'] === 'string' &&
        ['platforms', 'secrets'].every((part) => Array.isArray(inputs[part])));
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/reuse.js


/**
 * Looks for an image made before. Whoever may push can give any image a content tag, so the tag alone proves nothing: a build
 * statement must say that it was made from these inputs, signed with our own key where we sign. Otherwise it is built anew,
 * and nothing is signed that was not built here.
 */
async function findExisting(images, tag, wanted, inputs) {
    const found = await images.resolve(tag);
    if (found === undefined)
        return { kind: 'absent' };
    const { accepted, refused } = verify_verifyAll(await stored_list(images, found.digest, predicate_types_PredicateType.provenance), {
        policy: ownPolicy(inputs),
        subject: found.digest,
        predicateType: predicate_types_PredicateType.provenance,
        guard: provenance_isBuildProvenance,
        now: new Date(),
        require: inputs.sign === 'key' ? 'validated' : 'recorded',
    });
    const fitting = accepted.find(({ statement }) => isOf(statement.predicate, wanted));
    if (fitting !== undefined) {
        return {
            kind: 'found',
            digest: found.digest,
            attestation: fitting.attestation,
            provenance: fitting.statement.predicate,
        };
    }
    const why = accepted.length > 0 ? 'its build statement speaks of other inputs' : refused.message;
    return { kind: 'unproven', digest: found.digest, why };
}
function ownPolicy(inputs) {
    const key = inputs['signing-key'];
    if (inputs.sign !== 'key' || key === undefined)
        return { signers: [], overrides: [] };
    const publicKeyPem = publicKeyOf(key);
    return { signers: [{ name: 'signing-key', publicKeyPem, keyId: keys_keyIdOf(publicKeyPem) }], overrides: [] };
}
function isOf(provenance, wanted) {
    const says = (name, digest) => {
        const named = provenance_dependencies(provenance, name).map((dependency) => dependency.digest?.['sha256']);
        return digest === undefined ? named.length === 0 : named.length === 1 && named[0] === (0,registry_src/* hexOf */.ZD)(digest);
    };
    return (says('context', wanted.input) &&
        says('model', wanted.model) &&
        provenance.buildDefinition.externalParameters['key'] === wanted.key);
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/statement.js

/** Makes the build statement of an image, signs it as asked, and attaches it. */
async function attestBuild(images, image, facts) {
    const { inputs, context, wanted } = facts;
    const repository = `${context.serverUrl}/${context.repository}`;
    const statement = buildProvenance({
        image,
        imageName: inputs.image,
        ...(wanted.model === undefined ? {} : { model: { digest: wanted.model, uri: inputs['model-repository'] ?? '' } }),
        bases: facts.bases.map((base) => ({ uri: base.resolved, digest: base.digest })),
        input: wanted.input,
        ...(/^[0-9a-f]{40}$/.test(context.sha) ? { code: { uri: `git+${repository}`, commit: context.sha } } : {}),
        parameters: {
            key: wanted.key,
            dockerfile: facts.dockerfile,
            target: inputs.target ?? null,
            platforms: facts.platforms,
            arguments: Object.fromEntries(inputs['build-args'] ?? []),
            secrets: [...(inputs.secrets?.keys() ?? [])],
            cacheFrom: inputs['cache-from'] ?? [],
            policyExceptions: inputs['policy-exceptions'] ?? [],
        },
        circumstances: { builder: facts.builder, runner: context.runnerName, warnings: facts.warnings },
        run: {
            builder: `${context.serverUrl}/${context.workflowRef}`,
            invocation: `${context.runUrl}/attempts/${context.runAttempt}`,
            startedOn: new Date(facts.startedAt).toISOString(),
            finishedOn: new Date(facts.finishedAt).toISOString(),
        },
    });
    return (await attach(images, image, statement, signingOf(inputs))).digest;
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/make.js







/** Asks the registry for the finished image, and for the one without the model. */
async function decide(prepared, clients, inputs) {
    const { input, key } = prepared;
    const [finished, built] = await Promise.all([
        findExisting(clients.images, contentTag('in', key), { input, model: inputs.model, key }, inputs),
        findExisting(clients.images, contentTag('build', input), { input, model: undefined, key: input }, inputs),
    ]);
    return { finished, built };
}
/** Does what is left: nothing, the model alone, or all of it. Statements come before the tags that lead to the image. */
async function make(prepared, decision, clients, inputs, services) {
    const { finished, built } = decision;
    if (finished.kind === 'found') {
        if (inputs.model !== undefined)
            await copyValidations(clients, inputs.model, finished.digest);
        return { digest: finished.digest, attestation: finished.attestation, reason: 'reused' };
    }
    const startedAt = services.clock.now();
    const base = built.kind === 'found' ? built.digest : await buildAnew(prepared, clients, inputs, services);
    const { input, key, bases, build, imageInputs } = prepared;
    const { digest } = await services.log.phase('Put the model and the labels on top', () => finishImage(clients, base, inputs, {
        input,
        source: services.context.repository === '' ? '' : `${services.context.serverUrl}/${services.context.repository}`,
        revision: services.context.sha,
        created: new Date(startedAt).toISOString(),
        base: bases.find((each) => build.plan.target.base.kind === 'image' && each.written === build.plan.target.base.reference),
    }));
    const wanted = { input, model: inputs.model, key };
    // Each waits to see that its entry in the list of referrers stays, where the registry keeps none itself: they wait together.
    const [attestation] = await Promise.all([
        attestBuild(clients.images, digest, factsOf(prepared, wanted, inputs, services, startedAt)),
        attachRecord(clients.images, digest, { inputs: imageInputs, model: inputs.model ?? null }),
        inputs.model === undefined ? undefined : copyAndTell(clients, inputs.model, digest, services),
    ]);
    await clients.images.tag(digest, contentTag('in', key));
    const onTop = inputs.model === undefined ? 'labelled' : 'model-appended';
    return { digest, attestation, reason: built.kind === 'found' ? onTop : 'built' };
}
async function copyAndTell(clients, model, image, services) {
    if ((await copyValidations(clients, model, image)) > 0)
        return;
    services.log.notice(`No validation is attached to the model ${model}, so none could be copied to the image.`);
}
async function buildAnew(prepared, clients, inputs, services) {
    const { builder, build, input } = prepared;
    const startedAt = services.clock.now();
    const digest = await services.log.phase(`Build with ${builder.name}`, () => builder.build(build));
    await attestBuild(clients.images, digest, factsOf(prepared, { input, model: undefined, key: input }, inputs, services, startedAt));
    await clients.images.tag(digest, build.tag);
    return digest;
}
function factsOf(prepared, wanted, inputs, services, startedAt) {
    return {
        wanted,
        inputs,
        context: services.context,
        bases: prepared.bases,
        dockerfile: prepared.dockerfile,
        platforms: prepared.build.platforms,
        builder: prepared.builder.name,
        warnings: prepared.findings.map((finding) => `${finding.rule}: ${finding.what}`),
        startedAt,
        finishedAt: services.clock.now(),
    };
}
/** Asks for the right to push before anything long begins. Throws `UserError` `push-denied`. */
async function assertMayPush(clients, inputs) {
    if (await clients.images.canPush())
        return;
    throw new src/* UserError */.yo({
        reason: 'push-denied',
        what: `The credentials don't allow a push to ${inputs.image}.`,
        fix: registry_src/* ACCESS_FIX */.PI,
    });
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/summary.js


/** The run, for people. */
function pageOf(told) {
    const code = (text) => [{ code: text }];
    const sections = [
        { kind: 'verdict', badge: { tone: told.verdict, text: told.reason }, text: [told.message] },
        {
            kind: 'facts',
            rows: [
                ['Image', code(told.digest === undefined ? told.image : `${told.image}@${told.digest}`)],
                ...(told.model === undefined ? [] : [['Model', code(told.model)]]),
                ['Tags', told.tags.length === 0 ? ['none'] : told.tags.map((tag) => ({ code: tag }))],
                ['Builder', code(told.builder)],
                ...told.bases.map((base) => ['Base', code(base)]),
                ['Inputs', code(told.input)],
                ...(told.attestation === undefined ? [] : [['Statement', code(told.attestation)]]),
            ],
        },
    ];
    if (told.changes.length > 0)
        sections.push(summary_list('What changed since the last build', told.changes));
    if (told.findings.length > 0) {
        sections.push(summary_list('Policy', told.findings.map((finding) => `${finding.rule}: ${finding.what} ${finding.fix}`)));
    }
    if (told.leftOut.length > 0)
        sections.push(summary_list('Tags left out', told.leftOut.map(({ template, why }) => `${template}: ${why}`)));
    return { title: 'Image', sections };
}
function summary_list(title, lines) {
    return { kind: 'group', title, sections: [{ kind: 'list', items: lines.map((line) => [line]) }] };
}
/** The same as JSON, in a file of its own. Returns its path. */
async function writeReport(told, directory) {
    const path = (0,external_node_path_.join)(directory, 'report.json');
    await (0,promises_.writeFile)(path, `${JSON.stringify({ ...told, page: pageOf(told) }, null, 2)}\n`);
    return path;
}

;// CONCATENATED MODULE: ./build/actions/build-push-image/src/run.js















/** Builds an image unless the registry has it, puts the model on top, says what was done, and names the result last. */
async function run(inputs, services) {
    assertSigningKey(inputs);
    // The input is masked as a whole, line by line with its name; what a command prints is the value.
    for (const value of inputs.secrets?.values() ?? [])
        services.mask(value);
    const temp = services.context.temp === '' ? (0,external_node_os_.tmpdir)() : services.context.temp;
    const scratch = await (0,promises_.mkdtemp)((0,external_node_path_.join)(temp, 'build-push-image-'));
    const reports = await (0,promises_.mkdtemp)((0,external_node_path_.join)(temp, 'build-push-image-report-'));
    try {
        return await work(inputs, services, scratch, reports);
    }
    catch (error) {
        throw explained(error, inputs);
    }
    finally {
        await (0,promises_.rm)(scratch, { recursive: true, force: true });
    }
}
async function work(inputs, services, scratch, reports) {
    const clients = await openClients(inputs, services);
    const prepared = await prepare(inputs, services, clients, scratch);
    const { wanted, leftOut } = (0,tags/* tagsOf */.Fg)(inputs.tags, inputs['immutable-tags'] ?? [], services.context, new Date(services.clock.now()));
    for (const { template, why } of leftOut)
        services.log.info(`The tag ${template} is left out: ${why}.`);
    const decision = await services.log.phase('Ask the registry what it has', () => decide(prepared, clients, inputs));
    const changes = await changesSince(prepared, clients, inputs, wanted);
    services.log.group(explanation(decision), changes);
    const observing = inputs.mode === 'observe';
    if (!observing)
        await assertMayPush(clients, inputs);
    const made = observing ? undefined : await make(prepared, decision, clients, inputs, services);
    const named = made === undefined ? [] : await nameImage(clients, made, wanted, services);
    return conclude(inputs, prepared, decision, made, { tags: named, leftOut, changes, reports });
}
function explanation({ finished, built }) {
    if (finished.kind === 'found')
        return `The registry has this image: ${finished.digest}`;
    if (finished.kind === 'unproven')
        return `The registry has an image under this name, but it is not used: ${finished.why}`;
    if (built.kind === 'found')
        return `The registry has this image without the model: ${built.digest}`;
    if (built.kind === 'unproven')
        return `The registry has an image under this name, but it is not used: ${built.why}`;
    return 'The registry has no image of these inputs';
}
/** What is different from the image that one of the tags names now, so that a build is never a riddle. */
async function changesSince(prepared, clients, inputs, tags) {
    for (const { tag } of tags) {
        const before = await recordOf(clients.images, tag);
        if (before === undefined)
            continue;
        const found = differences(before.inputs, prepared.imageInputs);
        const model = inputs.model ?? null;
        return before.model === model
            ? found
            : [...found, `the model is ${model ?? 'gone'}, it was ${before.model ?? 'not there'}`];
    }
    return [];
}
/** Gives the image its names, those that never move first. Throws `UserError` `tag-immutable`. */
async function nameImage(clients, made, tags, services) {
    for (const { tag, immutable } of tags) {
        const outcome = await clients.images.tag(made.digest, tag, { immutable });
        services.log.info(`Tag ${tag}: ${outcome}`);
    }
    return tags.map(({ tag }) => tag);
}
async function conclude(inputs, prepared, decision, made, rest) {
    const has = decision.finished.kind === 'found' ? decision.finished.digest : undefined;
    const reason = made?.reason ?? (has === undefined ? 'would-build' : 'would-reuse');
    const digest = made?.digest ?? has;
    const message = `${SENTENCES[reason]}${digest === undefined ? '' : ` ${inputs.image}@${digest}`}`;
    const told = {
        verdict: 'pass',
        reason,
        message,
        image: inputs.image,
        digest,
        model: inputs.model,
        tags: rest.tags,
        leftOut: rest.leftOut,
        builder: prepared.builder.name,
        input: prepared.input,
        bases: prepared.bases.map((base) => base.resolved),
        changes: rest.changes,
        attestation: made?.attestation,
        findings: prepared.findings,
    };
    return {
        verdict: 'pass',
        reason,
        message,
        summary: renderSummary(pageOf(told)),
        outputs: {
            digest: digest ?? '',
            image: digest === undefined ? '' : `${inputs.image}@${digest}`,
            model: inputs.model ?? '',
            tags: rest.tags.join('\n'),
            reused: String(reason === 'reused' || reason === 'would-reuse'),
            'input-digest': prepared.input,
            changes: rest.changes.join('\n'),
            builder: prepared.builder.name,
            attestation: made?.attestation ?? '',
            report: await writeReport(told, rest.reports),
        },
    };
}
const SENTENCES = {
    built: 'Built and pushed:',
    reused: 'Nothing was built, the registry has it:',
    'model-appended': 'The model was put on an image that the registry had:',
    labelled: 'Nothing was built; the labels were put on an image that the registry had:',
    'would-build': 'The image would be built.',
    'would-reuse': 'The image of the registry would be used:',
};
function assertSigningKey(inputs) {
    const problem = signingProblem(inputs);
    if (problem !== undefined)
        throw new src/* UserError */.yo({ reason: 'invalid-input', what: problem });
}
/** A registry's refusal as the user's own business; everything else as it is. */
function explained(error, inputs) {
    if (error instanceof UnsupportedSubstitution) {
        return new src/* UserError */.yo({ reason: 'dockerfile-invalid', what: `The Dockerfile: ${error.message}.` }, { cause: error });
    }
    if (isFullDisk(error)) {
        return new src/* UserError */.yo({
            reason: 'disk-full',
            what: `No space is left on a disk: ${error.message}.`,
            fix: 'Free the disk that RUNNER_TEMP is on.',
        }, { cause: error });
    }
    if (!(0,registry_src/* isRegistryError */.IP)(error) || error.reason === 'cancelled')
        return error;
    const reason = error.reason === 'immutable-tag'
        ? 'tag-immutable'
        : error.reason === 'unauthorized' || error.reason === 'denied'
            ? 'push-denied'
            : 'push-failed';
    return new src/* UserError */.yo({ reason, what: `The registry of ${inputs.image}: ${error.message}.` }, { cause: error });
}
function isFullDisk(error) {
    return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}


/***/ })

};
