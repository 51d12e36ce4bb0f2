//! Keywords: owns parting the printed keyword lines of a page into tags.

use crate::{labels, letters};

/// Signs that part tags; a bare space does not.
const SEPARATORS: [char; 11] = ['،', ',', '؛', ';', '|', '#', '•', '·', '/', '\t', '▪'];
/// Dashes part tags where space is around them.
const DASHES: [&str; 3] = [" - ", " – ", " — "];
/// The longest tag looked for in a line without separators.
const MAX_WORDS: usize = 6;

/// The tags of a page and, where its one line had no separators, that line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tags {
    pub(crate) tags: Vec<String>,
    pub(crate) raw: Option<String>,
}

/// Parts `lines`, the printed keyword lines, into tags.
///
/// Several lines are one tag each, unless they hold separators themselves. One line without
/// separators is parted where a reader would: each tag is the longest run of words that `texts`,
/// the article's own words, contain as a phrase; that is an interpretation, so the line is kept.
pub(crate) fn part<'a>(lines: &[&str], texts: impl Iterator<Item = &'a str>) -> Tags {
    let is_parted =
        |line: &str| line.contains(SEPARATORS) || DASHES.iter().any(|dash| line.contains(dash));
    if let [line] = lines
        && !is_parted(line)
        && line.split_whitespace().nth(1).is_some()
    {
        let mut haystack = String::new();
        for text in texts {
            letters::phrases(text, &mut haystack);
        }
        return Tags {
            tags: known_phrases(line, &haystack),
            raw: Some((*line).to_owned()),
        };
    }
    let mut tags: Vec<String> = Vec::new();
    for line in lines {
        let line = DASHES
            .iter()
            .fold((*line).to_owned(), |line, dash| line.replace(dash, "|"));
        for tag in line.split(SEPARATORS) {
            let tag = labels::undecorated(tag).replace('_', " ");
            if tag.contains(char::is_alphanumeric) && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    Tags { tags, raw: None }
}

/// Greedily, from the start, the longest phrases of `line` that `haystack` contains.
fn known_phrases(line: &str, haystack: &str) -> Vec<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut tags = Vec::new();
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let n = (2..=rest.len().min(MAX_WORDS))
            .rev()
            .find(|&n| {
                let mut phrase = String::new();
                letters::phrases(&rest[..n].join(" "), &mut phrase);
                haystack.contains(phrase.trim_end_matches('\n'))
            })
            .unwrap_or(1);
        tags.push(rest[..n].join(" "));
        rest = &rest[n..];
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_part_tags() {
        for (lines, expected) in [
            (
                &["روسیه، چین، سرگئی لاوروف"][..],
                &["روسیه", "چین", "سرگئی لاوروف"][..],
            ),
            (&["#روسيا #الصين_الشعبية"], &["روسيا", "الصين الشعبية"]),
            (&["روسیه | چین - ایران"], &["روسیه", "چین", "ایران"]),
            (
                &["• روسیه", "سرگئی لاوروف", "روسیه"],
                &["روسیه", "سرگئی لاوروف"],
            ),
            (&["روسیه"], &["روسیه"]),
            (&[], &[]),
        ] {
            let Tags { tags, raw } = part(lines, std::iter::empty());
            assert_eq!(tags, expected);
            assert_eq!(raw, None);
        }
    }

    #[test]
    fn phrases_of_the_article_part_a_bare_line() {
        let texts = [
            "قمة المناخ في دبي",
            "وقال الوزير، سلطان الجابر، إن قمة المناخ ناجحة",
        ];
        let line = "قمة المناخ سلطان الجابر دبي طاقة";
        let Tags { tags, raw } = part(&[line], texts.into_iter());
        assert_eq!(tags, ["قمة المناخ", "سلطان الجابر", "دبي", "طاقة"]);
        assert_eq!(raw.as_deref(), Some(line));
    }
}
