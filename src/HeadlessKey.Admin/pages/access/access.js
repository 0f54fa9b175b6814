import { get, send, withQuery } from '../../ui/api.js';
import { formDialog } from '../../ui/dialog.js';
import { make } from '../../ui/dom.js';
import { Page } from '../../ui/page.js';
import { button } from '../../ui/parts.js';
import { bansTable } from './bans.js';
import { matrix } from './matrix.js';
import { editRule } from './rule.js';
import { words } from './words.js';

class AccessPage extends Page {
  get heading() {
    return words.title;
  }

  get lead() {
    return words.lead;
  }

  actions() {
    return [button(words.ban, () => this.#ban())];
  }

  /** @param {{ poll?: boolean }} how */
  async load(how) {
    const [access, bans] = await Promise.all([get('/access', how), get('/bans', how)]);
    return { access, bans };
  }

  /** @param {{ access: { roles: string[], items: any[] }, bans: any }} data */
  view({ access, bans }) {
    return [
      matrix(access.roles, access.items, (item) => editRule(item, access.roles, () => this.act(null, async () => words.saved))),
      make('h2', { class: 'above' }, words.bans),
      bansTable(bans, (event, network) => this.act(event, async () => {
        await send('DELETE', withQuery('/bans', { network }));
        return words.lifted;
      })),
    ];
  }

  #ban() {
    return formDialog({
      title: words.ban,
      lead: words.banLead,
      fields: [
        { name: 'network', label: words.network, hint: '192.0.2.0/24, 2001:db8::/64' },
        { name: 'reason', label: words.reason, maxlength: 200, optional: true },
        { name: 'hours', label: words.hours, kind: 'number', hint: words.hoursHint, optional: true },
      ],
      submit: words.ban,
      danger: true,
      send: async ({ network, reason, hours }) => {
        await send('POST', '/bans', { network, ...(reason && { reason }), ...(hours !== null && { hours }) });
        await this.act(null, async () => words.banDone);
      },
    });
  }
}

customElements.define('hk-access', AccessPage);
export default () => new AccessPage();
