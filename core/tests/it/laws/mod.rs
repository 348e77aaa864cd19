//! Laws: algebra, round trips, and agreement with brute force.

mod interval;
