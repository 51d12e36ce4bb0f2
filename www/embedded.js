// What the page needs besides its script: the search module, the pack, the fonts. A hosted page has them
// beside it; a single file brings them along, and says here how they are read.

let read = () => undefined;

/** Has the parts that come along read by this: their bytes by a part's name, nothing where it has none. */
export function bringAlong(reader) {
  read = reader;
}

/** The bytes of a part that came along, or undefined. */
export const broughtAlong = async (name) => read(name);

/** The options for `open`; empty where everything stands in its usual place. */
export async function embedded() {
  const [wasm, pack] = await Promise.all(['wasm', 'pack'].map(broughtAlong));
  // A hosted page names its pack in the link that preloads it.
  return { wasm, pack: pack ?? document.querySelector('#kashkul-pack')?.href };
}
