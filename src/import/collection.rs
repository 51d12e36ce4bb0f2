//! A folder of articles: owns finding its files, its settings and that ids are unique.
//!
//! Folders inside of it are read too. Hidden entries, README and LICENSE files are no articles;
//! any other file that no reader exists for is a problem, so that none is left out unnoticed.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use kashkul_engine::document::Document;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::{Problem, Problems};
use crate::{jsonl, news, source};

/// The settings of a folder, beside its articles.
const SETTINGS: &str = "collection.toml";
const KEYS: [&str; 3] = ["title", "languages", "aliases"];

/// A folder of articles, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collection {
    /// Its name; empty where `collection.toml` gives none.
    pub title: String,
    /// BCP 47 tags of the languages it is written in, the main one first.
    pub languages: Vec<String>,
    /// Groups of names that mean the same.
    pub aliases: Vec<Vec<String>>,
    /// Sorted by id in byte order, a child right after its parent.
    pub documents: Vec<Document>,
    /// What looked wrong in the files but did not keep them from being read.
    pub warnings: Vec<Problem>,
}

/// Reads the folder `dir`: `collection.toml` and every `.txt` and `.jsonl` file.
///
/// # Errors
/// Everything that is wrong in any of its files.
pub fn read_collection(dir: &Path) -> Result<Collection, Problems> {
    let mut reader = Reader::default();
    reader.folder(dir, &mut Vec::new());
    if reader.collection.documents.is_empty() && reader.problems.is_empty() {
        reader.problems.push(Problem::new(
            dir,
            1,
            "no articles: no .txt or .jsonl file in it",
        ));
    }
    if !reader.problems.is_empty() {
        return Err(Problems(reader.problems));
    }
    let mut collection = reader.collection;
    // Stable, so children keep their place behind the parent.
    collection.documents.sort_by(|a, b| root(a).cmp(root(b)));
    Ok(collection)
}

/// The id that a document is sorted under.
fn root(document: &Document) -> &str {
    document.parent.as_ref().unwrap_or(&document.id)
}

#[derive(Default)]
struct Reader {
    collection: Collection,
    problems: Vec<Problem>,
    places_by_id: HashMap<String, (PathBuf, usize)>,
}

