//! `kashkul pack`: sources to a site, to one file, or to a pack.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, ValueEnum};
use kashkul_cli::fonts::Missing;
use kashkul_cli::site;
use kashkul_engine::index::Index;
use serde_json::{Value, json};

use crate::error::Error;
use crate::info::Facts;
use crate::page::Page;
use crate::sources::Pictures;
use crate::terminal::{self, visible};
use crate::{output, sources};

/// What is ended with where some files were left out.
const LEFT_OUT: u8 = 3;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Folders, or files: .txt .md .html .epub .rss .atom .xml .json .jsonl.
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// What to write.
    #[arg(long, value_enum, default_value_t = Format::Site)]
    format: Format,
    /// Where to write it [default: site, kashkul.html or collection.kashkul, by the format].
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Leave out what cannot be read, name it, and end with 3.
    #[arg(long)]
    keep_going: bool,
    #[command(flatten)]
    pictures: Pictures,
    /// Print the summary as JSON.
    #[arg(long)]
    json: bool,
}

/// What a collection can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A folder of static files, for any host.
    Site,
    /// One file that opens by double click.
    Html,
    /// The articles and their index alone.
    Pack,
}

impl Format {
    fn usual_name(self) -> &'static str {
        match self {
            Format::Site => "site",
            Format::Html => "kashkul.html",
            Format::Pack => "collection.kashkul",
        }
    }

    /// The kind of file, where it is one.
    fn file(self) -> Option<output::Kind> {
        match self {
            Format::Site => None,
            Format::Html => Some(output::Kind::Page),
            Format::Pack => Some(output::Kind::Pack),
        }
    }

    /// Where it is written, if need be into the folder that `out` is.
    fn place(self, out: Option<&Path>) -> PathBuf {
        let usual_name = self.usual_name();
        let out = out.unwrap_or(Path::new(usual_name));
        match self {
            Format::Site => out.to_owned(),
            Format::Html | Format::Pack => output::file_at(out, usual_name),
        }
    }
}

pub(crate) fn run(options: &Options) -> Result<ExitCode, Error> {
    let started = Instant::now();
    let format = options.format;
    // Asked for first: what cannot be finished is not begun.
    let out = format.place(options.out.as_deref());
    if let Some(kind) = format.file() {
        output::check_file_is_free(&out, kind, &options.sources)?;
    }
    let page = match format {
        Format::Pack => None,
        Format::Site | Format::Html => Some(Page::load()?),
    };
    let found = options.pictures.find(&options.sources, Some(&out));
    let packed = sources::pack(found, options.keep_going)?;
    // Read where it is until the program ends, which is soon: a copy is as large again.
    let pack: &'static [u8] = packed.pack.leak();
    let index = Index::open(pack).map_err(|error| Error::Open(out.clone(), error))?;
    let missing = page.as_ref().map(|page| page.fonts().missing(&index));
    let missing: Vec<String> = missing.iter().flatten().map(Missing::to_string).collect();
    write(format, &out, page.as_ref(), &index, pack, &packed.theme)?;

    let facts = Facts::of(&index, pack, packed.n_words);
    if options.json {
        let list = |problems: &[kashkul_import::Problem]| -> Vec<Value> {
            problems.iter().map(problem).collect()
        };
        let mut summary = facts.json();
        summary["out"] = json!(shown(&out));
        summary["files"] = json!(packed.n_files);
        summary["source_bytes"] = json!(packed.len_bytes);
        summary["seconds"] = json!(started.elapsed().as_secs_f64());
        summary["warnings"] = json!(list(&packed.warnings));
        summary["missing_letters"] = json!(missing);
        summary["left_out"] = json!(list(&packed.problems.0));
        terminal::print_line(summary)?;
    } else {
        sources::say_all("warning: ", &packed.warnings);
        sources::say_all("left out: ", &packed.problems.0);
        sources::say_all("warning: ", &missing);
        let seconds = started.elapsed().as_secs_f64();
        terminal::print_line(format_args!(
            "{facts}{} in {seconds:.1} s",
            visible(out.display())
        ))?;
    }
    Ok(match packed.problems.0.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(LEFT_OUT),
    })
}

fn write(
    format: Format,
    out: &Path,
    page: Option<&Page>,
    index: &Index,
    pack: &[u8],
    theme: &str,
) -> Result<(), Error> {
    let Some(page) = page else {
        return output::write_file(out, pack);
    };
    let icons = page.icons();
    let assets = page.assets(&icons, pack, theme);
    if format == Format::Html {
        let html = site::single_file(index, &assets).map_err(Error::Site)?;
        return output::write_file(out, html.as_bytes());
    }
    output::write_site(out, &site::hosted(index, &assets).map_err(Error::Site)?)
}

fn problem(problem: &kashkul_import::Problem) -> Value {
    json!({ "path": shown(&problem.path), "line": problem.line, "kind": problem.kind.name(), "what": problem.what })
}

/// A path as people read it: JSON has no other, and a file may have a name that is no text.
fn shown(path: &Path) -> String {
    path.display().to_string()
}
