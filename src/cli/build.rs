//! Puts the page's files into the program, where `cargo xtask` has written them.
//!
//! A fresh checkout has none: the program is built all the same, and says so when it needs them.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    if env::var_os("CARGO_FEATURE_PROGRAM").is_none() {
        println!("cargo::rerun-if-changed=build.rs");
        return Ok(());
    }
    // The whole package: a folder that is not there yet would count as changed every time.
    println!("cargo::rerun-if-changed=.");
    let mut paths = Vec::new();
    if let Ok(entries) = fs::read_dir("page") {
        for entry in entries {
            paths.push(entry?.path());
        }
    }
    paths.sort();
    let mut list = String::from("&[\n");
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let path = fs::canonicalize(&path)?;
        writeln!(list, "({name:?}, include_bytes!({path:?})),")?;
    }
    list.push(']');
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    fs::write(Path::new(&out).join("page.rs"), list)?;
    Ok(())
}
