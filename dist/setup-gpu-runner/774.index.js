export const id = 774;
export const ids = [774];
export const modules = {

/***/ 774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./build/actions/setup-gpu-runner/src/situation.js
var situation = __webpack_require__(51);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(217);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
// EXTERNAL MODULE: ./build/packages/report/src/index.js + 3 modules
var src = __webpack_require__(791);
// EXTERNAL MODULE: ./build/packages/action/src/index.js + 33 modules
var action_src = __webpack_require__(680);
;// CONCATENATED MODULE: ./build/actions/setup-gpu-runner/src/page.js

/** The page about a decision: what was granted, what was left out and why, what each device showed. */
function pageOf(inputs, situation) {
    const { verdict, reason, message, discovery } = situation;
    const devices = discovery?.kind === 'found' ? discovery.devices : [];
    return {
        title: 'GPUs',
        sections: [
            { kind: 'verdict', badge: { tone: verdict, text: reason }, text: [message] },
            { kind: 'facts', rows: facts(inputs, situation) },
            ...(devices.length > 0 ? [deviceTable(devices, situation)] : []),
            ...(devices.length > 0 ? [evidence(devices)] : []),
            ...(situation.notes ?? []).map((note) => ({ kind: 'text', text: [note] })),
        ],
    };
}
function facts(inputs, { verdict, discovery, allocator, lease, granted = [], cuda }) {
    const rows = [
        ['Asked for', [inputs.gpus]],
        ['Granted', [granted.length > 0 ? `${granted.length}` : verdict === 'pass' ? 'none; a CPU job' : 'none']],
    ];
    if (discovery?.kind === 'found') {
        rows.push(['Driver', [`${discovery.vendor} ${discovery.driverVersion ?? 'of unknown version'}`]]);
        rows.push(['Newest CUDA', [discovery.cudaVersion ?? 'unknown']]);
    }
    if (allocator !== undefined)
        rows.push(['Allocated by', [allocator === 'host' ? 'lease on this host' : 'a scheduler; checked only']]);
    if (lease !== undefined) {
        rows.push(['Lease', [{ code: lease.directory }, ` until the end of ${lease.owner}`]]);
        rows.push(['Waited', [(0,action_src/* formatDuration */.a3)(lease.waitedMs)]]);
    }
    for (const { device, text } of cuda ?? [])
        rows.push(['CUDA check', [{ code: device }, ` ${text}`]]);
    return rows;
}
function deviceTable(devices, { granted = [], dropped = [] }) {
    return {
        kind: 'table',
        head: ['Device', 'Name', 'Memory', 'Health', 'This job'],
        numeric: [2],
        rows: devices.map(({ id, name, memoryBytes, health }) => [
            [{ code: id }],
            [name],
            [memoryBytes === undefined ? 'unknown' : (0,action_src/* formatSize */.Xq)(memoryBytes)],
            [health],
            [
                granted.some((device) => device.id === id)
                    ? 'granted'
                    : (dropped.find(({ device }) => device.id === id)?.why ?? 'not used'),
            ],
        ]),
    };
}
function evidence(devices) {
    return {
        kind: 'details',
        title: 'What each device showed',
        sections: [
            {
                kind: 'table',
                head: ['Device', 'Check', 'Value', 'Evidence'],
                rows: devices.flatMap(({ id, findings }) => findings.map(({ check, value, evidence: text, warning, coveredBy }) => [
                    [{ code: id }],
                    [check],
                    [warning === true ? `${value}, with a warning` : value],
                    [coveredBy === undefined ? text : `${text} Covered by ${coveredBy}.`],
                ])),
            },
        ],
    };
}

;// CONCATENATED MODULE: ./build/actions/setup-gpu-runner/src/tell.js





/** Makes a decision known: outputs for the steps that follow, the summary, and a report as JSON. */
async function tell(inputs, { context }, situation) {
    const { verdict, reason, message, granted = [], discovery } = situation;
    const page = pageOf(inputs, situation);
    const report = (0,external_node_path_.join)(context.temp, `setup-gpu-runner-${(0,external_node_crypto_.randomUUID)()}.json`);
    await (0,promises_.mkdir)(context.temp, { recursive: true });
    await (0,promises_.writeFile)(report, `${JSON.stringify({ schema: 1, page, asked: inputs.gpus, ...situation }, undefined, 2)}\n`);
    const ids = granted.map(({ id }) => id);
    const found = discovery?.kind === 'found' ? discovery : undefined;
    const vendor = granted[0]?.vendor ?? 'none';
    return {
        verdict,
        reason,
        message,
        summary: (0,src/* renderSummary */.Br)(page),
        outputs: {
            devices: ids.join(','),
            count: String(ids.length),
            vendor,
            'cuda-visible-devices': vendor === 'nvidia' ? ids.join(',') : '',
            'docker-arguments': JSON.stringify(dockerArguments(granted)),
            'driver-version': found?.driverVersion ?? '',
            'cuda-version': found?.cudaVersion ?? '',
            report,
        },
    };
}
/** Exactly these devices and no others, as arguments of `docker run`. */
function dockerArguments(devices) {
    const ids = devices.map(({ id }) => id);
    switch (devices[0]?.vendor) {
        case 'nvidia':
            // `--gpus` is read as CSV: several devices need the inner quotes (docker/cli, `opts/gpus.go`).
            return ['--gpus', `"device=${ids.join(',')}"`];
        case 'amd':
            return ['--device=/dev/kfd', ...ids.map((node) => `--device=${node}`), '--group-add=video'];
        case undefined:
            // An image may say `all`, and where the nvidia runtime is the default that would be every GPU.
            return ['--env=NVIDIA_VISIBLE_DEVICES=void'];
    }
}

;// CONCATENATED MODULE: ./build/actions/setup-gpu-runner/src/run.js


/** Gets the job its devices: found, fit, leased, and told to the steps that follow. */
async function run(inputs, services) {
    return tell(inputs, services, await decide(inputs, services));
}
async function decide(inputs, services) {
    if (inputs.gpus === '0') {
        return { verdict: 'pass', reason: 'cpu-requested', message: 'No GPU was asked for; this job runs on the CPU.' };
    }
    const { discover } = await Promise.all(/* import() */[__webpack_require__.e(366), __webpack_require__.e(184)]).then(__webpack_require__.bind(__webpack_require__, 184));
    const { allocate } = await Promise.all(/* import() */[__webpack_require__.e(366), __webpack_require__.e(105)]).then(__webpack_require__.bind(__webpack_require__, 105));
    try {
        return await allocate(inputs, services, await discover(inputs, services));
    }
    catch (error) {
        if (error instanceof situation/* Decided */.$)
            return error.situation;
        throw error;
    }
}


/***/ }),

/***/ 51:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ Decided)
/* harmony export */ });
/** A decision that ends the run early. */
class Decided extends Error {
    situation;
    constructor(situation) {
        super(situation.message);
        this.situation = situation;
    }
}


/***/ }),

/***/ 791:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Br: () => (/* reexport */ renderSummary)
});

// UNUSED EXPORTS: escapeCode, escapeMarkdown, renderComment, renderHtml

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
    const page = await Promise.all(/* import() */[__webpack_require__.e(991), __webpack_require__.e(159)]).then(__webpack_require__.bind(__webpack_require__, 159));
    return page.renderHtml(report);
}


/***/ })

};
