//! Showing the site.
//!
//! Owns the choice of a port and the line that names the address; serving is `kashkul_cli`'s.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use kashkul_cli::server::Server;

/// Tried first, so that the address, and what a browser keeps for it, stays the same.
const USUAL_PORT: u16 = 8017;

/// Serves the files of a folder until the program is ended; the address is the last line printed.
///
/// # Errors
/// When the port is taken or the folder cannot be read.
pub(crate) fn serve(directory: &Path, port: Option<u16>) -> Result<()> {
    let mut files = Vec::new();
    for entry in directory
        .read_dir()
        .with_context(|| directory.display().to_string())?
    {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        files.push((name, fs::read(entry.path())?));
    }
    let server = match port {
        Some(port) => Server::bind(port, files).with_context(|| format!("port {port}"))?,
        None => Server::bind(USUAL_PORT, files.clone()).or_else(|_| Server::bind(0, files))?,
    };
    let mut out = std::io::stdout();
    writeln!(out, "{}", server.address())?;
    out.flush()?;
    server.run(|_| {});
    Ok(())
}
