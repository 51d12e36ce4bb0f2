//! What was measured of one engine over one collection.
//!
//! Owns reading what `bench/run.mjs` prints, percentiles and nDCG.

use std::collections::HashMap;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::collection::Collection;

/// An engine and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outcome {
    /// The engine's name.
    pub(crate) name: String,
    /// How it was set, in Markdown.
    pub(crate) settings: String,
    /// The figures, or why there are none.
    pub(crate) figures: Result<Figures, Absence>,
}

/// Why an engine has no figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Absence {
    /// It could not be had.
    Missing(String),
    /// It was tried, and did not come to an end.
    Failed(String),
}

/// The figures of an engine. Times are in milliseconds, sizes compressed by brotli.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figures {
    /// From the documents to the files that are downloaded.
    pub(crate) build: f64,
    /// Code alone.
    pub(crate) engine_bytes: f64,
    /// Of the files asked for until the first result.
    pub(crate) first_bytes: f64,
    /// How many these were.
    pub(crate) requests: f64,
    /// Of everything, for searches without a network.
    pub(crate) all_bytes: f64,
    /// From the navigation to the first result.
    pub(crate) cold: f64,
    /// From the page's script to the index that can be asked.
    pub(crate) open: f64,
    /// From the page's script to the first result.
    pub(crate) first: f64,
    /// Bytes that the page takes with its first result.
    pub(crate) memory: f64,
    /// Of every query in the browser.
    pub(crate) browser: Times,
    /// Of every query in Node, where the engine runs there and was asked.
    pub(crate) node: Option<Times>,
    /// How many queries there was time for.
    pub(crate) n_asked: usize,
    /// The share of them with a hit.
    pub(crate) answered: f64,
    /// The mean of those that are judged.
    pub(crate) ndcg: Option<f64>,
}

/// Percentiles of the time of a query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Times {
    /// The median.
    pub(crate) p50: f64,
    /// What one query of twenty takes longer than.
    pub(crate) p95: f64,
    /// What one query of a hundred takes longer than.
    pub(crate) p99: f64,
}

impl Outcome {
    /// Reads a line of JSON.
    pub(crate) fn read(line: &str, collection: &Collection) -> Result<Outcome> {
        let value: Value = serde_json::from_str(line).with_context(|| line.to_owned())?;
        let text = |name: &str| value[name].as_str().map(str::to_owned);
        let figures = match (text("missing"), text("failed")) {
            (Some(reason), _) => Err(Absence::Missing(reason)),
            (_, Some(reason)) => Err(Absence::Failed(reason)),
            _ => Ok(Figures::read(&value, collection)?),
        };
        Ok(Outcome {
            name: text("name").context("an outcome without a name")?,
            settings: text("settings").unwrap_or_default(),
            figures,
        })
    }
}

impl Figures {
    fn read(value: &Value, collection: &Collection) -> Result<Figures> {
        let number = |name: &str| value[name].as_f64().with_context(|| format!("no {name}"));
        let found: Vec<Vec<&str>> = value["found"]
            .as_array()
            .context("no ids")?
            .iter()
            .map(|ids| {
                ids.as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str)
                    .collect()
            })
            .collect();
        let n_answered = found.iter().filter(|ids| !ids.is_empty()).count();
        let scores: Vec<f64> = collection
            .questions
            .iter()
            .zip(&found)
            .filter_map(|(question, ids)| ndcg(ids, collection.judgments.get(&question.qid)?))
            .collect();
        Ok(Figures {
            build: number("build")?,
            engine_bytes: number("engineBytes")?,
            first_bytes: number("firstBytes")?,
            requests: number("requests")?,
            all_bytes: number("allBytes")?,
            cold: number("cold")?,
            open: number("open")?,
            first: number("first")?,
            memory: number("memory")?,
            browser: Times::read(&value["times"]).context("no query was asked")?,
            node: Times::read(&value["node"]),
            n_asked: found.len(),
            answered: n_answered as f64 / found.len().max(1) as f64,
            ndcg: (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64),
        })
    }
}

impl Times {
    fn read(value: &Value) -> Option<Times> {
        let times = value.as_array()?.iter().filter_map(Value::as_f64);
        let mut times: Vec<f64> = times.collect();
        times.sort_by(f64::total_cmp);
        Some(Times {
            p50: percentile(&times, 50)?,
            p95: percentile(&times, 95)?,
            p99: percentile(&times, 99)?,
        })
    }
}

