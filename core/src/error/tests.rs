use super::*;

#[test]
fn an_error_is_one_word_wide() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
}

#[test]
fn codes_are_unique_and_well_formed() {
    let mut seen = std::collections::BTreeSet::new();
    for row in codes() {
        assert!(seen.insert(row.code), "{} stands twice", row.code);
        let (room, name) = row.code.split_once('.').expect("a code has a room");
        let kebab = |s: &str| {
            !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        assert!(kebab(room) && kebab(name), "{}", row.code);
        assert!(!row.doc.trim().is_empty(), "{} has no meaning", row.code);
    }
}

#[test]
fn paths_grow_outwards() {
    let error = Error::from(IdError::Empty { what: "rule" });
    let error = error.in_field("id").in_field("weekly").in_index(0).in_field("rules");
    assert_eq!(error.path(), "rules[0].weekly.id");
    assert_eq!(error.to_string(), "rules[0].weekly.id: rule id is empty; expected 1 to 255 bytes");
    assert_eq!(error.details(), [("what", "rule".to_owned())]);
}
