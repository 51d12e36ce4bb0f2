//! Pictures of articles: owns which of them are packed, and in which form.
//!
//! A picture becomes a part of its article, so that it needs no file and no network; only small ones
//! do. Their words stay words wherever a picture is not packed.

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use imagesize::{Compression, ImageType};
use kashkul_engine::document::{Document, Heading, Image};
use percent_encoding::percent_decode_str;

use crate::alone::Shown;

/// Fewer pixels on a side are no picture but a way to count readers.
const MIN_PIXELS: usize = 2;

/// A browser needs four bytes for each pixel, however short the file is.
const MAX_PIXELS: u64 = 50_000_000;

/// Which pictures are packed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    /// Files of no more bytes.
    pub(crate) max_bytes: u64,
    /// The folder that they have to be in.
    pub(crate) top: &'a Path,
}

/// Gives the bytes of an address, or says why not.
type Fetch<'a> = dyn Fn(&str) -> Result<Vec<u8>, String> + 'a;

/// The pictures of a file.
pub(crate) struct Images<'a> {
    max_bytes: u64,
    fetch: Box<Fetch<'a>>,
    /// How many are on the web: there is little to be done about one of them.
    n_far: Cell<usize>,
    remarks: RefCell<Vec<String>>,
}

impl<'a> Images<'a> {
    /// Those that lie beside a file.
    pub(crate) fn beside(file: &'a Path, wanted: Wanted<'a>) -> Images<'a> {
        let fetch = move |address: &str| read_beside(file, wanted, address);
        Images::fetched(wanted.max_bytes, fetch)
    }

    /// Those that `fetch` gives.
    pub(crate) fn fetched(
        max_bytes: u64,
        fetch: impl Fn(&str) -> Result<Vec<u8>, String> + 'a,
    ) -> Images<'a> {
        Images {
            max_bytes,
            fetch: Box::new(fetch),
            n_far: Cell::default(),
            remarks: RefCell::default(),
        }
    }

    /// What is to be said of those that were left out.
    pub(crate) fn remarks(&self) -> Vec<String> {
        let mut remarks = self.remarks.take();
        match self.n_far.take() {
            0 => {}
            n => remarks.push(format!("pictures left out, for they are on the web: {n}")),
        }
        remarks
    }

    /// Puts the pictures in their places; a place without words whose picture is left out goes, too.
    fn put(&self, document: &mut Document, shown: &[Shown]) {
        let images = shown.iter().filter_map(|shown| self.image(shown));
        document.images = images.collect();
        let places: Vec<usize> = document.images.iter().map(|one| one.paragraph).collect();
        document.keep_paragraphs(|at, text| !text.is_empty() || places.binary_search(&at).is_ok());
    }

    fn image(&self, shown: &Shown) -> Option<Image> {
        let address = shown.address.trim();
        let bytes = match inline(address) {
            Some(bytes) => bytes,
            None if address.contains("://") || address.starts_with("//") => {
                self.n_far.set(self.n_far.get() + 1);
                return None;
            }
            None => (self.fetch)(address),
        };
        match bytes.and_then(|bytes| self.packed(&bytes, shown.paragraph)) {
            Ok(image) => image,
            Err(why) => {
                let name: String = address.chars().take(80).collect();
                let remark = format!("picture left out: {name}: {why}");
                let mut remarks = self.remarks.borrow_mut();
                if !remarks.contains(&remark) {
                    remarks.push(remark);
                }
                None
            }
        }
    }

    /// A picture as it is packed; none where there is nothing to be seen.
    fn packed(&self, bytes: &[u8], paragraph: usize) -> Result<Option<Image>, String> {
        if bytes.len() as u64 > self.max_bytes {
            return Err(too_large(bytes.len() as u64, self.max_bytes));
        }
        let kind = match imagesize::image_type(bytes) {
            Ok(ImageType::Png) => "png",
            Ok(ImageType::Jpeg) => "jpeg",
            Ok(ImageType::Gif) => "gif",
            Ok(ImageType::Webp) => "webp",
            Ok(ImageType::Heif(Compression::Av1)) => "avif",
            _ => return Err("neither PNG, JPEG, GIF, WebP nor AVIF".to_owned()),
        };
        let size = imagesize::blob_size(bytes).map_err(|error| error.to_string())?;
        let sides = (u32::try_from(size.width), u32::try_from(size.height));
        let (Ok(width), Ok(height)) = sides else {
            return Err("its size cannot be read".to_owned());
        };
        if size.width.min(size.height) < MIN_PIXELS {
            return Ok(None);
        }
        if u64::from(width) * u64::from(height) > MAX_PIXELS {
            return Err(format!("{width} by {height} pixels are too many to show"));
        }
        Ok(Some(Image {
            paragraph,
            size: (width, height),
            data: format!("{kind};base64,{}", BASE64.encode(bytes)),
        }))
    }
}

/// The text of an article, with those of its pictures that are packed.
pub(crate) fn document(
    body: Vec<String>,
    headings: Vec<Heading>,
    shown: &[Shown],
    images: Option<&Images<'_>>,
) -> Document {
    let mut document = Document {
        body,
        headings,
        ..Document::default()
    };
    if let Some(images) = images {
        images.put(&mut document, shown);
    }
    document
}

/// The bytes of an address that holds them itself.
fn inline(address: &str) -> Option<Result<Vec<u8>, String>> {
    let (kind, data) = address.strip_prefix("data:")?.split_once(',')?;
    let data = percent_decode_str(data);
    let bytes: Vec<u8> = match kind.ends_with(";base64") {
        true => match BASE64.decode(data.collect::<Vec<u8>>()) {
            Ok(bytes) => bytes,
            Err(error) => return Some(Err(error.to_string())),
        },
        false => data.collect(),
    };
    Some(Ok(bytes))
}

