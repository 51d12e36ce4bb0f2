//! Sources to a pack: owns reading files at the same time, and what is said of it while it lasts.

use std::collections::HashMap;
use std::fmt::Display;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use kashkul_engine::compact::Compact;
use kashkul_engine::index::Index;
use kashkul_engine::writer;
use kashkul_import::{Problem, Problems, Read, SourceFile, Sources};
use rayon::prelude::*;

use crate::error::Error;
use crate::output::PACK_START;
use crate::terminal::{self, visible};

/// Groups of files whose articles share memory, and the least bytes of one: a piece of memory that is given
/// back to the system has to be a large one.
const N_GROUPS: u64 = 16;
const MIN_GROUP: u64 = 1 << 20;

/// A collection, packed.
pub(crate) struct Packed {
    pub(crate) pack: Vec<u8>,
    /// The collection's own rules of style.
    pub(crate) theme: String,
    pub(crate) n_files: usize,
    /// What the files hold together.
    pub(crate) len_bytes: u64,
    /// The words of the articles between blanks.
    pub(crate) n_words: usize,
    /// What was left out, where that is allowed.
    pub(crate) problems: Problems,
    pub(crate) warnings: Vec<Problem>,
}

/// What was read of the files before, good for as long as a file is not changed.
#[derive(Default)]
pub(crate) struct Memory(HashMap<PathBuf, (Stamp, Read)>);

/// What changes when a file does: its length and its time.
type Stamp = (u64, Option<std::time::SystemTime>);

impl Memory {
    fn take(&mut self, file: &SourceFile) -> Option<Read> {
        let (stamp, read) = self.0.remove(&file.path)?;
        (stamp == self::stamp(file)).then_some(read)
    }
}

fn stamp(file: &SourceFile) -> Stamp {
    let modified = std::fs::metadata(&file.path).and_then(|metadata| metadata.modified());
    (file.len_bytes, modified.ok())
}

/// The choice of pictures, of every command that packs for readers.
#[derive(Debug, Args)]
pub(crate) struct Pictures {
    /// Pack the pictures that stand between paragraphs, each up to as many KB [default: 64].
    #[arg(long, value_name = "KB", num_args = 0..=1, require_equals = true, default_missing_value = "64")]
    images: Option<u32>,
}

impl Pictures {
    /// Looks for the files of sources, beside an output where there is one.
    pub(crate) fn find(&self, sources: &[PathBuf], out: Option<&Path>) -> Sources {
        let found = Sources::find_beside(sources, out);
        match self.images {
            Some(kib) => found.with_images(u64::from(kib) * 1024),
            None => found,
        }
    }
}

/// Packs sources. With `keeps_going`, what cannot be read is left out.
///
/// # Errors
/// When something cannot be read, or nothing is left.
pub(crate) fn pack(sources: Sources, keeps_going: bool) -> Result<Packed, Error> {
    pack_again(sources, keeps_going, &mut Memory::default(), false)
}

/// The same, for a program that keeps what it read of files until they change.
pub(crate) fn pack_again(
    sources: Sources,
    keeps_going: bool,
    memory: &mut Memory,
    remembers: bool,
) -> Result<Packed, Error> {
    let n_files = sources.files().len();
    let len_bytes = sources.files().iter().map(|file| file.len_bytes).sum();
    let mut known: Vec<Option<Read>> = sources
        .files()
        .iter()
        .map(|file| memory.take(file))
        .collect();
    let bar = bar(len_bytes);
    let groups = groups(
        sources.files(),
        &mut known,
        (len_bytes / N_GROUPS).max(MIN_GROUP),
    );
    let reads: Vec<Vec<Read>> = groups
        .into_par_iter()
        .map(|(files, known)| {
            let read = |(file, known): (&SourceFile, &mut Option<Read>)| {
                let read = known.take().unwrap_or_else(|| sources.read(file));
                bar.inc(file.len_bytes);
                read
            };
            let mut reads: Vec<Read> = files.par_iter().zip(known).map(read).collect();
            Read::share(&mut reads);
            reads
        })
        .collect();
    let reads: Vec<Read> = reads.into_iter().flatten().collect();
    drop(known);
    bar.finish_and_clear();
    // A picture may change when its article does not.
    if remembers && !sources.has_images() {
        let pairs = sources.files().iter().zip(&reads);
        memory.0 = pairs
            .map(|(file, read)| (file.path.clone(), (stamp(file), read.clone())))
            .collect();
    }
    let (collection, problems) = sources.collect(reads);
    if !problems.0.is_empty() && !keeps_going {
        return Err(Error::Sources(problems));
    }
    if collection.documents.is_empty() {
        say_all("warning: ", &collection.warnings);
        for problem in &problems.0 {
            terminal::say(visible(problem));
        }
        return Err(Error::NoArticles);
    }
    let n_words = collection.documents.par_iter().map(n_words).sum();
    let spinner = spinner(&format!("packing {} articles", collection.documents.len()));
    let theme = collection.theme.rules();
    let pack = writer::write_shared(collection.documents, &collection.settings, &on_all_cores);
    let pack = pack.map_err(Error::Write)?;
    spinner.finish_and_clear();
    Ok(Packed {
        pack,
        theme,
        n_files,
        len_bytes,
        n_words,
        problems,
        warnings: collection.warnings,
    })
}

