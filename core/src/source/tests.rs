use super::*;
use crate::error::Error;
use crate::id::{BookingId, SourceId};
use crate::limits::Limits;
use crate::time::{DateRange, Elapsed, parse_date, parse_instant};
use crate::zone::ZoneDb;

fn source() -> Source {
    Source::new(SourceId::new("google").unwrap())
}

fn span(start: &str, end: &str) -> EventTime {
    EventTime::Span { start: parse_instant(start).unwrap(), end: parse_instant(end).unwrap() }
}

fn hour() -> OutsideEvent {
    OutsideEvent::new(span("2027-01-31T08:00:00Z", "2027-01-31T09:00:00Z"))
}

fn days(from: &str, until: &str) -> OutsideEvent {
    let date = |text| Some(parse_date(text).unwrap());
    OutsideEvent::new(EventTime::Dates(DateRange::new(date(from), date(until)).unwrap()))
}

fn report(source: &Source, events: &[OutsideEvent], zone: &str) -> Result<TakenReport, Error> {
    source.taken(events, &ZoneDb::builtin().get(zone).unwrap(), &Limits::default())
}

fn spans(events: &[OutsideEvent], zone: &str) -> Vec<String> {
    report(&source(), events, zone).unwrap().taken.iter().map(|taken| taken.span.to_string()).collect()
}

fn why(source: &Source, event: OutsideEvent) -> Option<WhyIgnored> {
    report(source, &[event], "UTC").unwrap().ignored.first().map(|ignored| ignored.why)
}

#[test]
fn transparent_and_cancelled_events_never_count() {
    let transparent = OutsideEvent { transparent: true, ..hour() };
    let cancelled = OutsideEvent { status: EventStatus::Cancelled, ..hour() };
    assert_eq!(why(&source(), transparent), Some(WhyIgnored::Transparent));
    assert_eq!(why(&source(), cancelled), Some(WhyIgnored::Cancelled));
    assert_eq!(why(&source(), hour()), None);
}

#[test]
fn tentative_events_count_as_their_source_says() {
    let tentative = OutsideEvent { status: EventStatus::Tentative, ..hour() };
    assert_eq!(why(&source(), tentative.clone()), None);
    let ignoring = Source { tentative: Tentative::Ignored, ..source() };
    assert_eq!(why(&ignoring, tentative), Some(WhyIgnored::Tentative));
    assert_eq!(why(&ignoring, hour()), None);
}

#[test]
fn ask_19_own_mirrored_events_never_block() {
    let linked = OutsideEvent { booking: Some(BookingId::new("b1").unwrap()), ..hour() };
    assert_eq!(why(&source(), linked), Some(WhyIgnored::Own));
    let known = Source { own: OwnEvents::default().uid("class-1@crm").prefix("kalends-"), ..source() };
    let with = |uid: &str| OutsideEvent { uid: Some(uid.to_owned()), ..hour() };
    assert_eq!(why(&known, with("class-1@crm")), Some(WhyIgnored::Own));
    assert_eq!(why(&known, with("kalends-0192f")), Some(WhyIgnored::Own));
    assert_eq!(why(&known, with("class-1@crm2")), None);
    let careless = Source { own: OwnEvents::default().prefix(""), ..source() };
    assert_eq!(why(&careless, with("anything")), None);
}

#[test]
fn ask_12_all_day_events_take_the_owners_local_days() {
    // A day east and a day west of Greenwich; the days on which Berlin's clocks change; two days with one skipped.
    assert_eq!(
        spans(&[days("2027-01-31", "2027-01-31")], "Pacific/Auckland"),
        ["2027-01-30T11:00:00Z/2027-01-31T11:00:00Z"]
    );
    assert_eq!(
        spans(&[days("2027-01-31", "2027-01-31")], "America/Los_Angeles"),
        ["2027-01-31T08:00:00Z/2027-02-01T08:00:00Z"]
    );
    assert_eq!(
        spans(&[days("2027-03-28", "2027-03-28")], "Europe/Berlin"),
        ["2027-03-27T23:00:00Z/2027-03-28T22:00:00Z"]
    );
    assert_eq!(
        spans(&[days("2027-10-31", "2027-11-01")], "Europe/Berlin"),
        ["2027-10-30T22:00:00Z/2027-11-01T23:00:00Z"]
    );
    // Midnight of 4 November 2018 did not happen in São Paulo: the day began at 01:00, 03:00Z.
    assert_eq!(
        spans(&[days("2018-11-04", "2018-11-04")], "America/Sao_Paulo"),
        ["2018-11-04T03:00:00Z/2018-11-05T02:00:00Z"]
    );
}

