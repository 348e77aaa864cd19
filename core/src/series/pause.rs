use crate::error::{Result, SeriesError};
use chrono::{NaiveDate, NaiveDateTime};

/// A time in which a series does not take place: no occurrence whose original start lies on one of these dates.
///
/// It ends by itself, or is ended by setting [`until`](Self::until): from the next date on the series goes on as if
/// nothing had been, with the same identities. What falls into a pause still counts towards COUNT.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pause {
    /// The first date, in the series' zone.
    #[cfg_attr(feature = "serde", serde(with = "crate::time::wire::date"))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::date::schema"))]
    pub from: NaiveDate,
    /// The last date, inclusive; absent while the end is not known.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none", with = "crate::time::wire::date::option")
    )]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::wire::date::schema"))]
    pub until: Option<NaiveDate>,
}

impl Pause {
    /// A pause whose end is not known yet.
    pub const fn from(date: NaiveDate) -> Self {
        Self { from: date, until: None }
    }

    /// The same, with an end: the series resumes on the next date.
    #[must_use]
    pub const fn until(self, last: NaiveDate) -> Self {
        Self { until: Some(last), ..self }
    }

    /// Whether an original local start lies in it.
    pub fn covers(&self, original: NaiveDateTime) -> bool {
        let date = original.date();
        self.from <= date && self.until.is_none_or(|until| date <= until)
    }

    /// Checks that it does not end before it begins.
    ///
    /// # Errors
    /// `series.pause`.
    pub(crate) fn validate(&self) -> Result<()> {
        match self.until.filter(|until| *until < self.from) {
            Some(until) => {
                Err(SeriesError::Pause { from: self.from.to_string(), until: until.to_string() }.into())
            }
            None => Ok(()),
        }
    }
}
