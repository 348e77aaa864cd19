//! Figures without statistics of their own kind: rivals take turns, round after round, and the fastest round of each
//! counts, since all that a shared machine can do to a figure is raise it.

use std::hint::black_box;
use std::time::Instant;

/// A round of each contestant, in turns.
pub(crate) struct Line<'a> {
    name: String,
    each: usize,
    contestants: Vec<(String, Box<dyn FnMut() -> u64 + 'a>)>,
}

impl<'a> Line<'a> {
    /// What a figure is divided by is how many things a round does.
    pub(crate) fn new(name: impl Into<String>, each: usize) -> Self {
        Self { name: name.into(), each, contestants: Vec::new() }
    }

    pub(crate) fn with(mut self, name: impl Into<String>, run: impl FnMut() -> u64 + 'a) -> Self {
        self.contestants.push((name.into(), Box::new(run)));
        self
    }

    /// Prints nanoseconds a thing, and how many times ours, which is the first, the others take.
    pub(crate) fn run(mut self, rounds: usize) {
        let mut best = vec![f64::INFINITY; self.contestants.len()];
        for _ in 0..rounds {
            let mut answers = Vec::new();
            for ((_, run), best) in self.contestants.iter_mut().zip(&mut best) {
                let clock = Instant::now();
                answers.push(black_box(run()));
                *best = best.min(clock.elapsed().as_nanos() as f64 / self.each as f64);
            }
            assert!(answers.iter().all(|answer| *answer == answers[0]), "{}: {answers:?}", self.name);
        }
        println!("{}", self.name);
        for ((name, _), ns) in self.contestants.iter().zip(&best) {
            println!("    {name:<28} {ns:>10.1} ns   ours is {:>6.3} of it", best[0] / ns);
        }
    }
}
