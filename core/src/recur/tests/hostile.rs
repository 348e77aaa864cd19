use super::super::plan::Budget;
use super::super::{Rule, Series, Start, build};
use super::{starts, utc};
use crate::interval::Interval;
use crate::limits::Limits;
use crate::time::{MAX_DATE, MAX_INSTANT, MIN_DATE, parse_instant};
use crate::zone::{Zone, ZoneDb};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

fn code(text: &str) -> &'static str {
    text.parse::<Rule>().map_or_else(|error| error.code(), |_| "ok")
}

#[test]
fn a_megabyte_of_rule_is_refused_by_its_size() {
    let text = format!("FREQ=DAILY;BYHOUR={}", "1,".repeat(500_000));
    assert_eq!(code(&text), "recur.too-long");
    insta::assert_snapshot!(text.parse::<Rule>().unwrap_err(), @"the rule has 1000018 bytes; the limit is 16384");
    let limits = Limits { rule_bytes: 2 << 20, ..Limits::default() };
    assert_eq!(Rule::parse(&text, &limits).unwrap_err().code(), "recur.malformed");
    assert!(Rule::parse(&text, &limits).unwrap_err().to_string().len() < 400);
    // Repeats within a list cost nothing later.
    let rule = Rule::parse(text.strip_suffix(',').unwrap(), &limits).unwrap();
    assert_eq!(rule.by_hour(), [1]);
}

#[test]
fn bad_bytes_are_refused_and_do_not_reach_the_message() {
    for text in [
        "FREQ=DAILY\0",
        "\0",
        "FREQ=DAILY;\u{7f}=1",
        "FREQ=DAILY;BYDAY=\u{1F600}",
        "FREQ=DAILY;BYDAY=é",
        "=",
        ";",
    ] {
        let error = text.parse::<Rule>().unwrap_err();
        assert_eq!(error.code(), "recur.malformed", "{text:?}");
        assert!(!error.to_string().contains(char::is_control), "{error}");
    }
}

#[test]
fn numbers_are_bounded() {
    assert_eq!(code("FREQ=DAILY;INTERVAL=0"), "recur.range");
    assert_eq!(code("FREQ=DAILY;INTERVAL=4294967295"), "ok");
    assert_eq!(code("FREQ=DAILY;INTERVAL=4294967296"), "recur.range");
    assert_eq!(code("FREQ=DAILY;COUNT=-9223372036854775809"), "recur.range");
    assert_eq!(code("FREQ=MONTHLY;BYMONTHDAY=-99999999999999999999"), "recur.range");
    assert_eq!(code("FREQ=DAILY;UNTIL=00000101"), "recur.malformed");
    assert_eq!(code("FREQ=DAILY;UNTIL=99991231"), "ok");
}

#[test]
fn the_first_and_the_last_year_end_quietly() {
    let last = MAX_DATE.and_time(NaiveTime::MIN);
    for freq in ["SECONDLY;INTERVAL=43200", "HOURLY;INTERVAL=12", "DAILY;BYHOUR=0,12", "WEEKLY;BYHOUR=0,12"] {
        let series = Series::new(Start::Zoned(last, Zone::utc()))
            .rule(format!("FREQ={freq}").parse().unwrap())
            .build()
            .unwrap();
        assert_eq!(starts(&series, 9), ["9999-12-31T00:00:00Z", "9999-12-31T12:00:00Z"], "{freq}");
    }
    // 00:00 on the first day in Auckland lies in the year 0, and is left out.
    let auckland = ZoneDb::builtin().get("Pacific/Auckland").unwrap();
    let series = Series::new(Start::Zoned(MIN_DATE.into(), auckland))
        .rule("FREQ=DAILY".parse().unwrap())
        .build()
        .unwrap();
    assert_eq!(starts(&series, 1)[0].get(..10), Some("0001-01-01"));
    assert_eq!(
        series.before(parse_instant("0001-01-01T00:00:00Z").unwrap(), &Limits::default()).unwrap(),
        None
    );
    let weekly = Series::new(Start::Zoned(MIN_DATE.into(), Zone::utc()))
        .rule("FREQ=YEARLY;BYWEEKNO=1".parse().unwrap());
    assert_eq!(starts(&weekly.build().unwrap(), 1), ["0001-01-01T00:00:00Z"]);
}

#[test]
fn starts_outside_the_years_or_with_fractions_are_refused() {
    let code = |wall: NaiveDateTime| {
        let error = Series::new(Start::Zoned(wall, Zone::utc())).build().unwrap_err();
        (error.code(), error.path().to_owned())
    };
    let far = NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap().and_time(NaiveTime::MIN);
    assert_eq!(code(far), ("time.out-of-range", "start".to_owned()));
    let negative = NaiveDate::from_ymd_opt(-1, 1, 1).unwrap().and_time(NaiveTime::MIN);
    assert_eq!(code(negative).0, "time.out-of-range");
    assert_eq!(code(MIN_DATE.and_hms_milli_opt(9, 0, 0, 1).unwrap()).0, "time.sub-second");
    assert_eq!(code(NaiveDateTime::MAX).0, "time.sub-second");
}

