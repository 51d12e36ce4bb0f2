//! The page's own fonts.
//!
//! Owns their names, and telling which letters of a collection they lack. Cutting them is
//! `www/fonts/subset.mjs`, when a page uses them `www/fonts.js`.

use std::collections::BTreeSet;
use std::fmt;

use kashkul_engine::index::Index;
use kashkul_engine::view::{self, Node};

/// The fonts by the names of their files: the interface's and most languages', and that of Arabic.
pub const NAMES: [&str; 2] = ["vazirmatn", "noto-naskh-arabic"];

/// A font.
#[derive(Debug, Clone, Copy)]
pub struct Font<'a> {
    /// A WOFF2 file.
    pub bytes: &'a [u8],
    /// Its licence, as it came.
    pub licence: &'a [u8],
}

/// All of them.
#[derive(Debug, Clone, Copy)]
pub struct Fonts<'a> {
    /// In the order of [`NAMES`].
    pub fonts: [Font<'a>; 2],
    /// What each has: a line of its name and its code points, in hexadecimal, some as ranges.
    pub letters: &'a str,
}

/// A letter that is drawn in another font than its neighbours are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// The font, by its name.
    pub font: &'static str,
    /// The letter.
    pub letter: char,
    /// The first article that has it.
    pub article: String,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Missing {
            font,
            letter,
            article,
        } = self;
        let code = u32::from(*letter);
        write!(
            f,
            "{article}: the page's font {font} lacks \u{2068}{letter}\u{2069} (U+{code:04X})"
        )
    }
}

impl<'a> Fonts<'a> {
    /// The fonts of their files: in the order of [`NAMES`], each a font and its licence.
    #[must_use]
    pub fn of(files: [[&'a [u8]; 2]; 2], letters: &'a str) -> Fonts<'a> {
        let fonts = files.map(|[bytes, licence]| Font { bytes, licence });
        Fonts { fonts, letters }
    }

    /// The files by their names, the licences among them.
    #[must_use]
    pub fn files(&self) -> Vec<(String, &'a [u8])> {
        let named = NAMES.iter().zip(&self.fonts);
        named
            .flat_map(|(name, font)| {
                [
                    (format!("{name}.woff2"), font.bytes),
                    (format!("{name}-OFL.txt"), font.licence),
                ]
            })
            .collect()
    }

    /// The letters of the Arabic script that a collection has, and the font of their language has
    /// not; readers see them in a font of their own.
    #[must_use]
    pub fn missing(&self, index: &Index) -> Vec<Missing> {
        let coverages = NAMES.map(|name| Coverage::of(name, self.letters));
        let mut known = BTreeSet::new();
        let mut missing = Vec::new();
        for info in index.articles() {
            let mut look = |font: usize, text: &str| {
                for letter in text.chars().filter(|letter| is_arabic(*letter)) {
                    if !coverages[font].has(letter) && known.insert((font, letter)) {
                        missing.push(Missing {
                            font: NAMES[font],
                            letter,
                            article: info.id.to_owned(),
                        });
                    }
                }
            };
            // Headlines are the interface's, too.
            look(0, info.title);
            let font = usize::from(info.lang == "ar");
            if let Some(article) = index.article(info.id, None) {
                each_text(&view::tree(&article), &mut |text| look(font, text));
            }
        }
        missing
    }
}

fn each_text(node: &Node<'_>, look: &mut impl FnMut(&str)) {
    match node {
        Node::Text(text) => look(text),
        Node::Element { children, .. } => {
            for child in children {
                each_text(child, look);
            }
        }
    }
}

/// Whether a character is of the blocks of the Arabic script.
fn is_arabic(character: char) -> bool {
    matches!(
        character,
        '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{870}'..='\u{8ff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
    )
}

/// What a font has, as ranges.
struct Coverage(Vec<(u32, u32)>);

impl Coverage {
    fn of(name: &str, letters: &str) -> Coverage {
        let line = letters
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        let code = |hex: &str| u32::from_str_radix(hex, 16).ok();
        let range = |word: &str| {
            let (first, last) = word.split_once('-').unwrap_or((word, word));
            Some((code(first)?, code(last)?))
        };
        Coverage(line.unwrap_or("").split(' ').filter_map(range).collect())
    }

    fn has(&self, letter: char) -> bool {
        let code = u32::from(letter);
        self.0
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&code))
    }
}

#[cfg(test)]
pub(crate) const NONE: Fonts<'_> = Fonts {
    fonts: [Font {
        bytes: b"wOF2",
        licence: b"OFL",
    }; 2],
    letters: "",
};

#[cfg(test)]
mod tests {
    use kashkul_engine::document::Document;
    use kashkul_engine::writer::{Settings, write};

    use super::*;

    /// As committed.
    const LETTERS: &str = include_str!("../../www/fonts/letters.txt");

    fn missing(lang: &str, title: &str, text: &str) -> Vec<String> {
        let document = Document {
            id: "a".to_owned(),
            lang: lang.to_owned(),
            title: title.to_owned(),
            body: vec![text.to_owned()],
            ..Document::default()
        };
        let index = Index::open(write(&[document], &Settings::default()).unwrap()).unwrap();
        let fonts = Fonts {
            letters: LETTERS,
            ..NONE
        };
        let missing = fonts.missing(&index);
        missing.iter().map(Missing::to_string).collect()
    }

    #[test]
    fn a_letter_that_the_font_of_its_language_lacks_is_named_once() {
        let persian = "\u{648}\u{632}\u{6cc}\u{631} \u{60c} \u{6a9}\u{200c}\u{647}\u{627} \u{6f1}\u{664} Lavrov \u{41b}";
        assert_eq!(missing("fa", persian, persian), [""; 0]);
        assert_eq!(missing("ar", persian, persian), [""; 0]);
        // A Sindhi letter, and one sign for an invocation.
        assert_eq!(
            missing("fa", "\u{6bb}", "\u{6bb}\u{6bb}"),
            ["a: the page's font vazirmatn lacks \u{2068}\u{6bb}\u{2069} (U+06BB)"]
        );
        assert_eq!(
            missing("ar", "Lavrov", "\u{645} \u{fdfd}"),
            ["a: the page's font noto-naskh-arabic lacks \u{2068}\u{fdfd}\u{2069} (U+FDFD)"]
        );
        assert_eq!(missing("en", "Lavrov", "Lavrov \u{2603}"), [""; 0]);
    }

    #[test]
    fn both_fonts_have_lines_of_their_own() {
        for name in NAMES {
            let coverage = Coverage::of(name, LETTERS);
            assert!(coverage.has('\u{6cc}') && !coverage.has('a'), "{name}");
        }
        assert!(!Coverage::of("vazir", LETTERS).has('\u{6cc}'));
    }
}
