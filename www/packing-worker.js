// Packs files away from the page, in a worker: reads them, packs what was read, makes one file of it.
//
// Owns the messages between the page `own.html` and the module `packer.wasm`. To be cancelled it is
// ended from outside.

import init, { Packer, singleFile } from './packer_glue.js';

/** So many files are read at a time. */
const AT_ONCE = 64;
/** So often it is told how far the work is. */
const PAUSE_MS = 50;

/** What one file is made of besides the pack, the fonts in the order of `src/cli/fonts.rs`. */
const PARTS = ['kashkul.wasm', 'inline.js', 'kashkul.css', 'vazirmatn.woff2', 'noto-naskh-arabic.woff2'];

const started = init({ module_or_path: new URL('packer.wasm', import.meta.url) });
const files = new Map();

const acts = { add, pack, save };

addEventListener('message', async ({ data: { kind, ...data } }) => {
  try {
    await acts[kind](data);
  } catch (error) {
    postMessage({ kind: 'failed', what: error.message });
  }
});

/** Takes files in: pairs of a path and a file. */
function add({ pairs }) {
  for (const [path, file] of pairs) files.set(path, file);
}

async function pack({ title, isFolder }) {
  await started;
  const packer = new Packer(title, isFolder, [...files.keys()], Float64Array.from([...files.values()], ({ size }) => size));
  const inside = (path) => files.get(path.slice(title.length + 1));
  const bytes = async (path) => new Uint8Array(await inside(path).arrayBuffer());
  if (packer.settings) packer.readSettings(await bytes(packer.settings));
  const paths = packer.files();
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const read = await Promise.all(paths.slice(at, at + AT_ONCE).map(bytes));
    for (const one of read) packer.read(one);
    tell('reading', (at + read.length) / paths.length);
  }
  let packed;
  try {
    packed = packer.pack((share) => tell('packing', share));
  } catch (error) {
    postMessage({ kind: 'failed', what: error.message, said: packer.said() });
    return;
  }
  const { title: name, lang, theme } = packer;
  const said = packer.said();
  postMessage({ kind: 'packed', pack: packed.buffer, title: name, lang, theme, said }, [packed.buffer]);
  packer.free();
  files.clear();
}

let told = 0;
function tell(what, share) {
  if (performance.now() - told < PAUSE_MS) return;
  told = performance.now();
  postMessage({ kind: 'progress', what, share });
}

/** Makes one file of a pack and the parts of the site. */
async function save({ pack, theme }) {
  await started;
  const [module, script, style, ...fonts] = await Promise.all(PARTS.map(part));
  const [code, sheet] = [script, style].map((text) => new TextDecoder().decode(text));
  const html = singleFile(new Uint8Array(await pack.arrayBuffer()), module, code, sheet, theme, ...fonts);
  postMessage({ kind: 'saved', blob: new Blob([html], { type: 'text/html' }) });
}

async function part(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