#[test]
fn a_huge_count_costs_only_what_is_asked() {
    let series = utc("2027-01-01T00:00:00", "FREQ=SECONDLY;COUNT=4294967295").build().unwrap();
    assert_eq!(starts(&series, 2), ["2027-01-01T00:00:00Z", "2027-01-01T00:00:01Z"]);
    // 2^32 - 1 instances: 49,710 days, 6 h, 28 min and 14 s after the first.
    let last = series.last(&Limits::default()).unwrap().unwrap().start;
    assert_eq!(last, parse_instant("2163-02-07T06:28:14Z").unwrap());
    let daily = utc("2027-01-01T00:00:00", "FREQ=DAILY;COUNT=4294967295").build().unwrap();
    assert_eq!(
        daily.last(&Limits::default()).unwrap().unwrap().start,
        parse_instant("9999-12-31T00:00:00Z").unwrap()
    );
}

#[test]
fn more_occurrences_than_the_limit_end_in_an_error() {
    let limits = Limits { occurrences: 2, ..Limits::default() };
    let series = utc("2027-01-01T00:00:00", "FREQ=DAILY").build().unwrap();
    let found: Vec<_> = series.iter(&limits).collect();
    assert_eq!(found.len(), 3);
    insta::assert_snapshot!(found[2].as_ref().unwrap_err(), @"more than 2 occurrences; ask for a smaller range or fewer");
    let exact = utc("2027-01-01T00:00:00", "FREQ=DAILY;COUNT=2").build().unwrap();
    assert!(exact.iter(&limits).all(|next| next.is_ok()));
}

/// Rules made to be searched for long: each ends, with the right answer or at the budget.
#[test]
fn rules_that_hardly_ever_match_end() {
    let limits = Limits::default();
    let first = |start: &str, rule: &str| {
        utc(start, rule).build().unwrap().iter(&limits).next().map(|next| next.map_err(|error| error.code()))
    };
    for never in [
        "FREQ=SECONDLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=28;BYYEARDAY=60",
        "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1,3,5",
        "FREQ=MINUTELY;INTERVAL=1440;BYHOUR=5",
        "FREQ=HOURLY;INTERVAL=168;BYDAY=MO",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2",
        "FREQ=YEARLY;INTERVAL=4;BYYEARDAY=366",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=24",
        "FREQ=YEARLY;BYMONTHDAY=31;BYDAY=2MO;BYMONTH=1",
    ] {
        assert_eq!(first("2025-01-01T00:00:00", never), None, "{never}");
    }
    // Steps of a week that never meet the weekday, with times that no step of the day meets either.
    let spin = "FREQ=SECONDLY;INTERVAL=7;BYDAY=MO;BYHOUR=0,7,14,21;BYMINUTE=0,7,14,21,28,35,42,49,56;\
                BYSECOND=0,1,2,3,4,5,7,8,9,10,11,12,14,15,16,17,18,19,21,22,23,24,25,26,28,29,30,31,32,33,35,36,37,38,39,\
                40,42,43,44,45,46,47,49,50,51,52,53,54,56,57,58,59";
    let codes: Vec<_> = (0..7)
        .map(|second| first(&format!("2025-01-06T00:00:0{second}"), spin))
        .map(|found| found.map_or("never", |found| found.map_or_else(|code| code, |_| "found")))
        .collect();
    assert!(codes.contains(&"recur.budget"), "{codes:?}");
    let sparse = first(
        "2024-03-01T00:00:00",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=29;BYHOUR=12;BYMINUTE=30;BYSECOND=15",
    );
    assert_eq!(sparse.unwrap().unwrap().start, parse_instant("2028-02-29T12:30:15Z").unwrap());
}

