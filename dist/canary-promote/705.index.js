export const id = 705;
export const ids = [705];
export const modules = {

/***/ 70705:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./build/packages/action/src/index.js + 31 modules
var src = __webpack_require__(31897);
// EXTERNAL MODULE: ./build/packages/kubernetes/src/index.js + 35 modules
var kubernetes_src = __webpack_require__(70459);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/session.js
var src_session = __webpack_require__(9501);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/traffic/route.js
var route = __webpack_require__(78586);
;// CONCATENATED MODULE: ./build/actions/canary-promote/src/cluster-errors.js




/** What a failure of the cluster means to the user; anything else comes back as it is. */
function explainClusterError(error) {
    if (!(error instanceof Error))
        return error;
    const trouble = (0,kubernetes_src/* troubleOf */.LH)(error);
    if (trouble !== undefined)
        return user(trouble.reason, error, trouble.fix);
    if (error instanceof kubernetes_src/* FencedError */.Qz || error instanceof src_session/* SupersededError */.Z)
        return user('superseded', error);
    if (error instanceof route/* RouteGoneError */.BY || error instanceof kubernetes_src/* RouteShapeError */.r0)
        return user('superseded', error, 'Deploy again with `canary: true`, with the HTTPRoute among the manifests.');
    return error instanceof kubernetes_src/* KubernetesError */.dK ? explainAnswer(error) : error;
}
function explainAnswer(error) {
    const [conflict] = (0,kubernetes_src/* fieldConflicts */.M4)(error);
    if (conflict !== undefined)
        return user('promotion-blocked', error, `Field ${conflict.field} is held by ${conflict.manager}: change it there.`);
    return user('unreadable-cluster', error);
}
function user(reason, error, fix) {
    return new src/* UserError */.yo({ reason, what: error.message, fix }, { cause: error });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
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

// EXTERNAL MODULE: ./build/packages/registry/src/index.js + 32 modules
var registry_src = __webpack_require__(41887);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/evidence/blocks.js
var evidence_blocks = __webpack_require__(33369);
;// CONCATENATED MODULE: ./build/actions/canary-promote/src/attest.js



/** The registry of an image, with the credentials of the inputs. */
function openImage(image, inputs, services) {
    // A cancelled run, too, says what became of its canary.
    return (0,registry_src/* openRepository */.h_)((0,registry_src/* parseReference */.F2)(image).repository, { ...(0,registry_src/* accessOptions */.P2)(inputs, services), signal: undefined });
}
/** Makes sure that the image can be read, before anything moves. @throws UserError `registry-unreadable`. */
async function checkRegistry(image, inputs, services) {
    try {
        const { digest } = (0,registry_src/* parseReference */.F2)(image);
        const found = digest === undefined ? undefined : await openImage(image, inputs, services).resolve(digest);
        if (found !== undefined)
            return;
        throw new src/* UserError */.yo({
            reason: 'registry-unreadable',
            what: `The registry does not know ${image}.`,
        });
    }
    catch (error) {
        if (!(0,registry_src/* isRegistryError */.IP)(error))
            throw error;
        throw new src/* UserError */.yo({
            reason: 'registry-unreadable',
            what: `${image} can't be read (${error.reason}): ${error.message}`,
            fix: 'Check `registry-username` and `registry-password`.',
        }, { cause: error });
    }
}
/** The statement about the canary, and its digest where it could be attached; a failure to attach is a warning. */
async function attestPromotion(journal, told, inputs, services) {
    const image = journal.canary?.image;
    const digest = image === undefined ? undefined : (0,registry_src/* parseReference */.F2)(image).digest;
    if (image === undefined || digest === undefined)
        return undefined;
    const { attach, promotion, signingOf } = await __webpack_require__.e(/* import() */ 542).then(__webpack_require__.bind(__webpack_require__, 34542));
    const { context, clock } = services;
    const stable = journal.stable?.image.split('@')[1];
    const model = journal.canary?.model;
    const statement = promotion({ digest, uri: image }, {
        target: { cluster: inputs.context ?? 'current', namespace: journal.namespace, workload: journal.workload },
        outcome: told.outcome,
        verdict: told.verdict,
        reason: told.reason,
        ...(stable === undefined ? {} : { stable: { digest: { sha256: hex(stable) } } }),
        ...(model === undefined ? {} : { model: { digest: { sha256: hex(model) } } }),
        evidence: evidenceOf(journal, told),
        run: {
            builder: `${context.serverUrl}/${context.workflowRef}`,
            invocation: `${context.runUrl}/attempts/${context.runAttempt}`,
            startedOn: new Date(journal.startedMs).toISOString(),
            finishedOn: new Date(clock.now()).toISOString(),
        },
    });
    const text = `${JSON.stringify(statement, undefined, 2)}\n`;
    try {
        const attached = await attach(openImage(image, inputs, services), digest, statement, signingOf(inputs));
        return { statement: text, digest: attached.digest };
    }
    catch (error) {
        services.log.warning(`The statement about this canary could not be attached to the image: ${error instanceof Error ? error.message : String(error)}`);
        return { statement: text, digest: undefined };
    }
}
function evidenceOf({ evidence, assessment, weights }, { report }) {
    const blocks = evidence?.blocks ?? [];
    const arm = (name) => {
        const counts = blocks.map((block) => (0,evidence_blocks/* errorCounts */.v)(block[name]));
        return {
            requests: counts.reduce((sum, { trials }) => sum + trials, 0),
            errors: counts.reduce((sum, { bad }) => sum + bad, 0),
        };
    };
    return {
        report: { digest: { sha256: hex((0,registry_src/* sha256 */.sc)(Buffer.from(report))) } },
        canary: arm('canary'),
        stable: arm('stable'),
        highestWeight: Math.max(0, ...weights.map(({ weight }) => weight)),
        logEValues: Object.fromEntries([...(assessment?.metrics ?? [])].map(([metric, { harm, safety }]) => [
            metric,
            { harm: Math.max(0, ...harm), safety: safety.get(1)?.at(-1) ?? 0 },
        ])),
    };
}
function hex(digest) {
    return digest.replace(/^sha256:/, '');
}

// EXTERNAL MODULE: ./build/actions/canary-promote/src/connect.js
var connect = __webpack_require__(16891);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/journal.js
var src_journal = __webpack_require__(90226);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/forecast.js
var forecast = __webpack_require__(10516);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/look-line.js
var look_line = __webpack_require__(55597);
;// CONCATENATED MODULE: ./build/actions/canary-promote/src/page.js


/** What was decided and why, traffic over time, both arms, e-values, the log of decisions. */
function pageOf(journal, settings, ending) {
    const tone = ending.verdict === 'pass' ? 'pass' : ending.verdict === 'fail' ? 'fail' : 'inconclusive';
    return {
        title: `Canary of ${journal.workload}`,
        sections: [
            { kind: 'verdict', badge: { tone, text: ending.reason }, text: [ending.message] },
            facts(journal),
            ...armsTable(journal),
            ...weightChart(journal, ending),
            ...errorChart(journal),
            ...evidenceCharts(journal, settings),
            ...decisions(journal),
            ...(journal.forecast === undefined
                ? []
                : [
                    {
                        kind: 'details',
                        title: 'How long harm takes to be seen at this traffic',
                        sections: [{ kind: 'list', items: (0,forecast/* forecastLines */.x)(journal.forecast).map((line) => [line]) }],
                    },
                ]),
        ],
    };
}
function facts({ stable, canary, namespace, deadMan }) {
    return {
        kind: 'facts',
        rows: [
            ['Namespace', [namespace]],
            ['Canary', [{ code: canary?.image ?? 'none' }]],
            ['Canary’s model', [{ code: canary?.model ?? 'none' }]],
            ['Stable before', [{ code: stable?.image ?? 'unknown' }]],
            ...(deadMan === undefined ? [] : [['Dead man’s switch', [deadMan]]]),
        ],
    };
}
function armsTable({ evidence, startedMs }) {
    if (evidence === undefined)
        return [];
    const since = evidence.blocks.filter(({ toMs }) => toMs > startedMs);
    const row = (name) => {
        const sum = (read) => since.reduce((total, block) => total + read(block[name]), 0);
        const [requests, errors] = [sum((arm) => arm.requests), sum((arm) => arm.errors)];
        const share = requests === 0 ? '–' : `${((100 * errors) / requests).toFixed(2)} %`;
        const slower = evidence.edges.map((_, edge) => {
            const total = sum(({ latency }) => latency.total);
            return total === 0 ? '–' : `${((100 * sum(({ latency }) => latency.slower[edge] ?? 0)) / total).toFixed(1)} %`;
        });
        return [[name], [String(requests)], [String(errors)], [share], ...slower.map((text) => [text])];
    };
    const head = ['Arm', 'Requests', 'Errors', 'Error share', ...evidence.edges.map((edge) => `> ${edge} s`)];
    return [
        { kind: 'table', head, rows: [row('stable'), row('canary')], numeric: head.map((_, index) => index).slice(1) },
    ];
}
function weightChart({ weights, startedMs }, { finishedMs }) {
    if (weights.length === 0)
        return [];
    // Even steps: a summary's charts have no other kind of x axis.
    const steps = 60;
    const points = Array.from({ length: steps + 1 }, (_, step) => {
        const atMs = startedMs + ((finishedMs - startedMs) * step) / steps;
        return [(atMs - startedMs) / 1000, weights.findLast((change) => change.atMs <= atMs)?.weight ?? 0];
    });
    return [
        {
            kind: 'chart',
            title: 'Share of the traffic that the canary had',
            shape: 'step',
            x: { label: 'seconds' },
            y: { label: 'percent' },
            series: [{ name: 'canary', points }],
        },
    ];
}
function errorChart({ evidence, afterwards, startedMs }) {
    const blocks = [...(evidence?.blocks ?? []), ...afterwards].filter(({ toMs, seen }) => seen && toMs > startedMs);
    if (blocks.length === 0)
        return [];
    const points = (name) => blocks
        .filter((block) => block[name].requests > 0)
        .map((block) => [(block.toMs - startedMs) / 1000, (100 * block[name].errors) / block[name].requests]);
    return [
        {
            kind: 'chart',
            title: 'Errors in each block',
            shape: 'line',
            x: { label: 'seconds' },
            y: { label: 'percent of the requests' },
            series: [
                { name: 'stable', points: points('stable') },
                { name: 'canary', points: points('canary') },
            ].filter((series) => series.points.length > 0),
        },
    ];
}
function evidenceCharts({ evidence, assessment, startedMs }, settings) {
    const blocks = (evidence?.blocks ?? []).filter(({ seen }) => seen);
    return [...(assessment?.metrics ?? [])].map(([metric, { harm, safety }]) => {
        const points = (path) => blocks.flatMap(({ toMs }, index) => {
            const logE = path[index];
            // Within what a chart can show; the report holds every value.
            return logE === undefined || toMs < startedMs
                ? []
                : [[(toMs - startedMs) / 1000, Math.exp(Math.min(20, Math.max(-7, logE)))]];
        });
        return {
            kind: 'chart',
            title: `Evidence on ${metric}`,
            shape: 'line',
            x: { label: 'seconds' },
            y: { label: 'e-value', scale: 'log' },
            series: [
                { name: 'harm', points: points(harm) },
                { name: 'safe at 100 %', points: points(safety.get(1) ?? []) },
            ],
            thresholds: [
                {
                    y: settings.metrics.length / settings.alpha,
                    label: `harm at ${(0,look_line/* eValue */.d)(Math.log(settings.metrics.length / settings.alpha))}`,
                },
                { y: 1 / settings.beta, label: `safe at ${(0,look_line/* eValue */.d)(Math.log(1 / settings.beta))}` },
            ],
        };
    });
}
function decisions({ entries, startedMs }) {
    if (entries.length === 0)
        return [];
    return [
        {
            kind: 'table',
            head: ['Second', 'Weight', 'Decision', 'Why'],
            rows: entries.map(({ atMs, weight, decision, message }) => [
                [((atMs - startedMs) / 1000).toFixed(1)],
                [`${weight} %`],
                [decision],
                [message],
            ]),
            numeric: [0, 1],
        },
    ];
}

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/tracking/alias.js
const LIMIT_MS = 60_000;
/**
 * Lets the alias in MLflow follow what serves, once that is proven: after a promotion, and where the release was promoted
 * already, so that the next run heals what this one could not write. A failure undoes nothing.
 */
async function followInMlflow(inputs, services, { verdict, serving }) {
    const { 'mlflow-model': model, 'mlflow-alias': alias } = inputs;
    if (inputs['mlflow-tracking-uri'] === undefined || model === undefined)
        return {};
    if (inputs.mode !== 'run' || verdict !== 'pass' || serving === undefined)
        return {};
    const { log } = services;
    const { MlflowError, openTracking, pointAlias } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 70562));
    try {
        const version = await log.phase(`Let "${alias}" in MLflow follow`, async () => {
            const { model: digest } = serving;
            if (digest === undefined)
                throw new MlflowError('not-found', `it is not on record which model ${serving.image} has`);
            const mlflow = openTracking(inputs, services, { limitMs: LIMIT_MS });
            return mlflow === undefined ? undefined : pointAlias(mlflow, { model, alias, digest });
        });
        if (version === undefined)
            return {};
        log.info(`"${alias}" of ${model} in MLflow is version ${version}`);
        return { tracking: 'written', 'mlflow-version': version };
    }
    catch (error) {
        if (!(error instanceof MlflowError))
            throw error;
        log.warning(`"${alias}" of ${model} in MLflow does not follow what serves (${error.reason}): ${error.message}. The promotion stands; the next run writes it.`);
        return { tracking: error.reason };
    }
}

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/conclude.js








