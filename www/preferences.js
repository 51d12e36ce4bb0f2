// What the reader chose, kept on the device. Where storage is denied, a choice lasts for the visit.

const PREFIX = 'kashkul-';
const visit = new Map();

/** A stored choice, or undefined. */
export function preference(name) {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return visit.get(name);
  }
}

/** Stores a choice, or forgets it where it is undefined. */
export function setPreference(name, value) {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    visit.set(name, value);
  }
}
