//! `kashkul export`: a collection for another search engine.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use kashkul_cli::bulk;

use crate::error::Error;
use crate::{output, sources, terminal};

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

impl Format {
    fn usual_name(self) -> &'static str {
        match self {
            Format::Meilisearch => "meilisearch.ndjson",
            Format::Typesense => "typesense.jsonl",
            Format::Opensearch => "opensearch.ndjson",
            Format::List => "kashkul.json",
        }
    }
}

pub(crate) fn run(options: &Options) -> Result<(), Error> {
    let usual_name = options.format.usual_name();
    let out = options.out.as_deref();
    let out = out.map(|out| output::file_at(out, usual_name));
    if let Some(out) = &out {
        output::check_file_is_free(out, output::Kind::Export, &[&options.pack])?;
    }
    let index = sources::open(&options.pack, out.as_deref())?;
    let text = match options.format {
        Format::Meilisearch => bulk::meilisearch(&index),
        Format::Typesense => bulk::typesense(&index),
        Format::Opensearch => bulk::opensearch(&index, &options.index),
        Format::List => bulk::list(&index),
    };
    match out {
        Some(out) => output::write_file(&out, text.as_bytes()),
        None => terminal::print(text),
    }
}
