use super::clocks::Clocks;
use super::table::printable;
use kalends::interval::Interval;
use kalends::policy::{PolicyRef, PolicyRule};
use kalends::rules::{Amount, Blocker, Reason, ReasonCode};
use kalends::service::Period;
use kalends::source::SourceState;
use kalends::time::{Elapsed, parse_instant};
use serde_json::Value;

/// What each reason says. `{name:form}` stands for a value of the reason in a form, `[…]` for what is left out when
/// a value in it is absent.
const WORDS: &[(ReasonCode, &str)] = &[
    (ReasonCode::Past, "the start has passed; it is {now:time}"),
    (ReasonCode::Notice, "too little notice; the earliest start is {earliest:time}"),
    (ReasonCode::Horizon, "too far ahead; the last date that can be booked is {last:text}"),
    (
        ReasonCode::Hours,
        "outside opening hours, closed by {layer:word}[, rule `{rule:text}`][, of `{resource:text}`]",
    ),
    (
        ReasonCode::Grid,
        "not a possible start[; the nearest before is {before:time}][; the nearest after is {after:time}]",
    ),
    (ReasonCode::Busy, "{by:blocker} takes {span:span}[, of `{resource:text}`]"),
    (ReasonCode::Held, "booking {by:text} is held until {expires_at:time}[, of `{resource:text}`]"),
    (
        ReasonCode::Buffer,
        "too close to {by:blocker}: {needs:elapsed} must lie between, {has:elapsed} do[, of `{resource:text}`]",
    ),
    (
        ReasonCode::Travel,
        "the way from `{from:text}` to `{to:text}` takes {needs:elapsed}, there is {has:elapsed}[, next to \
         {by:blocker}][, of `{resource:text}`]",
    ),
    (
        ReasonCode::TravelUnknown,
        "nobody knows the way from `{from:text}` to `{to:text}`[, next to {by:blocker}][, of `{resource:text}`]",
    ),
    (
        ReasonCode::Capacity,
        "{peak:text} uses at a time and {needs:text} more are above {limit:text}[, of `{resource:text}`]",
    ),
    (ReasonCode::Seats, "too few seats: {remaining:text} left"),
    (
        ReasonCode::Limit,
        "at most {most:amount} per {per:word} and {period:period}, by the limit of the {of:word}: {has:amount} \
         taken[ in {span:span}][, of `{resource:text}`]",
    ),
    (
        ReasonCode::Consecutive,
        "{has:elapsed} without a pause, from {start:time} to {end:time}, are above {most:elapsed}[, of \
         `{resource:text}`]",
    ),
    (
        ReasonCode::Break,
        "no room left for break `{rule:text}`: {needs:elapsed} must stay clear in {span:span}, {has:elapsed} \
         would[, of `{resource:text}`]",
    ),
    (ReasonCode::Members, "{free:text} can take part, {needs:text} must"),
    (
        ReasonCode::Source,
        "calendar `{source:text}` cannot be relied on, {state:source}[, of `{resource:text}`]",
    ),
    (ReasonCode::Policy, "{rule:rule}[, by {policy:policy}]"),
    (ReasonCode::State, "the booking is {found:word}"),
    (ReasonCode::Orphaned, "{by:blocker} at {span:span} would be left outside"),
    (ReasonCode::Version, "it has changed since: version {expected:text} was expected, {found:text} found"),
];

/// A reason in words, times on every clock.
pub(crate) fn reason_words(reason: &Reason, clocks: &Clocks) -> String {
    let record = serde_json::to_value(reason).unwrap_or_default();
    let code = reason.code();
    let values = record.get(code.as_str()).cloned().unwrap_or_default();
    let template = WORDS.iter().find(|(known, _)| *known == code).map_or("{doc}", |(_, words)| *words);
    if template == "{doc}" { printable(code.doc().trim()) } else { fill(template, &values, clocks) }
}

/// Every reason on a line of its own, after its code.
pub(crate) fn reason_lines(reasons: &[Reason], clocks: &Clocks) -> String {
    let line = |reason: &Reason| format!("  - {}: {}\n", reason.code(), reason_words(reason, clocks));
    reasons.iter().map(line).collect()
}

/// The template with its values, and without the bracketed parts that lack one.
fn fill(template: &str, values: &Value, clocks: &Clocks) -> String {
    let mut words = String::new();
    for (at, part) in template.split('[').enumerate() {
        let (bracketed, after) =
            if at == 0 { ("", part) } else { part.split_once(']').unwrap_or((part, "")) };
        words.push_str(&fill_part(bracketed, values, clocks).unwrap_or_default());
        words.push_str(&fill_part(after, values, clocks).unwrap_or_default());
    }
    words
}

