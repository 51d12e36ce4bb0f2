//! Data blocks: bytes inside of a page, as script elements that no browser runs.
//!
//! Owns how bytes become text there. A character is seven of their bits, so that the text is a seventh
//! longer than they are; base64 is a third longer. `www/block.js` reads it, and writes it when a page
//! saves itself.

use std::io::Write as _;
use std::num::NonZeroU64;
use std::slice;

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// What HTML changes in a script (U+0000 and U+000D) or may end it at (`<`). Of two bytes, one
/// character stands for such a value and the seven bits behind it.
const BANNED: [u8; 3] = [0x00, 0x0d, b'<'];

/// What is longer than this is deflated the usual way, in a tenth of the time.
const MAX_PATIENCE_BYTES: usize = 1 << 20;

/// More of them gain less than a thousandth.
const N_ROUNDS: NonZeroU64 = NonZeroU64::new(5).unwrap();

/// Bytes, deflated.
pub(crate) fn deflated(id: &str, media_type: &str, bytes: &[u8]) -> String {
    element(
        id,
        media_type,
        &deflate(bytes),
        " data-encoding=\"deflate-raw\"",
    )
}

/// Bytes as they are, which are compressed already.
pub(crate) fn plain(id: &str, media_type: &str, bytes: &[u8]) -> String {
    element(id, media_type, bytes, "")
}

fn element(id: &str, media_type: &str, bytes: &[u8], encoding: &str) -> String {
    let (size, text) = (bytes.len(), text(bytes));
    format!(
        "<script type=\"{media_type}\" id=\"kashkul-{id}\" data-size=\"{size}\"{encoding}>{text}</script>"
    )
}

/// Bytes as characters of seven bits.
fn text(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 8 / 7 + 2);
    let mut sevens = Sevens {
        bytes: bytes.iter(),
        bits: 0,
        n_bits: 0,
    };
    let mut n_left = (bytes.len() * 8).div_ceil(7);
    while n_left > 0 {
        let seven = sevens.next();
        n_left -= 1;
        let Some(row) = (1..).zip(BANNED).find(|(_, banned)| *banned == seven) else {
            out.push(char::from(seven));
            continue;
        };
        let code = row.0 << 7 | u32::from(sevens.next());
        n_left = n_left.saturating_sub(1);
        out.extend(char::from_u32(code));
    }
    out
}

/// The bits of bytes, the high ones first, seven at a time; zeros behind their end.
struct Sevens<'a> {
    bytes: slice::Iter<'a, u8>,
    bits: u16,
    n_bits: u32,
}

impl Sevens<'_> {
    fn next(&mut self) -> u8 {
        if self.n_bits < 7 {
            let byte = self.bytes.next().copied().unwrap_or(0);
            self.bits = self.bits << 8 | u16::from(byte);
            self.n_bits += 8;
        }
        self.n_bits -= 7;
        (self.bits >> self.n_bits & 0x7f) as u8
    }
}

/// What a browser inflates. Zopfli's deflate is a twentieth shorter than the usual one.
fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 2);
    if bytes.len() > MAX_PATIENCE_BYTES {
        let mut encoder = DeflateEncoder::new(out, Compression::best());
        encoder
            .write_all(bytes)
            .expect("writing to memory cannot fail");
        return encoder.finish().expect("writing to memory cannot fail");
    }
    let options = zopfli::Options {
        iteration_count: N_ROUNDS,
        ..zopfli::Options::default()
    };
    zopfli::compress(options, zopfli::Format::Deflate, bytes, &mut out)
        .expect("writing to memory cannot fail");
    out
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::DeflateDecoder;

    use super::*;

    /// What `www/block.js` does.
    fn bytes(text: &str, size: usize) -> Vec<u8> {
        let codes = text.chars().map(u32::from).flat_map(|code| {
            let banned = (code >> 7).checked_sub(1);
            let banned = banned.map(|row| u32::from(BANNED[row as usize]));
            banned.into_iter().chain([code & 0x7f])
        });
        let bits: Vec<u8> = codes
            .flat_map(|seven| (0..7).rev().map(move |bit| (seven >> bit & 1) as u8))
            .collect();
        let byte = |bits: &[u8]| bits.iter().fold(0, |byte, bit| byte << 1 | bit);
        bits.chunks_exact(8).map(byte).take(size).collect()
    }

    #[test]
    fn any_bytes_come_back_from_text_that_html_leaves_alone() {
        let mut all = Vec::new();
        // Every value at every place of its bits.
        for byte in 0..=255 {
            all.extend([byte, 0, byte, 0x3c, byte, 0xff, byte]);
        }
        for start in 0..all.len() {
            let some = &all[start..(start + 300).min(all.len())];
            let text = text(some);
            assert_eq!(bytes(&text, some.len()), some);
            assert!(!text.contains(['\0', '\r', '<']), "{text:?}");
            assert!(text.len() <= (some.len() * 8).div_ceil(7) + 1);
        }
        // The example of `tests/www/block.test.mjs`.
        let example = b"\x78\0\0\0\0\0\0\x0d\xff";
        assert_eq!(text(example), "\u{180}\u{80}\u{80}\u{80}\u{6}\u{7f}`");
        for few in [&b""[..], b"\0", b"\r", b"<", b"\x78\0\0\0\0\0\0"] {
            assert_eq!(bytes(&text(few), few.len()), few);
        }
    }

    #[test]
    fn deflated_bytes_come_back() {
        for bytes in [b"", &b"\0asm"[..], &[7; 100_000], &[7; 1_100_000]] {
            let mut out = Vec::new();
            DeflateDecoder::new(&*deflate(bytes))
                .read_to_end(&mut out)
                .unwrap();
            assert_eq!(out, bytes);
        }
    }
}
