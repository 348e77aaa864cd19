//! What a random act means, as JSON.

use super::acts::{Act, Known, RESOURCES, SERVICES};
use chrono::{DateTime, DurationRound, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};

/// Whether a client would only be refused.
pub(super) fn is_for_hosts(command: &str) -> bool {
    let others = ["hold", "book", "cancel", "reschedule", "book_series", "join_waitlist", "accept_offer"];
    !others.contains(&command)
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Who gives the command: whoever holds what is booked, if somebody does.
pub(super) fn giver(command: &Value, who: usize) -> usize {
    let held = command["book"]["booking"].as_str().and_then(|id| id.rsplit_once('-'));
    held.and_then(|(_, owner)| owner.parse().ok()).unwrap_or(who)
}

fn pick<T: Clone>(choices: &[T], choice: usize) -> Option<T> {
    choices.get(choice % choices.len().max(1)).cloned()
}

/// One of the latest.
fn one_of(known: &[String], choice: usize) -> Option<&str> {
    let back = choice % known.len().clamp(1, 12);
    known.iter().rev().nth(back).map(String::as_str)
}

/// One of the latest that was booked by itself.
fn booked(known: &Known, most: usize, choice: usize) -> Option<&str> {
    let mut booked = known.bookings.iter().rev().filter(|id| id.starts_with('b'));
    booked.nth(choice % most).map(String::as_str)
}

/// The command, or none if there is nothing to act on: then time passes.
pub(super) fn command(act: &Act, now: DateTime<Utc>, number: usize, known: &Known) -> Option<Value> {
    let [what, when, which] = act.choice;
    let half = now.duration_trunc(TimeDelta::minutes(30)).ok()?;
    let starts = half + TimeDelta::minutes(30 * i64::try_from(1 + when % 40).ok()?);
    let start = instant(starts);
    let resource = RESOURCES.get(what % RESOURCES.len())?;
    let service = SERVICES.get(which % SERVICES.len())?;
    let (booking, session) = (one_of(&known.bookings, what), one_of(&known.sessions, what));
    let (series, entry) = (one_of(&known.series, what), one_of(&known.entries, what));
    let wall = starts.format("%Y-%m-%dT%H:%M:%S").to_string();
    let date = |days: i64| (now + TimeDelta::days(days)).format("%Y-%m-%d").to_string();
    Some(match act.what {
        "hold" => json!({ "hold": {
            "booking": format!("h{number}-{}", act.who), "resource": resource, "service": service, "start": start,
            "ttl": "PT2H",
        } }),
        // Or what its owner held before.
        "book" => {
            let mut book = json!({ "booking": format!("b{number}"), "resource": resource, "service": service, "start": start });
            if let Some(held) = known.holds.iter().rev().nth(what % 4).filter(|_| when % 2 == 0) {
                book = held.clone();
                book.as_object_mut()?.remove("ttl");
            }
            json!({ "book": book })
        }
        "confirm" | "decline" => json!({ act.what: { "booking": booked(known, 3, what)? } }),
        "complete" | "no_show" => json!({ act.what: { "booking": booked(known, 20, what)? } }),
        "cancel" | "reinstate" => json!({ act.what: { "booking": booking? } }),
        "reschedule" => json!({ "reschedule": { "booking": booking?, "start": start } }),
        "open_session" => json!({ "open_session": {
            "session": format!("s{number}"), "resource": resource, "service": pick(&["group", "choir"], which),
            "start": start, "seats": 2 + when % 3,
        } }),
        "move_session" => json!({ "move_session": { "session": session?, "start": start } }),
        "swap" => {
            let to = RESOURCES.get((what + 1 + which % 2) % RESOURCES.len())?;
            json!({ "swap": { "session": session?, "from": resource, "to": to } })
        }
        "cancel_session" => json!({ "cancel_session": { "session": session? } }),
        "book_series" => json!({ "book_series": {
            "series": format!("r{number}"), "resource": resource, "service": service, "until": instant(starts + TimeDelta::days(4)),
            "recurrence": { "start": wall, "rule": pick(&["FREQ=DAILY;COUNT=4", "FREQ=DAILY;INTERVAL=2"], when), "zone": "Europe/Berlin" },
            "on_conflict": pick(&[json!("skip_conflicts"), json!({ "move": { "within": "PT3H" } })], which),
        } }),
        edit @ ("edit_one" | "edit_following" | "edit_all") => {
            let series = series?;
            let prefix = format!("{series}~");
            let occurrence = known.bookings.iter().filter(|id| id.starts_with(&prefix)).nth(when % 4);
            let original = occurrence.and_then(|id| original_of(id.strip_prefix(&prefix)?));
            let change = [
                json!({ "when": { "time": "09:30" } }),
                json!({ "when": "cancel" }),
                json!({ "resource": resource }),
            ];
            let change = pick(&change, which);
            let edit = match edit {
                "edit_one" => {
                    let one = [json!("cancel"), json!({ "move": wall }), json!("reset")];
                    json!({ "this": { "original": original?, "change": pick(&one, which) } })
                }
                "edit_following" => {
                    json!({ "following": { "original": original?, "change": change, "into": format!("r{number}") } })
                }
                _ => json!({ "all": { "change": change } }),
            };
            json!({ "edit_series": { "series": series, "edit": edit, "on_conflict": "skip_conflicts" } })
        }
        "pause_series" => json!({ "pause_series": { "series": series?, "from": date(1), "until": date(2) } }),
        "resume_series" => json!({ "resume_series": { "series": series?, "on": date(2) } }),
        "extend_series" => {
            json!({ "extend_series": { "series": series?, "until": instant(starts + TimeDelta::days(8)) } })
        }
        "cancel_series" => json!({ "cancel_series": { "series": series? } }),
        "join_session" => {
            json!({ "join_waitlist": { "entry": format!("w{number}"), "wish": { "session": session? } } })
        }
        "join_time" => json!({ "join_waitlist": { "entry": format!("w{number}"), "wish": { "time": {
            "service": pick(&["lesson", "group"], which), "zone": "Europe/Berlin", "until": instant(starts + TimeDelta::days(1)),
        } } } }),
        "leave_waitlist" | "accept_offer" | "decline_offer" => json!({ act.what: { "entry": entry? } }),
        "add_rule" | "change_rule" => json!({ act.what: {
            "resource": resource,
            "rule": { "time_off": { "id": format!("off{}", which % 3), "span": { "span": {
                "start": start, "end": instant(starts + TimeDelta::hours(3)),
            } } } },
            "on_bookings": pick(&["keep", "cancel", "ask"], when),
        } }),
        "remove_rule" => {
            json!({ "remove_rule": { "resource": resource, "rule": format!("off{}", which % 3) } })
        }
        "change_service" => json!({ "change_service": { "service": {
            "id": "lesson", "durations": ["PT1H"], "step": pick(&["PT15M", "PT30M"], which),
            "waitlist": { "offer_ttl": "PT4H", "cutoff": "PT1H" },
        } } }),
        _ => return None,
    })
}

/// `20270328T090000` as a wall time.
fn original_of(basic: &str) -> Option<String> {
    let [date, time] = [basic.get(..8)?, basic.get(9..)?];
    let part = |text: &str, from: usize| text.get(from..from + 2).map(str::to_owned);
    let day = format!("{}-{}-{}", date.get(..4)?, part(date, 4)?, part(date, 6)?);
    Some(format!("{day}T{}:{}:{}", part(time, 0)?, part(time, 2)?, part(time, 4)?))
}
