//! Slots of a hostile world, through the door of foreign languages: what is offered is explained with no reason, what is
//! missed with the reasons that were told, and a page goes on where it said that it would.

#![no_main]

use kalends::Limits;
use kalends_bridge::Bridge;
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value, json};

/// How many of a list are asked about again, at either end.
const ASKED: usize = 3;

/// Small enough for hundreds of runs a second.
fn bridge() -> Bridge {
    let mut limits = Limits::default();
    limits.window_days = 800;
    limits.windows = 5_000;
    limits.slots = 500;
    limits.occurrences = 2_000;
    limits.search_steps = 50_000;
    Bridge::default().with_limits(limits)
}

/// The answer, or `None` where there is an error, which is not one of ours.
fn answer(bridge: &Bridge, op: &str, request: &Map<String, Value>) -> Option<Value> {
    let request = serde_json::to_vec(request).expect("a value is JSON");
    let mut envelope: Value = serde_json::from_str(&bridge.call(op, &request)).expect("an envelope is JSON");
    assert_ne!(envelope.pointer("/error/category"), Some(&json!("internal")), "{envelope}");
    envelope.get_mut("ok").map(Value::take)
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Both ends of a list.
fn ends(all: &[Value]) -> impl Iterator<Item = &Value> {
    all.iter().take(ASKED).chain(all.iter().skip(ASKED.max(all.len().saturating_sub(ASKED))))
}

/// All reasons against a start.
fn reasons(bridge: &Bridge, found: &Map<String, Value>, start: &Value) -> Option<Value> {
    let mut request = found.clone();
    for name in ["range", "limit", "zone", "near_misses"] {
        request.remove(name);
    }
    request.insert("start".to_owned(), start.clone());
    let told = answer(bridge, "slots.explain", &request);
    told.and_then(|mut told| told.get_mut("reasons").map(Value::take))
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(Value::Object(request)) = serde_json::from_slice(bytes) else { return };
    let bridge = bridge();
    let Some(found) = answer(&bridge, "slots.find", &request) else { return };
    let slots = list(&found, "slots");
    for slot in ends(slots) {
        assert_eq!(reasons(&bridge, &request, &slot["start"]), Some(json!([])), "offered: {slot}");
    }
    for miss in ends(list(&found, "near_misses")) {
        let told = reasons(&bridge, &request, &miss["start"]);
        assert_eq!(told.as_ref(), Some(&miss["reasons"]), "missed: {miss}");
    }
    if let Some(next) = found.get("next") {
        let mut rest = request.clone();
        rest["range"]["start"] = next.clone();
        rest.insert("limit".to_owned(), json!(1));
        let page = answer(&bridge, "slots.find", &rest).expect("a page has a next one");
        assert_eq!(page["slots"][0]["start"], *next, "the next page");
    }
});
