use crate::error::Result;
use crate::id::ResourceId;
use crate::interval::Interval;
use crate::service::Service;
use crate::time::Length;

/// Which slots are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Query {
    /// Bounds of the slots' *starts*: `find(a..b)` and `find(b..c)` together are `find(a..c)`.
    pub range: Interval,
    /// Who is asked, where the service requires nothing by itself; absent is the only resource there is.
    pub resource: Option<ResourceId>,
    /// One of the service's durations; absent is its default.
    pub duration: Option<Length>,
    /// At most this many, from the earliest on.
    pub limit: Option<usize>,
}

impl Query {
    /// All slots of the default duration that start inside `range`.
    pub fn new(range: Interval) -> Self {
        Self { range, resource: None, duration: None, limit: None }
    }

    /// The same of one resource.
    #[must_use]
    pub fn resource(mut self, resource: ResourceId) -> Self {
        self.resource = Some(resource);
        self
    }

    /// The same for another duration.
    #[must_use]
    pub fn duration(mut self, duration: Length) -> Self {
        self.duration = Some(duration);
        self
    }

    /// The same for the first `limit` only.
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = Some(limit);
        self
    }

    /// The span that must be prepared to answer: up to the end of a candidate that starts last.
    ///
    /// # Errors
    /// `service.duration`, `service.no-duration`.
    pub fn span(&self, service: &Service) -> Result<Interval> {
        let duration = service.duration(self.duration)?;
        Ok(self.range.padded(0, duration.seconds()))
    }
}
