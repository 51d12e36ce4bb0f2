//! What is wrong with a source and where: owns the shape and the wording of a report.

use std::fmt;
use std::path::{Path, PathBuf};

/// What sort of thing is wrong, for those who say it in words of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The system does not give it, or gives no file.
    Unreadable,
    /// Files of its kind, its name or its length are not read.
    Unsupported,
    /// Its bytes are no text, or their encoding had to be guessed.
    Encoding,
    /// It is not put together as files of its kind are.
    Malformed,
    /// There is no text in it.
    Empty,
    /// Some of it is left out: menus of a page, a book's table of contents.
    Partial,
    /// It is a draft.
    Draft,
    /// Its date cannot be read, or is at odds with itself.
    Date,
    /// Its language is no language tag.
    Language,
    /// Another article has its id.
    Duplicate,
    /// The settings of the collection are wrong.
    Settings,
    /// A picture cannot be packed.
    Picture,
}

impl Kind {
    /// The name by which programs know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Unreadable => "unreadable",
            Kind::Unsupported => "unsupported",
            Kind::Encoding => "encoding",
            Kind::Malformed => "malformed",
            Kind::Empty => "empty",
            Kind::Partial => "partial",
            Kind::Draft => "draft",
            Kind::Date => "date",
            Kind::Language => "language",
            Kind::Duplicate => "duplicate",
            Kind::Settings => "settings",
            Kind::Picture => "picture",
        }
    }
}

/// One thing that is wrong, at a line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file or folder.
    pub path: PathBuf,
    /// The line, counted from 1; 1 where the whole file is meant.
    pub line: usize,
    /// What sort of thing it is.
    pub kind: Kind,
    /// What is wrong and what would be right.
    pub what: String,
}

impl Problem {
    pub(crate) fn new(path: &Path, line: usize, kind: Kind, what: impl Into<String>) -> Problem {
        Problem {
            path: path.to_owned(),
            line,
            kind,
            what: what.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path.display(), self.line, self.what)
    }
}

/// Everything that was wrong, in the order of the files: displayed one a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
