//! The outline of an article: the levels of its headings, what links call them, and its pictures.
//!
//! Sources number levels as they like, and names repeat. Here levels become a tree below the headline,
//! and anchors unique; readers of a pack take both as they are.

use crate::bytes::len_u32;
use crate::document::Document;
use crate::stored::{Mark, PICTURE};
use std::collections::BTreeMap;

/// The deepest level that HTML has.
const DEEPEST: usize = 6;

/// What a heading without letters is called.
const NAMELESS: &str = "section";

/// Hands on the headings and pictures of an article as they are stored.
pub(crate) fn with(document: &Document, use_them: impl FnOnce(&[Mark<'_>])) {
    // Paragraphs are counted from 1 on, the lead first.
    let n_before = 1 + usize::from(document.lead.is_some());
    let number = |paragraph: usize| len_u32(paragraph + n_before);
    let mut outer: Vec<u8> = Vec::new();
    let mut taken = BTreeMap::new();
    let mut marks: Vec<(u32, u8, String)> = Vec::new();
    for heading in &document.headings {
        let Some(text) = document.body.get(heading.paragraph) else {
            continue;
        };
        while outer.last().is_some_and(|level| *level >= heading.level) {
            outer.pop();
        }
        outer.push(heading.level);
        let level = (outer.len() + 1).min(DEEPEST);
        let anchor = unique(anchor(text), &mut taken);
        marks.push((number(heading.paragraph), level as u8, anchor));
    }
    marks.extend(document.images.iter().map(|image| {
        let (width, height) = image.size;
        let text = format!("{width} {height} data:image/{}", image.data);
        (number(image.paragraph), PICTURE, text)
    }));
    marks.sort_by_key(|(number, ..)| *number);
    let marks = marks.iter().map(|(number, level, text)| Mark {
        number: *number,
        level: *level,
        text,
    });
    use_them(&marks.collect::<Vec<_>>());
}

/// What GitHub makes of a heading: its letters, marks and digits, small, with hyphens for spaces.
fn anchor(text: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    let small = text.to_lowercase();
    let anchor = small.chars().filter(kept);
    let anchor: String = anchor.map(|c| if c == ' ' { '-' } else { c }).collect();
    match anchor.chars().any(char::is_alphanumeric) {
        true => anchor,
        false => NAMELESS.to_owned(),
    }
}

/// The anchor, with a number behind it where it is taken; `taken` has the next number of each.
fn unique(anchor: String, taken: &mut BTreeMap<String, u32>) -> String {
    let mut free = anchor.clone();
    while taken.contains_key(&free) {
        let next = taken.entry(anchor.clone()).or_default();
        *next += 1;
        free = format!("{anchor}-{next}");
    }
    taken.insert(free.clone(), 0);
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Heading;

    #[track_caller]
    fn check(headings: &[(u8, &str)], expected: &[(u32, u8, &str)]) {
        let document = Document {
            lead: Some("lead".into()),
            body: headings.iter().map(|(_, text)| (*text).into()).collect(),
            headings: (0..)
                .zip(headings)
                .map(|(paragraph, (level, _))| Heading {
                    paragraph,
                    level: *level,
                })
                .collect(),
            ..Document::default()
        };
        with(&document, |found| {
            let found = found.iter().map(|one| (one.number, one.level, one.text));
            assert_eq!(found.collect::<Vec<_>>(), expected, "{headings:?}");
        });
    }

    #[test]
    fn levels_are_a_tree_below_the_headline() {
        check(
            &[(1, "a"), (2, "b"), (4, "c"), (2, "d"), (1, "e")],
            &[
                (2, 2, "a"),
                (3, 3, "b"),
                (4, 4, "c"),
                (5, 3, "d"),
                (6, 2, "e"),
            ],
        );
        check(&[(3, "a"), (2, "b")], &[(2, 2, "a"), (3, 2, "b")]);
        let deep: Vec<(u8, &str)> = (1..=7).map(|level| (level, "x")).collect();
        let mut levels = Vec::new();
        let document = Document {
            body: vec!["x".into()],
            headings: deep
                .iter()
                .map(|(level, _)| Heading {
                    paragraph: 0,
                    level: *level,
                })
                .collect(),
            ..Document::default()
        };
        with(&document, |found| {
            levels = found.iter().map(|one| one.level).collect();
        });
        assert_eq!(levels, [2, 3, 4, 5, 6, 6, 6]);
    }

    #[test]
    fn anchors_are_as_github_makes_them() {
        check(
            &[
                (1, "What's new in v2.0?"),
                (1, "Installing `kashkul_cli`"),
                (1, "کتاب‌های تازه؛ و شِعر"),
                (1, "من هم"),
                (1, "A"),
                (1, "a"),
                (1, "a-1"),
                (1, "a"),
                (1, "…!"),
            ],
            &[
                (2, 2, "whats-new-in-v20"),
                (3, 2, "installing-kashkul_cli"),
                (4, 2, "کتابهای-تازه-و-شِعر"),
                (5, 2, "من-هم"),
                (6, 2, "a"),
                (7, 2, "a-1"),
                (8, 2, "a-1-1"),
                (9, 2, "a-2"),
                (10, 2, "section"),
            ],
        );
    }
}
