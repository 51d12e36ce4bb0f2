//! The search module: from Rust to the files a browser loads.
//!
//! Owns the cargo build for wasm32 and the JavaScript glue, which wasm-bindgen writes in this
//! process, so that there is no second tool whose version could drift.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail, ensure};
use wasm_bindgen_cli_support::{Bindgen, Output as JsOutput};

use crate::Paths;
use crate::order;
use crate::process::{cargo, run, say};
use crate::setup::{self, WASM_TARGET};
use crate::size::digest;
use crate::trap;

/// The search module as browsers load it.
pub(crate) struct SearchModule {
    /// The WebAssembly.
    pub(crate) wasm: Vec<u8>,
    /// The ES module that loads it and offers its functions.
    pub(crate) glue: String,
}

/// Builds what is not fresh.
pub(crate) fn build(paths: &Paths) -> Result<SearchModule> {
    setup::wasm_target()?;
    ensure_same_bindgen(&fs::read_to_string(paths.root.join("Cargo.lock"))?)?;
    say("building the search module with the collection inside");
    let built = compile(paths, "kashkul", "wasm")?;

    let cached = Cached::new(paths, "glue", &built);
    if let Some(module) = cached.read() {
        return Ok(module);
    }
    say("writing its JavaScript glue");
    let module = bind(built)?;
    cached.write(&module)?;
    Ok(module)
}

/// Builds the module that packs articles in a browser.
pub(crate) fn build_packer(paths: &Paths) -> Result<SearchModule> {
    say("building the module that packs articles of one's own");
    let built = compile(paths, "kashkul-packer", "packer")?;
    let cached = Cached::new(paths, "packer-glue", &built);
    if let Some(module) = cached.read() {
        return Ok(module);
    }
    let mut output = bindgen("kashkul_packer", built)?.generate_output()?;
    ensure_alone(&output)?;
    let module = SearchModule {
        glue: output.js().to_owned(),
        wasm: output.wasm_mut().emit_wasm(),
    };
    cached.write(&module)?;
    Ok(module)
}

/// The passes of "2" that make code longer and hardly faster, kept short: loops are not unrolled,
/// turned or doubled behind a branch, and functions inlined less than half as eagerly.
const LEAN: [&str; 7] = [
    "-unroll-threshold=20",
    "-unroll-runtime=false",
    "-unroll-allow-partial=false",
    "-jump-threading-threshold=1",
    "-rotation-max-header-size=2",
    "-enable-pre=false",
    "-inline-threshold=90",
];

/// What the compiler makes of a package's library.
fn compile(paths: &Paths, package: &str, profile: &str) -> Result<Vec<u8>> {
    run(cargo()
        .args(["build", "--package", package, "--lib"])
        .args(["--profile", profile, "--target", WASM_TARGET])
        .args(["--config", &compiler_flags(profile)?])
        .arg("--target-dir")
        .arg(&paths.target)
        .current_dir(&paths.root))?;
    let name = format!("{}.wasm", package.replace('-', "_"));
    let built = paths.target.join(WASM_TARGET).join(profile).join(name);
    fs::read(&built).with_context(|| format!("cannot read {}", built.display()))
}

/// A setting of cargo's with the compiler's flags.
///
/// One keeps this machine's folders out of the module: panics name their source files, and the
/// module is to be the same wherever it is built. One halves the stack, which lies below the data:
/// addresses of less than a mebibyte are a byte shorter. And one leaves the addresses in loops as
/// they are written: to count them up apart is more code, and the browser's compiler does it anyway.
///
/// The search module has those of `LEAN` besides.
fn compiler_flags(profile: &str) -> Result<String> {
    let cargo_home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .context("there is no home folder: set CARGO_HOME to the folder of cargo's registry")?;
    let registry = cargo_home.join("registry/src");
    let mut flags = vec![
        format!("--remap-path-prefix={}=", registry.display()),
        "-Clink-arg=-zstack-size=524288".to_owned(),
        "-Cllvm-args=-disable-lsr".to_owned(),
    ];
    if profile == "wasm" {
        flags.extend(LEAN.map(|pass| format!("-Cllvm-args={pass}")));
    }
    // Literal strings of TOML, in which backslashes stand for themselves.
    let flags: Vec<String> = flags.iter().map(|flag| format!("'{flag}'")).collect();
    Ok(format!(
        "target.{WASM_TARGET}.rustflags=[{}]",
        flags.join(", ")
    ))
}

/// Turns what the compiler wrote into what browsers load.
fn bind(built: Vec<u8>) -> Result<SearchModule> {
    let mut output = bindgen("kashkul", built)?.generate_output()?;
    ensure_alone(&output)?;
    trap::silence(output.wasm_mut())?;
    Ok(SearchModule {
        glue: begun_with_a_module(output.js())?,
        wasm: order::by_type(&output.wasm_mut().emit_wasm())?,
    })
}

