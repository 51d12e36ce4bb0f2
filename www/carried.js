// The data blocks of a single file.

import { bringAlong } from './embedded.js';
import { unpacked } from './block.js';

bringAlong((name) => {
  const block = document.getElementById(`kashkul-${name}`);
  if (!block) return undefined;
  const { size, encoding } = block.dataset;
  const bytes = unpacked(block.textContent, size);
  if (!encoding) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(encoding));
  return new Response(stream).arrayBuffer();
});
