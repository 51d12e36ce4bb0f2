//! The order of the functions in a module.
//!
//! Owns putting functions of one type beside each other: they begin alike, which a compressor sees
//! only from near. What the functions do stays as it is.

use anyhow::{Context as _, Result};
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection};
use wasmparser::{
    CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef,
};

/// Orders the functions of a module by type, and those of a type by what they begin with.
pub(crate) fn by_type(module: &[u8]) -> Result<Vec<u8>> {
    let mut n_imported = 0;
    let mut types = Vec::new();
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    n_imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(functions) => {
                types = functions.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::CodeSectionEntry(body) => bodies.push(&module[body.range()]),
            _ => {}
        }
    }
    let mut order: Vec<usize> = (0..types.len()).collect();
    order.sort_by_key(|&function| (types[function], bodies[function]));
    let mut numbers: Vec<u32> = (0..n_imported + types.len() as u32).collect();
    for (number, &function) in (n_imported..).zip(&order) {
        numbers[n_imported as usize + function] = number;
    }
    let mut ordered = wasm_encoder::Module::new();
    Ordering { order, numbers }
        .parse_core_module(&mut ordered, Parser::new(0), module)
        .context("the functions of the search module cannot be ordered")?;
    Ok(ordered.finish())
}

struct Ordering {
    /// The functions that are not imported, in their new order.
    order: Vec<usize>,
    /// The new numbers of all functions.
    numbers: Vec<u32>,
}

impl Reencode for Ordering {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.numbers[function as usize])
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for &function in &self.order {
            functions.function(types[function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies: Vec<FunctionBody<'_>> = section.into_iter().collect::<Result<_, _>>()?;
        for function in self.order.clone() {
            self.parse_function_body(code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::ir::Instr;
    use walrus::{FunctionBuilder, FunctionId, ValType};

    #[test]
    fn functions_stand_by_type_and_call_the_same() {
        let mut module = walrus::Module::default();
        let mut add = |name: &str, params: &[ValType], calls: Option<FunctionId>| {
            let mut function = FunctionBuilder::new(&mut module.types, params, &[]);
            let mut body = function.func_body();
            calls.map(|id| body.call(id));
            let params = params.iter().map(|ty| module.locals.add(*ty)).collect();
            let id = function.finish(params, &mut module.funcs);
            module.exports.add(name, id);
            id
        };
        let callee = add("callee", &[], None);
        add("number", &[ValType::I32], None);
        add("caller", &[], Some(callee));
        add("numbers", &[ValType::I32], None);
        let ordered = by_type(&module.emit_wasm()).unwrap();
        let module = walrus::Module::from_buffer(&ordered).unwrap();
        let types: Vec<_> = module.funcs.iter().map(|function| function.ty()).collect();
        assert!(types.is_sorted() && types.len() == 4);
        let caller = module.exports.get_func("caller").unwrap();
        let caller = module.funcs.get(caller).kind.unwrap_local();
        let callee = module.exports.get_func("callee").unwrap();
        let (first, _) = &caller.block(caller.entry_block())[0];
        assert!(matches!(first, Instr::Call(call) if call.func == callee));
    }
}
