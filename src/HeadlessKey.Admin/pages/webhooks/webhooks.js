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
    return [button(words.add, () => this.#edit(null), 'main')];
  }

  /** @param {{ poll?: boolean }} how */
  load(how) {
    return get('/webhooks', how);
  }

  /** @param {{ items: any[] }} data */
  view({ items }) {
    return [items.length === 0
      ? empty('webhooks', words.none, words.noneText, button(words.add, () => this.#edit(null)))
      : webhookTable(items, { edit: (webhook) => this.#edit(webhook), showDeliveries, act: (event, work) => this.act(event, work), showSecret })];
  }

  /** @param {any} webhook null for a new one */
  async #edit(webhook) {
    let secret = null;
    await formDialog({
      title: webhook ? words.edit : words.add,
      fields: [
        { name: 'url', label: words.url, value: webhook?.url, hint: words.urlHint, maxlength: 2000 },
        { name: 'description', label: words.description, value: webhook?.description, optional: true, maxlength: 200 },
        { name: 'events', label: words.types, kind: 'list', value: webhook?.events ?? ['*'], hint: words.typesHint },
      ],
      submit: webhook ? words.edit : words.addButton,
      send: async (values) => {
        secret = (await (webhook ? send('PUT', `/webhooks/${encodeURIComponent(webhook.id)}`, values) : send('POST', '/webhooks', values))).secret;
        await this.act(null, async () => (webhook ? words.saved : words.added));
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
