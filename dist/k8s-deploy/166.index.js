export const id = 166;
export const ids = [166];
export const modules = {

/***/ 3166:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  PolicyError: () => (/* reexport */ PolicyError),
  loadPolicy: () => (/* reexport */ loadPolicy),
  policyDigest: () => (/* reexport */ policyDigest)
});

// UNUSED EXPORTS: metricsInWords, parseRule

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
const src_KNOWN_METRICS = [
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/packages/registry/src/index.js + 32 modules
var src = __webpack_require__(1887);
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
        throw invalid(problems.join('\n'));
    if (rules.length === 0) {
        throw new PolicyError('no-rules', 'There are no rules, so there is nothing that the model could satisfy.\nGive `rules`, or a `policy` file with a list `rules:`. Example: `accuracy >= champion - 0.01`');
    }
    if (rules.length > MAX_RULES)
        throw invalid(`${rules.length} rules are more than ${MAX_RULES}`);
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
    return (0,src/* parseDigest */.m)(`sha256:${(0,external_node_crypto_.createHash)('sha256').update(content).digest('hex')}`);
}
async function readPolicy(path) {
    const text = await (0,promises_.readFile)(path, 'utf8').catch((error) => {
        throw invalid(`${path} can't be read: ${error instanceof Error ? error.message : String(error)}`);
    });
    const { parse } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    let content;
    try {
        content = parse(text);
    }
    catch (error) {
        throw invalid(`${path} is not YAML: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (!(0,src/* isRecord */.u4)(content))
        throw invalid(`${path} is not a mapping with a list \`rules:\``);
    const foreign = Object.keys(content).filter((key) => !KEYS.includes(key));
    if (foreign.length > 0)
        throw invalid(`${path} has ${foreign.join(', ')}; it may have ${KEYS.join(', ')}`);
    return content;
}
function fileRules(file) {
    const { rules } = file;
    if (rules === undefined || rules === null)
        return [];
    const texts = Array.isArray(rules) ? rules.map((rule) => (typeof rule === 'string' ? rule : undefined)) : [];
    if (!Array.isArray(rules) || texts.includes(undefined))
        throw invalid('`rules` is not a list of texts');
    return texts.filter((text) => text !== undefined);
}
function within(value, name, above, most) {
    if (value === undefined)
        return undefined;
    if (typeof value === 'number' && value > 0 && value >= above && value <= most)
        return value;
    throw invalid(`\`${name}\` is ${JSON.stringify(value)}; allowed is a number from ${above} to ${most}`);
}
function oneOf(value) {
    if (value === undefined || value === 'estimate' || value === 'interval')
        return value;
    throw invalid(`\`thresholds\` is ${JSON.stringify(value)}; allowed are \`estimate\` and \`interval\``);
}
function className(value) {
    if (value === undefined || typeof value === 'string')
        return value;
    if (typeof value === 'number' || typeof value === 'boolean')
        return String(value);
    throw invalid(`\`positive-class\` is ${JSON.stringify(value)}; allowed is the name of a class`);
}
/** Pinned labels in one spelling. Nothing pinned is written by leaving the key out, never by an empty list. */
function pinned(value) {
    const texts = Array.isArray(value) ? value : [value];
    const digests = texts.filter(src/* isDigest */.Bc);
    if (digests.length === 0 || digests.length < texts.length) {
        throw invalid(`\`labels\` is ${JSON.stringify(value)}; allowed is the SHA-256 of a labels file, \`sha256:\` followed by 64 lower-case hexadecimal characters, or a list of them`);
    }
    return [...new Set(digests)].sort();
}
function invalid(what) {
    return new PolicyError('invalid-policy', what);
}

;// CONCATENATED MODULE: ./build/packages/validation-policy/src/index.js





/***/ })

};
