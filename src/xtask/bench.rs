//! `cargo xtask bench`: Kashkul beside its peers, over the same collections, in the same browser.
//!
//! Owns what is measured, with which limits, and where it is written. A peer is a file of
//! `bench/peers/`; `bench/run.mjs` builds, downloads and asks each. A peer that is missing or fails
//! is named, and the run goes on.

mod collection;
mod figures;
mod machine;
pub(crate) mod page;
mod plots;
mod report;
mod words;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use self::collection::Collection;
use self::figures::Outcome;
use self::machine::Machine;
use self::report::{COSTS, Measured};
use crate::process::{cargo, run, say};
use crate::{Paths, dist};

/// The files of `bench/peers/`, Kashkul's first.
pub(crate) const PEERS: [&str; 9] = [
    "kashkul",
    "pagefind",
    "minisearch",
    "flexsearch",
    "orama",
    "lunr",
    "fuse",
    "tinysearch",
    "docfind",
];

/// The version of tinysearch, which cargo installs; npm's peers are pinned by `bench/package.json`.
const TINYSEARCH: &str = "0.11.1";

/// Numbers of documents that costs are measured against.
const SIZES: [usize; 4] = [100, 1000, 10_000, 50_000];

/// Documents of the table, where no collection is given.
const TABLE_SIZE: usize = 2000;

/// What a run is asked for.
#[derive(Debug)]
pub(crate) struct Options {
    /// A `.jsonl` file and its questions; the benchmark's own without.
    pub(crate) collection: Option<(PathBuf, PathBuf)>,
    /// Which documents answer which question.
    pub(crate) qrels: Option<PathBuf>,
    /// Hits of every search.
    pub(crate) limit: u32,
    /// The peers to stand beside; all where none is named.
    pub(crate) peers: Vec<String>,
    /// Whether the table alone is measured, and printed instead of written.
    pub(crate) is_table_alone: bool,
}

/// How thoroughly a collection is measured.
struct Effort {
    /// Most seconds that building may take, and that a browser may.
    seconds: u32,
    /// Most seconds of asking queries.
    asking_seconds: u32,
    /// How many fresh browsers are started; their median counts.
    colds: u32,
    /// The quality of brotli.
    brotli: u32,
    /// Whether queries are asked in Node, too.
    in_node: bool,
}

const THOROUGH: Effort = Effort {
    seconds: 180,
    asking_seconds: 20,
    colds: 5,
    brotli: 11,
    in_node: true,
};

/// Large indexes take minutes at brotli's highest quality.
const QUICK: Effort = Effort {
    seconds: 90,
    asking_seconds: 10,
    colds: 1,
    brotli: 9,
    in_node: false,
};

/// What the peers' programs need to know.
struct Bench<'a> {
    paths: &'a Paths,
    scripts: PathBuf,
    machine: Machine,
    tinysearch: Option<PathBuf>,
    peers: Vec<&'static str>,
    limit: u32,
}

/// Measures, and writes `bench/results.md` and `bench/plots/`.
pub(crate) fn run_all(paths: &Paths, options: &Options) -> Result<()> {
    let bench = Bench::prepare(paths, options)?;
    let words = collection::words(paths)?;
    let asked = match &options.collection {
        Some((documents, queries)) => {
            Collection::read(documents, queries, options.qrels.as_deref())?
        }
        None => Collection::made(paths, &words, TABLE_SIZE)?,
    };
    if options.is_table_alone {
        print!("{}", report::table(&bench.measure(asked, &THOROUGH)?));
        return Ok(());
    }
    let tables = [
        bench.measure(Collection::seeds(paths)?, &THOROUGH)?,
        bench.measure(asked, &THOROUGH)?,
    ];
    let results = bench.scripts.join("results.md");
    let mut sizes = Vec::new();
    for n_documents in SIZES {
        sizes.push(bench.measure(Collection::made(paths, &words, n_documents)?, &QUICK)?);
        // The largest take most of the time: whoever ends the run before keeps the others.
        bench.draw(&sizes)?;
        fs::write(&results, bench.results(&tables, &sizes)?)?;
    }
    say("the figures are in bench/results.md, the plots in bench/plots");
    Ok(())
}

