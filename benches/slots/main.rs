//! Slots: one host, pools, several at once, why not, and how cost grows. Raw is with the world made in the call,
//! prepared is with one that is kept.

mod ask;
mod curve;
mod first_loop;
mod host;
#[path = "../line.rs"]
mod line;
mod nettu;
mod one;
mod pool;

fn main() {
    // `cargo test --benches` asks only whether everyone still agrees.
    let measures = std::env::args().any(|argument| argument == "--bench");
    let rounds = if measures { 25 } else { 1 };
    let only = std::env::args().nth(1).filter(|argument| !argument.starts_with('-')).unwrap_or_default();
    let wanted = |name: &str| only.is_empty() || only == name;
    if wanted("one") {
        one::month(rounds);
        one::many_busy(rounds);
        one::explained(rounds);
    }
    if wanted("pool") {
        pool::any_of(rounds);
        pool::dates(rounds);
        pool::all_of(rounds);
    }
    if wanted("curve") {
        curve::time(rounds);
        curve::memory();
    }
}
