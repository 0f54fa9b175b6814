import { labelOf, sayValue } from '../../settings/words.js';
import { send } from '../../ui/api.js';
import { confirm } from '../../ui/dialog.js';
import { make } from '../../ui/dom.js';
import { button, time } from '../../ui/parts.js';
import { empty } from '../../ui/state.js';
import { table } from '../../ui/table.js';
import { act } from '../../ui/toast.js';
import { words } from './words.js';

/** Who has changed what, and the way back. */
export class SettingsHistory extends HTMLElement {
  #shown = '';

  /** @param {() => void} changed */
  constructor(changed) {
    super();
    this.changed = changed;
  }

  /** @param {any[]} changes @param {any[]} settings */
  update(changes, settings) {
    const text = JSON.stringify(changes);
    if (text === this.#shown) {
      return;
    }

    this.#shown = text;
    const types = new Map(settings.map(({ key, type }) => [key, type]));
    /** @param {string} key @param {any} value */
    const say = (key, value) => (value === null ? words.notStored : sayValue(key, types.get(key) ?? 'text', value));
    this.replaceChildren(make('h2', { class: 'above' }, words.history), changes.length === 0 ? empty('general', words.noHistory, words.noHistoryText) : table(words.history, [
      {
        label: words.what,
        kind: 'main',
        cell: (change) => make('span', {}, ...change.changes.map((/** @type {any} */ each) =>
          make('span', { class: 'change' }, labelOf(each.key), make('small', {}, words.change(say(each.key, each.old), say(each.key, each.new)))))),
      },
      { label: words.who, cell: ({ actor, origin }) => (actor ? actor.login ?? words.deleted : origin === 'command line' ? words.commandLine : origin) },
      { label: words.when, cell: ({ at }) => time(at) },
      { label: words.undo, kind: 'actions', cell: (change) => this.#undo(change) },
    ], changes));
  }

  /** @param {any} change */
  #undo({ id, changes }) {
    const keys = changes.map((/** @type {any} */ each) => labelOf(each.key)).join(', ');
    const undo = button(words.undo, async () => {
      if (await confirm({ title: words.undoTitle, text: words.undoText(keys), submit: words.undo, harmless: true })) {
        await act(undo, async () => {
          await send('POST', `/settings/history/${id}/undo`);
          this.changed();
          return words.undone;
        });
      }
    });
    undo.setAttribute('aria-label', words.undoLabel(keys));
    return undo;
  }
}

customElements.define('hk-settings-history', SettingsHistory);