/** Writes the report, attaches the statement, and tells the result. */
async function conclude(journal, settings, inputs, services, result) {
    const { verdict, reason, message, serving } = result;
    const ending = { verdict, reason, message, finishedMs: services.clock.now(), run: (0,connect/* runName */.rt)(services.context) };
    const folder = (0,external_node_path_.join)(services.context.temp, `canary-promote-${inputs.workload}`);
    (0,external_node_fs_.mkdirSync)(folder, { recursive: true });
    const page = pageOf(journal, settings, ending);
    const report = (0,src_journal/* reportJson */.l)(journal, settings, ending, page);
    const reportPath = (0,external_node_path_.join)(folder, 'report.json');
    (0,external_node_fs_.writeFileSync)(reportPath, report);
    const attested = result.outcome === undefined
        ? undefined
        : await attestPromotion(journal, { outcome: result.outcome, verdict, reason, report }, inputs, services);
    const statementPath = (0,external_node_path_.join)(folder, 'statement.json');
    if (attested !== undefined)
        (0,external_node_fs_.writeFileSync)(statementPath, attested.statement);
    const tracked = await followInMlflow(inputs, services, result);
    return {
        verdict,
        reason,
        message,
        summary: renderSummary(page),
        outputs: {
            report: reportPath,
            weight: String(result.weight),
            ...(serving === undefined ? {} : { image: serving.image }),
            ...(serving?.model === undefined ? {} : { model: serving.model }),
            ...(attested === undefined ? {} : { statement: statementPath }),
            ...(attested?.digest === undefined ? {} : { attestation: attested.digest }),
            ...tracked,
        },
        ...(result.failed === undefined ? {} : { failed: result.failed }),
    };
}

