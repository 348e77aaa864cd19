use super::clocks::offset;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use kalends::Zone;
use kalends::availability::free;
use kalends::interval::{Interval, IntervalSet};
use kalends::rules::{Occupant, Prepared};
use kalends::zone::Disambiguation;

/// Cells to an hour.
const PER_HOUR: i64 = 2;
const CELL: TimeDelta = TimeDelta::minutes(60 / PER_HOUR);

/// What a cell of the picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    /// The clock shows this time under another offset, or never.
    Absent,
    Closed,
    Free,
    Busy,
    Booked,
}

impl Cell {
    const fn symbol(self) -> char {
        match self {
            Self::Absent => ' ',
            Self::Closed => '·',
            Self::Free => '░',
            Self::Busy => '▒',
            Self::Booked => '█',
        }
    }

    const fn colour(self) -> &'static str {
        match self {
            Self::Absent | Self::Closed => "90",
            Self::Free => "32",
            Self::Busy => "33",
            Self::Booked => "36",
        }
    }
}

/// What the symbols of a picture mean.
pub(crate) struct Legend;

impl std::fmt::Display for Legend {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = [
            (Cell::Free, "free"),
            (Cell::Busy, "busy elsewhere"),
            (Cell::Booked, "booked"),
            (Cell::Closed, "closed"),
        ];
        let shown = shown.map(|(cell, words)| format!("{} {words}", cell.symbol()));
        write!(f, "{}   (a character is half an hour)", shown.join("   "))
    }
}

/// A resource's days, one line each, hours from left to right as its own clock shows them; beside each line, what
/// of it is free on the viewer's clock.
///
/// A day on which the clocks change has a line for each of its offsets.
pub(crate) struct Picture<'a> {
    prepared: &'a Prepared,
    viewer: &'a Zone,
    busy: IntervalSet,
    booked: IntervalSet,
    colour: bool,
}

impl<'a> Picture<'a> {
    /// A picture of what is prepared.
    pub(crate) fn new(prepared: &'a Prepared, viewer: &'a Zone, colour: bool) -> Self {
        let (mut busy, mut booked) = (Vec::new(), Vec::new());
        for one in prepared.busy() {
            match one.by {
                Occupant::Booking(_) | Occupant::Session(_) | Occupant::Hold(_) => booked.push(one.span),
                Occupant::External(_) => busy.push(one.span),
            }
        }
        let (busy, booked) = (IntervalSet::from_spans(busy), IntervalSet::from_spans(booked));
        Self { prepared, viewer, busy, booked, colour }
    }

    /// The lines for `days` days from `first` on, under a ruler of hours.
    pub(crate) fn text(&self, first: NaiveDate, days: usize) -> String {
        let zone = self.prepared.hours().zone();
        let hours: String =
            (0..24).step_by(3).map(|hour| format!("{hour:<6}", hour = format!("{hour:02}"))).collect();
        let mut text = format!("{:23}{hours} free in {}\n", zone.name(), self.viewer.name());
        let dates = first.iter_days().take(days);
        for date in dates {
            for (at, line) in self.day(date).into_iter().enumerate() {
                let label = if at == 0 { date.format("%a %Y-%m-%d").to_string() } else { String::new() };
                text.push_str(format!("{label:<15}{line}").trim_end());
                text.push('\n');
            }
        }
        text
    }

    /// The lines of a day: one for each offset that it has.
    fn day(&self, date: NaiveDate) -> Vec<String> {
        let zone = self.prepared.hours().zone();
        let midnight = |date: NaiveDate| zone.resolve(date.into(), Disambiguation::Clamp).ok();
        let Some((from, until)) = midnight(date).zip(date.succ_opt().and_then(midnight)) else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        let mut at = from;
        while at < until {
            let change = zone.next_transition(at).map_or(until, |change| change.at.min(until));
            lines.push(self.line(date, at, change));
            at = change;
        }
        lines
    }

    /// The part of a day from one change of the clocks to the next.
    fn line(&self, date: NaiveDate, from: DateTime<Utc>, until: DateTime<Utc>) -> String {
        let zone = self.prepared.hours().zone();
        let east = zone.offset_at(from);
        let cells = (0..24 * PER_HOUR).map(|cell| {
            let start = date.and_time(chrono::NaiveTime::MIN).and_utc()
                + CELL * i32::try_from(cell).unwrap_or(0)
                - TimeDelta::seconds(east.into());
            let span = Interval::new(start.max(from), (start + CELL).min(until));
            span.map_or(Cell::Absent, |span| self.cell(span))
        });
        let cells = self.drawn(cells);
        let free = Interval::new(from, until).map(|part| self.free(part, date)).unwrap_or_default();
        format!("{:<8}{cells} {free}", offset(east))
    }

