import { Cancelled } from './api.js';
import { make } from './dom.js';
import { icon } from './icon.js';
import { why } from './state.js';
import { words } from './words.js';

const place = make('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
document.body.append(place);

/**
 * Says something for a few seconds; what went wrong stays until it is put away.
 * @param {string} text
 * @param {'good' | 'wrong'} kind
 */
export function toast(text, kind = 'good') {
  const note = make('div', { class: `toast ${kind}` }, icon(kind), make('p', {}, text),
    make('button', { type: 'button', class: 'plain', 'aria-label': words.close, click: () => note.remove() }, icon('close')));
  if (place.matches(':popover-open')) {
    place.hidePopover();
  }

  // In the top layer, or an open dialog would cover it.
  place.popover = 'manual';
  place.append(note);
  place.showPopover();
  kind === 'good' && setTimeout(() => note.remove(), 5000);
}

/**
 * Does something, and says how it went.
 * @param {HTMLButtonElement | null} button which cannot be pressed again meanwhile
 * @param {() => Promise<string | void>} work answers what to say when it is done
 */
export async function act(button, work) {
  button?.setAttribute('disabled', '');
  try {
    const text = await work();
    text && toast(text);
  } catch (error) {
    error instanceof Cancelled || toast(why(error), 'wrong');
  } finally {
    button?.removeAttribute('disabled');
  }
}
