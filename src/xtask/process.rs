//! Other programs.
//!
//! Owns running them: a step says what it does before it does it, and a failure names the command.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail, ensure};

/// Says on standard error what happens next; standard output is kept for results.
pub(crate) fn say(step: &str) {
    eprintln!("• {step}");
}

/// Runs a command with its output shown.
///
/// What it prints goes to standard error, so that the last line of standard output stays ours.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let shown = show(command);
    command.stdout(std::io::stderr());
    let status = command
        .status()
        .with_context(|| format!("cannot run {shown}"))?;
    match status.success() {
        true => Ok(()),
        false => bail!("{shown}: {status}"),
    }
}

/// The same, and adds what it prints to `printed`.
pub(crate) fn run_and_keep(command: &mut Command, printed: &mut String) -> Result<()> {
    let shown = show(command);
    let there = || format!("cannot run {shown}");
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(there)?;
    for line in child
        .stdout
        .take()
        .map(BufReader::new)
        .into_iter()
        .flat_map(BufRead::lines)
    {
        let line = line.with_context(there)?;
        eprintln!("{line}");
        printed.push_str(&line);
        printed.push('\n');
    }
    let status = child.wait().with_context(there)?;
    ensure!(status.success(), "{shown}: {status}");
    Ok(())
}

/// What a command prints, without its complaints; none if it fails or is not there.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    if !output.status.success() {
        return None;
    }
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}

/// Whether a program of that name is in `PATH` and where.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|directory| directory.join(&name))
        .find(|path| path.is_file())
}

/// The cargo that started this tool.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn show(command: &Command) -> String {
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect();
    format!("`{}`", words.join(" "))
}
