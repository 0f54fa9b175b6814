import { Cancelled, Fault } from './api.js';
import { make } from './dom.js';
import { failed, loading } from './state.js';
import { act } from './toast.js';

/** How often a page looks for what others have changed. */
const every = 1500;

/**
 * A page: a heading, a toolbar that stays, and a body that is drawn anew whenever the data are others. A subclass says what to load and
 * how it looks.
 */
export class Page extends HTMLElement {
  body = make('div', { class: 'body' });
  #shown = '';
  #asked = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  get heading() {
    return '';
  }

  get lead() {
    return '';
  }

  /** Buttons beside the heading. @returns {Node[]} */
  actions() {
    return [];
  }

  /** What stays when the body is drawn anew, such as a search. @returns {Node | null} */
  toolbar() {
    return null;
  }

  /**
   * Asks the server.
   * @param {{ poll?: boolean }} _how to be handed on to `get`
   * @returns {Promise<any>}
   */
  async load(_how) {
    return {};
  }

  /** What the body shows. @param {any} _data @returns {import('./dom.js').Child[]} */
  view(_data) {
    return [];
  }

  connectedCallback() {
    document.title = `${this.heading} · HeadlessKey`;
    this.append(
      make('header', { class: 'page-head' },
        make('div', {}, make('h1', { tabindex: '-1' }, this.heading), this.lead && make('p', { class: 'lead' }, this.lead)),
        make('div', { class: 'buttons' }, ...this.actions())),
      this.toolbar() ?? '',
      this.body);
    this.body.append(loading());
    this.setAttribute('aria-busy', 'true');
    this.reload();
    this.#timer = setInterval(() => document.hidden || this.#load(true), every);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  /** Asks again now, for example because something was changed here. */
  reload() {
    return this.#load(false);
  }

  /**
   * Does something, says how it went, and shows what became of it.
   * @param {Event | null} event whose button cannot be pressed again meanwhile
   * @param {() => Promise<string | void>} work
   */
  async act(event, work) {
    await act(event?.currentTarget instanceof HTMLButtonElement ? event.currentTarget : null, async () => {
      const text = await work();
      await this.reload();
      return text;
    });
  }

  /** @param {boolean} poll */
  async #load(poll) {
    const asked = ++this.#asked;
    try {
      const data = await this.load(poll ? { poll } : {});
      if (asked === this.#asked && this.isConnected) {
        document.body.classList.remove('lost');
        this.#show(data);
      }
    } catch (error) {
      if (asked !== this.#asked || error instanceof Cancelled) {
        return;
      }

      if (poll && this.#shown) {
        document.body.classList.toggle('lost', error instanceof Fault && error.status === 0); // what stands there stays, and is said to be old
      } else {
        this.#shown = '';
        this.setAttribute('aria-busy', 'false');
        this.body.replaceChildren(failed(error, () => this.reload()));
      }
    }
  }

  /** @param {any} data */
  #show(data) {
    const text = JSON.stringify({ ...data, now: undefined });
    if (text === this.#shown) {
      return;
    }

    this.#shown = text;
    this.setAttribute('aria-busy', 'false');
    const key = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.key;
    const open = [...this.body.querySelectorAll('details[open]')].map((each) => /** @type {HTMLElement} */ (each).dataset.key);
    const parts = /** @type {Node[]} */ (this.view(data).filter(Boolean));
    if (parts.length === this.body.childNodes.length && parts.every((part, index) => part === this.body.childNodes[index])) {
      return; // they have brought themselves up to date
    }

    this.body.replaceChildren(...parts);
    for (const details of this.body.querySelectorAll('details')) {
      details.open ||= open.includes(details.dataset.key);
    }

    if (key) {
      /** @type {HTMLElement | null} */ (this.body.querySelector(`[data-key="${CSS.escape(key)}"]`))?.focus();
    }
  }
}

