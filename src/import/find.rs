//! Files of articles: owns finding them in folders, and which of a folder's files are none.
//!
//! Folders inside of folders are looked into too. Hidden entries, README and LICENSE files are no
//! articles, and neither is what belongs to saved pages (style sheets, scripts, pictures), nor what
//! was packed of articles before. Any other file that no reader exists for is a problem, so that none
//! is left out unnoticed.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::format::Format;
use crate::problem::{Kind, Problem};
use crate::{finished, settings, source};

/// The longest file that is read: packing takes many times as much memory.
const MAX_LEN_MIB: u64 = 256;

/// What saved pages and documentation bring along that is no text to read.
#[rustfmt::skip]
const COMPANIONS: [&str; 27] = [
    "avif", "bmp", "css", "eot", "gif", "ico", "inv", "jpeg", "jpg", "js", "less", "map", "mjs",
    "mp3", "mp4", "ogg", "otf", "png", "scss", "svg", "ttf", "wav", "webm", "webmanifest", "webp",
    "woff", "woff2",
];

/// A file of articles, not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its length in bytes.
    pub len_bytes: u64,
    pub(crate) format: Format,
    /// The id of its article, or of the first one.
    pub(crate) id: String,
    /// Which of the sources it was found in.
    pub(crate) source: usize,
}

/// What was found in one source.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) files: Vec<SourceFile>,
    /// The folder's `collection.toml`.
    pub(crate) settings: Option<PathBuf>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) warnings: Vec<Problem>,
}

/// Looks for articles in a folder, or takes the one file that the source is. Nothing inside of the
/// folder is read where an output is to go.
pub(crate) fn find(path: &Path, source: usize, out: Option<&Path>) -> Found {
    let mut finder = Finder::at(path, source);
    // What is not there yet is found nowhere.
    finder.out = out.and_then(|out| fs::canonicalize(out).ok());
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => finder.folder(path, &mut Vec::new()),
        Ok(_) => finder.file(path, false),
        Err(error) => finder.found.problems.push(source::unreadable(path, &error)),
    }
    finder.finish()
}

/// Takes the files of a folder that is in memory: paths with lengths in bytes, sorted.
pub(crate) fn sort_out(top: &Path, files: &[(PathBuf, u64)]) -> Found {
    let mut finder = Finder::at(top, 0);
    let has = |path: &Path| {
        let found = files.binary_search_by(|(known, _)| known.as_path().cmp(path));
        found.is_ok()
    };
    let mut last_site = None;
    for (path, len_bytes) in files {
        let inside = path.strip_prefix(top).unwrap_or(path);
        let is_hidden = |part: &OsStr| part.to_string_lossy().starts_with('.');
        if inside.iter().any(is_hidden) {
            continue;
        }
        let above = path.ancestors().skip(1);
        let above = above.take_while(|folder| folder.starts_with(top));
        match above.filter(|folder| finished::is_site(folder, has)).last() {
            None => finder.sized(path, *len_bytes, inside.iter().count() == 1),
            // The files of one folder follow each other.
            site if site == last_site => {}
            Some(site) => {
                finder.finished(site);
                last_site = Some(site);
            }
        }
    }
    finder.finish()
}

struct Finder<'a> {
    top: &'a Path,
    source: usize,
    /// Where an output goes, as the system calls it.
    out: Option<PathBuf>,
    found: Found,
    /// How many files were left out, by extension.
    companions: BTreeMap<String, usize>,
}