// EXTERNAL MODULE: ./build/actions/canary-promote/src/dead-man/watch-over.js + 5 modules
var watch_over = __webpack_require__(38480);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/github-deployment.js + 5 modules
var github_deployment = __webpack_require__(46132);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/job.js
var src_job = __webpack_require__(6242);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/prepare.js + 2 modules
var prepare = __webpack_require__(81355);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/watch.js + 1 modules
var watch = __webpack_require__(68276);
;// CONCATENATED MODULE: ./build/actions/canary-promote/src/observe.js



/** Looks and tells, and changes nothing: `observe` watches a canary that others move, `plan` only makes the forecast. */
async function lookOn(job, state) {
    const { inputs, services, settings, connected } = job;
    // Nothing has to be put back afterwards: a cancelled run waits for no answer.
    const { early: cluster, namespace } = connected;
    const prepared = await (0,prepare/* prepare */.iA)(cluster, namespace, inputs, state, settings, services);
    const weight = (await prepared.route.weight()) ?? 0;
    const watched = (0,src_job/* watchedOf */.gn)(job, cluster, prepared, { ...state, weight }, services.signal);
    const trouble = await (0,watch/* readMetrics */.Uw)(watched, watched.timeline.startMs);
    const standing = { serving: state.stable, weight };
    if (trouble !== undefined) {
        const message = `Metrics can't be read: ${trouble}`;
        return { ...standing, verdict: 'inconclusive', reason: 'metrics-unavailable', message };
    }
    (0,src_job/* plan */.et)(job, (0,watch/* evidenceUntil */.Km)(watched, 0));
    if (inputs.mode === 'plan')
        return { ...standing, verdict: 'pass', reason: 'planned', message: 'The plan is in the log and in the summary.' };
    const end = await services.log.phase(`Watch ${inputs.workload}-canary without touching it`, () => (0,watch/* watch */.wB)(watched));
    return { ...standing, ...told(end) };
}
function told(end) {
    switch (end.kind) {
        case 'promote':
            return { verdict: 'pass', reason: 'would-promote', message: `Would promote now: ${end.message}.` };
        case 'go-back': {
            const harmful = end.reason.endsWith('-harm') || end.reason === 'canary-unhealthy';
            const message = `Would go back now (${end.reason}): ${end.message}.`;
            return { verdict: harmful ? 'fail' : 'inconclusive', reason: 'would-go-back', message };
        }
        case 'inconclusive':
            return { verdict: 'inconclusive', reason: end.reason, message: end.message };
        case 'superseded':
        case 'route-not-accepted':
            return { verdict: 'inconclusive', reason: end.kind, message: end.message };
        case 'stopped':
            return { verdict: 'fail', reason: 'cancelled', message: 'The run was cancelled; nothing was touched.' };
    }
}

