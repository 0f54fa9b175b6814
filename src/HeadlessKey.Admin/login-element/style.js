const css = `
  :host {
    --hk-ink: var(--headlesskey-ink, light-dark(#1a1f2b, #e8ebf2));
    --hk-quiet: var(--headlesskey-quiet, light-dark(#566074, #a7b0c2));
    --hk-surface: var(--headlesskey-surface, transparent);
    --hk-field: var(--headlesskey-field, light-dark(#fff, #10141c));
    --hk-line: var(--headlesskey-line, light-dark(#8b95a8, #6a758a));
    --hk-accent: var(--headlesskey-accent, light-dark(#3151d3, #9db0ff));
    --hk-accent-ink: var(--headlesskey-accent-ink, light-dark(#fff, #10131a));
    --hk-wrong: var(--headlesskey-wrong, light-dark(#b3261e, #ff9d94));
    --hk-radius: var(--headlesskey-radius, .6rem);
    --hk-gap: var(--headlesskey-gap, 1rem);
    display: block;
    max-width: 26rem;
    color: var(--hk-ink);
    font-family: var(--headlesskey-font, inherit);
    font-size: 1rem;
    line-height: 1.5;
    text-align: start;
  }
  :host([hidden]) { display: none; }
  :host([theme="light"]) { color-scheme: light; }
  :host([theme="dark"]) { color-scheme: dark; }
  * { box-sizing: border-box; font: inherit; }
  .frame { background: var(--hk-surface); border-radius: var(--hk-radius); }
  :host([theme]) .frame { background: var(--headlesskey-surface, light-dark(#fff, #161a23)); padding: calc(1.5 * var(--hk-gap)); }
  h2 { margin: 0 0 .5rem; font-size: 1.375rem; font-weight: 650; line-height: 1.25; letter-spacing: -.01em; text-wrap: balance; }
  h2:focus, .who:focus { outline: none; }
  .lead { margin: 0 0 var(--hk-gap); color: var(--hk-quiet); }
  h2 + form { margin-top: var(--hk-gap); }
  .field { margin: 0 0 var(--hk-gap); }
  .field > label, legend { display: block; margin: 0 0 .35rem; padding: 0; font-weight: 600; font-size: .9375rem; }
  input:not([type="checkbox"], [type="radio"]) {
    width: 100%; min-height: 2.75rem; padding: .5rem .75rem; border: 1px solid var(--hk-line); border-radius: var(--hk-radius);
    background: var(--hk-field); color: inherit;
  }
  input[readonly] { border-style: dashed; color: var(--hk-quiet); }
  input[aria-invalid="true"] { border-color: var(--hk-wrong); box-shadow: inset 0 0 0 1px var(--hk-wrong); }
  input[type="checkbox"], input[type="radio"] { width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--hk-accent); flex: none; }
  :focus-visible { outline: 3px solid var(--hk-accent); outline-offset: 2px; }
  .secret { position: relative; }
  .secret input { padding-inline-end: 3rem; }
  .reveal {
    position: absolute; inset-block: 1px; inset-inline-end: 1px; width: 2.75rem; border: 0; border-radius: var(--hk-radius);
    background: none; color: var(--hk-quiet); cursor: pointer;
  }
  .reveal::before {
    content: ""; position: absolute; inset: 50% auto auto 50%; translate: -50% -50%; rotate: 45deg; width: 1rem; height: 1rem;
    border: 2px solid; border-radius: 85% 10%; background: radial-gradient(circle, currentColor 2.5px, transparent 3px);
  }
  .reveal[aria-pressed="false"]::after {
    content: ""; position: absolute; inset: 50% auto auto 50%; translate: -50% -50%; rotate: -40deg; width: 1.5rem; height: 2px; background: currentColor;
  }
  .hint, .error { margin: .35rem 0 0; font-size: .875rem; color: var(--hk-quiet); }
  .error { color: var(--hk-wrong); }
  .error:empty { display: none; }
  .problem { margin: 0 0 var(--hk-gap); }
  fieldset { margin: 0 0 var(--hk-gap); padding: 0; border: 0; }
  .check { display: flex; align-items: center; gap: .6rem; min-height: 2rem; margin: 0 0 .25rem; }
  form > .check { margin-bottom: var(--hk-gap); }
  .main, .quiet {
    min-height: 2.75rem; padding: .5rem 1.25rem; border: 1px solid transparent; border-radius: var(--hk-radius); font-weight: 650; cursor: pointer;
  }
  .main { width: 100%; background: var(--hk-accent); color: var(--hk-accent-ink); }
  .quiet { border-color: var(--hk-line); background: none; color: inherit; }
  .main:hover, .quiet:hover { filter: brightness(1.08); }
  button:disabled { opacity: .65; cursor: progress; }
  .ways { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1rem; margin-top: var(--hk-gap); }
  .way { padding: .25rem 0; border: 0; background: none; color: var(--hk-accent); text-decoration: underline; text-underline-offset: .2em; cursor: pointer; }
  .account { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem; }
  .who { margin: 0; overflow-wrap: anywhere; }
  strong { font-weight: 650; }
  @media (forced-colors: active) { .main, .quiet { border-color: ButtonText; } }
`;

/** Constructed, not written into the page: a strict Content-Security-Policy lets it pass. */
export const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
