//! What Kashkul wrote itself: owns telling finished collections from the articles beside them.

use std::path::Path;

/// What tells a page of Kashkul's from any other; `www/index.html` has it.
pub const PAGE_MARK: &str = "<meta name=\"generator\" content=\"Kashkul\">";

/// How far into a page its mark may stand: only a policy and the title come before it.
const MARK_WITHIN: usize = 4096;

/// Files that stand beside each other in a site of Kashkul's alone.
const SITE: [&str; 4] = ["app.js", "index.html", "inline.js", "kashkul.wasm"];

/// The extension of packs.
pub(crate) const PACK: &str = "kashkul";

/// Why nothing of it is read where articles are looked for.
pub(crate) const LEFT_ALONE: &str = "left alone, for it is a finished collection of Kashkul's";

/// Why it is no source.
pub(crate) const NO_SOURCE: &str =
    "a finished collection of Kashkul's; name the articles that it was made of";

/// Whether the bytes of a page are one that Kashkul wrote: the first of a site, or one in one file.
#[must_use]
pub fn is_page(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(MARK_WITHIN)];
    let mark = PAGE_MARK.as_bytes();
    start.windows(mark.len()).any(|bytes| bytes == mark)
}

/// Whether a folder is a site, by the files that it has.
pub(crate) fn is_site(folder: &Path, has: impl Fn(&Path) -> bool) -> bool {
    SITE.iter().all(|name| has(&folder.join(name)))
}
