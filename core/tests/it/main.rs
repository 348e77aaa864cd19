//! Behaviour of the core through its public API, in one test binary.
#![cfg(test)] // Always true here; it tells clippy that the functions between the tests are test code as well.

mod laws;
mod oracle;