/// The glue without the other ways to begin: the library compiles the module itself, since it tells
/// apart why that fails.
fn begun_with_a_module(glue: &str) -> Result<String> {
    let beginnings = "async function __wbg_load(";
    let (rest, dropped) = glue
        .split_once(beginnings)
        .with_context(|| format!("the glue has no `{beginnings}`"))?;
    ensure!(
        dropped.contains("__wbg_finalize_init(instance, module)")
            && rest.contains("function __wbg_get_imports()"),
        "the glue begins in another way than this tool knows"
    );
    Ok(format!(
        "{rest}export default async function init({{ module_or_path: module }}) {{\n  \
         const instance = await WebAssembly.instantiate(module, __wbg_get_imports());\n  \
         return __wbg_finalize_init(instance, module);\n}}\n"
    ))
}

fn bindgen(name: &str, built: Vec<u8>) -> Result<Bindgen> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(name, built)
        .web(true)?
        .typescript(false)
        // The library names the file itself: `kashkul.wasm` beside it.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    Ok(bindgen)
}

fn ensure_alone(output: &JsOutput) -> Result<()> {
    // Every crate that imports has an entry, most of them an empty one.
    ensure!(
        output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty(),
        "the module brings JavaScript files of its own, which the page cannot carry"
    );
    Ok(())
}

/// Glue and module understand each other only if both come from one version.
fn ensure_same_bindgen(lock: &str) -> Result<()> {
    let library = locked_version(lock, "wasm-bindgen")?;
    let tool = locked_version(lock, "wasm-bindgen-cli-support")?;
    ensure!(
        library == tool,
        "Cargo.lock has wasm-bindgen {library} but wasm-bindgen-cli-support {tool}: set both to \
         one version in Cargo.toml and src/xtask/Cargo.toml"
    );
    Ok(())
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Result<&'a str> {
    let entry = format!("name = \"{package}\"\nversion = \"");
    match lock
        .split_once(&entry)
        .and_then(|(_, rest)| rest.split_once('"'))
    {
        Some((version, _)) => Ok(version),
        None => bail!("Cargo.lock does not name {package}"),
    }
}

/// The files of the last run, good for as long as the compiler writes the same module.
struct Cached {
    directory: PathBuf,
    key: String,
}

impl Cached {
    fn new(paths: &Paths, folder: &str, built: &[u8]) -> Cached {
        // This tool's own date stands for the options it binds with.
        let tool = std::env::current_exe().and_then(|path| path.metadata()?.modified());
        let key = format!("{} {tool:?}", digest(built));
        Cached {
            directory: paths.cache().join(folder),
            key,
        }
    }

    fn read(&self) -> Option<SearchModule> {
        let read = |name| fs::read(self.directory.join(name)).ok();
        if read("key")? != self.key.as_bytes() {
            return None;
        }
        let glue = String::from_utf8(read("kashkul_glue.js")?).ok()?;
        Some(SearchModule {
            wasm: read("kashkul.wasm")?,
            glue,
        })
    }

    fn write(&self, module: &SearchModule) -> Result<()> {
        fs::create_dir_all(&self.directory)?;
        // The key goes first and comes back last: half a write is no cache.
        let key = self.directory.join("key");
        if key.exists() {
            fs::remove_file(&key)?;
        }
        fs::write(self.directory.join("kashkul.wasm"), &module.wasm)?;
        fs::write(self.directory.join("kashkul_glue.js"), &module.glue)?;
        fs::write(key, &self.key)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glue_that_begins_otherwise_is_refused() {
        let glue = "function __wbg_get_imports() {}\nasync function __wbg_load(module) {}\n\
            function initSync() { return __wbg_finalize_init(instance, module); }";
        let lean = begun_with_a_module(glue).unwrap();
        assert!(lean.starts_with("function __wbg_get_imports() {}\nexport default async"));
        assert!(!lean.contains("initSync"));
        assert!(begun_with_a_module("function load() {}").is_err());
        assert!(begun_with_a_module(&glue.replace("_finalize", "")).is_err());
    }

    #[test]
    fn versions_that_differ_are_named() {
        let lock = |tool: &str| {
            format!(
                "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n\n[[package]]\n\
                 name = \"wasm-bindgen-cli-support\"\nversion = \"{tool}\"\n"
            )
        };
        ensure_same_bindgen(&lock("0.2.130")).unwrap();
        let error = ensure_same_bindgen(&lock("0.2.129"))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("0.2.130") && error.contains("0.2.129"),
            "{error}"
        );
        assert!(ensure_same_bindgen("").is_err());
    }
}
