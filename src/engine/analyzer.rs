//! Text → tokens: the one analyzer, the same when packing and when searching.
//!
//! A text is first cut into *words*: maximal runs of one class of characters (letters of the Arabic
//! script, other letters, digits, single ideographs), folded by `fold`. Words are then joined into
//! *tokens*, so that the three ways to write a Persian compound (with a half-space, with a space,
//! with nothing) are one term:
//!
//! - words parted by a half-space alone are one token (`می‌کند`), and so are the letters of a dotted
//!   abbreviation (`U.S.`);
//! - closed-class affixes join their neighbour across a space (`می کند`, `دیدگاه های`, `شده ایم`);
//! - compounds are vocabulary driven: neighbours whose concatenation is a known term also stand as
//!   that term (`بین المللی`, `گفت و گو`, `منحصر به فرد`).
//!
//! Every token knows the words it covers and through them its bytes in the original text. What is
//! done with tokens (postings, hits, highlights) belongs to others.

use crate::fold::{Class, class, class_inlined, fold_char, n_plain_arabic};
use crate::language::{Dir, is_hebrew};
use std::ops::Range;

/// Longest folded word in bytes; what is longer is cut, in texts and queries alike.
const MAX_WORD_BYTES: usize = 96;

/// A compound joins at most this many words.
pub(crate) const MAX_COMPOUND_WORDS: usize = 3;

/// Verb prefixes that are written apart: `می کند`.
pub(crate) const VERB_PREFIXES: [&str; 2] = ["می", "نمی"];

/// Suffixes that join any word before them: `دیدگاه های`, `متعادل تر`.
const SUFFIXES: [&str; 11] = [
    "ها",
    "های",
    "هایی",
    "هایم",
    "هایت",
    "هایش",
    "هایمان",
    "هایتان",
    "هایشان",
    "تر",
    "ترین",
];

/// Suffixes that join a word on ه: `شده ایم`, `هسته ای`.
const SUFFIXES_AFTER_HEH: [&str; 7] = ["ای", "اند", "ایم", "اید", "ام", "اش", "ات"];

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// A half-space: the two are one word.
    Joiner,
    /// Blanks alone: affixes and compounds join across it.
    Space,
    /// Other characters, or nothing where the class changes (`۲۰درصد`): phrases go across it.
    Soft,
    /// The end of a sentence, a comma, a quote or a bracket: nothing goes across it.
    Break,
}

/// A maximal run of one class of characters.
#[derive(Clone, Debug)]
struct Word {
    range: Range<usize>,
    gap: Gap,
    class: Class,
    /// Whether it is a number with a separator of thousands.
    is_amount: bool,
    term: Range<usize>,
}

/// One occurrence of a term: the words `first..=last` of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) term: &'a str,
    pub(crate) first: usize,
    pub(crate) last: usize,
}

/// The words of a text, folded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    // The terms of neighbouring words are neighbours here, so a join is a slice; blanks behind the
    // last let every word be read by eight bytes at once.
    folded: String,
    words: Vec<Word>,
    /// Letters that are written from right to left and from left to right.
    n_rtl: usize,
    n_ltr: usize,
}

impl Words {
    /// Cuts and folds a text; linear in its length.
    pub(crate) fn of(text: &str) -> Words {
        let mut words = Words {
            folded: String::with_capacity(text.len() + BEGINNING),
            words: Vec::with_capacity(text.len() / 8 + 1),
            ..Words::default()
        };
        let mut gap = Some(Gap::Break);
        let mut at = 0;
        loop {
            let n_bytes = words.push_whole(text, at, gap.unwrap_or(Gap::Soft));
            if n_bytes > 0 {
                gap = Some(Gap::Space);
                at += n_bytes;
                continue;
            }
            let Some(c) = char_at(text, at) else {
                break;
            };
            let kind = class_inlined(c);
            if is_part(kind) {
                at = words.push(text, at, kind, gap.unwrap_or(Gap::Soft));
                gap = None;
            } else {
                let end = at + c.len_utf8();
                let here = match kind {
                    Class::Space => Gap::Space,
                    _ => words.gap_of(c, kind, gap, rest(text, end)),
                };
                gap = Some(gap.unwrap_or(Gap::Joiner).max(here));
                at = end;
            }
        }
        words.folded.push_str("        ");
        words
    }