/// The least of the sorted values that a share of them, in hundredths, does not exceed.
pub(super) fn percentile(sorted: &[f64], share: usize) -> Option<f64> {
    let rank = (sorted.len() * share).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

/// nDCG of the first ten, with linear gain as trec_eval's; none where nothing is relevant.
fn ndcg(ids: &[&str], relevant: &HashMap<String, f64>) -> Option<f64> {
    let discounted = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
        let ranked = (2u32..).zip(gains.take(10));
        ranked
            .map(|(rank, gain)| gain / f64::from(rank).log2())
            .sum()
    };
    let mut ideal: Vec<f64> = relevant.values().copied().collect();
    ideal.sort_by(|a, b| b.total_cmp(a));
    let best = discounted(&mut ideal.into_iter());
    let gain = |id: &&str| relevant.get(*id).copied().unwrap_or(0.0);
    (best > 0.0).then(|| discounted(&mut ids.iter().map(gain)) / best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::collection::Question;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        let check = |values: &[f64], share, expected| {
            assert_eq!(
                percentile(values, share),
                expected,
                "{share} of {}",
                values.len()
            );
        };
        check(&hundred, 50, Some(50.0));
        check(&hundred, 95, Some(95.0));
        check(&hundred, 99, Some(99.0));
        check(&hundred[..20], 95, Some(19.0));
        check(&hundred[..3], 50, Some(2.0));
        check(&hundred[..1], 99, Some(1.0));
        check(&[], 50, None);
    }

    #[test]
    fn ndcg_falls_with_the_rank() {
        let relevant = HashMap::from([("a".to_owned(), 1.0), ("b".to_owned(), 1.0)]);
        let check = |ids: &[&str], expected: f64| {
            let is = ndcg(ids, &relevant).unwrap();
            assert!((is - expected).abs() < 1e-4, "{ids:?}: {is}");
        };
        check(&["a", "b"], 1.0);
        check(&["x", "a", "b"], 0.6934);
        check(&["x"], 0.0);
        check(&[], 0.0);
        check(
            &["x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "a"],
            0.0,
        );
        assert_eq!(ndcg(&["a"], &HashMap::from([("a".to_owned(), 0.0)])), None);
    }

    #[test]
    fn a_line_becomes_figures_or_a_reason() {
        let question = |qid: &str| Question {
            qid: qid.to_owned(),
            text: String::new(),
        };
        let relevant = |id: &str| HashMap::from([(id.to_owned(), 1.0)]);
        let collection = Collection {
            name: String::new(),
            documents: Default::default(),
            n_documents: 2,
            n_bytes: 100,
            language: "fa".to_owned(),
            first: String::new(),
            questions: vec![question("1"), question("2"), question("3")],
            judgments: HashMap::from([
                ("1".to_owned(), relevant("a")),
                ("2".to_owned(), relevant("b")),
            ]),
            is_seeds: false,
        };
        let line = r#"{"name": "X", "build": 1, "engineBytes": 2, "firstBytes": 3, "allBytes": 4,
            "requests": 5, "cold": 6, "open": 7, "first": 8, "memory": 9, "times": [3, 1, 2],
            "found": [["a"], [], ["c"]], "node": null}"#;
        let figures = Outcome::read(line, &collection).unwrap().figures.unwrap();
        assert_eq!(
            figures.browser,
            Times {
                p50: 2.0,
                p95: 3.0,
                p99: 3.0
            }
        );
        assert_eq!((figures.node, figures.n_asked), (None, 3));
        assert!((figures.answered - 2.0 / 3.0).abs() < 1e-9);
        assert_eq!(figures.ndcg, Some(0.5));
        let absence = |line| {
            Outcome::read(line, &collection)
                .unwrap()
                .figures
                .unwrap_err()
        };
        let missing = absence(r#"{"name": "X", "missing": "not there"}"#);
        assert_eq!(missing, Absence::Missing("not there".to_owned()));
        let failed = absence(r#"{"name": "X", "failed": "too slow"}"#);
        assert_eq!(failed, Absence::Failed("too slow".to_owned()));
        assert!(Outcome::read(r#"{"name": "X", "build": 1}"#, &collection).is_err());
    }
}
