import { get } from '../../ui/api.js';
import { dialog } from '../../ui/dialog.js';
import { make } from '../../ui/dom.js';
import { moment } from '../../ui/format.js';
import { button, facts, time } from '../../ui/parts.js';
import { empty } from '../../ui/state.js';
import { table } from '../../ui/table.js';
import { act } from '../../ui/toast.js';
import { mailView } from './templates.js';
import { words } from './words.js';

/** What the transport `file` has written. Asked for on purpose only: there are links in it that work, so the server wants a password. */
export class CapturedMail extends HTMLElement {
  #place = make('div');

  connectedCallback() {
    if (this.childNodes.length === 0) {
      this.className = 'card';
      const show = button(words.showCaptured, () => act(show, () => this.#show()));
      this.append(make('h2', {}, words.captured), make('p', { class: 'lead' }, words.capturedLead), make('p', {}, show), this.#place);
    }
  }

  async #show() {
    const { items } = await get('/email/captured');
    this.#place.replaceChildren(items.length === 0 ? empty('email', words.noCaptured, words.noCapturedText) : table(words.captured, [
      { label: words.subject, kind: 'main', cell: ({ subject, to }) => make('span', {}, subject, make('small', {}, to)) },
      { label: words.kind, cell: ({ kind }) => kind },
      { label: words.at, cell: ({ at }) => time(at) },
      { label: words.open, kind: 'actions', cell: (mail) => this.#opener(mail) },
    ], items));
  }

  /** @param {{ id: string, subject: string }} mail */
  #opener({ id, subject }) {
    const open = button(words.open, () => act(open, async () => {
      const mail = await get(`/email/captured/${encodeURIComponent(id)}`);
      dialog(mail.subject, () => [facts([[words.from, mail.from], [words.to, mail.to], [words.at, moment(mail.at)]]), mailView(mail)], { wide: true });
    }));
    open.setAttribute('aria-label', words.openLabel(subject));
    return open;
  }
}

customElements.define('hk-captured-mail', CapturedMail);
