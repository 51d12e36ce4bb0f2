// Why there is no search, for whoever wants to know or to tell someone who can help.

import { element } from './dom.js';

/** Adds the cause to the notice that says there is none. */
export function explain({ page, t }) {
  const { failure } = page;
  const notice = document.getElementById('notice');
  if (!failure || notice.querySelector('details')) return;
  const code = ['wasm-blocked', 'network', 'bad-pack', 'version'].includes(failure.code) ? failure.code : 'network';
  const cause = element('p', { lang: 'en', dir: 'ltr' }, failure.message);
  notice.append(element('details', {}, element('summary', {}, t('why')), element('p', {}, t(code)), cause));
}