/// A stream of numbers from a seed, so that a find can be had again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }

    fn one<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }

    /// A part with a list: absent, one, a few, or many.
    fn part(&mut self, text: &mut String, name: &str, low: i64, high: i64) {
        let span = (high - low + 1) as u64;
        let n = match self.below(6) {
            0 => 1,
            1 => 1 + self.below(4),
            2 => span,
            _ => return,
        };
        let all = (0..n).map(|at| if n == span { low + at as i64 } else { low + self.below(span) as i64 });
        let list: Vec<_> =
            all.filter(|value| low >= 0 || *value != 0).map(|value| value.to_string()).collect();
        if !list.is_empty() {
            *text += &format!(";{name}={}", list.join(","));
        }
    }

    fn rule(&mut self) -> String {
        let freqs = [
            "SECONDLY", "SECONDLY", "MINUTELY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY",
        ];
        let intervals = [
            1,
            1,
            1,
            2,
            3,
            7,
            11,
            13,
            61,
            97,
            399,
            1439,
            86_399,
            86_400,
            86_401,
            604_799,
            31_536_000,
            u64::from(u32::MAX),
        ];
        let mut text = format!("FREQ={};INTERVAL={}", self.one(&freqs), self.one(&intervals));
        self.part(&mut text, "BYMONTH", 1, 12);
        self.part(&mut text, "BYMONTHDAY", -31, 31);
        self.part(&mut text, "BYYEARDAY", -366, 366);
        self.part(&mut text, "BYWEEKNO", -53, 53);
        self.part(&mut text, "BYHOUR", 0, 23);
        self.part(&mut text, "BYMINUTE", 0, 59);
        self.part(&mut text, "BYSECOND", 0, 59);
        if self.below(3) == 0 {
            text += self.one(&[
                ";BYDAY=MO",
                ";BYDAY=SA,SU",
                ";BYDAY=5MO",
                ";BYDAY=-5SU,2TU",
                ";BYDAY=MO,TU,WE,TH,FR",
            ]);
        }
        if self.below(3) == 0 {
            self.part(&mut text, "BYSETPOS", -366, 366);
        }
        text += self.one(&["", "", "", ";COUNT=1", ";COUNT=30", ";COUNT=4294967295"]);
        text += self.one(&["", "", "", ";SKIP=BACKWARD", ";SKIP=FORWARD"]);
        text
    }
}

/// A random rule put to a start in a zone, and a year in which it is asked for its first occurrence.
struct Hostile {
    rule: String,
    zone: &'static str,
    start: i64,
    year: (i64, i64),
}

impl Hostile {
    fn new(dice: &mut Dice) -> Self {
        let rule = dice.rule();
        let zone =
            dice.one(&["UTC", "America/New_York", "Australia/Lord_Howe", "Antarctica/Troll", "Pacific/Apia"]);
        let start = dice.below(6_000_000_000) as i64 - 2_000_000_000;
        let from = start + dice.below(200_000_000_000) as i64;
        Self { rule, zone, start, year: (from, (from + 366 * 86_400).min(MAX_INSTANT.timestamp())) }
    }

    /// The steps of building the series and of asking it.
    fn steps(&self) -> u64 {
        let limits = Limits::default();
        let rule = Rule::parse_lenient(&self.rule, &limits).unwrap();
        let zone = ZoneDb::builtin().get(self.zone).unwrap();
        let series = Series::new(Start::Zoned(crate::time::wall_of_secs(self.start), zone)).rule(rule);
        let mut budget = Budget::new(limits.search_steps);
        let series = build::within(series, &mut budget).unwrap();
        let built = limits.search_steps - budget.left();
        assert!(built <= build::COUNTING, "{built} steps to build {self}");
        let range = Interval::from_secs(self.year.0, self.year.1).unwrap();
        let mut found = series.between(range, &limits);
        assert!(found.next().is_none_or(|one| one.is_ok_and(|one| range.contains(one.start))), "{self}");
        built + limits.search_steps - found.budget.left()
    }
}

impl std::fmt::Display for Hostile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { rule, zone, start, year } = self;
        // The long lists are known by their begin.
        let rule = rule.split(';').map(|part| format!("{part:.50}")).collect::<Vec<_>>().join(";");
        write!(f, "{rule} from {start} in {zone}, window {}", year.0)
    }
}

#[test]
fn random_hostile_rules_are_built_and_answer_within_two_hundred_thousand_steps() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..3_000 {
        let hostile = Hostile::new(&mut dice);
        let steps = hostile.steps();
        assert!(steps <= 200_000, "{steps}: {hostile}");
    }
}

/// What the steps cost, as the shortest of several times:
/// `cargo test --release -p kalends --lib measured -- --ignored --nocapture`.
#[test]
#[ignore = "prints times, which prove nothing on a busy machine"]
#[expect(clippy::disallowed_methods, reason = "it measures, and asserts nothing")]
fn measured() {
    let timed = |hostile: &Hostile| {
        let begun = std::time::Instant::now();
        (hostile.steps(), begun.elapsed().as_nanos() as u64)
    };
    let mut dice = Dice(0x1234_5678_9ABC_DEF1);
    let mut all: Vec<(u64, u64, String)> = (0..50_000)
        .map(|_| {
            let hostile = Hostile::new(&mut dice);
            let (steps, mut nanos) = timed(&hostile);
            if nanos > 500_000 {
                nanos = (0..9).map(|_| timed(&hostile).1).fold(nanos, u64::min);
            }
            (nanos / 1000, steps, hostile.to_string())
        })
        .collect();
    let most = all.iter().max_by_key(|one| one.1).unwrap();
    println!("most steps {} in {} us for {}", most.1, most.0, most.2);
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.iter().take(12).for_each(|(micros, steps, rule)| println!("{micros} us, {steps} steps: {rule}"));
}
