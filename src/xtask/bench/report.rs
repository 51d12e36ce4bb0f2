//! The figures as Markdown.
//!
//! Owns `bench/results.md`: its words, its tables, its numbers.

use std::fmt::Write as _;

use super::collection::Collection;
use super::figures::{Absence, Figures, Outcome};

/// What was measured over one collection.
#[derive(Debug)]
pub(crate) struct Measured {
    /// What was searched.
    pub(crate) collection: Collection,
    /// Kashkul's outcome first, then the peers'.
    pub(crate) outcomes: Vec<Outcome>,
}

/// A cost, and how it is read off the figures.
pub(crate) struct Cost {
    /// The name of its plot.
    pub(crate) name: &'static str,
    /// What it is.
    pub(crate) caption: &'static str,
    /// Its unit.
    pub(crate) unit: &'static str,
    /// Its value.
    pub(crate) of: fn(&Figures) -> f64,
}

/// What is measured against the number of documents.
pub(crate) const COSTS: [Cost; 4] = [
    Cost {
        name: "size",
        caption: "Everything that is downloaded, brotli",
        unit: "KB",
        of: |figures| figures.all_bytes / 1000.0,
    },
    Cost {
        name: "build",
        caption: "Building the index",
        unit: "s",
        of: |figures| figures.build / 1000.0,
    },
    Cost {
        name: "open",
        caption: "From the page's script to the first result",
        unit: "ms",
        of: |figures| figures.first,
    },
    Cost {
        name: "query",
        caption: "A query, 95th percentile",
        unit: "ms",
        of: |figures| figures.browser.p95,
    },
];

const HEAD: &str = "| | code KB | to the first result KB | requests | in all KB | of the text \
    | cold ms | after the script ms | p50 ms | p95 ms | p99 ms | Node p50 ms | memory MB | build s \
    | answered | nDCG@10 |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:\
    |---:|---:|\n";

/// The table of one collection, and what it leaves out.
pub(crate) fn table(measured: &Measured) -> String {
    let mut out = HEAD.to_owned();
    for Outcome { name, figures, .. } in &measured.outcomes {
        if let Ok(figures) = figures {
            let cells = row(figures, measured.collection.n_bytes);
            writeln!(out, "| {name} | {} |", cells.join(" | ")).expect("a string takes all");
        }
    }
    out.push('\n');
    out.push_str(&ratio(&measured.outcomes));
    out.push_str(&absences(measured));
    out
}

fn row(figures: &Figures, n_bytes: usize) -> Vec<String> {
    let kilobytes = |bytes: f64| number(bytes / 1000.0);
    let times = figures.browser;
    vec![
        kilobytes(figures.engine_bytes),
        kilobytes(figures.first_bytes),
        number(figures.requests),
        kilobytes(figures.all_bytes),
        format!("{:.2}", figures.all_bytes / n_bytes as f64),
        number(figures.cold),
        number(figures.first),
        number(times.p50),
        number(times.p95),
        number(times.p99),
        figures
            .node
            .map_or_else(|| "–".to_owned(), |times| number(times.p50)),
        number(figures.memory / 1e6),
        number(figures.build / 1000.0),
        format!("{:.1} %", figures.answered * 100.0),
        figures
            .ndcg
            .map_or_else(|| "–".to_owned(), |ndcg| format!("{ndcg:.3}")),
    ]
}

/// Kashkul's first result beside that of the fastest peer.
fn ratio(outcomes: &[Outcome]) -> String {
    let times = outcomes.iter().map(|outcome| {
        let figures = outcome.figures.as_ref().ok();
        figures.map(|figures| (&*outcome.name, figures.first))
    });
    let times: Vec<_> = times.collect();
    let Some((Some((_, own)), peers)) = times.split_first() else {
        return String::new();
    };
    let fastest = peers
        .iter()
        .flatten()
        .min_by(|(_, a), (_, b)| a.total_cmp(b));
    fastest.map_or_else(String::new, |(name, time)| {
        format!(
            "First result after the script: {} ms, {:.2} of the fastest peer's ({name}).\n",
            number(*own),
            own / time
        )
    })
}

fn absences(measured: &Measured) -> String {
    let mut out = String::new();
    let n_questions = measured.collection.questions.len();
    for Outcome { name, figures, .. } in &measured.outcomes {
        let line = match figures {
            Err(Absence::Missing(reason)) => format!("Missing: {name}: {reason}.\n"),
            Err(Absence::Failed(reason)) => format!("Not measured: {name}: {reason}.\n"),
            Ok(figures) if figures.n_asked < n_questions => format!(
                "{name} came to {} of {n_questions} queries in its time.\n",
                figures.n_asked
            ),
            Ok(_) => continue,
        };
        out.push('\n');
        out.push_str(&line);
    }
    out
}

/// The table of one cost against the number of documents.
pub(crate) fn series(cost: &Cost, sizes: &[Measured]) -> String {
    let mut out = format!("| {} |", cost.unit);
    for measured in sizes {
        let n_documents = measured.collection.n_documents;
        write!(out, " {} |", grouped(n_documents)).expect("a string takes all");
    }
    out.push_str("\n|---|");
    out.push_str(&"---:|".repeat(sizes.len()));
    out.push('\n');
    for (name, costs) in lines(cost, sizes) {
        let cells = costs
            .into_iter()
            .map(|cost| cost.map_or_else(|| "–".to_owned(), number));
        writeln!(
            out,
            "| {name} | {} |",
            cells.collect::<Vec<_>>().join(" | ")
        )
        .expect("a string takes all");
    }
    out
}

