//! Files to the disk: owns that an output is there whole or not at all, and that nothing is written
//! over but what an earlier run wrote.
//!
//! Everything is written beside its place first, where a full disk or a forbidden folder shows, and
//! then moved there; what was there before stays until then. Links are followed, and a device or a
//! pipe, which nothing can be moved to, is written into.

use std::ffi::OsString;
use std::fs::{self, File as Handle};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use kashkul_cli::bulk;
use kashkul_cli::site::File;
use tempfile::{Builder, NamedTempFile, TempDir};

use crate::error::Error;
use crate::eval;

/// What a file is written as.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// A page in one file.
    Page,
    /// A pack.
    Pack,
    /// Records for another program.
    Export,
    /// What queries found, in TREC's columns.
    Run,
}

impl Kind {
    /// Whether a file that begins with these bytes is one, as it is written here.
    fn is(self, start: &[u8]) -> bool {
        match self {
            Kind::Page => kashkul_import::is_page(start),
            Kind::Pack => start.starts_with(PACK_START),
            Kind::Export => bulk::is_export(start),
            Kind::Run => eval::is_run(start),
        }
    }

    /// Whether that tells it from what other programs write.
    fn is_marked(self) -> bool {
        matches!(self, Kind::Page | Kind::Pack)
    }
}

/// What every pack begins with.
pub(crate) const PACK_START: &[u8; 8] = b"KASHKUL\0";

/// As much of a file as tells what it is.
const START_LEN: u64 = 4096;

/// As many links as Linux follows.
const MAX_LINKS: usize = 40;

/// Whether a file may be written: where there is none yet or an empty one, or over an earlier output.
/// One without a mark may be anywhere but among the sources; there it must look like one.
///
/// # Errors
/// When it is a source, or was written by someone else.
pub(crate) fn check_file_is_free(
    out: &Path,
    kind: Kind,
    sources: &[impl AsRef<Path>],
) -> Result<(), Error> {
    let holds_something = |path: &Path| {
        let metadata = fs::metadata(path);
        metadata.is_ok_and(|metadata| metadata.is_file() && metadata.len() > 0)
    };
    let place = match fs::canonicalize(out) {
        Ok(place) if holds_something(&place) => place,
        _ => return Ok(()),
    };
    let sources = sources.iter();
    let sources: Vec<PathBuf> = sources
        .filter_map(|source| fs::canonicalize(source).ok())
        .collect();
    if sources.contains(&place) {
        return Err(Error::IsSource(out.to_owned()));
    }
    let is_among = sources.iter().any(|source| place.starts_with(source));
    if !is_among && !kind.is_marked() {
        return Ok(());
    }
    let mut start = Vec::new();
    Handle::open(&place)
        .and_then(|file| file.take(START_LEN).read_to_end(&mut start))
        .map_err(Error::file(out))?;
    match kind.is(&start) {
        true => Ok(()),
        false => Err(Error::NotOurs(out.to_owned())),
    }
}

/// Writes one file.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let metadata = fs::metadata(path);
    if metadata.is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        let opened = Handle::options().write(true).open(path);
        let written = opened.and_then(|mut file| file.write_all(bytes));
        return written.map_err(Error::file(path));
    }
    let path = &followed(path).map_err(Error::file(path))?;
    let folder = parent(path);
    fs::create_dir_all(folder).map_err(Error::file(folder))?;
    let mut file = staging(0o666)
        .tempfile_in(folder)
        .map_err(Error::file(path))?;
    write_whole(file.as_file_mut(), bytes).map_err(Error::file(path))?;
    publish(&file, path)
}

/// Where a name leads to through links, be there something or not.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut place = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&place) {
            Ok(target) => place = parent(&place).join(target),
            // No link: what else may be wrong shows when it is written.
            Err(_) => return Ok(place),
        }
    }
    Err(io::Error::other("too many links, which lead to each other"))
}

/// Where a file goes: into a folder by its usual name.
pub(crate) fn file_at(out: &Path, usual_name: &str) -> PathBuf {
    let names_folder = out.to_string_lossy().ends_with(std::path::is_separator);
    match out.is_dir() || names_folder {
        true => out.join(usual_name),
        false => out.to_owned(),
    }
}

/// Writes a site into a folder: a new one, an empty one, or over a site that is already there,
/// whose other files stay.
pub(crate) fn write_site(out: &Path, files: &[File]) -> Result<(), Error> {
    check_is_free(out)?;
    let folder = parent(out);
    fs::create_dir_all(folder).map_err(Error::file(folder))?;
    let staged = staging(0o777)
        .tempdir_in(folder)
        .map_err(Error::file(out))?;
    for file in files {
        let path = staged.path().join(&file.path);
        let inner = parent(&path);
        fs::create_dir_all(inner).map_err(Error::file(inner))?;
        Handle::create(&path)
            .and_then(|mut handle| write_whole(&mut handle, &file.bytes))
            .map_err(Error::file(&out.join(&file.path)))?;
    }
    if out.is_dir() {
        return move_over(&staged, out, files);
    }
    fs::rename(staged.path(), out).map_err(Error::file(out))?;
    // It has moved: nothing is left to be removed.
    let _ = staged.keep();
    Ok(())
}

/// Moves the files one by one, the page last: until then it names the ones that it was made with.
fn move_over(staged: &TempDir, out: &Path, files: &[File]) -> Result<(), Error> {
    let (pages, others): (Vec<&File>, Vec<&File>) =
        files.iter().partition(|file| file.path == "index.html");
    for file in others.into_iter().chain(pages) {
        let path = out.join(&file.path);
        let inner = parent(&path);
        fs::create_dir_all(inner).map_err(Error::file(inner))?;
        fs::rename(staged.path().join(&file.path), &path).map_err(Error::file(&path))?;
    }
    Ok(())
}

