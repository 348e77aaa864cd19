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

/// The name of a line `"name" = "reason"`.
fn row(line: &str) -> Option<&str> {
    Some(line.strip_prefix('"')?.split_once("\" = \"")?.0)
}

/// Lines `"name" = "reason"` below `[room]`, as `room/name`.
fn skips(text: &str) -> BTreeSet<String> {
    let (mut room, mut found) = ("", BTreeSet::new());
    for line in text.lines() {
        room = line.strip_prefix('[').map_or(room, |heading| heading.trim_end_matches(']'));
        found.extend(row(line).map(|name| format!("{room}/{name}")));
    }
    found
}

/// The clauses that a page of the specification begins paragraphs with.
fn clauses(page: &str) -> impl Iterator<Item = &str> {
    page.lines().filter_map(|line| {
        let (clause, _) = line.strip_prefix("**")?.split_once("**")?;
        let (name, number) = clause.rsplit_once('-')?;
        let is_clause =
            name.chars().all(|c| c.is_ascii_uppercase() || c == '-') && number.parse::<u32>().is_ok();
        is_clause.then_some(clause)
    })
}

/// Whether a text cites a clause, and not one whose number begins alike.
fn cites(text: &str, clause: &str) -> bool {
    let parts: Vec<&str> = text.split(clause).collect();
    parts.windows(2).any(|around| {
        !around[1].starts_with(|c: char| c.is_ascii_digit())
            && !around[0].ends_with(|c: char| c.is_alphanumeric() || c == '-')
    })
}

#[test]
fn every_clause_of_the_specification_is_shown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |path: &Path| std::fs::read_to_string(path).unwrap();
    let manifest: Value = serde_json::from_str(&read(&root.join("conformance/MANIFEST.json"))).unwrap();
    let vectors = manifest.as_object().unwrap().keys();
    let vectors: Vec<String> =
        vectors.map(|name| read(&root.join("conformance/vectors").join(name))).collect();
    let elsewhere = read(&root.join("conformance/elsewhere.toml"));
    let mut elsewhere: BTreeSet<&str> = elsewhere.lines().filter_map(row).collect();
    let mut unshown = Vec::new();
    for page in std::fs::read_dir(root.join("docs/spec")).unwrap() {
        for clause in clauses(&read(&page.unwrap().path())) {
            let is_elsewhere = elsewhere.remove(clause);
            if is_elsewhere == vectors.iter().any(|text| cites(text, clause)) {
                unshown.push(clause.to_owned());
            }
        }
    }
    assert!(
        unshown.is_empty() && elsewhere.is_empty(),
        "no vector (or both a vector and elsewhere.toml) shows {unshown:?}; elsewhere.toml names what is no clause: \
         {elsewhere:?}"
    );
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
