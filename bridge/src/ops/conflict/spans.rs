//! Spans, single and recurring, among each other.

use super::series::zoned;
use crate::bridge::Bridge;
use kalends::Result;
use kalends::conflict::{Entry, entries_of, overloads, pairs, peak};
use kalends::error::Error;
use kalends::interval::Interval;
use kalends::recur::SeriesRecord;
use serde::{Deserialize, Serialize};

/// A span of time and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConflictEntry {
    /// The host's name for it.
    pub id: String,
    /// When.
    pub span: Interval,
}

/// A series and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConflictSeries {
    /// The host's name for it.
    pub id: String,
    /// The series, with a zone.
    pub series: SeriesRecord,
}

/// Asks for all pairs that overlap: single spans, occurrences of series, and one with the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConflictPairsRequest {
    /// Single spans, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<ConflictEntry>,
    /// Series.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<ConflictSeries>,
    /// Which occurrences of the series take part: those that take up some of it. Single spans all do.
    pub range: Interval,
    /// At most this many, from the earliest on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
}

/// Two spans that share time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConflictPair {
    /// The one that starts first; of two that start at once, that which ends first, then the smaller id.
    pub a: ConflictEntry,
    /// The other.
    pub b: ConflictEntry,
    /// The time that both take up.
    pub shared: Interval,
}

/// All pairs that overlap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConflictPairsResponse {
    /// In the order in which they begin to.
    pub pairs: Vec<ConflictPair>,
    /// The release of the zone data; absent where no series took part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
}

/// A use of something for a span of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConflictUse {
    /// The host's name for it.
    pub id: String,
    /// When.
    pub span: Interval,
    /// How much it uses; absent is 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub amount: u32,
}

const fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference to the field")]
const fn is_one(amount: &u32) -> bool {
    *amount == 1
}

/// Asks when more is used at one time than there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConflictOverloadsRequest {
    /// The uses, in any order.
    pub uses: Vec<ConflictUse>,
    /// How much there is.
    pub capacity: u32,
}

/// A stretch of time in which more is used than there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OverloadRecord {
    /// From where the capacity is exceeded until where it no longer is.
    pub span: Interval,
    /// The most that is used at one time within.
    pub peak: u64,
    /// Who takes part, in order of start.
    pub ids: Vec<String>,
}

/// When more is used than there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConflictOverloadsResponse {
    /// The most that is ever used at one time.
    pub peak: u64,
    /// In order of time; none if the capacity is enough.
    pub overloads: Vec<OverloadRecord>,
}

