//! Integers and strings in and out of bytes.
//!
//! Owns varints (LEB128), fixed-width little-endian integers and the shared byte buffer of a pack.
//! Reading never panics: past the end it gives zeros and empty strings, so that a damaged pack can
//! give wrong answers but no crash.

use std::ops::Range;
use std::rc::Rc;

/// A cheap-to-clone handle to the bytes of a pack, or to a part of them.
#[derive(Clone, Debug)]
pub struct Bytes {
    store: Store,
    range: Range<usize>,
}

#[derive(Clone, Debug)]
enum Store {
    Static(&'static [u8]),
    Shared(Rc<[u8]>),
}

impl Bytes {
    /// The part `range` of these bytes; empty where it does not lie inside them.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Bytes {
        let start = self.range.start.saturating_add(range.start);
        let end = self.range.start.saturating_add(range.end);
        let inside = start <= end && end <= self.range.end;
        Bytes {
            store: self.store.clone(),
            range: if inside { start..end } else { 0..0 },
        }
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        let all: &[u8] = match &self.store {
            Store::Static(bytes) => bytes,
            Store::Shared(bytes) => bytes,
        };
        all.get(self.range.clone()).unwrap_or_default()
    }
}

impl From<&'static [u8]> for Bytes {
    fn from(bytes: &'static [u8]) -> Bytes {
        Bytes {
            range: 0..bytes.len(),
            store: Store::Static(bytes),
        }
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Bytes {
        Bytes {
            range: 0..bytes.len(),
            store: Store::Shared(bytes.into()),
        }
    }
}

/// Appends `value` as a varint of one to five bytes.
pub(crate) fn write_varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    out.push(value.to_le_bytes()[0]);
}

/// Appends a string: its length in bytes as a varint, then UTF-8.
pub(crate) fn write_str(out: &mut Vec<u8>, text: &str) {
    write_varint(out, len_u32(text.len()));
    out.extend_from_slice(text.as_bytes());
}

/// The `u32` at byte `at`, little-endian; 0 past the end.
pub(crate) fn read_u32(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        Some(chunk) => u32::from_le_bytes(*chunk),
        None => 0,
    }
}

/// The `u16` at byte `at`, little-endian; 0 past the end.
pub(crate) fn read_u16(bytes: &[u8], at: usize) -> u16 {
    match bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        Some(chunk) => u16::from_le_bytes(*chunk),
        None => 0,
    }
}

/// A length that is known to fit the 32 bits of the format.
///
/// Saturates; the writer refuses packs of 4 GiB, so no length that it writes does.
pub(crate) fn len_u32(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// A read position in a byte slice.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Cursor<'a> {
        Cursor { rest: bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Bytes that are left.
    pub(crate) fn len(&self) -> usize {
        self.rest.len()
    }

    #[inline(always)]
    pub(crate) fn byte(&mut self) -> u8 {
        match self.rest.split_first() {
            Some((&first, rest)) => {
                self.rest = rest;
                first
            }
            None => 0,
        }
    }

    pub(crate) fn varint(&mut self) -> u32 {
        self.short_varint()
    }

    /// The same for loops over numbers that are short mostly.
    #[inline(always)]
    pub(crate) fn short_varint(&mut self) -> u32 {
        let first = self.byte();
        if first < 0x80 {
            u32::from(first)
        } else {
            self.long_varint(first)
        }
    }

    /// A varint of several bytes, behind its first.
    fn long_varint(&mut self, first: u8) -> u32 {
        let mut value = u32::from(first & 0x7f);
        let mut shift = 7;
        loop {
            let byte = self.byte();
            value |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte < 0x80 || shift > 28 {
                return value;
            }
        }
    }

    pub(crate) fn take(&mut self, len: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(len.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// A string that [`text`] makes readable, which takes as long as it is.
    pub(crate) fn unread_str(&mut self) -> &'a [u8] {
        let len = self.varint() as usize;
        self.take(len)
    }

    pub(crate) fn str(&mut self) -> &'a str {
        text(self.unread_str())
    }
}

/// The text that bytes are; none where they are not UTF-8.
pub(crate) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn varints_come_back() {
        for value in [0, 1, 127, 128, 300, 16_383, 16_384, 1 << 28, u32::MAX] {
            let mut out = Vec::new();
            write_varint(&mut out, value);
            let mut cursor = Cursor::new(&out);
            assert_eq!(cursor.varint(), value);
            assert!(cursor.is_empty());
        }
    }

    #[test]
    fn reading_past_the_end_is_calm() {
        let mut cursor = Cursor::new(&[0xff, 0xff]);
        cursor.varint();
        assert_eq!(cursor.varint(), 0);
        assert_eq!(cursor.str(), "");
        assert_eq!(read_u32(&[1, 2], 0), 0);
        assert_eq!(read_u16(&[1, 2], 1), 0);
        assert_eq!(Bytes::from(vec![1, 2, 3]).slice(2..9).as_ref(), b"");
    }

    #[test]
    fn a_string_that_is_not_utf8_reads_as_empty() {
        let mut cursor = Cursor::new(&[2, 0xc3, 0x28]);
        assert_eq!(cursor.str(), "");
    }
}
