// The passage from one view to the next: a short fading, where the browser can and the reader does not
// mind motion.

/** Makes a change of the view a passage; false where it is to be made at once. */
export function pass(change) {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (isStill || !document.startViewTransition) return false;
  // One that is left out, as when the window changes meanwhile, is no error.
  document.startViewTransition(change).ready.catch(() => {});
  return true;
}
