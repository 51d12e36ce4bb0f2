// The bar below an article on a phone: back, the looks of the text, sharing, where a thumb reaches them.
// The hits stand in the middle of it; their buttons are those of every window.

import { element } from './dom.js';

/** The bar; `show` brings it up to date. */
export function dock(reading) {
  const back = document.getElementById('back');
  const icon = document.querySelector('#display svg').cloneNode(true);
  const acts = { back: () => back.click(), display: () => reading.act('display'), share: () => reading.act('share') };
  const buttons = Object.entries(acts).map(([name, act]) => {
    const node = element('button', { type: 'button', 'data-act': name });
    node.addEventListener('click', act);
    return node;
  });
  buttons[1].append(icon);
  buttons[2].append('↗');
  const bar = element('div', { id: 'dock', role: 'group' }, ...buttons);
  document.getElementById('hits').after(bar);

  function show() {
    const { article, t } = reading;
    bar.hidden = !article;
    if (!article) return;
    bar.setAttribute('aria-label', t('tools'));
    buttons[0].textContent = document.documentElement.dir === 'rtl' ? '→' : '←';
    for (const [index, label] of [back.textContent, reading.page.t('display'), t('share')].entries()) {
      buttons[index].title = label;
      buttons[index].setAttribute('aria-label', label);
    }
  }

  return { show };
}