    /// Bytes of memory that they take.
    pub(crate) fn n_bytes(&self) -> usize {
        self.folded.capacity() + self.words.capacity() * size_of::<Word>()
    }

    /// The direction of the text in an article of a language.
    pub(crate) fn dir(&self, lang: &str) -> Dir {
        Dir::of_letters(self.n_rtl, self.n_ltr, lang)
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The first word from `from` on whose [`beginning`] is such, or the number of words.
    #[inline(always)]
    pub(crate) fn find(&self, from: usize, is_such: impl Fn(u64) -> bool) -> usize {
        let folded = self.folded.as_bytes();
        let mut at = from;
        while let Some(word) = self.words.get(at) {
            let bytes = folded.get(word.term.start..);
            let bytes = bytes.and_then(|bytes| bytes.first_chunk());
            let n_behind = BEGINNING.saturating_sub(word.term.len());
            let of_others = u64::MAX.checked_shl(8 * n_behind as u32);
            if is_such(bytes.map_or(0, |bytes| u64::from_be_bytes(*bytes)) & of_others.unwrap_or(0))
            {
                break;
            }
            at += 1;
        }
        at
    }

    /// The folded forms of the words `first..=last`, joined; empty where there are none.
    pub(crate) fn term(&self, first: usize, last: usize) -> &str {
        match (self.words.get(first), self.words.get(last)) {
            (Some(first), Some(last)) => self
                .folded
                .get(first.term.start..last.term.end)
                .unwrap_or_default(),
            _ => "",
        }
    }

    /// Whether any word, as it is folded, is such.
    pub(crate) fn any_term(&self, is_such: impl Fn(&str) -> bool) -> bool {
        (0..self.len()).any(|word| is_such(self.term(word, word)))
    }

    /// The bytes of the original text that the words `first..=last` cover.
    pub(crate) fn range(&self, first: usize, last: usize) -> Range<usize> {
        match (self.words.get(first), self.words.get(last)) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }

    /// What stands before a word; a break past the end.
    pub(crate) fn gap(&self, index: usize) -> Gap {
        self.words.get(index).map_or(Gap::Break, |word| word.gap)
    }

    /// Whether a word is a number with a separator of thousands: no year is written so.
    pub(crate) fn is_amount(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| word.is_amount)
    }

    fn class(&self, index: usize) -> Option<Class> {
        self.words.get(index).map(|word| word.class)
    }

    /// Pushes the word at byte `start` where it is made of letters that fold to themselves and a blank
    /// ends it, as most are; returns the bytes of both, or 0.
    #[inline(always)]
    fn push_whole(&mut self, text: &str, start: usize, gap: Gap) -> usize {
        let bytes = text.as_bytes().get(start..).unwrap_or_default();
        let (kind, n_bytes) = match bytes.first() {
            Some(0xd8..=0xdb) => (Class::Arabic, n_plain_arabic(bytes)),
            Some(b'a'..=b'z') => (Class::Letter, n_plain_latin(bytes)),
            _ => return 0,
        };
        let is_whole = n_bytes <= MAX_WORD_BYTES && bytes.get(n_bytes) == Some(&b' ');
        let Some(plain) = text.get(start..start + n_bytes).filter(|_| is_whole) else {
            return 0;
        };
        let term_start = self.folded.len();
        self.folded.push_str(plain);
        match kind {
            Class::Arabic => self.n_rtl += n_bytes / 2,
            _ => self.n_ltr += n_bytes,
        }
        self.words.push(Word {
            range: start..start + n_bytes,
            gap,
            class: kind,
            is_amount: false,
            term: term_start..term_start + n_bytes,
        });
        n_bytes + 1
    }

