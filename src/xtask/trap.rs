//! Panics as bare traps.
//!
//! Owns taking out of a module what only makes the message of a panic: in a browser nobody reads it,
//! and after it the module traps, as it does at once here.

use anyhow::{Result, ensure};
use std::collections::HashSet;
use walrus::ir::{Instr, InstrSeq, Unreachable, Value, Visitor, VisitorMut};
use walrus::ir::{dfs_in_order, dfs_pre_order_mut};
use walrus::{
    ConstExpr, DataId, DataKind, ElementItems, ExportItem, FunctionId, LocalFunction, Module,
};

/// Where functions live that never return.
const PANICS: [&str; 7] = [
    "core::panicking::",
    "core::slice::index::slice_index_fail",
    "core::str::slice_error_fail",
    "alloc::raw_vec::handle_error",
    "std::panicking::",
    "__rustc::rust_begin_unwind",
    "__rustc::rust_panic",
];

/// What is in the names of functions that a table may call for messages alone.
const MESSAGES: [&str; 3] = ["core::fmt::", "core::panic::", "std::panicking::"];

/// The function through which every message is formatted.
const FORMATS: &str = "core::fmt::write";

/// Makes every panic of a module a trap.
///
/// # Errors
///
/// Where text is formatted for more than panics: the table does not tell which of its functions
/// that needs.
pub(crate) fn silence(module: &mut Module) -> Result<()> {
    let panics = panics(module);
    let mut traps = Traps { panics: &panics };
    for (id, function) in module.funcs.iter_local_mut() {
        if panics.contains(&id) {
            trap(function);
        } else {
            let entry = function.entry_block();
            dfs_pre_order_mut(&mut traps, function, entry);
        }
    }
    let used = used(module);
    for (id, function) in names(module) {
        ensure!(
            !function.starts_with(FORMATS) || !used.contains(&id),
            "the search module formats text, which costs 5 KB: put it together without `format!`"
        );
    }
    for (id, function) in module.funcs.iter_local_mut() {
        if !used.contains(&id) {
            trap(function);
        }
    }
    let data: Vec<DataId> = module.data.iter().map(|data| data.id()).collect();
    for id in data {
        let data = module.data.get_mut(id);
        if let DataKind::Active { offset, .. } = &data.kind
            && let ConstExpr::Value(Value::I32(start)) = offset
        {
            forget_places(*start as u32, &mut data.value);
        }
    }
    walrus::passes::gc::run(module);
    Ok(())
}

/// Blanks the places in source files that panics would have named, in data that starts at an
/// address: each is the address and the length of the file's name, a line and a column.
fn forget_places(start: u32, data: &mut [u8]) {
    let mut places = Vec::new();
    for (at, bytes) in (0..).step_by(4).zip(data.windows(16).step_by(4)) {
        let mut words = bytes
            .chunks(4)
            .map(|word| word.try_into().map_or(0, u32::from_le_bytes));
        let (Some(name), Some(len)) = (words.next(), words.next()) else {
            continue;
        };
        let name = name.wrapping_sub(start) as usize;
        let name = name..name.saturating_add(len as usize);
        if data
            .get(name.clone())
            .is_some_and(|name| name.ends_with(b".rs"))
        {
            places.push(at..at + 16);
            places.push(name);
        }
    }
    for place in places {
        data[place].fill(0);
    }
}

/// The functions with their names, without the hashes of crates.
fn names(module: &Module) -> Vec<(FunctionId, String)> {
    let name = |name: &str| {
        let mut plain = String::new();
        for part in name.split('[') {
            plain.push_str(part.split_once(']').map_or(part, |(_, rest)| rest));
        }
        plain
    };
    let functions = module.funcs.iter();
    functions
        .map(|function| {
            (
                function.id(),
                name(function.name.as_deref().unwrap_or_default()),
            )
        })
        .collect()
}

/// The functions that do nothing but panic.
fn panics(module: &Module) -> HashSet<FunctionId> {
    let mut panics = HashSet::new();
    for (id, name) in names(module) {
        if PANICS.iter().any(|panic| name.starts_with(panic)) {
            panics.insert(id);
        }
    }
    loop {
        let before = panics.len();
        for (id, function) in module.funcs.iter_local() {
            if calls_first(function, &panics) {
                panics.insert(id);
            }
        }
        if panics.len() == before {
            return panics;
        }
    }
}

/// Whether a function calls one of others before it can branch.
fn calls_first(function: &LocalFunction, others: &HashSet<FunctionId>) -> bool {
    for (instruction, _) in &function.block(function.entry_block()).instrs {
        match instruction {
            Instr::Call(call) if others.contains(&call.func) => return true,
            Instr::Block(_) | Instr::Loop(_) | Instr::IfElse(_) | Instr::BrIf(_) => return false,
            other if other.following_instructions_are_unreachable() => return false,
            _ => {}
        }
    }
    false
}

fn trap(function: &mut LocalFunction) {
    let entry = function.entry_block();
    function.block_mut(entry).instrs = vec![(Unreachable {}.into(), Default::default())];
}

