//! Articles and questions that anyone can make again.
//!
//! Owns the texts of the benchmark's own collection: words as frequent as words of a language are,
//! beginning with those of `seeds/` and of the licence, and then words of the same letters that
//! nobody has written. Whole numbers alone are drawn and compared, so every machine makes the
//! same, and a collection of a thousand begins with that of a hundred.

use std::collections::{BTreeMap, HashSet};

/// A language's share of the articles, in hundredths, and how many words it has.
const LANGUAGES: [(&str, u64, usize); 3] =
    [("fa", 65, 40_000), ("ar", 25, 25_000), ("en", 10, 15_000)];

/// The commonest words say nothing about an article: what it is about comes after them.
const N_COMMON: usize = 300;

/// An article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Article {
    /// Its number in the collection, as text.
    pub(crate) id: String,
    /// Its language's tag.
    pub(crate) lang: &'static str,
    /// A headline of what it is about.
    pub(crate) title: String,
    /// Its paragraphs, parted by blank lines.
    pub(crate) text: String,
    /// What it is about.
    topics: Vec<String>,
}

/// The languages' words, the commonest first.
#[derive(Debug)]
pub(crate) struct Words(Vec<Vocabulary>);

#[derive(Debug)]
struct Vocabulary {
    lang: &'static str,
    words: Vec<String>,
    /// Sums of the words' frequencies, for drawing one.
    sums: Vec<u64>,
}

impl Words {
    /// The words of texts in Persian, Arabic and English, and more of the same letters.
    pub(crate) fn of(samples: [&str; 3]) -> Words {
        let vocabularies = LANGUAGES.iter().zip(samples);
        Words(
            vocabularies
                .map(|(&(lang, _, n_words), sample)| Vocabulary::of(lang, n_words, sample))
                .collect(),
        )
    }

    /// The article of a number.
    pub(crate) fn article(&self, number: u64) -> Article {
        let mut chance = Chance(number.wrapping_mul(0x2545_F491_4F6C_DD1D));
        let mut share = chance.below(100);
        let vocabulary = LANGUAGES.iter().zip(&self.0).find(|((_, part, _), _)| {
            let is_it = share < *part;
            share = share.saturating_sub(*part);
            is_it
        });
        let (_, vocabulary) = vocabulary.expect("the shares are a hundred together");
        let topics: Vec<String> = (0..3).map(|_| vocabulary.topic(&mut chance)).collect();
        let mut title = topics[..2].to_vec();
        title.extend((0..3).map(|_| vocabulary.word(&mut chance)));
        let paragraphs: Vec<String> = (0..1 + chance.below(3))
            .map(|_| vocabulary.paragraph(&topics, &mut chance))
            .collect();
        Article {
            id: number.to_string(),
            lang: vocabulary.lang,
            title: title.join(" "),
            text: paragraphs.join("\n\n"),
            topics,
        }
    }
}

impl Article {
    /// What a reader types who remembers this article: two of its topics, in every second question
    /// with a common word, in every fourth not typed to the end.
    pub(crate) fn question(&self, number: u64) -> String {
        let mut words = vec![self.topics[1].clone(), self.topics[2].clone()];
        if number % 2 == 1 {
            let common = self.text.split_whitespace().next().unwrap_or_default();
            words.insert(0, common.to_owned());
        }
        if let Some(last) = words.last_mut().filter(|_| number.is_multiple_of(4)) {
            let n_letters = last.chars().count();
            *last = last.chars().take((n_letters * 2 / 3).max(3)).collect();
        }
        words.join(" ")
    }
}

impl Vocabulary {
    fn of(lang: &'static str, n_words: usize, sample: &str) -> Vocabulary {
        let mut counts = BTreeMap::new();
        for word in sample.split(|letter: char| !letter.is_alphabetic() && letter != '\u{200c}') {
            let word = word.trim_matches('\u{200c}').to_lowercase();
            if (2..20).contains(&word.chars().count()) {
                *counts.entry(word).or_insert(0u64) += 1;
            }
        }
        let mut words: Vec<(String, u64)> = counts.into_iter().collect();
        words.sort_by(|(word, n), (other, n_other)| n_other.cmp(n).then(word.cmp(other)));
        let mut words: Vec<String> = words.into_iter().map(|(word, _)| word).collect();
        let letters = Letters::of(&words);
        let mut known: HashSet<String> = words.iter().cloned().collect();
        let mut chance = Chance(words.len() as u64);
        while words.len() < n_words {
            // Where two letters leave too little choice, one leaves more, and none enough.
            for n_before in [2, 1, 0] {
                let word = letters.word(n_before, &mut chance);
                if (3..12).contains(&word.chars().count()) && known.insert(word.clone()) {
                    words.push(word);
                    break;
                }
            }
        }
        // Mandelbrot's law: the word of a rank is as frequent as one over the rank and a bit.
        let mut sum = 0;
        let sums = (0..words.len() as u64)
            .map(|rank| {
                sum += 1_000_000_000 / (rank + 3);
                sum
            })
            .collect();
        Vocabulary { lang, words, sums }
    }

