//! What is shipped: the site, the single file, the npm package, the program.
//!
//! Owns the folder `dist`, and the page's files that the program carries. The page itself is made by
//! `kashkul_cli::site`, the same for everyone who packs a collection.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

use anyhow::{Context as _, Result, anyhow, ensure};
use kashkul_cli::bulk;
use kashkul_cli::fonts::{self, Fonts};
use kashkul_cli::offline::{self, ICONS, Icon, Offline};
use kashkul_cli::own::Own;
use kashkul_cli::site::{self, Assets};
use kashkul_engine::index::Index;
use kashkul_engine::writer;
use serde_json::json;

use crate::Paths;
use crate::hollow;
use crate::imports::{self, Modules, OnDemand};
use crate::link;
use crate::process::{cargo, run, say};
use crate::size::{self, Sized};
use crate::wasm::{self, SearchModule};

/// What a browser asks for until the first result is shown.
pub(crate) const LOADED_BY_THE_PAGE: [&str; 3] =
    ["site/index.html", "site/app.js", "site/kashkul.wasm"];

/// The page's entry.
const PAGE: &str = "app.js";

/// The single file's entry.
const SINGLE: &str = "single.js";

/// The library's entry, the root of the npm package.
const LIBRARY: &str = "kashkul.js";

/// The custom elements: the module that each is linked from, and the file that it is.
const ELEMENTS: [(&str, &str); 2] = [
    ("search-element", "kashkul-search.js"),
    ("reader-element", "kashkul-reader.js"),
];

/// What else of the package is linked: the engine, which the elements load when it is needed, and the
/// script of the page for frames.
const LINKED: [&str; 2] = ["engine.js", "embed.js"];

/// What the package has from `www/` as it is.
const SHIPPED_AS_THEY_ARE: [&str; 4] = [
    "custom-elements.json",
    "elements.d.ts",
    "embed.html",
    "kashkul.d.ts",
];

/// Everything that is needed to write any of the outputs.
struct Parts {
    index: Index,
    pack: Vec<u8>,
    /// Rules of style.
    theme: String,
    modules: Modules,
    module: SearchModule,
    template: String,
    style: String,
    script: String,
    inline_script: String,
    worker: String,
    offline_script: String,
    own_script: String,
    own_worker: String,
    packer: Vec<u8>,
    icons: Vec<Vec<u8>>,
    /// Each font with its licence.
    fonts: [[Vec<u8>; 2]; 2],
    letters: String,
    /// The modules that the page imports on demand.
    on_demand: Vec<(String, String)>,
}

impl Parts {
    fn build(paths: &Paths) -> Result<Parts> {
        let module = wasm::build(paths)?;
        let packer = wasm::build_packer(paths)?;
        let www = paths.root.join("www");
        let first = minify_style(&read(&www.join("kashkul.css"))?)?;
        let later = minify_style(&read(&www.join("reading.css"))?)?;
        let mut modules = read_modules(&www)?;
        modules.insert("kashkul_glue.js".to_owned(), module.glue.clone());
        modules.insert("packer_glue.js".to_owned(), packer.glue);
        let own_style = minify_style(&read(&www.join("own.css"))?)?;
        modules.insert("own.css.js".to_owned(), style_module(&own_style));
        let offline_style = minify_style(&read(&www.join("offline.css"))?)?;
        modules.insert("offline.css.js".to_owned(), style_module(&offline_style));
        let shared = read(&www.join("element.css"))?;
        for (name, _) in ELEMENTS {
            let own = read(&www.join(format!("{name}.css")))?;
            let style = style_module(&minify_style(&(shared.clone() + &own))?);
            modules.insert(format!("{name}.css.js"), style);
        }
        let (pack, theme) = pack(&paths.root.join("seeds"))?;
        let apart = with_styles(&modules, &first, &later)?;
        // One file carries the style sheets as they are.
        let within = with_styles(&modules, "", "")?;
        let parts = Parts {
            index: Index::open(pack.clone())?,
            pack,
            theme,
            template: read(&www.join("index.html"))?,
            script: link::minify(&link::link(PAGE, &apart, OnDemand::Apart)?)?,
            inline_script: link::minify(&link::link(SINGLE, &within, OnDemand::Within)?)?,
            on_demand: on_demand(&apart)?,
            worker: link::minify(&read(&www.join("sw.js"))?)?,
            offline_script: link::minify(&link::link("offline.js", &modules, OnDemand::Apart)?)?,
            icons: read_icons(&www.join("icons"))?,
            fonts: read_fonts(&www.join("fonts"))?,
            letters: read(&www.join("fonts/letters.txt"))?,
            own_script: link::minify(&link::link("own.js", &apart, OnDemand::Apart)?)?,
            own_worker: link::minify(&link::link("packing-worker.js", &modules, OnDemand::Apart)?)?,
            packer: packer.wasm,
            modules,
            module,
            style: first + &later,
        };
        parts.check_letters()?;
        Ok(parts)
    }

