//! Lines of a text page: owns where one starts and ends, and joining what was hard-wrapped.

use std::borrow::Cow;

use crate::{labels, letters};

/// A line or, of a hard-wrapped text, a paragraph.
pub(crate) struct Line<'a> {
    /// Counted from 1.
    pub(crate) number: usize,
    /// Trimmed, never empty.
    pub(crate) text: Cow<'a, str>,
}

/// The lines of `text` that are not blank, trimmed; hard-wrapped ones joined.
pub(crate) fn read(text: &str) -> Vec<Line<'_>> {
    let is_break = |c| {
        matches!(
            c,
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let all: Vec<&str> = text
        .split(is_break)
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
        .map(letters::trim)
        .collect();
    let is_wrapped = is_wrapped(&all);
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut is_after_blank = true;
    for (number, text) in (1..).zip(all) {
        if text.is_empty() {
            is_after_blank = true;
            continue;
        }
        match lines.last_mut() {
            Some(paragraph) if is_wrapped && !is_after_blank => {
                let paragraph = paragraph.text.to_mut();
                paragraph.push(' ');
                paragraph.push_str(text);
            }
            _ => lines.extend(labels::split(text).into_iter().map(|text| Line {
                number,
                text: Cow::Borrowed(text),
            })),
        }
        is_after_blank = false;
    }
    lines
}

/// Whether every line that another follows was full: the first word of that would not have fit.
fn is_wrapped(lines: &[&str]) -> bool {
    const WIDTHS: std::ops::RangeInclusive<usize> = 50..=100;
    if lines.iter().any(|line| line.len() > 4 * WIDTHS.end()) {
        return false;
    }
    let width = lines
        .iter()
        .map(|line| line.chars().count())
        .max()
        .unwrap_or(0);
    let mut pairs = lines
        .windows(2)
        .filter(|pair| pair.iter().all(|line| !line.is_empty()));
    let n_pairs = pairs.clone().count();
    n_pairs >= 3
        && WIDTHS.contains(&width)
        && lines.contains(&"")
        && pairs.all(|pair| {
            let word = pair[1].split_whitespace().next().unwrap_or_default();
            pair[0].chars().count() + 1 + word.chars().count() > width
        })
}
