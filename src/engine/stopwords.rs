//! Weak function words of Persian, Arabic and English.
//!
//! They are indexed as every word is, and help the score; a query never asks for them as long as it
//! has other words. The lists are short on purpose: a word too few costs little, a word too many
//! makes something unfindable.

use crate::table::{Sieve, hash};

/// Whether a folded word is a weak function word; logarithmic in the list for those that may be.
pub(crate) fn is_stop_word(folded: &str) -> bool {
    static SIEVE: Sieve<64> = {
        let mut sieve = Sieve::EMPTY;
        let mut at = 0;
        while at < STOP_WORDS.len() {
            sieve.add_text(STOP_WORDS[at]);
            at += 1;
        }
        sieve
    };
    SIEVE.may_hold(hash(folded)) && STOP_WORDS.binary_search(&folded).is_ok()
}

/// Folded and sorted.
#[rustfmt::skip]
static STOP_WORDS: [&str; 290] = [
    "a", "about", "after", "against", "also", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "before", "being", "between", "but", "by", "can", "could", "did", "do",
    "does", "during", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if",
    "in", "into", "is", "it", "its", "many", "might", "more", "most", "much", "must", "no", "not",
    "of", "on", "only", "or", "other", "our", "s", "she", "should", "so", "such", "t", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to",
    "under", "until", "very", "was", "we", "were", "what", "when", "where", "which", "who", "whom",
    "why", "will", "with", "would", "you", "your", "احد", "احدی", "اذا", "از", "است", "اسم", "التی",
    "الذی", "الذین", "الی", "الیه", "اما", "ان", "اند", "انه", "انها", "او", "اگر", "ای", "ایا",
    "ایضا", "این", "با", "باشد", "باید", "بر", "برای", "بسیار", "بعد", "بعض", "بل", "بماذا", "به",
    "بها", "بود", "بودن", "بودند", "بوده", "بکم", "بی", "بیشتر", "بین", "تا", "تر", "ترین", "تلک",
    "تنها", "توسط", "تکون", "ثم", "جدا", "حتی", "حول", "حیث", "خلال", "خود", "داد", "دارای", "دارد",
    "دارند", "داشت", "داشته", "در", "درباره", "دهید", "دو", "دون", "دیگر", "ذلک", "را", "روی",
    "زیر", "زیرا", "سوی", "سپس", "شد", "شدند", "شده", "شود", "شوند", "ضد", "طی", "علی", "علیه",
    "علیها", "عما", "عن", "عند", "عندما", "غیر", "فقط", "فی", "فیه", "فیها", "قبل", "قد", "لا",
    "لدی", "لم", "لماذا", "لمن", "لن", "له", "لها", "لهم", "لکن", "لیس", "لیست", "ما", "ماذا",
    "مانند", "ماهو", "ماهی", "متی", "مثل", "مع", "مما", "ممن", "من", "منذ", "منه", "منها", "مورد",
    "می", "میباشد", "میشود", "میشوند", "میکند", "میکنند", "نام", "نحو", "نمی", "نیز", "نیست", "ها",
    "های", "هایی", "هذا", "هذه", "هر", "هستند", "هل", "هم", "همان", "همه", "همین", "هناک", "هو",
    "هی", "و", "وان", "وفی", "وقتی", "وقد", "ولا", "ولی", "وما", "ومن", "وهو", "وهی", "وی", "پس",
    "پیش", "چرا", "چطور", "چقدر", "چند", "چه", "چون", "چگونه", "چیزی", "چیست", "چیستند", "کان",
    "کانت", "کانوا", "کجا", "کجاست", "کدام", "کدامند", "کرد", "کردند", "کرده", "کسی", "کل", "کم",
    "کما", "کند", "کنند", "کنید", "که", "کی", "کیست", "کیف", "گفت", "یا", "یعنی", "یک", "یکون",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold_str;

    #[test]
    fn the_list_is_folded_and_sorted() {
        assert!(STOP_WORDS.is_sorted());
        for word in STOP_WORDS {
            assert_eq!(fold_str(word), word);
        }
    }

    #[test]
    fn names_and_content_words_are_none() {
        for word in ["لاوروف", "روسیه", "وزیر", "بوتین", "کشور", "china"] {
            assert!(!is_stop_word(word), "{word}");
        }
        assert!(is_stop_word("در") && is_stop_word("من") && is_stop_word("the"));
    }
}
