//! `kashkul search`: the same search as the page's, in a terminal.

use std::path::PathBuf;

use clap::Args;
use kashkul_engine::matcher::Run;
use kashkul_engine::search::{Hit, SearchOptions, Section};
use serde_json::json;

use crate::error::Error;
use crate::sources;
use crate::terminal::{self, isolated};

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// A .kashkul file, or what one is packed of: a folder or a file of articles.
    pack: PathBuf,
    /// What to search for.
    query: String,
    /// Most hits to print.
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// Print JSON Lines: id, score, title, why, and the section where there is one.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(options: &Options) -> Result<(), Error> {
    let index = sources::open(&options.pack, None)?;
    let asked = SearchOptions {
        limit: options.limit,
        ..SearchOptions::default()
    };
    let result = index.search(&options.query, &asked);
    for hit in &result.hits {
        let why: Vec<&str> = hit.why.iter().map(|why| why.name()).collect();
        if options.json {
            let title = text(&hit.title);
            let mut line = json!({ "id": hit.id, "score": hit.score, "title": title, "why": why });
            if let Some(Section { title, anchor }) = section(hit) {
                line["section"] = json!({ "title": title, "anchor": anchor });
            }
            terminal::print_line(line)?;
        } else {
            print_hit(hit, &why)?;
        }
    }
    match options.json {
        true => Ok(()),
        false => terminal::print_line(format_args!("{} found", result.total)),
    }
}

/// Each text is isolated: in a terminal that knows both directions, the signs between them stay
/// where they are.
fn print_hit(hit: &Hit<'_>, why: &[&str]) -> Result<(), Error> {
    let title = isolated(&text(&hit.title));
    let mut lines = format!("{}  {title}  [{}]", isolated(hit.id), why.join(" "));
    if let Some(Section { title, anchor }) = section(hit) {
        lines += &format!("\n    {}  #{}", isolated(title), isolated(anchor));
    }
    if let Some(place) = hit.places.first() {
        lines += &format!("\n    {}", isolated(&text(&place.snippet)));
    }
    terminal::print_line(lines)
}

/// The section that the best place is in.
fn section<'a>(hit: &Hit<'a>) -> Option<Section<'a>> {
    hit.places.first()?.section
}

fn text(runs: &[Run<'_>]) -> String {
    runs.iter().map(|run| run.text).collect()
}