    /// Every letter of `seeds/` is in the page's fonts.
    fn check_letters(&self) -> Result<()> {
        let missing = self.fonts().missing(&self.index);
        let lines: Vec<String> = missing.iter().map(ToString::to_string).collect();
        ensure!(
            lines.is_empty(),
            "{}\nadd what is missing to www/fonts/subset.mjs, and run that",
            lines.join("\n")
        );
        Ok(())
    }

    fn fonts(&self) -> Fonts<'_> {
        let files = self.fonts.each_ref();
        let files = files.map(|font| font.each_ref().map(Vec::as_slice));
        Fonts::of(files, &self.letters)
    }

    fn icons(&self) -> Vec<Icon<'_>> {
        offline::icons(self.icons.iter().map(Vec::as_slice))
    }

    fn assets<'a>(&'a self, icons: &'a [Icon<'a>]) -> Assets<'a> {
        Assets {
            template: &self.template,
            script: &self.script,
            inline_script: &self.inline_script,
            style: &self.style,
            theme: &self.theme,
            wasm: &self.module.wasm,
            on_demand: &self.on_demand,
            pack: None,
            fonts: self.fonts(),
            offline: Offline {
                worker: &self.worker,
                script: &self.offline_script,
                icons,
            },
        }
    }

    fn write_site(&self, paths: &Paths) -> Result<Vec<(String, Vec<u8>)>> {
        let own = Own {
            script: &self.own_script,
            worker: &self.own_worker,
            module: &self.packer,
        };
        let files = site::hosted_with(&self.index, &self.assets(&self.icons()), Some(&own))?;
        let files = files
            .into_iter()
            .map(|file| (format!("site/{}", file.path), file.bytes));
        write_all(paths, "site", files.collect())
    }

    fn write_single_file(&self, paths: &Paths) -> Result<(String, Vec<u8>)> {
        let page = site::single_file(&self.index, &self.assets(&self.icons()))?.into_bytes();
        fs::create_dir_all(paths.dist())?;
        fs::write(paths.dist().join("kashkul.html"), &page)?;
        Ok(("kashkul.html".to_owned(), page))
    }

    /// Writes the files that the program `kashkul` is built with; no collection is among them.
    fn write_page(&self, paths: &Paths) -> Result<()> {
        let folder = paths.root.join("src/cli/page");
        let wasm = hollow::without(&self.module.wasm, &self.pack)?;
        let mut files: Vec<(&str, &[u8])> = vec![
            ("index.html", self.template.as_bytes()),
            ("app.js", self.script.as_bytes()),
            ("inline.js", self.inline_script.as_bytes()),
            ("kashkul.css", self.style.as_bytes()),
            ("kashkul.wasm", &wasm),
            ("sw.js", self.worker.as_bytes()),
            ("offline.js", self.offline_script.as_bytes()),
            ("letters.txt", self.letters.as_bytes()),
        ];
        let icons = self.icons();
        files.extend(icons.iter().map(|icon| (icon.path, icon.bytes)));
        let on_demand = self.on_demand.iter();
        files.extend(on_demand.map(|(name, module)| (name.as_str(), module.as_bytes())));
        fs::create_dir_all(&folder)?;
        let fonts = self.fonts();
        let fonts = fonts.files();
        files.extend(fonts.iter().map(|(name, bytes)| (name.as_str(), *bytes)));
        for (name, bytes) in files {
            let path = folder.join(name);
            // What is newer is compiled in again.
            if fs::read(&path).is_ok_and(|old| old == bytes) {
                continue;
            }
            fs::write(&path, bytes).with_context(|| path.display().to_string())?;
        }
        Ok(())
    }

    fn write_npm(&self, paths: &Paths) -> Result<Vec<(String, Vec<u8>)>> {
        let mut files = vec![
            ("npm/kashkul.wasm".to_owned(), self.module.wasm.clone()),
            (
                "npm/kashkul.json".to_owned(),
                bulk::list(&self.index).into_bytes(),
            ),
        ];
        for name in SHIPPED_AS_THEY_ARE {
            let file = paths.root.join("www").join(name);
            files.push((format!("npm/{name}"), read(&file)?.into_bytes()));
        }
        let readme = read(&paths.root.join("www/npm.md"))?;
        files.push(("npm/README.md".to_owned(), readme.into_bytes()));
        for name in link::reachable(LIBRARY, &self.modules)? {
            files.push((
                format!("npm/{name}"),
                self.modules[&name].clone().into_bytes(),
            ));
        }
        for (module, file) in ELEMENTS {
            let script = link::link_apart(&format!("{module}.js"), &self.modules)?;
            files.push((format!("npm/{file}"), link::minify(&script)?.into_bytes()));
        }
        for name in LINKED {
            let script = link::minify(&link::link_apart(name, &self.modules)?)?;
            files.push((format!("npm/{name}"), script.into_bytes()));
        }
        let loaded = files.iter().filter(|(name, _)| {
            let path = Path::new(name).extension();
            path.is_some_and(|extension| extension == "js" || extension == "wasm")
        });
        let integrity: BTreeMap<&str, String> = loaded
            .map(|(name, bytes)| (name.trim_start_matches("npm/"), offline::integrity(bytes)))
            .collect();
        let integrity = serde_json::to_vec_pretty(&integrity)?;
        files.push(("npm/integrity.json".to_owned(), integrity));
        for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
            let text = fs::read(paths.root.join(licence))
                .with_context(|| format!("the package must carry {licence}"))?;
            files.push((format!("npm/{licence}"), text));
        }
        let mut names: Vec<&str> = files
            .iter()
            .map(|(path, _)| path.trim_start_matches("npm/"))
            .collect();
        names.sort_unstable();
        let manifest = package_manifest(&names)?;
        files.push((
            "npm/package.json".to_owned(),
            format!("{manifest}\n").into_bytes(),
        ));
        files.sort();
        write_all(paths, "npm", files)
    }
}

