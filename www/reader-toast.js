// The short notes of `<kashkul-reader>`, below everything else: one at a time, read out too. Those with
// something to do stay until it is done or another one comes; the others go by themselves.

const SHOWN_MS = 5000;

/** The notes of a reader, by the keys of their texts. */
export function toast(reader) {
  const node = reader.part$('toast');
  const [text, button] = node.children;
  let shown;
  let timer;

  function label() {
    node.hidden = !shown;
    button.hidden = !shown?.action;
    if (!shown) return;
    text.textContent = reader.t(shown.key);
    if (shown.action) button.textContent = reader.t(shown.action);
  }

  /** Shows a note; `act` is done by a button that is called `action`. */
  function show(key, action, act) {
    clearTimeout(timer);
    shown = { key, action, act };
    label();
    reader.say(text.textContent);
    if (!action) timer = setTimeout(hide, SHOWN_MS);
  }

  function hide() {
    shown = undefined;
    label();
  }

  button.addEventListener('click', () => {
    const { act } = shown;
    reader.focus();
    hide();
    act();
  });

  return { label, show };
}
