//! Character folding: spellings of one letter become one character, marks and invisible characters
//! become none; and the class of a character, which decides where words begin and end.
//!
//! Owns what can be said of a single character. What needs its neighbours (joining words, a hamza
//! at a word's end, separators between digits, a not sign that was a non-joiner) is left to
//! `analyzer`. The tables are `fold::table`'s.
//!
//! The folds follow Lucene's ArabicNormalizer and PersianNormalizer, ICU's utr30 folding and
//! UAX #15 (presentation forms), with one target for Persian and Arabic spellings: ي and ى are ی,
//! ك is ک, ة and ۀ are ه, أ إ آ are ا, ؤ is و, ئ is ی.

mod class;
mod table;

pub(crate) use class::class_inlined;
pub use class::{Class, class};

use class::{digit, is_ignorable};
use table::{ARABIC, DIGIT, DROPPED, PUNCTUATION, UNBASED};

/// Pushes what one character becomes: nothing, itself, another character, or the letters of a
/// ligature.
///
/// The fold of a fold is itself. U+FDFA and U+FDFB alone become several words, with spaces.
///
/// ```
/// let mut folded = String::new();
/// kashkul_engine::fold::fold_char('\u{fefb}', |c| folded.push(c));
/// assert_eq!(folded, "لا");
/// ```
#[inline]
pub fn fold_char(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        return push(c.to_ascii_lowercase());
    }
    let n = u32::from(c);
    if let Some(&cell) = ARABIC.get(n.wrapping_sub(0x600) as usize)
        && cell != PUNCTUATION
    {
        return match cell {
            DROPPED => {}
            DIGIT => push(char::from(b'0' | n as u8 & 0xf)),
            low => push(arabic(low)),
        };
    }
    match fold_other(c) {
        Folded::Nothing => {}
        Folded::One(c) => push(c),
        Folded::Two(a, b) => {
            push(a);
            push(b);
        }
        Folded::Low(letters) => letters
            .iter()
            .filter(|&&low| low != 0)
            .for_each(|&low| push(arabic(low))),
        Folded::Text(text) => text.chars().for_each(push),
    }
}

/// How many bytes at the start of some text are letters of the Arabic script that fold to themselves:
/// what most words of most texts are made of. The hamza, which `analyzer` may drop, is none of them.
#[inline(always)]
pub(crate) fn n_plain_arabic(bytes: &[u8]) -> usize {
    /// By the low bytes of U+06xx.
    static IS_PLAIN: [bool; 256] = {
        let mut table = [false; 256];
        let mut low = 0;
        while low < 256 {
            let is_letter = matches!(class::class_of_arabic(low as u8), Class::Arabic);
            table[low] = is_letter && low != 0x21 && table::arabic_letter(low as u8) == low as u8;
            low += 1;
        }
        table
    };
    let (pairs, _) = bytes.as_chunks();
    let is_plain = |[lead, low]: &[u8; 2]| {
        let low = usize::from(lead & 3) << 6 | usize::from(low & 0x3f);
        lead & 0xfc == 0xd8 && IS_PLAIN[low]
    };
    let n_plain = pairs.iter().position(|pair| !is_plain(pair));
    n_plain.unwrap_or(pairs.len()) * 2
}

/// A text with each of its characters folded.
#[must_use]
pub fn fold_str(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, |c| folded.push(c));
    }
    folded
}

/// U+06`low`.
fn arabic(low: u8) -> char {
    char::from_u32(0x600 + u32::from(low)).unwrap_or_default()
}

