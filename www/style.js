// Gives the page its style sheets before anything is painted. A constructable sheet needs neither a
// request of its own nor an exception in the content security policy.

import { css } from './kashkul.css.js';
import { preference } from './preferences.js';
import { SIZES, USUAL_SIZE, WIDTHS } from './sizes.js';

const chosen = new CSSStyleSheet();
const wantsContrast = matchMedia('(prefers-contrast: more)');
wantsContrast.addEventListener('change', applyChoices);

/** Adopts a sheet of rules; none for a page that carries them inline. */
export function adoptStyles(rules = css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
  return sheet;
}

/** Gives the page the looks that the reader chose. */
export function applyChoices() {
  const { dataset } = document.documentElement;
  dataset.theme = preference('theme') ?? (wantsContrast.matches ? 'contrast' : 'auto');
  dataset.ligatures = preference('ligatures') ?? 'auto';
  const size = SIZES[preference('size') ?? USUAL_SIZE] ?? SIZES[USUAL_SIZE];
  const measure = WIDTHS[preference('width')] ?? WIDTHS.normal;
  chosen.replaceSync(`:root{--size:${size}rem;--measure:${measure}}`);
  if (!document.adoptedStyleSheets.includes(chosen)) document.adoptedStyleSheets.push(chosen);
}
