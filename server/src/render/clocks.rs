use chrono::{DateTime, Utc};
use kalends::Zone;
use kalends::interval::Interval;

/// The clocks that a time is shown on: the resource's own, and the viewer's if that is another.
#[derive(Clone, Debug)]
pub(crate) struct Clocks {
    home: Zone,
    viewer: Option<Zone>,
}

impl Clocks {
    /// A viewer who lives in the same zone needs no second clock.
    pub(crate) fn new(home: Zone, viewer: Option<Zone>) -> Self {
        let viewer = viewer.filter(|viewer| *viewer != home);
        Self { home, viewer }
    }

    /// The resource's own clock.
    pub(crate) fn home(&self) -> &Zone {
        &self.home
    }

    /// The viewer's clock, or the only one.
    pub(crate) fn viewer(&self) -> &Zone {
        self.viewer.as_ref().unwrap_or(&self.home)
    }

    /// Every clock, the resource's own first.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Zone> {
        std::iter::once(&self.home).chain(&self.viewer)
    }

    /// An instant on every clock.
    pub(crate) fn instant(&self, at: DateTime<Utc>) -> String {
        let shown: Vec<String> =
            self.each().map(|zone| format!("{} in {}", stamp(at, zone), zone.name())).collect();
        shown.join(" = ")
    }

    /// A span on every clock.
    pub(crate) fn span(&self, span: Interval) -> String {
        let shown: Vec<String> =
            self.each().map(|zone| format!("{} in {}", span_on(span, zone), zone.name())).collect();
        shown.join(" = ")
    }
}

/// What a clock shows, with the offset that tells the two readings of a repeated hour apart.
pub(crate) fn stamp(at: DateTime<Utc>, zone: &Zone) -> String {
    format!("{} {}", reading(at, zone, "%a %Y-%m-%d "), offset(zone.offset_at(at)))
}

/// A span on one clock: the end with its date only if that is another, with its offset only if the clocks change.
pub(crate) fn span_on(span: Interval, zone: &Zone) -> String {
    let (from, to) = (span.start(), span.end());
    let date = if zone.wall(from).date() == zone.wall(to).date() { "" } else { "%a %Y-%m-%d " };
    let (before, after) = (offset(zone.offset_at(from)), offset(zone.offset_at(to)));
    let (start, end) = (reading(from, zone, "%a %Y-%m-%d "), reading(to, zone, date));
    if before == after {
        format!("{start}–{end} {after}")
    } else {
        format!("{start} {before} – {end} {after}")
    }
}

/// The time of day after the date in that form, with seconds only if there are any.
fn reading(at: DateTime<Utc>, zone: &Zone, date: &str) -> String {
    let wall = zone.wall(at);
    let time = if wall.and_utc().timestamp() % 60 == 0 { "%H:%M" } else { "%H:%M:%S" };
    wall.format(&format!("{date}{time}")).to_string()
}

/// An offset, `+05:30`.
pub(crate) fn offset(seconds_east: i32) -> String {
    let sign = if seconds_east < 0 { '-' } else { '+' };
    let (hours, rest) = (seconds_east.unsigned_abs() / 3600, seconds_east.unsigned_abs() % 3600);
    let seconds = if rest % 60 == 0 { String::new() } else { format!(":{:02}", rest % 60) };
    format!("{sign}{hours:02}:{:02}{seconds}", rest / 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kalends::ZoneDb;
    use kalends::time::parse_tick;

    fn span(from: &str, to: &str) -> Interval {
        Interval::new(parse_tick(from).unwrap(), parse_tick(to).unwrap()).unwrap()
    }

    #[test]
    fn the_two_half_past_ones_differ_by_their_offset() {
        let zone = ZoneDb::builtin().get("America/New_York").unwrap();
        let shown = |text| stamp(parse_tick(text).unwrap(), &zone);
        assert_eq!(shown("2026-11-01T05:30:00Z"), "Sun 2026-11-01 01:30 -04:00");
        assert_eq!(shown("2026-11-01T06:30:00Z"), "Sun 2026-11-01 01:30 -05:00");
    }

    #[test]
    fn a_span_names_what_changes_within_it() {
        let zone = ZoneDb::builtin().get("Europe/Berlin").unwrap();
        let plain = span("2026-10-26T09:00:00Z", "2026-10-26T10:30:00Z");
        assert_eq!(span_on(plain, &zone), "Mon 2026-10-26 10:00–11:30 +01:00");
        let over_midnight = span("2026-10-26T22:00:00Z", "2026-10-26T23:30:00Z");
        assert_eq!(span_on(over_midnight, &zone), "Mon 2026-10-26 23:00–Tue 2026-10-27 00:30 +01:00");
        let over_the_change = span("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z");
        assert_eq!(span_on(over_the_change, &zone), "Sun 2026-10-25 02:30 +02:00 – 02:30 +01:00");
    }

    #[test]
    fn an_old_offset_shows_its_seconds() {
        assert_eq!(offset(-17_762), "-04:56:02");
        assert_eq!(offset(20_700), "+05:45");
        assert_eq!(offset(0), "+00:00");
    }
}
