//! Behaviour of the core through its public API, in one test binary.

mod recur_vectors;
