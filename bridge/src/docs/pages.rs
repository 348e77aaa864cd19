//! Tables for people.

use crate::error;
use crate::op::{Kind, OPS};
use kalends::policy::Actor;
use kalends::rules::ReasonCode;
use std::collections::BTreeMap;
use std::fmt::Write;

pub(super) const GENERATED: &str = "<!-- Made by `cargo xtask gen`; don't edit. -->\n\n";

fn yes(condition: bool) -> &'static str {
    if condition { "yes" } else { "no" }
}

pub(super) fn errors() -> String {
    let mut rooms: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for row in error::codes() {
        rooms.entry(row.code.split('.').next().unwrap_or_default()).or_default().push(row);
    }
    let mut page = format!("# Errors and reasons\n\n{GENERATED}");
    page.push_str(
        "An error is a broken promise: bad input, an exceeded limit, a newer state, a port that failed, a bug. Its code \
         is stable and the same in every language; its message is for people. It stands in the envelope as \
         `{\"error\":{code,category,message,path,details}}`, where `path` names the field of the request, as in \
         `schedule.weekly[0].days[1]`, and is empty if the whole request is meant.\n\n\
         The codes of `ical` also stand in the list of problems beside an answer.\n\n",
    );
    for (room, mut rows) in rooms {
        rows.sort_by_key(|row| row.code);
        let _ = write!(page, "## {room}\n\n| code | category | meaning |\n|---|---|---|\n");
        for row in rows {
            let _ = writeln!(page, "| `{}` | {} | {} |", row.code, row.category, row.doc.trim());
        }
        page.push('\n');
    }
    page.push_str(
        "## Reasons\n\nA refusal is an answer, not an error: a list of reasons, in this order. Nobody may waive what \
         would use one time twice.\n\n| reason | meaning | a host may waive it | a client may |\n|---|---|---|---|\n",
    );
    for code in ReasonCode::ALL {
        let (host, client) = (yes(code.waivable_by(Actor::Host)), yes(code.waivable_by(Actor::Client)));
        let _ = writeln!(page, "| `{code}` | {} | {host} | {client} |", code.doc().trim());
    }
    page
}

pub(super) fn operations() -> String {
    let mut page = format!("# Operations\n\n{GENERATED}");
    page.push_str(
        "Each operation takes one request and gives one envelope: `{\"ok\":…}` or `{\"error\":…}`. In a pipe \
         (`kalends call --jsonl`) a line `{\"op\":…,\"input\":…}` is answered by a line with the envelope. A *quick* \
         operation takes about as long as reading its request; a *bulk* one grows with a range or a file and is better \
         off a host's event loop.\n\n| operation | kind | answers |\n|---|---|---|\n",
    );
    let mut ops: Vec<_> = OPS.iter().collect();
    ops.sort_by_key(|op| op.name);
    for op in &ops {
        let _ = writeln!(page, "| [`{0}`](schema/{0}.json) | {1} | {2} |", op.name, op.kind.as_str(), op.doc);
    }
    let bulk = ops.iter().filter(|op| op.kind == Kind::Bulk).count();
    let _ = write!(page, "\n{} operations, {bulk} of them bulk.\n", ops.len());
    page
}
