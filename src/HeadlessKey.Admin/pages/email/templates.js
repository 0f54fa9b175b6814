import { get } from '../../ui/api.js';
import { make } from '../../ui/dom.js';
import { Field } from '../../ui/field.js';
import { nameOfLanguage } from '../../ui/language.js';
import { facts } from '../../ui/parts.js';
import { mailFrame } from '../../ui/mail-frame.js';
import { failed } from '../../ui/state.js';
import { words } from './words.js';

/** What each mail looks like, with sample values. */
export class MailTemplates extends HTMLElement {
  #place = make('div');

  /** @param {string[]} kinds @param {string[]} languages */
  offer(kinds, languages) {
    if (this.childNodes.length === 0) {
      const kind = new Field({ name: 'kind', label: words.kind, kind: 'choice', value: kinds[0], choices: kinds.map((each) => [each, each]) });
      const language = new Field({ name: 'language', label: words.language, kind: 'choice', value: languages[0], choices: languages.map((each) => [each, nameOfLanguage(each)]) });
      const show = () => this.#show(kind.value, language.value);
      this.className = 'card';
      this.append(make('h2', {}, words.templates), make('div', { class: 'toolbar', change: show }, kind, language), this.#place);
      show();
    }
  }

  /** @param {string} kind @param {string} language */
  async #show(kind, language) {
    try {
      this.#place.replaceChildren(mailView(await get(`/email/preview/${encodeURIComponent(kind)}?language=${encodeURIComponent(language)}`)));
    } catch (error) {
      this.#place.replaceChildren(failed(error, () => this.#show(kind, language)));
    }
  }
}

customElements.define('hk-mail-templates', MailTemplates);

/** A mail as people see it, and as programs do. @param {{ subject: string, text: string, html: string | null }} mail */
export const mailView = ({ subject, text, html }) => make('div', {}, facts([[words.subject, subject]]),
  make('div', { class: 'side-by-side' },
    html && make('div', {}, make('h3', {}, words.html), mailFrame(html, `${words.html}: ${subject}`)),
    make('div', {}, make('h3', {}, words.text), make('pre', { class: 'text' }, text))));
