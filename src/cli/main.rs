//! The command `kashkul`: pack a folder of articles, search a pack, measure the ranking.
//!
//! Owns arguments, files and what is printed. Everything else is done by the libraries.

mod eval;

use clap::{Parser, Subcommand, ValueEnum};
use kashkul_engine::index::Index;
use kashkul_engine::search::SearchOptions;
use kashkul_engine::writer::{self, Settings};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Offline search and reading for Persian, Arabic and mixed texts.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Pack a folder of articles, or a .jsonl file.
    Pack {
        /// A folder with .txt and .jsonl files, or one .jsonl file.
        source: PathBuf,
        /// What to write: `pack` is the articles and their index alone, as one .kashkul file.
        #[arg(long)]
        format: Format,
        /// Where to write it.
        #[arg(long)]
        out: PathBuf,
    },
    /// Search a pack.
    Search {
        /// A .kashkul file.
        pack: PathBuf,
        /// What to search for.
        query: String,
        /// Most hits to print.
        #[arg(long, default_value_t = 10)]
        limit: usize,
        /// Print JSON Lines: id, score, title, why.
        #[arg(long)]
        json: bool,
    },
    /// Run a file of queries and measure ranking and speed.
    Eval(eval::Options),
}

/// What a collection can be written as.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Pack,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Pack {
            source,
            format: Format::Pack,
            out,
        } => pack(&source, &out),
        Command::Search {
            pack,
            query,
            limit,
            json,
        } => search(&pack, &query, limit, json),
        Command::Eval(options) => eval::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn pack(source: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let is_records = source
        .extension()
        .is_some_and(|extension| extension == "jsonl");
    let (documents, settings) = if is_records {
        let title = source.file_stem().unwrap_or_default().to_string_lossy();
        let settings = Settings {
            title: title.into_owned(),
            ..Settings::default()
        };
        (kashkul_import::read_jsonl(source)?, settings)
    } else {
        let collection = kashkul_import::read_collection(source)?;
        for warning in &collection.warnings {
            eprintln!("warning: {warning}");
        }
        let settings = Settings {
            title: collection.title,
            languages: collection.languages,
            aliases: collection.aliases,
        };
        (collection.documents, settings)
    };
    let bytes = writer::write(&documents, &settings)?;
    fs::write(out, &bytes).map_err(|error| format!("{}: {error}", out.display()))?;
    println!("{} articles, {} bytes", documents.len(), bytes.len());
    Ok(())
}

fn open(pack: &Path) -> Result<Index, Box<dyn Error>> {
    let bytes = fs::read(pack).map_err(|error| format!("{}: {error}", pack.display()))?;
    let index = Index::open_verified(bytes);
    Ok(index.map_err(|error| format!("{}: {error}", pack.display()))?)
}

fn search(pack: &Path, query: &str, limit: usize, json: bool) -> Result<(), Box<dyn Error>> {
    let options = SearchOptions {
        limit,
        ..SearchOptions::default()
    };
    let index = open(pack)?;
    let result = index.search(query, &options);
    for hit in &result.hits {
        let title: String = hit.title.iter().map(|run| run.text).collect();
        let why: Vec<&str> = hit.why.iter().map(|why| why.name()).collect();
        if json {
            let record = serde_json::json!({
                "id": hit.id, "score": hit.score, "title": title, "why": why,
            });
            println!("{record}");
        } else {
            println!("{}  {title}  [{}]", hit.id, why.join(" "));
        }
    }
    if !json {
        println!("{} found", result.total);
    }
    Ok(())
}
