import { empty, failed } from '../ui/state.js';
import { words } from './words.js';

/** The pages, in the order of the menu. */
export const pages = /** @type {const} */ ([
  { group: null, names: ['overview'] },
  { group: 'people', names: ['users', 'sessions', 'activity'] },
  { group: 'rules', names: ['general', 'algorithms', 'access', 'email'] },
  { group: 'connections', names: ['webhooks', 'hooks', 'sites'] },
  { group: 'server', names: ['system'] },
]);

/** Shows the page that the address names, here, and whenever it changes. */
export class Router {
  /**
   * @param {HTMLElement} place
   * @param {(name: string) => void} moved
   */
  constructor(place, moved) {
    this.place = place;
    this.moved = moved;
    addEventListener('popstate', () => this.show(true));
    document.addEventListener('click', (event) => this.#follow(event));
  }

  /** @param {string} address below /admin @param {boolean} [replace] */
  go(address, replace = false) {
    replace ? history.replaceState(null, '', address) : history.pushState(null, '', address);
    return this.show(true);
  }

  /** @param {boolean} focus */
  async show(focus) {
    const [, , name = 'overview', item = ''] = location.pathname.split('/');
    this.moved(name);
    let page;
    try {
      const known = Object.hasOwn(words.names, name);
      page = known ? (await import(`../pages/${name}/${name}.js`)).default(decodeURIComponent(item)) : empty('empty', words.notFound, words.notFoundText);
    } catch (error) {
      page = failed(error, () => this.show(true));
    }

    this.place.replaceChildren(page);
    if (focus) {
      scrollTo(0, 0);
      /** @type {HTMLElement | null} */ (this.place.querySelector('h1, h2'))?.focus();
    }
  }

  /** @param {MouseEvent} event */
  #follow(event) {
    const link = /** @type {Element} */ (event.target).closest?.('a');
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (link && plain && !event.defaultPrevented && !link.target && !link.download && link.origin === location.origin && /^\/admin(\/(?!setup|api|files)|$)/.test(link.pathname)) {
      event.preventDefault();
      this.go(link.href);
    }
  }
}
