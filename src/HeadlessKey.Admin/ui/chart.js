import { draw, make } from './dom.js';
import { number } from './format.js';
import { words } from './words.js';

/**
 * @typedef {object} Series
 * @property {string} name
 * @property {'one' | 'two' | 'three'} colour
 * @property {number[]} values
 */

const [width, height, left, bottom, top] = [720, 220, 52, 42, 18];

/**
 * Bars over time, one colour for each series, stacked. What it shows stands in its description, and in a table for anyone who wants the numbers.
 * @param {string} title
 * @param {string} description
 * @param {string[]} labels one for each point in time
 * @param {Series[]} series
 */
export function chart(title, description, labels, series) {
  const totals = labels.map((_, index) => series.reduce((sum, { values }) => sum + values[index], 0));
  const most = roundUp(Math.max(4, ...totals));
  const step = (width - left) / labels.length;
  const y = (/** @type {number} */ value) => top + (height - top - bottom) * (1 - value / most);
  const drawing = draw('svg', { class: 'chart', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${title}. ${description}` },
    draw('title', {}, title),
    draw('desc', {}, description),
    ...[0, most / 2, most].map((value) => draw('g', { class: 'grid' },
      draw('line', { x1: left, x2: width, y1: y(value), y2: y(value) }),
      draw('text', { x: left - 8, y: y(value) + 4, 'text-anchor': 'end' }, number(value)))),
    ...labels.map((label, index) => {
      let below = 0;
      const x = left + index * step + step * 0.15;
      return draw('g', {}, draw('title', {}, `${label}: ${series.map(({ name, values }) => `${name} ${number(values[index])}`).join(', ')}`),
        draw('rect', { class: 'hit', x: left + index * step, y: top, width: step, height: height - top - bottom }),
        ...series.filter(({ values }) => values[index] > 0).map(({ colour, values }) => {
          const value = values[index];
          const bar = draw('rect', { class: colour, x, width: step * 0.7, y: y(below + value), height: y(below) - y(below + value), rx: Math.min(2, step * 0.2) });
          below += value;
          return bar;
        }));
    }),
    ...labels.map((label, index) => ({ label, index })).filter(({ index }) => index % Math.ceil(labels.length / 8) === 0)
      .map(({ label, index }, nth) => draw('text', { class: nth % 2 ? 'minor' : null, x: left + (index + 0.5) * step, y: height - 8, 'text-anchor': 'middle' }, label)));
  return make('figure', { class: 'chart-box' },
    make('figcaption', {}, make('ul', { class: 'legend' }, ...series.map(({ name, colour, values }) =>
      make('li', {}, make('i', { class: colour }), name, ' ', make('strong', {}, number(values.reduce((sum, value) => sum + value, 0))))))),
    drawing,
    make('details', { 'data-key': `table-${title}` }, make('summary', {}, words.asTable), asTable(title, labels, series)));
}

/** @param {string} title @param {string[]} labels @param {Series[]} series */
const asTable = (title, labels, series) => make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': title }, make('table', {},
  make('thead', {}, make('tr', {}, make('td'), ...series.map(({ name }) => make('th', { scope: 'col' }, name)))),
  make('tbody', {}, ...labels.map((label, index) =>
    make('tr', {}, make('th', { scope: 'row' }, label), ...series.map(({ values }) => make('td', { class: 'number' }, number(values[index]))))))));

/** The next number that reads well on an axis. @param {number} value */
function roundUp(value) {
  const size = 10 ** Math.floor(Math.log10(value));
  return (/** @type {number} */ ([1, 2, 4, 6, 8, 10].find((each) => each * size >= value))) * size;
}
