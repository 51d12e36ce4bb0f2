//! `kashkul serve`: articles, or a finished site, for browsers of this machine.
//!
//! Owns packing anew when a file changes and telling open pages to load themselves again. A change
//! that cannot be packed is said and the last good site stays. What is watched are names: whatever
//! stands there later, a file that an editor put in the place of another or a folder made anew, is
//! watched as the first was.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};
use std::{fs, thread};

use clap::Args;
use kashkul_cli::server::Server;
use kashkul_cli::site;
use kashkul_engine::index::Index;
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::error::Error;
use crate::output;
use crate::page::Page;
use crate::sources::{self, Memory, Pictures};
use crate::terminal;

/// Tried first, so that the address, and what a browser keeps for it, stays the same.
const USUAL_PORT: u16 = 8017;

/// Editors write in several steps: what happens within this time is one change.
const PAUSE: Duration = Duration::from_millis(150);

/// Asks whether the collection was packed again.
const RELOAD: &str = "const ask = async () => \
    (await fetch('reload.txt', { cache: 'no-store' })).text();\n\
    const first = await ask();\n\
    const look = async () => { if (await ask() !== first) location.reload(); };\n\
    setInterval(() => look().catch(() => {}), 500);\n";

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Folders or files of articles, or the folder of a finished site.
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// Pack anew when a file changes, and let open pages load themselves again.
    #[arg(long)]
    watch: bool,
    /// The port to listen on, 0 for any free one [default: 8017, or a free one].
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Leave out what cannot be read, and name it.
    #[arg(long)]
    keep_going: bool,
    #[command(flatten)]
    pictures: Pictures,
}

/// Names and contents.
type Files = Vec<(String, Vec<u8>)>;

pub(crate) fn run(options: &Options) -> Result<(), Error> {
    if let [folder] = &options.sources[..]
        && output::is_site(folder)
    {
        let mut files = Files::new();
        read_site(folder, "", &mut files)?;
        return announce(&bind(options.port, &files)?, || ());
    }
    let page = Page::load()?;
    let mut memory = Memory::default();
    let files = build(options, &page, &mut memory, 0)?;
    let server = bind(options.port, &files)?;
    if !options.watch {
        return announce(&server, || ());
    }
    let watch = Watch::of(&options.sources)?;
    thread::scope(|scope| {
        announce(&server, || {
            let server = &server;
            let build = move |n_builds| build(options, &page, &mut memory, n_builds);
            scope.spawn(move || rebuild(watch, build, |files| server.replace(files)));
        })
    })
}

/// Packs again after every change, as long as the program runs.
fn rebuild<T>(
    mut watch: Watch,
    mut build: impl FnMut(u32) -> Result<T, Error>,
    mut replace: impl FnMut(T),
) {
    let mut n_builds = 0;
    loop {
        watch.wait();
        n_builds += 1;
        let started = Instant::now();
        // A build that broke off has only forgotten files that were read before.
        match panic::catch_unwind(AssertUnwindSafe(|| build(n_builds))) {
            Ok(Ok(files)) => {
                replace(files);
                let seconds = started.elapsed().as_secs_f64();
                terminal::say(format_args!("packed again in {seconds:.2} s"));
            }
            Ok(Err(error)) => terminal::say(error),
            Err(_) => terminal::say(
                "packing broke off, which is a fault of Kashkul's; the next change is packed again",
            ),
        }
    }
}

fn build(
    options: &Options,
    page: &Page,
    memory: &mut Memory,
    n_builds: u32,
) -> Result<Files, Error> {
    let found = options.pictures.find(&options.sources, None);
    let packed = sources::pack_again(found, options.keep_going, memory, options.watch)?;
    sources::say_all("warning: ", &packed.warnings);
    sources::say_all("left out: ", &packed.problems.0);
    let index = Index::open(packed.pack.clone())
        .map_err(|error| Error::Open(options.sources[0].clone(), error))?;
    let icons = page.icons();
    let assets = page.assets(&icons, &packed.pack, &packed.theme);
    let files = site::hosted(&index, &assets).map_err(Error::Site)?;
    let mut files: Files = files
        .into_iter()
        .map(|file| (file.path.to_owned(), file.bytes))
        .collect();
    if options.watch {
        // A service worker would keep the page that is to be loaded anew: nothing registers one.
        files.retain(|(path, _)| path != "sw.js");
        for (path, bytes) in &mut files {
            if path == "offline.js" {
                bytes.clear();
            }
            if path == "index.html" {
                bytes.extend_from_slice(b"<script type=\"module\" src=\"reload.js\"></script>\n");
            }
        }
        files.push(("reload.js".to_owned(), RELOAD.into()));
        files.push(("reload.txt".to_owned(), n_builds.to_string().into_bytes()));
    }
    Ok(files)
}

