//! A collection: owns joining what was read of its files, their order and that ids are unique.
//!
//! Files are found by `find` and read by `format`; a program may read them at the same time. The
//! documents of a folder are sorted by id, those of a single file keep their order, and sources
//! stand in the order in which they are given.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use kashkul_engine::compact::Compact;
use kashkul_engine::document::Document;
use kashkul_engine::writer;

use crate::find::{self, SourceFile};
use crate::finished;
use crate::format::Read;
use crate::images::Wanted;
use crate::problem::{Kind, Problem, Problems};
use crate::settings::{self, Settings};
use crate::source;
use crate::theme::Theme;

/// Articles and what they say of themselves together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collection {
    /// What `collection.toml` says for the pack; where it gives no title, that of the first source.
    pub settings: writer::Settings,
    /// How its page looks.
    pub theme: Theme,
    /// A child stands right after its parent.
    pub documents: Vec<Compact>,
    /// What looked wrong in the files but did not keep them from being read.
    pub warnings: Vec<Problem>,
}

impl Collection {
    /// The documents, each in its parts.
    #[must_use]
    pub fn documents(&self) -> Vec<Document> {
        self.documents.iter().map(Compact::document).collect()
    }
}

/// Reads the folder `dir`: `collection.toml` and every file that a reader exists for.
///
/// # Errors
/// Everything that is wrong in any of its files.
pub fn read_collection(dir: &Path) -> Result<Collection, Problems> {
    let sources = Sources::find(&[dir]);
    let reads = sources.files().iter().map(SourceFile::read).collect();
    match sources.collect(reads) {
        (collection, problems) if problems.0.is_empty() => Ok(collection),
        (_, problems) => Err(problems),
    }
}

