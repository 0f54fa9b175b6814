import english from './en.js';
import { speak } from './language.js';
import chinese from './zh-CN.js';

/** The words that more than one page needs. */
export const words = speak(english, chinese);
