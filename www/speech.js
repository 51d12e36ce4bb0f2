// Reading aloud: sentence by sentence, each paragraph in a voice of its language. Where the device
// has no such voice, the button stays and says why.

import { toast } from './toast.js';

/** The reader's voice. */
export function speech(reading) {
  const synthesis = globalThis.speechSynthesis;
  let button;
  let queue = [];
  let isOn = false;
  // Devices name their voices late, and some change them.
  synthesis?.addEventListener?.('voiceschanged', () => label());
  addEventListener('pagehide', stop);

  /** The voice for a language, or undefined. */
  const voiceOf = (lang) => synthesis?.getVoices().find((voice) => voice.lang.startsWith(lang));

  function attach(node) {
    button = node;
    label();
  }

  function label() {
    const { article, t } = reading;
    if (!button?.isConnected || !article) return;
    button.lastChild.data = t(isOn ? 'silence' : 'listen');
    button.firstChild.textContent = isOn ? '■' : '▶';
    button.setAttribute('aria-pressed', isOn);
    const isMute = !voiceOf(article.lang);
    if (isMute) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
    button.title = isMute ? noVoice() : '';
  }

  const noVoice = () => {
    const names = new Intl.DisplayNames(reading.page.language, { type: 'language' });
    return reading.t('no-voice', { language: names.of(reading.article.lang) });
  };

  function toggle() {
    if (isOn) stop();
    else if (!voiceOf(reading.article.lang)) toast(reading, noVoice());
    else begin();
  }

  function begin() {
    isOn = true;
    queue = sentencesFrom(reading.article);
    label();
    next();
  }

  function next() {
    const sentence = queue.shift();
    mark(sentence);
    if (!sentence) return stop();
    const { text, lang } = sentence;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = lang;
    // A paragraph in a language without a voice is read in the article's.
    utterance.voice = voiceOf(lang) ?? voiceOf(reading.article.lang);
    utterance.addEventListener('end', () => isOn && next());
    utterance.addEventListener('error', () => isOn && stop());
    synthesis.speak(utterance);
    return undefined;
  }

  /** Falls silent; true if it was speaking. */
  function stop() {
    if (!isOn) return false;
    isOn = false;
    queue = [];
    synthesis.cancel();
    mark();
    label();
    return true;
  }

  return { attach, toggle, stop };
}

/** Paints the sentence that is being read. */
function mark(sentence) {
  const registry = globalThis.CSS?.highlights;
  registry?.delete('kashkul-spoken');
  if (!sentence) return;
  registry?.set('kashkul-spoken', new Highlight(sentence.range));
  const { top, bottom } = sentence.range.getBoundingClientRect();
  if (top < 80 || bottom > innerHeight - 80) {
    sentence.range.startContainer.parentElement.scrollIntoView({ block: 'center' });
  }
}

/** The sentences of an article in order, from the paragraph in sight on. */
export function sentencesFrom(article) {
  const blocks = [...article.querySelectorAll('h1, [data-p]')];
  const first = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 80);
  return blocks.slice(Math.max(first, 0)).flatMap((block) => sentences(block));
}

function sentences(block) {
  const { lang } = block.closest('[lang]');
  const segmenter = new Intl.Segmenter(lang, { granularity: 'sentence' });
  return [...segmenter.segment(block.textContent)]
    .filter(({ segment }) => segment.trim())
    .map(({ segment, index }) => ({
      text: segment.trim(),
      lang,
      range: rangeOf(block, index, index + segment.trimEnd().length),
    }));
}

/** A stretch of a block's text, which may be several text nodes. */
export function rangeOf(block, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let before = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const after = before + node.data.length;
    if (start >= before && start <= after) range.setStart(node, start - before);
    if (end >= before && end <= after) {
      range.setEnd(node, end - before);
      break;
    }
    before = after;
  }
  return range;
}