#[test]
fn ask_12_a_day_that_the_zone_skipped_takes_no_time() {
    // Apia went from 29 to 31 December 2011.
    let skipped = days("2011-12-30", "2011-12-30");
    let found = report(&source(), &[skipped], "Pacific/Apia").unwrap();
    assert_eq!(found.ignored, [Ignored { at: 0, why: WhyIgnored::NoTime }]);
    assert_eq!(
        spans(&[days("2011-12-29", "2011-12-31")], "Pacific/Apia"),
        ["2011-12-29T10:00:00Z/2011-12-31T10:00:00Z"]
    );
}

#[test]
fn fractions_are_widened_and_order_does_not_matter() {
    let late = OutsideEvent::new(span("2027-01-31T08:00:00.4Z", "2027-01-31T08:30:00.1Z"));
    let early = OutsideEvent::new(span("2027-01-31T07:00:00Z", "2027-01-31T07:00:00.001Z"));
    let wanted = ["2027-01-31T07:00:00Z/2027-01-31T07:00:01Z", "2027-01-31T08:00:00Z/2027-01-31T08:30:01Z"];
    assert_eq!(spans(&[late.clone(), early.clone()], "UTC"), wanted);
    assert_eq!(spans(&[early, late], "UTC"), wanted);
    let nothing = OutsideEvent::new(span("2027-01-31T08:00:00Z", "2027-01-31T08:00:00Z"));
    let backwards = OutsideEvent::new(span("2027-01-31T08:00:00Z", "2027-01-31T07:00:00Z"));
    assert_eq!(why(&source(), nothing), Some(WhyIgnored::NoTime));
    assert_eq!(why(&source(), backwards), Some(WhyIgnored::NoTime));
}

#[test]
fn endless_days_and_too_many_events_are_errors() {
    let endless = OutsideEvent::new(EventTime::Dates(DateRange::ALWAYS));
    let error = report(&source(), &[hour(), endless], "UTC").unwrap_err();
    assert_eq!((error.code(), error.path()), ("source.open-end", "[1].time.dates"));
    let limits = Limits { busy: 1, ..Limits::default() };
    let utc = ZoneDb::builtin().get("UTC").unwrap();
    let error = source().taken(&[hour(), hour()], &utc, &limits).unwrap_err();
    assert_eq!(error.code(), "source.too-many-events");
}

/// The state and the reliance of a source that was copied at 08:00:00Z.
fn rely(freshness: Freshness, reachable: bool, now: &str) -> (SourceState, Reliance) {
    let sync = LastSync { at: Some(parse_instant("2027-01-31T08:00:00Z").unwrap()), reachable };
    let report = Source { freshness, ..source() }.rely(&sync, parse_instant(now).unwrap());
    (report.state, report.reliance)
}

#[test]
fn ask_25_an_unreachable_calendar_is_treated_as_its_policy_says() {
    let stale = |seconds| SourceState::Stale { age: Elapsed::from_seconds(seconds).unwrap() };
    let hour = Freshness::StaleOk { max_age: Elapsed::from_minutes(60).unwrap() };
    let now = "2027-01-31T09:00:00Z";
    assert_eq!(rely(Freshness::FailOpen, false, now), (stale(3600), Reliance::Ignored));
    assert_eq!(rely(Freshness::FailClosed, false, now), (stale(3600), Reliance::Closed));
    assert_eq!(rely(hour, false, now), (stale(3600), Reliance::Aged));
    assert_eq!(rely(hour, false, "2027-01-31T09:00:00.5Z"), (stale(3601), Reliance::Closed));
    for freshness in [Freshness::FailOpen, Freshness::FailClosed, hour] {
        assert_eq!(rely(freshness, true, "2027-02-28T00:00:00Z"), (SourceState::Fresh, Reliance::Full));
    }
}

#[test]
fn a_copy_is_fresh_for_as_long_as_its_source_says() {
    let source = Source { fresh_for: Some(Elapsed::from_minutes(15).unwrap()), ..source() };
    let sync = LastSync { at: Some(parse_instant("2027-01-31T08:00:00Z").unwrap()), reachable: true };
    let at = |now| source.rely(&sync, parse_instant(now).unwrap()).reliance;
    assert_eq!(at("2027-01-31T08:15:00Z"), Reliance::Full);
    assert_eq!(at("2027-01-31T08:15:01Z"), Reliance::Closed);
    assert_eq!(at("2027-01-31T07:00:00Z"), Reliance::Full); // a clock that is ahead
}
