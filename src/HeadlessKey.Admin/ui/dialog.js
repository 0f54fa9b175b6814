import { make } from './dom.js';
import { form } from './form.js';
import { icon } from './icon.js';
import { words } from './words.js';

/**
 * Shows something above the page until it is closed. The focus goes back to where it was by itself: that is what a modal dialog does.
 * @template T
 * @param {string} title
 * @param {(close: (result: T) => void) => (Node | string | null | false)[]} build
 * @param {{ wide?: boolean }} [how]
 * @returns {Promise<T | undefined>} what it was closed with; undefined when it was put away
 */
export function dialog(title, build, how = {}) {
  return new Promise((resolve) => {
    /** @type {T | undefined} */
    let result;
    const id = `dialog-${Date.now().toString(36)}`;
    const box = make('dialog', {
      'aria-labelledby': id,
      class: how.wide ? 'wide' : null,
      close: () => {
        box.remove();
        resolve(result);
      },
    });
    const close = (/** @type {T} */ value) => {
      result = value;
      box.close();
    };
    const content = build(close).filter((each) => each !== null && each !== false);
    box.append(
      make('header', {}, make('h2', { id }, title), make('button', { type: 'button', class: 'plain', 'aria-label': words.close, click: () => box.close() }, icon('close'))),
      ...content);
    document.body.append(box);
    box.showModal();
    const first = box.querySelector('form :is(input, select, textarea):not([readonly], [disabled])') ?? box.querySelector('.buttons button');
    /** @type {HTMLElement | null} */ (first)?.focus();
  });
}

/**
 * Asks whether to do something that cannot be taken back. The button that does nothing comes first.
 * @param {{ title: string, text: string, submit: string, harmless?: boolean }} what
 * @returns {Promise<boolean>}
 */
export async function confirm(what) {
  return (await dialog(what.title, (close) => [
    make('p', {}, what.text),
    make('div', { class: 'buttons' },
      make('button', { type: 'button', click: () => close(false) }, words.cancel),
      make('button', { type: 'button', class: what.harmless ? 'main' : 'danger', click: () => close(true) }, what.submit)),
  ])) ?? false;
}

/**
 * A form above the page.
 * @param {object} what
 * @param {string} what.title
 * @param {string} [what.lead]
 * @param {import('./field.js').FieldSpec[]} what.fields
 * @param {string} what.submit
 * @param {boolean} [what.danger]
 * @param {(values: Record<string, any>) => Promise<void>} what.send
 * @returns {Promise<boolean>} whether it was sent
 */
export async function formDialog(what) {
  return (await dialog(what.title, (close) => [
    what.lead ? make('p', {}, what.lead) : null,
    form({
      ...what,
      send: async (values) => {
        await what.send(values);
        close(true);
      },
      cancel: () => close(false),
    }),
  ])) ?? false;
}
