use super::{Clocks, Table, stamp};
use kalends::time::format_instant;
use kalends_bridge::OfferedSlot;

/// Slots as a table, one start to a row, on every clock; with the seats that are left, the session that a booking would
/// join, and who can serve, where any slot has them.
pub(crate) fn slot_table(slots: &[OfferedSlot], clocks: &Clocks) -> String {
    let extra: Vec<&Column> =
        COLUMNS.iter().filter(|column| slots.iter().any(|slot| column.is_in(slot))).collect();
    let zones = clocks.each().map(|zone| zone.name());
    let headings = ["#"].into_iter().chain(zones).chain(["minutes", "UTC"]);
    let mut table = Table::new(headings.chain(extra.iter().map(|column| column.heading))).numbered();
    for (at, slot) in (1..).zip(slots) {
        let times = clocks.each().map(|zone| stamp(slot.start, zone));
        let minutes = (slot.end - slot.start).num_minutes().to_string();
        let rest = [minutes, format_instant(slot.start)];
        let extra = extra.iter().map(|column| (column.cell)(slot));
        table.row([format!("{at}")].into_iter().chain(times).chain(rest).chain(extra));
    }
    table.text()
}

/// What only some slots have.
struct Column {
    heading: &'static str,
    cell: fn(&OfferedSlot) -> String,
}

const COLUMNS: [Column; 3] = [
    Column {
        heading: "seats left",
        cell: |slot| slot.remaining.map_or_else(String::new, |seats| seats.to_string()),
    },
    Column {
        heading: "session",
        cell: |slot| slot.session.as_ref().map_or_else(String::new, ToString::to_string),
    },
    Column { heading: "members", cell: members },
];

impl Column {
    fn is_in(&self, slot: &OfferedSlot) -> bool {
        !(self.cell)(slot).is_empty()
    }
}

/// Whoever can take part: a comma between members of a leg, a semicolon between legs.
fn members(slot: &OfferedSlot) -> String {
    let leg = |leg: &Vec<_>| leg.iter().map(ToString::to_string).collect::<Vec<String>>().join(", ");
    slot.members.iter().map(leg).collect::<Vec<String>>().join("; ")
}