    /// Free time on the viewer's clock; the weekday only where it is another than the line's.
    fn free(&self, part: Interval, date: NaiveDate) -> String {
        let taken = self.busy.union(&self.booked);
        let spans = free(self.prepared.hours(), &taken, part);
        let mut text = String::new();
        for (at, span) in spans.iter().enumerate() {
            let (start, end) = (self.viewer.wall(span.start()), self.viewer.wall(span.end()));
            let day = if start.date() == date { "" } else { "%a " };
            let east = self.viewer.offset_at(span.start());
            let following = spans.spans().get(at + 1).map(|next| self.viewer.offset_at(next.start()));
            let east = if following == Some(east) { ", ".to_owned() } else { format!(" {}  ", offset(east)) };
            text.push_str(&format!("{}–{}{east}", start.format(&format!("{day}%H:%M")), end.format("%H:%M")));
        }
        text.trim_end().to_owned()
    }

    fn cell(&self, span: Interval) -> Cell {
        if self.booked.overlaps(span) {
            Cell::Booked
        } else if self.busy.overlaps(span) {
            Cell::Busy
        } else if self.prepared.hours().open().covers(span) {
            Cell::Free
        } else {
            Cell::Closed
        }
    }

    /// The symbols; in colour, if that can be seen, run by run.
    fn drawn(&self, cells: impl Iterator<Item = Cell>) -> String {
        let mut text = String::new();
        let mut last = None;
        for cell in cells {
            if self.colour && last != Some(cell) {
                text.push_str(&format!("\u{1b}[{}m", cell.colour()));
                last = Some(cell);
            }
            text.push(cell.symbol());
        }
        if self.colour {
            text.push_str("\u{1b}[0m");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kalends::availability::{Schedule, Weekly};
    use kalends::resource::Resource;
    use kalends::time::{Weekdays, parse_date, parse_instant};
    use kalends::{Limits, ZoneDb};

    /// The days of somebody who is open from 01:00 to 04:00, drawn without the ruler.
    fn drawn(zone: &str, date: &str, days: usize) -> Vec<String> {
        let nights = Weekly::open(
            "n".parse().unwrap(),
            Weekdays::ALL,
            "01:00".parse().unwrap(),
            "04:00".parse().unwrap(),
        );
        let schedule = Schedule { weekly: vec![nights], ..Schedule::default() };
        let resource = Resource::new("r".parse().unwrap(), zone.parse().unwrap());
        let noon = parse_instant(&format!("{date}T12:00:00Z")).unwrap();
        let range = Interval::new(noon - TimeDelta::days(4), noon + TimeDelta::days(6)).unwrap();
        let (zones, limits) = (ZoneDb::builtin(), Limits::default());
        let prepared = Prepared::new(resource, &schedule, Vec::new(), zones, range, &limits).unwrap();
        let text = Picture::new(&prepared, &Zone::utc(), false).text(parse_date(date).unwrap(), days);
        text.lines().skip(1).map(str::to_owned).collect()
    }

    #[test]
    fn a_skipped_hour_stands_on_neither_line() {
        let day = drawn("Europe/Berlin", "2027-03-28", 1);
        let after = format!("{}░░{} 01:00–02:00 +00:00", " ".repeat(6), "·".repeat(40));
        assert_eq!(day[0], format!("Sun 2027-03-28 +01:00  ··░░{} 00:00–01:00 +00:00", " ".repeat(44)));
        assert_eq!(day[1], format!("               +02:00  {after}"));
        assert_eq!(day.len(), 2);
    }

    #[test]
    fn half_an_hour_can_be_skipped_or_repeated() {
        // Lord Howe's clocks jump from 02:00 to 02:30, and half a year later back from 02:00 to 01:30.
        let spring = drawn("Australia/Lord_Howe", "2026-10-04", 1);
        assert!(spring[0].starts_with("Sun 2026-10-04 +10:30  ··░░  "), "{}", spring[0]);
        assert!(spring[1].starts_with("               +11:00       ░░░··"), "{}", spring[1]);
        let autumn = drawn("Australia/Lord_Howe", "2027-04-04", 1);
        assert!(autumn[0].starts_with("Sun 2027-04-04 +11:00  ··░░  "), "{}", autumn[0]);
        assert!(autumn[1].starts_with("               +10:30     ░░░░░··"), "{}", autumn[1]);
    }

    #[test]
    fn a_date_that_never_was_has_no_line() {
        // Samoa went from 29 to 31 December 2011.
        let days = drawn("Pacific/Apia", "2011-12-29", 3);
        assert_eq!(
            days.iter().map(|day| day.chars().take(14).collect()).collect::<Vec<String>>(),
            ["Thu 2011-12-29", "Sat 2011-12-31"]
        );
    }
}
