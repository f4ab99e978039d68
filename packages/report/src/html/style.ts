/** The page's only style: system fonts, two colour schemes with contrast of at least 4.5, nothing fetched. */
export const STYLE = `
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
`