/// Files one after the other whose articles share memory, of about so many bytes, and what is known of
/// them.
fn groups<'a>(
    mut files: &'a [SourceFile],
    mut known: &'a mut [Option<Read>],
    len_bytes: u64,
) -> Vec<(&'a [SourceFile], &'a mut [Option<Read>])> {
    let mut groups = Vec::new();
    while !files.is_empty() {
        let mut len = 0;
        let until = files.iter().position(|file| {
            len += file.len_bytes;
            len >= len_bytes
        });
        let n = until.map_or(files.len(), |last| last + 1);
        let (first, rest) = files.split_at(n);
        let (known_first, known_rest) = std::mem::take(&mut known).split_at_mut(n);
        groups.push((first, known_first));
        (files, known) = (rest, known_rest);
    }
    groups
}

/// The words of an article between blanks, its title's among them.
fn n_words(document: &Compact) -> usize {
    let document = document.document();
    let texts = [&document.title].into_iter().chain(&document.lead);
    let texts = texts.chain(&document.body);
    texts.map(|text| text.split_whitespace().count()).sum()
}

fn on_all_cores(n: usize, job: &(dyn Fn(usize) + Sync)) {
    (0..n).into_par_iter().with_max_len(1).for_each(job);
}

/// Opens a pack, or packs a source in memory. What the command writes to `out` is no article.
///
/// # Errors
/// When the file is a damaged pack, or something of the source cannot be read.
pub(crate) fn open(path: &Path, out: Option<&Path>) -> Result<Index, Error> {
    let is_pack = path
        .extension()
        .is_some_and(|extension| extension == "kashkul");
    let bytes = match is_pack || starts_as_pack(path) {
        true => std::fs::read(path).map_err(Error::file(path))?,
        false => {
            let packed = pack(Sources::find_beside(&[path], out), false);
            let packed = packed.map_err(|error| match error {
                Error::Sources(problems) => Error::Incomplete(problems),
                other => other,
            })?;
            say_all("warning: ", &packed.warnings);
            packed.pack
        }
    };
    Index::open_verified(bytes).map_err(|error| Error::Open(path.to_owned(), error))
}

fn starts_as_pack(path: &Path) -> bool {
    use std::io::Read as _;
    let mut start = [0; PACK_START.len()];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && &start == PACK_START
}

/// Says lines on standard error, of many of them only the first.
pub(crate) fn say_all(prefix: &str, problems: &[impl Display]) {
    const MAX: usize = 20;
    for problem in problems.iter().take(MAX) {
        terminal::say(format_args!("{prefix}{}", visible(problem)));
    }
    if problems.len() > MAX {
        let n = problems.len() - MAX;
        terminal::say(format_args!(
            "{prefix}and {n} more like these; --json lists all of them"
        ));
    }
}

/// Shown to people alone, and only where it lasts.
fn bar(len_bytes: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("reading {bar:30} {bytes}/{total_bytes} {eta}");
    let bar = ProgressBar::new(len_bytes);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn spinner(what: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let spinner = ProgressBar::new_spinner().with_message(what.to_owned());
    spinner.enable_steady_tick(Duration::from_millis(100));
    spinner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_files_are_packed_as_one_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let write = |n: usize, word: &str| {
            let text = format!("عنوان {n}\n\n{word} {n}{}", "\n".repeat(400_000));
            std::fs::write(folder.path().join(format!("{n}.txt")), text).unwrap();
        };
        (0..7).for_each(|n| write(n, "نوشته"));
        let sources = || Sources::find(&[folder.path()]);
        let in_order = || {
            let collection = kashkul_import::read_collection(folder.path()).unwrap();
            writer::write(&collection.documents(), &collection.settings).unwrap()
        };

        let found = sources();
        let mut known = vec![None; 7];
        let groups = groups(found.files(), &mut known, MIN_GROUP);
        let lens: Vec<_> = groups
            .iter()
            .map(|(files, known)| (files.len(), known.len()))
            .collect();
        assert_eq!(lens, [(3, 3), (3, 3), (1, 1)]);

        let mut memory = Memory::default();
        let mut pack = || {
            pack_again(sources(), false, &mut memory, true)
                .unwrap()
                .pack
        };
        let first = pack();
        assert!(first == in_order());
        assert!(first == pack());
        write(4, "دیگر");
        let changed = pack();
        assert!(changed == in_order() && changed != first);
    }
}
