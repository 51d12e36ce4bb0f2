//! `kashkul serve`: articles, or a finished site, for browsers of this machine.
//!
//! Owns packing anew when a file changes and telling open pages to load themselves again. A change
//! that cannot be packed is said and the last good site stays.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};
use std::{fs, thread};

use clap::Args;
use kashkul_cli::server::Server;
use kashkul_cli::site;
use kashkul_engine::index::Index;
use notify::{RecursiveMode, Watcher as _};

use crate::error::Error;
use crate::output;
use crate::page::Page;
use crate::sources::{self, Memory, Pictures};

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
    let (changes, _watcher) = watch(&options.sources)?;
    thread::scope(|scope| {
        announce(&server, || {
            let server = &server;
            scope.spawn(move || rebuild(options, &page, &mut memory, server, &changes));
        })
    })
}

/// Packs again after every change, as long as the program runs.
fn rebuild(
    options: &Options,
    page: &Page,
    memory: &mut Memory,
    server: &Server,
    changes: &Receiver<()>,
) {
    let mut n_builds = 0;
    while changes.recv().is_ok() {
        while changes.recv_timeout(PAUSE).is_ok() {}
        n_builds += 1;
        let started = Instant::now();
        match build(options, page, memory, n_builds) {
            Ok(files) => {
                server.replace(files);
                eprintln!("packed again in {:.2} s", started.elapsed().as_secs_f64());
            }
            Err(error) => eprintln!("{error}"),
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

fn watch(paths: &[PathBuf]) -> Result<(Receiver<()>, notify::RecommendedWatcher), Error> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading a file is an event too, and packing reads all of them.
        if event.is_ok_and(|event| !event.kind.is_access()) {
            // After the program's end nobody listens.
            let _ = sender.send(());
        }
    })
    .map_err(Error::Watch)?;
    for path in paths {
        watcher
            .watch(path, RecursiveMode::Recursive)
            .map_err(Error::Watch)?;
    }
    Ok((changes, watcher))
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
    let mut out = std::io::stdout();
    writeln!(out, "{}", server.address())
        .and_then(|()| out.flush())
        .map_err(Error::file(Path::new("standard output")))?;
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