/// The files of some folders, or files on their own.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    /// Whether each source is a folder.
    are_folders: Vec<bool>,
    /// The folder of each source, which the pictures of its articles have to be in.
    tops: Vec<PathBuf>,
    /// The most bytes that a picture has which is packed.
    max_image_bytes: Option<u64>,
    title: String,
    settings: Settings,
    /// Where the settings are that were not read yet.
    settings_file: Option<PathBuf>,
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl Sources {
    /// Looks for the files of the sources; what is wrong is said by [`Sources::collect`].
    #[must_use]
    pub fn find(paths: &[impl AsRef<Path>]) -> Sources {
        Sources::find_beside(paths, None)
    }

    /// The same for a program that writes to `out`, of which nothing is read where it stands inside
    /// of a folder: an earlier output is no article of the next.
    #[must_use]
    pub fn find_beside(paths: &[impl AsRef<Path>], out: Option<&Path>) -> Sources {
        let mut sources = Sources::default();
        let mut settings: Option<PathBuf> = None;
        for (i, path) in paths.iter().map(AsRef::as_ref).enumerate() {
            let found = find::find(path, i, out);
            sources.are_folders.push(path.is_dir());
            let top = if path.is_dir() {
                path
            } else {
                path.parent().unwrap_or(path)
            };
            sources.tops.push(top.to_owned());
            sources.files.extend(found.files);
            sources.problems.extend(found.problems);
            sources.warnings.extend(found.warnings);
            if i == 0 {
                sources.title = name(path);
            }
            let Some(path) = found.settings else { continue };
            match &settings {
                None => sources.read_settings(&path, source::bytes(&path)),
                Some(first) => {
                    let what = format!(
                        "a collection has one {}, and {} is read: join them there",
                        settings::FILE,
                        first.display()
                    );
                    sources
                        .problems
                        .push(Problem::new(&path, 1, Kind::Settings, what));
                }
            }
            settings.get_or_insert(path);
        }
        sources
    }

    /// Takes a folder whose files are in memory, by their paths inside of it and their lengths in
    /// bytes. A path alone, where `is_folder` is false, is a file on its own.
    #[must_use]
    pub fn in_memory(
        title: &str,
        is_folder: bool,
        files: impl IntoIterator<Item = (String, u64)>,
    ) -> Sources {
        let top = Path::new(title);
        let files = files.into_iter();
        let mut files: Vec<(PathBuf, u64)> =
            files.map(|(path, len)| (top.join(path), len)).collect();
        files.sort();
        let mut found = match (is_folder, &files[..]) {
            (false, [(path, _)]) => find::sort_out(path, &files),
            _ => find::sort_out(top, &files),
        };
        Sources {
            files: found.files,
            are_folders: vec![is_folder],
            title: title.to_owned(),
            settings_file: found.settings.take(),
            problems: found.problems,
            warnings: found.warnings,
            ..Sources::default()
        }
    }

    /// Where a folder in memory has its `collection.toml`.
    #[must_use]
    pub fn settings_file(&self) -> Option<&Path> {
        self.settings_file.as_deref()
    }

    /// Reads what the `collection.toml` of a folder in memory holds.
    pub fn read_settings_bytes(&mut self, bytes: Vec<u8>) {
        if let Some(path) = self.settings_file.take() {
            self.read_settings(&path, Ok(bytes));
        }
    }

    /// The files, in the order in which their contents are to be handed to [`Sources::collect`].
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    fn read_settings(&mut self, path: &Path, bytes: Result<Vec<u8>, Problem>) {
        match bytes.and_then(|bytes| source::text_or_nothing(path, bytes, |_| None)) {
            Ok(text) => {
                let mut problems = Vec::new();
                self.settings = Settings::read(&text.text, &mut problems);
                let at = |(line, what)| Problem::new(path, line, Kind::Settings, what);
                self.problems.extend(problems.into_iter().map(at));
            }
            Err(problem) => self.problems.push(problem),
        }
    }

    /// Asks for the pictures of the articles, as far as their files have no more than `max_bytes`.
    #[must_use]
    pub fn with_images(mut self, max_bytes: u64) -> Sources {
        self.max_image_bytes = Some(max_bytes);
        self
    }

    /// Whether pictures were asked for.
    #[must_use]
    pub fn has_images(&self) -> bool {
        self.max_image_bytes.is_some()
    }

    /// Reads one of the files. Files can be read at the same time and in any order.
    #[must_use]
    pub fn read(&self, file: &SourceFile) -> Read {
        let top = self.tops.get(file.source);
        let wanted = self.max_image_bytes.zip(top);
        file.read_with(wanted.map(|(max_bytes, top)| Wanted { max_bytes, top }))
    }

    /// Joins what was read of the files: everything that could be read, and what is wrong.
    #[must_use]
    pub fn collect(self, reads: Vec<Read>) -> (Collection, Problems) {
        let mut places: HashMap<String, (&Path, usize)> = HashMap::new();
        // Those of one large file stay where they are: first with their lines, then with their sources.
        let mut documents: Vec<(usize, Compact)> = Vec::new();
        let mut problems = self.problems;
        let mut warnings = self.warnings;
        for (file, mut read) in self.files.iter().zip(reads) {
            problems.extend(read.problems);
            warnings.extend(read.warnings);
            if read.is_finished {
                let (list, what) = match self.are_folders[file.source] {
                    true => (&mut warnings, finished::LEFT_ALONE),
                    false => (&mut problems, finished::NO_SOURCE),
                };
                list.push(Problem::new(&file.path, 1, Kind::Unsupported, what));
            }
            read.documents.retain_mut(|(number, document)| {
                let line = std::mem::replace(number, file.source);
                let id = document.id();
                if let Some((first, first_line)) = places.get(id) {
                    let first = first.display();
                    let what = format!("the id \"{id}\" is already used at {first}:{first_line}");
                    problems.push(Problem::new(&file.path, line, Kind::Duplicate, what));
                    return false;
                }
                places.insert(id.to_owned(), (&file.path, line));
                if !self.settings.boilerplate.is_empty() {
                    let mut whole = document.document();
                    whole.keep_paragraphs(|_, text| !self.settings.is_boilerplate(text));
                    *document = (&whole).into();
                }
                true
            });
            match documents.is_empty() {
                true => documents = read.documents,
                false => documents.append(&mut read.documents),
            }
        }
        drop(places);
        let order = |(a, first): &(usize, Compact), (b, second): &(usize, Compact)| {
            a.cmp(b).then_with(|| match self.are_folders[*a] {
                true => root(first).cmp(root(second)),
                false => std::cmp::Ordering::Equal,
            })
        };
        // Stable, so children keep their place behind the parent; sorting takes half as much memory again.
        if !documents.is_sorted_by(|a, b| order(a, b).is_le()) {
            documents.sort_by(order);
        }
        let mut settings = self.settings.packed;
        if settings.title.is_empty() {
            settings.title = self.title;
        }
        let collection = Collection {
            settings,
            theme: self.settings.theme,
            documents: documents
                .into_iter()
                .map(|(_, document)| document)
                .collect(),
            warnings,
        };
        (collection, Problems(problems))
    }
}

