import { language } from './language.js';

const numbers = new Intl.NumberFormat(language);
const moments = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
const days = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' });
const hours = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: 'numeric' });
const distances = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const units = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

/** @param {number} value */
export const number = (value) => numbers.format(value);

/** @param {string} iso */
export const moment = (iso) => moments.format(new Date(iso));

/** @param {string} iso */
export const day = (iso) => days.format(new Date(iso));

/** @param {string} iso */
export const hour = (iso) => hours.format(new Date(iso));

/**
 * How long, in the largest unit that says it exactly: 3600 is "1 hour", 5400 is "90 minutes".
 * @param {number} seconds
 */
export function duration(seconds) {
  const [unit, size] = units.find(([, each]) => seconds !== 0 && seconds % each === 0) ?? ['second', 1];
  return inUnit(unit, seconds / size);
}

/**
 * About how long, in the largest unit that fits: for ages.
 * @param {number} seconds
 */
export function about(seconds) {
  const [unit, size] = units.find(([, each]) => seconds >= each) ?? ['second', 1];
  return inUnit(unit, Math.floor(seconds / size));
}

/** @param {Intl.RelativeTimeFormatUnit} unit @param {number} count */
const inUnit = (unit, count) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);

/** How far from now, in words. @param {string} iso */
export function distance(iso) {
  const seconds = (Date.parse(iso) - Date.now()) / 1000;
  const [unit, size] = units.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
  return distances.format(Math.trunc(seconds / size), unit);
}
