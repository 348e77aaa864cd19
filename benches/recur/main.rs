//! Recurrence against its neighbours, one group for each line of the table in the README.
//!
//! Before anything is measured, all engines have to give the same starts. Where one does not, it takes no part.

mod far;
mod read;
mod rivals;
mod whole;

use criterion::{Criterion, criterion_group, criterion_main};
use std::time::Duration;

criterion_group! {
    name = benches;
    config = Criterion::default()
        .without_plots()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(400));
    targets = whole::expand, whole::first_thirty, far::windows, far::minutes, far::distance, read::read
}
criterion_main!(benches);