impl<'a> Finder<'a> {
    fn at(top: &'a Path, source: usize) -> Finder<'a> {
        Finder {
            top,
            source,
            out: None,
            found: Found::default(),
            companions: BTreeMap::new(),
        }
    }

    fn problem(&mut self, path: &Path, kind: Kind, what: impl Into<String>) {
        self.found.problems.push(Problem::new(path, 1, kind, what));
    }

    /// What is left out of a folder, and named.
    fn left_alone(&mut self, path: &Path, what: &str) {
        let warning = Problem::new(path, 1, Kind::Unsupported, what);
        self.found.warnings.push(warning);
    }

    /// A finished collection: no article, and no source either.
    fn finished(&mut self, path: &Path) {
        match path == self.top {
            true => self.problem(path, Kind::Unsupported, finished::NO_SOURCE),
            false => self.left_alone(path, finished::LEFT_ALONE),
        }
    }

    /// Finds the files of `dir` in byte order of their names; `above` holds the folders it is in.
    fn folder(&mut self, dir: &Path, above: &mut Vec<PathBuf>) {
        let entries = fs::canonicalize(dir).and_then(|place| Ok((place, fs::read_dir(dir)?)));
        let (place, entries) = match entries {
            Ok(found) => found,
            Err(error) => return self.found.problems.push(source::unreadable(dir, &error)),
        };
        if above.contains(&place) {
            return self.problem(
                dir,
                Kind::Unreadable,
                "a link back to a folder that it is in; remove it",
            );
        }
        let mut paths = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => paths.push(entry.path()),
                Err(error) => self.found.problems.push(source::unreadable(dir, &error)),
            }
        }
        paths.sort();
        let has = |path: &Path| {
            let found = paths.binary_search_by(|known| known.as_path().cmp(path));
            found.is_ok()
        };
        if finished::is_site(dir, has) {
            return self.finished(dir);
        }
        let out = self
            .out
            .as_ref()
            .and_then(|out| out.strip_prefix(&place).ok());
        let out = out.map(|inside| dir.join(inside));
        above.push(place);
        for path in paths {
            if name(&path).starts_with('.') {
                continue;
            }
            if out.as_ref() == Some(&path) {
                self.left_alone(&path, "left alone, for the output goes there");
                continue;
            }
            match fs::metadata(&path) {
                Ok(metadata) if metadata.is_dir() => self.folder(&path, above),
                Ok(_) => self.file(&path, above.len() == 1),
                Err(error) => self.found.problems.push(source::unreadable(&path, &error)),
            }
        }
        above.pop();
    }

    fn file(&mut self, path: &Path, is_top: bool) {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => self.sized(path, metadata.len(), is_top),
            _ => self.problem(path, Kind::Unreadable, "neither a file nor a folder"),
        }
    }

    fn sized(&mut self, path: &Path, len_bytes: u64, is_top: bool) {
        let name = name(path);
        let is_note = ["README", "LICENSE"]
            .iter()
            .any(|note| name.starts_with(note));
        if name == settings::FILE && is_top {
            self.found.settings = Some(path.to_owned());
            return;
        }
        if is_note && path != self.top {
            return;
        }
        let extension = path.extension().map(OsStr::to_string_lossy);
        let extension = extension.unwrap_or_default().to_ascii_lowercase();
        let Some(format) = Format::of(&extension) else {
            return self.other(path, extension);
        };
        let len_mib = len_bytes >> 20;
        if len_mib > MAX_LEN_MIB {
            let what =
                format!("{len_mib} MiB long; files of up to {MAX_LEN_MIB} are read: split it");
            return self.problem(path, Kind::Unsupported, what);
        }
        let Some(id) = self.id(path, format) else {
            return self.problem(
                path,
                Kind::Unsupported,
                "the file name is not UTF-8, so the article has no id",
            );
        };
        self.found.files.push(SourceFile {
            path: path.to_owned(),
            len_bytes,
            format,
            id,
            source: self.source,
        });
    }

    /// A file without a reader.
    fn other(&mut self, path: &Path, extension: String) {
        if extension == finished::PACK {
            return self.finished(path);
        }
        if COMPANIONS.contains(&extension.as_str()) && path != self.top {
            *self.companions.entry(extension).or_default() += 1;
            return;
        }
        let readable = Format::readable();
        let what = match extension.as_str() {
            "" => format!("cannot read a file without an extension; readable are {readable}"),
            _ => format!("cannot read .{extension} files; readable are {readable}"),
        };
        self.problem(path, Kind::Unsupported, what);
    }

    /// The file's name without its extension. Pages of sites are often all called index, so those
    /// of folders inside of the source have the folders' names before theirs. None where a name is
    /// not UTF-8.
    fn id(&self, path: &Path, format: Format) -> Option<String> {
        let stem = path.file_stem()?.to_str()?;
        if !format.is_page_of_a_site() {
            return Some(stem.to_owned());
        }
        let mut id = String::new();
        // A file that is the source itself is in none.
        let inside = path.strip_prefix(self.top).unwrap_or(path);
        for folder in inside.parent().into_iter().flatten() {
            id.push_str(folder.to_str()?);
            id.push('/');
        }
        Some(id + stem)
    }

    fn finish(mut self) -> Found {
        if !self.companions.is_empty() && !self.found.files.is_empty() {
            let counts: Vec<String> = self
                .companions
                .iter()
                .map(|(extension, count)| format!("{count} .{extension}"))
                .collect();
            let what = format!(
                "no articles, for there is no text in them: {}",
                counts.join(", ")
            );
            self.found
                .warnings
                .push(Problem::new(self.top, 1, Kind::Unsupported, what));
        }
        if self.found.files.is_empty() && self.found.problems.is_empty() {
            let readable = Format::readable().replace(" and ", " or ");
            let mut what = format!("no articles: no {readable} file in it");
            if let Some(left_alone) = self.found.warnings.first() {
                what = format!(
                    "{what}, and {} is {}",
                    left_alone.path.display(),
                    left_alone.what
                );
            }
            self.problem(self.top, Kind::Empty, what);
        }
        self.found
    }
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(OsStr::to_string_lossy)
        .unwrap_or_default()
        .into_owned()
}
