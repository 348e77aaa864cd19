use super::super::{ByDay, Freq, Occurrence, Rule, RuleBuilder, Series, Skip, Start, Until};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::{instant_of_secs, wall_of_secs};
use crate::zone::ZoneDb;
use chrono::Weekday;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const DAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

fn few<T: Clone + std::fmt::Debug + 'static>(values: Vec<T>) -> impl Strategy<Value = Vec<T>> {
    prop_oneof![2 => Just(Vec::new()), 1 => subsequence(values, 1..=3)]
}

fn by_day() -> impl Strategy<Value = Vec<ByDay>> {
    let day = (select(DAYS.to_vec()), -5i16..=5)
        .prop_map(|(day, n)| ByDay::nth(n, day).unwrap_or(ByDay::every(day)));
    let plain =
        subsequence(DAYS.to_vec(), 0..=4).prop_map(|days| days.into_iter().map(ByDay::every).collect());
    prop_oneof![3 => plain, 1 => prop::collection::vec(day, 1..3)]
}

/// Rules that pass the checks, of every FREQ, with any end.
pub(super) fn rule() -> impl Strategy<Value = Rule> {
    let skips = prop_oneof![3 => Just(Skip::Omit), 1 => Just(Skip::Backward), 1 => Just(Skip::Forward)];
    let head = (select(Freq::ALL.to_vec()), 1u32..6, select(DAYS.to_vec()), 0u8..4, skips);
    let dates = (
        few((1..=12).collect()),
        few((-31..=31).filter(|day| *day != 0).collect()),
        few(vec![1, 60, 100, 366, -1, -366]),
        few(vec![1, 20, 52, 53, -1, -53]),
        by_day(),
    );
    let times = (few((0..24).collect()), few(vec![0, 15, 30, 59]), few(vec![0, 30, 59]), few(vec![1, 2, -1]));
    (head, dates, times, 1u32..30, 0i64..4_000_000_000).prop_filter_map(
        "not a rule",
        |(head, dates, times, count, until)| {
            let ((freq, interval, week_start, end, skip), (hours, minutes, seconds, positions)) =
                (head, times);
            let mut builder = Rule::builder(freq)
                .every(interval)
                .in_months(dates.0)
                .on_month_days(dates.1)
                .on_year_days(dates.2)
                .in_weeks(dates.3)
                .on_days(dates.4)
                .at_hours(hours)
                .at_minutes(minutes)
                .at_seconds(seconds)
                .pick(positions)
                .week_start(week_start)
                .skip(skip);
            builder = match end {
                0 => builder.times(count),
                1 => builder.until(Until::Utc(instant_of_secs(until))),
                _ => builder,
            };
            RuleBuilder::build(builder).ok()
        },
    )
}

pub(super) fn series() -> impl Strategy<Value = Series> {
    let zones = [
        "UTC",
        "Europe/Berlin",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Antarctica/Troll",
        "Pacific/Apia",
    ];
    let start = (0i64..2_000_000_000).prop_map(|secs| secs / 900 * 900);
    (rule(), start, select(zones.to_vec()), any::<bool>()).prop_map(|(rule, start, zone, include)| {
        let zone = ZoneDb::builtin().get(zone).unwrap();
        let start = Start::Zoned(wall_of_secs(start), zone);
        Series::new(start).rule(rule).include_dtstart(include).build().unwrap()
    })
}

/// The first occurrences, or `None` where the rule needs more than a small budget: that is an answer too.
fn some(series: &Series) -> Option<Vec<Occurrence>> {
    series.iter(&limits()).take(12).collect::<Result<_, _>>().ok()
}

