import { Markup } from "./markup.ts";

/** Every pair of text and ground has a contrast of at least 4.5 in both themes. */
export const STYLE = new Markup(`
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f5f6f8; --line: #d9dde3; --text: #1c2128; --quiet: #57606a;
  --restricted: #a40e26; --restricted-ground: #ffebe9;
  --confidential: #7d4e00; --confidential-ground: #fff4d6;
  --internal: #0550ae; --internal-ground: #e3f0ff;
  --public: #1a6631; --public-ground: #e2f5e7;
  --review: #6639ba; --review-ground: #f3ebff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16191d; --raised: #1f2329; --line: #3a414a; --text: #e3e6ea; --quiet: #a0a8b2;
    --restricted: #ff9a94; --restricted-ground: #4a1a1d;
    --confidential: #f2c55c; --confidential-ground: #3f3008;
    --internal: #8cc3ff; --internal-ground: #12304f;
    --public: #86dd9b; --public-ground: #143820;
    --review: #d2b3ff; --review-ground: #34214f;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 78rem; padding: 2rem 1.25rem 4rem; background: var(--ground); color: var(--text);
  font: 0.95rem/1.5 system-ui, "Segoe UI", sans-serif; }
h1 { margin: 0; font-size: 1.6rem; }
h2 { margin: 2.5rem 0 0.5rem; font-size: 1.25rem; }
h3 { margin: 1.5rem 0 0.4rem; font-size: 1rem; }
h3 small, .quiet { color: var(--quiet); font-weight: normal; }
code { font: 0.9em ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.75rem; margin: 1.5rem 0; padding: 0; }
.figures div { padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--raised);
  display: flex; flex-direction: column-reverse; }
.figures dd { margin: 0; font-size: 1.9rem; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums; }
.figures dt { color: var(--quiet); }
.figures .alarm dd { color: var(--restricted); }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
table.fields { table-layout: fixed; min-width: 52rem; }
.fields th:nth-child(1) { width: 22%; }
.fields th:nth-child(2) { width: 9rem; }
.fields th:nth-child(4), .fields th:nth-child(5) { width: 14%; }
.fields th:nth-child(6) { width: 7rem; }
.share { width: 40%; }
th.share, .number + td:has(.bar) { padding-left: 1rem; }
td:has(.bar) { vertical-align: middle; }
th, td { padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--quiet); font-weight: 500; font-size: 0.85rem; }
tbody th { font-weight: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.lacking td:nth-child(4) { font-weight: 600; }
.chip { display: inline-block; padding: 0 0.55rem; border-radius: 1rem; font-size: 0.85rem; white-space: nowrap; }
.restricted { color: var(--restricted); background: var(--restricted-ground); }
.confidential { color: var(--confidential); background: var(--confidential-ground); }
.internal { color: var(--internal); background: var(--internal-ground); }
.public { color: var(--public); background: var(--public-ground); }
.review { color: var(--review); background: var(--review-ground); }
.bar { display: flex; height: 0.6rem; border-radius: 0.3rem; overflow: hidden; background: var(--raised); }
.bar span[class] { min-width: 2px; background: currentColor; }
.bar .restricted { color: var(--restricted); } .bar .confidential { color: var(--confidential); } .bar .internal { color: var(--internal); }
.findings { list-style: none; padding: 0; }
.findings li { padding: 0.6rem 0.8rem; margin: 0.5rem 0; border-left: 4px solid var(--internal); background: var(--raised); border-radius: 0 0.4rem 0.4rem 0; }
.findings .error { border-color: var(--restricted); } .findings .warning { border-color: var(--confidential); }
.findings p { margin: 0; }
@media print { body { max-width: none; padding: 0; } tr, li { break-inside: avoid; } }
`);
