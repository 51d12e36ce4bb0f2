//! Readers' comments: owns reading the part of a page under `نظرات` or `التعليقات`.
//!
//! A comment starts where a line ends in a day or a day with its time; the signature, and a
//! country code after it, stand before that, or alone on the line above. Two numbers under it are
//! votes. All else up to the next such line is what the comment says. Where the part starts and
//! ends is for `news` to say.

use kashkul_engine::document::Comment;

use crate::date::{self, Stamp};
use crate::{labels, letters};

/// Reads the comments among the numbered `lines`, and the numbers of those above the first one that
/// are neither a button nor a notice.
pub(crate) fn read(lines: &[(usize, &str)]) -> (Vec<Comment>, Vec<usize>) {
    let first = lines
        .iter()
        .position(|(_, line)| head(labels::undecorated(line)).is_some());
    let is_text = |line: &str| {
        // A signature may stand alone above its date.
        let is_text = first.is_none() && line.contains(char::is_alphabetic);
        (is_text || labels::is_prose(line)) && !is_button(line)
    };
    let unsigned = lines[..first.unwrap_or(lines.len())].iter();
    let unsigned = unsigned.filter(|(_, line)| is_text(line));
    let unsigned = unsigned.map(|&(number, _)| number).collect();
    (signed(lines), unsigned)
}

/// Whether `line` is of the page and not of a comment.
fn is_button(line: &str) -> bool {
    labels::is_chrome(line) || labels::is_form_notice(line)
}

/// The comments among `lines`.
fn signed(lines: &[(usize, &str)]) -> Vec<Comment> {
    let mut comments: Vec<Comment> = Vec::new();
    let mut has_votes = false;
    let mut lines = lines
        .iter()
        .map(|(_, line)| labels::undecorated(line))
        .peekable();
    while let Some(line) = lines.next() {
        if let Some(head) = head(line) {
            comments.push(head);
            has_votes = false;
            continue;
        }
        // A signature alone, its date below it.
        if lines.peek().is_some_and(|next| date::parse(next).is_some()) && is_signature(line) {
            if let Some(mut head) = lines.next().and_then(head) {
                (head.author, head.country) = signature(line);
                comments.push(head);
                has_votes = false;
            }
            continue;
        }
        let Some(comment) = comments.last_mut() else {
            continue;
        };
        if !has_votes
            && comment.text.is_empty()
            && let Some(votes) = votes(line)
        {
            comment.votes = Some(votes);
            has_votes = true;
        } else if !is_button(line) {
            if !comment.text.is_empty() {
                comment.text.push('\n');
            }
            comment.text.push_str(line);
        }
    }
    comments.retain(|comment| !comment.text.is_empty());
    comments
}

/// Whether a comment starts at `line`.
pub(crate) fn is_head(line: &str) -> bool {
    head(labels::undecorated(line)).is_some_and(|comment| comment.time.is_some())
}

/// The comment that starts at `line`, still without text.
fn head(line: &str) -> Option<Comment> {
    if line.chars().count() > 100 {
        return None;
    }
    let (at, Stamp { day, time, .. }) = words(line)
        .filter(|&(_, word)| date::opens(word))
        .find_map(|(at, _)| date::parse(&line[at..]).map(|stamp| (at, stamp)))?;
    let (author, country) = signature(line[..at].trim_end_matches([' ', '-', '–', '|', '،']));
    Some(Comment {
        author,
        country,
        time,
        date: Some(day),
        ..Comment::default()
    })
}

/// The words of `line` and where each starts.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    line.split_whitespace().map(move |word| {
        // The word is found: it was split off what follows `at`.
        at += line[at..].find(word).unwrap_or(0);
        let start = at;
        at += word.len();
        (start, word)
    })
}

/// The name and the country code of a signature.
fn signature(text: &str) -> (String, Option<String>) {
    let text = letters::trim(text);
    let (name, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    let is_country = last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_country {
        (letters::trim(name).to_owned(), Some(last.to_owned()))
    } else {
        (text.to_owned(), None)
    }
}

fn is_signature(line: &str) -> bool {
    line.split_whitespace().count() <= 5 && !labels::is_sentence(line) && votes(line).is_none()
}

/// Two numbers and nothing else.
fn votes(line: &str) -> Option<(u32, u32)> {
    let mut numbers = line
        .split(|c: char| c.is_whitespace() || matches!(c, '|' | '/' | '-'))
        .filter(|word| !word.is_empty());
    let votes = (number(numbers.next()?)?, number(numbers.next()?)?);
    numbers.next().is_none().then_some(votes)
}

fn number(word: &str) -> Option<u32> {
    word.chars().try_fold(0_u32, |value, c| {
        value
            .checked_mul(10)?
            .checked_add(u32::from(letters::digit(c)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_replies() {
        let lines = [
            "• علی رضایی IR ۱۷:۲۳ - ۱۴۰۱/۱۲/۰۳",
            "3 1",
            "سلام",
            "خط دوم",
            "پاسخ",
            "◦ ناشناس DE ۰۹:۰۵ - ۱۴۰۱/۱۲/۰۴",
            "۰ ۲",
            "موافقم",
            "محمد",
            "18 سبتمبر 2023 - 14:20",
            "تعليق بلا أصوات 12",
        ];
        let lines: Vec<(usize, &str)> = (1..).zip(lines).collect();
        let (comments, unsigned) = read(&lines);
        assert_eq!(unsigned, [0; 0]);
        let seen: Vec<_> = comments
            .iter()
            .map(|c| {
                let iso = c.date.as_ref().map(|date| date.iso.as_str());
                (
                    c.author.as_str(),
                    c.country.as_deref(),
                    c.time.as_deref(),
                    iso,
                    c.votes,
                    c.text.as_str(),
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                (
                    "علی رضایی",
                    Some("IR"),
                    Some("17:23"),
                    Some("2023-02-22"),
                    Some((3, 1)),
                    "سلام\nخط دوم"
                ),
                (
                    "ناشناس",
                    Some("DE"),
                    Some("09:05"),
                    Some("2023-02-23"),
                    Some((0, 2)),
                    "موافقم"
                ),
                (
                    "محمد",
                    None,
                    Some("14:20"),
                    Some("2023-09-18"),
                    None,
                    "تعليق بلا أصوات 12"
                ),
            ]
        );
    }
}