/// The name of a folder, or of a file without its extension.
fn name(path: &Path) -> String {
    // «.» and the like have a name too.
    let whole = std::fs::canonicalize(path);
    let path = whole.as_deref().unwrap_or(path);
    let name = match path.is_dir() {
        true => path.file_name(),
        false => path.file_stem(),
    };
    name.map(OsStr::to_string_lossy)
        .unwrap_or_default()
        .into_owned()
}

/// The id that a document is sorted under.
fn root(document: &Compact) -> &str {
    document.parent().unwrap_or(document.id())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;
    use crate::jsonl;
    use std::fs;

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
    fn records_are_read_line_by_line_as_all_at_once() {
        let record = |id: usize| {
            let text = "متن نوشته ".repeat(20);
            format!("{{\"id\": {id}, \"title\": \"t\", \"text\": \"{text}\"}}")
        };
        let records: Vec<String> = (0..4_000).map(record).collect();
        let large = records.join("\n");
        assert!(large.len() > 1 << 20);
        let marked = ["\u{feff}", &record(7)].concat();
        let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (legacy, ..) = encoding_rs::WINDOWS_1256.encode(&large);
        let with = |more: &[u8]| [large.as_bytes(), more].concat();
        for (bytes, is_plain) in [
            (large.clone().into_bytes(), true),
            (marked.into_bytes(), true),
            (
                with(b"\r\n \n\nnone\n{\"id\": 1, \"title\": \"t\"}\r\n"),
                true,
            ),
            (with(b"\n\xff\n"), false),
            (with(b"\n\0\n"), false),
            (legacy.into_owned(), false),
            (utf16, false),
            (b"\xef\xbb\xbf\n \r\n".to_vec(), false),
            (Vec::new(), false),
        ] {
            let folder = Folder::new("lines");
            folder.put("a.jsonl", &bytes);
            let sources = Sources::find(&[&folder.0]);
            let file = &sources.files()[0];
            assert_eq!(jsonl::read_plain(&file.path).is_some(), is_plain);
            assert_eq!(file.read(), file.read_bytes(bytes));
        }
    }

    #[test]
    fn a_folder_in_memory_is_read_as_one_on_a_disk() {
        let files = [
            (
                "collection.toml",
                "title = \"T\"\nboilerplate = [\"Cut this.\"]\n",
            ),
            ("b/c.md", "# C\n\nText.\n\nCut this.\n"),
            ("b/.hidden.md", "# H\n"),
            ("a.txt", PAGE),
            ("a.png", "no text"),
            ("README.md", "notes"),
            (
                "z.jsonl",
                "{\"id\": \"b\", \"title\": \"t\", \"text\": \"x\"}\n",
            ),
        ];
        let folder = Folder::new("memory");
        for (name, text) in files {
            folder.put(name, text);
        }
        let on_disk = read_collection(&folder.0).unwrap();

        let named = files.iter().rev();
        let named = named.map(|(name, text)| ((*name).to_owned(), text.len() as u64));
        let mut sources = Sources::in_memory("memory", true, named);
        let text_of = |path: &Path| {
            let inside = path.strip_prefix("memory").unwrap();
            let file = files.iter().find(|(name, _)| Path::new(name) == inside);
            file.unwrap().1.as_bytes().to_vec()
        };
        let settings = sources.settings_file().map(text_of).unwrap();
        sources.read_settings_bytes(settings);
        let read = |file: &SourceFile| file.read_bytes(text_of(&file.path));
        let reads = sources.files().iter().map(read).collect();
        let (in_memory, problems) = sources.collect(reads);
        assert_eq!(problems, Problems(Vec::new()));
        assert_eq!(in_memory.documents, on_disk.documents);
        assert_eq!(in_memory.settings, on_disk.settings);
        assert_eq!(in_memory.warnings.len(), on_disk.warnings.len());

        let sources = Sources::in_memory("z", false, [("z.jsonl".to_owned(), 9)]);
        let reads = vec![sources.files()[0].read_bytes(files[6].1.into())];
        let (alone, _) = sources.collect(reads);
        let title = alone.settings.title.as_str();
        assert_eq!((title, alone.documents.len()), ("z", 1));
    }

    #[test]
    fn a_page_on_its_own_has_its_name_for_an_id() {
        let folder = Folder::new("alone");
        let text = "# T\n\nText.\n";
        folder.put("a.md", text);
        let alone = read_collection(&folder.0.join("a.md")).unwrap();
        let [document] = &alone.documents[..] else {
            panic!("one article: {alone:?}");
        };
        assert_eq!((document.id(), alone.settings.title.as_str()), ("a", "a"));

        let sources = Sources::in_memory("a", false, [("a.md".to_owned(), 9)]);
        let read = sources
            .files()
            .iter()
            .map(|file| file.read_bytes(text.into()));
        let reads = read.collect();
        let (in_memory, problems) = sources.collect(reads);
        assert_eq!(problems, Problems(Vec::new()));
        assert_eq!(in_memory.documents, alone.documents);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_page_whose_name_is_no_text_has_no_id() {
        use std::os::unix::ffi::OsStrExt as _;
        for name in [&b"\xff.md"[..], b"\xff/a.md"] {
            let folder = Folder::new("bytes");
            let path = folder.0.join(OsStr::from_bytes(name));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "# T\n\nText.\n").unwrap();
            let problems = folder.problems();
            assert!(
                problems[0].contains("the file name is not UTF-8"),
                "{problems:?}"
            );
        }
    }

    /// The warnings of a collection, each with its path inside of `top`.
    fn warnings(collection: &Collection, top: &Path) -> Vec<String> {
        let top = format!("{}/", top.display());
        let warnings = collection.warnings.iter();
        warnings
            .map(|warning| warning.to_string().replace(&top, ""))
            .collect()
    }

    #[test]
    fn what_was_packed_before_is_left_alone_in_a_folder() {
        let files = [
            ("a.md", PAGE),
            ("b.kashkul", "KASHKUL\0"),
            ("sites/site/.hidden", ""),
            ("sites/site/app.js", ""),
            ("sites/site/index.html", finished::PAGE_MARK),
            ("sites/site/inline.js", ""),
            ("sites/site/kashkul.wasm", ""),
            ("sites/site/more/licence.txt", PAGE),
            // A page that has the search in it, by its own index.html.
            ("z/app.js", ""),
            ("z/index.md", PAGE),
        ];
        let expected = ["b.kashkul:1: ", "sites/site:1: "]
            .map(|place| format!("{place}{}", finished::LEFT_ALONE));
        let folder = Folder::new("finished");
        for (name, text) in files {
            folder.put(name, text);
        }
        let on_disk = read_collection(&folder.0).unwrap();
        let ids: Vec<_> = on_disk.documents.iter().map(Compact::id).collect();
        assert_eq!(ids, ["a", "z/index"]);
        assert_eq!(warnings(&on_disk, &folder.0)[..2], expected);

        let named = files.map(|(name, text)| (name.to_owned(), text.len() as u64));
        let sources = Sources::in_memory("memory", true, named);
        let read = sources
            .files()
            .iter()
            .map(|file| file.read_bytes(PAGE.into()));
        let reads = read.collect();
        let (in_memory, problems) = sources.collect(reads);
        assert_eq!(problems, Problems(Vec::new()));
        assert_eq!(in_memory.documents, on_disk.documents);
        assert_eq!(warnings(&in_memory, Path::new("memory"))[..2], expected);
    }

    #[cfg(feature = "formats")]
    #[test]
    fn a_page_that_was_made_of_articles_is_none() {
        let page = format!("<!doctype html><title>T</title>{}<p>x", finished::PAGE_MARK);
        let folder = Folder::new("page");
        folder.put("a.txt", PAGE).put("kashkul.html", &page);
        let collection = read_collection(&folder.0).unwrap();
        assert_eq!(collection.documents.len(), 1);
        let expected = format!("kashkul.html:1: {}", finished::LEFT_ALONE);
        assert_eq!(warnings(&collection, &folder.0), [expected]);
    }

    #[test]
    fn a_finished_collection_is_no_source() {
        let folder = Folder::new("no-source");
        folder.put("b.kashkul", "KASHKUL\0");
        for name in ["app.js", "index.html", "inline.js", "kashkul.wasm"] {
            folder.put(&format!("site/{name}"), finished::PAGE_MARK);
        }
        let mut names = vec!["b.kashkul", "site"];
        if cfg!(feature = "formats") {
            names.push("site/index.html");
        }
        for name in names {
            let problems = read_collection(&folder.0.join(name)).unwrap_err();
            let [problem] = &problems.0[..] else {
                panic!("{name}: {problems}");
            };
            assert_eq!(problem.what, finished::NO_SOURCE, "{name}");
        }
        let problem = &read_collection(&folder.0).unwrap_err().0[0];
        assert!(
            problem.what.contains("b.kashkul is left alone"),
            "{problem}"
        );
    }

    #[test]
    fn nothing_is_read_where_the_output_goes() {
        let folder = Folder::new("out");
        folder
            .put("a.txt", PAGE)
            .put("in/b.txt", PAGE)
            .put("in/c", "no text");
        let read = |out: &str| {
            let sources = Sources::find_beside(&[&folder.0], Some(&folder.0.join(out)));
            let reads = sources.files().iter().map(SourceFile::read).collect();
            let (collection, problems) = sources.collect(reads);
            (
                collection.documents.len(),
                problems.0.len(),
                collection.warnings.len(),
            )
        };
        assert_eq!(read("in"), (1, 0, 1));
        assert_eq!(read("in/../in/c"), (2, 0, 1));
        assert_eq!(read("new"), (2, 1, 0));
        // A folder that is to be written into itself is refused when that is tried.
        assert_eq!(read("."), (2, 1, 0));
    }

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
        let ids: Vec<_> = collection.documents.iter().map(Compact::id).collect();
        assert_eq!(ids, ["a", "b", "b#2", "b#10", "c"]);
        let settings = collection.settings;
        assert_eq!(settings.title, "T");
        assert_eq!(settings.languages, ["fa"]);
        assert_eq!(settings.aliases, [["a", "b"]]);
    }

    #[test]
    fn settings_that_say_nothing_are_none() {
        let folder = Folder::new("nothing");
        folder.put("a.txt", PAGE);
        let without = read_collection(&folder.0).unwrap();
        folder.put("collection.toml", "");
        let with = read_collection(&folder.0).unwrap();
        assert_eq!(with.documents, without.documents);
        assert_eq!(with.settings, without.settings);
    }

    #[test]
    fn says_everything_that_is_wrong_at_once() {
        let folder = Folder::new("wrong");
        folder
            .put("a.txt", PAGE)
            .put("b.txt", b"Title\nte\xff\x01xt\n")
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
        let readable = Format::readable();
        assert_eq!(
            problems,
            [
                "b.txt:2: not UTF-8: byte 0xff at offset 8; save it as UTF-8".to_owned(),
                "c.txt:1: empty file".to_owned(),
                "collection.toml:1: unknown key \"titel\"; did you mean \"title\"?".to_owned(),
                "collection.toml:2: a list is expected here, not a value of type string".to_owned(),
                "collection.toml:4: a string is expected here, not a value of type integer"
                    .to_owned(),
                "collection.toml:5: unknown key \"colour\"; known are title, languages, aliases, boilerplate, stop_words, weights, theme"
                    .to_owned(),
                "d.txt:1: a title but no text under it".to_owned(),
                format!("e.docx:1: cannot read .docx files; readable are {readable}"),
                "f.jsonl:1: the id \"a\" is already used at a.txt:1".to_owned(),
                "f.jsonl:2: missing field `id`, at column 2".to_owned(),
                format!("g:1: cannot read a file without an extension; readable are {readable}"),
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
            format!(
                "no articles: no {} file in it",
                Format::readable().replace(" and ", " or ")
            )
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
