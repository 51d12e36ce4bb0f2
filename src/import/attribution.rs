//! Who reports: owns the phrases that open a report and name its publisher, and its datelines.
//!
//! - «به گزارش X به نقل از Y،» names the publisher and whom it quotes. X is kept as the page
//!   prints it («خبرگزاری مهر»), for it is the publisher's own name; of Y the noun before the
//!   name is dropped («خبرگزاری اسپوتنیک» → «اسپوتنیک»), unless what is left is a country.
//! - A name ends at a comma, a colon, a dash, an opening quotation mark, «از», or the next phrase
//!   of this kind. Where none of these comes within five words, only a known agency or the word
//!   after a noun such as «خبرگزاری» is taken.
//! - `العالم - آسیا` on a line of its own is an outlet and its rubric; `موسكو-سانا` is a place and
//!   an agency, as `أنقرة (زمان التركية) –` and `روسيا –` before a sentence are. Known names tell
//!   the two lines apart; failing that, SANA's way of writing: no space around the hyphen.

use crate::{date, labels, letters};

/// What the opening of a report says about its origin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Attribution {
    pub(crate) source: Option<String>,
    pub(crate) via: Option<String>,
}

const REPORTED_BY: &[&str] = &[
    "به گزارش",
    "بنا به گزارش",
    "بنابر گزارش",
    "طبق گزارش",
    "بر اساس گزارش",
    "براساس گزارش",
];
const QUOTED_FROM: &[&str] = &["به نقل از", "به نوشته", "به نوشتهٔ"];
const QUOTING: &[&str] = &["به", "نقل", "از"];
const REPORTERS: &[&str] = &[
    "خبرنگار",
    "خبرنگاران",
    "گزارشگر",
    "گروه",
    "سرویس",
    "حوزه",
    "بخش",
];

/// Bodies that are quoted but publish no news.
#[rustfmt::skip]
const INSTITUTIONS: &[&str] = &[
    "سازمان", "وزارت", "روابط", "دفتر", "مرکز", "پلیس", "ستاد", "دانشگاه", "مقامات", "منابع",
    "رسانه های", "سفارت", "کاخ", "دولت", "بانک", "انجمن", "موسسه", "شورای", "کمیسیون", "ارتش",
    "منتشر", "های",
];

/// Names that are a country when the noun before them is taken away.
#[rustfmt::skip]
const COUNTRIES: &[&str] = &[
    "فرانسه", "آلمان", "روسیه", "چین", "ترکیه", "سوریه", "لبنان", "عراق", "ژاپن", "هند",
    "پاکستان", "ایران", "آمریکا", "انگلیس", "بریتانیا", "ایتالیا", "اسپانیا", "مصر", "قطر",
    "عربستان", "امارات", "افغانستان", "کره", "رسمی", "دولتی", "ملی", "فلسطین",
];

/// Reads the phrase at the start of `paragraph`.
pub(crate) fn read(paragraph: &str) -> Option<Attribution> {
    let after = |openings: &[&str]| {
        openings
            .iter()
            .find_map(|opening| letters::strip_label(paragraph, opening))
    };
    if let Some(rest) = after(REPORTED_BY) {
        let (first, behind) = clause(rest);
        let mut attribution = Attribution::default();
        let (reporter, quoted) = match split_quoting(first) {
            Some((before, after)) => (before, Some(after)),
            None => (first, strip_quoting(behind).map(|rest| clause(rest).0)),
        };
        let (reporter, quoted) = match (quoted, split_from(reporter)) {
            (None, Some((before, after))) => (before, is_named_outlet(after).then_some(after)),
            (quoted, split) => (split.map_or(reporter, |(before, _)| before), quoted),
        };
        match reporter_name(reporter) {
            Some(name) if is_institution(&name) => attribution.via = Some(name),
            name => attribution.source = name,
        }
        if let Some(name) = quoted.and_then(quoted_name) {
            attribution.via = Some(name);
        }
        Some(attribution)
    } else {
        after(QUOTED_FROM).map(|rest| Attribution {
            source: None,
            via: quoted_name(clause(rest).0),
        })
    }
}

