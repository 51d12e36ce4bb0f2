// A panel that closes by itself when something beside it is pressed: that may be what had opened it,
// whose click, which comes after that, is to close it.

/** Tells whether a panel was open when the last press of a key or a pointer began. */
export function openWhenPressed(panel) {
  let wasOpen;
  const note = () => {
    wasOpen = panel.matches(':popover-open');
  };
  for (const type of ['pointerdown', 'keydown']) addEventListener(type, note, { capture: true });
  return () => wasOpen;
}
