//! The keys of the term dictionary: a stream byte, then the term in one byte a letter.
//!
//! The first byte says what kind of key it is. Behind it stand the letters in a code of their own:
//! in UTF-8 every letter of the Arabic script has two bytes, which makes the dictionary half as
//! large again and an automaton over it twice as deep.
//!
//! | bytes | letter |
//! |---|---|
//! | 20..=7F | itself (ASCII) |
//! | 80..=BF | U+0620..=U+065F, with ی (U+06CC) in the place of ي, which no folded term holds |
//! | C0..=FF | U+0678..=U+06B7 |
//! | 00..=1E, then a byte | any other below U+1F00, big-endian |
//! | 1F, then three bytes | the rest, big-endian |

/// Folded words and their joins.
pub(crate) const SURFACE: u8 = b'w';
/// Keys of dates that an article was published on or speaks of.
pub(crate) const DATE: u8 = b'd';
/// Article ids.
pub(crate) const ID: u8 = b'i';

const ARABIC: u32 = 0x620;
const ARABIC_MORE: u32 = 0x678;
const FARSI_YEH: u32 = 0x6cc;
const ARABIC_YEH: u32 = 0x64a;

/// The dictionary key of a term in a stream.
pub(crate) fn key(stream: u8, term: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(1 + term.len());
    key.push(stream);
    push_letters(&mut key, term);
    key
}

/// Appends what stands behind the byte of the stream.
pub(crate) fn push_letters(key: &mut Vec<u8>, term: &str) {
    for c in term.chars() {
        let code = u32::from(c);
        let bytes = code.to_be_bytes();
        match code {
            0x20..=0x7f => key.push(bytes[3]),
            FARSI_YEH => key.push((ARABIC_YEH - ARABIC) as u8 | 0x80),
            ARABIC_YEH => key.extend_from_slice(&bytes[2..]),
            ARABIC..=0x65f => key.push((code - ARABIC) as u8 | 0x80),
            ARABIC_MORE..=0x6b7 => key.push((code - ARABIC_MORE) as u8 | 0xc0),
            0..=0x1eff => key.extend_from_slice(&bytes[2..]),
            _ => {
                key.push(0x1f);
                key.extend_from_slice(&bytes[1..]);
            }
        }
    }
}

/// The term of a dictionary key; bytes that are no key give what can be read of them.
pub(crate) fn term(key: &[u8]) -> String {
    let mut term = String::with_capacity(key.len() * 2);
    push_term(key, &mut term);
    term
}

/// Appends the term of a dictionary key.
pub(crate) fn push_term(key: &[u8], term: &mut String) {
    let mut bytes = key.iter().skip(1).copied();
    while let Some(first) = bytes.next() {
        let mut next = || bytes.next().map_or(0, u32::from);
        let code = match (first, letter(first)) {
            (_, Some(letter)) => u32::from(letter),
            (0x1f, None) => next() << 16 | next() << 8 | next(),
            (_, None) => u32::from(first) << 8 | next(),
        };
        term.extend(char::from_u32(code));
    }
}

/// The letter of a byte that is one by itself; none where the byte is the first of several.
pub(crate) fn letter(byte: u8) -> Option<u16> {
    let code = match u32::from(byte) {
        0..=0x1f => return None,
        code @ 0x20..=0x7f => code,
        byte @ 0x80..=0xbf => match byte - 0x80 + ARABIC {
            ARABIC_YEH => FARSI_YEH,
            code => code,
        },
        byte => byte - 0xc0 + ARABIC_MORE,
    };
    u16::try_from(code).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_of_the_arabic_script_have_one_byte() {
        for word in ["لاوروف", "پچژگک", "هستهای", "lavrov", "2024", "وزرء"] {
            let key = key(SURFACE, word);
            assert_eq!(key.len(), 1 + word.chars().count(), "{word}");
            assert_eq!(term(&key), word);
        }
    }

    proptest! {
        #[test]
        fn terms_come_back(word in any::<String>()) {
            let key = key(SURFACE, &word);
            prop_assert_eq!(term(&key), word);
        }

        #[test]
        fn keys_of_prefixes_are_prefixes(word in "[a-zا-یж中]{0,8}", more in "[a-zا-یж中]{0,4}") {
            let longer = key(ID, &[word.as_str(), &more].concat());
            prop_assert!(longer.starts_with(&key(ID, &word)));
        }

        #[test]
        fn any_bytes_are_calm(bytes in prop::collection::vec(any::<u8>(), 0..20)) {
            term(&bytes);
        }
    }
}