/// The cost of every engine at every size, where it came to an end.
pub(crate) fn lines<'a>(cost: &Cost, sizes: &'a [Measured]) -> Vec<(&'a str, Vec<Option<f64>>)> {
    let Some(first) = sizes.first() else {
        return Vec::new();
    };
    let names = first.outcomes.iter().map(|outcome| &*outcome.name);
    let costs = |name: &str| -> Vec<Option<f64>> {
        let at = |measured: &Measured| {
            let outcome = measured
                .outcomes
                .iter()
                .find(|outcome| outcome.name == name)?;
            outcome.figures.as_ref().ok().map(cost.of)
        };
        sizes.iter().map(at).collect()
    };
    names
        .map(|name| (name, costs(name)))
        .filter(|(_, costs)| costs.iter().any(Option::is_some))
        .collect()
}

/// Why there are holes in the series.
pub(crate) fn holes(sizes: &[Measured]) -> String {
    let mut out = String::new();
    for measured in sizes {
        for Outcome { name, figures, .. } in &measured.outcomes {
            if let Err(Absence::Failed(reason)) = figures {
                let n_documents = grouped(measured.collection.n_documents);
                writeln!(out, "- {name}, {n_documents} documents: {reason}.")
                    .expect("a string takes all");
            }
        }
    }
    out
}

/// How the engines were set.
pub(crate) fn settings(outcomes: &[Outcome]) -> String {
    let set = outcomes
        .iter()
        .filter(|outcome| !outcome.settings.is_empty());
    set.map(|Outcome { name, settings, .. }| format!("- {name}: {settings}\n"))
        .collect()
}

/// A number with as many digits as mean something.
fn number(value: f64) -> String {
    match value {
        value if value >= 100.0 => grouped(value.round() as usize),
        value if value >= 10.0 => format!("{value:.1}").trim_end_matches(".0").to_owned(),
        value if value.fract() == 0.0 => format!("{value}"),
        value => format!("{value:.2}"),
    }
}

/// A whole number with its thousands set apart.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::collection::Question;
    use crate::bench::figures::Times;

    fn outcome(name: &str, first: f64, p95: f64) -> Outcome {
        let figures = Figures {
            build: 1500.0,
            engine_bytes: 93_916.0,
            first_bytes: 594_012.0,
            requests: 3.0,
            all_bytes: 600_000.0,
            cold: first + 20.0,
            open: first,
            first,
            memory: 5_051_682.0,
            browser: Times {
                p50: 1.369,
                p95,
                p99: 40.0,
            },
            node: None,
            n_asked: 2,
            answered: 0.75,
            ndcg: Some(0.9876),
        };
        Outcome {
            name: name.to_owned(),
            settings: String::new(),
            figures: Ok(figures),
        }
    }

    fn absent(name: &str, absence: Absence) -> Outcome {
        Outcome {
            name: name.to_owned(),
            settings: String::new(),
            figures: Err(absence),
        }
    }

    fn measured(n_documents: usize, outcomes: Vec<Outcome>) -> Measured {
        let question = Question {
            qid: "1".to_owned(),
            text: String::new(),
        };
        let collection = Collection {
            name: "set".to_owned(),
            documents: Default::default(),
            n_documents,
            n_bytes: 2_000_000,
            language: "fa".to_owned(),
            first: String::new(),
            questions: vec![question; 2],
            judgments: Default::default(),
            is_seeds: false,
        };
        Measured {
            collection,
            outcomes,
        }
    }

    #[test]
    fn a_table_has_figures_a_ratio_and_names_who_is_not_in_it() {
        let missing = Absence::Missing("not there".to_owned());
        let failed = Absence::Failed("not built in 9 s".to_owned());
        let table = table(&measured(
            100,
            vec![
                outcome("Kashkul", 50.0, 3.22),
                outcome("Slow", 400.0, 1234.0),
                absent("Gone", missing),
                absent("Late", failed),
                outcome("Fast", 80.0, 12.0),
            ],
        ));
        let row = "| Kashkul | 93.9 | 594 | 3 | 600 | 0.30 | 70 | 50 | 1.37 | 3.22 | 40 | – | 5.05 \
            | 1.50 | 75.0 % | 0.988 |";
        for part in [
            row,
            "| 1,234 |",
            "50 ms, 0.62 of the fastest peer's (Fast)",
            "Missing: Gone: not there.",
            "Not measured: Late: not built in 9 s.",
        ] {
            assert!(table.contains(part), "{part} is not in\n{table}");
        }
        let columns = |line: &str| line.matches('|').count();
        let mut lines = table.lines().take_while(|line| line.starts_with('|'));
        let head = lines.next().map(columns);
        assert!(lines.all(|line| Some(columns(line)) == head), "{table}");
    }

    #[test]
    fn a_series_has_holes_where_an_engine_did_not_end() {
        let failed = || absent("Slow", Absence::Failed("too slow".to_owned()));
        let sizes = [
            measured(
                100,
                vec![outcome("Kashkul", 5.0, 0.5), outcome("Slow", 9.0, 7.0)],
            ),
            measured(1000, vec![outcome("Kashkul", 6.0, 1.5), failed()]),
        ];
        let table = series(&COSTS[3], &sizes);
        assert_eq!(
            table,
            "| ms | 100 | 1,000 |\n|---|---:|---:|\n| Kashkul | 0.50 | 1.50 |\n| Slow | 7 | – |\n"
        );
        assert_eq!(holes(&sizes), "- Slow, 1,000 documents: too slow.\n");
    }

    #[test]
    fn numbers_have_the_digits_that_mean_something() {
        for (value, expected) in [
            (0.123, "0.12"),
            (3.0, "3"),
            (12.34, "12.3"),
            (20.0, "20"),
            (123.4, "123"),
            (1_234_567.0, "1,234,567"),
        ] {
            assert_eq!(number(value), expected);
        }
    }
}
