use super::*;

fn lesson() -> Service {
    let minutes = |n| Length::from_minutes(n).unwrap();
    Service::new(ServiceId::new("lesson").unwrap(), minutes(45), minutes(15))
}

#[test]
fn the_first_duration_is_the_default_and_others_must_be_offered() {
    let mut service = lesson();
    service.durations.push(Length::from_minutes(90).unwrap());
    assert_eq!(service.duration(None).unwrap().to_string(), "PT45M");
    assert_eq!(service.duration(Some(Length::from_minutes(90).unwrap())).unwrap().seconds(), 5400);
    let error = service.duration(Some(Length::from_minutes(60).unwrap())).unwrap_err();
    insta::assert_snapshot!(error, @"duration PT1H is not offered; expected one of PT45M, PT1H30M");
    service.durations.clear();
    assert_eq!(service.duration(None).unwrap_err().code(), "service.no-duration");
    assert_eq!(service.validate(&Limits::default()).unwrap_err().path(), "durations");
}

#[test]
fn what_is_longer_than_the_limit_is_refused_by_field() {
    let mut service = lesson();
    service.durations.push(Length::from_seconds(40 * 86_400).unwrap());
    let error = service.validate(&Limits::default()).unwrap_err();
    insta::assert_snapshot!(error, @"durations[1]: duration of PT960H is too long; the limit is PT744H");
    let mut service = lesson();
    service.buffer.after = Elapsed::from_seconds(86_401).unwrap();
    let error = service.validate(&Limits::default()).unwrap_err();
    assert_eq!((error.code(), error.path()), ("service.too-long", "buffer.after"));
}
