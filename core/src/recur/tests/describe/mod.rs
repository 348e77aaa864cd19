mod english;
mod german;

use super::super::{Locale, Rule, Series, Start};
use super::zoned;
use crate::limits::Limits;
use crate::time::{parse_date, parse_wall};
use crate::zone::{Zone, ZoneDb};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use std::collections::BTreeMap;

fn said(list: &[(&str, &str)], locale: Locale, read: fn(&str) -> Rule) {
    let wrong: Vec<String> = list
        .iter()
        .map(|(text, words)| (text, words, read(text).describe(locale)))
        .filter(|(_, words, found)| **words != found.as_str())
        .map(|(text, words, found)| format!("{text}\n  expected {words}\n  found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn lenient(text: &str) -> Rule {
    Rule::parse_lenient(text, &Limits::default()).unwrap()
}

#[test]
fn english_says_what_people_say() {
    said(english::SAID, Locale::English, |text| text.parse().unwrap());
    said(english::LENIENT, Locale::English, lenient);
}

#[test]
fn german_says_what_people_say() {
    said(german::SAID, Locale::German, |text| text.parse().unwrap());
}

/// What a rule names from three starts on; all have second 0, which "09:30" does not tell from an open one.
fn named(text: &str) -> Vec<String> {
    let starts = ["2027-01-31T09:00:00", "2028-02-29T14:30:00", "1999-12-27T00:00:00"];
    let walls = starts.iter().flat_map(|start| {
        let start = Start::Floating(parse_wall(start).unwrap());
        let series = Series::new(start).zone(Zone::utc()).rule(lenient(text)).build().unwrap();
        let limits = Limits::default();
        let walls = series.iter(&limits).take(60).map(|next| next.unwrap().wall.to_string());
        walls.collect::<Vec<_>>()
    });
    walls.collect()
}

#[test]
fn only_rules_that_mean_the_same_are_said_alike() {
    let mut alike = 0;
    for locale in Locale::ALL {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        let rules = english::SAID.iter().chain(english::LENIENT).chain(german::SAID).map(|(text, _)| *text);
        for text in rules {
            match seen.insert(lenient(text).describe(locale), text) {
                Some(other) if lenient(other) != lenient(text) => {
                    alike += 1;
                    assert_eq!(named(other), named(text), "{locale}: {other} and {text}");
                }
                _ => {}
            }
        }
    }
    assert!(alike > 10, "{alike}");
}

#[test]
fn a_start_says_what_the_rule_leaves_open() {
    let new_york = ZoneDb::builtin().get("America/New_York").unwrap();
    let says = |start: &str, rule: &str| {
        let start = Start::Zoned(parse_wall(start).unwrap(), new_york.clone());
        let series = Series::new(start).rule(rule.parse().unwrap()).build().unwrap();
        series.describe(Locale::English).unwrap()
    };
    for (start, rule, words) in [
        // 4 January 2027 is a Monday.
        ("2027-01-04T20:00:00", "FREQ=WEEKLY", "every week on Monday"),
        ("2027-01-04T20:00:00", "FREQ=MONTHLY", "on the 4th of every month"),
        ("2027-01-04T20:00:00", "FREQ=YEARLY", "every year on 4 January"),
        ("2027-01-04T20:00:00", "FREQ=YEARLY;BYMONTH=3,6", "every year on the 4th of March and June"),
        ("2027-01-04T20:00:00", "FREQ=YEARLY;BYMONTHDAY=13", "every year on 13 January"),
        ("2027-01-04T20:00:00", "FREQ=YEARLY;BYWEEKNO=20", "every year on Monday in week 20"),
        ("2027-01-04T20:30:00", "FREQ=DAILY;BYHOUR=9,17", "every day at 09:30 and 17:30"),
        ("2027-01-04T20:30:15", "FREQ=DAILY;BYMINUTE=0", "every day at 20:00:15"),
        // 20:00 in New York is the next day in UTC.
        ("2027-01-04T20:00:00", "FREQ=DAILY;UNTIL=20270302T010000Z", "every day, until 1 March 2027"),
        ("2027-01-04T20:00:00", "FREQ=DAILY;UNTIL=20270302T045959Z", "every day, until 1 March 2027"),
        (
            "2027-01-04T20:00:00",
            "FREQ=DAILY;UNTIL=20270302T020000Z",
            "every day, until 1 March 2027 at 21:00",
        ),
        // In summer time, and with more than one occurrence a day.
        ("2027-01-04T20:00:00", "FREQ=DAILY;UNTIL=20270602T000000Z", "every day, until 1 June 2027"),
        (
            "2027-01-04T20:00:00",
            "FREQ=HOURLY;UNTIL=20270302T010000Z",
            "every hour, until 1 March 2027 at 20:00",
        ),
        // A Monday and a Sunday fall into one week or into two.
        (
            "2027-01-04T20:00:00",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU",
            "every 2 weeks on Sunday, with weeks that start on Sunday",
        ),
        (
            "2027-01-31T20:00:00",
            "FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=BACKWARD",
            "on the 31st of every month, or the last day of shorter months",
        ),
        (
            "2028-02-29T20:00:00",
            "FREQ=YEARLY;RSCALE=GREGORIAN;SKIP=FORWARD",
            "every year on 29 February, or the day after that month if it is shorter",
        ),
        ("2027-01-15T20:00:00", "FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=BACKWARD", "on the 15th of every month"),
    ] {
        assert_eq!(says(start, rule), words, "{start} {rule}");
    }
    let two = zoned("2027-01-04T20:00:00", "Europe/Paris", "FREQ=WEEKLY")
        .rule("FREQ=MONTHLY;COUNT=2".parse().unwrap());
    let words = "every week on Monday; on the 4th of every month, 2 times";
    assert_eq!(two.build().unwrap().describe(Locale::English).unwrap(), words);
    let date = Series::new(Start::Date(parse_date("2027-01-31").unwrap())).zone(new_york.clone());
    assert_eq!(date.clone().build().unwrap().describe(Locale::English), None);
    let dated = date.rule("FREQ=MONTHLY;BYHOUR=9;UNTIL=20271231".parse().unwrap()).build().unwrap();
    assert_eq!(dated.describe(Locale::German).unwrap(), "am 31. jedes Monats, bis zum 31. Dezember 2027");
}

#[test]
fn a_locale_is_a_language_tag() {
    for (tag, locale) in [("en", "en"), ("EN-us", "en"), ("de", "de"), ("de-Latn-CH-1996", "de")] {
        assert_eq!(tag.parse::<Locale>().unwrap().tag(), locale);
    }
    for tag in ["", "fr", "eng", "de_DE", "de-", "en-toolongsubtag", "de-\u{e9}", "english"] {
        assert_eq!(tag.parse::<Locale>().unwrap_err().code(), "recur.locale", "{tag}");
    }
    insta::assert_snapshot!("fr-CA".parse::<Locale>().unwrap_err(), @"no rule can be described in the language `fr-CA`; expected en or de");
    assert_eq!(Locale::preferred(["fr", "de-AT", "en"]), Locale::German);
    assert_eq!(Locale::preferred(Vec::<String>::new()), Locale::English);
    for locale in Locale::ALL {
        assert_eq!(locale.to_string().parse::<Locale>().unwrap(), locale);
    }
}

fn list(name: &'static str, all: Vec<i16>) -> impl Strategy<Value = String> {
    let most = all.len().min(5);
    let some = prop_oneof![3 => Just(Vec::new()), 1 => subsequence(all, 1..=most)];
    some.prop_map(move |list| match list.as_slice() {
        [] => String::new(),
        list => format!(";{name}={}", list.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")),
    })
}

fn by_day() -> impl Strategy<Value = String> {
    let day = (
        select(vec!["", "1", "2", "5", "-1", "-2", "53"]),
        select(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
    );
    let days = proptest::collection::vec(day.prop_map(|(n, day)| format!("{n}{day}")), 0..5);
    days.prop_map(|days| if days.is_empty() { String::new() } else { format!(";BYDAY={}", days.join(",")) })
}

fn rule() -> impl Strategy<Value = Rule> {
    let both = |most: i16| (-most..=most).filter(|n| *n != 0).collect::<Vec<_>>();
    let freq = select(vec!["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]);
    let head = (freq, 1..4u32, select(vec!["", ";COUNT=3", ";UNTIL=20270131", ";UNTIL=20270131T080000Z"]));
    let end = (select(vec!["", ";WKST=SU", ";WKST=TH"]), select(vec!["", ";SKIP=BACKWARD", ";SKIP=FORWARD"]));
    let dates = (
        list("BYMONTH", (1..=12).collect()),
        list("BYWEEKNO", both(53)),
        list("BYYEARDAY", both(366)),
        list("BYMONTHDAY", both(31)),
        by_day(),
    );
    let times = (
        list("BYHOUR", (0..24).collect()),
        list("BYMINUTE", (0..60).collect()),
        list("BYSECOND", (0..=60).collect()),
        list("BYSETPOS", both(366)),
    );
    (head, dates, times, end).prop_map(|((freq, interval, ending), dates, times, (wkst, skip))| {
        let (months, weeks, year_days, month_days, days) = dates;
        let (hours, minutes, seconds, picks) = times;
        lenient(&format!(
            "FREQ={freq};INTERVAL={interval}{ending}{months}{weeks}{year_days}{month_days}{days}{hours}{minutes}{seconds}{picks}{wkst}{skip}"
        ))
    })
}

proptest! {
    /// What must hold for words of any rule: they are there, they are the same again, each part leaves a trace.
    #[test]
    fn every_rule_has_words(rule in rule()) {
        for locale in Locale::ALL {
            let words = rule.describe(locale);
            prop_assert!(!words.is_empty() && words.len() < 4096);
            prop_assert_eq!(&words, &rule.describe(locale));
            prop_assert!(!words.contains("  ") && !words.contains(" ,") && words.trim() == words, "{words}");
            prop_assert!(!words.contains(['\n', ';', '=']), "{words}");
            let again = Rule::parse_lenient(&rule.to_string(), &Limits::default()).unwrap();
            prop_assert_eq!(&words, &again.describe(locale));
        }
    }

    /// An end, an interval and a position are never lost.
    #[test]
    fn no_part_is_dropped(rule in rule()) {
        for locale in Locale::ALL {
            let words = rule.describe(locale);
            let endless = rule.with_until(None).unwrap();
            prop_assert_eq!(endless.is_endless() && !rule.is_endless(), words != endless.describe(locale));
            if rule.interval() > 1 {
                prop_assert!(words.contains(&rule.interval().to_string()), "{rule} {words}");
            }
        }
    }
}

#[test]
fn the_longest_rule_has_bounded_words() {
    let every_other = |most: i16| {
        let list = (1..=most).step_by(2).flat_map(|n| [n, -n]);
        list.map(|n| n.to_string()).collect::<Vec<_>>().join(",")
    };
    let small = |most: u8| (0..=most).step_by(2).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
    let text = format!(
        "FREQ=SECONDLY;BYMONTH=1,3,5,7,9,11;BYYEARDAY={};BYMONTHDAY={};BYWEEKNO={};BYHOUR={};BYMINUTE={};BYSECOND={};BYSETPOS={}",
        every_other(366),
        every_other(31),
        every_other(53),
        small(23),
        small(59),
        small(59),
        every_other(366)
    );
    for locale in Locale::ALL {
        let words = lenient(&text).describe(locale);
        assert!((8 * 1024..32 * 1024).contains(&words.len()), "{locale}: {}", words.len());
    }
}
