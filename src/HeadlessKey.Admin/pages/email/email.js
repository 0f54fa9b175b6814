import { email as emailSettings } from '../../settings/sections.js';
import { pick, SettingsCard } from '../../settings/settings-card.js';
import { get } from '../../ui/api.js';
import { make } from '../../ui/dom.js';
import { Page } from '../../ui/page.js';
import { notice } from '../../ui/parts.js';
import { CapturedMail } from './captured.js';
import { MailQueue } from './queue.js';
import { MailTemplates } from './templates.js';
import { testCard } from './test.js';
import { words } from './words.js';

class EmailPage extends Page {
  #notice = make('div');
  #settings = new SettingsCard(words.sender, () => this.reload());
  #queue = new MailQueue(() => this.reload());
  #templates = new MailTemplates();
  #captured = new CapturedMail();
  /** @type {HTMLElement | null} */
  #test = null;

  get heading() {
    return words.title;
  }

  get lead() {
    return words.lead;
  }

  /** @param {{ poll?: boolean }} how */
  async load(how) {
    const [email, queue, settings] = await Promise.all([get('/email', how), get('/email/queue', how), get('/settings', how)]);
    return { email, queue, settings: pick(settings.items, emailSettings) };
  }

  /** @param {{ email: any, queue: { items: any[] }, settings: any[] }} data */
  view({ email, queue, settings }) {
    const warning = email.transport === 'file' ? words.fileNotice : email.transport === 'none' ? words.noneNotice : null;
    this.#notice.replaceChildren(...(warning ? [notice('warning', make('p', {}, warning))] : []));
    this.#test ??= testCard(email.languages);
    this.#captured.hidden = email.transport !== 'file';
    this.#templates.offer(email.kinds, email.languages);
    return [this.#notice, this.#queue.update(queue.items), this.#settings.update(settings), this.#test, this.#templates, this.#captured];
  }
}

customElements.define('hk-email', EmailPage);
export default () => new EmailPage();
