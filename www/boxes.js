// The words of every search box.

import { box as ar } from './texts.ar.js';
import { box as en } from './texts.en.js';
import { box as fa } from './texts.fa.js';

/** The texts of a search box by language. */
export const BOXES = { fa, ar, en };
