//! `kashkul export`: a collection for another search engine.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use kashkul_cli::bulk;

use crate::error::Error;
use crate::{output, sources};

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// A .kashkul file, or what one is packed of: a folder or a file of articles.
    pack: PathBuf,
    /// Who is to take it.
    #[arg(long, value_enum)]
    format: Format,
    /// The name of the index, in the lines of OpenSearch.
    #[arg(long, default_value = "kashkul")]
    index: String,
    /// The file to write; it is printed where none is named.
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A JSON object a line, with `key` as the primary key
    Meilisearch,
    /// A JSON object a line
    Typesense,
    /// Pairs of lines for _bulk
    Opensearch,
    /// One JSON list of names and addresses, without texts
    List,
}

pub(crate) fn run(options: &Options) -> Result<(), Error> {
    let index = sources::open(&options.pack)?;
    let (text, usual_name) = match options.format {
        Format::Meilisearch => (bulk::meilisearch(&index), "meilisearch.ndjson"),
        Format::Typesense => (bulk::typesense(&index), "typesense.jsonl"),
        Format::Opensearch => (
            bulk::opensearch(&index, &options.index),
            "opensearch.ndjson",
        ),
        Format::List => (bulk::list(&index), "kashkul.json"),
    };
    match &options.out {
        Some(out) => {
            output::write_file(out, usual_name, text.as_bytes())?;
        }
        None => print!("{text}"),
    }
    Ok(())
}