pub(super) fn limits() -> Limits {
    Limits { search_steps: 4_000_000, ..Limits::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn printing_and_reading_is_identity(rule in rule()) {
        let text = rule.to_string();
        prop_assert_eq!(text.parse::<Rule>().unwrap(), rule.clone());
        prop_assert_eq!(text.to_lowercase().parse::<Rule>().unwrap(), rule);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,60}", tail in "(;?(FREQ|BYDAY|COUNT|UNTIL|BYHOUR|bysetpos|SKIP)=[-+0-9A-Z,TZ]{0,12}){0,5}") {
        for text in [text.clone(), tail.clone(), format!("FREQ=YEARLY;{tail}"), format!("{tail};{text}")] {
            if let Ok(rule) = text.parse::<Rule>() {
                prop_assert_eq!(rule.to_string().parse::<Rule>().unwrap(), rule);
            }
            let _ = Rule::parse_lenient(&text, &Limits::default());
        }
    }

    #[test]
    fn starts_ascend_and_each_comes_once(series in series()) {
        let Some(all) = some(&series) else { return Ok(()) };
        prop_assert!(all.is_sorted_by(|a, b| a.start < b.start));
        prop_assert!(all.iter().all(|one| one.end == one.start));
    }

    #[test]
    fn a_split_range_gives_the_same(series in series(), cut in 0.0f64..1.0) {
        let Some(all) = some(&series) else { return Ok(()) };
        let (Some(first), Some(last)) = (all.first(), all.last()) else { return Ok(()) };
        let (from, until) = (first.start.timestamp(), last.start.timestamp());
        let middle = from + ((until - from) as f64 * cut) as i64;
        let between = |from, until| -> Vec<Occurrence> {
            let range = Interval::from_secs(from, until);
            range.map(|range| series.between(range, &limits()).map(Result::unwrap).collect()).unwrap_or_default()
        };
        // From well before the first, so that the start of the range is tried as well as its end.
        let mut parts = between(from - 100_000, middle);
        parts.extend(between(middle, until));
        prop_assert_eq!(&parts, &between(from - 100_000, until));
        prop_assert_eq!(&parts[..], &all[..all.len() - 1]);
    }

    #[test]
    fn single_answers_agree_with_the_list(series in series()) {
        let Some(all) = some(&series) else { return Ok(()) };
        for (n, one) in all.iter().enumerate() {
            prop_assert_eq!(series.nth(n, &limits()).unwrap(), Some(*one));
            prop_assert!(series.contains(one.start, &limits()).unwrap());
            if let Some(next) = all.get(n + 1) {
                prop_assert_eq!(series.after(one.start, &limits()).unwrap(), Some(*next));
                prop_assert_eq!(series.before(next.start, &limits()).unwrap(), Some(*one));
            }
        }
        if let (Some(first), Some(last)) = (all.first(), all.last()) {
            prop_assert_eq!(series.before(first.start, &limits()).unwrap(), None);
            if let Some(range) = Interval::from_secs(first.start.timestamp(), last.start.timestamp() + 1) {
                prop_assert_eq!(series.count(range, &limits()).unwrap(), all.len() as u64);
            }
            if all.len() < 12 && !series.is_endless() {
                prop_assert_eq!(series.last(&limits()).unwrap(), Some(*last));
            }
        }
    }

    /// The 28 years hold all kinds of year, each after each that it can follow; only centuries are missing.
    #[test]
    fn what_is_called_unmatchable_never_matches(
        freq in select(vec!["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]),
        months in few((1..=12).collect()),
        dates in few((-31..=31).filter(|day| *day != 0).collect()),
        year_days in few(vec![1, 31, 32, 59, 60, 61, 100, 335, 366, -1, -31, -32, -306, -307, -366]),
        weeks in few(vec![1, 5, 6, 9, 10, 20, 48, 49, 52, 53, -1, -4, -5, -52, -53]),
        days in by_day(),
        hours in few(vec![0, 8, 12]),
        positions in few(vec![1, 2, 3, 5, 9, -1, -2, -4, -9]),
    ) {
        let mut text = format!("FREQ={freq}");
        let mut add = |name: &str, list: Vec<String>| {
            if !list.is_empty() {
                text += &format!(";{name}={}", list.join(","));
            }
        };
        let print = |list: Vec<i16>| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        add("BYMONTH", print(months));
        add("BYMONTHDAY", print(dates));
        add("BYYEARDAY", print(year_days));
        add("BYWEEKNO", print(weeks));
        add("BYDAY", days.iter().map(ToString::to_string).collect());
        add("BYHOUR", print(hours));
        add("BYSETPOS", print(positions));
        let refused = text.parse::<Rule>().err().filter(|error| error.code() == "recur.unmatchable");
        prop_assume!(refused.is_some());
        let rule = Rule::parse_lenient(&text, &Limits::default()).unwrap();
        for start in [0, 59 * 86_400, 365 * 86_400 - 43_200] {
            let start = Start::Zoned(wall_of_secs(start), ZoneDb::builtin().get("UTC").unwrap());
            let series = Series::new(start).rule(rule.clone()).build().unwrap();
            let range = Interval::from_secs(0, 30 * 366 * 86_400).unwrap();
            prop_assert_eq!(series.count(range, &limits()).unwrap(), 0, "{}", text);
        }
    }
}
