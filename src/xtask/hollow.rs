//! The search module without its collection.
//!
//! Owns taking the pack out of a built module: the program `kashkul` carries one module for the
//! collections of others, and puts their packs beside it. Addresses stay as they are; where the
//! pack was, memory is zero, which no pack begins with.

use anyhow::{Result, bail};
use walrus::ir::Value;
use walrus::{ConstExpr, Data, DataKind, Module};

use crate::order;

/// The module without the bytes of `pack`.
///
/// # Errors
/// When the pack does not stand in the module, in one piece.
pub(crate) fn without(module: &[u8], pack: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(module)?;
    let found = module.data.iter().find_map(|data| {
        let mut places = data.value.windows(pack.len().max(1));
        let at = places.position(|bytes| bytes == pack)?;
        Some((data.id(), at))
    });
    let Some((id, at)) = found else {
        bail!("the search module does not hold the pack of seeds/, which it was built with");
    };
    let data = module.data.get_mut(id);
    let behind = data.value.split_off(at + pack.len());
    data.value.truncate(at);
    if !behind.is_empty() {
        let kind = shifted(data, at + pack.len())?;
        module.data.add(kind, behind);
    }
    order::by_type(&module.emit_wasm())
}

/// Where a part of a segment lies, some bytes behind the segment's start.
fn shifted(data: &Data, by: usize) -> Result<DataKind> {
    match &data.kind {
        DataKind::Active {
            memory,
            offset: ConstExpr::Value(Value::I32(offset)),
        } => Ok(DataKind::Active {
            memory: *memory,
            offset: ConstExpr::Value(Value::I32(offset + i32::try_from(by)?)),
        }),
        _ => bail!("the pack lies at an address that is not known before the module runs"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(value: &[u8]) -> Vec<u8> {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        let offset = ConstExpr::Value(Value::I32(1024));
        let kind = DataKind::Active { memory, offset };
        module.data.add(kind, value.to_vec());
        module.exports.add("memory", memory);
        module.emit_wasm()
    }

    #[test]
    fn what_lies_around_the_pack_keeps_its_address() {
        let hollow = without(&module(b"before PACK behind"), b"PACK").unwrap();
        let hollow = Module::from_buffer(&hollow).unwrap();
        let segments: Vec<(i32, &[u8])> = hollow
            .data
            .iter()
            .map(|data| match data.kind {
                DataKind::Active {
                    offset: ConstExpr::Value(Value::I32(offset)),
                    ..
                } => (offset, data.value.as_slice()),
                _ => panic!("an active segment"),
            })
            .collect();
        assert_eq!(segments, [(1024, &b"before "[..]), (1035, b" behind")]);
    }

    #[test]
    fn a_module_of_other_articles_is_refused() {
        let error = without(&module(b"another"), b"PACK").unwrap_err();
        assert!(error.to_string().contains("seeds/"), "{error}");
    }
}
