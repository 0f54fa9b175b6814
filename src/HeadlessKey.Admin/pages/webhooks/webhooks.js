import { get, send, withQuery } from '../../ui/api.js';
import { dialog, formDialog } from '../../ui/dialog.js';
import { make } from '../../ui/dom.js';
import { Page } from '../../ui/page.js';
import { button, code } from '../../ui/parts.js';
import { empty } from '../../ui/state.js';
import { Deliveries } from './deliveries.js';
import { webhookTable } from './table.js';
import { words } from './words.js';

class WebhooksPage extends Page {
  #deliveries = new Deliveries((event, work) => this.act(event, work), () => this.reload());

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
  async load(how) {
    const [webhooks, deliveries] = await Promise.all([get('/webhooks', how), get(withQuery('/webhooks/deliveries', this.#deliveries.query), how)]);
    return { webhooks, deliveries };
  }

  /** @param {{ webhooks: { items: any[] }, deliveries: any }} data */
  view({ webhooks: { items }, deliveries }) {
    return [
      items.length === 0
        ? empty('webhooks', words.none, words.noneText, button(words.add, () => this.#edit(null)))
        : webhookTable(items, { edit: (webhook) => this.#edit(webhook), act: (event, work) => this.act(event, work), showSecret }),
      this.#deliveries.update(deliveries),
    ];
  }

  /** @param {any} webhook null for a new one */
  async #edit(webhook) {
    let secret = null;
    await formDialog({
      title: webhook ? words.edit : words.add,
      fields: [
        { name: 'url', label: words.url, value: webhook?.url, hint: words.urlHint, maxlength: 2000 },
        { name: 'description', label: words.description, value: webhook?.description, optional: true, maxlength: 200 },
        { name: 'types', label: words.types, kind: 'list', value: webhook?.types ?? ['*'], hint: words.typesHint },
      ],
      submit: webhook ? words.edit : words.addButton,
      send: async (values) => {
        const saved = webhook ? await send('PATCH', `/webhooks/${encodeURIComponent(webhook.id)}`, values) : await send('POST', '/webhooks', values);
        secret = saved.secret ?? null;
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
