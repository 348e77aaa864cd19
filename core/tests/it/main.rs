//! Behaviour and laws of the core, in one test binary.

mod brute_force;
mod laws;
