//! The engine over a store.

use crate::thrown;
use kalends_bridge::guarded;
use kalends_engine::{Engine, HostClock};
use napi::bindgen_prelude::{AbortSignal, AsyncTask};
use napi::{Env, Result, Task};
use napi_derive::napi;
use std::sync::Arc;

/// An engine; any number of calls may be under way.
#[napi]
#[derive(Debug)]
pub struct NativeEngine {
    engine: Arc<Engine>,
    clock: HostClock,
}

/// Opens a store.
///
/// # Errors
/// An envelope.
#[napi]
pub fn open_engine(url: String, tenant: Option<String>) -> Result<NativeEngine> {
    let clock = HostClock::default();
    let opened = guarded(|| match &tenant {
        Some(tenant) => Engine::open_for(&url, tenant),
        None => Engine::open(&url),
    });
    let engine = opened.map_err(thrown)?.with_clock(clock.reader());
    Ok(NativeEngine { engine: Arc::new(engine), clock })
}

#[napi]
impl NativeEngine {
    /// Sets the engine's clock to milliseconds since 1970; NaN is the system's clock.
    #[napi]
    pub fn set_now(&self, millis: f64) {
        self.clock.set(millis);
    }

    /// Does one operation of the engine: JSON in, an envelope out.
    #[napi]
    pub fn call(&self, op: String, request: String) -> String {
        self.engine.call(&op, request.as_bytes())
    }

    /// As `call`, off the event loop.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn call_async(
        &self,
        op: String,
        request: String,
        signal: Option<AbortSignal>,
    ) -> AsyncTask<EngineCall> {
        AsyncTask::with_optional_signal(EngineCall { engine: self.engine.clone(), op, request }, signal)
    }
}

/// One call on a thread of Node's pool.
#[derive(Debug)]
pub struct EngineCall {
    engine: Arc<Engine>,
    op: String,
    request: String,
}

impl Task for EngineCall {
    type Output = String;
    type JsValue = String;

    fn compute(&mut self) -> Result<String> {
        Ok(self.engine.call(&self.op, self.request.as_bytes()))
    }

    fn resolve(&mut self, _: Env, answer: String) -> Result<String> {
        Ok(answer)
    }
}
