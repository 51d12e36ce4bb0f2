// The page's own fonts: Vazirmatn, and Noto Naskh Arabic for the text of articles in Arabic.
//
// They come after the first result, as bytes, which no policy has to allow. Nothing moves that is being
// read: they are put on with whatever the reader opens or searches for next.

import { broughtAlong } from './embedded.js';

/**
 * Each font, and what on the page wants it. Arabic headlines are Vazirmatn's: Naskh has one weight.
 *
 * The baseline of Vazirmatn is put where system fonts have theirs: Latin words, which are drawn in one
 * of those, stand in the middle of their lines as before.
 */
const FONTS = [
  {
    file: 'vazirmatn',
    family: 'Vazirmatn',
    wantedBy: '[dir=rtl]',
    descriptors: { weight: '400 700', ascentOverride: '113%', descentOverride: '44%' },
  },
  { file: 'noto-naskh-arabic', family: 'Noto Naskh Arabic', wantedBy: 'article[lang|=ar]', descriptors: {} },
];

/** Loads and wears them; `shown` tells that another view is shown, `chosen` that the reader chose. */
export function fonts({ page }) {
  const faces = [];
  const asked = new Set();

  const isWanted = () => page.preference('font') !== 'system';

  /** Asks for what the page wants; a font that does not arrive leaves the reader's own in its place. */
  const load = () =>
    Promise.allSettled(
      FONTS.filter((font) => isWanted() && !asked.has(font) && document.querySelector(font.wantedBy)).map(async (font) => {
        asked.add(font);
        const { file, family, descriptors } = font;
        faces.push(await new FontFace(family, await bytesOf(file), descriptors).load());
      }),
    );

  const wear = () => isWanted() && faces.forEach((face) => document.fonts.add(face));

  async function chosen() {
    if (!isWanted()) faces.forEach((face) => document.fonts.delete(face));
    await load();
    wear();
  }

  let view;
  async function shown() {
    const { name, id } = page.route;
    const isOther = view !== undefined && view !== `${name} ${id}`;
    view = `${name} ${id}`;
    if (isOther) wear();
    await load();
    if (document.hidden) wear();
  }

  /** Whether the next view puts a font on. */
  const isDue = () => isWanted() && faces.length > document.fonts.size;

  return { shown, chosen, isDue };
}

/** A font of the single file, or a file of the site. */
const bytesOf = async (file) => (await broughtAlong(file)) ?? (await fetch(`${file}.woff2`)).arrayBuffer();
