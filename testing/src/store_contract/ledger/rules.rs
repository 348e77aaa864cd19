//! What has to hold of every state that the events went through.

use super::standing::{Party, Standing};
use super::told::Ledger;
use std::collections::BTreeMap;

/// Goes through the events, and looks at what stands each time that time has passed.
pub(super) fn check(ledger: &Ledger) -> Result<(), String> {
    let mut standing = Standing::default();
    for (at, line) in ledger.lines.iter().enumerate() {
        let failed = |error: String| {
            format!("event {}, {} of {} {}: {error}", at + 1, line.action, line.kind, line.id)
        };
        standing.follow(line).map_err(failed)?;
        if ledger.lines.get(at + 1).is_none_or(|next| next.at != line.at) {
            standing.check(line.at).map_err(failed)?;
        }
    }
    Ok(())
}

impl Standing {
    fn check(&self, now: i64) -> Result<(), String> {
        self.check_seats(now)?;
        self.check_time(now)?;
        self.check_offers()
    }

    /// Nobody has a seat that is not there, or one of a session that is elsewhere or off. What has taken place stays
    /// where it was, whatever becomes of its session.
    fn check_seats(&self, now: i64) -> Result<(), String> {
        for (id, session) in &self.sessions {
            let parties = self.parties(id, now);
            // Alone in a session is a party of any size.
            let size = |one: &Party| if session.seats.is_some() { one.size } else { 1 };
            let taken = taken(parties.iter().map(|(_, one)| Claim {
                by: vec![&one.client],
                much: size(one),
                is_held: one.state == "held",
            }));
            let resources = || session.uses.iter().map(|(resource, _)| resource);
            let elsewhere = |one: &Party| one.span != session.span || !one.resources.iter().eq(resources());
            let is_over = |one: &Party| ["completed", "no_show"].contains(&one.state.as_str());
            let astray = parties.iter().find(|(_, one)| !is_over(one) && (!session.is_on || elsewhere(one)));
            if taken > session.seats.unwrap_or(1) || astray.is_some() {
                let astray = astray.map(|(id, _)| id);
                let seats = session.seats;
                return Err(format!("session {id} has {seats:?} seats and {parties:?}; astray: {astray:?}"));
            }
        }
        Ok(())
    }

    /// No resource is used more than it can be, at any instant: it is enough to look when each use begins.
    fn check_time(&self, now: i64) -> Result<(), String> {
        let parties = self.sessions.iter().map(|(id, one)| (id, one, self.parties(id, now)));
        let on: Vec<_> =
            parties.filter(|(_, one, parties)| one.is_on && (one.stays || !parties.is_empty())).collect();
        for (resource, capacity) in &self.capacity {
            for (id, begins, _) in &on {
                let [from, _] = begins.span;
                let at_once =
                    || on.iter().filter(move |(_, one, _)| one.span[0] <= from && from < one.span[1]);
                let claims = at_once().flat_map(|(_, one, parties)| {
                    let uses = one.uses.iter().filter(|(used, _)| used == resource);
                    uses.map(|(_, units)| Claim {
                        by: parties.iter().map(|(_, one)| one.client.as_str()).collect(),
                        much: *units,
                        is_held: !one.stays && parties.iter().all(|(_, one)| one.state == "held"),
                    })
                });
                if taken(claims) > *capacity {
                    let who: Vec<_> = at_once().map(|(id, ..)| id).collect();
                    return Err(format!("{resource} is used too much by some of {who:?} when {id} begins"));
                }
            }
        }
        Ok(())
    }

    /// Each offer has its hold, of the same seats for the same person until the same instant; each such hold its offer.
    fn check_offers(&self) -> Result<(), String> {
        for (id, place) in &self.places {
            let hold = self.bookings.get(&format!("{id}~offer"));
            let is_kept = hold.is_some_and(|one| {
                one.state == "held"
                    && (one.size, one.until, &one.client) == (place.seats, place.until, &place.client)
            });
            let is_of_session = hold.is_some_and(|one| one.session == place.session);
            if (place.state == "offered") != hold.is_some_and(|one| one.state == "held")
                || place.state == "offered" && !(is_kept && is_of_session)
            {
                let hold = hold.map(|one| (&one.state, one.size, one.until, &one.client, &one.session));
                let offer = (&place.state, place.seats, place.until, &place.client, &place.session);
                return Err(format!("entry {id} is {offer:?}, its hold {hold:?}"));
            }
        }
        Ok(())
    }
}

/// What somebody takes of seats or of a resource.
struct Claim<'a> {
    by: Vec<&'a str>,
    much: u64,
    is_held: bool,
}

/// What is taken at least. What somebody holds is in everybody's way but their own: their holds may lie over one another,
/// and what they book may lie over what they hold.
fn taken<'a>(claims: impl Iterator<Item = Claim<'a>>) -> u64 {
    let (held, settled): (Vec<Claim<'a>>, Vec<Claim<'a>>) =
        claims.partition(|one| one.is_held && one.by.iter().all(|by| Some(by) == one.by.first()));
    let mut holds: BTreeMap<&str, u64> = BTreeMap::new();
    for one in &held {
        let most = holds.entry(one.by.first().copied().unwrap_or_default()).or_default();
        *most = one.much.max(*most);
    }
    let own = |by: &str| settled.iter().filter(|one| one.by.contains(&by)).map(|one| one.much).sum();
    let kept: u64 = holds.into_iter().map(|(by, most)| most.saturating_sub(own(by))).sum();
    kept + settled.iter().map(|one| one.much).sum::<u64>()
}