// EXTERNAL MODULE: ./build/actions/canary-promote/src/placed.js
var placed = __webpack_require__(5196);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/insist.js
var insist = __webpack_require__(95045);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/traffic/go-back.js
var go_back = __webpack_require__(15773);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/traffic/health.js
var health = __webpack_require__(99293);
// EXTERNAL MODULE: ./build/actions/canary-promote/src/traffic/remove-canary.js
var remove_canary = __webpack_require__(67160);
;// CONCATENATED MODULE: ./build/actions/canary-promote/src/traffic/promote.js



/**
 * Makes the canary's release stable: stable is updated and waited for while the canary serves, then the traffic returns in
 * moves, each of them watched, and only then the canary is removed. Can be called again after any interruption.
 */
async function promote(options) {
    const { cluster, route, session, log } = options;
    const { canary } = session.state;
    if (canary === undefined)
        throw new Error('the state holds no canary to promote');
    const { namespace } = session.target;
    await session.update({ phase: 'promoting' }, 'promote');
    if (options.takeOver)
        await takeOver(options);
    log.info(`Updating stable to ${canary.image}`);
    const manifest = deploymentOf(canary.manifest, namespace);
    await cluster.apply(manifest, { fieldManager: kubernetes_src/* FIELD_MANAGER */.vy });
    const trouble = await waitForStable(options);
    if (trouble !== undefined)
        return { kind: 'blocked', message: `stable did not come up: ${trouble}` };
    const bad = await returnInMoves(options);
    if (bad !== undefined)
        return { kind: 'blocked', message: bad };
    await options.clock.sleep(options.drainMs);
    await route.removeCanary();
    await route.accepted(options.acceptMs);
    const record = {
        ...identityOf(canary),
        at: new Date(options.clock.now()).toISOString(),
        run: options.run,
    };
    const workload = (0,kubernetes_src/* withLastGood */.Dj)(manifest, record);
    await cluster.apply(workload, { fieldManager: kubernetes_src/* FIELD_MANAGER */.vy });
    await (0,remove_canary/* removeCanary */.r)(cluster, namespace, session.target.name);
    const objects = objectsOf(session, workload);
    await session.settle(identityOf(canary), 'promoted', 'the canary’s release is stable', { record, objects });
    return { kind: 'promoted' };
}
async function takeOver({ cluster, route, session, log, clock, acceptMs, moved }) {
    const { namespace, name } = session.target;
    const now = clock.now();
    const [canary, stable] = await Promise.all([
        (0,health/* rolloutOf */.Zb)(cluster, namespace, `${name}-canary`, now),
        (0,health/* rolloutOf */.Zb)(cluster, namespace, name, now),
    ]);
    const [has, needs] = [canary?.state.ready ?? 0, stable?.state.wanted ?? 0];
    if (has < needs) {
        log.info(`The canary has ${has} pods ready where stable has ${needs}: it keeps its share while stable is updated.`);
        return;
    }
    await session.update({ weight: 100 }, 'advance', 'takes all traffic while stable is updated');
    await route.setWeight(100);
    await route.accepted(acceptMs);
    moved(100);
}
/** Undefined once every pod of the new release serves as stable; else what doomed it. */
async function waitForStable(options) {
    const { cluster, session, log, clock, rolloutTimeoutMs, signal } = options;
    const { namespace, name } = session.target;
    const deadline = clock.now() + rolloutTimeoutMs;
    let said = '';
    for (;;) {
        const rollout = await (0,health/* rolloutOf */.Zb)(cluster, namespace, name, clock.now());
        if (rollout === undefined)
            return 'its Deployment is gone';
        const { state } = rollout;
        if (state.phase === 'complete')
            return undefined;
        if (state.phase === 'doomed')
            return state.doom.message;
        if (state.message !== said)
            log.info(`Stable: ${state.ready} of ${state.wanted} pods ready; ${state.message}`);
        said = state.message;
        if (clock.now() > deadline)
            return `not complete in time: ${state.message}`;
        await clock.sleep(250, signal);
    }
}
/** The traffic goes back to stable by halves. When the new stable turns out bad the canary gets its share again. */
async function returnInMoves({ route, session, log, acceptMs, verify, moved, }) {
    const from = await route.weight();
    // An earlier run came this far: the canary's Service may be gone, and no rule may name it again.
    if (from === undefined)
        return undefined;
    const moves = from > 0 ? [Math.round(from / 2), 0].filter((weight) => weight < from) : [0];
    for (const weight of moves) {
        await session.update({ weight }, 'return', `stable gets ${100 - weight} %`);
        await route.setWeight(weight);
        if (!(await route.accepted(acceptMs)))
            log.warning('The router did not confirm the route within its time.');
        moved(weight);
        log.info(`Stable has ${100 - weight} % of the traffic again`);
        const bad = await verify();
        if (bad === undefined)
            continue;
        await session.update({ weight: from }, 'hold', bad);
        await route.setWeight(from);
        moved(from);
        return `the new stable ${bad}; the canary has ${from} % of the traffic again`;
    }
    return undefined;
}
function identityOf({ image, model, revision }) {
    return { image, ...(model === undefined ? {} : { model }), ...(revision === undefined ? {} : { revision }) };
}
function deploymentOf(object, namespace) {
    if (!(0,kubernetes_src/* isDeployment */.ce)(object))
        throw new kubernetes_src/* ReleaseStateError */.bq(`the release state holds a ${object.kind} to promote`);
    return { ...object, metadata: { ...object.metadata, namespace } };
}
/** The objects of the release: those of the release before, with the new workload in its place. */
function objectsOf({ history, state, target }, workload) {
    const { stable } = state;
    const before = history.find(({ record }) => stable !== undefined && (0,kubernetes_src/* isSameRelease */._M)(record, stable)) ?? history[0];
    const isWorkload = (object) => (0,kubernetes_src/* isDeployment */.ce)(object) && object.metadata.name === target.name;
    const objects = before?.objects ?? [workload];
    return objects.map((object) => (isWorkload(object) ? workload : object));
}