/// The manifest of the npm package.
fn package_manifest(names: &[&str]) -> Result<String> {
    let module = |types: &str, file: &str| json!({ "types": types, "default": file });
    let manifest = json!({
        "name": "kashkul",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Offline search and reading for Persian, Arabic and mixed texts",
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "sideEffects": ["./kashkul-search.js", "./kashkul-reader.js", "./embed.js"],
        "customElements": "custom-elements.json",
        "exports": {
            ".": module("./kashkul.d.ts", "./kashkul.js"),
            "./search": module("./elements.d.ts", "./kashkul-search.js"),
            "./reader": module("./elements.d.ts", "./kashkul-reader.js"),
            "./kashkul.wasm": "./kashkul.wasm",
            "./embed.html": "./embed.html",
            "./integrity.json": "./integrity.json",
            "./custom-elements.json": "./custom-elements.json",
            "./package.json": "./package.json",
        },
        "types": "./kashkul.d.ts",
        "files": names,
    });
    Ok(serde_json::to_string_pretty(&manifest)?)
}

/// Writes `dist/site` alone.
pub(crate) fn build_site(paths: &Paths) -> Result<()> {
    let parts = Parts::build(paths)?;
    parts.write_site(paths)?;
    parts.write_page(paths)?;
    say("dist/site is ready");
    Ok(())
}

