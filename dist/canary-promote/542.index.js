export const id = 542;
export const ids = [542];
export const modules = {

/***/ 34542:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  attach: () => (/* reexport */ attach),
  promotion: () => (/* reexport */ promotion),
  signingOf: () => (/* reexport */ signingOf),
  signingProblem: () => (/* reexport */ signingProblem)
});

// UNUSED EXPORTS: BuildType, PredicateType, assertP256, buildProvenance, configured, copyTo, dependencies, envelopeDigest, evaluationProvenance, fetchByDigest, generateKeyPair, isBuildProvenance, isEvaluationProvenance, isPromotion, isRelease, isTestResult, isTrainingProvenance, isVerificationSummary, keyIdOf, list, parseTrustPolicy, preAuthenticationEncoding, provenance, publicKeyOf, release, signingKeyProblem, testResult, trainingProvenance, verificationSummary, verify, verifyAll, walkChain

// EXTERNAL MODULE: ./build/packages/registry/src/index.js + 32 modules
var src = __webpack_require__(41887);
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
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
const MAX_DEPTH = 64;
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
            if (open.length > MAX_DEPTH)
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
        throw new src/* RegistryError */.gl('too-large', `a statement of ${envelope.length} bytes is not attached; ${MAX_ENVELOPE_BYTES} are allowed`);
    }
    const subject = await client.resolve(to);
    if (subject === undefined)
        throw new src/* RegistryError */.gl('not-found', `${to} is not in the repository, so nothing can be attached to it`);
    const [layer, config] = await Promise.all([client.putBlob(envelope), client.putBlob(EMPTY)]);
    const manifest = {
        schemaVersion: 2,
        mediaType: src/* MediaType */.zu.ociManifest,
        artifactType: DSSE_TYPE,
        config: { mediaType: src/* MediaType */.zu.empty, ...config, data: EMPTY.toString('base64') },
        layers: [{ mediaType: DSSE_TYPE, ...layer }],
        subject,
        ...(predicateType === undefined ? {} : { annotations: { [PREDICATE_TYPE]: predicateType } }),
    };
    const { digest } = await client.putManifest(manifest, src/* MediaType */.zu.ociManifest);
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
        subject: [{ name: image.uri, digest: { sha256: (0,src/* hexOf */.ZD)(image.digest) } }],
        predicateType: predicate_types_PredicateType.promotion,
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
    const { parse } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 38815, 19));
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



















/***/ })

};
