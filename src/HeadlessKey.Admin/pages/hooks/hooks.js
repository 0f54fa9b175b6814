import { get } from '../../ui/api.js';
import { make } from '../../ui/dom.js';
import { duration } from '../../ui/format.js';
import { Page } from '../../ui/page.js';
import { address, badge, notice } from '../../ui/parts.js';
import { empty } from '../../ui/state.js';
import { table } from '../../ui/table.js';
import { words } from './words.js';

class HooksPage extends Page {
  get heading() {
    return words.title;
  }

  get lead() {
    return words.lead;
  }

  /** @param {{ poll?: boolean }} how */
  load(how) {
    return get('/hooks', how);
  }

  /** @param {{ items: any[] }} data */
  view({ items }) {
    return items.length === 0 ? [empty('hooks', words.none, words.noneText)] : [notice('info', make('p', {}, words.order)), table(words.title, [
      { label: words.point, kind: 'main', cell: ({ point }) => make('span', {}, point, words.points[point] && make('small', {}, words.points[point])) },
      { label: words.asked, cell: ({ name, url }) => (url ? make('span', { class: 'mono' }, address(url)) : make('span', {}, badge(words.inCode, 'quiet'), ` ${name}`)) },
      { label: words.patience, cell: ({ timeout }) => timeout > 0 && make('span', { class: 'nowrap' }, duration(timeout)) },
      { label: words.failure, cell: ({ when_it_fails: failure }) => words.failures[/** @type {keyof typeof words.failures} */ (failure)] ?? failure },
    ], items)];
  }
}

customElements.define('hk-hooks', HooksPage);
export default () => new HooksPage();