impl Reader {
    /// Reads the files of `dir` in byte order of their names; `above` holds the folders it is in.
    fn folder(&mut self, dir: &Path, above: &mut Vec<PathBuf>) {
        let entries = fs::canonicalize(dir).and_then(|place| Ok((place, fs::read_dir(dir)?)));
        let (place, entries) = match entries {
            Ok(found) => found,
            Err(error) => return self.problems.push(source::unreadable(dir, &error)),
        };
        if above.contains(&place) {
            let what = "a link back to a folder that it is in; remove it";
            return self.problems.push(Problem::new(dir, 1, what));
        }
        let mut paths = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => paths.push(entry.path()),
                Err(error) => self.problems.push(source::unreadable(dir, &error)),
            }
        }
        paths.sort();
        above.push(place);
        for path in paths {
            let name = path
                .file_name()
                .map(OsStr::to_string_lossy)
                .unwrap_or_default();
            if name.starts_with('.') {
                continue;
            }
            match fs::metadata(&path) {
                Ok(metadata) if metadata.is_dir() => self.folder(&path, above),
                Ok(metadata) if !metadata.is_file() => {
                    self.problems
                        .push(Problem::new(&path, 1, "neither a file nor a folder"));
                }
                Ok(_) => self.file(&path, &name, above.len() == 1),
                Err(error) => self.problems.push(source::unreadable(&path, &error)),
            }
        }
        above.pop();
    }

    fn file(&mut self, path: &Path, name: &str, is_top: bool) {
        let extension = path
            .extension()
            .map(OsStr::to_string_lossy)
            .unwrap_or_default();
        let is_note = ["README", "LICENSE"]
            .iter()
            .any(|note| name.starts_with(note));
        match &*extension.to_ascii_lowercase() {
            _ if name == SETTINGS && is_top => self.settings(path),
            _ if is_note => {}
            "txt" => self.page(path),
            "jsonl" => self.records(path),
            "" => self.problems.push(Problem::new(
                path,
                1,
                "cannot read a file without an extension; readable are .txt and .jsonl",
            )),
            other => {
                let what = format!("cannot read .{other} files; readable are .txt and .jsonl");
                self.problems.push(Problem::new(path, 1, what));
            }
        }
    }

    fn page(&mut self, path: &Path) {
        let text = match source::read(path) {
            Ok(text) => text,
            Err(problem) => return self.problems.push(problem),
        };
        let Some(id) = path.file_stem().and_then(OsStr::to_str) else {
            let what = "the file name is not UTF-8, so the article has no id";
            return self.problems.push(Problem::new(path, 1, what));
        };
        let page = news::parse(id, &text);
        let at = |remark: news::Remark| Problem::new(path, remark.line, remark.what);
        self.problems.extend(page.problems.into_iter().map(at));
        self.collection
            .warnings
            .extend(page.warnings.into_iter().map(at));
        for document in page.documents {
            self.document(path, 1, document);
        }
    }

    fn records(&mut self, path: &Path) {
        match source::read(path) {
            Ok(text) => {
                for (line, document) in jsonl::read(path, &text, &mut self.problems) {
                    self.document(path, line, document);
                }
            }
            Err(problem) => self.problems.push(problem),
        }
    }

    fn document(&mut self, path: &Path, line: usize, document: Document) {
        let place = (path.to_owned(), line);
        if let Some((first, first_line)) = self.places_by_id.get(&document.id) {
            let id = &document.id;
            let what = format!(
                "the id \"{id}\" is already used at {}:{first_line}",
                first.display()
            );
            return self.problems.push(Problem::new(path, line, what));
        }
        self.places_by_id.insert(document.id.clone(), place);
        self.collection.documents.push(document);
    }

    /// Reads `collection.toml`.
    fn settings(&mut self, path: &Path) {
        let text = match source::read(path) {
            Ok(text) => text,
            Err(problem) => return self.problems.push(problem),
        };
        let (table, errors) = DeTable::parse_recoverable(&text);
        let mut problem = |span: Range<usize>, what: String| {
            let line = source::line_of(text.as_bytes(), span.start);
            self.problems.push(Problem::new(path, line, what));
        };
        let collection = &mut self.collection;
        for error in &errors {
            problem(error.span().unwrap_or_default(), error.message().to_owned());
        }
        for (key, value) in table.get_ref() {
            let read = match key.get_ref().as_ref() {
                "title" => string(value).map(|title| collection.title = title),
                "languages" => array(value, string).map(|tags| collection.languages = tags),
                "aliases" => array(value, |group| array(group, string))
                    .map(|aliases| collection.aliases = aliases),
                unknown => Err((key.span(), unknown_key(unknown))),
            };
            if let Err((span, what)) = read {
                problem(span, what);
            }
        }
    }
}

type Misread = (Range<usize>, String);

fn string(value: &Spanned<DeValue<'_>>) -> Result<String, Misread> {
    match value.get_ref().as_str() {
        Some(text) => Ok(text.to_owned()),
        None => Err((
            value.span(),
            format!("a string is expected here, not {}", kind(value)),
        )),
    }
}