// EXTERNAL MODULE: ./build/actions/canary-promote/src/evidence/assess.js
var assess = __webpack_require__(29749);
;// CONCATENATED MODULE: ./build/actions/canary-promote/src/verify.js


const SILENT = { requests: 0, errors: 0, latency: { total: 0, slower: [] } };
/**
 * Watches the new stable while the traffic returns to it: after two more blocks it is compared with the canary, which is
 * proven by now, by the same tests with the arms exchanged. Its pods are new, so they get the time to warm up that the
 * canary's had. Tells what is wrong, if anything is.
 */
function createVerifier(watched) {
    const { clock, settings, timeline, journal } = watched;
    let sinceMs;
    return async () => {
        sinceMs ??= clock.now();
        const warmMs = sinceMs + settings.warmUpMs;
        await clock.sleep(Math.max(0, warmMs - clock.now()), watched.signal);
        const beganMs = clock.now();
        for (;;) {
            await clock.sleep(2 * settings.intervalMs + Math.min(1000, settings.intervalMs / 4), watched.signal);
            const block = Math.floor((clock.now() - timeline.startMs) / timeline.intervalMs);
            const trouble = await (0,watch/* readMetrics */.Uw)(watched, timeline.startMs + block * timeline.intervalMs);
            if (trouble === undefined) {
                const evidence = (0,watch/* evidenceUntil */.Km)(watched, block);
                journal.afterwards = evidence.blocks.slice(journal.evidence?.blocks.length ?? 0);
                const { harm } = (0,assess/* assess */.n)(exchanged(evidence, sinceMs, warmMs), settings, [1]);
                if (harm === undefined)
                    return undefined;
                return harm === 'errors' ? 'fails more often than the canary did' : 'is slower than the canary was';
            }
            if (clock.now() - beganMs > settings.blindBudgetMs)
                return `can’t be watched: ${trouble}`;
            watched.log.info(`The new stable can't be watched yet: ${trouble}`);
        }
    };
}
/**
 * The same blocks with the arms exchanged; from before `sinceMs` only what the canary was like is taken, and until `warmMs`
 * the new stable's latency is not judged.
 */
function exchanged(evidence, sinceMs, warmMs) {
    return {
        ...evidence,
        blocks: evidence.blocks.map((block) => ({
            ...block,
            canary: block.fromMs >= sinceMs ? block.stable : SILENT,
            stable: block.canary,
            warming: block.fromMs < warmMs,
            steady: false,
            pods: new Map(),
        })),
    };
}

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/finish.js







// The platform ends a cancelled step after ten seconds: one write and one record must fit into them.
const CANCEL_PATIENCE_MS = 4_000;
const AGAIN_MS = 1_000;
/** Does what the end of a watch asks for. */
async function finish(job, session, prepared, back, watched, end) {
    const returned = async (verdict, reason, message) => {
        await (0,src_job/* goBack */.OE)(job, back, message);
        return { ...(0,src_job/* wentBack */.Il)(session, verdict, reason, `Went back: ${message}.`), outcome: 'went-back' };
    };
    switch (end.kind) {
        case 'promote':
            return promoteNow(job, session, prepared, watched);
        case 'go-back': {
            const harmful = end.reason === 'errors-harm' || end.reason === 'latency-harm' || end.reason === 'canary-unhealthy';
            return returned(harmful ? 'fail' : 'inconclusive', end.reason, end.message);
        }
        case 'inconclusive':
            if (job.settings.onInconclusive === 'go-back')
                return returned('inconclusive', end.reason, end.message);
            return {
                ...(0,src_job/* standing */.JA)(session),
                verdict: 'inconclusive',
                reason: end.reason,
                message: `${end.message}; the canary keeps ${session.state.weight} % of the traffic, and nobody watches it until the next run continues.`,
                outcome: 'held',
            };
        case 'route-not-accepted':
            return returned('fail', 'route-not-accepted', end.message);
        case 'superseded':
            return returned('inconclusive', 'superseded', end.message);
        case 'stopped':
            return stopped(job, session, back);
    }
}
/** Cancelled: the one write that matters now, the rest is left to the post step. Lease lost: nothing may be written. */
async function stopped(job, session, back) {
    if (session.lost.aborted)
        return {
            ...(0,src_job/* standing */.JA)(session),
            verdict: 'fail',
            reason: 'superseded',
            message: 'The lease was lost to another run.',
        };
    await (0,go_back/* returnTraffic */._)({ ...back, patienceMs: CANCEL_PATIENCE_MS }, 'the run was cancelled');
    (0,src_job/* note */.N4)(job, 0, 'go-back', 'the run was cancelled');
    job.services.log.info('Stable has all traffic again; the post step removes the canary.');
    return {
        ...(0,src_job/* standing */.JA)(session),
        verdict: 'fail',
        reason: 'cancelled',
        message: 'The run was cancelled; stable has all traffic again.',
        outcome: 'went-back',
        unfinished: true,
    };
}
/** Promotes, and tells how it went. */
async function promoteNow(job, session, prepared, watched) {
    const { inputs, services, settings, connected } = job;
    const { canary } = prepared.state;
    const verify = createVerifier(watched);
    const insistence = {
        clock: services.clock,
        patienceMs: inputs['rollout-timeout'],
        everyMs: AGAIN_MS,
        say: (said) => services.log.info(`The cluster does not answer (${said}); the promotion goes on as soon as it does.`),
        signal: services.signal,
    };
    const outcome = await services.log.phase(`Promote ${canary.image}`, () => 
    // A promotion goes on from wherever it was interrupted.
    (0,insist/* insist */.R)(insistence, () => promote({
        cluster: connected.cluster,
        route: prepared.route,
        session,
        log: services.log,
        clock: services.clock,
        takeOver: session.state.phase === 'canary' && settings.steps.includes(100),
        rolloutTimeoutMs: inputs['rollout-timeout'],
        acceptMs: inputs['rollout-timeout'],
        drainMs: (0,watch/* settleTime */.rW)(settings.intervalMs),
        verify,
        moved: (weight) => {
            const nowMs = services.clock.now();
            const change = { atMs: nowMs, settledMs: nowMs + (0,watch/* settleTime */.rW)(settings.intervalMs), weight };
            watched.timeline.weights.push(change);
            job.journal.moved(change);
            (0,src_job/* note */.N4)(job, weight, 'promote', `the canary has ${weight} % of the traffic`);
        },
        run: (0,connect/* runName */.rt)(services.context),
        signal: watched.signal,
    })));
    if (outcome.kind === 'promoted') {
        return {
            verdict: 'pass',
            reason: 'promoted',
            message: `${canary.image} is stable now and has all traffic.`,
            serving: session.state.stable,
            weight: 0,
            outcome: 'promoted',
        };
    }
    (0,src_job/* note */.N4)(job, session.state.weight, 'promote', outcome.message);
    return {
        ...(0,src_job/* standing */.JA)(session),
        verdict: 'fail',
        reason: 'promotion-blocked',
        message: outcome.message,
        outcome: 'held',
    };
}

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/first-sight.js

