use super::*;

#[test]
fn ids_of_every_common_kind_fit() {
    for id in ["1", "018f2b8e-7c1a-7e2e-9d2b-3f6f1f0a9b10", "anna-schmidt", "Ümläut 7"] {
        assert_eq!(ResourceId::new(id).unwrap().as_str(), id);
    }
    assert!(ResourceId::new(&"x".repeat(255)).is_ok());
}

#[test]
fn bad_ids_are_refused_by_code() {
    let code = |s: &str| BookingId::new(s).unwrap_err().code();
    assert_eq!(code(""), "id.empty");
    assert_eq!(code(&"x".repeat(256)), "id.too-long");
    assert_eq!(code("a\0b"), "id.control-character");
    assert_eq!(code("a\nb"), "id.control-character");
}
