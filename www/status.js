// Tells a screen reader what the page shows, once typing has paused: by a notification where the browser
// has them, else by the live region.

const PAUSE_MS = 500;
let timer;

/** Announces a text, politely; a newer one takes its place. */
export function announce(text) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (document.ariaNotify) return document.ariaNotify(text);
    // Only a change is read out: equal messages take turns in two nodes.
    const [shown, empty] = document.getElementById('status').children;
    const [next, last] = shown.textContent ? [empty, shown] : [shown, empty];
    last.textContent = '';
    next.textContent = text;
  }, PAUSE_MS);
}