/** A Prometheus that is being restarted, or has not found the canary's pods yet, has at least this long. */
const PATIENCE_MS = 15_000;
/** Reads both arms' metrics for the first time. A canary that has traffic already is not waited with: its watch does that. */
async function firstSight(watched) {
    const { clock, log, settings, signal, timeline } = watched;
    const patienceMs = Math.min(settings.blindBudgetMs, Math.max(PATIENCE_MS, 2 * settings.intervalMs));
    const waits = (timeline.weights.at(-1)?.weight ?? 0) === 0;
    const deadline = clock.now() + patienceMs;
    let said;
    for (let endMs = timeline.startMs;; endMs = clock.now()) {
        const unreadable = await (0,watch/* readMetrics */.Uw)(watched, endMs);
        const history = (0,watch/* evidenceUntil */.Km)(watched, 0);
        const trouble = unreadable ?? (history.newestSampleMs === undefined ? 'the selectors found no series' : undefined);
        if (trouble === undefined || !waits || clock.now() > deadline)
            return { history, trouble };
        if (trouble !== said)
            log.info(`Metrics of both arms can't be read yet: ${trouble}`);
        said = trouble;
        await clock.sleep(Math.min(settings.intervalMs, 2_000), signal);
    }
}

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/traffic/undo-promotion.js


/**
 * Makes stable again what it was before a promotion began, and waits until it serves; the canary keeps its traffic meanwhile.
 * Tells why not, where that can't be done.
 */
async function undoPromotion(options) {
    const { cluster, session, log } = options;
    const { stable } = session.state;
    const { namespace, name } = session.target;
    const good = session.history.find(({ record }) => stable !== undefined && (0,kubernetes_src/* isSameRelease */._M)(record, stable));
    const workload = good?.objects.filter(kubernetes_src/* isDeployment */.ce).find(({ metadata }) => metadata.name === name);
    if (good === undefined || workload === undefined)
        return 'its objects are not on record';
    log.info(`Putting stable back to ${good.record.image}`);
    const restored = { ...workload, metadata: { ...workload.metadata, namespace } };
    // Whoever changed a field since, the release before is what must be there now.
    await cluster.apply((0,kubernetes_src/* withLastGood */.Dj)(restored, good.record), { fieldManager: kubernetes_src/* FIELD_MANAGER */.vy, force: true });
    return waitForStable(options);
}

;// CONCATENATED MODULE: ./build/actions/canary-promote/src/rollout.js











