import { make } from './dom.js';
import { distance, moment } from './format.js';
import { icon } from './icon.js';
import { act } from './toast.js';
import { words } from './words.js';

/** @param {string} text @param {'good' | 'warn' | 'wrong' | 'quiet'} kind */
export const badge = (text, kind) => make('span', { class: `badge ${kind}` }, text);

/** A time, as far from now as it is; exactly when pointed at. @param {string | null} iso @param {string} [otherwise] */
export const time = (iso, otherwise = words.never) => (iso ? make('time', { datetime: iso, title: moment(iso) }, distance(iso)) : make('span', { class: 'quiet' }, otherwise));

/** @param {string} text @param {(event: Event) => void} click @param {string} [kind] @param {string} [key] keeps the focus when the page is drawn anew */
export const button = (text, click, kind = '', key) => make('button', { type: 'button', class: kind || null, click, 'data-key': key }, text);

/** @param {string | null} title @param {import('./dom.js').Child[]} children */
export const card = (title, ...children) => make('section', { class: 'card' }, title && make('h2', {}, title), ...children);

/** Names and what they are. @param {[name: string, value: import('./dom.js').Child][]} rows */
export const facts = (rows) => make('dl', { class: 'facts' }, ...rows.map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value))));

/** A number with what it counts. @param {string} label @param {string} value @param {string} [note] @param {'warn' | 'wrong' | ''} [kind] */
export const figure = (label, value, note = '', kind = '') =>
  make('div', { class: `figure ${kind}` }, make('p', { class: 'label' }, label), make('p', { class: 'value' }, value), note && make('p', { class: 'note' }, note));

/** Text to take along. @param {string} text @param {string} label */
export function code(text, label) {
  const copy = make('button', {
    type: 'button', class: 'plain', 'aria-label': `${words.copy}: ${label}`, title: words.copy,
    click: () => act(copy, async () => {
      await navigator.clipboard.writeText(text);
      return words.copied;
    }),
  }, icon('copy'));
  return make('div', { class: 'code' }, make('pre', { tabindex: '0', 'aria-label': label, role: 'region' }, make('code', {}, text)), navigator.clipboard && copy);
}

/** A note that stands in the page. @param {'info' | 'good' | 'warning' | 'wrong'} kind @param {import('./dom.js').Child[]} children */
export const notice = (kind, ...children) => make('div', { class: `notice ${kind}` }, icon(kind), make('div', {}, ...children));

/** An address, which breaks after a slash when it must. @param {string} url */
export const address = (url) => make('span', {}, ...url.split(/(?<=\/)(?!\/)/).flatMap((part, index) => (index ? [make('wbr'), part] : [part])));

/** A way to another page. @param {string} address @param {import('./dom.js').Child[]} children */
export const link = (address, ...children) => make('a', { href: address }, ...children);
