//! The adapters keep the contract of stores, and what each promises beyond it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod contract;
mod corrupt;
mod files;
mod processes;
mod sample;
mod tenants;
