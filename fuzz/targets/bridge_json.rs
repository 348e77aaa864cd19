//! A request from hostile text, the operation's name on its first line: there is always an envelope, the same one for
//! the same request, and never a caught panic in it. (The fuzzer stops at any panic, caught or not.)

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let at = bytes.iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len());
    let (op, request) = bytes.split_at(at);
    let Ok(op) = std::str::from_utf8(op) else { return };
    let request = request.get(1..).unwrap_or_default();
    let answer = kalends_bridge::call(op, request);
    let envelope: Value = serde_json::from_str(&answer).expect("an envelope is JSON");
    let fields = envelope.as_object().expect("an envelope is an object");
    assert_eq!(fields.len(), 1, "{answer}");
    match fields.get("error") {
        None => assert!(fields.contains_key("ok"), "{answer}"),
        Some(error) => {
            let text = |name: &str| {
                error.get(name).and_then(Value::as_str).expect("an error has its fields").to_owned()
            };
            assert!(text("code").contains('.') && !text("message").is_empty(), "{answer}");
            assert_ne!(text("category"), "internal", "{answer}");
            assert!(error.get("path").is_some_and(Value::is_string), "{answer}");
            assert!(error.get("details").is_some_and(Value::is_object), "{answer}");
        }
    }
    assert_eq!(kalends_bridge::call(op, request), answer);
});
