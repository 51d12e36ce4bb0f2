// What the reader chose, kept on the device. Where storage is denied, a choice lasts for the visit.

const PREFIX = 'kashkul-';

/** A stored choice, or undefined. */
export function preference(name) {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Stores a choice. */
export function setPreference(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // A private window may deny storage; the page goes on without it.
  }
}
