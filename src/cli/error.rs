//! What can go wrong in the program, each said with what mends it, for a terminal.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use kashkul_cli::site::SiteError;
use kashkul_engine::pack::OpenError;
use kashkul_engine::writer::WriteError;
use kashkul_import::Problems;

use crate::terminal::visible;

/// Why a command was not done.
#[derive(Debug)]
pub(crate) enum Error {
    /// Files that could not be read as articles, by a command that may leave them out.
    Sources(Problems),
    /// The same, by one that may not: whoever searches or measures is to know what in.
    Incomplete(Problems),
    /// Nothing is left to pack.
    NoArticles,
    /// The articles could not be packed.
    Write(WriteError),
    /// A file is no pack, or one of another version.
    Open(PathBuf, OpenError),
    /// The program was built without its page.
    NoPage,
    /// The page could not be made.
    Site(SiteError),
    /// A folder holds files of someone else.
    Occupied(PathBuf, String),
    /// What is to be written over is what it is made of.
    IsSource(PathBuf),
    /// What is to be written over was not written here.
    NotOurs(PathBuf),
    /// A file or a folder cannot be read or written.
    File(PathBuf, io::Error),
    /// A file of queries or judgments has a line of another form.
    Line {
        path: PathBuf,
        line: usize,
        what: String,
    },
    /// The port cannot be listened on.
    Port(u16, io::Error),
    /// Changes of files cannot be watched.
    Watch(notify::Error),
}

impl Error {
    /// Says which file an error of the system is about.
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Error + use<'_> {
        move |error| Error::File(path.to_owned(), error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Sources(problems) => write!(
                f,
                "{}nothing was packed; --keep-going packs what could be read",
                Lines(problems)
            ),
            Error::Incomplete(problems) => write!(
                f,
                "{}nothing was packed; `kashkul pack --keep-going --format pack` makes a pack of what \
                 could be read",
                Lines(problems)
            ),
            Error::NoArticles => f.write_str("no article could be read, so nothing was packed"),
            Error::Write(error) => visible(error).fmt(f),
            Error::Open(path, error) => {
                write!(f, "{}: {}", visible(path.display()), visible(error))
            }
            Error::NoPage => f.write_str(
                "this build of kashkul carries no page: build it with `cargo xtask dist`, which \
                 puts one that does into dist/bin; `--format pack` works without",
            ),
            Error::Site(error) => visible(error).fmt(f),
            Error::Occupied(path, example) => write!(
                f,
                "{} holds files that are no site of Kashkul's ({}): choose a new folder",
                visible(path.display()),
                visible(example)
            ),
            Error::IsSource(path) => write!(
                f,
                "{} is a source of what is to be written over it: choose a new name",
                visible(path.display())
            ),
            Error::NotOurs(path) => write!(
                f,
                "{} is no earlier output of this command, and would be lost: choose a new name, or \
                 remove it",
                visible(path.display())
            ),
            Error::File(path, error) => write!(f, "{}: {error}", visible(path.display())),
            Error::Line { path, line, what } => {
                write!(f, "{}:{line}: {what}", visible(path.display()))
            }
            Error::Port(port, error) => {
                write!(f, "port {port}: {error}; --port 0 takes a free one")
            }
            Error::Watch(error) => {
                write!(f, "changes cannot be watched: {}", visible(error))
            }
        }
    }
}

/// Each problem with a line of its own.
struct Lines<'a>(&'a Problems);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problems(problems) = self.0;
        problems
            .iter()
            .try_for_each(|problem| writeln!(f, "{}", visible(problem)))
    }
}

impl std::error::Error for Error {}
