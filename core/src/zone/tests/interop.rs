//! Values of other libraries: serde, chrono-tz.

use super::*;

#[cfg(feature = "serde")]
#[test]
fn names_and_choices_on_the_wire() {
    let name: ZoneName = serde_json::from_str("\"Europe/Paris\"").unwrap();
    assert_eq!(serde_json::to_string(&name).unwrap(), "\"Europe/Paris\"");
    let error = serde_json::from_str::<ZoneName>("\"Europe Paris\"").unwrap_err();
    assert_eq!(crate::wire::recover(&error.to_string()).unwrap().code(), "zone.name");
    assert_eq!(serde_json::to_string(&Disambiguation::Clamp).unwrap(), "\"clamp\"");
    assert!(serde_json::from_str::<Disambiguation>("\"Clamp\"").is_err());
}

/// chrono-tz 0.10.4 carries tzdb 2025b, ours is newer. All its zones are known here, and from 1980 to 2024 all agree;
/// before, twelve names differ where later releases corrected history (Tijuana, Tehran, Dublin) or made a name a link
/// (`EST5EDT`), and afterwards new laws and the missing rule make a comparison void. zoneinfo, with the same
/// release, is the oracle for all years (`tests/it/zone.rs`).
#[cfg(feature = "chrono-tz")]
#[test]
fn chrono_tz_agrees_by_name_and_about_1980_to_2024() {
    use ::chrono::{Offset, TimeZone};
    let (start, end) = (tick("1980-01-01T00:00:00Z"), tick("2025-01-01T00:00:00Z"));
    for theirs in ::chrono_tz::TZ_VARIANTS {
        let ours = Zone::try_from(theirs).unwrap();
        assert_eq!(::chrono_tz::Tz::try_from(&ours).unwrap(), theirs);
        for t in (start..end).step_by(86_400 * 3 + 3601) {
            let at = DateTime::from_timestamp(t, 0).unwrap();
            let offset = theirs.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc();
            assert_eq!(offset, ours.offset_secs(t), "{} at {at}", theirs.name());
        }
    }
}
