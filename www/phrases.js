// The words of what comes after the first result.

import { reading as ar } from './texts.ar.js';
import { reading as en } from './texts.en.js';
import { reading as fa } from './texts.fa.js';

/** The later texts by language. */
export const PHRASES = { fa, ar, en };
