//! What a character is to a tokenizer.
//!
//! Owns the table of classes; where words begin and end is decided in `analyzer`.

use super::table::{self, DIGIT, DROPPED};

/// What a character is to a tokenizer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Class {
    /// A letter of the Arabic script.
    Arabic,
    /// A letter of any other script that parts words with spaces.
    Letter,
    /// A decimal digit.
    Digit,
    /// A letter of a script without spaces between words (Han, Kana, Thai …), and Hangul.
    Ideographic,
    /// A mark, an invisible character or a tatweel: it belongs to the word around it and folds to
    /// nothing.
    Ignorable,
    /// White space inside a line.
    Space,
    /// The zero-width non-joiner U+200C, the Persian half-space.
    Zwnj,
    /// Punctuation that ends a phrase, a sentence or a line: words are not joined across it.
    Break,
    /// Any other sign: hyphens, slashes, apostrophes, symbols.
    Soft,
}

/// The class of a character as it stands in the text, before folding.
#[must_use]
pub fn class(c: char) -> Class {
    class_inlined(c)
}

/// The same, for the loop that every text goes through.
#[inline(always)]
pub(crate) fn class_inlined(c: char) -> Class {
    static ASCII: [Class; 128] = {
        let mut table = [Class::Soft; 128];
        let mut c = 0;
        while c < 128 {
            table[c] = class_of_ascii(c as u8);
            c += 1;
        }
        table
    };
    static ARABIC: [Class; 256] = {
        let mut table = [Class::Arabic; 256];
        let mut low = 0;
        while low < 256 {
            table[low] = class_of_arabic(low as u8);
            low += 1;
        }
        table
    };
    match u32::from(c) {
        n @ 0..=0x7f => ASCII[n as usize],
        n @ 0x600..=0x6ff => ARABIC[(n - 0x600) as usize],
        n => class_of_other(n),
    }
}

const fn class_of_ascii(c: u8) -> Class {
    match c {
        b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
        b'0'..=b'9' => Class::Digit,
        b' ' => Class::Space,
        b'\t'..=b'\r' | b'!' | b'"' | b'(' | b')' | b',' | b'.' | b':' | b';' | b'<' | b'>' => {
            Class::Break
        }
        b'?' | b'[' | b']' | b'{' | b'|' | b'}' => Class::Break,
        _ => Class::Soft,
    }
}

/// The class of U+06`low`.
pub(super) const fn class_of_arabic(low: u8) -> Class {
    match low {
        0x0c | 0x1b | 0x1d..=0x1f | 0x6b | 0x6c | 0xd4 => Class::Break,
        0x06..=0x0f | 0x6a | 0x6d | 0xdd | 0xde | 0xe9 | 0xfd | 0xfe => Class::Soft,
        _ => match table::arabic_letter(low) {
            DROPPED => Class::Ignorable,
            DIGIT => Class::Digit,
            _ => Class::Arabic,
        },
    }
}

/// The class of a character outside ASCII and U+06xx. Blocks are classed as wholes: a sign that
/// stands among letters may pass for one of them, which costs an index nothing.
fn class_of_other(c: u32) -> Class {
    if is_ignorable(c) {
        return Class::Ignorable;
    }
    match c {
        0x200c => Class::Zwnj,
        0xa0 | 0x1680 | 0x2000..=0x200a | 0x202f | 0x205f | 0x3000 => Class::Space,
        0x85 | 0xab | 0xbb | 0x2014 | 0x2015 | 0x201a..=0x201f | 0x2022 | 0x2024..=0x2029 => {
            Class::Break
        }
        0x2039 | 0x203a | 0x203c..=0x203e | 0x2045..=0x2049 => Class::Break,
        // Greek question mark, Hebrew and Devanagari sentence ends.
        0x37e | 0x387 | 0x589 | 0x5c3 | 0x964 | 0x965 => Class::Break,
        0x3001..=0x3003 | 0x3008..=0x3011 | 0x3014..=0x301f => Class::Break,
        0xfd3e | 0xfd3f | 0xfe10..=0xfe19 | 0xfe30..=0xfe61 => Class::Break,
        0xff01 | 0xff08 | 0xff09 | 0xff0c | 0xff0e | 0xff1a | 0xff1b | 0xff1f => Class::Break,
        0xff3b | 0xff3d | 0xff5b..=0xff65 => Class::Break,
        0xaa | 0xb5 | 0xba => Class::Letter,
        0x80..=0xbf | 0xd7 | 0xf7 | 0x375 | 0x384 | 0x385 | 0x3f6 | 0x482 => Class::Soft,
        0x55a..=0x55f | 0x58a..=0x58f | 0x5be..=0x5c6 | 0x5f3 | 0x5f4 | 0xe3f | 0xe4f => {
            Class::Soft
        }
        0x1fbd
        | 0x1fbf..=0x1fc1
        | 0x1fcd..=0x1fcf
        | 0x1fdd..=0x1fdf
        | 0x1fed..=0x1fef
        | 0x1ffd
        | 0x1ffe => Class::Soft,
        0x2010..=0x206f | 0x207a..=0x207e | 0x208a..=0x208e | 0x20a0..=0x20cf => Class::Soft,
        0x2190..=0x245f | 0x2500..=0x2bff | 0x2cf9..=0x2cff | 0x2e00..=0x2fff => Class::Soft,
        0x3004 | 0x3012 | 0x3013 | 0x3020 | 0x3030 | 0x303d..=0x303f | 0x30a0 | 0x30fb => {
            Class::Soft
        }
        0xd800..=0xf8ff | 0xfb29 | 0xfbb2..=0xfbc2 | 0xfd40..=0xfd4f | 0xfdcf => Class::Soft,
        0xfdfc..=0xfdff | 0xfe62..=0xfe6f | 0xff02..=0xff0f | 0xff1c..=0xff20 => Class::Soft,
        0xff3c | 0xff3e..=0xff40 | 0xffe0..=0xffff | 0x1d000..=0x1d35f | 0x1f000..=0x1faff => {
            Class::Soft
        }
        _ if digit(c).is_some() => Class::Digit,
        0x750..=0x77f | 0x870..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfefc => Class::Arabic,
        0xe00..=0xeff | 0x1000..=0x109f | 0x1100..=0x11ff | 0x1780..=0x17ff => Class::Ideographic,
        0x3005..=0x9fff | 0xa960..=0xa97f | 0xac00..=0xd7ff | 0xf900..=0xfaff => Class::Ideographic,
        0xff66..=0xffdf | 0x1b000..=0x1b2ff | 0x20000..=0x3ffff => Class::Ideographic,
        _ => Class::Letter,
    }
}

