// Passing an article on: a citation with a link to the very paragraph.

import { format } from './router.js';
import { formatDate } from './dates.js';
import { toast } from './toast.js';

/** Eight hexadecimal digits of a text (FNV-1a): enough to know a paragraph again. */
export function fingerprint(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Hands the article, or what is selected in it, to the system, or puts it onto the clipboard. */
export async function share(reading) {
  const { page, article, t } = reading;
  const { id } = article.dataset;
  const { quote, place } = reading.original(() => selected(article));
  const url = new URL(format({ name: 'article', id, ...place }), location.href).href;
  const info = page.infos.get(id);
  const title = info?.title ?? article.querySelector('h1').textContent;
  const text = citation({ quote, title, info, lang: article.lang });
  if (navigator.share) {
    try {
      await navigator.share({ title, text, url: withQuote(url, quote) });
      return;
    } catch (error) {
      if (error.name === 'AbortError') return;
      // Without a system to share with, the clipboard is left.
    }
  }
  const all = `${text}\n${withQuote(url, quote)}`;
  try {
    await navigator.clipboard.writeText(all);
    toast(reading, t('copied'));
  } catch {
    toast(reading, all, true);
  }
}

/** «sentence» — title، source، date */
export function citation({ quote, title, info, lang }) {
  const comma = lang === 'fa' || lang === 'ar' ? '، ' : ', ';
  const dates = info?.date
    ? ['persian', 'gregory'].map((calendar) => formatDate(info.date.slice(0, 10), lang, { calendar })).join(' / ')
    : undefined;
  const facts = [title, info?.source, dates].filter(Boolean).join(comma);
  return quote ? `«${quote}» — ${facts}` : facts;
}

// A browser that finds text fragments goes to the words themselves.
function withQuote(url, quote) {
  if (!quote || !url.startsWith('http')) return url;
  const words = quote.split(/\s+/);
  const parts = words.length > 8 ? [words.slice(0, 4), words.slice(-4)] : [words];
  const escaped = parts.map((part) => encodeURIComponent(part.join(' ')).replaceAll('-', '%2D'));
  return `${url}:~:text=${escaped.join(',')}`;
}

function selected(article) {
  const selection = getSelection();
  const { anchorNode, isCollapsed } = selection;
  if (!anchorNode || isCollapsed || !article.contains(anchorNode)) return {};
  const range = selection.getRangeAt(0);
  const node = range.startContainer;
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest('[data-p]');
  const place = paragraph && { paragraph: Number(paragraph.dataset.p), print: fingerprint(paragraph.textContent) };
  return { quote: selection.toString().trim(), place: place ?? undefined };
}
