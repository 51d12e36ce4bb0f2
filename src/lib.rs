//! The articles of `seeds/` and the door through which a browser searches and reads them.

pub mod web;

/// The pack of `seeds/`, as the build script wrote it.
pub static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/seeds.kashkul"));

/// Less than half the size of the standard library's allocator for wasm.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
