//! Packs the articles of `seeds/` for `src/lib.rs` to include.

use kashkul_engine::writer;
use std::path::Path;
use std::process::ExitCode;
use std::{env, error::Error, fs};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=seeds");
    match pack() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            for line in error.to_string().lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn pack() -> Result<(), Box<dyn Error>> {
    let collection = kashkul_import::read_collection(Path::new("seeds"))?;
    for warning in &collection.warnings {
        println!("cargo::warning={warning}");
    }
    let pack = writer::write(&collection.documents(), &collection.settings)?;
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    fs::write(Path::new(&out).join("seeds.kashkul"), pack)?;
    Ok(())
}
