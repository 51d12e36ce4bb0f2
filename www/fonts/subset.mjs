// Cuts the page's fonts to what Persian and Arabic are written with; for developers alone.
//
//   npm ci && node subset.mjs
//
// Writes the two fonts, their licences, and `letters.txt`, which says what each font has: the build
// compares collections with that. Latin letters and digits are left to the reader's own fonts.

import { readFile, writeFile } from 'node:fs/promises';
import * as harfbuzz from 'harfbuzzjs';
import subsetFont from 'subset-font';

const range = (first, last) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join('');

const WANTED = [
  // Hamza to ghain, tatweel to yeh, and the letters that Persian adds.
  range(0x621, 0x63a),
  range(0x640, 0x64a),
  '\u0671\u067e\u0686\u0698\u06a9\u06af\u06c0\u06cc',
  // Vowels, tanwin, shadda, sukun, madda and hamza above and below, the small alef.
  range(0x64b, 0x655),
  '\u0670',
  // Both sets of digits, with their percent sign and separators.
  range(0x660, 0x66c),
  range(0x6f0, 0x6f9),
  // Punctuation, quotation marks, the half-space and what else is not seen.
  ' \u00a0\u060c\u061b\u061f\u00ab\u00bb\u2013\u2014\u2018\u2019\u201c\u201d\u2026',
  range(0x200c, 0x200f),
].join('');

/** Shapes and joins, ligatures, the places of marks; neither stylistic sets nor other widths of digits. */
const FEATURES = ['ccmp', 'locl', 'isol', 'init', 'medi', 'fina', 'rlig', 'calt', 'liga', 'kern', 'mark', 'mkmk'];

/** Copyright, family, style, licence and its address: whoever has the file can read them. */
const NAMES = [0, 1, 2, 13, 14];

const FONTS = [
  {
    name: 'vazirmatn',
    source: 'vazirmatn/misc/Non-Latin/fonts/variable/Vazirmatn-NL[wght].ttf',
    licence: 'vazirmatn/OFL.txt',
    variationAxes: { wght: { min: 400, max: 700, default: 400 } },
  },
  {
    name: 'noto-naskh-arabic',
    source: '@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2',
    licence: '@fontsource/noto-naskh-arabic/LICENSE',
  },
];

const lines = [];
for (const { name, source, licence, variationAxes } of FONTS) {
  const original = await readFile(`node_modules/${source}`);
  const options = {
    variationAxes,
    keepFeatures: FEATURES,
    preserveNameIds: NAMES,
    noHinting: true,
    dropTables: ['gasp', 'STAT'],
  };
  const font = await subsetFont(original, WANTED, { ...options, targetFormat: 'woff2' });
  await writeFile(`${name}.woff2`, font);
  await writeFile(`${name}-OFL.txt`, await readFile(`node_modules/${licence}`));
  lines.push(`${name} ${ranges(letters(await subsetFont(original, WANTED, { ...options, targetFormat: 'sfnt' })))}\n`);
  console.log(name, font.length);
}
await writeFile('letters.txt', lines.join(''));

/** The code points that a font has, ascending. */
function letters(font) {
  const { Blob, Face } = harfbuzz;
  return [...new Face(new Blob(font), 0).collectUnicodes()].sort((a, b) => a - b);
}

function ranges(codes) {
  const found = [];
  for (const code of codes) {
    const last = found.at(-1);
    if (last?.[1] === code - 1) last[1] = code;
    else found.push([code, code]);
  }
  const hex = (code) => code.toString(16).padStart(4, '0').toUpperCase();
  return found.map(([first, last]) => (first === last ? hex(first) : `${hex(first)}-${hex(last)}`)).join(' ');
}
