//! What may follow what, written down once more by hand.

/// What may follow what, as the table of a booking's life says; a state may follow itself when something else changes.
pub(super) const LIFE: [(&str, &[&str]); 9] = [
    ("", &["held", "requested", "confirmed"]),
    ("held", &["requested", "confirmed", "cancelled", "expired"]),
    ("requested", &["confirmed", "declined", "cancelled", "expired"]),
    ("confirmed", &["cancelled", "completed", "no_show"]),
    ("expired", &["held", "requested", "confirmed"]),
    ("cancelled", &["confirmed"]),
    ("completed", &["no_show"]),
    ("no_show", &["completed"]),
    ("declined", &[]),
];

/// And of a place in a waitlist. Whoever joins a session with room is offered it in the same commit.
pub(super) const WAITING: [(&str, &[&str]); 7] = [
    ("", &["waiting", "offered"]),
    ("waiting", &["offered", "expired", "left"]),
    ("offered", &["accepted", "declined", "expired", "left", "waiting"]),
    ("accepted", &[]),
    ("declined", &[]),
    ("expired", &[]),
    ("left", &[]),
];

/// Checks that a state follows another one; nothing is before the first.
pub(super) fn follows(table: &[(&str, &[&str])], before: &str, after: &str) -> Result<(), String> {
    let row = table.iter().find(|(from, _)| *from == before);
    match row {
        Some((_, to)) if before == after || to.contains(&after) => Ok(()),
        _ => Err(format!("{after} does not follow {before:?}")),
    }
}
