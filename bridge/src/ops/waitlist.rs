//! Who gets the seats that become free.

use crate::bridge::Bridge;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::waitlist::{Entry, Opening, Terms, settle};
use serde::{Deserialize, Serialize};

/// Asks what becomes of free seats, and of those who wait for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WaitlistSettleRequest {
    /// The seats.
    pub opening: Opening,
    /// Those who wait, or have an offer, in any order. Whose wish does not fit the opening changes nothing.
    pub entries: Vec<Entry>,
    /// How the waitlist works.
    #[serde(default)]
    pub terms: Terms,
    /// The present instant.
    #[serde(with = "kalends::time::wire::instant")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::instant::schema"))]
    pub now: DateTime<Utc>,
}

/// What becomes of the free seats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WaitlistSettleResponse {
    /// The entries that change, as they are then, in order of joining.
    pub changes: Vec<Entry>,
    /// How many of the free seats are offered.
    pub offered: u32,
    /// How many are kept for the first who waits, until there are enough.
    pub kept: u32,
    /// How many everybody can book.
    pub public: u32,
    /// When to ask again, if nothing happens before.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "kalends::time::wire::instant::option")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "kalends::time::wire::instant::schema"))]
    pub next: Option<DateTime<Utc>>,
    /// The release of the zone data that wishes were read with.
    pub release: String,
}

impl Bridge {
    /// What becomes of free seats: offers that have run out end, and what is free is offered to whoever comes next.
    ///
    /// # Errors
    /// `waitlist.*`, `zone.unknown`.
    ///
    /// # Example: an offer ends at the cutoff, however long it could stand
    /// ```
    /// # use kalends_bridge::Bridge;
    /// let request = br#"{
    ///     "opening": {
    ///         "session": "choir", "service": "choir", "seats": 12, "free": 1,
    ///         "span": {"start": "2027-03-28T01:00:00Z", "end": "2027-03-28T02:00:00Z"}
    ///     },
    ///     "entries": [
    ///         {"id": "w1", "wish": {"session": "choir"}, "client": "ana", "joined_at": "2027-03-01T08:00:00Z"}
    ///     ],
    ///     "terms": {"offer_ttl": "PT12H", "cutoff": "PT2H"},
    ///     "now": "2027-03-27T20:00:00Z"
    /// }"#;
    /// let answer = Bridge::default().call("waitlist.settle", request);
    /// assert!(answer.contains(r#""status":{"offered":{"session":"choir","until":"2027-03-27T23:00:00Z"}}"#), "{answer}");
    /// ```
    pub fn waitlist_settle(&self, request: WaitlistSettleRequest) -> Result<WaitlistSettleResponse> {
        let WaitlistSettleRequest { opening, entries, terms, now } = request;
        let mut fitting = Vec::with_capacity(entries.len().min(self.limits().waiting));
        for (at, entry) in entries.into_iter().enumerate() {
            let fits = entry.wish.fits(&opening, self.zones());
            let in_wish = |error: kalends::Error| error.in_field("time").in_field("wish");
            let has_offer = entry.offer().is_some_and(|offer| offer.session == opening.session);
            if fits.map_err(|error| in_wish(error).in_index(at).in_field("entries"))? || has_offer {
                fitting.push(entry);
            }
        }
        let settled = settle(&opening, &fitting, &terms, now, self.limits())?;
        Ok(WaitlistSettleResponse {
            changes: settled.changes,
            offered: settled.offered,
            kept: settled.kept,
            public: settled.public,
            next: settled.next,
            release: self.zones().release().to_owned(),
        })
    }
}
