use super::Zone;
use crate::time::{CalendarDuration, DAY, wall_of_secs, wall_secs};
use chrono::Months;

/// Later or earlier by a calendar duration: months and days keep the wall time, then seconds are elapsed time.
///
/// A wall time that the zone skips or repeats is taken as [`compatible`](super::Disambiguation::Compatible), a day that
/// the month lacks as its last. Saturates far outside the supported years.
impl Zone {
    /// The tick so much later.
    pub(crate) fn later_secs(&self, from: i64, by: CalendarDuration) -> i64 {
        let days = i64::from(by.days()) * DAY;
        let moved = self.on_the_wall(from, by, |wall| {
            wall.checked_add_months(Months::new(by.months())).map(|wall| wall_secs(wall).saturating_add(days))
        });
        moved.map_or(i64::MAX, |moved| moved.saturating_add(i64::from(by.seconds())))
    }

    /// The tick so much earlier.
    pub(crate) fn earlier_secs(&self, from: i64, by: CalendarDuration) -> i64 {
        let days = i64::from(by.days()) * DAY;
        let moved = self.on_the_wall(from, by, |wall| {
            wall.checked_sub_months(Months::new(by.months())).map(|wall| wall_secs(wall).saturating_sub(days))
        });
        moved.map_or(i64::MIN, |moved| moved.saturating_sub(i64::from(by.seconds())))
    }

    /// Moves a tick's wall time, unless no calendar unit asks for it: the second of two equal wall times stays.
    fn on_the_wall(
        &self,
        from: i64,
        by: CalendarDuration,
        moved: impl Fn(chrono::NaiveDateTime) -> Option<i64>,
    ) -> Option<i64> {
        if by.is_elapsed() {
            return Some(from);
        }
        moved(wall_of_secs(self.wall_secs(from))).map(|wall| self.compatible_secs(wall))
    }
}

#[cfg(test)]
mod tests {
    use crate::time::{format_instant, instant_of_secs, parse_instant};
    use crate::zone::ZoneDb;

    fn earlier(from: &str, by: &str) -> String {
        let zone = ZoneDb::builtin().get("Europe/Paris").unwrap();
        let from = parse_instant(from).unwrap().timestamp();
        format_instant(instant_of_secs(zone.earlier_secs(from, by.parse().unwrap())))
    }

    // Paris 2027: clocks go on at 2027-03-28T01:00Z, back at 2027-10-31T01:00Z.

    #[test]
    fn a_day_earlier_keeps_the_wall_time_over_a_clock_change() {
        // Sunday 10:00 at +02:00 is 08:00Z; Saturday 10:00 at +01:00 is 09:00Z: 23 hours earlier.
        assert_eq!(earlier("2027-03-28T08:00:00Z", "P1D"), "2027-03-27T09:00:00Z");
        assert_eq!(earlier("2027-03-28T08:00:00Z", "PT24H"), "2027-03-27T08:00:00Z");
        // Sunday 10:00 at +01:00 is 09:00Z; Saturday 10:00 at +02:00 is 08:00Z: 25 hours earlier.
        assert_eq!(earlier("2027-10-31T09:00:00Z", "P1D"), "2027-10-30T08:00:00Z");
    }

    #[test]
    fn a_wall_time_that_is_skipped_or_repeated_is_taken_as_recurrences_take_it() {
        // Monday 02:30 at +02:00 is 00:30Z; Sunday has no 02:30: with +01:00, 01:30Z, which the clock shows as 03:30.
        assert_eq!(earlier("2027-03-29T00:30:00Z", "P1D"), "2027-03-28T01:30:00Z");
        // Monday 02:30 at +01:00 is 01:30Z; Sunday has two, at 00:30Z and 01:30Z.
        assert_eq!(earlier("2027-11-01T01:30:00Z", "P1D"), "2027-10-31T00:30:00Z");
        // The second 02:30 itself stays the second.
        assert_eq!(earlier("2027-10-31T01:30:00Z", "PT0S"), "2027-10-31T01:30:00Z");
    }

    #[test]
    fn months_come_first_and_end_where_the_month_does() {
        // 2027-03-31 09:00 at +02:00; a month earlier is 02-28, and a day more 02-27, both at +01:00.
        assert_eq!(earlier("2027-03-31T07:00:00Z", "P1M"), "2027-02-28T08:00:00Z");
        assert_eq!(earlier("2027-03-31T07:00:00Z", "P1M1D"), "2027-02-27T08:00:00Z");
        assert_eq!(earlier("2027-03-31T07:00:00Z", "P1M1DT1H"), "2027-02-27T07:00:00Z");
    }

    #[test]
    fn the_beginning_of_time_is_no_trouble() {
        assert_eq!(earlier("0001-01-02T00:00:00Z", "P4000000000M"), "0001-01-01T00:00:00Z");
        assert_eq!(earlier("0001-01-02T00:00:00Z", "P4000000000D"), "0001-01-01T00:00:00Z");
    }
}
