//! The adapters keep the contract of stores, and what each promises beyond it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod contract;
mod corrupt;
#[cfg(target_os = "linux")]
mod faults;
mod files;
mod kept;
mod processes;
mod sample;
mod tenants;
