//! A rule in words, for people.
//!
//! What a rule says is first worked out without any language ([`Meaning`]); a [`Language`] then says each piece of it
//! and owns its words. A further language is a file beside [`english`] with its own tables and grammar, and a row in
//! [`locale`].

mod days;
mod english;
mod german;
mod language;
mod locale;
mod meaning;
mod missing;
mod numbers;
mod times;
mod weekdays;

pub use locale::Locale;

use super::{Rule, Series};
use meaning::{Meaning, Reading};

impl Rule {
    /// The rule in words: half a sentence, in lower case and without a full stop.
    ///
    /// Every rule that can be parsed has words, the lenient ones too. The same rule and locale give the same words,
    /// never none, and at most 32 KiB of them. What the rule leaves to its start is left open: WEEKLY without BYDAY is
    /// "every week". [`Series::describe`] knows the start and says more.
    ///
    /// - WKST is named only where the days that the rule names would group otherwise with weeks from Monday on.
    /// - SKIP is named only where a date of the rule can be missing.
    /// - UNTIL is named with its time unless that is the last second of a day; in UTC, as it stands in the rule.
    ///
    /// # Example: month ends
    /// ```
    /// use kalends::recur::{Locale, Rule};
    /// let says = |rule: &str, locale| rule.parse::<Rule>().map(|rule| rule.describe(locale));
    /// let salary = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=12";
    /// assert_eq!(says(salary, Locale::English)?, "on the last weekday of every month, 12 times");
    /// assert_eq!(says(salary, Locale::German)?, "am letzten Wochentag (Mo–Fr) jedes Monats, 12-mal");
    ///
    /// let rent = "FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=BACKWARD;BYMONTHDAY=31";
    /// assert_eq!(says(rent, Locale::English)?, "on the 31st of every month, or the last day of shorter months");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn describe(&self, locale: Locale) -> String {
        locale.language().sentence(&Meaning::of(self, &Reading::Alone))
    }
}

impl Series {
    /// Its rule in words, with what the start decides: the weekday, the day of the month, the month, the minute.
    ///
    /// UNTIL is said in the series' zone, and by its date alone where it includes that whole day or ends with an
    /// occurrence. Several rules are said one after the other, with semicolons between; what is added or taken out
    /// is not said. `None` for a series without a rule.
    ///
    /// # Example: an UNTIL in UTC, on the other side of midnight
    /// ```
    /// use kalends::ZoneDb;
    /// use kalends::recur::{Locale, Series, Start};
    /// use kalends::time::parse_wall;
    /// let start = Start::Zoned(parse_wall("2027-01-04T20:00:00")?, ZoneDb::builtin().get("America/New_York")?);
    /// let rule = "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270302T010000Z".parse()?;
    /// let series = Series::new(start).rule(rule).build()?;
    /// assert_eq!(series.describe(Locale::English).unwrap(), "every 2 weeks on Monday, until 1 March 2027");
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn describe(&self, locale: Locale) -> Option<String> {
        let reading = Reading::At { start: self.start(), zone: self.zone() };
        let rules: Vec<String> =
            self.rules().map(|rule| locale.language().sentence(&Meaning::of(rule, &reading))).collect();
        (!rules.is_empty()).then(|| rules.join("; "))
    }
}
