//! Behaviour and laws of the core, in one test binary.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod booked_series;
mod brute_force;
mod conflict;
mod erasing;
mod laws;
mod minutes;
mod recur_vectors;
mod recurrence_chapter;
mod store;
mod zone;
