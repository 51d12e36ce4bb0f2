//! `kashkul eval`: a TREC run, ranking metrics and the latency of every query.

use clap::Args;
use percent_encoding::percent_encode_byte;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, hint};

use kashkul_engine::index::Index;
use kashkul_engine::signal::Signal;

use crate::error::Error;
use crate::{output, sources, terminal};

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// A .kashkul file, or what one is packed of: a .jsonl file or a folder of articles.
    pack: PathBuf,
    /// Lines of `qid<TAB>text`.
    #[arg(long)]
    queries: PathBuf,
    /// Lines of `qid<TAB>docid<TAB>relevance`.
    #[arg(long)]
    qrels: Option<PathBuf>,
    /// Where to write the run, in TREC's six columns; a blank in an id is %20 there.
    #[arg(long)]
    run: Option<PathBuf>,
    /// Documents to rank for every query.
    #[arg(long, default_value_t = 100)]
    limit: usize,
    /// Print what ranking is worth without each of its signals.
    #[arg(long, requires = "qrels")]
    ablation: bool,
}

/// Relevance of documents, by query.
type Judgments = HashMap<String, HashMap<String, f64>>;

pub(crate) fn run(options: &Options) -> Result<(), Error> {
    if let Some(path) = &options.run {
        let judgments = options.qrels.iter();
        let sources: Vec<_> = [&options.pack, &options.queries]
            .into_iter()
            .chain(judgments)
            .collect();
        output::check_file_is_free(path, output::Kind::Run, &sources)?;
    }
    let mut index = sources::open(&options.pack, options.run.as_deref())?;
    let text = read(&options.queries)?;
    let queries = queries(&text, &options.queries)?;
    let judgments = match &options.qrels {
        Some(path) => Some(judgments(&read(path)?, path)?),
        None => None,
    };
    let mut trial = Trial::of(&index, &queries, judgments.as_ref(), options.limit);
    if let Some(path) = &options.run {
        output::write_file(path, trial.run.as_bytes())?;
    }
    if judgments.is_some() {
        trial.metrics.print()?;
    }
    print_latencies(&mut trial.latencies)?;
    if options.ablation {
        terminal::print_line("\n| without | nDCG@10 | change | R@100 |\n|---|---:|---:|---:|")?;
        let all = trial.metrics.mean(trial.metrics.ndcg_10);
        for signal in Signal::ALL {
            index = index.without(Some(signal));
            let Metrics {
                ndcg_10,
                recall_100,
                ..
            } = Trial::of(&index, &queries, judgments.as_ref(), options.limit).metrics;
            let [ndcg_10, recall_100] = [ndcg_10, recall_100].map(|sum| trial.metrics.mean(sum));
            let (name, change) = (signal.name(), ndcg_10 - all);
            terminal::print_line(format_args!(
                "| {name} | {ndcg_10:.4} | {change:+.4} | {recall_100:.4} |"
            ))?;
        }
    }
    Ok(())
}

/// What all queries gave.
#[derive(Default)]
struct Trial {
    /// In TREC's six columns.
    run: String,
    latencies: Vec<Duration>,
    metrics: Metrics,
}

impl Trial {
    fn of(
        index: &Index,
        queries: &[(&str, &str)],
        judgments: Option<&Judgments>,
        limit: usize,
    ) -> Trial {
        let mut trial = Trial::default();
        for (qid, text) in queries {
            let started = Instant::now();
            let ranked = hint::black_box(index.ranked_ids(text, limit));
            trial.latencies.push(started.elapsed());
            for (rank, (id, score)) in (1..).zip(&ranked) {
                let (qid, id) = (column(qid), column(id));
                // Writing to a string cannot fail.
                let _ = writeln!(trial.run, "{qid} Q0 {id} {rank} {score} kashkul");
            }
            if let Some(relevant) = judgments.and_then(|judgments| judgments.get(*qid)) {
                let ids: Vec<&str> = ranked.iter().map(|(id, _)| *id).collect();
                trial.metrics.add(&ids, relevant);
            }
        }
        trial
    }
}

/// Whether a file that begins with these bytes is a run of this program's.
pub(crate) fn is_run(start: &[u8]) -> bool {
    let line = start
        .split(|&byte| byte == b'\n')
        .next()
        .unwrap_or_default();
    let columns: Vec<&[u8]> = line.split(|&byte| byte == b' ').collect();
    matches!(columns[..], [_, b"Q0", _, _, _, b"kashkul"])
}

