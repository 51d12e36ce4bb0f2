// The passage from one view to the next: a short fading, where the browser can and the reader does not
// mind motion.

/** Makes a change of the view a passage; false where it is to be made at once. */
export function pass(change, event) {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  // A step back by a swipe has had its motion.
  if (isStill || event?.hasUAVisualTransition || !document.startViewTransition) return false;
  document.startViewTransition(change);
  return true;
}