fn fill_part(part: &str, values: &Value, clocks: &Clocks) -> Option<String> {
    let mut words = String::new();
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('{') {
        let (hole, after) = after.split_once('}')?;
        let (name, form) = hole.split_once(':')?;
        words.push_str(before);
        words.push_str(&value_words(name, form, values, clocks)?);
        rest = after;
    }
    words.push_str(rest);
    Some(words)
}

fn value_words(name: &str, form: &str, values: &Value, clocks: &Clocks) -> Option<String> {
    let time = |name: &str| parse_instant(values.get(name)?.as_str()?).ok();
    if form == "span" {
        return Some(clocks.span(Interval::new(time("start")?, time("end")?).ok()?));
    }
    let value = values.get(name)?;
    Some(match form {
        "time" => clocks.instant(time(name)?),
        "blocker" => printable(&serde_json::from_value::<Blocker>(value.clone()).ok()?.to_string()),
        "elapsed" => elapsed_words(value.as_str()?.parse().ok()?),
        "amount" => match serde_json::from_value(value.clone()).ok()? {
            Amount::Bookings(1) => "1 booking".to_owned(),
            Amount::Bookings(number) => format!("{number} bookings"),
            Amount::Time(time) => elapsed_words(time),
        },
        "source" => match serde_json::from_value(value.clone()).ok()? {
            SourceState::Stale { age } => format!("it was last read {} ago", elapsed_words(age)),
            SourceState::Unavailable => "it was never read".to_owned(),
            SourceState::Fresh => "although it is fresh".to_owned(),
        },
        "period" => match serde_json::from_value(value.clone()).ok()? {
            Period::Day => "day".to_owned(),
            Period::Week(_) => "week".to_owned(),
            Period::Month => "month".to_owned(),
            Period::Year => "year".to_owned(),
            Period::Ever => "all time".to_owned(),
        },
        "rule" => rule_words(serde_json::from_value(value.clone()).ok()?, clocks),
        "policy" => {
            let policy: PolicyRef = serde_json::from_value(value.clone()).ok()?;
            format!("policy `{}` version {}", printable(policy.id.as_str()), policy.version)
        }
        "word" => value.as_str()?.replace('_', " "),
        _ => value.as_str().map_or_else(|| value.to_string(), printable),
    })
}

/// What in a policy does not allow an action.
fn rule_words(rule: PolicyRule, clocks: &Clocks) -> String {
    let time = |instant| clocks.instant(instant);
    match rule {
        PolicyRule::HostOnly => "only the host may do this".to_owned(),
        PolicyRule::BeforeStart { deadline } => {
            format!("only before the start, which was at {}", time(deadline))
        }
        PolicyRule::AfterStart { from } => format!("not before the start at {}", time(from)),
        PolicyRule::CancelWindow { deadline } => {
            format!("too late to cancel; one could until {}", time(deadline))
        }
        PolicyRule::MoveWindow { deadline } => {
            format!("too late to move; one could until {}", time(deadline))
        }
        PolicyRule::MoveCap { most: 1 } => "moved once already, which is as often as one may".to_owned(),
        PolicyRule::MoveCap { most } => format!("one may move it {most} times at most"),
        _ => "not allowed".to_owned(),
    }
}

