// What the page brings along: the search module and the pack, as data blocks of a single file or as
// addresses of a hosted one.

import { unpacked } from './block.js';

/** The options for `open`; empty where everything stands in its usual place. */
export async function embedded() {
  const [wasm, pack] = await Promise.all(['kashkul-wasm', 'kashkul-pack'].map(find));
  return { wasm, pack };
}

const find = async (id) => {
  const node = document.getElementById(id);
  // Only a data block has bytes in it; the other is the link that preloads the file.
  if (!node || node.href) return node?.href;
  const { size, encoding } = node.dataset;
  const bytes = unpacked(node.textContent, size);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(encoding));
  return new Response(stream).arrayBuffer();
};
