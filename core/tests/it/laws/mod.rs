//! Laws that hold for every input, as properties.

mod audit;
mod conflict_index;
mod conflict_series;
mod interval;
mod offered_is_bookable;
mod one_rule_two_speeds;
mod policy;
mod series;
mod several;
mod stored;
