//! What a machine must have, besides browsers.
//!
//! Owns finding it, mending it where that is possible without asking, and the one sentence that
//! says what to install where it is not. What is there already is left as it is.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{find_program, output, run, say};

/// The target of the search module.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

const NO_WASM_TARGET: &str = "Rust's standard library for wasm32-unknown-unknown is missing: \
    install it with `rustup target add wasm32-unknown-unknown`, or, where Rust came from a \
    distribution, its package for that target (Debian: libstd-rust-dev-wasm32 and lld, Fedora: \
    rust-std-static-wasm32-unknown-unknown, Arch: rust-wasm)";

const NO_NODE: &str = "Node.js is missing, which runs the tests of www/: install it (20 or newer) \
    so that `node` is in PATH";

/// Has the wasm32 standard library, installing it by rustup if it must.
pub(crate) fn wasm_target() -> Result<()> {
    if is_wasm_target_there() {
        return Ok(());
    }
    if find_program("rustup").is_some() {
        say("installing Rust's standard library for wasm32-unknown-unknown");
        if let Err(error) = run(Command::new("rustup").args(["target", "add", WASM_TARGET])) {
            eprintln!("{error:#}");
        }
        if is_wasm_target_there() {
            return Ok(());
        }
    }
    bail!(NO_WASM_TARGET)
}

/// Asks the compiler itself, so that any way of installing counts.
fn is_wasm_target_there() -> bool {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let arguments = ["--print", "target-libdir", "--target", WASM_TARGET];
    output(Command::new(rustc).args(arguments)).is_some_and(|libdir| {
        Path::new(&libdir).read_dir().is_ok_and(|mut files| {
            files.any(|file| {
                file.is_ok_and(|file| {
                    let name = file.file_name();
                    let name = name.to_string_lossy();
                    name.starts_with("libcore-") && name.ends_with(".rlib")
                })
            })
        })
    })
}

/// Node.js, which nobody but its user can choose how to install.
pub(crate) fn node() -> Result<PathBuf> {
    match find_program("node") {
        Some(path) => Ok(path),
        None => bail!(NO_NODE),
    }
}

/// Has the npm packages that a folder's lock file names.
pub(crate) fn packages(folder: &Path) -> Result<()> {
    let time = |name: &str| folder.join(name).metadata()?.modified();
    let installed = time("node_modules/.package-lock.json");
    if installed
        .is_ok_and(|installed| time("package-lock.json").is_ok_and(|lock| lock <= installed))
    {
        return Ok(());
    }
    run(Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund"])
        .current_dir(folder))
}
