//! Every test.
//!
//! Owns which tests there are and in what order they run. All of them run, whatever fails before:
//! one run names all that is wrong.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

use crate::Paths;
use crate::process::{cargo, output, run, run_and_keep, say};
use crate::setup::{self, WASM_TARGET};
use crate::{browsers, dist, size};

/// Tests in browsers that may fail and be run once more; of more, something broke.
const MAX_UNSTEADY: usize = 3;

/// One kind of test; an error says what failed.
type Step = fn(&Paths) -> Result<()>;

/// Runs the tests; `is_fast` leaves the browsers out.
pub(crate) fn run_all(paths: &Paths, is_fast: bool) -> Result<()> {
    let mut steps: Vec<(&str, Step)> = vec![
        ("formatting", formatting),
        ("lints", lints),
        ("Rust tests", rust_tests),
        ("www tests", www_tests),
        ("outputs and their sizes", sizes),
        ("packages", packages),
    ];
    if !is_fast {
        steps.push(("browser tests", browser_tests));
    }
    let mut failed = Vec::new();
    let n_steps = steps.len();
    for (name, step) in steps {
        say(name);
        if let Err(error) = step(paths) {
            eprintln!("{name} failed: {error:#}");
            failed.push(name);
        }
    }
    if is_fast {
        say("the browser tests were left out");
    }
    println!("{} passed, {} failed", n_steps - failed.len(), failed.len());
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    Ok(())
}

/// Takes pictures of the page in a browser, for people to look at.
pub(crate) fn screenshots(paths: &Paths) -> Result<()> {
    dist::build_all(paths)?;
    let chromium = browsers::chromium()?;
    run(&mut in_browser(
        paths,
        &["run", "--bin", "screenshots"],
        &chromium,
    )?)?;
    say("the pictures are in target/screenshots");
    Ok(())
}

fn formatting(paths: &Paths) -> Result<()> {
    if !is_component_there("fmt") {
        say("rustfmt is not installed: formatting is not checked");
        return Ok(());
    }
    cargo_run(paths, &["fmt", "--all", "--check"])
}

fn lints(paths: &Paths) -> Result<()> {
    if !is_component_there("clippy") {
        say("clippy is not installed: lints are not checked");
        return Ok(());
    }
    cargo_run(
        paths,
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "--deny",
            "warnings",
        ],
    )?;
    setup::wasm_target()?;
    let module = ["--package", "kashkul", "--lib", "--target", WASM_TARGET];
    cargo_run(
        paths,
        &[&["clippy"], &module[..], &["--", "--deny", "warnings"]].concat(),
    )
}

fn rust_tests(paths: &Paths) -> Result<()> {
    cargo_run(paths, &["test", "--no-fail-fast"])
}

fn www_tests(paths: &Paths) -> Result<()> {
    let directory = paths.root.join("tests/www");
    let mut files: Vec<PathBuf> = fs::read_dir(&directory)
        .with_context(|| directory.display().to_string())?
        .map(|file| Ok(file?.path()))
        .collect::<std::io::Result<_>>()?;
    // Named one by one: releases of Node differ in what a directory means.
    files.retain(|file| {
        let name = file.to_string_lossy();
        name.ends_with(".test.js") || name.ends_with(".test.mjs")
    });
    files.sort();
    ensure!(
        !files.is_empty(),
        "there are no tests in {}",
        directory.display()
    );
    run(Command::new(setup::node()?)
        .arg("--test")
        .args(files)
        .current_dir(&paths.root))
}

fn sizes(paths: &Paths) -> Result<()> {
    let files = dist::build_all(paths)?;
    eprint!("{}", size::table(&files));
    size::check_limits(&files)
}