impl Bench<'_> {
    fn prepare<'a>(paths: &'a Paths, options: &Options) -> Result<Bench<'a>> {
        let is_wanted = |name: &str| {
            let mut wanted = options.peers.iter();
            name == PEERS[0] || options.peers.is_empty() || wanted.any(|wanted| wanted == name)
        };
        let peers: Vec<&str> = PEERS.into_iter().filter(|name| is_wanted(name)).collect();
        dist::build_all(paths)?;
        let machine = Machine::find()?;
        let scripts = paths.root.join("bench");
        // Not `npm ci`: it wants each of the programs that Pagefind has for other machines, and not every
        // registry has them. What is installed is what the lock file says all the same.
        run(Command::new("npm")
            .args(["install", "--no-save", "--no-audit", "--no-fund"])
            .current_dir(&scripts))?;
        run(cargo()
            .args([
                "build",
                "--release",
                "--package",
                "kashkul-cli",
                "--target-dir",
            ])
            .arg(&paths.target)
            .current_dir(&paths.root))?;
        let tinysearch = peers
            .contains(&"tinysearch")
            .then(|| tinysearch(paths))
            .transpose()
            .unwrap_or_else(|error| {
                eprintln!("tinysearch is left out: {error:#}");
                None
            });
        Ok(Bench {
            paths,
            scripts,
            machine,
            tinysearch,
            peers,
            limit: options.limit,
        })
    }

    /// Measures every engine over a collection.
    fn measure(&self, collection: Collection, effort: &Effort) -> Result<Measured> {
        let folder = self.paths.target.join("bench").join(&collection.name);
        fs::create_dir_all(&folder)?;
        let texts: Vec<&str> = collection
            .questions
            .iter()
            .map(|asked| &*asked.text)
            .collect();
        let job = json!({
            "name": collection.name,
            "folder": folder,
            "documents": collection.documents,
            "language": collection.language,
            "seeds": collection.is_seeds,
            "first": collection.first,
            "queries": texts,
            "limit": self.limit,
            "peers": self.peers,
            "seconds": effort.seconds,
            "askingSeconds": effort.asking_seconds,
            "colds": effort.colds,
            "brotli": effort.brotli,
            "inNode": effort.in_node,
        });
        let job_file = folder.join("job.json");
        fs::write(&job_file, job.to_string())?;
        let program = format!("kashkul{}", std::env::consts::EXE_SUFFIX);
        let mut command = Command::new(&self.machine.node);
        command
            .arg(self.scripts.join("run.mjs"))
            .arg(&job_file)
            .env("CHROME", &self.machine.browser)
            .env("KASHKUL", self.paths.target.join("release").join(program))
            .env("KASHKUL_LIBRARY", self.paths.dist().join("npm"))
            .env_remove("TINYSEARCH")
            .stderr(Stdio::inherit());
        command.envs(
            self.tinysearch
                .as_ref()
                .map(|program| ("TINYSEARCH", program)),
        );
        let printed = command.output().context("cannot run Node")?;
        ensure!(
            printed.status.success(),
            "bench/run.mjs: {}",
            printed.status
        );
        let outcomes = String::from_utf8(printed.stdout)?
            .lines()
            .map(|line| Outcome::read(line, &collection))
            .collect::<Result<_>>()?;
        Ok(Measured {
            collection,
            outcomes,
        })
    }

    fn draw(&self, sizes: &[Measured]) -> Result<()> {
        let folder = self.scripts.join("plots");
        fs::create_dir_all(&folder)?;
        let counts = sizes
            .iter()
            .map(|measured| measured.collection.n_documents as f64);
        let counts: Vec<f64> = counts.collect();
        for cost in &COSTS {
            let lines: Vec<plots::Line> = report::lines(cost, sizes)
                .into_iter()
                .map(|(name, costs)| {
                    let points = counts.iter().zip(costs);
                    let points = points.filter_map(|(n, cost)| Some((*n, cost?))).collect();
                    (name.to_owned(), points)
                })
                .collect();
            let path = folder.join(format!("{}.svg", cost.name));
            plots::draw(&path, cost.caption, cost.unit, &lines)?;
        }
        Ok(())
    }

    /// The text of `bench/results.md`.
    fn results(&self, tables: &[Measured], sizes: &[Measured]) -> Result<String> {
        let mut out = format!(
            "# Kashkul beside its peers\n\nPrinted by `cargo xtask bench` on {}. {}.\n\n{}\n",
            self.machine.today()?,
            self.machine.described(),
            include_str!("../../bench/method.md").trim_end(),
        );
        for measured in tables {
            let Collection {
                name,
                n_documents,
                n_bytes,
                questions,
                ..
            } = &measured.collection;
            let (n_documents, n_bytes) = (report::grouped(*n_documents), report::grouped(*n_bytes));
            writeln!(
                out,
                "\n## {name}\n\n{n_documents} documents, {n_bytes} bytes of text, {} queries.\n",
                questions.len(),
            )?;
            out.push_str(&report::table(measured));
        }
        writeln!(out, "\n## Against the number of documents")?;
        for cost in &COSTS {
            let (name, caption) = (cost.name, cost.caption);
            writeln!(out, "\n### {caption}\n\n![{caption}](plots/{name}.svg)\n")?;
            out.push_str(&report::series(cost, sizes));
        }
        let holes = report::holes(sizes);
        if !holes.is_empty() {
            write!(out, "\nLeft out:\n\n{holes}")?;
        }
        let settings = tables
            .first()
            .map(|measured| report::settings(&measured.outcomes));
        write!(
            out,
            "\n## How each is set\n\n{}",
            settings.unwrap_or_default()
        )?;
        Ok(out)
    }
}

/// The program of tinysearch, installed into the target folder where it is not there.
fn tinysearch(paths: &Paths) -> Result<PathBuf> {
    let root = paths.target.join("bench/tinysearch");
    let program = format!("tinysearch{}", std::env::consts::EXE_SUFFIX);
    let program = root.join("bin").join(program);
    if !program.is_file() {
        say("installing tinysearch");
        run(cargo()
            .args([
                "install",
                "tinysearch",
                "--version",
                TINYSEARCH,
                "--locked",
                "--quiet",
            ])
            .args(["--features", "bin", "--root"])
            .arg(&root)
            .arg("--target-dir")
            .arg(root.join("target")))?;
    }
    Ok(program)
}
