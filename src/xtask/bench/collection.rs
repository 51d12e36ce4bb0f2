//! What is searched: documents, questions, and which documents answer them.
//!
//! Owns reading them from files, making the benchmark's own, and the choice of questions.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use super::words::Words;
use crate::Paths;

/// Most questions that are asked: twenty decide the slowest of a hundred, and browsers compile for speed
/// what has been asked a few hundred times.
const MOST_QUESTIONS: usize = 2000;

/// Relevance of documents, by question.
pub(crate) type Judgments = HashMap<String, HashMap<String, f64>>;

/// A question and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    /// What judgments call it.
    pub(crate) qid: String,
    /// What is typed.
    pub(crate) text: String,
}

/// Documents and questions.
#[derive(Debug)]
pub(crate) struct Collection {
    /// A name for people and folders.
    pub(crate) name: String,
    /// Records of `id`, `title` and `text`, one a line.
    pub(crate) documents: PathBuf,
    /// How many there are.
    pub(crate) n_documents: usize,
    /// Bytes of titles and texts.
    pub(crate) n_bytes: usize,
    /// The language of most documents.
    pub(crate) language: String,
    /// A title, which every engine can find: the first search.
    pub(crate) first: String,
    /// What is asked.
    pub(crate) questions: Vec<Question>,
    /// Which documents answer, where that is known.
    pub(crate) judgments: Judgments,
    /// Whether these are the articles that the module carries by itself.
    pub(crate) is_seeds: bool,
}

impl Collection {
    /// Reads a `.jsonl` file, lines of `qid<TAB>text`, and of `qid<TAB>id<TAB>relevance`.
    pub(crate) fn read(
        documents: &Path,
        queries: &Path,
        qrels: Option<&Path>,
    ) -> Result<Collection> {
        let questions = read(queries)?
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| {
                let (qid, text) = line
                    .split_once('\t')
                    .with_context(|| format!("{}: no tab in «{line}»", queries.display()))?;
                Ok(Question {
                    qid: qid.to_owned(),
                    text: text.to_owned(),
                })
            })
            .collect::<Result<Vec<Question>>>()?;
        let judgments = match qrels {
            Some(path) => judgments(&read(path)?).with_context(|| path.display().to_string())?,
            None => Judgments::new(),
        };
        let folder = documents.parent().and_then(Path::file_name);
        let name = match documents.file_stem() {
            // Sets of many collections call each of them the same.
            Some(stem) if stem == "docs" => folder.unwrap_or(stem),
            stem => stem.unwrap_or_default(),
        };
        Collection::new(
            name.to_string_lossy().into_owned(),
            documents,
            questions,
            judgments,
        )
    }

    /// Makes the benchmark's own collection of a size.
    pub(crate) fn made(paths: &Paths, words: &Words, n_documents: usize) -> Result<Collection> {
        let articles: Vec<_> = (0..n_documents as u64)
            .map(|at| words.article(at))
            .collect();
        let records = articles.iter().map(|article| {
            json!({
                "id": article.id, "title": article.title, "text": article.text,
                "lang": article.lang,
            })
        });
        let name = format!("made-{n_documents}");
        let documents = write_records(paths, &name, records)?;
        let mut judgments = Judgments::new();
        let step = n_documents.div_ceil(MOST_QUESTIONS);
        let questions = articles
            .iter()
            .step_by(step)
            .zip(0..)
            .map(|(article, number)| {
                let qid = format!("q{number}");
                let relevant = HashMap::from([(article.id.clone(), 1.0)]);
                judgments.insert(qid.clone(), relevant);
                Question {
                    qid,
                    text: article.question(number),
                }
            });
        let questions = questions.collect();
        Collection::new(name, &documents, questions, judgments)
    }

    /// The articles of `seeds/`, asked for by words of their own headlines.
    pub(crate) fn seeds(paths: &Paths) -> Result<Collection> {
        let seeds = kashkul_import::read_collection(&paths.root.join("seeds"))?;
        let articles = seeds.documents();
        let records = articles.iter().map(|document| {
            json!({
                "id": document.id, "title": document.title, "text": document.body.join("\n\n"),
                "lang": document.lang,
            })
        });
        let documents = write_records(paths, "seeds", records)?;
        let mut questions = Vec::new();
        for document in &articles {
            let words: Vec<&str> = document.title.split_whitespace().collect();
            for pair in words.windows(2) {
                let qid = format!("q{}", questions.len());
                questions.push(Question {
                    qid,
                    text: pair.join(" "),
                });
            }
        }
        let name = "seeds".to_owned();
        let seeds = Collection::new(name, &documents, questions, Judgments::new())?;
        Ok(Collection {
            is_seeds: true,
            ..seeds
        })
    }

    fn new(
        name: String,
        documents: &Path,
        questions: Vec<Question>,
        judgments: Judgments,
    ) -> Result<Collection> {
        ensure!(!questions.is_empty(), "{name} has no questions");
        let (mut titles, mut n_bytes) = (Vec::new(), 0);
        let mut languages = BTreeMap::<String, usize>::new();
        for line in read(documents)?.lines() {
            let record: Value = serde_json::from_str(line)
                .with_context(|| format!("{}: «{line}»", documents.display()))?;
            let field = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
            let text = field("text");
            n_bytes += text.len() + field("title").len();
            let language = match field("lang") {
                tag if tag.is_empty() => guessed(&text).to_owned(),
                tag => tag,
            };
            *languages.entry(language).or_default() += 1;
            titles.push(field("title"));
        }
        let language = languages.into_iter().max_by_key(|(_, n)| *n);
        let (language, _) = language.with_context(|| format!("{name} has no documents"))?;
        Ok(Collection {
            name,
            documents: documents.canonicalize()?,
            n_documents: titles.len(),
            n_bytes,
            language,
            first: titles.swap_remove(titles.len() / 2),
            questions: spread(questions),
            judgments,
            is_seeds: false,
        })
    }
}

