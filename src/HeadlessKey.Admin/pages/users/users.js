import { get, send, withQuery } from '../../ui/api.js';
import { formDialog } from '../../ui/dialog.js';
import { make } from '../../ui/dom.js';
import { Field } from '../../ui/field.js';
import { Page } from '../../ui/page.js';
import { badge, button, time } from '../../ui/parts.js';
import { empty } from '../../ui/state.js';
import { Pager, table } from '../../ui/table.js';
import { words as common } from '../../ui/words.js';
import { statusBadge, UserPage } from './user.js';
import { words } from './words.js';

class UsersPage extends Page {
  #search = new Field({ name: 'search', label: words.searchHint, filter: true });
  #role = new Field({ name: 'role', label: words.role, filter: true });
  #status = new Field({ name: 'status', label: words.status, kind: 'choice', value: '', choices: [['', words.any], ...Object.entries(words.statuses)] });
  #pager = new Pager();

  get heading() {
    return words.title;
  }

  get lead() {
    return words.lead;
  }

  actions() {
    return [button(words.create, () => this.#create(), 'main')];
  }

  toolbar() {
    return make('search', { class: 'toolbar', input: () => { this.#pager.reset(); this.reload(); } }, this.#search, this.#role, this.#status);
  }

  /** @param {{ poll?: boolean }} how */
  load(how) {
    return get(withQuery('/users', { search: this.#search.value, role: this.#role.value, status: this.#status.value, after: this.#pager.after }), how);
  }

  /** @param {{ items: any[], next: string | null }} data */
  view({ items, next }) {
    return items.length === 0
      ? [empty('users', words.nobody, words.nobodyText, button(words.create, () => this.#create())), this.#pager.buttons(next, () => this.reload())]
      : [table(words.title, columns, items), this.#pager.buttons(next, () => this.reload())];
  }

  async #create() {
    await formDialog({
      title: words.create,
      fields: [
        { name: 'login', label: words.login, maxlength: 60 },
        { name: 'email', label: words.email, kind: 'email', maxlength: 254 },
        { name: 'display_name', label: words.name, maxlength: 250, optional: true },
        { name: 'password', label: words.password, kind: 'password', autocomplete: 'new-password', hint: common.passwordHint },
        { name: 'roles', label: words.roles, kind: 'list', value: ['subscriber'], hint: words.rolesHint },
      ],
      submit: words.createButton,
      send: async (values) => {
        await send('POST', '/users', values);
        await this.act(null, async () => words.created(values.login));
      },
    });
  }
}

customElements.define('hk-users', UsersPage);
export default (/** @type {string} */ item) => (item ? new UserPage(item) : new UsersPage());

/** @type {import('../../ui/table.js').Column<any>[]} */
const columns = [
  {
    label: words.login,
    kind: 'main',
    cell: ({ id, login, display_name }) => make('span', {}, make('a', { href: `/admin/users/${id}`, 'data-key': `user-${id}` }, login), display_name !== login && make('small', {}, display_name)),
  },
  { label: words.email, cell: ({ email }) => email },
  { label: words.roles, cell: ({ roles }) => make('span', { class: 'badges' }, ...roles.map((/** @type {string} */ role) => badge(role, 'quiet'))) },
  { label: words.status, cell: ({ status }) => statusBadge(status) },
  { label: words.lastLogin, cell: ({ last_login_at }) => time(last_login_at) },
];
