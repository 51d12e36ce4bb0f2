//! Which language and direction a text has: counts of letters and frequent words, no model.
//!
//! Persian and Arabic are told apart by the letters that only one of them uses and a few function
//! words; other scripts by their letters alone. Queries are never judged: a name is a name in both.

use crate::analyzer::char_at;
use crate::fold::{Class, class, class_inlined, n_plain_arabic};

/// The language families that the analyzer treats differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Persian.
    Persian,
    /// Arabic.
    Arabic,
    /// English.
    English,
    /// Everything else.
    Other,
}

impl Lang {
    /// A bit of its own, as the pack stores it.
    pub(crate) const fn bit(self) -> u8 {
        match self {
            Lang::Persian => 1,
            Lang::Arabic => 2,
            Lang::English => 4,
            Lang::Other => 8,
        }
    }

    /// The family of a BCP 47 tag.
    #[must_use]
    pub fn of_tag(tag: &str) -> Lang {
        match tag.split(['-', '_']).next() {
            Some("fa" | "prs") => Lang::Persian,
            Some("ar") => Lang::Arabic,
            Some("en") => Lang::English,
            _ => Lang::Other,
        }
    }
}

/// Languages that are written from right to left, by the first part of their tags.
const RTL_LANGUAGES: [&str; 10] = ["ar", "ckb", "fa", "he", "prs", "ps", "sd", "ug", "ur", "yi"];

/// Letters from left to right that a sentence of such a language may have for each of its own: names
/// and titles are quoted in Latin letters, and are longer than the words around them.
const QUOTED: usize = 6;

/// The direction a text runs in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dir {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Dir {
    /// The value of HTML's `dir` attribute.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Dir::Ltr => "ltr",
            Dir::Rtl => "rtl",
        }
    }

    /// The direction of most letters of a text; left to right where it has none.
    #[must_use]
    pub fn of(text: &str) -> Dir {
        Dir::within(text, "")
    }

    /// The direction of a text of an article in a language, which a language that is written from right
    /// to left gives up where next to nothing of the text is written so.
    #[must_use]
    pub fn within(text: &str, lang: &str) -> Dir {
        let (mut rtl, mut ltr) = (0, 0);
        let mut at = 0;
        loop {
            // What most texts with letters of the Arabic script are made of.
            let n_plain = n_plain_arabic(text.as_bytes().get(at..).unwrap_or_default());
            at += n_plain;
            rtl += n_plain / 2;
            let Some(c) = char_at(text, at) else {
                break;
            };
            at += c.len_utf8();
            match class_inlined(c) {
                Class::Arabic => rtl += 1,
                Class::Letter if is_hebrew(c) => rtl += 1,
                Class::Letter | Class::Ideographic => ltr += 1,
                _ => {}
            }
        }
        Dir::of_letters(rtl, ltr, lang)
    }

    /// The same by the numbers of letters from right to left and from left to right.
    pub(crate) fn of_letters(n_rtl: usize, n_ltr: usize, lang: &str) -> Dir {
        let lang = lang.split(['-', '_']).next().unwrap_or_default();
        let worth = if RTL_LANGUAGES.contains(&lang) {
            QUOTED
        } else {
            1
        };
        match n_rtl * worth > n_ltr {
            true => Dir::Rtl,
            false => Dir::Ltr,
        }
    }
}

const PERSIAN_WORDS: [&str; 13] = [
    "در", "به", "از", "که", "این", "را", "با", "است", "برای", "شد", "کرد", "گفت", "می",
];
const ARABIC_WORDS: [&str; 9] = ["في", "من", "على", "إلى", "أن", "التي", "عن", "مع", "الى"];

