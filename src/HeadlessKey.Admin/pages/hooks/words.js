import { speak } from '../../ui/language.js';
import english from './en.js';
import chinese from './zh-CN.js';

export const words = speak(english, chinese);
