//! From the zone names of a file to zones.

mod custom;
mod names;
mod yearly;
mod zones;

pub(super) use zones::Zones;

#[cfg(test)]
mod tests;