/// Writes everything that is shipped and measures it.
pub(crate) fn build_all(paths: &Paths) -> Result<Vec<Sized>> {
    let parts = Parts::build(paths)?;
    let mut files = parts.write_site(paths)?;
    files.push(parts.write_single_file(paths)?);
    files.extend(parts.write_npm(paths)?);
    parts.write_page(paths)?;
    build_program(paths)?;
    say("measuring");
    files
        .iter()
        .map(|(path, bytes)| size::measure(paths, path, bytes))
        .collect()
}

/// Builds the program with the page inside of it, and puts it into `dist/bin`.
fn build_program(paths: &Paths) -> Result<()> {
    say("building the program kashkul");
    run(cargo()
        .args(["build", "--release", "--package", "kashkul-cli"])
        .arg("--target-dir")
        .arg(&paths.target)
        .current_dir(&paths.root))?;
    let name = format!("kashkul{}", env::consts::EXE_SUFFIX);
    let folder = paths.dist().join("bin");
    fs::create_dir_all(&folder)?;
    let built = paths.target.join("release").join(&name);
    fs::copy(&built, folder.join(&name))
        .with_context(|| format!("cannot copy {}", built.display()))?;
    Ok(())
}

/// The collection of a folder, packed, and its rules of style.
fn pack(folder: &Path) -> Result<(Vec<u8>, String)> {
    let collection = kashkul_import::read_collection(folder)?;
    let pack = writer::write(&collection.documents(), &collection.settings)?;
    Ok((pack, collection.theme.rules()))
}

/// What the page imports on demand, each linked into one file.
fn on_demand(modules: &Modules) -> Result<Vec<(String, String)>> {
    imports::on_demand(PAGE, modules)?
        .into_iter()
        .map(|name| {
            let module = link::minify(&link::link_apart(&name, modules)?)?;
            Ok((name, module))
        })
        .collect()
}

/// The modules with the style sheets: those are modules like any other.
fn with_styles(modules: &Modules, first: &str, later: &str) -> Result<Modules> {
    let mut modules = modules.clone();
    for (name, style) in [("kashkul.css.js", first), ("reading.css.js", later)] {
        let module = style_module(style);
        ensure!(
            modules.insert(name.to_owned(), module).is_none(),
            "www/{name} is in the way of the module made of a style sheet"
        );
    }
    Ok(modules)
}

fn style_module(style: &str) -> String {
    format!("export const css = {};", json!(style))
}

fn minify_style(style: &str) -> Result<String> {
    let minified = minifier::css::minify(style);
    let minified = minified.map_err(|problem| anyhow!("cannot read the style sheet: {problem}"))?;
    // The last declaration of a rule needs no end of its own.
    Ok(minified.to_string().replace(";}", "}"))
}

fn read_icons(directory: &Path) -> Result<Vec<Vec<u8>>> {
    let read = |(name, _): &(&str, &str)| {
        let path = directory.join(name);
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    ICONS.iter().map(read).collect()
}

/// The fonts, each with its licence.
fn read_fonts(directory: &Path) -> Result<[[Vec<u8>; 2]; 2]> {
    let read = |name: String| {
        let path = directory.join(name);
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let font = |name: &str| -> Result<[Vec<u8>; 2]> {
        Ok([
            read(format!("{name}.woff2"))?,
            read(format!("{name}-OFL.txt"))?,
        ])
    };
    Ok([font(fonts::NAMES[0])?, font(fonts::NAMES[1])?])
}

fn read_modules(directory: &Path) -> Result<Modules> {
    let mut modules = Modules::new();
    for file in directory
        .read_dir()
        .with_context(|| directory.display().to_string())?
    {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "js") {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            modules.insert(name, read(&path)?);
        }
    }
    Ok(modules)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a folder of `dist` anew: what it held before is not shipped.
fn write_all(
    paths: &Paths,
    folder: &str,
    files: Vec<(String, Vec<u8>)>,
) -> Result<Vec<(String, Vec<u8>)>> {
    let directory = paths.dist().join(folder);
    if directory.exists() {
        fs::remove_dir_all(&directory)?;
    }
    fs::create_dir_all(&directory)?;
    for (path, bytes) in &files {
        fs::write(paths.dist().join(path), bytes)
            .with_context(|| format!("cannot write {path}"))?;
    }
    Ok(files)
}
