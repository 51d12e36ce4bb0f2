// Readers' comments: folded, and open where the browser's own search finds something in them.

import { element } from './dom.js';

/** Puts a button before an article's comments. */
export function foldComments(article, t) {
  const comments = article.querySelector('.comments');
  if (!comments) return;
  const old = article.querySelector('.fold');
  const button = old ?? element('button', { class: 'fold', type: 'button' });
  button.textContent = t('comments');
  button.lang = document.documentElement.lang;
  button.dir = document.documentElement.dir;
  if (old) return;
  const update = (isOpen) => {
    comments.hidden = isOpen ? false : 'until-found';
    button.setAttribute('aria-expanded', isOpen);
  };
  update(!comments.hidden);
  button.addEventListener('click', () => update(Boolean(comments.hidden)));
  comments.addEventListener('beforematch', () => update(true));
  comments.before(button);
}
