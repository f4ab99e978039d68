export const id = 159;
export const ids = [159];
export const modules = {

/***/ 77159:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  renderHtml: () => (/* binding */ renderHtml)
});

// EXTERNAL MODULE: ./node_modules/hono/dist/helper/html/index.js + 1 modules
var html = __webpack_require__(83867);
// EXTERNAL MODULE: ./node_modules/d3-array/dist/d3-array.mjs
var d3_array = __webpack_require__(5793);
// EXTERNAL MODULE: ./node_modules/d3-scale/dist/d3-scale.mjs + 3 modules
var d3_scale = __webpack_require__(85111);
// EXTERNAL MODULE: ./node_modules/d3-shape/dist/d3-shape.mjs + 1 modules
var d3_shape = __webpack_require__(76879);
;// CONCATENATED MODULE: ./build/packages/report/src/chart/svg.js




const WIDTH = 720;
const HEIGHT = 280;
const MARGIN = { top: 28, right: 16, bottom: 40, left: 56 };
const TICKS = 5;
/** Share of the width past which a label would leave the picture. */
const LATE = 0.8;
/** A chart as inline SVG; colours come from the page's variables, so that it is right in light and dark. */
function svgChart(chart) {
    const points = chart.series.flatMap((series) => series.points);
    const log = chart.y.scale === 'log';
    const usable = (y) => Number.isFinite(y) && (!log || y > 0);
    const moments = [...points.map(([at]) => at), ...(chart.marks ?? []).map((mark) => mark.x)];
    const [left = 0, right = 1] = defined((0,d3_array/* extent */.Xx)(moments));
    const ys = [...points.map(([, y]) => y), ...(chart.thresholds ?? []).map(({ y }) => y)].filter(usable);
    const [low = 0, high = 1] = defined((0,d3_array/* extent */.Xx)(ys));
    const x = (0,d3_scale/* scaleLinear */.m4)([left, right === left ? left + 1 : right], [MARGIN.left, WIDTH - MARGIN.right]);
    const range = [HEIGHT - MARGIN.bottom, MARGIN.top];
    const y = log
        ? (0,d3_scale/* scaleLog */.ZE)([low, high === low ? low * 10 : high], range).nice()
        : (0,d3_scale/* scaleLinear */.m4)([Math.min(0, low), high === low ? low + 1 : high], range).nice();
    const path = (0,d3_shape/* line */.n8)()
        .defined(([, value]) => usable(value))
        .x(([at]) => x(at))
        .y(([, value]) => y(value))
        .curve(chart.shape === 'step' ? d3_shape/* curveStepAfter */.UP : d3_shape/* curveLinear */.lU);
    /** A line needs two points to be seen; fewer are drawn as dots. */
    const dots = (series, index) => series.length > 1
        ? []
        : series.map(([at, value]) => (0,html/* html */.q) `<circle class="dot series-${(index % 6) + 1}" cx="${x(at)}" cy="${y(value)}" r="3"/>`);
    const format = log ? y.tickFormat(TICKS, '~g') : y.tickFormat(TICKS);
    // A logarithmic scale has a tick for each multiple; those that it leaves without a label only crowd the picture.
    const ticks = y.ticks(TICKS).filter((tick) => format(tick) !== '');
    const bottom = HEIGHT - MARGIN.bottom;
    const edge = WIDTH - MARGIN.right;
    return (0,html/* html */.q) `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${describe(chart)}">
${ticks.map((tick) => (0,html/* html */.q) `<line class="grid" x1="${MARGIN.left}" x2="${edge}" y1="${y(tick)}" y2="${y(tick)}"/><text class="tick" x="${MARGIN.left - 8}" y="${y(tick) + 4}" text-anchor="end">${format(tick)}</text>`)}
${x.ticks(8).map((tick) => (0,html/* html */.q) `<text class="tick" x="${x(tick)}" y="${bottom + 18}" text-anchor="middle">${String(tick)}</text>`)}
<text class="axis" x="${edge}" y="${HEIGHT - 6}" text-anchor="end">${chart.x.label}</text>
<text class="axis" x="${MARGIN.left - 8}" y="14">${chart.y.label}</text>
${(chart.marks ?? []).map((mark) => (0,html/* html */.q) `<line class="mark" x1="${x(mark.x)}" x2="${x(mark.x)}" y1="${MARGIN.top}" y2="${bottom}"/>${markLabel(x(mark.x), bottom - 6, mark.label)}`)}
${(chart.thresholds ?? []).map((threshold, index) => (0,html/* html */.q) `<line class="threshold" x1="${MARGIN.left}" x2="${edge}" y1="${y(threshold.y)}" y2="${y(threshold.y)}"/>${thresholdLabel(index, y(threshold.y) - 5, threshold.label)}`)}
${chart.series.map((series, index) => (0,html/* html */.q) `<path class="series series-${(index % 6) + 1}" d="${path([...series.points]) ?? ''}"/>${dots(series.points.filter(([, value]) => usable(value)), index)}`)}
</svg>`;
}
/** Lines that lie close together have their labels at either end. */
function thresholdLabel(index, y, text) {
    const right = index % 2 === 0;
    const at = right ? WIDTH - MARGIN.right : MARGIN.left + 4;
    return (0,html/* html */.q) `<text class="threshold" x="${at}" y="${y}" text-anchor="${right ? 'end' : 'start'}">${text}</text>`;
}
/** Near the right edge a label stands before its line. */
function markLabel(at, y, text) {
    const late = at > WIDTH * LATE;
    return (0,html/* html */.q) `<text class="mark" x="${at + (late ? -4 : 4)}" y="${y}" text-anchor="${late ? 'end' : 'start'}">${text}</text>`;
}
function describe(chart) {
    const names = chart.series.map(({ name, points }) => {
        const last = points.at(-1);
        return last === undefined ? `${name} has no data` : `${name} ends at ${Number(last[1].toPrecision(4))}`;
    });
    return `${chart.title}: ${chart.y.label} by ${chart.x.label}; ${names.join(', ')}`;
}
function defined(pair) {
    return pair[0] === undefined ? [] : pair;
}

