import { Fault, send } from '../../ui/api.js';
import { confirm } from '../../ui/dialog.js';
import { make } from '../../ui/dom.js';
import { address, badge, button } from '../../ui/parts.js';
import { table } from '../../ui/table.js';
import { words } from './words.js';

/**
 * @typedef {object} Doing
 * @property {(webhook: any) => void} edit
 * @property {(webhook: any) => void} showDeliveries
 * @property {(event: Event, work: () => Promise<string | void>) => Promise<void>} act
 * @property {(secret: string) => void} showSecret
 */

/** @param {any[]} webhooks @param {Doing} doing */
export const webhookTable = (webhooks, doing) => table(words.title, [
  { label: words.url, kind: 'main', cell: ({ url, description }) => make('span', {}, address(url), description && make('small', {}, description)) },
  { label: words.types, cell: ({ events }) => make('span', { class: 'mono' }, ...events.flatMap((/** @type {string} */ each, /** @type {number} */ index) => [index > 0 && ', ', make('span', { class: 'nowrap' }, each)])) },
  {
    label: words.state,
    cell: ({ status, disabled_reason }) => make('span', {}, badge(status === 'active' ? words.on : words.off, status === 'active' ? 'good' : 'wrong'),
      disabled_reason && make('small', {}, disabled_reason)),
  },
  { label: words.more, kind: 'actions', cell: (webhook) => buttons(webhook, doing) },
], webhooks);

/** @param {any} webhook @param {Doing} doing */
function buttons(webhook, { edit, showDeliveries, act, showSecret }) {
  const { id, url, status } = webhook;
  const off = status !== 'active';
  const path = `/webhooks/${encodeURIComponent(id)}`;
  /** @param {string} text @param {string} name @param {(event: Event) => void} work @param {string} [kind] */
  const step = (text, name, work, kind = '') => {
    const made = button(text, work, kind, `${name}-${id}`);
    made.setAttribute('aria-label', `${text}: ${url}`);
    return made;
  };
  return make('div', { class: 'buttons many' },
    step(words.edit, 'edit', () => edit(webhook)),
    step(words.deliveries, 'deliveries', () => showDeliveries(webhook)),
    !off && step(words.test, 'test', (event) => act(event, async () => {
      const { taken, status: answered, error } = await send('POST', `${path}/test`);
      if (!taken) {
        throw new Fault(answered ?? 0, { code: 'webhook_test_failed', message: words.notTaken(error ?? String(answered)) });
      }

      return words.taken(String(answered));
    })),
    step(words.rotate, 'rotate', async (event) => {
      if (await confirm({ title: words.rotate, text: words.rotateText, submit: words.rotate, harmless: true })) {
        act(event, async () => showSecret((await send('POST', `${path}/rotate`)).secret));
      }
    }),
    step(off ? words.enable : words.disable, 'switch', (event) => act(event, async () => {
      await send('POST', `${path}/${off ? 'enable' : 'disable'}`);
      return off ? words.enabled : words.disabled;
    })),
    step(words.remove, 'remove', async (event) => {
      if (await confirm({ title: words.removeTitle, text: words.removeText, submit: words.remove })) {
        act(event, async () => {
          await send('DELETE', path);
          return words.removed;
        });
      }
    }, 'danger-quiet'));
}