    fn word(&self, chance: &mut Chance) -> String {
        let all = self.sums.last().copied().unwrap_or(1);
        let drawn = chance.below(all);
        self.words[self.sums.partition_point(|sum| *sum <= drawn)].clone()
    }

    fn topic(&self, chance: &mut Chance) -> String {
        let n_topics = (self.words.len() - N_COMMON) as u64;
        self.words[N_COMMON + chance.below(n_topics) as usize].clone()
    }

    fn paragraph(&self, topics: &[String], chance: &mut Chance) -> String {
        let sentences = (0..2 + chance.below(4)).map(|_| {
            let mut words: Vec<String> = (0..6 + chance.below(12))
                .map(|_| self.word(chance))
                .collect();
            let at = 1 + chance.below(words.len() as u64 - 1) as usize;
            words[at] = topics[chance.below(topics.len() as u64) as usize].clone();
            words.join(" ") + "."
        });
        sentences.collect::<Vec<_>>().join(" ")
    }
}

/// Which letters follow none, one or two others, for words that look like those of a language.
struct Letters(BTreeMap<[char; 2], Vec<char>>);

/// Stands before and behind a word.
const EDGE: char = ' ';

impl Letters {
    fn of(words: &[String]) -> Letters {
        let mut followers = BTreeMap::<_, Vec<char>>::new();
        for word in words {
            let mut before = [EDGE; 2];
            for letter in word.chars().chain([EDGE]) {
                for n_before in 0..3 {
                    followers
                        .entry(key(before, n_before))
                        .or_default()
                        .push(letter);
                }
                before = [before[1], letter];
            }
        }
        Letters(followers)
    }

    fn word(&self, n_before: usize, chance: &mut Chance) -> String {
        let mut word = String::new();
        let mut before = [EDGE; 2];
        while let Some(followers) = self.0.get(&key(before, n_before)) {
            let letter = followers[chance.below(followers.len() as u64) as usize];
            if letter == EDGE {
                break;
            }
            word.push(letter);
            before = [before[1], letter];
        }
        word.trim_matches('\u{200c}').to_owned()
    }
}

/// The last letters, as many as are looked at.
fn key(before: [char; 2], n_before: usize) -> [char; 2] {
    match n_before {
        0 => ['\0'; 2],
        1 => ['\0', before[1]],
        _ => before,
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed, everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut drawn = self.0;
        drawn = (drawn ^ (drawn >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        drawn = (drawn ^ (drawn >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (drawn ^ (drawn >> 31)) % end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::of(SAMPLES));

    const SAMPLES: [&str; 3] = [
        "وزیر امور خارجه روسیه گفت که مذاکرات هسته‌ای ادامه دارد و وزیر آن را پذیرفت",
        "قال وزير الخارجية إن المفاوضات مستمرة في فيينا",
        "the licence is granted to the person who reads the terms of the licence",
    ];

    #[test]
    fn the_same_words_make_the_same_articles() {
        let digest = |words: &Words| {
            let texts: String = (0..50).map(|at| words.article(at).text).collect();
            crate::size::digest(texts.as_bytes())
        };
        assert_eq!(digest(&WORDS), digest(&Words::of(SAMPLES)));
        // On every machine: figures can be compared only if the texts are the same.
        assert_eq!(&digest(&WORDS)[..16], "5deaafd9c02e6688");
    }

    #[test]
    fn articles_differ_and_all_languages_have_some() {
        let articles: Vec<Article> = (0..200).map(|at| WORDS.article(at)).collect();
        let texts: HashSet<&str> = articles.iter().map(|article| &*article.text).collect();
        assert_eq!(texts.len(), articles.len());
        for ((lang, share, _), n_least) in LANGUAGES.into_iter().zip([100, 30, 8]) {
            let n = articles
                .iter()
                .filter(|article| article.lang == lang)
                .count();
            assert!(
                n >= n_least,
                "{n} of {lang}, which is to have {share} of 100"
            );
        }
    }

    #[test]
    fn common_words_are_common() {
        let texts: Vec<String> = (0..300).map(|at| WORDS.article(at).text).collect();
        let count = |word: &str| {
            let all = texts.iter().flat_map(|text| text.split([' ', '.']));
            all.filter(|other| *other == word).count()
        };
        let [first, second, tenth] = [0, 1, 9].map(|rank| count(&WORDS.0[0].words[rank]));
        assert!(
            first > second && second > 2 * tenth && tenth > 0,
            "{first} {second} {tenth}"
        );
    }

    #[test]
    fn a_question_asks_for_words_of_its_article() {
        for number in 0..40 {
            let article = WORDS.article(number);
            let question = article.question(number);
            let all = format!("{} {}", article.title, article.text);
            // The third topic may be missing from a short text; the second is in the title.
            assert!(all.contains(&article.topics[1]), "{question}: {all}");
            assert!(question.contains(&article.topics[1]), "{question}");
        }
    }
}
