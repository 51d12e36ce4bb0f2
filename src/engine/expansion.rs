//! What the writer adds to the surface terms so that a search finds what is meant.
//!
//! Owns which stems, dates and aliases of a collection are packed. The rules of each are in
//! `stem`, `date` and `alias`; how a query uses them is in `query`.

use crate::alias::{self, AliasSet, Form};
use crate::calendar::Day;
use crate::date;
use crate::document::Document;
use crate::language::Lang;
use crate::stem;
use crate::writer::{Analysis, Settings, Term};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Keys of a stream with the numbers stored for them, both rising.
pub(crate) type Lists = BTreeMap<String, BTreeSet<u32>>;

/// The surface terms of a collection, by text.
pub(crate) struct Vocabulary<'a> {
    terms: &'a [Term],
    texts: HashSet<&'a str>,
}

impl<'a> Vocabulary<'a> {
    pub(crate) fn of(terms: &'a [Term]) -> Vocabulary<'a> {
        let texts = terms.iter().map(|term| term.text.as_str()).collect();
        Vocabulary { terms, texts }
    }

    /// The places of terms with a stem or the root of theirs, in order, each pair once.
    pub(crate) fn stems(&self) -> BTreeSet<(usize, String)> {
        let mut stems = BTreeSet::new();
        let is_known = |word: &str| self.texts.contains(word);
        for (place, term) in self.terms.iter().enumerate() {
            let is_english = term.langs & Lang::English.bit() != 0;
            let mut root = stem::root(&term.text).filter(|root| is_english && *root != term.text);
            for lang in [Lang::Persian, Lang::Arabic, Lang::English] {
                if term.langs & lang.bit() != 0 {
                    stem::stems(&term.text, lang, &is_known, &mut |stem| {
                        root.take_if(|root| root == stem);
                        stems.insert((place, stem.to_owned()));
                    });
                }
            }
            // A root that is a stem, too, is there already.
            if let Some(mut root) = root {
                root.push(stem::ROOT);
                stems.insert((place, root));
            }
        }
        stems
    }
}

/// The keys of all dates with the documents that have them.
pub(crate) fn dates(documents: &[Document], analyses: &[Analysis]) -> Lists {
    let mut dates = Lists::new();
    for (doc, (document, analysis)) in (0..).zip(documents.iter().zip(analyses)) {
        let mut add = |key: &str| {
            dates.entry(key.to_owned()).or_default().insert(doc);
        };
        let printed = document.date.as_ref();
        if let Some(day) = printed.and_then(|date| Day::from_iso(&date.iso)) {
            date::publication_keys(day, &mut add);
        }
        for (_, words) in &analysis.texts {
            date::find(words).for_each(|found| found.date.index_keys(&mut add));
        }
    }
    dates
}

/// A set of equal forms that the collection has one of.
pub(crate) struct Aliases {
    /// The forms that the collection does not have, each written in one: what a query may say, too.
    pub(crate) others: Vec<String>,
    /// The forms that the collection has: what a query finds.
    pub(crate) targets: Vec<Form>,
}

/// The sets of aliases of which the collection has a form.
///
/// `stems` are all stems of the collection with the languages of their terms: a name may stand in it
/// in another form alone, فلسطين as الفلسطينيين.
pub(crate) fn aliases(
    settings: &Settings,
    analyses: &[Analysis],
    stems: &HashMap<&str, u8>,
) -> Vec<Aliases> {
    let own = settings.aliases.iter();
    let own = own.map(|set| AliasSet::of_phrases(set.iter().map(String::as_str)));
    let sets: Vec<AliasSet> = own.chain(alias::builtin()).collect();
    let forms = || sets.iter().flat_map(|set| &set.forms);
    let mut wanted: HashMap<&str, Vec<&Form>> = HashMap::new();
    for form in forms() {
        if let Some(first) = form.tokens.first() {
            wanted.entry(first).or_default().push(form);
        }
    }
    let mut occurring: HashSet<*const Form> = HashSet::new();
    for analysis in analyses {
        for (_, words) in &analysis.texts {
            let tokens: Vec<&str> = words
                .tokens(analysis.lang == Lang::Persian)
                .map(|token| token.term)
                .collect();
            for (first, token) in tokens.iter().enumerate() {
                let bare = without_particle(token, analysis.lang);
                let definite = bare.map(|bare| format!("ال{bare}"));
                for begin in [Some(*token), bare, definite.as_deref()]
                    .into_iter()
                    .flatten()
                {
                    for form in wanted.get(begin).into_iter().flatten() {
                        let rest = form.tokens.iter().skip(1);
                        if form.lang.is_none_or(|lang| lang == analysis.lang)
                            && rest.eq(tokens.iter().skip(first + 1).take(form.tokens.len() - 1))
                        {
                            occurring.insert(*form);
                        }
                    }
                }
            }
        }
    }
    for form in forms() {
        if let ([token], Some(lang)) = (form.tokens.as_slice(), form.lang)
            && stems
                .get(token.as_str())
                .is_some_and(|langs| langs & lang.bit() != 0)
        {
            occurring.insert(form);
        }
    }
    let occurs = |form: &Form| occurring.contains(&std::ptr::from_ref(form));
    let mut chosen = Vec::new();
    for set in sets.iter().filter(|set| set.forms.len() > 1) {
        let targets: Vec<Form> = set
            .forms
            .iter()
            .filter(|form| occurs(form))
            .cloned()
            .collect();
        if !targets.is_empty() {
            let mut others: BTreeSet<String> =
                set.forms.iter().map(|form| form.tokens.concat()).collect();
            for form in &targets {
                others.remove(&form.tokens.concat());
            }
            chosen.push(Aliases {
                others: others.into_iter().collect(),
                targets,
            });
        }
    }
    chosen
}

/// An Arabic word without the particle or article glued to it.
fn without_particle(word: &str, lang: Lang) -> Option<&str> {
    const PARTICLES: [&str; 10] = ["وال", "بال", "فال", "کال", "لل", "ال", "و", "ب", "ل", "ف"];
    let bare = PARTICLES
        .iter()
        .find_map(|particle| word.strip_prefix(particle))?;
    (lang == Lang::Arabic && bare.chars().nth(2).is_some()).then_some(bare)
}