;// CONCATENATED MODULE: ./build/packages/report/src/html/style.js
/** The page's only style: system fonts, two colour schemes with contrast of at least 4.5, nothing fetched. */
const STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --soft: #57606a; --line: #d0d7de; --ground: #ffffff; --raised: #f6f8fa;
  --pass: #116329; --pass-ground: #dafbe1; --fail: #a40e26; --fail-ground: #ffebe9; --wait: #7d4e00; --wait-ground: #fff8c5;
  --link: #0550ae; --s1: #0550ae; --s2: #bc4c00; --s3: #116329; --s4: #8250df; --s5: #a40e26; --s6: #57606a; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #9da7b3; --line: #3d444d; --ground: #0d1117; --raised: #151b23;
  --pass: #56d364; --pass-ground: #12261e; --fail: #ff8182; --fail-ground: #2d1517; --wait: #e3b341; --wait-ground: #272115;
  --link: #79c0ff; --s1: #79c0ff; --s2: #ffa657; --s3: #56d364; --s4: #d2a8ff; --s5: #ff8182; --s6: #9da7b3; } }
* { box-sizing: border-box; }
body { margin: 0; overflow-wrap: anywhere; background: var(--ground); color: var(--text); font: 15px/1.55 system-ui, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 16px; }
h2 { font-size: 21px; margin: 40px 0 12px; padding-top: 16px; border-top: 1px solid var(--line); }
h3 { font-size: 17px; margin: 28px 0 8px; } h4, h5, h6 { font-size: 15px; margin: 20px 0 8px; }
a { color: var(--link); } p { margin: 8px 0; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, monospace; font-size: 13px; } code { background: var(--raised); padding: 1px 4px; border-radius: 4px; overflow-wrap: anywhere; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: 12px; overflow: auto; max-height: 420px; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; margin: 8px 0 16px; font-size: 14px; }
table { overflow-wrap: break-word; } th, td { border: 1px solid var(--line); padding: 5px 10px; text-align: left; vertical-align: top; } th { background: var(--raised); font-weight: 600; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
table.facts th { background: none; color: var(--soft); font-weight: 500; white-space: nowrap; } table.facts th, table.facts td { border-width: 0 0 1px; }
.badge { display: inline-block; padding: 1px 9px; border-radius: 999px; font-size: 13px; font-weight: 600; border: 1px solid currentColor; vertical-align: 1px; }
.badge.pass { color: var(--pass); background: var(--pass-ground); } .badge.fail { color: var(--fail); background: var(--fail-ground); }
.badge.inconclusive { color: var(--wait); background: var(--wait-ground); } .badge.neutral { color: var(--soft); background: var(--raised); }
details { border: 1px solid var(--line); border-radius: 6px; padding: 8px 14px; margin: 10px 0; } summary { cursor: pointer; font-weight: 600; }
figure { margin: 16px 0; } figcaption { font-weight: 600; margin-bottom: 4px; } .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 13px; color: var(--soft); margin: 0; padding: 0; list-style: none; }
.legend i { display: inline-block; width: 18px; height: 3px; margin-right: 6px; vertical-align: 4px; }
svg { width: 100%; min-width: 560px; max-width: 860px; height: auto; display: block; } svg text { font: 12px system-ui, sans-serif; fill: var(--soft); } svg .axis { font-weight: 600; }
svg .grid { stroke: var(--line); } svg .series { fill: none; stroke-width: 2; stroke-linejoin: round; }
svg .dot { fill: currentColor; } svg .threshold { stroke: var(--fail); stroke-dasharray: 5 4; } svg text.threshold { stroke: none; fill: var(--fail); } svg .mark { stroke: var(--soft); stroke-dasharray: 2 3; } svg text.mark { stroke: none; }
.series-1 { stroke: var(--s1); } .series-2 { stroke: var(--s2); } .series-3 { stroke: var(--s3); } .series-4 { stroke: var(--s4); } .series-5 { stroke: var(--s5); } .series-6 { stroke: var(--s6); }
i.series-1 { background: var(--s1); } i.series-2 { background: var(--s2); } i.series-3 { background: var(--s3); } i.series-4 { background: var(--s4); } i.series-5 { background: var(--s5); } i.series-6 { background: var(--s6); }
table.matrix td { text-align: right; font-variant-numeric: tabular-nums; min-width: 44px; } table.matrix td.hit { background: var(--pass-ground); color: var(--pass); font-weight: 600; } table.matrix td.miss { background: var(--fail-ground); color: var(--fail); }
`;

;// CONCATENATED MODULE: ./build/packages/report/src/html/render.js



const MAX_HEADING = 6;
/** The whole report as one self-contained page: nothing is fetched, nothing runs, everything foreign is escaped. */
async function renderHtml(report) {
    const body = await (0,html/* html */.q) `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${report.title}</title><link rel="icon" href="data:,"><style>${(0,html/* raw */.l)(STYLE)}</style></head>
