import { Fault } from './api.js';
import { make } from './dom.js';
import { icon } from './icon.js';
import { words } from './words.js';

/** What stands there until something is known. */
export const loading = () => make('div', { class: 'skeleton', role: 'status' }, make('span', { class: 'unseen' }, words.loading), make('i'), make('i'), make('i'));

/**
 * Nothing is there, and what could be done about it.
 * @param {import('./icon.js').IconName} name
 * @param {string} title
 * @param {string} text
 * @param {Node} [action]
 */
export const empty = (name, title, text, action) =>
  make('div', { class: 'state' }, icon(name), make('h2', {}, title), make('p', {}, text), action);

/** What this server was built or set up without. */
const absent = () => empty('empty', words.absent, words.absentText);

/**
 * It could not be shown.
 * @param {unknown} error
 * @param {() => void} retry
 */
export const failed = (error, retry) => error instanceof Fault && error.code === 'rest_no_route' ? absent() :
  make('div', { class: 'state', role: 'alert' }, icon('wrong'), make('h2', {}, words.failed), make('p', {}, why(error)),
    make('button', { type: 'button', click: retry }, words.tryAgain));

/** A failure in words. @param {unknown} error */
export function why(error) {
  if (error instanceof Fault) {
    const params = Object.values(error.data.params ?? {}).filter((each) => typeof each === 'string' && each.includes(' '));
    return (params.join(' ') || error.message) || words.unreachable;
  }

  console.error(error);
  return words.bug;
}