/// The BCP 47 tag of the language that a text is most likely in; `und` where nothing tells.
///
/// Linear in the text. Persian letters typed on an Arabic keyboard (ي ك) are expected: where at
/// least one letter in 200 is one of پ چ ژ گ, the text is Persian whatever the rest.
#[must_use]
pub fn detect(text: &str) -> &'static str {
    let mut persian = 0u32;
    let mut arabic = 0u32;
    let mut only_persian = 0u32;
    let mut n_arabic = 0u32;
    // Latin, Cyrillic, Hebrew, Greek, kana, Han, Hangul, Thai.
    let mut others = [0u32; 8];
    for c in text.chars() {
        match c {
            'پ' | 'چ' | 'ژ' | 'گ' => {
                persian += 3;
                only_persian += 1;
            }
            'ی' | 'ک' => persian += 1,
            'ة' | 'إ' => arabic += 3,
            'ي' | 'ك' | 'ى' | 'أ' => arabic += 1,
            _ => {}
        }
        match class(c) {
            Class::Arabic => n_arabic += 1,
            Class::Letter | Class::Ideographic => {
                if let Some(script) = other_script(c) {
                    others[script] += 1;
                }
            }
            _ => {}
        }
    }
    let (script, &most) = others
        .iter()
        .enumerate()
        .max_by_key(|&(index, n)| (*n, std::cmp::Reverse(index)))
        .unwrap_or((0, &0));
    if most > n_arabic {
        // Kana tell Japanese from Chinese however many Han characters stand between them.
        return match script {
            0 => "en",
            1 => "ru",
            2 => "he",
            3 => "el",
            4 => "ja",
            5 if others[4] * 10 > others[5] => "ja",
            5 => "zh",
            6 => "ko",
            _ => "th",
        };
    }
    if n_arabic == 0 {
        return "und";
    }
    if only_persian * 200 >= n_arabic {
        return "fa";
    }
    for word in text.split_whitespace() {
        if PERSIAN_WORDS.contains(&word) {
            persian += 2;
        }
        if ARABIC_WORDS.contains(&word) || (word.starts_with("ال") && word.chars().nth(4).is_some())
        {
            arabic += 2;
        }
    }
    if arabic > persian { "ar" } else { "fa" }
}

/// Whether a character is of the Hebrew script.
pub(crate) fn is_hebrew(c: char) -> bool {
    ('\u{590}'..'\u{600}').contains(&c)
}

fn other_script(c: char) -> Option<usize> {
    Some(match u32::from(c) {
        0x41..=0x24f | 0x1e00..=0x1eff => 0,
        0x400..=0x52f => 1,
        0x590..=0x5ff => 2,
        0x370..=0x3ff => 3,
        0x3040..=0x30ff => 4,
        0x3400..=0x9fff | 0x20000..=0x3ffff => 5,
        0xac00..=0xd7af => 6,
        0xe00..=0xe7f => 7,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        for (text, expected) in [
            ("وزیر خارجه روسیه با همتای چینی خود دیدار کرد", "fa"),
            ("وزير خارجه روسيه با همتاي چيني خود ديدار كرد", "fa"),
            ("وزير الخارجية الصيني يُشيد بالعلاقات بين موسكو وبكين", "ar"),
            ("The foreign minister", "en"),
            ("Министр", "ru"),
            ("外交部长王毅", "zh"),
            ("外務大臣は語った", "ja"),
            ("123", "und"),
            ("", "und"),
        ] {
            assert_eq!(detect(text), expected, "{text}");
        }
    }

    #[test]
    fn most_letters_give_the_direction() {
        assert_eq!(Dir::of("captcha را وارد کنید"), Dir::Rtl);
        assert_eq!(Dir::of("captcha"), Dir::Ltr);
        assert_eq!(Dir::of("שלום"), Dir::Rtl);
        assert_eq!(Dir::of("123"), Dir::Ltr);
    }

    #[test]
    fn sentences_of_an_article_run_its_way_whatever_they_quote() {
        for text in [
            "نسخهٔ تازهٔ Microsoft Visual Studio Code منتشر شد.",
            "کتاب The Old Man and the Sea را خواندم.",
            "به گزارش Reuters از New York Times Square، قیمت Bitcoin رکورد زد.",
        ] {
            assert_eq!(Dir::within(text, "fa"), Dir::Rtl, "{text}");
            assert_eq!(Dir::within(text, "fa-IR"), Dir::Rtl, "{text}");
        }
        let quoted = "Lavrov (لاوروف) said so in Moscow, and nobody in the room was surprised.";
        assert_eq!(Dir::within(quoted, "fa"), Dir::Ltr);
        assert_eq!(Dir::within("The word کتاب means book", "en"), Dir::Ltr);
        assert_eq!(Dir::within("کتاب", "en"), Dir::Rtl);
    }
}
