//! A query typed with another keyboard layout active: `gh,v,t` for لاوروف, `مشرقخر` for lavrov.
//!
//! Owns the layouts and the remapping of a raw query, punctuation included (`,` is و). Whether a
//! remapped query is worth searching is decided by who asks, by whether it finds anything.

use crate::fold::fold_str;

/// The keyboard layout that a query was meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// US English.
    English,
    /// Persian by the standard ISIRI 9147 (Linux, macOS, Windows "Persian (Standard)").
    Persian,
    /// Persian of older Windows versions, with پ on the backslash.
    PersianLegacy,
    /// Arabic 101.
    Arabic,
}

/// What keys type in US English: all without shift, then the letters with it.
const PLAIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,./\\`";
const SHIFTED: &str = "QWERTYUIOPASDFGHJKLZXCVBNM";

/// The key of Arabic 101 that types two letters, as one character.
const LAM_ALEF: char = '\u{fefb}';

/// What the same keys type in another layout.
struct Keys {
    layout: Layout,
    plain: &'static str,
    // A space where shift gives no letter, but a mark or a sign.
    shifted: &'static str,
}

const PERSIAN: Keys = Keys {
    layout: Layout::Persian,
    plain: "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو./\\`",
    shifted: "          ؤئيإأآة  ك ژ \u{200c} ء",
};

const PERSIAN_LEGACY: Keys = Keys {
    layout: Layout::PersianLegacy,
    plain: "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدئو./پ`",
    shifted: "              ۀآ   ةيژؤإأء",
};

const ARABIC: Keys = Keys {
    layout: Layout::Arabic,
    plain: "ضصثقفغعهخحجدشسيبلاتنمكطئءؤر\u{fefb}ىةوزظ\\ذ",
    shifted: "    \u{fef9}إ        \u{fef7}أ       \u{fef5}آ ",
};

/// A raw query as it would have come out of other layouts, the likelier first.
///
/// Left out is what folds to the query or to an earlier one; a query of digits alone gives none.
pub fn layouts(query: &str) -> impl Iterator<Item = (Layout, String)> {
    let mut seen = vec![fold_str(query)];
    let keys = [PERSIAN, PERSIAN_LEGACY, ARABIC];
    keys.into_iter()
        .flat_map(|keys| {
            [
                (keys.layout, keys.typed_in_english(query)),
                (Layout::English, keys.meant_in_english(query)),
            ]
        })
        .filter(move |(_, text)| {
            let folded = fold_str(text);
            let is_new = !seen.contains(&folded);
            if is_new {
                seen.push(folded);
            }
            is_new
        })
}

impl Keys {
    /// What the keys of an English text type in this layout.
    fn typed_in_english(&self, text: &str) -> String {
        // Caps lock shifts nothing in these layouts.
        let is_caps_locked = !text.contains(|c: char| c.is_ascii_lowercase());
        let mut typed = String::with_capacity(text.len() * 2);
        for c in text.chars() {
            let shifted = if is_caps_locked {
                None
            } else {
                same_key(c, SHIFTED, self.shifted)
            };
            let letter = shifted
                .filter(|&c| c != ' ')
                .or_else(|| same_key(c.to_ascii_lowercase(), PLAIN, self.plain));
            match letter {
                Some(LAM_ALEF) => typed.push_str("لا"),
                Some('\u{fef5}') => typed.push_str("لآ"),
                Some('\u{fef7}') => typed.push_str("لأ"),
                Some('\u{fef9}') => typed.push_str("لإ"),
                letter => typed.push(letter.unwrap_or(c)),
            }
        }
        typed
    }

    /// What the keys of a text in this layout type in English.
    fn meant_in_english(&self, text: &str) -> String {
        let mut meant = String::with_capacity(text.len());
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let is_ligature =
                self.layout == Layout::Arabic && c == 'ل' && rest.clone().next() == Some('ا');
            let c = if is_ligature {
                rest.next();
                LAM_ALEF
            } else {
                c
            };
            let key = same_key(c, self.plain, PLAIN).or_else(|| {
                // A blank between two words is on no key of the table.
                let is_letter = c != ' ';
                is_letter
                    .then(|| same_key(c, self.shifted, SHIFTED))
                    .flatten()
            });
            meant.push(key.unwrap_or(c));
        }
        meant
    }
}

fn same_key(c: char, from: &str, to: &str) -> Option<char> {
    let at = from.chars().position(|key| key == c)?;
    to.chars().nth(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, layout: Layout, meant: &str) {
        let found: Vec<(Layout, String)> = layouts(typed).collect();
        assert!(
            found.contains(&(layout, meant.to_owned())),
            "{typed}: {found:?}"
        );
    }

    #[test]
    fn every_layout_has_every_key() {
        for keys in [PERSIAN, PERSIAN_LEGACY, ARABIC] {
            assert_eq!(keys.plain.chars().count(), PLAIN.len());
            assert_eq!(keys.shifted.chars().count(), SHIFTED.len());
        }
    }

    #[test]
    fn english_typed_for_persian_and_arabic() {
        check("gh,v,t", Layout::Persian, "لاوروف");
        check("m,jdk", Layout::Persian, "پوتین");
        check("\\,jdk", Layout::PersianLegacy, "پوتین");
        check(",hk' dd", Layout::Persian, "وانگ یی");
        check("],kd'", Layout::Persian, "چونیگ");
        check("Hlvd;h", Layout::Persian, "آمریکا");
        check("Chgi", Layout::Persian, "ژاله");
        check("ldB;kn", Layout::Persian, "می\u{200c}کند");
        check("td]hk", Layout::Arabic, "فيدان");
        check("f,jdk", Layout::Persian, "بوتین");
        check("ghtv,t", Layout::Persian, "لافروف");
        check("btv,t", Layout::Arabic, "لافروف");
        check("hgHll hgljp]m", Layout::Arabic, "الأمم المتحدة");
        check("GH,V,T", Layout::Persian, "لاوروف");
        check("`ff", Layout::Arabic, "ذبب");
    }

    #[test]
    fn persian_and_arabic_typed_for_english() {
        check("مشرقخر", Layout::English, "lavrov");
        check("حعفهد", Layout::English, "putin");
        check("حعفهى", Layout::English, "putin");
        check("ژ غ", Layout::English, "C y");
        check("لاثهتهىل", Layout::English, "beijing");
        check("غعمشد", Layout::English, "yulan");
        check("صشدل غه", Layout::English, "wang yi");
    }

    #[test]
    fn nothing_comes_twice_or_unchanged() {
        for query in ["", "2023", "۲۰۲۳", "۱۵ - ۲۰", "日本"] {
            assert_eq!(layouts(query).count(), 0, "{query}");
        }
        let found: Vec<String> = layouts("gh,v,t").map(|(_, text)| text).collect();
        assert_eq!(found, ["لاوروف"]);
    }
}
