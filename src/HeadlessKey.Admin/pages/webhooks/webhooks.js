import { get, send } from '../../ui/api.js';
import { dialog, formDialog } from '../../ui/dialog.js';
import { make } from '../../ui/dom.js';
import { Page } from '../../ui/page.js';
import { button, code } from '../../ui/parts.js';
import { empty } from '../../ui/state.js';
import { Deliveries } from './deliveries.js';
import { webhookTable } from './table.js';
import { words } from './words.js';

class WebhooksPage extends Page {
  get heading() {
    return words.title;
  }

  get lead() {
    return words.lead;
  }

  actions() {
    return [button(words.add, () => this.#add(), 'main')];
  }

  /** @param {{ poll?: boolean }} how */
  load(how) {
    return get('/webhooks', how);
  }

  /** @param {{ items: any[] }} data */
  view({ items }) {
    return [items.length === 0
      ? empty('webhooks', words.none, words.noneText, button(words.add, () => this.#add()))
      : webhookTable(items, { showDeliveries, act: (event, work) => this.act(event, work), showSecret })];
  }

  async #add() {
    let secret = null;
    await formDialog({
      title: words.add,
      fields: [
        { name: 'url', label: words.url, hint: words.urlHint, maxlength: 2000 },
        { name: 'description', label: words.description, optional: true, maxlength: 200 },
        { name: 'events', label: words.types, kind: 'list', value: ['*'], hint: words.typesHint },
      ],
      submit: words.addButton,
      send: async (values) => {
        secret = (await send('POST', '/webhooks', values)).secret;
        await this.act(null, async () => words.added);
      },
    });
    secret && showSecret(secret);
  }
}

customElements.define('hk-webhooks', WebhooksPage);
export default () => new WebhooksPage();

/** @param {string} secret */
const showSecret = (secret) => dialog(words.secret, () => [make('p', {}, words.secretLead), code(secret, words.secret)]);

/** @param {{ id: string, url: string }} webhook */
const showDeliveries = ({ id, url }) => dialog(`${words.deliveries}: ${url}`, () => [new Deliveries(id)], { wide: true });
