//! `cargo xtask …`: every build step, the same on a laptop and in continuous integration.
//!
//! Owns the arguments. What a step does is in the module that its name says: `setup` finds or
//! mends what a machine lacks, `browsers` the browsers, `wasm` builds the search module, `hollow` takes the
//! collection out of it again, `imports` and `link` join the page's modules, `dist` writes what is shipped,
//! `serve` shows it, `checks` proves it, `bench` measures it.

mod bench;
mod browsers;
mod checks;
mod dist;
mod hollow;
mod imports;
mod link;
mod order;
mod process;
mod serve;
mod setup;
mod size;
mod trap;
mod wasm;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

/// Where things are.
struct Paths {
    /// The project's root.
    root: PathBuf,
    /// Cargo's target directory.
    target: PathBuf,
}

impl Paths {
    fn find() -> Result<Paths> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .canonicalize()?;
        // This program is `<target>/<profile>/xtask`: right however the directory was chosen.
        let program = std::env::current_exe()?;
        let target = program
            .ancestors()
            .nth(2)
            .context("xtask runs outside a target directory")?;
        Ok(Paths {
            root,
            target: target.to_owned(),
        })
    }

    /// What is shipped.
    fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What this tool keeps from run to run.
    fn cache(&self) -> PathBuf {
        self.target.join("xtask")
    }
}

fn main() -> ExitCode {
    let matches = arguments().get_matches();
    match run(&matches) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(matches: &ArgMatches) -> Result<()> {
    let paths = Paths::find()?;
    match matches.subcommand() {
        Some(("serve", arguments)) => {
            dist::build_site(&paths)?;
            if arguments.get_flag("once") {
                return Ok(());
            }
            serve::serve(
                &paths.dist().join("site"),
                arguments.get_one("port").copied(),
            )
        }
        Some(("dist", _)) => {
            let outputs = dist::build_all(&paths)?;
            print!("{}", size::table(&outputs));
            Ok(())
        }
        Some(("test", arguments)) => checks::run_all(&paths, arguments.get_flag("fast")),
        Some(("bench", arguments)) if arguments.get_flag("page") => bench::page::run(&paths),
        Some(("bench", arguments)) => {
            let path = |name: &str| arguments.get_one::<PathBuf>(name).cloned();
            let options = bench::Options {
                collection: path("collection").zip(path("queries")),
                qrels: path("qrels"),
                limit: arguments.get_one("limit").copied().unwrap_or(10),
                peers: arguments
                    .get_many("peer")
                    .map(|names| names.cloned().collect())
                    .unwrap_or_default(),
                is_table_alone: arguments.get_flag("table"),
            };
            bench::run_all(&paths, &options)
        }
        Some(("screenshots", _)) => checks::screenshots(&paths),
        _ => unreachable!("clap refuses any other subcommand"),
    }
}

fn arguments() -> Command {
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    let file = |name: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
    };
    Command::new("cargo xtask")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("serve")
                .about("Builds the site of seeds/ and serves it on 127.0.0.1")
                .arg(
                    Arg::new("port")
                        .long("port")
                        .value_name("N")
                        .value_parser(value_parser!(u16))
                        .help("The port to listen on; a free one is taken by default"),
                )
                .arg(flag("once").help("Builds dist/site and exits")),
        )
        .subcommand(Command::new("dist").about(
            "Writes dist/site, kashkul.html, npm and bin, and says the sizes of the first three",
        ))
        .subcommand(
            Command::new("test")
                .about("Runs every test: Rust, www, real browsers")
                .arg(flag("fast").help("Leaves the browsers out")),
        )
        .subcommand(
            Command::new("bench")
                .about("Measures Kashkul beside other engines and writes bench/results.md")
                .arg(
                    file("collection")
                        .requires("queries")
                        .help("A .jsonl file of articles; the benchmark's own by default"),
                )
                .arg(
                    file("queries")
                        .requires("collection")
                        .help("Lines of `qid<TAB>text`"),
                )
                .arg(
                    file("qrels")
                        .requires("queries")
                        .help("Lines of `qid<TAB>id<TAB>relevance`"),
                )
                .arg(
                    Arg::new("peer")
                        .long("peer")
                        .value_name("NAME")
                        .action(ArgAction::Append)
                        .value_parser(bench::PEERS)
                        .help("A peer to stand beside; all by default"),
                )
                .arg(flag("page").exclusive(true).help(
                    "Measures the page on a slow line and a slow device, and writes bench/page.md",
                ))
                .arg(flag("table").help("Prints the table of the collection and ends"))
                .arg(
                    Arg::new("limit")
                        .long("limit")
                        .value_name("N")
                        .value_parser(value_parser!(u32))
                        .help("Hits of every search, with their snippets; 10 by default"),
                ),
        )
        .subcommand(
            Command::new("screenshots").about("Takes pictures of the page into target/screenshots"),
        )
}
