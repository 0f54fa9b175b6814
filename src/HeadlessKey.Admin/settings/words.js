import { duration, number } from '../ui/format.js';
import { speak } from '../ui/language.js';
import { words as common } from '../ui/words.js';
import * as english from './en.js';
import * as chinese from './zh-CN.js';

const { labels, choices, words } = speak(english, chinese);
export { choices, words };

/** What a setting is called. One that this page does not know yet goes by its own name. @param {string} key */
export const labelOf = (key) => labels[key]?.[0] ?? key;

/** @param {string} key */
export const hintOf = (key) => labels[key]?.[1] ?? '';

/** A value as people say it. @param {string} key @param {string} type @param {any} value @returns {string} */
export function sayValue(key, type, value) {
  if (value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)) {
    return words.empty;
  }

  switch (type) {
    case 'duration': return duration(value);
    case 'number': return number(value);
    case 'flag': return value ? common.yes : common.no;
    case 'list': return value.join(', ');
    case 'map': return Object.entries(value).map(([name, each]) => `${name} = ${each}`).join(', ');
    default: return choices[key]?.[value] ?? String(value);
  }
}
