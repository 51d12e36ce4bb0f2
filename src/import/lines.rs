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

/// Whether `lines` are prose that was broken to a width: every line that another follows is full, for
/// the first word of that would not have fit, and sentences run on from line to line.
///
/// Verses and lists may have full lines too. Their lines begin anew, and no sentence ends inside.
fn is_wrapped(lines: &[&str]) -> bool {
    const WIDTHS: std::ops::RangeInclusive<usize> = 50..=100;
    let width = lines.iter().map(|line| length(line)).max().unwrap_or(0);
    let groups = || {
        lines
            .split(|line| line.is_empty())
            .filter(|group| !group.is_empty())
    };
    if !WIDTHS.contains(&width) || groups().count() < 2 {
        return false;
    }
    let pairs = || groups().flat_map(|group| group.windows(2).map(|pair| (pair[0], pair[1])));
    let is_full = |(line, next): (&str, &str)| {
        let word = next.split_whitespace().next().unwrap_or_default();
        length(line) + 1 + length(word) > width
    };
    let begins_anew = |(line, next): &(&str, &str)| {
        labels::is_sentence(line) || next.starts_with(char::is_uppercase)
    };
    let ends = |group: &[&str]| {
        let last = group.last().copied().unwrap_or_default();
        group.len() == 1 || labels::is_sentence(last) || 4 * length(last) <= 3 * width
    };
    let n_pairs = pairs().count();
    n_pairs >= 3
        && pairs().all(is_full)
        && !pairs().any(|(_, next)| is_item(next))
        && 2 * pairs().filter(begins_anew).count() < n_pairs
        && groups().all(ends)
        && pairs().any(|(line, _)| has_stop_inside(line))
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// Whether `line` begins as an item of a list does.
fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c| letters::digit(c).is_some());
    let is_numbered = rest.len() < line.len() && rest.starts_with(['.', ')', '-', '–', ':']);
    is_numbered || line.starts_with(['-', '–', '—', '•', '◦', '▪', '*', '·', '✓'])
}

/// Whether a sentence ends inside of `line`, behind a word that is no abbreviation.
fn has_stop_inside(line: &str) -> bool {
    const SHORTEST: usize = 3;
    line.match_indices(['.', '۔']).any(|(at, stop)| {
        let word = line[..at].chars().rev().take_while(|c| c.is_alphabetic());
        let rest = &line[at + stop.len()..];
        rest.starts_with(char::is_whitespace) && word.count() >= SHORTEST
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let lines = read(text);
        let lines: Vec<&str> = lines.iter().map(|line| &*line.text).collect();
        assert_eq!(lines, expected);
    }

    /// The lines that are not blank, as they are.
    #[track_caller]
    fn check_stays(text: &str) {
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        check(text, &lines);
    }

    #[test]
    fn lists_of_full_lines_stay_lines() {
        let list = "Release checklist for the archive of the newsroom in 2024
Build the pack on the machine in the second office today
Copy the file to the stick and label it with today's day
Hand the stick to the courier before the noon of Monday.";
        check_stays(list);
        check_stays(&format!("{list}\n"));
        check_stays(&format!("\n\n{list}\n\n"));
        check_stays(&format!("Checklist\n\n{list}\n"));
        check_stays(
            "What is to be done

1. build the pack on the machine in the second office
2. copy the file to the stick. Label it with its day
3. hand the stick to the courier before noon on Monday
4. ask the courier for a receipt and put it in a file.
",
        );
    }

    #[test]
    fn verses_stay_lines() {
        let verses = "الا یا ایها الساقی ادر کاسا و ناولها که عشق آسان نمود اول ولی
به بوی نافه\u{200c}ای کاخر صبا زان طره بگشاید ز تاب جعد مشکینش چه خون
مرا در منزل جانان چه امن عیش چون هر دم جرس فریاد می\u{200c}دارد که ها
به می سجاده رنگین کن گرت پیر مغان گوید که سالک بی\u{200c}خبر نبود ز";
        check_stays(&format!("غزل\n\n{verses}\n"));
        check_stays(&format!("غزل\n\n{verses}.\n"));
        check_stays(&format!("غزل\n\n{verses}.\n\nحافظ\n"));
    }

    #[test]
    fn wrapped_prose_is_joined() {
        let lines = [
            "خبرنگاران در مسکو گفتند که نشست دیروز به درازا کشید. وزیر",
            "امور خارجه پس از آن به پرسش\u{200c}ها پاسخ داد و گفت گفتگوها ادامه",
            "دارد و نتیجهٔ آن تا پایان هفته روشن می\u{200c}شود و همه از آن آگاه",
            "می\u{200c}شوند.",
        ];
        let text = format!("نشست مسکو\n\n{}", lines.join("\n"));
        for end in ["", "\n", "\r\n\n"] {
            check(&format!("{text}{end}"), &["نشست مسکو", &lines.join(" ")]);
        }
    }
}
