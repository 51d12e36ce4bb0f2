//! The streams of the term dictionary: the first byte of every key says what kind of key it is.

/// Folded words and their joins.
pub(crate) const SURFACE: u8 = b'w';
/// Article ids.
pub(crate) const ID: u8 = b'i';

/// The dictionary key of a term in a stream.
pub(crate) fn key(stream: u8, term: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(1 + term.len());
    key.push(stream);
    key.extend_from_slice(term.as_bytes());
    key
}
