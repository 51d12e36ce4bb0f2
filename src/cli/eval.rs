//! `kashkul eval`: a TREC run, ranking metrics and the latency of every query.

use clap::Args;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, hint};

use crate::error::Error;
use crate::sources;

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
    /// Where to write the run, in TREC's six columns.
    #[arg(long)]
    run: Option<PathBuf>,
    /// Documents to rank for every query.
    #[arg(long, default_value_t = 100)]
    limit: usize,
}

/// Relevance of documents, by query.
type Judgments = HashMap<String, HashMap<String, f64>>;

pub(crate) fn run(options: &Options) -> Result<(), Error> {
    let index = sources::open(&options.pack)?;
    let queries = read(&options.queries)?;
    let judgments = match &options.qrels {
        Some(path) => Some(judgments(&read(path)?, path)?),
        None => None,
    };
    let mut run = String::new();
    let mut latencies = Vec::new();
    let mut metrics = Metrics::default();
    let lines = (1..).zip(queries.lines());
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let Some((qid, text)) = line.split_once('\t') else {
            let what = "no tab between the query's id and its text";
            return Err(misread(&options.queries, number, what));
        };
        let started = Instant::now();
        let ranked = hint::black_box(index.ranked_ids(text, options.limit));
        latencies.push(started.elapsed());
        for (rank, (id, score)) in (1..).zip(&ranked) {
            // Writing to a string cannot fail.
            let _ = writeln!(run, "{qid} Q0 {id} {rank} {score} kashkul");
        }
        if let Some(relevant) = judgments.as_ref().and_then(|judgments| judgments.get(qid)) {
            let ids: Vec<&str> = ranked.iter().map(|(id, _)| *id).collect();
            metrics.add(&ids, relevant);
        }
    }
    if let Some(path) = &options.run {
        fs::write(path, run).map_err(Error::file(path))?;
    }
    if judgments.is_some() {
        metrics.print();
    }
    print_latencies(&mut latencies);
    Ok(())
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(Error::file(path))
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

    fn print(&self) {
        let n = self.n_queries.max(1) as f64;
        println!(
            "queries {}  nDCG@10 {:.4}  MRR@10 {:.4}  R@5 {:.4}  R@10 {:.4}  R@100 {:.4}  empty {:.4}",
            self.n_queries,
            self.ndcg_10 / n,
            self.mrr_10 / n,
            self.recall_5 / n,
            self.recall_10 / n,
            self.recall_100 / n,
            self.n_empty as f64 / n,
        );
    }
}

/// DCG of the first ten gains, linear gain as trec_eval's.
fn discounted(gains: impl Iterator<Item = f64>) -> f64 {
    (2u32..)
        .zip(gains.take(10))
        .map(|(rank, gain)| gain / f64::from(rank).log2())
        .sum()
}

fn print_latencies(latencies: &mut [Duration]) {
    latencies.sort_unstable();
    let at = |share: usize| {
        let index = (latencies.len() * share / 100).min(latencies.len().saturating_sub(1));
        latencies
            .get(index)
            .copied()
            .unwrap_or_default()
            .as_micros()
    };
    println!(
        "latency in µs: p50 {}  p95 {}  p99 {}  max {}",
        at(50),
        at(95),
        at(99),
        at(100)
    );
}
