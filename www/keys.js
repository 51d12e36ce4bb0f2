// The sheet of the page's keys.

import { element } from './dom.js';

const KEYS = [
  [['/', 'Ctrl K'], 'search'],
  [['↓', '↑', 'Enter'], 'results'],
  [['Esc'], 'back'],
  [['n', 'N'], 'hits'],
  [['j', 'k'], 'list'],
  [['[', ']'], 'order'],
  [['+', '−', '0'], 'size'],
  [['t'], 'theme'],
  [['r'], 'listen'],
  [['s'], 'share'],
  [['p'], 'print'],
  [['?'], 'keys'],
];

/** The sheet; `open` shows it. */
export function keySheet(reading) {
  const dialog = element('dialog', { id: 'sheet', 'aria-labelledby': 'sheet-title' });
  document.body.append(dialog);

  function open() {
    if (dialog.open) return;
    const { t } = reading;
    const lines = KEYS.flatMap(([keys, name]) => [
      element('dt', { dir: 'ltr' }, ...keys.flatMap((key) => [' ', element('kbd', {}, key)]).slice(1)),
      element('dd', {}, t(`key-${name}`)),
    ]);
    const close = element('button', { type: 'button', autofocus: '' }, t('close'));
    close.addEventListener('click', () => dialog.close());
    const title = element('h2', { id: 'sheet-title' }, t('keys'));
    dialog.replaceChildren(title, element('dl', {}, ...lines), element('p', {}, t('keys-note')), close);
    dialog.showModal();
  }

  return { open };
}