/// What a character outside the fast path becomes.
enum Folded {
    Nothing,
    One(char),
    Two(char, char),
    /// Letters U+06xx by their low bytes; zeros stand for no letter.
    Low([u8; 3]),
    Text(&'static str),
}

fn fold_other(c: char) -> Folded {
    let n = u32::from(c);
    if is_ignorable(n) {
        return Folded::Nothing;
    }
    if let Some(value) = digit(n) {
        return Folded::One(char::from(b'0' + value as u8));
    }
    match n {
        0xb5 => Folded::One('μ'),
        0xaa => Folded::One('a'),
        0xba => Folded::One('o'),
        0xc0..=0x2af => latin(c, table::LATIN[(n - 0xc0) as usize]),
        0x1e00..=0x1eff => latin(c, table::LATIN_ADDITIONAL[(n - 0x1e00) as usize]),
        0x2c60..=0x2c7f => latin(c, table::LATIN_C[(n - 0x2c60) as usize]),
        0x2126 => Folded::One('ω'),
        0x212a => Folded::One('k'),
        0x212b => Folded::One('a'),
        0x1d7d => Folded::One('p'),
        0x370..=0x3ff => Folded::One(greek(c)),
        0x1f00..=0x1fff => Folded::One(polytonic_greek(c)),
        0x400..=0x52f => Folded::One(cyrillic(c)),
        0x587 => Folded::Two('ե', 'ւ'),
        0x5d0..=0x5ea => Folded::One(hebrew(c)),
        0x66a => Folded::One('%'),
        0x66b => Folded::One('.'),
        0x66c => Folded::One(','),
        0xfb00..=0xfb06 => {
            Folded::Text(["ff", "fi", "fl", "ffi", "ffl", "st", "st"][(n - 0xfb00) as usize])
        }
        0xfb50..=0xfeff => presentation_form(c),
        0xff01..=0xff5e => Folded::One(char::from((n - 0xfee0) as u8).to_ascii_lowercase()),
        _ => Folded::One(lower(c)),
    }
}

/// The small letter of a capital outside the Latin tables, in the scripts in use that have case.
/// (`char::to_lowercase` knows them all, and weighs 12 KB in the browser.)
fn lower(c: char) -> char {
    let n = u32::from(c);
    let by = match n {
        // Capital and small letters by turns.
        0x370..=0x373 | 0x376 | 0x377 | 0x3d8..=0x3ef | 0x3fa | 0x3fb | 0x460..=0x481 => 1 - n % 2,
        0x48a..=0x4bf | 0x4d0..=0x52f | 0x2c80..=0x2ce3 | 0xa640..=0xa66d => 1 - n % 2,
        0xa680..=0xa69b | 0xa722..=0xa72f | 0xa732..=0xa76f => 1 - n % 2,
        0x4c0 => 0xf,
        0x4c1..=0x4ce | 0x3f7 => n % 2,
        0x531..=0x556 | 0x2c00..=0x2c2f => 0x30,
        0x10a0..=0x10cd => 0x1c60,
        0x13a0..=0x13ef => 0x97d0,
        0x13f0..=0x13f5 => 8,
        0x1c90..=0x1cbf => return char::from_u32(n - 0xbc0).unwrap_or(c),
        0x10400..=0x10427 | 0x104b0..=0x104d3 => 0x28,
        0x1e900..=0x1e921 => 0x22,
        _ => 0,
    };
    shifted(c, by)
}

fn shifted(c: char, by: u32) -> char {
    char::from_u32(u32::from(c) + by).unwrap_or(c)
}

fn latin(c: char, code: u8) -> Folded {
    if code == UNBASED {
        return Folded::One(match c {
            'Ƅ' | 'Ƨ' | 'Ƹ' | 'Ƽ' | 'Ɂ' | 'Ỻ' | 'Ỽ' => shifted(c, 1),
            _ => c,
        });
    }
    match table::latin_pair(code) {
        Some((a, b)) => Folded::Two(a, b),
        None => Folded::One(char::from(code)),
    }
}

fn greek(c: char) -> char {
    match c {
        'Ά' | 'ά' => 'α',
        'Έ' | 'έ' | 'ϵ' => 'ε',
        'Ή' | 'ή' => 'η',
        'Ί' | 'Ϊ' | 'ΐ' | 'ί' | 'ϊ' => 'ι',
        'Ό' | 'ό' => 'ο',
        'Ύ' | 'Ϋ' | 'ΰ' | 'ύ' | 'ϋ' | 'ϒ' | 'ϓ' | 'ϔ' => 'υ',
        'Ώ' | 'ώ' => 'ω',
        'ς' | 'ϲ' | 'Ϲ' => 'σ',
        'ϐ' => 'β',
        'ϑ' | 'ϴ' => 'θ',
        'ϕ' => 'φ',
        'ϖ' => 'π',
        'ϰ' => 'κ',
        'ϱ' => 'ρ',
        'Α'..='Ρ' | 'Σ'..='Ω' => shifted(c, 0x20),
        _ => lower(c),
    }
}

/// The bare vowel of a letter of U+1F00..=U+1FFF, which is ordered by vowel.
fn polytonic_greek(c: char) -> char {
    const VOWELS: [char; 7] = ['α', 'ε', 'η', 'ι', 'ο', 'υ', 'ω'];
    let low = u32::from(c) & 0xff;
    match low {
        0x00..=0x6f => VOWELS[(low >> 4) as usize],
        0x70..=0x7d => VOWELS[(low - 0x70) as usize / 2],
        0x80..=0x8f | 0xb0..=0xbc => 'α',
        0x90..=0x9f | 0xc2..=0xc7 | 0xca..=0xcc => 'η',
        0xa0..=0xaf | 0xf2..=0xf7 | 0xfa..=0xfc => 'ω',
        0xbe | 0xd0..=0xdb => 'ι',
        0xc8 | 0xc9 => 'ε',
        0xe4 | 0xe5 | 0xec => 'ρ',
        0xe0..=0xeb => 'υ',
        0xf8 | 0xf9 => 'ο',
        _ => c,
    }
}

/// Lower-case Cyrillic without marks. й becomes и: written as и and a breve it could not be told
/// from it, one character at a time.
fn cyrillic(c: char) -> char {
    let c = match c {
        'Ѐ'..='Џ' => shifted(c, 0x50),
        'А'..='Я' => shifted(c, 0x20),
        'а'..='џ' => c,
        _ => lower(c),
    };
    match c {
        'й' | 'ѝ' | 'ӣ' | 'ӥ' => 'и',
        'ѐ' | 'ё' | 'ӗ' => 'е',
        'ў' | 'ӯ' | 'ӱ' | 'ӳ' => 'у',
        'ѓ' => 'г',
        'ї' => 'і',
        'ќ' => 'к',
        'ѷ' => 'ѵ',
        'ӂ' | 'ӝ' => 'ж',
        'ӑ' | 'ӓ' => 'а',
        'ӛ' => 'ә',
        'ӟ' => 'з',
        'ӧ' => 'о',
        'ӫ' => 'ө',
        'ӭ' => 'э',
        'ӵ' => 'ч',
        'ӹ' => 'ы',
        c => c,
    }
}

fn hebrew(c: char) -> char {
    match c {
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        c => c,
    }
}

/// The letters behind a contextual form or a ligature of U+FB50..=U+FEFF.
fn presentation_form(c: char) -> Folded {
    let n = u32::from(c);
    let one = |low: u8| Folded::Low([low, 0, 0]);
    match n {
        0xfb50..=0xfbb1 => one(table::FORMS_A[(n - 0xfb50) as usize]),
        0xfbd3..=0xfbe9 => one(table::FORMS_B[(n - 0xfbd3) as usize]),
        0xfe80 => Folded::One('ء'),
        0xfe81..=0xfef4 => one(table::FORMS_C[(n - 0xfe81) as usize]),
        0xfef5..=0xfefc => Folded::Two('ل', 'ا'),
        0xfdf0 => Folded::Text("صلی"),
        0xfdf1 => Folded::Text("قلی"),
        0xfdf2 => Folded::Text("الله"),
        0xfdf3 => Folded::Text("اکبر"),
        0xfdf4 => Folded::Text("محمد"),
        0xfdf5 => Folded::Text("صلعم"),
        0xfdf6 => Folded::Text("رسول"),
        0xfdf7 => Folded::Text("علیه"),
        0xfdf8 => Folded::Text("وسلم"),
        0xfdf9 => Folded::Text("صلی"),
        0xfdfa => Folded::Text("صلی الله علیه وسلم"),
        0xfdfb => Folded::Text("جل جلاله"),
        0xfdfc => Folded::Text("ریال"),
        table::FIRST_LIGATURE..=table::LAST_LIGATURE => match table::ligature(n) {
            [0, 0, 0] => Folded::One(c),
            letters => Folded::Low(letters),
        },
        _ => Folded::One(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    /// All of these fold to one word.
    fn same(words: &[&str]) {
        for word in words {
            assert_eq!(
                fold_str(word),
                fold_str(words[0]),
                "{word} and {}",
                words[0]
            );
        }
    }

    fn differ(a: &str, b: &str) {
        assert_ne!(fold_str(a), fold_str(b), "{a} and {b}");
    }

    fn fold_one(c: char) -> String {
        fold_str(c.encode_utf8(&mut [0; 4]))
    }

    fn chars(range: std::ops::RangeInclusive<u32>) -> impl Iterator<Item = char> {
        range.filter_map(char::from_u32)
    }

    #[test]
    fn spellings_of_one_word_are_one() {
        same(&[
            "لافروف",
            "\u{fefb}\u{fed3}\u{aeae}\u{feed}\u{fed1}"
                .replace('\u{aeae}', "\u{feae}")
                .as_str(),
        ]);
        same(&[
            "لاوروف",
            "لاو\u{200f}روف",
            "\u{202b}لاوروف\u{202c}",
            "لا\u{ad}وروف",
        ]);
        same(&["وزیر خارجه کره", "وزير خارجه كره", "وزىر خارجه ڪره"]);
        same(&["وانغ يي", "وانغ يى", "وانغ یی"]);
        same(&["آمریکا", "امریکا", "أمريكا", "ٱمریکا"]);
        same(&["رؤسای", "روسای"]);
        same(&["رئیس", "رییس", "رئيس"]);
        same(&["خانه", "خانۀ", "خانهٔ", "خانة", "خان\u{6d5}"]);
        same(&["أنقرة", "انقره"]);
        same(&["مستقلة", "مُستقلة"]);
        same(&["ووفقاً", "ووفقًا", "ووفقا"]);
        same(&["عالم", "عالـــم"]);
        same(&["ی", "ی\u{654}", "ئ"]);
        same(&["۱۴۰۰ و ٢٠١٠", "1400 و 2010"]);
        same(&["10.5%", "۱۰٫۵٪"]);
        same(&["Erdoğan", "ERDOGAN", "Erdog\u{306}an"]);
        same(&["İstanbul", "istanbul", "I\u{307}stanbul"]);
        same(&["strasse", "Straße"]);
        same(&["Aeroe", "Ærœ"]);
        same(&["abbas", "ʿAbbās"]);
        same(&["Łódź", "lodz"]);
        same(&["لاوروف", "لاورو\u{6a4}"]);
        same(&["Αθήνα", "αθηνα", "ἀθῆνα"]);
        same(&["λόγος", "ΛΟΓΟΣ"]);
        same(&["Королёв", "королев", "КОРОЛЕВ"]);
        same(&["Сергей", "серге\u{438}\u{306}"]);
        same(&["שלום", "שָׁלוֹם", "שלומ"]);
        same(&["ＫＡＳＨＫＵＬ ３", "kashkul 3"]);
        same(&["الله", "\u{fdf2}"]);
        same(&["ﬁle", "file"]);
    }

    #[test]
    fn different_words_stay_different() {
        differ("الله", "لله");
        differ("می کند", "می\u{200c}کند");
        differ("کرد", "گرد");
        differ("پارس", "بارس");
        differ("ایران", "یران");
        differ("مسئله", "مسائل");
        differ("ماء", "ما");
        differ("سياسة", "سیاست");
        differ("علماً", "علم");
        differ("سال", "سلل");
        differ("۱۴۰۰", "1401");
        differ("Xi", "Yi");
        differ("لاوروف", "لاورق");
    }

    #[test]
    fn presentation_forms_are_their_nfkc() {
        for c in chars(0xfb50..=0xfdff).chain(chars(0xfe70..=0xfeff)) {
            // NFKC gives a mark that stands alone a space to stand on.
            let is_mark = class(c) == Class::Ignorable;
            let expected = c.nfkc().map(fold_one).collect::<String>();
            let expected = if is_mark { expected.trim() } else { &expected };
            assert_eq!(fold_one(c), expected, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn letters_are_bare_and_lower_case() {
        let ranges = [
            0xc0..=0x24f,
            0x1e00..=0x1eff,
            0x370..=0x3ff,
            0x1f00..=0x1fff,
            0x400..=0x52f,
        ];
        let mut n_bare = 0;
        for c in ranges.into_iter().flat_map(chars) {
            let bare: String = c
                .nfkd()
                .filter(|&c| !is_combining_mark(c))
                .flat_map(char::to_lowercase)
                .collect();
            if !bare.chars().all(char::is_alphabetic) || is_rare(c) {
                continue; // A mark that stands alone; the l with a dot of Catalan.
            }
            // The rest has folds beyond decomposition (ø, ß, ς): those of its parts.
            assert_eq!(fold_one(c), fold_str(&bare), "{c}");
            n_bare += usize::from(fold_one(c) == bare);
        }
        assert!(n_bare > 1100, "{n_bare}");
    }

    #[test]
    fn letters_without_decomposition_have_a_base() {
        for (letters, base) in [
            ("øØɔ", "o"),
            ("łŁ", "l"),
            ("đĐðÐɗ", "d"),
            ("ıIİ", "i"),
            ("ß", "ss"),
            ("æÆǼ", "ae"),
            ("œŒ", "oe"),
            ("þÞ", "th"),
            ("ħ", "h"),
            ("ŋ", "n"),
            ("ŧ", "t"),
            ("əƏ", "a"),
            ("ſ", "s"),
            ("ŉ", "n"),
            ("Ǆǅǆ", "dz"),
            ("Ĳ", "ij"),
            ("ς", "σ"),
            ("ǯǮ", "z"),
        ] {
            for letter in letters.chars() {
                assert_eq!(fold_one(letter), base, "{letter}");
            }
        }
    }

    /// Capitals of historic and phonetic alphabets, which stay as they are.
    fn is_rare(c: char) -> bool {
        matches!(c, '\u{37f}' | '\u{3cf}' | '\u{1c89}' | '\u{3fd}'..='\u{3ff}' | 'Ⓐ'..='Ⓩ' | 'Ⅎ'..='Ↄ'
            | '\u{2ceb}'..='\u{2cf2}' | '\u{a770}'..='\u{a7ff}' | '\u{10570}'..='\u{16fff}')
    }

    #[test]
    fn folding_is_stable_and_blind_to_case() {
        for c in chars(0..=0x10_ffff) {
            let folded = fold_one(c);
            assert_eq!(fold_str(&folded), folded, "U+{:04X}", u32::from(c));
            if !is_rare(c) {
                let lower: String = c.to_lowercase().collect();
                assert_eq!(folded, fold_str(&lower), "U+{:04X}", u32::from(c));
            }
            assert_eq!(
                folded.is_empty(),
                class(c) == Class::Ignorable,
                "U+{:04X}",
                u32::from(c)
            );
        }
    }
}
