//! The search module of a site as the carrier of another collection.
//!
//! Owns taking the site's own pack out of it: whoever hands on articles hands on no others.

use kashkul_engine::pack;

/// The module with zeros where a pack was.
///
/// Addresses stay as they are, and zeros take no room where the module is deflated.
pub(crate) fn emptied(mut module: Vec<u8>) -> Vec<u8> {
    for place in pack::find_all(&module) {
        module[place].fill(0);
    }
    module
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
