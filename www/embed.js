// The page for frames: a reader of its own, for sites whose policy forbids WebAssembly.
//
// Its address says what it shows: `src` (a collection of this host), `lang`, and `origin`, the only page
// that it tells its height.

import { chooseLanguage, directionOf } from './languages.js';
import { element } from './dom.js';
import { ELEMENT_TEXTS } from './element-texts.js';

const asked = new URLSearchParams(location.search);
const language = chooseLanguage(asked.get('lang') ?? undefined, navigator.languages);
const root = document.documentElement;
root.lang = language;
root.dir = directionOf(language);
document.title = ELEMENT_TEXTS[language]['frame-title'];

const src = asked.get('src') ?? undefined;
const reader = element('kashkul-reader', { route: 'hash', autoload: 'idle', src, 'aria-label': undefined });
document.body.replaceChildren(element('main', {}, reader));

// Whoever else frames the page is told nothing.
const origin = asked.get('origin');
if (origin && parent !== window) {
  let told;
  new ResizeObserver(() => {
    const height = Math.ceil(root.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    parent.postMessage({ type: 'kashkul:height', height }, origin);
  }).observe(root);
}
