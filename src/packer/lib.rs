//! Packing in a browser: articles that a reader drops on a page, to a pack and to one file.
//!
//! Owns the door to JavaScript, and nothing else: files are read by `kashkul_import`, packs written by
//! the engine, pages by `kashkul_cli::site`, all as the program `kashkul` does. Built as a module of
//! its own, which is loaded when there is something to pack, and runs in a worker.

mod carrier;

use js_sys::{Array, Error, Function};
use kashkul_cli::fonts::Fonts;
use kashkul_cli::offline::Offline;
use kashkul_cli::site::{self, Assets};
use kashkul_engine::index::Index;
use kashkul_engine::writer;
use kashkul_import::{Problem, Read, Sources};
use wasm_bindgen::prelude::*;

/// The page with its placeholders.
const TEMPLATE: &str = include_str!("../../www/index.html");

/// A collection that is being packed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Packer {
    sources: Sources,
    reads: Vec<Read>,
    said: Vec<Problem>,
    title: String,
    lang: String,
    theme: String,
}

#[wasm_bindgen]
impl Packer {
    /// Begins with the names of a folder's files and their lengths, or those of a file on its own.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(title: &str, is_folder: bool, paths: Vec<String>, lengths: Vec<f64>) -> Packer {
        let lengths = lengths.into_iter().map(|len| len as u64);
        let files = paths.into_iter().zip(lengths);
        Packer {
            sources: Sources::in_memory(title, is_folder, files),
            reads: Vec::new(),
            said: Vec::new(),
            title: String::new(),
            lang: String::new(),
            theme: String::new(),
        }
    }

    /// The path of the settings, where there are some.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn settings(&self) -> Option<String> {
        let path = self.sources.settings_file()?;
        Some(path.to_string_lossy().into_owned())
    }

    /// Reads the settings.
    #[wasm_bindgen(js_name = readSettings)]
    pub fn read_settings(&mut self, bytes: Vec<u8>) {
        self.sources.read_settings_bytes(bytes);
    }

    /// The paths of the files in the order in which they are to be read, the title before each.
    #[must_use]
    pub fn files(&self) -> Vec<String> {
        let paths = self.sources.files().iter().map(|file| &file.path);
        paths.map(|path| path.to_string_lossy().into()).collect()
    }

    /// Reads the next file.
    pub fn read(&mut self, bytes: Vec<u8>) {
        if let Some(file) = self.sources.files().get(self.reads.len()) {
            self.reads.push(file.read_bytes(bytes));
        }
    }

    /// Packs what could be read. `progress` hears the share of the work that is done.
    ///
    /// # Errors
    ///
    /// When there is no article, or two of one id.
    pub fn pack(&mut self, progress: &Function) -> Result<Vec<u8>, Error> {
        let sources = std::mem::take(&mut self.sources);
        let (collection, problems) = sources.collect(std::mem::take(&mut self.reads));
        self.said = problems.0;
        self.said.extend(collection.warnings);
        if collection.documents.is_empty() {
            return Err(Error::new("no article could be read"));
        }
        self.title.clone_from(&collection.settings.title);
        let mut languages = collection.settings.languages.iter();
        self.lang = languages.next().cloned().unwrap_or_default();
        self.theme = collection.theme.rules();
        let settings = collection.settings;
        let workers = |n: usize, job: &(dyn Fn(usize) + Sync)| {
            for at in 0..n {
                job(at);
                let share = JsValue::from((at + 1) as f64 / n as f64);
                // Nobody listens to what is said of an error there.
                let _ = progress.call1(&JsValue::NULL, &share);
            }
        };
        writer::write_shared(collection.documents, &settings, &workers)
            .map_err(|error| Error::new(&error.to_string()))
    }

    /// The name of the collection that was packed.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn title(&self) -> String {
        self.title.clone()
    }

    /// The main language that its settings name; empty where they name none.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn lang(&self) -> String {
        self.lang.clone()
    }

    /// The collection's own rules of style; empty where it has none.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn theme(&self) -> String {
        self.theme.clone()
    }

    /// What was left out or looks wrong, also when nothing could be packed: for each the name of its
    /// kind, the file with the line, and what is wrong in English.
    #[must_use]
    pub fn said(&self) -> Vec<Array> {
        let entry = |problem: &Problem| {
            let place = format!("{}:{}", problem.path.display(), problem.line);
            Array::of3(
                &problem.kind.name().into(),
                &place.into(),
                &problem.what.as_str().into(),
            )
        };
        self.said.iter().map(entry).collect()
    }
}

/// The collection as one HTML file, made of the parts of a hosted site. The fonts stand in the order
/// of their names in `kashkul_cli::fonts`.
///
/// # Errors
///
/// When the pack is damaged.
#[wasm_bindgen(js_name = singleFile)]
pub fn single_file(
    pack: &[u8],
    module: Vec<u8>,
    inline_script: &str,
    style: &str,
    theme: &str,
    first_font: &[u8],
    second_font: &[u8],
) -> Result<String, Error> {
    let index = Index::open_verified(pack.to_vec());
    let index = index.map_err(|error| Error::new(&error.message()))?;
    let module = carrier::emptied(module);
    let assets = Assets {
        template: TEMPLATE,
        script: "",
        inline_script,
        style,
        theme,
        wasm: &module,
        on_demand: &[],
        pack: Some(pack),
        // Nothing of one file needs the licences, nor the list of letters.
        fonts: Fonts::of([[first_font, b""], [second_font, b""]], ""),
        offline: Offline {
            worker: "",
            script: "",
            icons: &[],
        },
    };
    site::single_file(&index, &assets).map_err(|error| Error::new(&error.to_string()))
}