/// Traps instead of calling functions that panic.
struct Traps<'a> {
    panics: &'a HashSet<FunctionId>,
}

impl VisitorMut for Traps<'_> {
    fn start_instr_seq_mut(&mut self, block: &mut InstrSeq) {
        let is_panic = |(instruction, _): &(Instr, _)| match instruction {
            Instr::Call(call) => self.panics.contains(&call.func),
            _ => false,
        };
        let Some(at) = block.iter().position(is_panic) else {
            return;
        };
        block.truncate(at);
        // Its arguments.
        while let Some((Instr::Const(_) | Instr::LocalGet(_), _)) = block.last() {
            block.pop();
        }
        block.push((Unreachable {}.into(), Default::default()));
    }
}

/// The functions that something calls, those of the table that make messages aside.
fn used(module: &Module) -> HashSet<FunctionId> {
    let messages: HashSet<FunctionId> = names(module)
        .into_iter()
        .filter(|(_, name)| MESSAGES.iter().any(|message| name.contains(message)))
        .map(|(id, _)| id)
        .collect();
    let mut found = Calls::default();
    for export in module.exports.iter() {
        if let ExportItem::Function(id) = export.item {
            found.add(id);
        }
    }
    found.waiting.extend(module.start);
    for element in module.elements.iter() {
        if let ElementItems::Functions(ids) = &element.items {
            ids.iter()
                .filter(|id| !messages.contains(id))
                .for_each(|id| found.add(*id));
        }
    }
    while let Some(id) = found.waiting.pop() {
        if let walrus::FunctionKind::Local(function) = &module.funcs.get(id).kind {
            dfs_in_order(&mut found, function, function.entry_block());
        }
    }
    found.known
}

#[derive(Default)]
struct Calls {
    known: HashSet<FunctionId>,
    waiting: Vec<FunctionId>,
}

impl Calls {
    fn add(&mut self, id: FunctionId) {
        if self.known.insert(id) {
            self.waiting.push(id);
        }
    }
}

impl<'instr> Visitor<'instr> for Calls {
    fn visit_function_id(&mut self, id: &FunctionId) {
        self.add(*id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::{ElementKind, FunctionBuilder, FunctionKind, RefType};

    /// Adds a function that calls others.
    fn function(module: &mut Module, name: &str, calls: &[FunctionId]) -> FunctionId {
        let mut function = FunctionBuilder::new(&mut module.types, &[], &[]);
        function.name(name.to_owned());
        for &call in calls {
            function.func_body().i32_const(7).drop().call(call);
        }
        function.finish(Vec::new(), &mut module.funcs)
    }

    fn add_to_table(module: &mut Module, functions: Vec<FunctionId>) {
        let table = module.tables.add_local(false, 1, None, RefType::FUNCREF);
        let offset = ConstExpr::Value(walrus::ir::Value::I32(0));
        let kind = ElementKind::Active { table, offset };
        let segment = module
            .elements
            .add(kind, ElementItems::Functions(functions));
        module.tables.get_mut(table).elem_segments.insert(segment);
        module.exports.add("table", table);
    }

    fn is_trap(module: &Module, id: FunctionId) -> bool {
        let FunctionKind::Local(function) = &module.funcs.get(id).kind else {
            return false;
        };
        let block = function.block(function.entry_block());
        matches!(block.last(), Some((Instr::Unreachable(_), _)))
    }

    #[test]
    fn panics_are_traps_and_messages_go() {
        let mut module = Module::default();
        let write = function(&mut module, "core[7]::fmt::write", &[]);
        let panic = function(&mut module, "core[7]::panicking::panic", &[write]);
        let unwrap = function(&mut module, "core[7]::option::unwrap_failed", &[panic]);
        let shown = function(&mut module, "<u8 as core[7]::fmt::Display>::fmt", &[write]);
        let called = function(&mut module, "<a as b>::c", &[]);
        let search = function(&mut module, "search", &[called, unwrap]);
        module.exports.add("search", search);
        add_to_table(&mut module, vec![shown, called]);
        silence(&mut module).unwrap();
        assert!(is_trap(&module, search) && is_trap(&module, shown));
        assert!(!is_trap(&module, called));
        assert_eq!(module.funcs.iter().count(), 3);
    }

    #[test]
    fn places_are_forgotten() {
        let mut data = b"a.rs\0\0\0\0textnext".to_vec();
        let words = |words: [u32; 4]| words.into_iter().flat_map(u32::to_le_bytes);
        data.extend(words([1000, 4, 12, 7]));
        data.extend(words([1008, 4, 12, 7]));
        let mut expected = vec![0; data.len()];
        expected[8..16].copy_from_slice(b"textnext");
        expected[32..].copy_from_slice(&data[32..]);
        forget_places(1000, &mut data);
        assert_eq!(data, expected);
    }

    #[test]
    fn text_is_not_formatted() {
        let mut module = Module::default();
        let write = function(&mut module, "core[7]::fmt::write", &[]);
        let search = function(&mut module, "search", &[write]);
        module.exports.add("search", search);
        assert!(silence(&mut module).is_err());
    }
}
