//! Laws that hold for every input, as properties.

mod offered_is_bookable;
mod one_rule_two_speeds;