fn check_is_free(out: &Path) -> Result<(), Error> {
    let entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::File(out.to_owned(), error)),
    };
    let mut names: Vec<OsString> = entries
        .map(|entry| Ok(entry?.file_name()))
        .collect::<Result<_, _>>()
        .map_err(Error::file(out))?;
    names.sort();
    let Some(first) = names.first() else {
        return Ok(());
    };
    match is_site(out) {
        true => Ok(()),
        false => Err(Error::Occupied(
            out.to_owned(),
            first.to_string_lossy().into_owned(),
        )),
    }
}

/// Whether a folder holds a site that was written here.
pub(crate) fn is_site(folder: &Path) -> bool {
    let page = fs::read(folder.join("index.html")).unwrap_or_default();
    kashkul_import::is_page(&page)
}

fn write_whole(file: &mut Handle, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// Gives a finished file its name.
fn publish(file: &NamedTempFile, path: &Path) -> Result<(), Error> {
    fs::rename(file.path(), path).map_err(Error::file(path))
}

/// For what is written beside its place first, with the rights of any other new file or folder.
fn staging(#[cfg_attr(not(unix), allow(unused))] mode: u32) -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".kashkul-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    builder
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kashkul_cli::fonts::Fonts;
    use kashkul_cli::offline::Offline;
    use kashkul_cli::site::{self, Assets};
    use kashkul_engine::compact::Compact;
    use kashkul_engine::index::Index;
    use kashkul_engine::writer;

    fn site(text: &str) -> [File; 2] {
        let page = [kashkul_import::PAGE_MARK, text].concat().into_bytes();
        [("index.html", page), ("app.js", text.as_bytes().to_vec())].map(|(path, bytes)| File {
            path: path.to_owned(),
            bytes,
        })
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_site_is_written_anew_and_over_itself() {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("a/site");
        write_site(&out, &site("one")).unwrap();
        assert_eq!(names(&out), ["app.js", "index.html"]);
        fs::write(out.join("CNAME"), "x").unwrap();
        write_site(&out, &site("two")).unwrap();
        assert_eq!(names(&out), ["CNAME", "app.js", "index.html"]);
        assert_eq!(fs::read(out.join("app.js")).unwrap(), b"two");
        assert_eq!(
            names(out.parent().unwrap()),
            ["site"],
            "nothing is left beside it"
        );
    }

    #[test]
    fn no_page_or_site_of_ours_is_an_article() {
        let index = writer::write(&[], &writer::Settings::default()).unwrap();
        let index = Index::open(index).unwrap();
        let assets = Assets {
            template: include_str!("../../www/index.html"),
            script: "",
            inline_script: "",
            style: "",
            theme: "",
            wasm: b"",
            on_demand: &[],
            pack: Some(b""),
            fonts: Fonts::of([[b"", b""]; 2], ""),
            offline: Offline {
                worker: "",
                script: "",
                icons: &[],
            },
        };
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("a.txt"), "Title\n\nText of the page.\n").unwrap();
        let out = place.path().join("site");
        write_site(&out, &site::hosted(&index, &assets).unwrap()).unwrap();
        assert!(is_site(&out));
        let page = site::single_file(&index, &assets).unwrap();
        write_file(&place.path().join("kashkul.html"), page.as_bytes()).unwrap();

        let collection = kashkul_import::read_collection(place.path()).unwrap();
        let ids: Vec<_> = collection.documents.iter().map(Compact::id).collect();
        assert_eq!(ids, ["a"]);
        assert_eq!(collection.warnings.len(), 2, "{:?}", collection.warnings);
    }

    #[test]
    fn a_folder_of_someone_else_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("index.html"), "<title>mine</title>").unwrap();
        let error = write_site(place.path(), &site("one")).unwrap_err();
        assert!(matches!(error, Error::Occupied(..)), "{error}");
        assert_eq!(names(place.path()), ["index.html"]);
    }

    #[test]
    fn only_a_page_of_ours_is_written_over_by_one() {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("a.html");
        let check = |sources: &[&Path]| check_file_is_free(&out, Kind::Page, sources);
        assert!(check(&[place.path()]).is_ok(), "nothing is there");
        fs::write(&out, "").unwrap();
        assert!(check(&[place.path()]).is_ok(), "nothing is in it");
        fs::write(&out, "<title>mine</title>").unwrap();
        for sources in [&[][..], &[place.path()]] {
            assert!(matches!(check(sources), Err(Error::NotOurs(_))));
        }
        fs::write(&out, kashkul_import::PAGE_MARK).unwrap();
        assert!(check(&[place.path()]).is_ok());
        assert!(matches!(check(&[&out]), Err(Error::IsSource(_))));
    }

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("a.kashkul");
        assert_eq!(file_at(&out, "x"), out);
        write_file(&out, b"one").unwrap();
        assert_eq!(file_at(place.path(), "a.kashkul"), out);
        write_file(&out, b"two").unwrap();
        assert_eq!(fs::read(&out).unwrap(), b"two");
        // A folder stands where the file is to go: the last step fails.
        fs::create_dir(place.path().join("b")).unwrap();
        fs::create_dir(place.path().join("b/c")).unwrap();
        let blocked = place.path().join("b");
        assert!(publish(&NamedTempFile::new_in(place.path()).unwrap(), &blocked).is_err());
        assert_eq!(names(place.path()), ["a.kashkul", "b"]);
    }
}
