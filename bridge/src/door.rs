//! The JSON door.

use crate::bridge::Bridge;
use crate::error::{BUG, UNKNOWN_OP};
use crate::op::{OPS, Op};
use crate::{decode, envelope};
use kalends::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What an operation does with its request's bytes: appends a whole envelope, or fails.
pub(crate) type Handler = fn(&Bridge, &[u8], &mut Vec<u8>) -> Result<()>;

impl Bridge {
    /// Does one operation: a request as JSON in, an envelope as JSON out, always.
    ///
    /// The envelope is `{"ok":…}` or `{"error":{code,category,message,path,details}}`. Nothing escapes it: text that is
    /// no JSON is `wire.malformed`, a name that is no operation `wire.unknown-op`, and a panic, which would be a bug in
    /// this library, `internal.bug`. Every call ends within the bridge's [limits](Bridge::limits).
    ///
    /// # Example
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let answer = Bridge::default().call("interval.combine", br#"{"spans":[{"start":"noon"}],"how":{}}"#);
    /// assert_eq!(answer, concat!(
    ///     r#"{"error":{"code":"time.instant","category":"input","#,
    ///     r#""message":"`noon` is not an instant; expected the form 2027-01-31T08:00:00Z","#,
    ///     r#""path":"spans[0].start","details":{}}}"#,
    /// ));
    /// ```
    pub fn call(&self, op: &str, request: &[u8]) -> String {
        let mut out = Vec::new();
        self.call_into(op, request, &mut out);
        String::from_utf8(out).unwrap_or_default() // serde_json writes UTF-8 only
    }

    /// As [`call`](Self::call), appending to a buffer that can be used again.
    pub fn call_into(&self, op: &str, request: &[u8], out: &mut Vec<u8>) {
        match find(op) {
            Ok(op) => self.run(op.run, request, out),
            Err(error) => envelope::error(&error, out),
        }
    }

    /// Answers a request of an operation that is not this crate's own, by the rules of [`call`](Self::call): reads it,
    /// does the work, writes an envelope.
    ///
    /// # Example
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let twice = |number: u32| Ok(number * 2);
    /// assert_eq!(Bridge::default().answer(b"21", twice), r#"{"ok":42}"#);
    /// assert!(Bridge::default().answer(b"null", twice).starts_with(r#"{"error":{"code":"wire.type""#));
    /// ```
    pub fn answer<Q: DeserializeOwned, A: Serialize>(
        &self,
        request: &[u8],
        work: impl FnOnce(Q) -> Result<A>,
    ) -> String {
        let done = guarded(|| {
            let answer = work(decode::read(request, self.limits())?)?;
            let mut out = Vec::new();
            envelope::answer(&answer, &mut out).map_err(|found| no_json(&found))?;
            Ok(String::from_utf8(out).unwrap_or_default()) // serde_json writes UTF-8 only
        });
        done.unwrap_or_else(|envelope| envelope)
    }

    /// Runs a handler; whatever happens, one envelope is appended.
    pub(crate) fn run(&self, handler: Handler, request: &[u8], out: &mut Vec<u8>) {
        let before = out.len();
        // Unwind safe: the bridge is only read, and what was written to `out` is cut off again.
        let outcome = catch_unwind(AssertUnwindSafe(|| handler(self, request, out)));
        let error = match outcome {
            Ok(Ok(())) => return,
            Ok(Err(error)) => error,
            Err(_) => bug(),
        };
        out.truncate(before);
        envelope::error(&error, out);
    }
}

/// Does one operation with the compiled-in zone data and the default limits; see [`Bridge::call`].
pub fn call(op: &str, request: &[u8]) -> String {
    Bridge::default().call(op, request)
}

/// Does work of a binding; an error, or a panic, comes as its envelope.
///
/// # Errors
/// The envelope `{"error":…}`.
pub fn guarded<T>(work: impl FnOnce() -> Result<T>) -> std::result::Result<T, String> {
    // Unwind safe: whoever calls gets nothing but the envelope after a panic.
    let outcome = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(bug()));
    outcome.map_err(|error| {
        let mut out = Vec::new();
        envelope::error(&error, &mut out);
        String::from_utf8(out).unwrap_or_default() // serde_json writes UTF-8 only
    })
}

fn bug() -> Error {
    Error::new(BUG, "a bug in this library: it met a state that it holds to be impossible")
}

fn no_json(found: &str) -> Error {
    Error::new(BUG, format!("an answer has no JSON: {found}"))
}

/// Decodes, answers, encodes.
pub(crate) fn serve<Q: DeserializeOwned, A: Serialize>(
    bridge: &Bridge,
    request: &[u8],
    out: &mut Vec<u8>,
    answer: fn(&Bridge, Q) -> Result<A>,
) -> Result<()> {
    let request = decode::read(request, bridge.limits())?;
    let answer = answer(bridge, request)?;
    envelope::answer(&answer, out).map_err(|found| no_json(&found))
}

pub(crate) fn find(name: &str) -> Result<&'static Op> {
    OPS.iter().find(|op| op.name == name).ok_or_else(|| unknown(name))
}

#[cold]
fn unknown(name: &str) -> Error {
    let shown = decode::clip(name);
    let known: Vec<&str> = OPS.iter().map(|op| op.name).collect();
    Error::new(UNKNOWN_OP, format!("`{shown}` is not an operation; expected one of {}", known.join(", ")))
        .with_detail("op", shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_answer() {
        let mut out = b"before".to_vec();
        Bridge::default().run(
            |_, _, out| {
                out.extend_from_slice(b"half an ans");
                panic!("a test of what happens then")
            },
            b"",
            &mut out,
        );
        let text = String::from_utf8(out).unwrap();
        let answer: serde_json::Value = serde_json::from_str(text.strip_prefix("before").unwrap()).unwrap();
        assert_eq!(answer["error"]["code"], "internal.bug");
        assert_eq!(answer["error"]["category"], "internal");
    }

    #[test]
    fn a_panic_in_a_bindings_work_becomes_an_envelope() {
        let done = guarded::<()>(|| panic!("a test of what happens then"));
        assert!(done.unwrap_err().starts_with(r#"{"error":{"code":"internal.bug","category":"internal""#));
    }

    #[test]
    fn an_unknown_operation_is_named_shortly() {
        let answer = call(&"x".repeat(1_000_000), b"{}");
        assert!(answer.starts_with(r#"{"error":{"code":"wire.unknown-op","category":"input","#), "{answer}");
        assert!(answer.len() < 1_000);
    }
}