/// The bytes of a file that an address names, which has to lie in the folder of the source.
fn read_beside(file: &Path, wanted: Wanted<'_>, address: &str) -> Result<Vec<u8>, String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8_lossy();
    let path: PathBuf = match path.strip_prefix('/') {
        Some(inside) => wanted.top.join(inside),
        None => file.parent().unwrap_or(file).join(&*path),
    };
    let place = fs::canonicalize(&path).map_err(|error| error.to_string())?;
    let top = match wanted.top.as_os_str().is_empty() {
        true => Path::new("."),
        false => wanted.top,
    };
    let top = fs::canonicalize(top).map_err(|error| error.to_string())?;
    if !place.starts_with(top) {
        return Err("it is outside of the folder".to_owned());
    }
    let metadata = fs::metadata(&place).map_err(|error| error.to_string())?;
    if !metadata.is_file() {
        return Err("it is no file".to_owned());
    }
    if metadata.len() > wanted.max_bytes {
        return Err(too_large(metadata.len(), wanted.max_bytes));
    }
    fs::read(&place).map_err(|error| error.to_string())
}

fn too_large(len_bytes: u64, max_bytes: u64) -> String {
    let kib = |bytes: u64| bytes.div_ceil(1024);
    format!(
        "{} KB, over the limit of {} KB",
        kib(len_bytes),
        kib(max_bytes)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sources;
    use kashkul_engine::compact::Compact;

    /// The beginning of a PNG of 3 by 2 pixels, which is all that is read of it, and the rest of its size.
    fn png(len: usize) -> Vec<u8> {
        let mut bytes =
            b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0".to_vec();
        bytes.resize(len, 0);
        bytes
    }

    #[test]
    fn pictures_stand_among_the_paragraphs_of_their_article() {
        let folder = std::env::temp_dir().join(format!("kashkul-pictures-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let put = |name: &str, bytes: &[u8]| {
            let path = folder.join("in").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        };
        put("../secret.png", &png(60));
        put("b/a cat.png", &png(60));
        put("large.png", &png(3000));
        put("dot.gif", b"GIF89a\x01\0\x01\0\0\0\0");
        put("page.png", b"<p>not found");
        let mut huge = png(60);
        huge[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        put("huge.png", &huge);
        put(
            "b/c.md",
            "# T\n\n![یک گربه](a%20cat.png)\n\nWords ![inside](a%20cat.png) of a text.\n\n\
             ![wide](../large.png)\n\n![](../dot.gif)\n\n![out](../../secret.png)\n\n\
             ![far](https://example.org/x.png) ![no](../page.png) ![huge](../huge.png)\n\n![](/b/a%20cat.png)\n"
                .as_bytes(),
        );
        #[cfg(feature = "formats")]
        put(
            "d.html",
            b"<title>T</title><main><p>a</p><figure><img src='b/a cat.png' alt=cat><figcaption>b\
              </figure><p><img src='data:image/gif;base64,R0lGODlhAwACAAAAAA=='></main>",
        );
        let read = |sources: Sources| {
            let reads = sources.files().iter().map(|file| sources.read(file));
            let reads = reads.collect();
            let (collection, problems) = sources.collect(reads);
            assert_eq!(problems.0, []);
            let documents = collection.documents.iter().map(Compact::document);
            let warnings = collection.warnings.iter().map(|one| one.what.clone());
            (documents.collect::<Vec<_>>(), warnings.collect::<Vec<_>>())
        };
        let (with, warnings) = read(Sources::find(&[folder.join("in")]).with_images(2048));
        let (without, _) = read(Sources::find(&[folder.join("in")]));
        fs::remove_dir_all(&folder).unwrap();

        let cat = format!("png;base64,{}", BASE64.encode(png(60)));
        let image = |paragraph, data: &String| Image {
            paragraph,
            size: (3, 2),
            data: data.clone(),
        };
        assert_eq!(
            with[0].body,
            [
                "یک گربه",
                "Words inside of a text.",
                "wide",
                "out",
                "far",
                "no",
                "huge",
                ""
            ]
        );
        assert_eq!(with[0].images, [image(0, &cat), image(7, &cat)]);
        #[cfg(feature = "formats")]
        {
            let gif = "gif;base64,R0lGODlhAwACAAAAAA==".to_owned();
            assert_eq!(with[1].body, ["a", "cat", "b", ""]);
            assert_eq!(with[1].images, [image(1, &cat), image(3, &gif)]);
            assert_eq!(without[1].body, ["a", "cat", "b"]);
        }
        let expected = [
            "large.png: 3 KB, over the limit of 2 KB",
            "secret.png: it is outside of the folder",
            "page.png: neither PNG, JPEG, GIF, WebP nor AVIF",
            "huge.png: 60000 by 60000 pixels are too many to show",
            "pictures left out, for they are on the web: 1",
        ];
        let warnings: Vec<&String> = warnings
            .iter()
            .filter(|what| what.contains("left out"))
            .collect();
        assert_eq!(warnings.len(), expected.len(), "{warnings:?}");
        for (what, end) in warnings.iter().zip(expected) {
            assert!(what.ends_with(end), "{what}");
        }

        let texts = [
            "یک گربه",
            "Words inside of a text.",
            "wide",
            "out",
            "far no huge",
        ];
        assert_eq!(
            (&without[0].body[..], &without[0].images[..]),
            (&texts.map(str::to_owned)[..], &[][..])
        );
    }
}
