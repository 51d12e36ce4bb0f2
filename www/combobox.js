// The keys and roles of an editable combobox with a list, after the ARIA Authoring Practices: the focus
// stays in the input, and `aria-activedescendant` names the option that the arrows have come to. What
// the options are, and what choosing one does, others say.

/**
 * Joins an input and a listbox of the same shadow tree. `show` opens the list, false where there is
 * nothing in it; `close` closes it; `choose` takes an option, `submit` what is typed, `clear` empties it;
 * `leave` is for Escape when nothing is left to close, false where it does nothing.
 */
export function combobox({ input, listbox, show, close, choose, submit, clear, leave }) {
  let active;

  const isOpen = () => input.getAttribute('aria-expanded') === 'true';

  function activate(option) {
    active?.setAttribute('aria-selected', 'false');
    active = option;
    if (!option) return input.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', 'true');
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  /** Goes on in the list; past either end comes the input itself, then the other end. */
  function move(step) {
    const stops = [undefined, ...listbox.querySelectorAll('[role=option]')];
    const at = stops.indexOf(active);
    activate(stops[(at + step + stops.length) % stops.length]);
  }

  /** What a key does; false where it stays the input's own. */
  function obey({ key, altKey, ctrlKey, metaKey, shiftKey }) {
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (altKey && key === 'ArrowUp') close();
      else if (!isOpen() && !show()) return false;
      else if (!altKey) move(key === 'ArrowDown' ? 1 : -1);
    } else if (key === 'Enter') {
      if (active && isOpen()) choose(active, { isElsewhere: ctrlKey || metaKey, keeps: shiftKey });
      else submit();
    } else if (key === 'Escape') {
      if (isOpen()) close();
      else if (input.value) clear();
      else return leave();
    } else {
      if (key === 'Tab') close();
      else if (['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(key)) activate();
      return false;
    }
    return true;
  }

  // While an input method composes, its keys are its own. Not every engine says so of a key; 229 is the
  // last one, which WebKit sends when composing is over.
  let isComposing = false;
  input.addEventListener('compositionstart', () => {
    isComposing = true;
  });
  input.addEventListener('compositionend', () => {
    isComposing = false;
  });
  input.addEventListener('keydown', (event) => {
    if (isComposing || event.keyCode === 229 || !obey(event)) return;
    event.preventDefault();
    // What was done here is not done again by the page around.
    event.stopPropagation();
  });
  // The focus stays in the input.
  listbox.addEventListener('mousedown', (event) => event.preventDefault());
  listbox.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]');
    if (option) choose(option, { isElsewhere: event.ctrlKey || event.metaKey, keeps: event.shiftKey });
  });

  return { activate };
}