fn array<T>(
    value: &Spanned<DeValue<'_>>,
    item: impl Fn(&Spanned<DeValue<'_>>) -> Result<T, Misread>,
) -> Result<Vec<T>, Misread> {
    match value.get_ref().as_array() {
        Some(items) => items.iter().map(item).collect(),
        None => Err((
            value.span(),
            format!("a list is expected here, not {}", kind(value)),
        )),
    }
}

fn kind(value: &Spanned<DeValue<'_>>) -> String {
    format!("a value of type {}", value.get_ref().type_str())
}

fn unknown_key(key: &str) -> String {
    let near = KEYS
        .iter()
        .map(|known| (strsim::damerau_levenshtein(key, known), known))
        .min()
        .filter(|&(distance, _)| distance <= 3);
    match near {
        Some((_, known)) => format!("unknown key \"{key}\"; did you mean \"{known}\"?"),
        None => format!("unknown key \"{key}\"; known are {}", KEYS.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own for a test, removed in the end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(test: &str) -> Folder {
            let place = std::env::temp_dir().join(format!("kashkul-{test}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&place);
            fs::create_dir_all(&place).unwrap();
            Folder(place)
        }

        fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Folder {
            let path = self.0.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
            self
        }

        /// The problems, each with its path inside the folder.
        fn problems(&self) -> Vec<String> {
            let problems = read_collection(&self.0).unwrap_err().to_string();
            let root = format!("{}/", self.0.display());
            problems
                .lines()
                .map(|line| line.replace(&root, ""))
                .collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    const PAGE: &str = "Title\n\nText of the page.\n";

    #[test]
    fn reads_a_folder_in_the_order_of_ids() {
        let folder = Folder::new("order");
        folder
            .put("b.txt", "عنوان\nمتن نخست.\nالمصدر: RT\nإقرأ أيضاً:\nعنوان دیگر\nاین متن دوم این صفحه است.\n")
            .put("z.jsonl", "{\"id\": \"a\", \"title\": \"t\", \"text\": \"x\"}\n{\"id\": \"b#10\", \"title\": \"t\", \"text\": \"x\"}\n")
            .put("2023/c.txt", PAGE)
            .put("README.md", "notes")
            .put("LICENSE", "terms")
            .put(".hidden", "\0")
            .put("collection.toml", "title = \"T\"\nlanguages = [\"fa\"]\naliases = [[\"a\", \"b\"]]\n");
        let collection = read_collection(&folder.0).unwrap();
        let ids: Vec<_> = collection
            .documents
            .iter()
            .map(|document| document.id.as_str())
            .collect();
        assert_eq!(ids, ["a", "b", "b#2", "b#10", "c"]);
        assert_eq!(collection.title, "T");
        assert_eq!(collection.languages, ["fa"]);
        assert_eq!(collection.aliases, [["a", "b"]]);
    }

    #[test]
    fn says_everything_that_is_wrong_at_once() {
        let folder = Folder::new("wrong");
        folder
            .put("a.txt", PAGE)
            .put("b.txt", b"Title\nte\xffxt\n")
            .put("c.txt", "")
            .put("d.txt", "Title alone\n")
            .put("e.docx", "PK")
            .put(
                "f.jsonl",
                "{\"id\": \"a\", \"title\": \"t\", \"text\": \"x\"}\n{}\n",
            )
            .put("g", "no extension")
            .put(
                "collection.toml",
                "titel = \"T\"\nlanguages = \"fa\"\naliases = [\n[1]]\ncolour = 1\n",
            );
        let mut problems = folder.problems();
        problems.sort();
        assert_eq!(
            problems,
            [
                "b.txt:2: not UTF-8: byte 0xff at offset 8".to_owned(),
                "c.txt:1: empty file".to_owned(),
                "collection.toml:1: unknown key \"titel\"; did you mean \"title\"?".to_owned(),
                "collection.toml:2: a list is expected here, not a value of type string".to_owned(),
                "collection.toml:4: a string is expected here, not a value of type integer"
                    .to_owned(),
                "collection.toml:5: unknown key \"colour\"; known are title, languages, aliases"
                    .to_owned(),
                "d.txt:1: a title but no text under it".to_owned(),
                "e.docx:1: cannot read .docx files; readable are .txt and .jsonl".to_owned(),
                "f.jsonl:1: the id \"a\" is already used at a.txt:1".to_owned(),
                "f.jsonl:2: missing field `id`, at column 2".to_owned(),
                "g:1: cannot read a file without an extension; readable are .txt and .jsonl"
                    .to_owned(),
            ]
        );
    }

    #[test]
    fn settings_that_are_no_toml_are_a_problem_of_their_line() {
        let folder = Folder::new("toml");
        folder
            .put("a.txt", PAGE)
            .put("collection.toml", "title = \"T\"\nlanguages = [\n");
        let problems = folder.problems();
        assert!(problems[0].starts_with("collection.toml:"), "{problems:?}");
    }

    #[test]
    fn folders_without_articles_are_a_problem() {
        let folder = Folder::new("none");
        assert_eq!(
            read_collection(&folder.0).unwrap_err().0[0].what,
            "no articles: no .txt or .jsonl file in it"
        );
        assert!(read_collection(&folder.0.join("nowhere")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_loop_are_a_problem() {
        use std::os::unix::fs::symlink;
        let folder = Folder::new("loop");
        folder.put("a.txt", PAGE).put("sub/b.txt", PAGE);
        symlink(&folder.0, folder.0.join("sub/up")).unwrap();
        symlink(folder.0.join("self.txt"), folder.0.join("self.txt")).unwrap();
        let problems = folder.problems();
        assert!(
            problems[0].starts_with("self.txt:1: cannot be read: "),
            "{problems:?}"
        );
        assert_eq!(
            problems[1],
            "sub/up:1: a link back to a folder that it is in; remove it"
        );
        assert_eq!(problems.len(), 2);
    }
}