/// What a crate is published with is there: the page in the program, what is included in the others.
fn packages(paths: &Paths) -> Result<()> {
    for (package, files) in [
        ("kashkul-engine", &["lib.rs", "data/aliases/places.tsv"][..]),
        ("kashkul-import", &["lib.rs", "template.toml"]),
        (
            "kashkul-cli",
            &["main.rs", "page/index.html", "page/kashkul.wasm"],
        ),
    ] {
        let arguments = ["package", "--list", "--allow-dirty", "--package", package];
        let list = output(cargo_in(paths).args(arguments));
        let list = list.with_context(|| format!("{package} cannot be packaged"))?;
        for file in [&["README.md", "LICENSE-MIT", "LICENSE-APACHE"], files].concat() {
            let is_there = list.lines().any(|line| line == file);
            ensure!(is_there, "the package {package} lacks {file}");
        }
    }
    Ok(())
}

fn browser_tests(paths: &Paths) -> Result<()> {
    let browsers = browsers::all(paths)?;
    setup::packages(&browser_folder(paths))?;
    let tests = || in_browser(paths, &["test", "--no-fail-fast"], &browsers);
    let mut printed = String::new();
    let Err(error) = run_and_keep(&mut tests()?, &mut printed) else {
        return Ok(());
    };
    let failed = ended(&printed, "FAILED");
    ensure!((1..=MAX_UNSTEADY).contains(&failed.len()), error);
    // What a busy machine kept waiting passes now; a fault that shows seldom may, too, and is named.
    say(&format!("once more, alone: {}", failed.join(", ")));
    let mut again = String::new();
    run_and_keep(tests()?.args(["--", "--exact"]).args(&failed), &mut again)?;
    let passed = ended(&again, "ok");
    let is_passed = |name| passed.contains(name);
    ensure!(failed.iter().all(is_passed), "not all of them ran again");
    say(&format!("unsteady: {}", failed.join(", ")));
    Ok(())
}

/// The tests that ended so, by what the test harness printed.
fn ended<'a>(printed: &'a str, how: &str) -> Vec<&'a str> {
    let lines = printed
        .lines()
        .filter_map(|line| line.strip_prefix("test "));
    let ends = lines.filter_map(|line| line.strip_suffix(how)?.strip_suffix(" ... "));
    ends.collect()
}

fn browser_folder(paths: &Paths) -> PathBuf {
    paths.root.join("tests/browser")
}

/// A cargo command for the browser tests' package.
fn in_browser(
    paths: &Paths,
    arguments: &[&str],
    programs: &[(&'static str, PathBuf)],
) -> Result<Command> {
    if !paths.dist().join("kashkul.html").is_file() {
        bail!("dist/ is not there: its step failed");
    }
    let mut command = cargo_in(paths);
    command
        .args(arguments)
        .args(["--package", "kashkul-browser-tests"])
        .env("KASHKUL_DIST", paths.dist())
        .env("KASHKUL_SCREENSHOTS", paths.target.join("screenshots"))
        .env(
            "KASHKUL_AXE",
            browser_folder(paths).join("node_modules/axe-core/axe.min.js"),
        )
        .envs(programs.iter().cloned());
    Ok(command)
}

fn cargo_run(paths: &Paths, arguments: &[&str]) -> Result<()> {
    run(cargo_in(paths).args(arguments))
}

/// Cargo at the project's root, with the one target directory.
fn cargo_in(paths: &Paths) -> Command {
    let mut command = cargo();
    command
        .current_dir(&paths.root)
        .env("CARGO_TARGET_DIR", &paths.target);
    command
}

fn is_component_there(name: &str) -> bool {
    output(cargo().args([name, "--version"])).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_named_by_how_they_ended() {
        let printed = "test page::opens ... ok\ntest passage::fades ... FAILED\n\nfailures:\n\n\
            ---- passage::fades stdout ----\n\nfailures:\n    passage::fades\n";
        assert_eq!(ended(printed, "FAILED"), ["passage::fades"]);
        assert_eq!(ended(printed, "ok"), ["page::opens"]);
        assert!(ended("error: could not compile", "FAILED").is_empty());
    }
}