/** Continues a release from wherever it stands, under its Lease. */
async function carryOn(job, session) {
    const { inputs, settings, services, connected } = job;
    const prepared = await (0,prepare/* prepare */.iA)(connected.cluster, connected.namespace, inputs, session.state, settings, services, session.epoch);
    const back = (0,src_job/* backOptions */.ao)(job, session, prepared);
    services.saveState(src_job/* STATE */.c4, 'open');
    switch (session.state.phase) {
        case 'going-back': {
            const step = (0,watch_over/* wentOff */.kj)(session.state);
            await services.log.phase('Finish going back', () => (0,go_back/* finishGoingBack */.$)(back, 'finished by a later run'));
            if (step !== undefined) {
                const message = `The run before stopped without a word. ${(0,watch_over/* toldOf */.dc)(step)}; stable serves alone, the canary is removed.`;
                return { ...(0,src_job/* wentBack */.Il)(session, 'fail', 'dead-man', message), outcome: 'went-back' };
            }
            return (0,src_job/* wentBack */.Il)(session, 'inconclusive', 'cleaned-up', 'An earlier run had begun to go back; stable serves alone again.');
        }
        case 'promoting':
            if (inputs.mode === 'abort')
                return abortPromotion(job, session, back);
            return promoteNow(job, session, prepared, (0,src_job/* watchedOfJob */.Dy)(job, session, prepared));
        case 'idle':
        case 'canary':
            break;
    }
    if (inputs.mode === 'abort') {
        await (0,src_job/* goBack */.OE)(job, back, '`mode: abort`');
        return (0,src_job/* wentBack */.Il)(session, 'inconclusive', 'aborted', 'The canary was sent back on request; stable serves alone.');
    }
    await checkRegistry(prepared.state.canary.image, inputs, services);
    // The server says now what it would refuse later, when the canary has all the traffic.
    const { manifest } = prepared.state.canary;
    const applied = { ...manifest, metadata: { ...manifest.metadata, namespace: connected.namespace } };
    await connected.cluster.apply(applied, { fieldManager: kubernetes_src/* FIELD_MANAGER */.vy, dryRun: true });
    return judge(job, session, prepared, back);
}
/** Half-way a promotion can still be taken back, as long as the release before is on record. */
async function abortPromotion(job, session, back) {
    const { inputs, services, connected } = job;
    const trouble = await services.log.phase('Put the release before back', () => undoPromotion({
        cluster: connected.cluster,
        session,
        log: services.log,
        clock: services.clock,
        rolloutTimeoutMs: inputs['rollout-timeout'],
        signal: AbortSignal.any([services.signal, session.lost]),
    }));
    if (trouble !== undefined) {
        const message = `The release before can't be put back: ${trouble}. Nothing was moved; without \`mode: abort\` the promotion continues.`;
        return { ...(0,src_job/* standing */.JA)(session), verdict: 'fail', reason: 'promotion-blocked', message, outcome: 'held' };
    }
    await (0,src_job/* goBack */.OE)(job, back, '`mode: abort`');
    return (0,src_job/* wentBack */.Il)(session, 'inconclusive', 'aborted', 'The promotion was taken back on request; stable serves alone.');
}
async function judge(job, session, prepared, back) {
    const { settings, services } = job;
    const configured = await prepared.route.weight();
    if (configured !== undefined && configured !== session.state.weight)
        await session.update({ weight: configured }, 'resume', `the route says ${configured} %`);
    const unwatched = await (0,watch_over/* watchOver */.w)(job, session, prepared);
    if (unwatched !== undefined)
        return notArmed(job, session, back, unwatched);
    const watched = (0,src_job/* watchedOfJob */.Dy)(job, session, prepared);
    const { history, trouble } = await firstSight(watched);
    if (trouble !== undefined && session.state.weight === 0) {
        const message = `Metrics of both arms can't be read, so nothing was moved: ${trouble}.`;
        return { ...(0,src_job/* standing */.JA)(session), verdict: 'inconclusive', reason: 'metrics-unavailable', message };
    }
    (0,src_job/* plan */.et)(job, history);
    if ((0,prepare/* startOf */.GH)(session.state) < 0)
        await session.update({}, 'start', `by ${(0,connect/* runName */.rt)(services.context)}`);
    const end = await services.log.phase(`Watch ${job.inputs.workload}-canary, look every ${settings.intervalMs / 1000} s`, () => (0,watch/* watch */.wB)({
        ...watched,
        move: async (weight, message) => {
            await session.update({ weight }, 'advance', message);
            await prepared.route.setWeight(weight);
            return prepared.route.accepted(job.inputs['rollout-timeout'], watched.signal);
        },
    }));
    return finish(job, session, prepared, back, watched, end);
}
/** Nobody would put the traffic back if this run were lost: the canary gets none, and keeps none. */
async function notArmed(job, session, back, why) {
    const fix = 'The README holds the account and the Role that it needs; `dead-man: off` goes on without it.';
    const result = { verdict: 'inconclusive', reason: 'dead-man-not-armed' };
    if (session.state.weight === 0)
        return {
            ...(0,src_job/* standing */.JA)(session),
            ...result,
            message: `The dead man’s switch can't be armed, so nothing was moved: ${why}. ${fix}`,
        };
    await (0,src_job/* goBack */.OE)(job, back, `the dead man’s switch can't be armed: ${why}`);
    const message = `Went back, since the dead man’s switch can't be armed: ${why}. ${fix}`;
    return { ...(0,src_job/* standing */.JA)(session), weight: 0, ...result, message, outcome: 'went-back' };
}

// EXTERNAL MODULE: ./build/actions/canary-promote/src/settings.js
var src_settings = __webpack_require__(13840);
;// CONCATENATED MODULE: ./build/actions/canary-promote/src/run.js