    /// Pushes the word that starts at byte `start` and returns where it ends.
    fn push(&mut self, text: &str, start: usize, kind: Class, gap: Gap) -> usize {
        let term_start = self.folded.len();
        let mut end = start;
        let (mut n_letters, mut n_hebrew) = (0, 0);
        let mut is_amount = false;
        loop {
            let plain = self.push_plain(text, end, kind, MAX_WORD_BYTES + term_start);
            end += plain;
            n_letters += match kind {
                Class::Arabic => plain / 2,
                _ => plain,
            };
            let Some(c) = char_at(text, end) else {
                break;
            };
            let after = end + c.len_utf8();
            let here = class_inlined(c);
            if here == kind {
                if kind == Class::Ideographic && n_letters == 1 {
                    break;
                }
                // A free hamza counts only near the start: وزراء is وزرا, ماء is not ما.
                let is_dropped = c == '\u{621}' && n_letters >= 3;
                if !is_dropped && self.folded.len() - term_start < MAX_WORD_BYTES {
                    fold_char(c, |folded| self.folded.push(folded));
                }
                n_letters += 1;
                n_hebrew += usize::from(is_hebrew(c));
            } else if here != Class::Ignorable {
                if !is_inside(kind, c, rest(text, after)) {
                    break;
                }
                is_amount = kind == Class::Digit;
            }
            end = after;
        }
        match kind {
            Class::Arabic => self.n_rtl += n_letters,
            Class::Letter => {
                self.n_rtl += n_hebrew;
                self.n_ltr += n_letters - n_hebrew;
            }
            Class::Ideographic => self.n_ltr += n_letters,
            _ => {}
        }
        if self.folded.len() > term_start {
            self.words.push(Word {
                range: start..end,
                gap,
                class: kind,
                is_amount,
                term: term_start..self.folded.len(),
            });
        }
        end
    }

    /// Pushes the letters from byte `start` on that fold to themselves, at once, as far as the folded
    /// text has less than `limit` bytes, and returns how many bytes they are.
    fn push_plain(&mut self, text: &str, start: usize, kind: Class, limit: usize) -> usize {
        let end = text
            .len()
            .min(start + limit.saturating_sub(self.folded.len()));
        let bytes = text.as_bytes().get(start..end).unwrap_or_default();
        let n_bytes = match kind {
            Class::Arabic => n_plain_arabic(bytes),
            Class::Letter => n_plain_latin(bytes),
            _ => 0,
        };
        if let Some(plain) = text.get(start..start + n_bytes) {
            self.folded.push_str(plain);
        }
        n_bytes
    }

    /// What a character outside of words does to the gap; `rest` is the text after it.
    fn gap_of(&self, c: char, kind: Class, before: Option<Gap>, rest: &str) -> Gap {
        let next = rest.chars().next().map(class);
        let is_between = |wanted: Class| {
            before.is_none() && self.last_class() == Some(wanted) && next == Some(wanted)
        };
        match kind {
            Class::Ignorable | Class::Zwnj => Gap::Joiner,
            Class::Space => Gap::Space,
            Class::Break if c == '.' && self.is_after_initial(before) && is_initial(rest) => {
                Gap::Joiner
            }
            // Old word processors saved the half-space as a not sign.
            Class::Soft if c == '\u{ac}' && is_between(Class::Arabic) => Gap::Joiner,
            Class::Break if is_between(Class::Digit) || is_between(Class::Letter) => {
                if matches!(c, '.' | ',' | ':' | '\u{66b}' | '\u{66c}' | '\u{60c}') {
                    Gap::Soft
                } else {
                    Gap::Break
                }
            }
            Class::Break => Gap::Break,
            _ => Gap::Soft,
        }
    }

    /// Whether a single Latin letter stands right before the end of the text read so far.
    fn is_after_initial(&self, gap: Option<Gap>) -> bool {
        let last = self.words.len().wrapping_sub(1);
        let is_letter = |letter: &u8| letter.is_ascii_lowercase();
        gap.is_none() && matches!(self.term(last, last).as_bytes(), [letter] if is_letter(letter))
    }

    fn last_class(&self) -> Option<Class> {
        self.words.last().map(|word| word.class)
    }

