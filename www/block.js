// Bytes as text inside of a page: seven bits a character, an eighth more than the bytes themselves.
//
// The three characters that HTML changes or ends a script at are not written: in their place stands one
// of two bytes that holds what they mean and the next seven bits. `src/cli/block.rs` writes the same.

const BANNED = [0x00, 0x0d, 0x3c];

/** The bytes of a data block; `size` is their number. */
export function unpacked(text, size) {
  const bytes = new Uint8Array(size);
  let at = 0;
  let bits = 0;
  let n = 0;
  const take = (seven) => {
    bits = (bits << 7) | seven;
    n += 7;
    if (n > 7) bytes[at++] = bits >> (n -= 8);
  };
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 127) take(BANNED[(code >> 7) - 1]);
    take(code & 127);
  }
  return bytes;
}

/** Bytes as the text of a data block. */
export function packed(bytes) {
  const codes = [];
  let at = 0;
  let bits = 0;
  let n = 0;
  const next = () => {
    if (n < 7) {
      bits = (bits << 8) | (bytes[at++] ?? 0);
      n += 8;
    }
    return (bits >> (n -= 7)) & 127;
  };
  for (let left = Math.ceil((bytes.length * 8) / 7); left > 0; left--) {
    const seven = next();
    const banned = BANNED.indexOf(seven) + 1;
    if (banned) left--;
    codes.push(String.fromCharCode(banned ? (banned << 7) | next() : seven));
  }
  return codes.join('');
}