impl Bridge {
    /// All pairs of spans that overlap, single or recurring; occurrences of one series among each other too.
    ///
    /// Touching spans are no pair. An occurrence that takes no time stands as its first second.
    ///
    /// # Errors
    /// `recur.*`, `zone.unknown`, `time.*` of a series; `recur.no-zone` for one without a zone; `slots.too-busy` for more
    /// entries than the bridge's limit, `conflict.too-many` without a limit above the bridge's.
    ///
    /// # Example: a lesson at midnight, one that ends then, and one that starts as it ends
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "entries": [
    ///         {"id": "evening", "span": {"start": "2027-01-31T22:00:00Z", "end": "2027-01-31T23:00:00Z"}},
    ///         {"id": "late", "span": {"start": "2027-02-01T00:00:00Z", "end": "2027-02-01T00:30:00Z"}}
    ///     ],
    ///     "series": [{"id": "midnight", "series": {
    ///         "rule": "FREQ=DAILY", "start": "2027-01-01T00:00:00", "zone": "Europe/Paris", "lasting": {"exact": "PT1H"}
    ///     }}],
    ///     "range": {"start": "2027-01-31T00:00:00Z", "end": "2027-02-02T00:00:00Z"}
    /// }"#;
    /// let answer = Bridge::default().call("conflict.pairs", request);
    /// assert!(answer.starts_with(r#"{"ok":{"pairs":[],"#), "{answer}");             // Paris has midnight at 23:00Z
    /// ```
    pub fn conflict_pairs(&self, request: ConflictPairsRequest) -> Result<ConflictPairsResponse> {
        let ConflictPairsRequest { entries, series, range, limit } = request;
        self.check_count(entries.len(), "entries")?;
        let mut named: Vec<(String, Vec<Interval>)> =
            entries.into_iter().map(|entry| (entry.id, vec![entry.span])).collect();
        let release = (!series.is_empty()).then(|| self.release());
        for (index, ConflictSeries { id, series }) in series.into_iter().enumerate() {
            let spans =
                self.spans(&series, range).map_err(|error| error.in_index(index).in_field("series"))?;
            named.push((id, spans));
            self.check_count(named.iter().map(|(_, spans)| spans.len()).sum(), "series")?;
        }
        // Ids have ranks, so that the answer does not depend on the order of the request.
        named.sort();
        let all = named.iter().enumerate();
        let all: Vec<Entry<usize>> = all
            .flat_map(|(rank, (_, spans))| spans.iter().map(move |span| Entry::new(*span, rank)))
            .collect();
        let name = |entry: &Entry<usize>| {
            let id = named.get(entry.item).map(|(id, _)| id.clone()).unwrap_or_default();
            ConflictEntry { id, span: entry.span }
        };
        let most = self.limits().conflicts;
        let mut found = Vec::new();
        for (a, b) in pairs(all).take(limit.unwrap_or(usize::MAX)) {
            if found.len() == most {
                return Err(too_many(most));
            }
            let shared = a.span.intersect(b.span);
            found.extend(shared.map(|shared| ConflictPair { a: name(&a), b: name(&b), shared }));
        }
        Ok(ConflictPairsResponse { pairs: found, release })
    }

    /// When more is used at one time than there is: capacity counts what is used at once, not how many uses there are.
    ///
    /// # Errors
    /// `slots.too-busy` for more uses than the bridge's limit, `conflict.too-many` where the stretches name more uses
    /// than its limit of conflicts.
    pub fn conflict_overloads(&self, request: ConflictOverloadsRequest) -> Result<ConflictOverloadsResponse> {
        let ConflictOverloadsRequest { mut uses, capacity } = request;
        self.check_count(uses.len(), "uses")?;
        uses.sort_by(|one, other| (&one.id, one.span).cmp(&(&other.id, other.span)));
        let entries: Vec<Entry<usize>> =
            uses.iter().enumerate().map(|(rank, one)| Entry::new(one.span, rank)).collect();
        let amount = |rank: usize| uses.get(rank).map_or(0, |one| u64::from(one.amount));
        let most = self.limits().conflicts;
        let (mut found, mut room) = (Vec::new(), most);
        for over in overloads(&entries, capacity.into(), amount) {
            room = room.checked_sub(over.entries.len()).ok_or_else(|| too_many(most))?;
            let ids = over.entries.iter().filter_map(|entry| uses.get(entry.item));
            let ids = ids.map(|one| one.id.clone()).collect();
            found.push(OverloadRecord { span: over.span, peak: over.peak, ids });
        }
        Ok(ConflictOverloadsResponse { peak: peak(&entries, amount), overloads: found })
    }

    fn spans(&self, series: &SeriesRecord, range: Interval) -> Result<Vec<Interval>> {
        let built = zoned(series, "series", self)?;
        let entries = entries_of(&built.series, (), range, self.limits())?;
        Ok(entries.into_iter().map(|entry| entry.span).collect())
    }

    pub(super) fn check_count(&self, found: usize, field: &str) -> Result<()> {
        let limit = self.limits().busy;
        if found <= limit {
            return Ok(());
        }
        let row = kalends::error::codes().find(|row| row.code == "slots.too-busy");
        let message = format!("{found} busy spans; the limit is {limit}");
        Err(Error::new(row.unwrap_or(crate::error::TOO_LARGE), message)
            .with_detail("found", found.to_string())
            .with_detail("limit", limit.to_string())
            .in_field(field))
    }
}

/// As the core says it of two series.
#[cold]
fn too_many(limit: usize) -> Error {
    let row = kalends::error::codes().find(|row| row.code == "conflict.too-many");
    let message = format!("more than {limit} conflicts; ask for a smaller range or fewer");
    Error::new(row.unwrap_or(crate::error::TOO_LARGE), message).with_detail("limit", limit.to_string())
}