/// A duration, `1 h 15 min`.
fn elapsed_words(elapsed: Elapsed) -> String {
    let seconds = elapsed.seconds();
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")];
    let shown: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect();
    if shown.is_empty() { "0 min".to_owned() } else { shown.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kalends::{Zone, ZoneDb};
    use serde_json::json;

    fn words(record: Value) -> String {
        let clocks = Clocks::new(ZoneDb::builtin().get("Europe/Berlin").unwrap(), Some(Zone::utc()));
        reason_words(&serde_json::from_value(record).unwrap(), &clocks)
    }

    #[test]
    fn every_code_has_words() {
        for code in ReasonCode::ALL {
            assert!(WORDS.iter().any(|(known, _)| known == code), "{code}");
        }
    }

    #[test]
    fn what_is_in_the_way_is_named_with_its_time() {
        let by = json!({ "external": { "source": "google", "event": "dentist@example.org" } });
        let busy =
            json!({ "busy": { "by": by, "start": "2026-10-26T09:00:00Z", "end": "2026-10-26T09:45:00Z" } });
        assert_eq!(
            words(busy),
            "outside event dentist@example.org (google) takes Mon 2026-10-26 10:00–10:45 +01:00 in Europe/Berlin \
             = Mon 2026-10-26 09:00–09:45 +00:00 in UTC"
        );
        let buffer = json!({ "buffer": { "by": { "booking": "b-17" }, "needs": "PT1H15M", "has": "PT0S" } });
        assert_eq!(words(buffer), "too close to booking b-17: 1 h 15 min must lie between, 0 min do");
    }

    #[test]
    fn what_is_absent_is_left_out() {
        assert_eq!(
            words(json!({ "hours": { "layer": "weekly" } })),
            "outside opening hours, closed by weekly"
        );
        let off = json!({ "hours": { "layer": "time_off", "rule": "autumn" } });
        assert_eq!(words(off), "outside opening hours, closed by time off, rule `autumn`");
        let grid = json!({ "grid": { "after": "2026-10-26T09:00:00Z" } });
        assert_eq!(
            words(grid),
            "not a possible start; the nearest after is Mon 2026-10-26 10:00 +01:00 in Europe/Berlin \
             = Mon 2026-10-26 09:00 +00:00 in UTC"
        );
    }

    #[test]
    fn limits_say_how_much_is_taken_when() {
        let limit = json!({ "limit": {
            "of": "service", "per": "client", "period": { "week": "SU" },
            "start": "2026-10-24T22:00:00Z", "end": "2026-10-31T23:00:00Z",
            "has": { "bookings": 1 }, "needs": { "bookings": 1 }, "most": { "bookings": 1 }
        } });
        assert_eq!(
            words(limit),
            "at most 1 booking per client and week, by the limit of the service: 1 booking taken in \
             Sun 2026-10-25 00:00 +02:00 – Sun 2026-11-01 00:00 +01:00 in Europe/Berlin \
             = Sat 2026-10-24 22:00–Sat 2026-10-31 23:00 +00:00 in UTC"
        );
        let ever = json!({ "limit": {
            "of": "resource", "per": "resource", "period": "ever",
            "has": { "time": "PT3H" }, "needs": { "time": "PT1H" }, "most": { "time": "PT3H30M" }
        } });
        assert_eq!(
            words(ever),
            "at most 3 h 30 min per resource and all time, by the limit of the resource: 3 h taken"
        );
    }

    #[test]
    fn ways_name_their_ends() {
        let travel = json!({ "travel": {
            "from": "home", "to": "school", "needs": "PT40M", "has": "PT30M", "resource": "anna"
        } });
        assert_eq!(words(travel), "the way from `home` to `school` takes 40 min, there is 30 min, of `anna`");
        let unknown = json!({ "travel.unknown": { "by": { "booking": "b-17" }, "from": "a", "to": "b" } });
        assert_eq!(words(unknown), "nobody knows the way from `a` to `b`, next to booking b-17");
    }

    #[test]
    fn a_source_says_how_old_it_is() {
        let stale = json!({ "source": { "source": "google", "state": { "stale": { "age": "PT3H" } } } });
        assert_eq!(words(stale), "calendar `google` cannot be relied on, it was last read 3 h ago");
        let never = json!({ "source": { "source": "google", "state": "unavailable" } });
        assert_eq!(words(never), "calendar `google` cannot be relied on, it was never read");
    }

    #[test]
    fn a_policy_says_what_in_it_and_which_it_is() {
        let rule = json!({ "cancel_window": { "deadline": "2026-10-25T00:30:00Z" } });
        let late = json!({ "policy": { "rule": rule, "policy": { "id": "lessons", "version": 3 } } });
        assert_eq!(
            words(late),
            "too late to cancel; one could until Sun 2026-10-25 02:30 +02:00 in Europe/Berlin \
             = Sun 2026-10-25 00:30 +00:00 in UTC, by policy `lessons` version 3"
        );
        let host = json!({ "policy": { "rule": "host_only" } });
        assert_eq!(words(host), "only the host may do this");
        let often = json!({ "policy": { "rule": { "move_cap": { "most": 2 } } } });
        assert_eq!(words(often), "one may move it 2 times at most");
    }

    #[test]
    fn numbers_are_words_too() {
        let version = json!({ "version": { "expected": 1, "found": 3 } });
        assert_eq!(words(version), "it has changed since: version 1 was expected, 3 found");
    }
}
