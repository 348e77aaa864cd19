//! The little that the chores read out of a `Cargo.toml`.

use crate::process::{Failure, Outcome, root};

/// The text of a manifest.
pub(crate) fn read(path: &str) -> Outcome<String> {
    std::fs::read_to_string(root().join(path)).map_err(|error| Failure::step(format!("{path}: {error}")))
}

/// The names of the features, `default` left out.
pub(crate) fn features(manifest: &str) -> Vec<String> {
    let keys = manifest.lines().skip_while(|line| line.trim() != "[features]").skip(1);
    keys.take_while(|line| !line.starts_with('['))
        .filter(|line| !line.trim_start().starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim().trim_matches('"').to_owned())
        .filter(|name| name != "default")
        .collect()
}

/// The names of the `[[bin]]` targets.
pub(crate) fn binaries(manifest: &str) -> Vec<String> {
    manifest
        .split("[[bin]]")
        .skip(1)
        .filter_map(|table| table.lines().find_map(|line| line.trim().strip_prefix("name")))
        .filter_map(|value| value.split('"').nth(1))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "[package]\nname = \"x\"\n\n[features]\ndefault = [\"a\"]\n# b = [\"old\"]\na = [\n    \"dep:c\",\n]\nb-c = []\n\n\
                          [dependencies]\nd = \"1\"\n\n[[bin]]\nname = \"one\"\npath = \"p\"\n\n[[bin]]\npath = \"q\"\nname = \"two\"\n";

    #[test]
    fn features_are_the_keys_of_their_section() {
        assert_eq!(features(SAMPLE), ["a", "b-c"]);
        assert!(features("[package]\nname = \"x\"\n").is_empty());
    }

    #[test]
    fn binaries_are_named_by_their_tables() {
        assert_eq!(binaries(SAMPLE), ["one", "two"]);
        assert!(binaries("[package]\nname = \"x\"\n").is_empty());
    }
}
