//! The engine over a store in memory: a replica.

use crate::thrown;
use kalends_bridge::guarded;
use kalends_engine::{Engine, HostClock};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// An engine whose clock is the host's.
#[wasm_bindgen]
#[derive(Debug)]
pub struct NativeEngine {
    engine: Engine,
    clock: HostClock,
}

/// Opens a store: only `memory:` is there.
///
/// # Errors
/// An envelope.
#[wasm_bindgen(js_name = openEngine)]
pub fn open_engine(url: &str, tenant: Option<String>) -> Result<NativeEngine, JsError> {
    let clock = HostClock::default();
    let opened = guarded(|| match &tenant {
        Some(tenant) => Engine::open_for(url, tenant),
        None => Engine::open(url),
    });
    let engine = opened.map_err(thrown)?.with_clock(clock.reader());
    Ok(NativeEngine { engine, clock })
}

#[wasm_bindgen]
impl NativeEngine {
    /// Sets the clock to milliseconds since 1970. There is none before.
    #[wasm_bindgen(js_name = setNow)]
    pub fn set_now(&self, millis: f64) {
        self.clock.set(millis);
    }

    /// Does one operation of the engine: JSON in, an envelope out.
    #[must_use]
    pub fn call(&self, op: &str, request: &str) -> String {
        self.engine.call(op, request.as_bytes())
    }
}
