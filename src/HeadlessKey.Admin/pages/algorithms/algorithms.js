import { keys as keySettings } from '../../settings/sections.js';
import { pick, SettingsCard } from '../../settings/settings-card.js';
import { get, send } from '../../ui/api.js';
import { confirm, formDialog } from '../../ui/dialog.js';
import { make } from '../../ui/dom.js';
import { duration } from '../../ui/format.js';
import { Page } from '../../ui/page.js';
import { button, card, notice } from '../../ui/parts.js';
import { keyTable } from './table.js';
import { words } from './words.js';

const algorithms = ['HS256', 'RS256', 'ES256'];

class AlgorithmsPage extends Page {
  #wait = 3600;
  #settings = new SettingsCard(words.settings, () => this.reload());

  get heading() {
    return words.title;
  }

  get lead() {
    return words.lead;
  }

  actions() {
    return [button(words.import, () => this.#import()), button(words.rotate, () => this.#rotate(), 'main')];
  }

  /** @param {{ poll?: boolean }} how */
  async load(how) {
    const [keys, settings] = await Promise.all([get('/keys', how), get('/settings', how)]);
    return { keys, settings: pick(settings.items, keySettings) };
  }

  /** @param {{ keys: any, settings: any[] }} data */
  view({ keys, settings }) {
    this.#wait = keys.announce_for;
    const algorithm = keys.items.find((/** @type {any} */ key) => key.state === 'active')?.algorithm;
    return [
      keys.secret_configured && notice('warning', make('p', {}, words.secretConfigured)),
      algorithm && card(words.signs, make('p', { class: 'value' }, algorithm), make('p', { class: 'lead' }, words.signsText(algorithm)),
        make('p', {}, make('a', { href: '/.well-known/jwks.json', target: '_blank' }, words.keySet))),
      keyTable(keys.items, (event, kid) => this.#retire(event, kid, false), (event, kid) => this.#retire(event, kid, true)),
      this.#settings.update(settings),
    ];
  }

  #rotate() {
    return formDialog({
      title: words.rotateTitle,
      lead: words.rotateLead(duration(this.#wait)),
      fields: [
        { name: 'algorithm', label: words.algorithm, kind: 'choice', value: '', choices: [['', words.same], ...algorithms.map((each) => /** @type {[string, string]} */ ([each, each]))] },
        { name: 'soon', label: words.soon, kind: 'flag', hint: words.soonHint },
      ],
      submit: words.rotate,
      send: async ({ algorithm, soon }) => {
        await send('POST', '/keys/rotate', algorithm ? { algorithm, soon } : { soon });
        await this.act(null, async () => words.rotated);
      },
    });
  }

  #import() {
    return formDialog({
      title: words.import,
      lead: words.importLead,
      fields: [
        { name: 'algorithm', label: words.algorithm, kind: 'choice', value: 'ES256', choices: algorithms.map((each) => [each, each]) },
        { name: 'key', label: words.material, kind: 'area' },
        { name: 'soon', label: words.soon, kind: 'flag', hint: words.soonHint },
      ],
      submit: words.importButton,
      send: async (values) => {
        await send('POST', '/keys/import', values);
        await this.act(null, async () => words.imported);
      },
    });
  }

  /** @param {Event} event @param {string} kid @param {boolean} drop */
  async #retire(event, kid, drop) {
    const ask = drop
      ? { title: words.dropTitle, text: words.dropText, submit: words.drop }
      : { title: words.retireTitle, text: words.retireText, submit: words.retire };
    if (await confirm(ask)) {
      await this.act(event, async () => {
        await send('POST', `/keys/${encodeURIComponent(kid)}/retire`, { drop });
        return drop ? words.dropped : words.retired;
      });
    }
  }
}

customElements.define('hk-algorithms', AlgorithmsPage);
export default () => new AlgorithmsPage();
