use crate::error::{Error, Result, SlotsError};
use crate::id::PlaceId;
use crate::time::Elapsed;
use std::fmt;
use std::sync::Arc;

/// How long it takes from one place to another: a table, or whatever else the host knows.
///
/// It is asked about each pair of neighbours as often as a question needs it, so an answer should be at hand. It must
/// always be the same for the same question; more than [`TravelMatrix::LONGEST`] counts as that.
///
/// # Example: a host that walks, over a gap as over any other hour: travel times are elapsed
/// ```
/// use kalends::{id::PlaceId, rules::TravelTimes, time::Elapsed};
/// #[derive(Debug)]
/// struct Walking;
/// impl TravelTimes for Walking {
///     fn time(&self, from: &PlaceId, to: &PlaceId) -> Option<Elapsed> {
///         let house = |place: &PlaceId| place.as_str().parse::<i64>().ok();
///         Elapsed::from_minutes((house(from)? - house(to)?).abs()).ok()
///     }
/// }
/// let (a, b) = (PlaceId::new("7")?, PlaceId::new("12")?);
/// assert_eq!(Walking.time(&a, &b).unwrap().to_string(), "PT5M");
/// assert!(Walking.time(&a, &PlaceId::new("the sea")?).is_none());
/// # Ok::<(), kalends::Error>(())
/// ```
pub trait TravelTimes: fmt::Debug + Send + Sync {
    /// The time from one place to another one; `None` if it is not known.
    fn time(&self, from: &PlaceId, to: &PlaceId) -> Option<Elapsed>;
}

/// Travel times that several worlds and decisions share.
#[derive(Clone, Debug)]
pub struct Ways(Arc<dyn TravelTimes>);

impl Ways {
    /// Shares these times.
    pub fn new(times: impl TravelTimes + 'static) -> Self {
        Self(Arc::new(times))
    }

    /// The times.
    pub fn times(&self) -> &dyn TravelTimes {
        &*self.0
    }
}

/// Two are the same if they share the same times.
impl PartialEq for Ways {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Ways {}

/// A table of travel times.
///
/// # Example: downhill is faster
/// ```
/// use kalends::{id::PlaceId, rules::{TravelMatrix, TravelTime, TravelTimes}};
/// let (hut, town) = (PlaceId::new("hut")?, PlaceId::new("town")?);
/// let way = |from: &PlaceId, to: &PlaceId, time: &str| -> kalends::Result<TravelTime> {
///     Ok(TravelTime { from: from.clone(), to: to.clone(), time: time.parse()? })
/// };
/// let times = vec![way(&hut, &town, "PT40M")?, way(&town, &hut, "PT1H15M")?];
/// let matrix = TravelMatrix::new(times, false)?;
/// assert_eq!(matrix.time(&hut, &town).unwrap().to_string(), "PT40M");
/// assert_eq!(matrix.time(&town, &hut).unwrap().to_string(), "PT1H15M");
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "wire::RawMatrix", into = "wire::RawMatrix")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "wire::RawMatrix"))]
pub struct TravelMatrix {
    /// INVARIANT: ascending by `from`, then `to`, no pair twice, none longer than [`Self::LONGEST`].
    times: Vec<TravelTime>,
    both_ways: bool,
}

/// How long it takes from one place to another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TravelTime {
    /// From where.
    pub from: PlaceId,
    /// To where.
    pub to: PlaceId,
    /// How long.
    pub time: Elapsed,
}

impl TravelMatrix {
    /// The longest travel time. A decision looks this far beyond a candidate for neighbours.
    pub const LONGEST: Elapsed = Elapsed::DAY;

    /// A table of these times. With `both_ways` each counts for the way back too, unless that is given itself.
    ///
    /// # Errors
    /// `slots.travel-twice`, `slots.travel-too-long`; the path names the time.
    pub fn new(mut times: Vec<TravelTime>, both_ways: bool) -> Result<Self> {
        for (at, one) in times.iter().enumerate() {
            if one.time > Self::LONGEST {
                let (found, limit) = (one.time.to_string(), Self::LONGEST.to_string());
                let error = Error::from(SlotsError::TravelTooLong { found, limit });
                return Err(error.in_field("time").in_index(at).in_field("times"));
            }
        }
        let pair = |one: &TravelTime| (one.from.clone(), one.to.clone());
        times.sort_by_cached_key(pair);
        if let Some([_, twice]) = times.windows(2).find(|two| pair(&two[0]) == pair(&two[1])) {
            let (from, to) = (twice.from.to_string(), twice.to.to_string());
            return Err(Error::from(SlotsError::TravelTwice { from, to }).in_field("times"));
        }
        Ok(Self { times, both_ways })
    }

    fn given(&self, from: &PlaceId, to: &PlaceId) -> Option<Elapsed> {
        let at = self.times.binary_search_by(|one| (&one.from, &one.to).cmp(&(from, to))).ok()?;
        self.times.get(at).map(|one| one.time)
    }
}

impl TravelTimes for TravelMatrix {
    fn time(&self, from: &PlaceId, to: &PlaceId) -> Option<Elapsed> {
        let back = || self.given(to, from).filter(|_| self.both_ways);
        self.given(from, to).or_else(back)
    }
}

#[cfg(feature = "serde")]
mod wire {
    use super::{TravelMatrix, TravelTime};
    use serde::{Deserialize, Serialize};

    /// A table of travel times.
    #[derive(Serialize, Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TravelMatrix"))]
    #[serde(deny_unknown_fields)]
    pub(super) struct RawMatrix {
        /// The times; the way from a place to itself is none.
        times: Vec<TravelTime>,
        /// Whether each counts for the way back too, unless that is given itself.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        both_ways: bool,
    }

    impl TryFrom<RawMatrix> for TravelMatrix {
        type Error = crate::wire::Refused;
        fn try_from(raw: RawMatrix) -> Result<Self, Self::Error> {
            Ok(Self::new(raw.times, raw.both_ways)?)
        }
    }

    impl From<TravelMatrix> for RawMatrix {
        fn from(matrix: TravelMatrix) -> Self {
            Self { times: matrix.times, both_ways: matrix.both_ways }
        }
    }
}