/// The words of the benchmark's own collection.
pub(crate) fn words(paths: &Paths) -> Result<Words> {
    let mut texts = [String::new(), String::new()];
    let mut files: Vec<PathBuf> = fs::read_dir(paths.root.join("seeds"))?
        .map(|file| Ok(file?.path()))
        .collect::<Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    for file in files {
        let text = read(&file)?;
        // Arabic pages have the Arabic yeh, Persian ones their own.
        let count = |letter: char| text.matches(letter).count();
        let is_arabic = count('\u{64a}') > count('\u{6cc}');
        texts[usize::from(is_arabic)].push_str(&text);
    }
    let english = read(&paths.root.join("LICENSE-APACHE"))?;
    Ok(Words::of([&texts[0], &texts[1], &english]))
}

/// At most so many questions as are asked, from everywhere in the list, and in such an order that the
/// first of them are from everywhere, too: slow engines come to those alone.
fn spread(questions: Vec<Question>) -> Vec<Question> {
    let step = questions.len().div_ceil(MOST_QUESTIONS);
    let chosen: Vec<Question> = questions.into_iter().step_by(step).collect();
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    // Multiples of the golden ratio, as a fraction of 2^32, fill the circle evenly.
    order.sort_by_key(|at| (*at as u32).wrapping_mul(2_654_435_769));
    order.into_iter().map(|at| chosen[at].clone()).collect()
}

fn judgments(lines: &str) -> Result<Judgments> {
    let mut judgments = Judgments::new();
    for line in lines.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [qid, id, relevance] = columns[..] else {
            anyhow::bail!("three columns are needed in «{line}»");
        };
        let documents = judgments.entry(qid.to_owned()).or_default();
        documents.insert(id.to_owned(), relevance.trim().parse()?);
    }
    Ok(judgments)
}

/// The language of a text without a tag: engines that know languages need one.
fn guessed(text: &str) -> &'static str {
    let is_arabic = |letter: &char| ('\u{600}'..'\u{700}').contains(letter);
    let n_arabic = text.chars().filter(is_arabic).count();
    match n_arabic * 2 > text.chars().filter(|letter| letter.is_alphabetic()).count() {
        true => "fa",
        false => "en",
    }
}

fn write_records(
    paths: &Paths,
    name: &str,
    records: impl Iterator<Item = Value>,
) -> Result<PathBuf> {
    let folder = paths.target.join("bench").join(name);
    fs::create_dir_all(&folder)?;
    let mut lines = String::new();
    for record in records {
        writeln!(lines, "{record}")?;
    }
    let path = folder.join("documents.jsonl");
    fs::write(&path, lines)?;
    Ok(path)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn questions(n: usize) -> Vec<Question> {
        (0..n)
            .map(|at| Question {
                qid: at.to_string(),
                text: String::new(),
            })
            .collect()
    }

    #[test]
    fn few_questions_are_all_asked_and_of_many_some_from_everywhere() {
        let mut few: Vec<usize> = spread(questions(30)).iter().map(at).collect();
        few.sort_unstable();
        assert_eq!(few, (0..30).collect::<Vec<_>>());
        let many = spread(questions(6000));
        assert_eq!(many.len(), MOST_QUESTIONS);
        for part in 0..4 {
            let quarter = 1500 * part..1500 * (part + 1);
            let n = many[..20]
                .iter()
                .map(at)
                .filter(|at| quarter.contains(at))
                .count();
            assert!(
                (3..=7).contains(&n),
                "{n} of the first 20 are of quarter {part}"
            );
        }
    }

    fn at(question: &Question) -> usize {
        question.qid.parse().unwrap()
    }

    #[test]
    fn judgments_are_read_by_question() {
        let judgments = judgments("q1\td1\t1\nq1\td2\t2\nq2\td1\t0\n").unwrap();
        assert_eq!(judgments["q1"]["d2"], 2.0);
        assert_eq!(judgments["q2"]["d1"], 0.0);
        assert!(super::judgments("q1 d1 1").is_err());
    }

    #[test]
    fn a_text_without_a_tag_has_the_language_of_its_letters() {
        assert_eq!(guessed("وزیر امور خارجه in Vienna"), "fa");
        assert_eq!(guessed("the foreign minister وزیر"), "en");
        assert_eq!(guessed(""), "en");
    }
}