<body><main><h1>${report.title}</h1>
${report.sections.map((section) => renderSection(section, 2))}
</main></body></html>
`;
    return String(body);
}
function renderSection(section, level) {
    switch (section.kind) {
        case 'text':
            return (0,html/* html */.q) `<p>${inlines(section.text)}</p>`;
        case 'verdict':
            return (0,html/* html */.q) `<p>${badge(section.badge)} ${inlines(section.text)}</p>`;
        case 'facts':
            return (0,html/* html */.q) `<div class="scroll" tabindex="0"><table class="facts"><tbody>${section.rows.map(([label, value]) => (0,html/* html */.q) `<tr><th scope="row">${label}</th><td>${inlines(value)}</td></tr>`)}</tbody></table></div>`;
        case 'table':
            return renderTable(section.head, section.rows, section.numeric ?? []);
        case 'list':
            return (0,html/* html */.q) `<ul>${section.items.map((item) => (0,html/* html */.q) `<li>${inlines(item)}</li>`)}</ul>`;
        case 'log':
            return (0,html/* html */.q) `<pre tabindex="0">${section.lines.join('\n')}</pre>`;
        case 'chart':
            return renderChart(section);
        case 'matrix':
            return renderMatrix(section);
        case 'group':
            return (0,html/* html */.q) `<section>${heading(level, section.title, section.badge)}${section.sections.map((inner) => renderSection(inner, level + 1))}</section>`;
        case 'details':
            return (0,html/* html */.q) `<details><summary>${section.title}</summary>${section.sections.map((inner) => renderSection(inner, level + 1))}</details>`;
    }
}
function heading(level, title, sign) {
    const name = `h${Math.min(level, MAX_HEADING)}`;
    return (0,html/* html */.q) `${(0,html/* raw */.l)(`<${name}>`)}${title}${sign === undefined ? '' : (0,html/* html */.q) ` ${badge(sign)}`}${(0,html/* raw */.l)(`</${name}>`)}`;
}
function badge({ tone, text }) {
    return (0,html/* html */.q) `<span class="badge ${tone}">${text}</span>`;
}
function inlines(parts) {
    return parts.map((part) => {
        if (typeof part === 'string')
            return part;
        if ('code' in part)
            return (0,html/* html */.q) `<code>${part.code}</code>`;
        if ('strong' in part)
            return (0,html/* html */.q) `<strong>${part.strong}</strong>`;
        return isSafe(part.link.href) ? (0,html/* html */.q) `<a href="${part.link.href}">${part.link.text}</a>` : part.link.text;
    });
}
/** Pages of the web, and files that lie beside this page. */
function isSafe(href) {
    if (!URL.canParse(href))
        return /^[\w-][\w./-]*$/.test(href) && !href.includes('..');
    return ['https:', 'http:'].includes(new URL(href).protocol);
}
function renderTable(head, rows, numeric) {
    const side = (index) => (numeric.includes(index) ? 'number' : '');
    return (0,html/* html */.q) `<div class="scroll" tabindex="0"><table><thead><tr>${head.map((cell, index) => headCell(cell, side(index)))}</tr></thead>
