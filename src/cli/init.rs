//! `kashkul init`: a `collection.toml` to begin with.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use crate::error::Error;
use crate::terminal::{self, visible};

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The folder of the articles.
    #[arg(default_value = ".")]
    folder: PathBuf,
}

pub(crate) fn run(options: &Options) -> Result<(), Error> {
    let path = options.folder.join(kashkul_import::SETTINGS_FILE);
    // One that is there is never written over.
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    let written =
        file.and_then(|mut file| file.write_all(kashkul_import::SETTINGS_TEMPLATE.as_bytes()));
    written.map_err(Error::file(&path))?;
    terminal::print_line(visible(path.display()))
}