/// The text up to where a name must end, and what is behind the sign that ends it.
fn clause(text: &str) -> (&str, &str) {
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        match c {
            '،' | ',' | '؛' | ';' | ':' | '.' | '(' | '/' => return (&text[..at], behind),
            '-' | '–' | '—' if text[..at].ends_with(' ') => return (&text[..at], behind),
            '«' if !ends_with_noun(&text[..at]) => return (&text[..at], &text[at..]),
            _ => {}
        }
    }
    (text, "")
}

/// Whether the last words are a noun that a quoted name may follow.
fn ends_with_noun(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.last().is_some_and(|word| is_noun(word))
}

/// Parts a clause at «به نقل از».
fn split_quoting(clause: &str) -> Option<(&str, &str)> {
    clause
        .char_indices()
        .filter(|&(at, _)| clause[..at].ends_with(char::is_whitespace))
        .find_map(|(at, _)| {
            strip_quoting(&clause[at..]).map(|rest| (clause[..at].trim_end(), rest))
        })
        .map(|(before, rest)| (before.strip_suffix(" و").unwrap_or(before), rest))
}

fn strip_quoting(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let text = text.strip_prefix("و ").unwrap_or(text);
    letters::strip_label(text, &QUOTING.concat())
}

/// Parts «ایرنا از مسکو» and «ایسنا در گزارشی».
fn split_from(name: &str) -> Option<(&str, &str)> {
    [" از ", " در ", " به ", " که "]
        .iter()
        .filter_map(|word| name.split_once(word))
        .min_by_key(|(before, _)| before.len())
}

/// The name of a publisher, without reporters and desks before it.
fn reporter_name(words: &str) -> Option<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let starts_with =
        |word: &str, table: &[&str]| table.iter().any(|known| letters::same(word, known));
    let noun = words
        .iter()
        .rposition(|word| starts_with(word, labels::OUTLET_NOUNS));
    let mut from = 0;
    while words
        .get(from)
        .is_some_and(|word| starts_with(word, REPORTERS))
    {
        from += 1;
    }
    if from > 0 {
        if let Some(noun) = noun.filter(|&noun| noun >= from) {
            from = noun;
        } else if words
            .last()
            .is_some_and(|word| labels::is_agency(word) || labels::is_outlet(word))
        {
            from = words.len() - 1;
        }
    }
    bounded(words.get(from..)?)
}

/// The name of whom the publisher quotes.
fn quoted_name(words: &str) -> Option<String> {
    let words = split_from(words).map_or(words, |(before, _)| before);
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut bare = words.as_slice();
    while let [first, rest @ ..] = bare
        && !rest.is_empty()
        && (is_noun(first)
            || bare.len() < words.len()
                && labels::OUTLET_ADJECTIVES
                    .iter()
                    .any(|known| letters::same(first, known)))
    {
        bare = rest;
    }
    let is_country = bare
        .first()
        .is_some_and(|word| COUNTRIES.iter().any(|name| letters::same(word, name)));
    bounded(if is_country { &words } else { bare })
}

/// The name that `words` start with: all of them, if they are few enough to be a name.
fn bounded(words: &[&str]) -> Option<String> {
    let is_known = |word: &str| labels::is_agency(word) || labels::is_outlet(word);
    let n = match words {
        [] => return None,
        [first, _, _, ..] if is_known(first) => 1,
        [first, second, ..] if is_noun(first) && is_known(second) => 2,
        words if words.len() <= 5 => words.len(),
        [first, ..] if is_noun(first) => 2,
        _ => return None,
    };
    let name = words[..n].join(" ");
    let name = letters::trim(name.trim_matches(['«', '»', '"', '“', '”']));
    let name = name.replace(['«', '»'], "");
    (!name.is_empty()).then_some(name)
}

fn is_noun(word: &str) -> bool {
    labels::OUTLET_NOUNS
        .iter()
        .any(|noun| letters::same(word, noun))
}

fn is_institution(name: &str) -> bool {
    INSTITUTIONS
        .iter()
        .any(|word| letters::strip_label(name, word).is_some())
}

fn is_named_outlet(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    labels::is_agency(name) || labels::is_outlet(name) || is_noun(first)
}

/// Whether two names are one outlet's, with or without a noun before them.
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    let bare = |name: &str| quoted_name(name).unwrap_or_default();
    letters::same(a, b) || letters::same(&bare(a), &bare(b))
}