    /// The tokens of a text in order, without compounds.
    ///
    /// `joins_affixes` is for Persian texts: elsewhere `ها` or `ام` are words of their own.
    pub(crate) fn tokens(&self, joins_affixes: bool) -> impl Iterator<Item = Token<'_>> {
        let mut first = 0;
        std::iter::from_fn(move || {
            if first >= self.len() {
                return None;
            }
            let token = self.token_at(first, joins_affixes);
            first = token.last + 1;
            Some(token)
        })
        // The last of several ideographs stands in the pair before it already.
        .filter(|token| !token.term.is_empty())
    }

    /// The token that begins at a word; its term is empty where a pair before covers it.
    pub(crate) fn token_at(&self, first: usize, joins_affixes: bool) -> Token<'_> {
        if self.class(first) == Some(Class::Ideographic) {
            return self.pair_at(first);
        }
        let mut last = self.run_end(first);
        if joins_affixes && self.class(first) == Some(Class::Arabic) {
            if first == last
                && self.gap(last + 1) == Gap::Space
                && self.class(last + 1) == Some(Class::Arabic)
                && VERB_PREFIXES.contains(&self.term(first, last))
            {
                last = self.run_end(last + 1);
            }
            while self.gap(last + 1) == Gap::Space && self.is_suffix(first, last) {
                last = self.run_end(last + 1);
            }
        }
        Token {
            term: self.term(first, last),
            first,
            last,
        }
    }

    /// The last word of the run of half-spaces that begins at a word.
    fn run_end(&self, first: usize) -> usize {
        let mut last = first;
        while self.gap(last + 1) == Gap::Joiner && self.class(last + 1) == self.class(first) {
            last += 1;
        }
        last
    }

    fn is_suffix(&self, first: usize, last: usize) -> bool {
        let stem = self.term(first, last);
        let suffix = self.term(last + 1, last + 1);
        // Most words are told by their first letter.
        if !suffix.starts_with(['ه', 'ت', 'ا']) {
            return false;
        }
        SUFFIXES.contains(&suffix)
            || (stem.ends_with('\u{647}')
                && stem.chars().nth(2).is_some()
                && SUFFIXES_AFTER_HEH.contains(&suffix))
    }

    /// Scripts without spaces: every two neighbouring ideographs are a token.
    fn pair_at(&self, first: usize) -> Token<'_> {
        let has_next =
            self.class(first + 1) == Some(Class::Ideographic) && self.gap(first + 1) < Gap::Break;
        let follows = first > 0
            && self.class(first - 1) == Some(Class::Ideographic)
            && self.gap(first) < Gap::Break;
        let term = match (has_next, follows) {
            (true, _) => self.term(first, first + 1),
            (false, false) => self.term(first, first),
            (false, true) => "",
        };
        Token {
            term,
            first,
            last: first,
        }
    }

    /// Calls `found` with every compound that starts at word `first` and is a known term.
    ///
    /// Longer compounds come first. The half-spaced and the affixed forms are among them, so that
    /// a query written in any of the ways meets a text written in any other.
    pub(crate) fn compounds_at<'a>(
        &'a self,
        first: usize,
        scratch: &'a mut String,
        mut is_term: impl FnMut(&str) -> bool,
        mut found: impl FnMut(&str, usize),
    ) {
        let joins = |index: usize| {
            self.gap(index) <= Gap::Space && self.class(index) == Some(Class::Arabic)
        };
        // A single letter is a word of its own: و, and not the beginning of the next.
        let is_letter = self.term(first, first).chars().nth(1).is_none();
        if self.class(first) != Some(Class::Arabic) || is_letter || !joins(first + 1) {
            return;
        }
        for last in [first + 2, first + 1] {
            if last > first + 1 && !joins(last) {
                continue;
            }
            let all = self.term(first, last);
            if is_term(all) {
                found(all, last);
            }
            // گفت و گو and گفت‌وگو are گفتگو.
            if let Some(rest) = self.behind_waw(first, last) {
                scratch.clear();
                scratch.push_str(self.term(first, first));
                scratch.push_str(rest);
                if is_term(scratch) {
                    found(scratch, last);
                }
            }
        }
    }

    /// What stands behind the «و» that joins a word to the next ones. Short words have another one behind
    /// them where it is not written apart: در وسط.
    fn behind_waw(&self, first: usize, last: usize) -> Option<&str> {
        let rest = self.term(first + 1, last).strip_prefix('و')?;
        let has_letters = |text: &str, n: usize| text.chars().nth(n - 1).is_some();
        let is_apart = last > first + 1 && self.term(first + 1, first + 1) == "و";
        let is_long = has_letters(self.term(first, first), 3) && has_letters(rest, 2);
        (is_apart || is_long).then_some(rest)
    }
}

