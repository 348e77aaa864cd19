//! The JSON door, and the small call that does without JSON.

use kalends_bridge::{Bridge, OPS};
use wasm_bindgen::prelude::wasm_bindgen;

/// The operations, as JSON: `[{"name":…,"kind":"quick"|"bulk"}]`.
#[wasm_bindgen]
#[must_use]
pub fn ops() -> String {
    let rows = OPS.iter().map(|op| serde_json::json!({ "name": op.name, "kind": op.kind.as_str() }));
    serde_json::Value::Array(rows.collect()).to_string()
}

/// Does one operation: a request as JSON in, an envelope as JSON out, always.
#[wasm_bindgen]
#[must_use]
pub fn call(op: &str, request: &str) -> String {
    Bridge::default().call(op, request.as_bytes())
}

/// Milliseconds of a wall time that happens once; NaN asks for the long answer.
#[cfg(feature = "zone")]
#[wasm_bindgen(js_name = zoneResolve)]
#[must_use]
pub fn zone_resolve(zone: &str, wall: &str) -> f64 {
    Bridge::default().zone_unique(zone, wall).unwrap_or(f64::NAN)
}

/// Stops the module as a bug in it would: for tests of what a page sees then.
#[wasm_bindgen]
pub fn trap() {
    std::process::abort();
}