/// A line above the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening<'a> {
    /// «العالم - آسیا».
    Outlet { source: &'a str, section: &'a str },
    /// «موسكو-سانا».
    Dateline { place: &'a str, agency: &'a str },
}

impl Opening<'_> {
    /// Whether one of the names is a known outlet's or agency's.
    pub(crate) fn is_known(self) -> bool {
        match self {
            Opening::Outlet { source, .. } => labels::is_outlet(source),
            Opening::Dateline { agency, .. } => labels::is_agency(agency),
        }
    }
}

/// Reads a line that is nothing but two names and a dash.
pub(crate) fn read_line(line: &str) -> Option<Opening<'_>> {
    if line.chars().count() > 45 || date::parse(line).is_some() {
        return None;
    }
    let (before, after) = line.split_once(['-', '–', '—'])?;
    let (first, second) = (
        before.trim(),
        letters::trim(after.trim_end_matches([':', '-', '–'])),
    );
    if !is_name(first, 4) || !is_name(second, 4) {
        return None;
    }
    let is_spaced = before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace);
    let is_dateline = labels::is_agency(second) || !labels::is_outlet(first) && !is_spaced;
    Some(if is_dateline {
        Opening::Dateline {
            place: first,
            agency: second,
        }
    } else {
        Opening::Outlet {
            source: first,
            section: second,
        }
    })
}

/// The place, and the agency if there is one, before the first sentence of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dateline<'a> {
    pub(crate) place: &'a str,
    pub(crate) agency: Option<Agency<'a>>,
}

/// An agency in a dateline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Agency<'a> {
    pub(crate) name: &'a str,
    /// Printed in brackets, as an outlet signs its own report.
    pub(crate) is_bracketed: bool,
}

/// Reads the dateline before the first sentence of `paragraph`.
pub(crate) fn read_dateline(paragraph: &str) -> Option<Dateline<'_>> {
    let (at, sign) = paragraph
        .char_indices()
        .take(40)
        .find(|&(_, c)| matches!(c, '-' | '–' | '—' | '(' | '/' | ':'))?;
    let place = paragraph[..at].trim();
    let rest = &paragraph[at + sign.len_utf8()..];
    if !is_name(place, 3) {
        return None;
    }
    if sign == '(' {
        let (name, rest) = rest.split_once(')')?;
        let name = name.trim();
        let is_dateline = is_name(name, 5) && rest.trim_start().starts_with(['-', '–', '—', ':']);
        return is_dateline.then_some(Dateline {
            place,
            agency: Some(Agency {
                name,
                is_bracketed: true,
            }),
        });
    }
    if sign == ':' {
        return None;
    }
    let end = rest
        .char_indices()
        .take(30)
        .find(|&(_, c)| matches!(c, '-' | '–' | '—' | ':' | '،' | '/'));
    if let Some((end, _)) = end {
        let name = rest[..end].trim();
        let bare = name.trim_matches(['(', ')', ' ']);
        if labels::is_agency(bare) {
            let is_bracketed = name.starts_with('(');
            return Some(Dateline {
                place,
                agency: Some(Agency {
                    name: bare,
                    is_bracketed,
                }),
            });
        }
    }
    // Without an agency only a dash of the kind that parts sentences counts, and only the first:
    // two of them enclose a remark.
    let is_dash = matches!(sign, '–' | '—')
        && paragraph[..at].ends_with(char::is_whitespace)
        && rest.starts_with(char::is_whitespace);
    let encloses = rest.chars().take(60).any(|c| matches!(c, '–' | '—'));
    (is_dash && !encloses && !labels::is_agency(place)).then_some(Dateline {
        place,
        agency: None,
    })
}

