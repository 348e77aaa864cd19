//! Kalends with a store, a clock and ids: what an application links that wants to book and not to wire.
//!
//! The engine is thin. It opens a store by URL, says what time it is, makes ids, and runs the core's decisions inside
//! the store's transactions; it decides nothing itself.
//!
//! # Example
//! ```
//! use kalends::availability::{Schedule, Weekly};
//! use kalends::booking::{Book, Details, Verdict};
//! use kalends::{id::*, interval::Interval, resource::Resource, rules::Reason, service::Service, slots::Query};
//! use kalends::time::{Length, Weekdays, parse_instant};
//! use kalends_engine::{Circumstances, Engine};
//!
//! let engine = Engine::open("memory:")?.with_clock(|| parse_instant("2027-03-01T08:00:00Z").unwrap_or_default());
//! let (anna, lesson) = (ResourceId::new("anna")?, ServiceId::new("lesson")?);
//! let mornings = Weekly::open(RuleId::new("mornings")?, Weekdays::ALL, "09:00".parse()?, "12:00".parse()?);
//! let schedule = Schedule { weekly: vec![mornings], ..Schedule::default() };
//! engine.put_resource(&Resource::new(anna.clone(), "Europe/Paris".parse()?), &schedule)?;
//! engine.put_service(&Service::new(lesson.clone(), Length::from_minutes(60)?, Length::from_minutes(60)?))?;
//!
//! let client = Circumstances::client();
//! let day = Interval::new(parse_instant("2027-03-01T23:00:00Z")?, parse_instant("2027-03-02T23:00:00Z")?)?;
//! let mut query = Query::new(day);
//! query.resource = Some(anna.clone());
//! let offer = engine.slots(&lesson, &query, &client)?;
//! assert_eq!(offer.slots.len(), 3);
//!
//! let book = |start| Ok::<_, kalends::Error>(Book {
//!     booking: engine.new_booking_id()?,
//!     resource: Some(anna.clone()),
//!     service: lesson.clone(),
//!     start,
//!     duration: None,
//!     session: None,
//!     kind: None,
//!     price: None,
//!     participants: vec![],
//!     details: Details::default(),
//! });
//! let start = offer.slots[0].start();
//! assert!(matches!(engine.book(book(start)?, &client)?, Verdict::Accept(_)));
//! assert!(matches!(engine.book(book(start)?, &client)?, Verdict::Refuse(_)));        // a second buyer
//! let explained = engine.explain(Some(&anna), &lesson, start, None, &client)?;
//! assert!(matches!(explained.reasons.as_slice(), [Reason::Busy { .. }]));
//! # Ok::<(), kalends::Error>(())
//! ```

mod circumstances;
mod clock;
mod command;
mod door;
mod engine;
mod privacy;
mod question;
mod schedule;
mod trail;
mod url;

pub use circumstances::Circumstances;
pub use clock::HostClock;
pub use engine::Engine;
pub use question::{Explanation, Offer};

#[cfg(test)]
mod tests;

/// The cookbook's programs in Rust.
#[cfg(doctest)]
#[doc = include_str!("../../docs/cookbook.md")]
struct Cookbook;