/// Tells when something happens at or below the places of sources.
struct Watch {
    sources: Vec<PathBuf>,
    sender: Sender<()>,
    changes: Receiver<()>,
    /// Bound to the files and folders that were there when it was made.
    watcher: RecommendedWatcher,
}

impl Watch {
    fn of(sources: &[PathBuf]) -> Result<Watch, Error> {
        let (sender, changes) = mpsc::channel();
        let watcher = watcher(sources, &sender).map_err(Error::Watch)?;
        Ok(Watch {
            sources: sources.to_vec(),
            sender,
            changes,
            watcher,
        })
    }

    /// Returns after a change, when what stands at the places then is watched: no later change is
    /// missed by a build that begins now.
    fn wait(&mut self) {
        // It cannot fail: this holds a sender.
        let _ = self.changes.recv();
        while self.changes.recv_timeout(PAUSE).is_ok() {}
        for n_tries in 1.. {
            match watcher(&self.sources, &self.sender) {
                Ok(watcher) => {
                    self.watcher = watcher;
                    return;
                }
                // A folder may go while its folders are listed.
                Err(_) if n_tries < 5 => thread::sleep(PAUSE),
                Err(error) => return terminal::say(Error::Watch(error)),
            }
        }
    }
}

/// Watches what stands at the places of sources, and the folder above each, where something else may
/// take its place.
fn watcher(sources: &[PathBuf], sender: &Sender<()>) -> notify::Result<RecommendedWatcher> {
    let places: Vec<PathBuf> = sources.iter().flat_map(|source| places(source)).collect();
    let (sender, watched) = (sender.clone(), places.clone());
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let concerns = |path: &PathBuf| {
            let mut places = watched.iter();
            places.any(|place| path.starts_with(place) || place.starts_with(path))
        };
        // Reading a file is an event too, and packing reads all of them.
        let is_change = |event: notify::Event| {
            !event.kind.is_access() && (event.need_rescan() || event.paths.iter().any(concerns))
        };
        if event.is_ok_and(is_change) {
            // After the program's end nobody listens.
            let _ = sender.send(());
        }
    })?;
    // A folder can be above one source and be another, and what was said last of it counts.
    for place in &places {
        let mut above = place.ancestors().skip(1);
        if let Some(folder) = above.find(|folder| folder.is_dir()) {
            watcher.watch(folder, RecursiveMode::NonRecursive)?;
        }
    }
    for folder in places.iter().filter(|place| place.is_dir()) {
        watcher.watch(folder, RecursiveMode::Recursive)?;
    }
    Ok(watcher)
}

/// Where a source is as events name it, and where it leads to if it is a link.
fn places(source: &Path) -> Vec<PathBuf> {
    let absolute = std::path::absolute(source).unwrap_or_else(|_| source.to_owned());
    let name = absolute.file_name().zip(absolute.parent());
    // The folder's own name without links; one that is gone has none.
    let named = name.and_then(|(name, parent)| Some(fs::canonicalize(parent).ok()?.join(name)));
    let mut places = vec![named.unwrap_or_else(|| absolute.clone())];
    places.extend(fs::canonicalize(&absolute).ok());
    places.dedup();
    places
}

fn bind(port: Option<u16>, files: &Files) -> Result<Server, Error> {
    let bound = match port {
        Some(port) => Server::bind(port, files.clone()),
        None => Server::bind(USUAL_PORT, files.clone()).or_else(|_| Server::bind(0, files.clone())),
    };
    bound.map_err(|error| Error::Port(port.unwrap_or(0), error))
}

/// Prints the address as the last line, and serves until the program is ended.
fn announce(server: &Server, begin: impl FnOnce()) -> Result<(), Error> {
    terminal::print_line(server.address())?;
    begin();
    server.run(|_| {});
    Ok(())
}