/// Bytes of a term that its [`beginning`] has.
const BEGINNING: usize = 8;

/// The first bytes of a term as a number that orders as they do, zeros behind a shorter one.
pub(crate) fn beginning(term: &[u8]) -> u64 {
    let mut bytes = [0; BEGINNING];
    bytes
        .iter_mut()
        .zip(term)
        .for_each(|(byte, own)| *byte = *own);
    u64::from_be_bytes(bytes)
}

/// How many bytes at the start of some text are lower case letters of ASCII.
fn n_plain_latin(bytes: &[u8]) -> usize {
    let mut n = 0;
    while bytes.get(n).is_some_and(u8::is_ascii_lowercase) {
        n += 1;
    }
    n
}

/// What follows a byte of a text.
fn rest(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or_default()
}

/// The character that begins at a byte of a text.
///
/// What is read letter by letter is read by this: the bytes of ASCII and of the Arabic script are
/// settled here, and only others by the library's iterator.
#[inline(always)]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    let bytes = text.as_bytes();
    let first = *bytes.get(at)?;
    if first < 0x80 {
        return Some(char::from(first));
    }
    match bytes.get(at + 1) {
        Some(&second) if first & 0xe0 == 0xc0 => {
            char::from_u32(u32::from(first & 0x1f) << 6 | u32::from(second & 0x3f))
        }
        _ => rest(text, at).chars().next(),
    }
}

/// Whether a character is part of a word.
pub(crate) fn is_word(c: char) -> bool {
    is_part(class(c))
}

/// Whether characters of a class are parts of words.
#[inline(always)]
fn is_part(class: Class) -> bool {
    matches!(
        class,
        Class::Arabic | Class::Letter | Class::Digit | Class::Ideographic
    )
}

/// Whether a text begins with a single Latin letter.
fn is_initial(text: &str) -> bool {
    let mut letters = text.chars();
    let is_latin = letters.next().is_some_and(|c| c.is_ascii_alphabetic());
    is_latin && !letters.next().is_some_and(is_word)
}

