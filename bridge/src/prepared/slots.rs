use super::bounds::{most, range};
use super::{millis, seconds};
use crate::bridge::Bridge;
use crate::decode;
use crate::ops::slots::SlotsFindRequest;
use crate::ops::slots::explain::SlotsExplainResponse;
use crate::ops::slots::uncertain::UncertainSource;
use chrono::{DateTime, Utc};
use kalends::Result;
use kalends::rules::{Context, World};
use kalends::service::Service;
use kalends::slots::{Page, Query, Search, Served, explain};
use serde::Deserialize;

/// A question about slots that is read and resolved once, and asked for parts of its range.
///
/// # Example: the night the clocks go back has one hour more
/// ```
/// use kalends_bridge::{Bridge, PreparedSlots};
/// let question = br#"{
///     "resources": [{
///         "resource": {"id": "nurse", "zone": "Europe/Berlin"},
///         "schedule": {"weekly": [{"id": "night", "days": ["SU"], "from": "01:00", "to": "04:00"}]}
///     }],
///     "service": {"id": "watch", "durations": ["PT1H"], "step": "PT1H"},
///     "range": {"start": "2026-10-24T22:00:00Z", "end": "2026-10-25T23:00:00Z"},
///     "context": {"now": "2026-10-01T00:00:00Z"}
/// }"#;
/// let question = PreparedSlots::read(&Bridge::default(), question)?;
/// let night = question.slots(1_792_879_200_000.0, 1_792_965_600_000.0, f64::INFINITY)?;
/// assert_eq!(night.starts.len(), 4);                                      // 01, 02, 02 again, 03
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Debug)]
pub struct PreparedSlots {
    bridge: Bridge,
    world: World,
    service: Service,
    query: Query,
    context: Context,
    labelled: bool,
}

/// Slots as columns of one length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SlotColumns {
    /// When they start, in milliseconds.
    pub starts: Vec<f64>,
    /// When they end.
    pub ends: Vec<f64>,
    /// The seats that are left; empty for a service without seats.
    pub remaining: Vec<f64>,
    /// The start of the next slot, if the limit ended the list before it.
    pub next: Option<f64>,
    /// Whether that is all there is to say: no member has to be named, no session stands already, no label is asked for.
    pub whole: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct At {
    #[serde(with = "kalends::time::wire::tick")]
    start: DateTime<Utc>,
}

impl PreparedSlots {
    /// Reads a request of `slots.find` and resolves what it says about resources for its range.
    ///
    /// # Errors
    /// As [`Bridge::slots_find`]; `wire.*`.
    pub fn read(bridge: &Bridge, request: &[u8]) -> Result<Self> {
        let request: SlotsFindRequest = decode::read(request, bridge.limits())?;
        let SlotsFindRequest {
            resources,
            service,
            resource,
            range,
            duration,
            zone,
            surroundings,
            context,
            ..
        } = request;
        service.validate(bridge.limits()).map_err(|error| error.in_field("service"))?;
        let mut query = Query::new(range);
        (query.resource, query.duration) = (resource, duration);
        let world = bridge.asked(&service, &query, resources, surroundings)?;
        let labelled = zone.is_some();
        Ok(Self { bridge: bridge.clone(), world, service, query, context, labelled })
    }

    /// The first `limit` slots that start from `from` until just before `until`, in milliseconds.
    ///
    /// # Errors
    /// `wire.range` for a number that is no time; as [`Bridge::slots_find`]; `slots.outside-prepared` beyond the range
    /// that the request names.
    pub fn slots(&self, from: f64, until: f64, limit: f64) -> Result<SlotColumns> {
        let limit = most(limit)?;
        self.page(from, until, limit, |page| {
            let seats = page.offers.iter().any(|offer| offer.slot.remaining().is_some());
            let seats_of = |page: &Page<'_>| {
                let left = page.offers.iter().map(|offer| offer.slot.remaining().map_or(f64::NAN, f64::from));
                left.collect()
            };
            let plain = |served: &Served<'_>| matches!(served, Served::Fresh(members) if members.legs() == 0);
            SlotColumns {
                starts: page.offers.iter().map(|offer| seconds(offer.slot.start_secs())).collect(),
                ends: page.offers.iter().map(|offer| seconds(offer.slot.end_secs())).collect(),
                remaining: if seats { seats_of(page) } else { Vec::new() },
                next: page.next.map(millis),
                whole: !self.labelled && page.offers.iter().all(|offer| plain(&offer.by)),
            }
        })
    }

    /// How many slots start within a range, of which the first that fit are written: start, end, start, end, in
    /// milliseconds.
    ///
    /// # Errors
    /// As [`slots`](Self::slots).
    pub fn fill(&self, from: f64, until: f64, out: &mut [f64]) -> Result<usize> {
        self.page(from, until, None, |page| {
            for (pair, offer) in out.chunks_exact_mut(2).zip(&page.offers) {
                pair.copy_from_slice(&[seconds(offer.slot.start_secs()), seconds(offer.slot.end_secs())]);
            }
            page.offers.len()
        })
    }

    /// The envelope of `slots.explain` for a start, given as `{"start":…}`.
    pub fn explain(&self, request: &[u8]) -> String {
        self.bridge.answer(request, |At { start }| {
            let (resource, duration) = (self.query.resource.as_ref(), self.query.duration);
            let reasons = explain(&self.world, &self.service, resource, start, duration, &self.context)?;
            let release = self.bridge.zones().release().to_owned();
            Ok(SlotsExplainResponse { reasons, sources: UncertainSource::all(&self.world), release })
        })
    }

    fn page<T>(
        &self,
        from: f64,
        until: f64,
        limit: Option<usize>,
        told: impl FnOnce(&Page<'_>) -> T,
    ) -> Result<T> {
        let mut query = self.query.clone();
        query.range = range(from, until)?;
        let search = Search::new(&self.world, &self.service, &query, &self.context)?;
        Ok(told(&search.page(limit, self.bridge.limits())?))
    }
}
