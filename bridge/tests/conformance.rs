//! Runs `conformance/vectors` through the JSON door; see `conformance/README.md` for how answers are compared.

use kalends_bridge::Bridge;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn matches(want: &Value, got: &Value) -> bool {
    match (want, got) {
        (Value::Object(want), Value::Object(got)) => want.iter().all(|(key, want)| match got.get(key) {
            Some(got) => matches(want, got),
            None => want.is_null(),
        }),
        (Value::Array(want), Value::Array(got)) => {
            want.len() == got.len() && want.iter().zip(got).all(|(want, got)| matches(want, got))
        }
        _ => want == got && !want.is_null(),
    }
}

/// Lines `"name" = "reason"` below `[room]`, as `room/name`.
fn skips(text: &str) -> BTreeSet<String> {
    let (mut room, mut found) = ("", BTreeSet::new());
    for line in text.lines() {
        room = line.strip_prefix('[').map_or(room, |heading| heading.trim_end_matches(']'));
        let row = line.strip_prefix('"').and_then(|rest| rest.split_once("\" = \""));
        found.extend(row.map(|(name, _)| format!("{room}/{name}")));
    }
    found
}

#[test]
fn every_vector_holds_or_is_skipped_with_a_reason() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let manifest: Value = serde_json::from_str(&read("MANIFEST.json")).unwrap();
    let (mut skips, bridge) = (skips(&read("skips.toml")), Bridge::default());
    let (mut wrong, mut ran, mut seen) = (Vec::new(), 0, BTreeSet::new());
    for (name, count) in manifest.as_object().unwrap() {
        let file: Value = serde_json::from_str(&read(&format!("vectors/{name}"))).unwrap();
        let (room, op, cases) =
            (name.split('/').next().unwrap(), &file["op"], file["cases"].as_array().unwrap());
        assert_eq!(count, cases.len(), "{name}: MANIFEST.json is not fresh; run `cargo xtask gen`");
        for case in cases {
            let id = format!("{room}/{}", case["name"].as_str().unwrap());
            let answer = bridge.call(op.as_str().unwrap(), case["input"].to_string().as_bytes());
            let skipped = skips.remove(&id);
            if matches(&case["expect"], &serde_json::from_str(&answer).unwrap()) == skipped {
                wrong.push(format!(
                    "{id} (skipped: {skipped})\n  wanted {}\n  found  {answer}",
                    case["expect"]
                ));
            }
            assert!(seen.insert(id), "{name}: {} stands twice", case["name"]);
            ran += 1;
        }
    }
    println!("{ran} vectors ran");
    assert!(
        wrong.is_empty() && skips.is_empty(),
        "{} wrong, {skips:?} unknown:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
