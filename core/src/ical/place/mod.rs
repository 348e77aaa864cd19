//! From the zone names of a file to zones.

mod custom;
mod names;
mod spot;
mod yearly;
mod zones;

pub(super) use spot::Spot;
pub(super) use zones::Zones;

#[cfg(test)]
mod tests;
