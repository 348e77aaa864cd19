//! The JSON door, on the event loop and off it.

use kalends_bridge::{Bridge, OPS};
use napi::bindgen_prelude::{AbortSignal, AsyncTask};
use napi::{Env, Result, Task};
use napi_derive::napi;

/// The operations, as JSON: `[{"name":…,"kind":"quick"|"bulk"}]`.
#[napi]
pub fn ops() -> String {
    let rows = OPS.iter().map(|op| serde_json::json!({ "name": op.name, "kind": op.kind.as_str() }));
    serde_json::Value::Array(rows.collect()).to_string()
}

/// Does one operation: a request as JSON in, an envelope as JSON out, always.
#[napi]
pub fn call(op: String, request: String) -> String {
    Bridge::default().call(&op, request.as_bytes())
}

/// One call on a thread of Node's pool.
#[derive(Debug)]
pub struct Call {
    op: String,
    request: String,
}

impl Task for Call {
    type Output = String;
    type JsValue = String;

    fn compute(&mut self) -> Result<String> {
        Ok(Bridge::default().call(&self.op, self.request.as_bytes()))
    }

    fn resolve(&mut self, _: Env, answer: String) -> Result<String> {
        Ok(answer)
    }
}

/// As `call`, off the event loop. What has not begun when the signal aborts never begins.
#[napi(ts_return_type = "Promise<string>")]
pub fn call_async(op: String, request: String, signal: Option<AbortSignal>) -> AsyncTask<Call> {
    AsyncTask::with_optional_signal(Call { op, request }, signal)
}