fn read_site(folder: &Path, prefix: &str, files: &mut Files) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let entry = entry.map_err(Error::file(folder))?;
        let (path, name) = (entry.path(), entry.file_name());
        let name = format!("{prefix}{}", name.to_string_lossy());
        match path.is_dir() {
            true => read_site(&path, &format!("{name}/"), files)?,
            false => files.push((name, fs::read(&path).map_err(Error::file(&path))?)),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A build that finds this text alone breaks off.
    const FAULT: &str = "fault";

    /// Rebuilds after changes of a source, and tells of each what the source held.
    fn watched(source: PathBuf) -> Receiver<Vec<String>> {
        let watch = Watch::of(std::slice::from_ref(&source)).unwrap();
        let (sender, built) = mpsc::channel();
        let build = move |_| {
            let texts = texts(&source);
            assert!(texts != [FAULT], "on purpose");
            Ok(texts)
        };
        // It waits for changes until the tests end.
        thread::spawn(move || {
            rebuild(watch, build, |texts| {
                let _ = sender.send(texts);
            });
        });
        built
    }

    /// What the files of a folder, or a file alone, hold.
    fn texts(source: &Path) -> Vec<String> {
        let entries = fs::read_dir(source).into_iter().flatten();
        let inside = entries.map(|entry| entry.unwrap().path());
        let mut texts: Vec<String> = inside.flat_map(|path| texts(&path)).collect();
        texts.extend(fs::read_to_string(source));
        texts.sort();
        texts
    }

    fn expect(built: &Receiver<Vec<String>>, expected: &[&str]) {
        let patience = Duration::from_secs(10);
        while let Ok(texts) = built.recv_timeout(patience) {
            if texts == expected {
                return;
            }
        }
        panic!("{expected:?} was never built");
    }

    #[test]
    fn a_file_that_is_replaced_is_still_watched() {
        let place = tempfile::tempdir().unwrap();
        let [file, new] = ["1.md", "new"].map(|name| place.path().join(name));
        fs::write(&file, "zero").unwrap();
        let built = watched(file.clone());
        for text in ["one", "two", "three"] {
            // As `sed -i` and many editors do.
            fs::write(&new, text).unwrap();
            fs::rename(&new, &file).unwrap();
            expect(&built, &[text]);
        }
        fs::remove_file(&file).unwrap();
        expect(&built, &[]);
        fs::write(&file, "four").unwrap();
        expect(&built, &["four"]);
        // What happens beside it is nobody's concern.
        while built.recv_timeout(4 * PAUSE).is_ok() {}
        fs::write(&new, "five").unwrap();
        assert!(built.recv_timeout(4 * PAUSE).is_err());
    }

    #[test]
    fn a_folder_that_is_made_anew_is_still_watched() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("w");
        fs::create_dir(&folder).unwrap();
        let built = watched(folder.clone());
        fs::write(folder.join("1.md"), "one").unwrap();
        expect(&built, &["one"]);
        fs::remove_dir_all(&folder).unwrap();
        expect(&built, &[]);
        fs::create_dir_all(folder.join("in")).unwrap();
        fs::write(folder.join("in/2.md"), "two").unwrap();
        expect(&built, &["two"]);
        fs::write(folder.join("in/3.md"), "three").unwrap();
        expect(&built, &["three", "two"]);
        // Another folder takes its name.
        let other = place.path().join("other");
        fs::create_dir(&other).unwrap();
        fs::rename(&folder, place.path().join("old")).unwrap();
        fs::rename(&other, &folder).unwrap();
        expect(&built, &[]);
        fs::write(folder.join("4.md"), "four").unwrap();
        expect(&built, &["four"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_watched_and_what_it_leads_to() {
        let place = tempfile::tempdir().unwrap();
        for name in ["a", "b"] {
            fs::create_dir(place.path().join(name)).unwrap();
        }
        let link = place.path().join("w");
        let to = |name| std::os::unix::fs::symlink(name, &link).unwrap();
        to("a");
        let built = watched(link.clone());
        fs::write(place.path().join("a/1.md"), "one").unwrap();
        expect(&built, &["one"]);
        fs::remove_file(&link).unwrap();
        to("b");
        expect(&built, &[]);
        fs::write(place.path().join("b/2.md"), "two").unwrap();
        expect(&built, &["two"]);
    }

    #[test]
    fn a_build_that_breaks_off_is_not_the_last() {
        let place = tempfile::tempdir().unwrap();
        let built = watched(place.path().to_owned());
        let file = place.path().join("1.md");
        fs::write(&file, FAULT).unwrap();
        while built.recv_timeout(4 * PAUSE).is_ok() {}
        fs::write(&file, "one").unwrap();
        expect(&built, &["one"]);
    }
}
