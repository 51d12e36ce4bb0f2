//! What the writer adds to the surface terms so that a search finds what is meant.
//!
//! Owns which stems, dates and aliases of a collection are packed. The rules of each are in
//! `stem`, `date` and `alias`; how a query uses them is in `query`.

use crate::alias::{self, AliasSet, Form};
use crate::language::Lang;
use crate::pack::LANG_BITS;
use crate::stem;
use crate::writer::{Settings, Vocabulary};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// The stems of a term and the root of theirs, in order, each once.
pub(crate) fn stems(vocabulary: &Vocabulary, rank: u32) -> BTreeSet<String> {
    let term = vocabulary.terms.word(rank);
    let langs = vocabulary.langs[rank as usize];
    let mut stems = BTreeSet::new();
    let is_known = |word: &str| vocabulary.terms.holds(word);
    let is_english = langs & Lang::English.bit() != 0;
    let root = is_english.then(|| stem::root(term)).flatten();
    let mut root = root.filter(|root| root != term);
    for lang in [Lang::Persian, Lang::Arabic, Lang::English] {
        if langs & lang.bit() != 0 {
            stem::stems(term, lang, &is_known, &mut |stem| {
                root.take_if(|root| root == stem);
                stems.insert(stem.to_owned());
            });
        }
    }
    // A root that is a stem, too, is there already.
    if let Some(mut root) = root {
        root.push(stem::APART);
        stems.insert(root);
    }
    stems
}

/// A set of equal forms that the collection has one of.
pub(crate) struct Aliases {
    /// The forms that the collection does not have, each written in one: what a query may say, too.
    pub(crate) others: Vec<String>,
    /// The forms that the collection has: what a query finds.
    pub(crate) targets: Vec<Form>,
}

/// All sets of aliases, the collection's own first. A form is known by its number.
pub(crate) struct AliasForms {
    forms: Vec<Form>,
    /// Where each set ends among the forms.
    ends: Vec<usize>,
    /// The forms by their first token.
    by_first: HashMap<String, Vec<u32>>,
}

/// Forms of a collection: a name may stand in it in another form alone, فلسطين as الفلسطينيين.
pub(crate) type Met = BTreeSet<u32>;

impl AliasForms {
    pub(crate) fn of(settings: &Settings) -> AliasForms {
        let own = settings.aliases.iter();
        let own = own.map(|set| AliasSet::of_phrases(set.iter().map(String::as_str)));
        let mut names = AliasForms {
            forms: Vec::new(),
            ends: Vec::new(),
            by_first: HashMap::new(),
        };
        for set in own.chain(alias::builtin()) {
            names.forms.extend(set.forms);
            names.ends.push(names.forms.len());
        }
        for (number, form) in (0..).zip(&names.forms) {
            if let Some(first) = form.tokens.first() {
                let same = names.by_first.entry(first.clone()).or_default();
                same.push(number);
            }
        }
        names
    }

    /// The forms of one word that the collection has, and those of several that begin with one of its
    /// words.
    pub(crate) fn meet(&self, vocabulary: &Vocabulary, ranks: Range<u32>) -> (Met, Vec<Phrase>) {
        let (mut met, mut phrases) = (Met::new(), Vec::new());
        let mut definite = String::new();
        for rank in ranks {
            let term = vocabulary.terms.word(rank);
            let langs = vocabulary.langs[rank as usize];
            let arabic = langs & Lang::Arabic.bit();
            let bare = without_particle(term).filter(|_| arabic != 0);
            if let Some(bare) = bare {
                definite.clear();
                definite.push_str("ال");
                definite.push_str(bare);
            }
            let begins = [
                (Some(term), langs),
                (bare, arabic),
                (bare.map(|_| definite.as_str()), arabic),
            ];
            for (begin, langs) in begins {
                let numbers = begin.and_then(|begin| self.by_first.get(begin));
                for &number in numbers.into_iter().flatten() {
                    let form = &self.forms[number as usize];
                    let langs = langs & form.lang.map_or(u8::MAX, Lang::bit);
                    let rest = form.tokens.iter().skip(1);
                    let rest: Option<Vec<u32>> =
                        rest.map(|token| vocabulary.terms.find(token)).collect();
                    match rest {
                        Some(rest) if langs != 0 && rest.is_empty() => {
                            met.insert(number);
                        }
                        Some(rest) if langs != 0 => phrases.push(Phrase {
                            first: rank,
                            rest,
                            langs,
                            number,
                        }),
                        _ => {}
                    }
                }
            }
        }
        (met, phrases)
    }

