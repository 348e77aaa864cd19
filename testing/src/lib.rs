//! What tests of Kalends and of its adapters share. A dev-dependency, never part of a product.
//!
//! [`world`] makes random worlds around awkward hours; one generator serves laws, brute force, races and fuzzing.

pub mod store_contract;
pub mod world;
