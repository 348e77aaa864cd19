//! Laws that hold for every input, as properties.

mod offered_is_bookable;