/// Whether `text` is one to `max` words of letters.
fn is_name(text: &str, max: usize) -> bool {
    let n_words = text.split_whitespace().count();
    (1..=max).contains(&n_words)
        && text.chars().all(|c| {
            c.is_alphabetic() || c.is_whitespace() || letters::fold(c).is_none() || c == '.'
        })
        && !text.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_where_the_phrase_does() {
        for (text, source, via) in [
            (
                "به گزارش خبرگزاری مهر به نقل از خبرگزاری اسپوتنیک، «وانگ»",
                "خبرگزاری مهر",
                "اسپوتنیک",
            ),
            (
                "به گزارش آران نیوز به نقل از ایسنا، «سرگئی»",
                "آران نیوز",
                "ایسنا",
            ),
            ("به گزارش ایسنا، وی گفت", "ایسنا", ""),
            ("به گزارش ایسنا و به نقل از رویترز، وی", "ایسنا", "رویترز"),
            (
                "به گزارش ایسنا، به نقل از خبرگزاری فرانسه، وی",
                "ایسنا",
                "خبرگزاری فرانسه",
            ),
            ("به گزارش خبرنگار مهر، وی", "مهر", ""),
            (
                "به گزارش خبرنگار گروه بین\u{200c}الملل خبرگزاری تسنیم، وی",
                "خبرگزاری تسنیم",
                "",
            ),
            (
                "به گزارش خبرگزاری صدا و سیما از تهران، وی",
                "خبرگزاری صدا و سیما",
                "",
            ),
            ("به گزارش ایرنا از خبرگزاری تاس، وی", "ایرنا", "تاس"),
            ("به گزارش ایسنا «سرگئی لاوروف» گفت", "ایسنا", ""),
            (
                "به گزارش خبرگزاری «مهر» به نقل از شبکه «سی\u{200c}ان\u{200c}ان»، وی",
                "خبرگزاری مهر",
                "سی\u{200c}ان\u{200c}ان",
            ),
            (
                "به گزارش ایسنا سخنگوی دولت امروز در جمع خبرنگاران سخن گفت",
                "ایسنا",
                "",
            ),
            ("به گزارش سازمان ملل متحد، باران", "", "سازمان ملل متحد"),
            ("به نقل از رویترز، باران", "", "رویترز"),
            (
                "به گزارش تسنیم به نقل از پایگاه خبری آکسیوس، وی",
                "تسنیم",
                "آکسیوس",
            ),
            ("به گزارش خبرگزاری مهر: باران", "خبرگزاری مهر", ""),
        ] {
            let read = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (
                    read.source.unwrap_or_default().as_str(),
                    read.via.unwrap_or_default().as_str()
                ),
                (source, via),
                "{text}"
            );
        }
        assert_eq!(read("وی به گزارش ایسنا اشاره کرد"), None);
    }

    #[test]
    fn two_names_and_a_dash() {
        use Opening::{Dateline, Outlet};
        for (line, expected) in [
            (
                "العالم - آسیا",
                Some(Outlet {
                    source: "العالم",
                    section: "آسیا",
                }),
            ),
            (
                "العالم- خبر ویژه",
                Some(Outlet {
                    source: "العالم",
                    section: "خبر ویژه",
                }),
            ),
            (
                "موسكو-سانا",
                Some(Dateline {
                    place: "موسكو",
                    agency: "سانا",
                }),
            ),
            (
                "ريف دمشق – سانا",
                Some(Dateline {
                    place: "ريف دمشق",
                    agency: "سانا",
                }),
            ),
            (
                "تهران - ایسنا",
                Some(Dateline {
                    place: "تهران",
                    agency: "ایسنا",
                }),
            ),
            ("جمعه 15 بهمن 1400 - 02:33", None),
            ("او گفت - و رفت.", None),
        ] {
            assert_eq!(read_line(line), expected, "{line}");
        }
    }

    #[test]
    fn datelines_before_a_sentence() {
        for (text, place, agency) in [
            (
                "أنقرة (زمان التركية) – كشفت مصادر",
                "أنقرة",
                Some("زمان التركية"),
            ),
            ("روسيا – أكد وزير", "روسيا", None),
            ("تهران- ایرنا- وزیر گفت", "تهران", Some("ایرنا")),
            ("القاهرة - (د ب أ) - قال", "القاهرة", Some("د ب أ")),
            ("تهران/ایسنا/ وزیر گفت", "تهران", Some("ایسنا")),
        ] {
            let read = read_dateline(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (read.place, read.agency.map(|agency| agency.name)),
                (place, agency),
                "{text}"
            );
        }
        for text in [
            "وانغ يي – وزير الخارجية الصيني – قال إن",
            "وقال بوتين: إن تلك الزيارة",
            "قره-باغ منطقة",
            "وزیر گفت (و رفت) که",
        ] {
            assert_eq!(read_dateline(text), None, "{text}");
        }
    }
}