/// An id as one column: what reads a run parts columns at white space. That is escaped, and the sign
/// of escapes with it; an id without any is what judgments elsewhere call it, and stays.
fn column(id: &str) -> Cow<'_, str> {
    if !id.contains(char::is_whitespace) {
        return Cow::Borrowed(id);
    }
    let mut column = String::with_capacity(id.len() + 8);
    for c in id.chars() {
        if c.is_whitespace() || c == '%' {
            let mut bytes = [0; 4];
            let bytes = c.encode_utf8(&mut bytes).bytes();
            column.extend(bytes.map(percent_encode_byte));
        } else {
            column.push(c);
        }
    }
    Cow::Owned(column)
}

/// The ids of queries and their texts.
fn queries<'a>(text: &'a str, path: &Path) -> Result<Vec<(&'a str, &'a str)>, Error> {
    let lines = (1..).zip(text.lines());
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    let query = |(number, line): (usize, &'a str)| match line.split_once('\t') {
        Some((id, _)) if id.trim().is_empty() => Err(misread(path, number, "no id before the tab")),
        Some(query) => Ok(query),
        None => Err(misread(
            path,
            number,
            "no tab between the query's id and its text",
        )),
    };
    lines.map(query).collect()
}

/// The text of a file, without a byte order mark, which would be part of the first id.
fn read(path: &Path) -> Result<String, Error> {
    let text = fs::read_to_string(path).map_err(Error::file(path))?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

fn judgments(text: &str, path: &Path) -> Result<Judgments, Error> {
    let mut judgments = Judgments::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let mut columns = line.split('\t');
        let (Some(qid), Some(id), Some(relevance)) =
            (columns.next(), columns.next(), columns.next())
        else {
            return Err(misread(path, number, "three columns are needed"));
        };
        let Ok(relevance) = relevance.trim().parse::<f64>() else {
            return Err(misread(path, number, "the relevance is no number"));
        };
        if relevance > 0.0 {
            let documents = judgments.entry(qid.to_owned()).or_default();
            documents.insert(id.to_owned(), relevance);
        }
    }
    Ok(judgments)
}

fn misread(path: &Path, line: usize, what: &str) -> Error {
    Error::Line {
        path: path.to_owned(),
        line,
        what: what.to_owned(),
    }
}

/// Sums over queries that have a relevant document.
#[derive(Debug, Default)]
struct Metrics {
    n_queries: usize,
    n_empty: usize,
    ndcg_10: f64,
    mrr_10: f64,
    recall_5: f64,
    recall_10: f64,
    recall_100: f64,
}

impl Metrics {
    fn add(&mut self, ranked: &[&str], relevant: &HashMap<String, f64>) {
        let gain = |id: &&str| relevant.get(*id).copied().unwrap_or(0.0);
        let recall = |depth: usize| {
            let found = ranked
                .iter()
                .take(depth)
                .filter(|id| gain(id) > 0.0)
                .count();
            found as f64 / relevant.len() as f64
        };
        let mut ideal: Vec<f64> = relevant.values().copied().collect();
        ideal.sort_by(|a, b| b.total_cmp(a));
        self.n_queries += 1;
        self.n_empty += usize::from(ranked.is_empty());
        self.ndcg_10 += discounted(ranked.iter().map(gain)) / discounted(ideal.into_iter());
        let first = ranked.iter().take(10).position(|id| gain(id) > 0.0);
        self.mrr_10 += first.map_or(0.0, |at| 1.0 / (at + 1) as f64);
        self.recall_5 += recall(5);
        self.recall_10 += recall(10);
        self.recall_100 += recall(100);
    }

    /// A sum over all queries, for one.
    fn mean(&self, sum: f64) -> f64 {
        sum / self.n_queries.max(1) as f64
    }

    fn print(&self) -> Result<(), Error> {
        terminal::print_line(format_args!(
            "queries {}  nDCG@10 {:.4}  MRR@10 {:.4}  R@5 {:.4}  R@10 {:.4}  R@100 {:.4}  empty {:.4}",
            self.n_queries,
            self.mean(self.ndcg_10),
            self.mean(self.mrr_10),
            self.mean(self.recall_5),
            self.mean(self.recall_10),
            self.mean(self.recall_100),
            self.mean(self.n_empty as f64),
        ))
    }
}

/// DCG of the first ten gains, linear gain as trec_eval's.
fn discounted(gains: impl Iterator<Item = f64>) -> f64 {
    (2u32..)
        .zip(gains.take(10))
        .map(|(rank, gain)| gain / f64::from(rank).log2())
        .sum()
}

fn print_latencies(latencies: &mut [Duration]) -> Result<(), Error> {
    latencies.sort_unstable();
    let at = |share: usize| {
        let index = (latencies.len() * share / 100).min(latencies.len().saturating_sub(1));
        latencies
            .get(index)
            .copied()
            .unwrap_or_default()
            .as_micros()
    };
    terminal::print_line(format_args!(
        "latency in µs: p50 {}  p95 {}  p99 {}  max {}",
        at(50),
        at(95),
        at(99),
        at(100)
    ))
}
