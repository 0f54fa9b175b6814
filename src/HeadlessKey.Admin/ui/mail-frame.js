import { make } from './dom.js';

/**
 * A mail's markup in a frame that runs nothing, loads nothing and leads nowhere. It is a document of its own under our own policy, which
 * refuses styles that stand in markup; so the mail's styles are set one by one.
 * @param {string} html
 * @param {string} title
 */
export function mailFrame(html, title) {
  const frame = make('iframe', { class: 'frame', title, sandbox: 'allow-same-origin', tabindex: '0' });
  frame.addEventListener('load', () => {
    const inside = frame.contentDocument;
    if (inside && inside.body.childNodes.length === 0) {
      const mail = new DOMParser().parseFromString(withoutStyles(html), 'text/html');
      inside.body.append(...[...mail.body.childNodes].map((node) => copy(node, inside)).filter((node) => node !== null));
    }
  });
  return frame;
}

/** Styles under another name, or the parser already reports each as refused. @param {string} html */
const withoutStyles = (html) => html
  .replace(/<style[\s\S]*?<\/style>/gi, '')
  .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='));

const shown = new Set(['A', 'B', 'BLOCKQUOTE', 'BR', 'CENTER', 'CODE', 'DIV', 'EM', 'H1', 'H2', 'H3', 'HR', 'I', 'LI', 'OL', 'P', 'PRE', 'SMALL', 'SPAN', 'STRONG', 'TABLE', 'TBODY', 'TD', 'TH', 'THEAD', 'TR', 'UL']);

/**
 * Builds the node anew, of what mails are made of and nothing else.
 * @param {Node} node
 * @param {Document} into
 * @returns {Node | null}
 */
function copy(node, into) {
  if (node.nodeType === Node.TEXT_NODE) {
    return into.createTextNode(node.textContent ?? '');
  }

  if (!(node instanceof HTMLElement) || !shown.has(node.tagName)) {
    return null;
  }

  const made = into.createElement(node.tagName);
  made.style.cssText = (node.getAttribute('data-style') ?? '').replace(/url\s*\(/gi, '');
  node.tagName === 'A' && made.setAttribute('title', node.getAttribute('href') ?? '');
  made.append(...[...node.childNodes].map((child) => copy(child, into)).filter((child) => child !== null));
  return made;
}