/// Whether a character that is no part of the class still stands inside the word.
fn is_inside(kind: Class, c: char, rest: &str) -> bool {
    match kind {
        // Thousands: a separator and exactly three digits.
        Class::Digit if matches!(c, ',' | '\u{66c}') => {
            rest.chars()
                .take_while(|&c| class(c) == Class::Digit)
                .count()
                == 3
        }
        // don't is one word; of China's the s is cut off.
        Class::Letter if matches!(c, '\'' | '\u{2019}') => {
            let mut next = rest.chars();
            let is_letter = |c: Option<char>| c.is_some_and(|c| class(c) == Class::Letter);
            match next.next() {
                Some('s' | 'S') => is_letter(next.next()),
                other => is_letter(other),
            }
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let words = Words::of(text);
        let tokens: Vec<&str> = words.tokens(true).map(|token| token.term).collect();
        assert_eq!(tokens, expected, "{text}");
    }

    fn compounds(text: &str, vocabulary: &[&str]) -> Vec<String> {
        let words = Words::of(text);
        let mut found = Vec::new();
        for first in 0..words.len() {
            words.compounds_at(
                first,
                &mut String::new(),
                |term| vocabulary.contains(&term),
                |term, _| found.push(term.to_owned()),
            );
        }
        found
    }

    #[test]
    fn words_are_runs_of_one_class() {
        check("متعهدیم/لاوروف", &["متعهدیم", "لاوروف"]);
        check("۲۰درصد", &["20", "درصد"]);
        check("18th, September", &["18", "th", "september"]);
        check("the U.S. and N.A.T.O.", &["the", "us", "and", "nato"]);
        check("J.P. Morgan, j. p.", &["jp", "morgan", "j", "p"]);
        check(
            "kashkul.io b.com v.2 A & B",
            &["kashkul", "io", "b", "com", "v", "2", "a", "b"],
        );
        check("3+3", &["3", "3"]);
        check("1,234,567 و 12,34", &["1234567", "و", "12", "34"]);
        check("المپیک آلمان", &["المپیک", "المان"]);
        check("China's don't", &["china", "s", "dont"]);
        check("", &[]);
    }

    #[test]
    fn three_ways_to_write_are_one_token() {
        for text in ["می‌کند", "می کند", "میکند", "می¬کند"] {
            check(text, &["میکند"]);
        }
        for text in ["هسته‌ای", "هسته ای", "هستهای"] {
            check(text, &["هستهای"]);
        }
        check("دیدگاه های", &["دیدگاههای"]);
        check("متعادل تر", &["متعادلتر"]);
        check("شده ایم", &["شدهایم"]);
        check("به ای کتاب ام", &["به", "ای", "کتاب", "ام"]);
    }

    #[test]
    fn nothing_joins_across_a_break() {
        check("رئیس، ها", &["رییس", "ها"]);
        check("می. کند", &["می", "کند"]);
        assert!(compounds("بین، المللی", &["بینالمللی"]).is_empty());
    }

    #[test]
    fn compounds_follow_the_vocabulary() {
        assert_eq!(compounds("مسائل بین المللی", &["بینالمللی"]), ["بینالمللی"]);
        assert_eq!(compounds("گفت و گو", &["گفتگو"]), ["گفتگو"]);
        for text in ["گفت\u{200c}وگو", "گفت وگو", "گفت\u{200c}و\u{200c}گو"] {
            assert_eq!(compounds(text, &["گفتگو"]), ["گفتگو"], "{text}");
        }
        assert_eq!(compounds("گفت وگو های", &["گفتگوهای"]), ["گفتگوهای"]);
        assert!(compounds("در وسط، دل و", &["درسط", "دل"]).is_empty());
        assert_eq!(compounds("منحصر به فرد", &["منحصربهفرد"]), ["منحصربهفرد"]);
        assert_eq!(compounds("بین‌المللی", &["بینالمللی"]), ["بینالمللی"]);
        assert!(compounds("بین المللی", &[]).is_empty());
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        check("日本語 中", &["日本", "本語", "語中"]);
        check("中", &["中"]);
        check("中。日本", &["中", "日本"]);
    }

    #[test]
    fn tokens_point_into_the_text() {
        let text = "«دیدگاه های» ووفقًا، 20th";
        let words = Words::of(text);
        let slices: Vec<&str> = words
            .tokens(true)
            .map(|token| &text[words.range(token.first, token.last)])
            .collect();
        assert_eq!(slices, ["دیدگاه های", "ووفقًا", "20", "th"]);
    }

    #[test]
    fn suffixes_are_told_by_their_first_letter() {
        for suffix in SUFFIXES.iter().chain(&SUFFIXES_AFTER_HEH) {
            check(&format!("خانه {suffix}"), &[&format!("خانه{suffix}")]);
        }
    }

    proptest! {
        #[test]
        fn words_tell_the_direction_of_their_text(text in "([a-zA-Z]{0,9}|[ا-یءאבж中ひ۱-۵.,'\u{200c}\u{64b} ]{0,9}){0,9}") {
            for lang in ["fa", "en"] {
                prop_assert_eq!(Words::of(&text).dir(lang), Dir::within(&text, lang));
            }
        }

        #[test]
        fn words_begin_with_their_beginnings(text in "([a-z]{0,12}|[ا-یء]{0,9}|[中ひ۱-۵ .]{0,3}){0,9}") {
            let words = Words::of(&text);
            for at in 0..words.len() {
                let own = beginning(words.term(at, at).as_bytes());
                let found = words.find(at, |other| {
                    assert_eq!(other, own);
                    true
                });
                prop_assert_eq!(found, at);
            }
        }
    }

    #[test]
    fn an_endless_word_is_cut() {
        let words = Words::of(&"ا".repeat(100_000));
        assert_eq!(words.len(), 1);
        assert!(words.term(0, 0).len() <= MAX_WORD_BYTES);
    }
}