/// Whether a character outside ASCII and U+06xx folds to nothing: marks that are dropped, direction
/// and joining controls, the soft hyphen. The non-joiner is none of them.
pub(super) fn is_ignorable(c: u32) -> bool {
    matches!(c,
        0xad
        | 0x2b9..=0x2ff // The ʿ and ʾ of transliterations, spacing accents.
        | 0x300..=0x36f | 0x374
        | 0x483..=0x489
        | 0x591..=0x5bd | 0x5bf | 0x5c1 | 0x5c2 | 0x5c4 | 0x5c5 | 0x5c7
        | 0x898..=0x89f | 0x8ca..=0x8e1 | 0x8e3..=0x8ff
        | 0x180b..=0x180f
        | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff
        | 0x200b | 0x200d..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f
        | 0x20d0..=0x20ff
        | 0x2e2f | 0x3099 | 0x309a
        | 0xfb1e | 0xfc5e..=0xfc63 | 0xfcf2..=0xfcf4 | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f | 0xfe70..=0xfe7f | 0xfeff
        | 0xe0000..=0xe0fff)
}

/// The value of a decimal digit outside ASCII and U+06xx: fullwidth, of the Indian scripts, Thai,
/// Lao and Burmese.
pub(super) fn digit(c: u32) -> Option<u32> {
    let zero = match c {
        0x900..=0xd7f => c & !0x7f | 0x66,
        0xe50..=0xe59 => 0xe50,
        0xed0..=0xed9 => 0xed0,
        0x1040..=0x1049 => 0x1040,
        0x17e0..=0x17e9 => 0x17e0,
        0xff10..=0xff19 => 0xff10,
        _ => return None,
    };
    c.checked_sub(zero).filter(|&value| value < 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars() -> impl Iterator<Item = char> {
        '\0'..=char::MAX
    }

    #[test]
    fn classes() {
        for (class_of_all, chars) in [
            (Class::Arabic, "آیپژةءکﻻﷲݐ"),
            (Class::Letter, "aZéßαЖשअ\u{94d}ªİ"),
            (Class::Digit, "09۰۹٠٩５५"),
            (Class::Ideographic, "中々ひカ한กﾊ"),
            (
                Class::Ignorable,
                "\u{64b}\u{640}\u{670}\u{200f}\u{301}\u{ad}\u{feff}\u{5b8}\u{fe70}",
            ),
            (Class::Space, " \u{a0}\u{3000}\u{2009}"),
            (Class::Zwnj, "\u{200c}"),
            (Class::Break, ".!?؟۔،,؛;:…\"«»“”„‹›()[]{}\n\t—。\u{66b}"),
            (Class::Soft, "-/'\u{2019}&+_%@#\u{ac}٪$€–=*^~→😀×\\"),
        ] {
            for c in chars.chars() {
                assert_eq!(class(c), class_of_all, "{c} U+{:04X}", u32::from(c));
            }
        }
    }

    #[test]
    fn letters_and_digits_are_parts_of_words() {
        for c in chars() {
            let is_word = !matches!(
                class(c),
                Class::Space | Class::Zwnj | Class::Break | Class::Soft
            );
            let is_symbol = matches!(c, '\u{1f130}'..='\u{1f189}');
            if c.is_alphabetic() && !is_symbol || c.is_ascii_digit() {
                assert!(is_word, "U+{:04X}", u32::from(c));
            }
            assert!(!(c.is_whitespace() && is_word), "U+{:04X}", u32::from(c));
        }
    }
}
