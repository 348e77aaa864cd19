use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};
use kalends::Zone;
use kalends::zone::Disambiguation;
use std::collections::BTreeSet;

/// Most months of one picture.
const MOST: usize = 12;
/// Characters of a day.
const CELL: usize = 5;

/// The months in which something happens, with its days marked.
///
/// A day on which the clocks change is marked too, and a date that the zone skipped is left out.
pub(crate) struct Months<'a> {
    zone: &'a Zone,
    week_start: Weekday,
    marked: BTreeSet<NaiveDate>,
}

impl<'a> Months<'a> {
    /// A picture of the local days of these starts.
    pub(crate) fn new(
        zone: &'a Zone,
        week_start: Weekday,
        starts: impl IntoIterator<Item = DateTime<Utc>>,
    ) -> Self {
        let marked = starts.into_iter().map(|start| zone.wall(start).date()).collect();
        Self { zone, week_start, marked }
    }

    /// The months as text, those without a mark left out; what is beyond a year of them is only counted.
    pub(crate) fn text(&self) -> String {
        let months: BTreeSet<NaiveDate> = self.marked.iter().filter_map(|day| day.with_day(1)).collect();
        let shown = months.iter().take(MOST).map(|month| self.month(*month));
        let mut text = shown.collect::<Vec<_>>().join("\n");
        text.push_str("\n[ ] happens   ~ the clocks change\n");
        if months.len() > MOST {
            text.push_str(&format!("and in {} more months\n", months.len() - MOST));
        }
        text
    }

    fn month(&self, first: NaiveDate) -> String {
        let mut week = self.week_start;
        let mut names = String::new();
        for _ in 0..7 {
            names.push_str(&format!(" {:<1$}", two_letters(week), CELL - 1));
            week = week.succ();
        }
        let mut text = format!("{}\n{}\n", first.format("%B %Y"), names.trim_end());
        let days_before = first.weekday().days_since(self.week_start) as usize; // 0 to 6
        let mut line = " ".repeat(CELL * days_before);
        for day in first.iter_days().take_while(|day| day.month() == first.month()) {
            if day.weekday() == self.week_start && day != first {
                text.push_str(line.trim_end());
                text.push('\n');
                line.clear();
            }
            line.push_str(&self.day(day));
        }
        text + line.trim_end() + "\n"
    }

    fn day(&self, day: NaiveDate) -> String {
        let midnight = |day: NaiveDate| self.zone.resolve(day.into(), Disambiguation::Clamp).ok();
        let span = midnight(day).zip(day.checked_add_days(Days::new(1)).and_then(midnight));
        let Some((from, until)) = span.filter(|(from, until)| from < until) else { return " ".repeat(CELL) };
        // A change at midnight belongs to the day that it begins.
        let before = from - chrono::TimeDelta::seconds(1);
        let changes = self.zone.next_transition(before).is_some_and(|change| change.at < until);
        let [open, close] = if self.marked.contains(&day) { ["[", "]"] } else { [" ", " "] };
        format!("{open}{:>2}{close}{}", day.day(), if changes { '~' } else { ' ' })
    }
}

const fn two_letters(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Mo",
        Weekday::Tue => "Tu",
        Weekday::Wed => "We",
        Weekday::Thu => "Th",
        Weekday::Fri => "Fr",
        Weekday::Sat => "Sa",
        Weekday::Sun => "Su",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kalends::ZoneDb;
    use kalends::time::parse_instant;

    fn picture(zone: &str, week_start: Weekday, starts: &[&str]) -> String {
        let zone = ZoneDb::builtin().get(zone).unwrap();
        let starts = starts.iter().map(|text| parse_instant(text).unwrap());
        Months::new(&zone, week_start, starts).text()
    }

    #[test]
    fn a_day_is_marked_where_it_is_and_so_is_a_change_of_the_clocks() {
        // 23:30 in Berlin on the 27th and on the 28th, when the clocks went forward.
        let march = picture("Europe/Berlin", Weekday::Mon, &["2027-03-27T22:30:00Z", "2027-03-28T21:30:00Z"]);
        insta::assert_snapshot!(march, @r"
        March 2027
         Mo   Tu   We   Th   Fr   Sa   Su
          1    2    3    4    5    6    7
          8    9   10   11   12   13   14
         15   16   17   18   19   20   21
         22   23   24   25   26  [27] [28]~
         29   30   31

        [ ] happens   ~ the clocks change
        ");
    }

    #[test]
    fn a_date_that_never_was_is_left_out() {
        let apia = picture("Pacific/Apia", Weekday::Sun, &["2011-12-30T09:00:00Z", "2011-12-30T10:00:00Z"]);
        insta::assert_snapshot!(apia, @r"
        December 2011
         Su   Mo   Tu   We   Th   Fr   Sa
                              1    2    3
          4    5    6    7    8    9   10
         11   12   13   14   15   16   17
         18   19   20   21   22   23   24
         25   26   27   28  [29]      [31]~

        [ ] happens   ~ the clocks change
        ");
    }

    #[test]
    fn more_than_a_year_of_months_is_counted() {
        let starts: Vec<String> =
            (0..14).map(|n| format!("{}-{:02}-15T12:00:00Z", 2027 + n / 12, n % 12 + 1)).collect();
        let starts: Vec<&str> = starts.iter().map(String::as_str).collect();
        let text = picture("UTC", Weekday::Mon, &starts);
        assert_eq!(text.matches("[15]").count(), 12);
        assert!(text.ends_with("and in 2 more months\n"), "{text}");
    }
}
