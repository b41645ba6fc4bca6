import { hash } from "node:crypto";

/**
 * One file for the public pages: system fonts, no image, nothing of a third party. Colours keep 4.5:1 for text and
 * 3:1 for edges in both schemes.
 */
export const stylesheet = `
:root {
  --ink: #1a2230; --soft: #4a5568; --paper: #fff; --raised: #f4f6f9; --line: #8a94a6; --faint: #d5dbe5;
  --brand: #0b4f8a; --on-brand: #fff; --wrong: #a3161c; --wrong-paper: #fdf1f1; --note: #fff6dc; --focus: #b45f06;
  font: 100%/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e9edf4; --soft: #b4bfd0; --paper: #131820; --raised: #1d2530; --line: #7d8aa0; --faint: #354153;
    --brand: #8cc2f5; --on-brand: #0c1a2a; --wrong: #ffa8a3; --wrong-paper: #35191b; --note: #38300f; --focus: #ffbf5e;
  }
}
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper); overflow-wrap: break-word; }
.bar, main, footer { max-width: 46rem; margin-inline: auto; padding-inline: 1rem; }
header { border-bottom: 4px solid var(--brand); background: var(--raised); }
.bar { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; justify-content: space-between; padding-block: .5rem; }
.brand { font-size: 1.35rem; font-weight: 700; text-decoration: none; }
.languages { display: flex; flex-wrap: wrap; gap: 1rem; margin: 0; padding: 0; list-style: none; }
.languages a { display: inline-block; padding-block: .5rem; }
.languages [aria-current] { font-weight: 700; color: var(--ink); text-decoration: none; }
a { color: var(--brand); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -999rem; padding: .5rem 1rem; background: var(--paper); }
.skip:focus { left: .5rem; top: .5rem; z-index: 1; }
main { padding-block: 1.5rem 2.5rem; }
h1 { font-size: clamp(1.6rem, 5vw, 2.2rem); line-height: 1.2; margin: 0 0 .75rem; text-wrap: balance; }
.number { white-space: nowrap; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 .5rem; }
p { margin: 0 0 .75rem; }
section { margin-top: 2rem; }
.lead { font-size: 1.125rem; max-width: 38rem; }
.card { padding: 1.25rem; background: var(--raised); border: 1px solid var(--faint); border-radius: .5rem; }
.card > :last-child, .card p:last-child { margin-bottom: 0; }
.hint, .when { color: var(--soft); font-size: .95rem; }
.notice { padding: .75rem 1rem; background: var(--note); border-left: 4px solid var(--focus); }
.summary { padding: 1rem; margin-bottom: 1.5rem; border: 3px solid var(--wrong); }
.summary a, .wrong { color: var(--wrong); font-weight: 600; }
.summary p { margin: 0; }
label { display: block; font-weight: 600; }
.track .hint { margin-bottom: .5rem; }
.wrong { margin-bottom: .5rem; }
.field { display: flex; flex-wrap: wrap; gap: .75rem; }
input[type=text] {
  flex: 1 1 14rem; min-width: 0; min-height: 3rem; padding: .5rem .75rem; font: inherit; font-size: 1.15rem; letter-spacing: .04em;
  text-transform: uppercase; color: var(--ink); background: var(--paper); border: 2px solid var(--line); border-radius: .25rem;
}
input[type=text][aria-invalid=true] { border-color: var(--wrong); background: var(--wrong-paper); }
button {
  min-height: 3rem; padding: .5rem 1.5rem; font: inherit; font-weight: 600; color: var(--on-brand); background: var(--brand);
  border: 2px solid transparent; border-radius: .25rem; cursor: pointer;
}
textarea {
  display: block; width: 100%; min-height: 6rem; margin: .25rem 0 .75rem; padding: .5rem .75rem; font: inherit; color: var(--ink);
  background: var(--paper); border: 2px solid var(--line); border-radius: .25rem;
}
textarea[aria-invalid=true] { border-color: var(--wrong); background: var(--wrong-paper); }
fieldset { margin: 0 0 .75rem; padding: 0; border: 0; min-width: 0; }
legend { padding: 0; margin-bottom: .5rem; }
.option { display: inline-flex; gap: .5rem; align-items: center; min-height: 2.75rem; padding-right: 1.25rem; font-weight: 400; }
.option input { width: 1.35rem; height: 1.35rem; accent-color: var(--brand); }
.own { padding-block: 1rem; border-top: 1px solid var(--faint); }
h3 { font-size: 1.05rem; margin: 0 0 .5rem; }
summary { padding-block: .75rem; font-weight: 600; cursor: pointer; }
button.quiet { color: var(--brand); background: none; border-color: var(--line); }
.state { display: inline-block; padding: .15rem .75rem; font-weight: 700; color: var(--on-brand); background: var(--brand); border-radius: 1rem; }
dl { margin: 0; }
dl > div { padding-block: .6rem; border-top: 1px solid var(--faint); }
dt { font-weight: 600; }
dd { margin: 0; }
dd p { margin: 0; }
.timeline { margin: 1rem 0 2rem; padding: 0; list-style: none; }
.timeline li { position: relative; padding: 0 0 1.25rem 1.5rem; border-left: 2px solid var(--faint); margin-left: .5rem; }
.timeline li::before {
  content: ""; position: absolute; left: -.45rem; top: .4rem; width: .75rem; height: .75rem; border-radius: 50%;
  background: var(--paper); border: 2px solid var(--brand);
}
.timeline li:first-child::before { background: var(--brand); }
.timeline li:last-child { border-color: transparent; padding-bottom: 0; }
.step { font-weight: 600; margin: 0; }
.when { margin: 0; }
.remark { font-weight: 600; }
/* Line breaks are the officer's own. */
blockquote { margin: .75rem 0 0; padding: .75rem 1rem; white-space: pre-wrap; background: var(--raised); border-radius: .5rem; }
.numbers { margin: 0; padding: 0; list-style: none; }
.numbers a { font-size: 1.25rem; font-weight: 700; display: inline-block; min-width: 2.5rem; padding-block: .25rem; }
footer { padding-block: 1.5rem 2rem; border-top: 1px solid var(--faint); color: var(--soft); }
footer section { margin: 0 0 1.5rem; color: var(--ink); }
@media (min-width: 40rem) {
  dl > div { display: grid; grid-template-columns: 12rem 1fr; gap: 1rem; }
}
@media print { header nav, footer, form { display: none; } }
`.trim();

/** Named by its content, so it may be kept for ever and a new version is another file. */
export const stylesheetPath = `/assets/public-${hash("sha256", stylesheet, "base64url").slice(0, 12)}.css`;