/** Judges the canary that k8s-deploy placed, if there is one, and moves its traffic as far as the evidence goes. */
async function run(inputs, services) {
    const deployment = (0,github_deployment/* followDeployment */.pb)(inputs, services);
    deployment.leave({ state: 'error', description: 'The run ended before it had decided.' });
    try {
        return await run_judge(inputs, services, deployment);
    }
    catch (error) {
        const explained = explainClusterError(error);
        if (explained instanceof src/* UserError */.yo)
            deployment.leave({ state: 'error', description: `${explained.reason}: ${explained.message.split('\n')[0]}` });
        throw explained;
    }
}
async function run_judge(inputs, services, deployment) {
    const { signingProblem } = await __webpack_require__.e(/* import() */ 542).then(__webpack_require__.bind(__webpack_require__, 34542));
    const problem = signingProblem(inputs);
    if (problem !== undefined)
        throw new src/* UserError */.yo({ reason: 'invalid-input', what: problem });
    const settings = (0,src_settings/* readSettings */.sb)(inputs);
    const connected = await (0,connect/* connect */.Ng)(inputs, services);
    try {
        const journal = (0,src_journal/* createJournal */.s)(inputs.workload, connected.namespace, services.clock.now());
        const job = { inputs, services, settings, connected, journal };
        const result = await decideResult(job);
        if (result.unfinished !== true)
            services.saveState(src_job/* STATE */.c4, 'settled');
        deployment.leave((0,github_deployment/* endOf */.pJ)(result));
        const conclusion = await conclude(journal, settings, inputs, services, result);
        // A cancelled step has seconds left: its post step tells GitHub.
        if (result.unfinished !== true)
            await deployment.end((0,github_deployment/* endOf */.pJ)(result));
        return conclusion;
    }
    finally {
        await connected.close();
    }
}
async function decideResult(job) {
    const { inputs, connected, journal, services } = job;
    const target = { namespace: connected.namespace, name: inputs.workload };
    const early = await (0,kubernetes_src/* readRelease */.iJ)(connected.early, target);
    remember(journal, early?.state);
    const seen = (0,placed/* lookForTrial */.p)(inputs, early);
    if (seen.kind === 'none')
        return seen.result;
    if (inputs.mode === 'observe' || inputs.mode === 'plan')
        return lookOn(job, seen.stored.state);
    const lease = await (0,connect/* takeLease */._e)(connected, inputs, services, services.signal);
    try {
        // Whoever held the Lease before may have changed everything.
        const now = await (0,kubernetes_src/* readRelease */.iJ)(connected.cluster, target);
        remember(journal, now?.state);
        const trial = (0,placed/* lookForTrial */.p)(inputs, now);
        if (trial.kind === 'none')
            return trial.result;
        const session = (0,src_session/* openSession */.f)(connected.cluster, target, lease, trial.stored, services.log, services.clock);
        const result = await replaced(job, session, () => carryOn(job, session));
        // Whoever took over has a watch of its own; what isn't finished yet still needs this one.
        if (result.unfinished !== true && result.reason !== 'superseded')
            await (0,watch_over/* standDown */.Le)(job, session);
        return result;
    }
    finally {
        await lease.release().catch(() => undefined);
    }
}
/** A run that was frozen, and finds the traffic put back when it wakes up, says so. What is left is done by the post step. */
async function replaced({ connected }, { target }, work) {
    let failure;
    let result;
    try {
        result = await work();
    }
    catch (error) {
        if (!(error instanceof src_session/* SupersededError */.Z))
            throw error;
        failure = error;
    }
    if (result !== undefined && result.reason !== 'superseded')
        return result;
    const state = (await (0,kubernetes_src/* readRelease */.iJ)(connected.cluster, target))?.state;
    const step = state && (0,watch_over/* wentOff */.kj)(state);
    if (step !== undefined)
        return {
            verdict: 'fail',
            reason: 'dead-man',
            message: `This run gave no sign of life for too long. ${(0,watch_over/* toldOf */.dc)(step)}; nothing was written since.`,
            serving: state?.stable,
            weight: 0,
            outcome: 'went-back',
            unfinished: true,
        };
    if (result === undefined)
        throw failure;
    return result;
}
function remember(journal, state) {
    journal.stable = state?.stable;
    if (state?.canary === undefined)
        return;
    const { manifest: _manifest, ...identity } = state.canary;
    journal.canary = identity;
}


/***/ }),

/***/ 41887:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  zu: () => (/* reexport */ media_types_MediaType),
  gl: () => (/* reexport */ error_RegistryError),
  P2: () => (/* reexport */ accessOptions),
  ZD: () => (/* reexport */ digest_hexOf),
  IP: () => (/* reexport */ isRegistryError),
  h_: () => (/* reexport */ repository_openRepository),
  F2: () => (/* reexport */ parseReference),
  sc: () => (/* reexport */ sha256)
});

// UNUSED EXPORTS: ACCESS_FIX, appendLayer, byBytes, configWith, copyBlob, dockerCredentials, fallbackTag, formatRepository, givenCredentials, isDigest, isIndex, isLoopback, isRecord, isStringRecord, isTag, layerOfModel, modelLayer, modelTag, modelsFix, openModels, packTar, parseDigest, parseRepository, pullModel, pushModel, rewriteImage, writeTar

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
function sha256(bytes) {
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
function isRegistryError(error, ...reasons) {
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
function reference_parseRepository(text) {
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
            if (!isRegistryError(error) || !error.transient)
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
            if (!isRegistryError(error) || !error.transient)
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
            const digest = sha256(bytes);
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
    const digest = sha256(bytes);
    const subject = await store.session.call(manifestWrite(store, bytes, mediaType, reference ?? digest));
    return { descriptor: { mediaType, digest, size: bytes.length }, subject };
}
/** The request that stores a manifest's bytes; its answer is the subject that the registry took note of. */
function manifestWrite(store, bytes, mediaType, reference) {
    const digest = sha256(bytes);
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
        if (!isRegistryError(error, 'not-found'))
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
        if (!isRegistryError(error, 'rejected'))
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
            if (!isRegistryError(error, 'rejected', 'denied'))
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
            if (chunkBytes !== undefined || !isRegistryError(error, 'too-large'))
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
        if (!isRegistryError(error, 'unauthorized', 'denied'))
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
        if (isRegistryError(error, 'unauthorized', 'denied'))
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
function repository_openRepository(repository, options = {}) {
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
        digest: sha256(bytes),
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
    await collect(directory, MODEL_DIRECTORY, members);
    if (members.every((member) => member.type !== 'file')) {
        throw new RegistryError('unsafe-archive', `there is no file in ${directory}, so there is no model to push`);
    }
    return members.sort((one, other) => byBytes(one.name, other.name));
}
async function collect(directory, name, members) {
    for (const entry of await readdir(directory)) {
        const path = join(directory, entry);
        const member = `${name}/${entry}`;
        const status = await lstat(path);
        if (status.isDirectory()) {
            members.push({ type: 'directory', name: member });
            await collect(path, member, members);
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
















/***/ })

};
