//! Lines of a text page: owns where one starts and ends, and joining what was hard-wrapped.

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

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
    let goes_on = which_go_on(&all);
    let mut lines: Vec<Line<'_>> = Vec::new();
    for ((number, text), goes_on) in (1..).zip(all).zip(goes_on) {
        if text.is_empty() {
            continue;
        }
        match lines.last_mut() {
            Some(paragraph) if goes_on => {
                let paragraph = paragraph.text.to_mut();
                paragraph.push(' ');
                paragraph.push_str(text);
            }
            _ => lines.extend(labels::split(text).into_iter().map(|text| Line {
                number,
                text: Cow::Borrowed(text),
            })),
        }
    }
    lines
}

/// Which of the lines go on with the paragraph of the line above: those of blocks that were broken to
/// the width of the text, where there are enough of them to tell.
///
/// Verses and lists may have full lines too. Their lines begin anew, and no sentence ends inside.
fn which_go_on(lines: &[&str]) -> Vec<bool> {
    const WIDTHS: RangeInclusive<usize> = 50..=100;
    let mut go_on = vec![false; lines.len()];
    let blocks = blocks(lines);
    let width = width(lines, &blocks);
    if !WIDTHS.contains(&width) || blocks.len() < 2 {
        return go_on;
    }
    let wrapped = |block: &Range<usize>| is_wrapped(&lines[block.clone()], width);
    let wrapped: Vec<Range<usize>> = blocks.into_iter().filter(wrapped).collect();
    let pairs = || {
        wrapped
            .iter()
            .flat_map(|block| pairs(&lines[block.clone()]))
    };
    let n_pairs = pairs().count();
    let is_prose = n_pairs >= 3
        && 2 * pairs().filter(begins_anew).count() < n_pairs
        && pairs().any(|(line, _)| has_stop_inside(line));
    for block in wrapped.iter().filter(|_| is_prose) {
        go_on[block.start + 1..block.end].fill(true);
    }
    go_on
}

/// The lines that stand between blank ones.
fn blocks(lines: &[&str]) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for (at, _) in lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
    {
        match blocks.last_mut() {
            Some(block) if block.end == at => block.end += 1,
            _ => blocks.push(at..at + 1),
        }
    }
    blocks
}

/// The length of the longest line that could have been broken; a headline stands as it is.
fn width(lines: &[&str], blocks: &[Range<usize>]) -> usize {
    let headline = blocks.first().filter(|block| block.len() == 1);
    let below = headline.map_or(0, |headline| headline.end);
    let lines = lines[below..].iter();
    let breakable = lines.filter(|line| line.contains(char::is_whitespace));
    breakable.map(|line| length(line)).max().unwrap_or(0)
}

/// Whether a block was broken to a width: every line that another follows is full, for the first word
/// of that would not have fit, and the last one is an end.
fn is_wrapped(block: &[&str], width: usize) -> bool {
    let is_full = |(line, next): (&str, &str)| {
        let word = next.split_whitespace().next().unwrap_or_default();
        length(line) + 1 + length(word) > width
    };
    let last = block.last().copied().unwrap_or_default();
    block.len() > 1
        && (labels::is_sentence(last) || 4 * length(last) <= 3 * width)
        && pairs(block).all(is_full)
        && !pairs(block).any(|(_, next)| is_item(next))
        && !pairs(block).all(|pair| begins_anew(&pair))
}

/// Each line of a block with the next one.
fn pairs<'a>(block: &[&'a str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    block.windows(2).map(|pair| (pair[0], pair[1]))
}

fn begins_anew((line, next): &(&str, &str)) -> bool {
    labels::is_sentence(line) || next.starts_with(char::is_uppercase)
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

    const ESSAY: [&str; 4] = [
        "Nobody reads slowly any more. That is a pity, for most books were not",
        "written in a hurry and will not open to a reader who is in one; and a",
        "reader who is in one will say that they are closed, which is not true",
        "of any book.",
    ];

    #[test]
    fn what_is_no_prose_stays_lines_amid_wrapped_prose() {
        let address = "https://example.org/".to_owned() + &"long/".repeat(20);
        for block in [
            "Ann Smith\nTehran, in May",
            "Roses are red,\nviolets are blue,\nsugar is sweet.",
            "the first thing to do\nthe second thing\nthe third thing",
            "- a book that nobody has ever read from its first page to the last one\n- another book",
            "Copy the file to the stick and label it with today's day and the hour\n\
             Hand the stick to the courier before the noon of Monday in the second\n\
             Wait.",
            "در این شب سیاهم گم گشت راه مقصود\nاز گوشه‌ای برون آی ای کوکب هدایت",
            &address,
            "A heading",
        ] {
            let essay = ESSAY.join("\n");
            let prose = ESSAY.join(" ");
            let kept: Vec<&str> = block.lines().collect();
            let headline = "On slow reading, and on what else has been lost since books are read on the way to work";
            let text = format!("{headline}\n\n{essay}\n\n{block}\n\n{essay}\n");
            check(
                &text,
                &[&[headline, &prose][..], &kept[..], &[&prose]].concat(),
            );
            let text = format!("{essay}\n\n{block}\n");
            check(&text, &[&[&prose[..]], &kept[..]].concat());
        }
    }

    #[test]
    fn a_text_with_longer_lines_is_not_wrapped() {
        let essay = ESSAY.join("\n");
        let long = "A paragraph that is one line. ".repeat(5);
        let long = long.trim();
        check(
            &format!("Title\n\n{essay}\n\n{long}\n"),
            &[&["Title"][..], &ESSAY, &[long]].concat(),
        );
        check(&essay, &ESSAY);
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
