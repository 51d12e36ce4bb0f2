//! The search module of a site as the carrier of another collection.
//!
//! Owns taking the site's own pack out of it: whoever hands on articles hands on no others.

use kashkul_engine::index::Index;

/// What packs begin with.
const MAGIC: &[u8] = b"KASHKUL\0";

/// Where a pack has its length.
const LENGTH_AT: usize = 16;

/// The module with zeros where a pack was.
///
/// Addresses stay as they are, and zeros take no room where the module is deflated.
pub(crate) fn emptied(mut module: Vec<u8>) -> Vec<u8> {
    let mut from = 0;
    while let Some(at) = find(&module[from..], MAGIC) {
        let start = from + at;
        from = start + MAGIC.len();
        let length = module.get(start + LENGTH_AT..start + LENGTH_AT + 4);
        let length = length.and_then(|bytes| bytes.try_into().ok());
        let length = length.map_or(0, |bytes| u32::from_le_bytes(bytes) as usize);
        // The letters alone stand in the code that reads packs, too.
        let pack = module.get_mut(start..start.saturating_add(length));
        if let Some(pack) = pack.filter(|pack| Index::open_verified(pack.to_vec()).is_ok()) {
            pack.fill(0);
        }
    }
    module
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|part| part == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kashkul_engine::writer::{Settings, write};

    #[test]
    fn the_pack_is_gone_and_the_rest_stays() {
        let pack = write(&[], &Settings::default()).unwrap();
        let module = [b"code KASHKUL\0 code", pack.as_slice(), b" more code"].concat();
        let emptied = emptied(module.clone());
        assert_eq!(emptied.len(), module.len());
        assert!(emptied.starts_with(b"code KASHKUL\0 code") && emptied.ends_with(b" more code"));
        assert!(emptied[18..18 + pack.len()].iter().all(|byte| *byte == 0));
        assert_eq!(super::emptied(emptied.clone()), emptied);
    }
}
