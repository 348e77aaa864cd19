//! What stands after an event.

use super::life::{LIFE, WAITING, follows};
use super::told::{Line, count, instant, state, text};
use serde_json::Value;
use std::collections::BTreeMap;

pub(super) struct Block {
    pub(super) span: [i64; 2],
    /// What it takes of which resource.
    pub(super) uses: Vec<(String, u64)>,
    pub(super) seats: Option<u64>,
    pub(super) is_on: bool,
    pub(super) stays: bool,
}

#[derive(Debug)]
pub(super) struct Party {
    pub(super) session: String,
    pub(super) span: [i64; 2],
    pub(super) resources: Vec<String>,
    pub(super) size: u64,
    pub(super) state: String,
    /// When it lapses.
    pub(super) until: Option<i64>,
    pub(super) blocks: bool,
    pub(super) client: String,
    pub(super) sequence: u64,
}

pub(super) struct Place {
    pub(super) state: String,
    pub(super) session: String,
    pub(super) seats: u64,
    pub(super) until: Option<i64>,
    pub(super) client: String,
}

/// What stands at some time.
#[derive(Default)]
pub(super) struct Standing {
    pub(super) capacity: BTreeMap<String, u64>,
    pub(super) sessions: BTreeMap<String, Block>,
    pub(super) bookings: BTreeMap<String, Party>,
    pub(super) places: BTreeMap<String, Place>,
}

impl Standing {
    /// Takes what an event says for what stands.
    pub(super) fn follow(&mut self, line: &Line) -> Result<(), String> {
        let Line { kind, id, record, .. } = line;
        match kind.as_str() {
            "resource" => {
                self.capacity.insert(id.clone(), count(&record["resource"]["capacity"]));
            }
            "session" => {
                let uses = list(&record["uses"]).map(|one| (text(&one["resource"]), count(&one["units"])));
                let block = Block {
                    span: span(record)?,
                    uses: uses.collect(),
                    seats: record["seats"].as_u64(),
                    is_on: record["status"] == "confirmed",
                    stays: record["stays"] == true,
                };
                self.sessions.insert(id.clone(), block);
            }
            "booking" => self.book(id, record)?,
            "waitlist" => self.wait(id, record)?,
            _ => {}
        }
        Ok(())
    }

    fn book(&mut self, id: &str, record: &Value) -> Result<(), String> {
        let (status, state) = (&record["status"], state(&record["status"]).to_owned());
        let party = Party {
            session: text(&record["session"]),
            span: span(record)?,
            resources: list(&record["resources"]).map(text).collect(),
            size: count(&record["party"]),
            until: instant(&status[&state]["expires_at"]),
            blocks: status[&state]["blocks"] != false,
            client: text(if state == "held" { &status["held"]["owner"] } else { &record["client"] }),
            sequence: record["sequence"].as_u64().unwrap_or_default(),
            state,
        };
        let before = self.bookings.get(id);
        // By what a waitlist keeps seats is let go of and taken up again under one id.
        let is_kept = id.ends_with("~kept") || id.ends_with("~offer");
        let state = before.map_or("", |one| one.state.as_str());
        if !(is_kept && (state, party.state.as_str()) == ("cancelled", "held")) {
            follows(&LIFE, state, &party.state)?;
        }
        let (sequence, moved) = before.map_or((0, false), |one| (one.sequence, one.span != party.span));
        if party.sequence < sequence + u64::from(moved) || party.sequence > sequence + 1 {
            return Err(format!("sequence {} follows {sequence}", party.sequence));
        }
        self.bookings.insert(id.to_owned(), party);
        Ok(())
    }

    fn wait(&mut self, id: &str, record: &Value) -> Result<(), String> {
        let offer = &record["status"]["offered"];
        let place = Place {
            state: state(&record["status"]).to_owned(),
            session: text(&offer["session"]),
            seats: count(&offer["seats"]),
            until: instant(&offer["until"]),
            client: text(&record["client"]),
        };
        follows(&WAITING, self.places.get(id).map_or("", |one| &one.state), &place.state)?;
        self.places.insert(id.to_owned(), place);
        Ok(())
    }

    /// Who takes seats of a session at that time: what is confirmed or over, and what is held or blocks while it lives.
    pub(super) fn parties(&self, session: &str, now: i64) -> Vec<(&String, &Party)> {
        let takes = |party: &Party| match party.state.as_str() {
            "confirmed" | "completed" | "no_show" => true,
            "held" | "requested" => party.blocks && party.until.is_none_or(|until| now < until),
            _ => false,
        };
        self.bookings.iter().filter(|(_, one)| one.session == session && takes(one)).collect()
    }
}

fn span(record: &Value) -> Result<[i64; 2], String> {
    let [from, until] = ["start", "end"].map(|end| instant(&record["span"][end]));
    from.zip(until).map(|(from, until)| [from, until]).ok_or_else(|| format!("no span: {record}"))
}

fn list(values: &Value) -> impl Iterator<Item = &Value> {
    values.as_array().into_iter().flatten()
}
