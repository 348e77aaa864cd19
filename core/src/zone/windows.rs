/// The IANA name of a Windows time zone.
pub fn windows_zone(_name: &str) -> Option<&'static str> {
    None
}