    /// Adds the forms of one word that are a stem of a word of the collection.
    pub(crate) fn meet_stem(&self, stem: &str, langs: u8, met: &mut Met) {
        let Some(numbers) = self.by_first.get(stem) else {
            return;
        };
        for &number in numbers {
            let form = &self.forms[number as usize];
            let lang = form.lang.map_or(0, Lang::bit);
            if form.tokens.len() == 1 && lang & langs & LANG_BITS != 0 {
                met.insert(number);
            }
        }
    }

    /// The sets of which the collection has a form.
    pub(crate) fn chosen(&self, met: &Met) -> Vec<Aliases> {
        let mut chosen = Vec::new();
        let mut start = 0;
        for &end in &self.ends {
            let forms = &self.forms[start..end];
            let numbered = (start as u32..).zip(forms);
            let targets = numbered.filter(|(number, _)| met.contains(number));
            let targets: Vec<Form> = targets.map(|(_, form)| form.clone()).collect();
            start = end;
            if forms.len() < 2 || targets.is_empty() {
                continue;
            }
            let others = forms.iter().map(|form| form.tokens.concat());
            let mut others: BTreeSet<String> = others.collect();
            for form in &targets {
                others.remove(&form.tokens.concat());
            }
            chosen.push(Aliases {
                others: others.into_iter().collect(),
                targets,
            });
        }
        chosen
    }
}

/// A form of several words, as the ranks of their terms.
#[derive(Debug)]
pub(crate) struct Phrase {
    first: u32,
    rest: Vec<u32>,
    /// The languages of texts in which it counts, as bits.
    langs: u8,
    number: u32,
}

/// The forms of several words by their first.
#[derive(Debug)]
pub(crate) struct Phrases {
    /// A bit a rank: most words begin none.
    begins: Vec<u64>,
    /// Sorted by the first word.
    phrases: Vec<Phrase>,
}

impl Phrases {
    pub(crate) fn of(mut phrases: Vec<Phrase>, n_terms: usize) -> Phrases {
        let mut begins = vec![0; n_terms / 64 + 1];
        for phrase in &phrases {
            begins[phrase.first as usize / 64] |= 1 << (phrase.first % 64);
        }
        phrases.sort_unstable_by_key(|phrase| phrase.first);
        Phrases { begins, phrases }
    }

    /// Adds the numbers of those that stand in a text.
    pub(crate) fn find(&self, text: &[u32], lang: Lang, met: &mut Met) {
        for (at, rank) in text.iter().enumerate() {
            if self.begins[*rank as usize / 64] & 1 << (rank % 64) == 0 {
                continue;
            }
            let from = self.phrases.partition_point(|phrase| phrase.first < *rank);
            let same = self.phrases[from..].iter();
            for phrase in same.take_while(|phrase| phrase.first == *rank) {
                let stands = text[at + 1..].starts_with(&phrase.rest);
                if stands && phrase.langs & lang.bit() != 0 {
                    met.insert(phrase.number);
                }
            }
        }
    }
}

/// An Arabic word without the particle or article glued to it.
fn without_particle(word: &str) -> Option<&str> {
    const PARTICLES: [&str; 10] = ["وال", "بال", "فال", "کال", "لل", "ال", "و", "ب", "ل", "ف"];
    let bare = PARTICLES
        .iter()
        .find_map(|particle| word.strip_prefix(particle))?;
    bare.chars().nth(2).map(|_| bare)
}