<tbody>${rows.map((row) => (0,html/* html */.q) `<tr>${row.map((cell, index) => (0,html/* html */.q) `<td class="${side(index)}">${inlines(cell)}</td>`)}</tr>`)}</tbody></table></div>`;
}
/** A column without a name has no header cell: an empty one would be read out as a header. */
function headCell(text, side) {
    return text === '' ? (0,html/* html */.q) `<td></td>` : (0,html/* html */.q) `<th scope="col" class="${side}">${text}</th>`;
}
function renderChart(chart) {
    return (0,html/* html */.q) `<figure><figcaption>${chart.title}</figcaption><div class="scroll" tabindex="0">${svgChart(chart)}</div>
<ul class="legend">${chart.series.map(({ name }, index) => (0,html/* html */.q) `<li><i class="series-${(index % 6) + 1}"></i>${name}</li>`)}</ul></figure>`;
}
function renderMatrix({ title, rowLabel, columnLabel, labels, counts }) {
    const kind = (count, row, column) => row === column ? 'hit' : count > 0 ? 'miss' : '';
    return (0,html/* html */.q) `<figure><figcaption>${title}</figcaption><div class="scroll" tabindex="0"><table class="matrix">
<thead><tr><th scope="col">${rowLabel} ↓ ${columnLabel} →</th>${labels.map((label) => (0,html/* html */.q) `<th scope="col">${label}</th>`)}</tr></thead>
<tbody>${counts.map((row, at) => (0,html/* html */.q) `<tr><th scope="row">${labels[at] ?? ''}</th>${row.map((count, column) => (0,html/* html */.q) `<td class="${kind(count, at, column)}">${count}</td>`)}</tr>`)}</tbody></table></div></figure>`;
}


/***/ })

};
