use chrono::{DateTime, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A clock that a host sets before its calls, for hosts whose own clock cannot be called from another thread.
///
/// # Example
/// ```
/// use kalends_engine::{Engine, HostClock};
/// let clock = HostClock::default();
/// let engine = Engine::open("memory:")?.with_clock(clock.reader());
/// clock.set(1_803_600_000_000.0);
/// assert_eq!(engine.now().to_rfc3339(), "2027-02-25T20:00:00+00:00");
/// clock.set(f64::NAN);
/// assert!(engine.now() < kalends::time::parse_instant("2999-01-01T00:00:00Z")?);      // the system's again
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct HostClock(Arc<AtomicU64>);

impl Default for HostClock {
    fn default() -> Self {
        Self(Arc::new(AtomicU64::new(f64::NAN.to_bits())))
    }
}

impl HostClock {
    /// Stops the clock at milliseconds since 1970; what is no time, as NaN, lets the system's clock go on.
    pub fn set(&self, millis: f64) {
        self.0.store(millis.to_bits(), Ordering::Relaxed);
    }

    /// What tells the time.
    pub fn reader(&self) -> impl Fn() -> DateTime<Utc> + Send + Sync + 'static {
        let own = self.clone();
        move || own.told().unwrap_or_else(crate::engine::system_now)
    }

    fn told(&self) -> Option<DateTime<Utc>> {
        let millis = f64::from_bits(self.0.load(Ordering::Relaxed));
        #[expect(clippy::cast_possible_truncation, reason = "what is cut off is less than a millisecond")]
        millis.is_finite().then(|| DateTime::from_timestamp_millis(millis as i64)).flatten()
    }
}
