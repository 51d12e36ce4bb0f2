//! The command `kashkul`: pack articles, look into packs, search them, serve them, measure them.
//!
//! Owns the arguments and how the program ends: 0 when all was done, 1 when nothing was, 2 when the
//! arguments were wrong, 3 when some files were left out. Each command has a module.

// Printing by them ends in a panic where nothing can be printed: `terminal` has what does not.
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod error;
mod eval;
mod export;
mod info;
mod init;
mod output;
mod pack;
mod page;
mod search;
mod serve;
mod sources;
mod terminal;

use clap::{CommandFactory as _, Parser, Subcommand};
use clap_complete::Shell;
use std::process::ExitCode;

use error::Error;

/// Offline search and reading for Persian, Arabic and mixed texts.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a site, one file or a pack of articles.
    #[command(after_help = "Examples:
  kashkul pack articles --out site            a folder for any static host
  kashkul pack articles --format html         kashkul.html, to be handed on
  kashkul pack a.jsonl b --format pack --out c.kashkul
  kashkul pack saved --keep-going --json      what cannot be read is left out and named

Ends with 0, with 1 when nothing was written, with 3 when files were left out.")]
    Pack(pack::Options),
    /// Write a collection.toml that explains its keys.
    Init(init::Options),
    /// Say what is in a pack.
    Info(info::Options),
    /// Search a pack, or articles that are not packed yet.
    #[command(after_help = "Examples:
  kashkul search c.kashkul 'لاوروف'
  kashkul search articles '\"سازمان ملل\" year:2022' --limit 3 --json")]
    Search(search::Options),
    /// Serve articles, or a finished site, to browsers of this machine.
    #[command(after_help = "Examples:
  kashkul serve articles --watch              packs anew when a file changes
  kashkul serve site --port 8000")]
    Serve(serve::Options),
    /// Run a file of queries and measure ranking and speed.
    #[command(after_help = "Example:
  kashkul eval docs.jsonl --queries queries.tsv --qrels qrels.tsv --run run.txt")]
    Eval(eval::Options),
    /// Write a collection as another search engine takes it.
    #[command(after_help = "Examples:
  kashkul export c.kashkul --format meilisearch --out news.ndjson
  kashkul export articles --format opensearch --index news | curl -H 'content-type: application/x-ndjson' \
    --data-binary @- localhost:9200/_bulk")]
    Export(export::Options),
    /// Print what makes a shell complete the commands.
    #[command(after_help = "Example:
  kashkul completions bash > ~/.local/share/bash-completion/completions/kashkul")]
    Completions {
        /// Which shell.
        shell: Shell,
    },
}

fn main() -> ExitCode {
    // Whoever reads the first lines only (`| head`) ends the program quietly.
    sigpipe::reset();
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            terminal::say(error);
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Error> {
    match command {
        Command::Pack(options) => return pack::run(&options),
        Command::Init(options) => init::run(&options)?,
        Command::Info(options) => info::run(&options)?,
        Command::Search(options) => search::run(&options)?,
        Command::Serve(options) => serve::run(&options)?,
        Command::Eval(options) => eval::run(&options)?,
        Command::Export(options) => export::run(&options)?,
        Command::Completions { shell } => {
            let mut command = Arguments::command();
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut command, "kashkul", &mut script);
            terminal::print(String::from_utf8_lossy(&script))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_sound() {
        Arguments::command().debug_assert();
    }
}
