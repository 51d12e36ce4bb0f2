// The sheet of the page's keys.

import { element } from './dom.js';

const KEYS = [
  [['/', 'Ctrl K'], 'key-search'],
  [['↓', '↑', 'Enter'], 'key-results'],
  [['Esc'], 'key-back'],
  [['n', 'N'], 'key-hits'],
  [['j', 'k'], 'key-list'],
  [['[', ']'], 'key-order'],
  [['+', '−', '0'], 'key-size'],
  [['t'], 'theme'],
  [['r'], 'key-listen'],
  [['s'], 'share'],
  [['p'], 'print'],
  [['?'], 'key-keys'],
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
      element('dd', {}, t(name)),
    ]);
    const close = element('button', { type: 'button', autofocus: '' }, t('close'));
    close.addEventListener('click', () => dialog.close());
    const title = element('h2', { id: 'sheet-title' }, t('keys'));
    dialog.replaceChildren(title, element('dl', {}, ...lines), element('p', {}, t('keys-note')), close);
    dialog.showModal();
  }

  return { open };
}
