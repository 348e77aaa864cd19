use super::clocks::Clocks;
use super::table::printable;
use kalends::waitlist::{Entry, Status, Wish};

/// A place in a waitlist on a line: whose, what for, and where it stands.
pub(crate) fn entry_line(entry: &Entry, clocks: &Clocks) -> String {
    let (id, version) = (&entry.id, entry.version);
    let text = format!(
        "{id}, version {version}: {} waits for {}, {}",
        entry.client,
        wish(entry),
        status(entry, clocks)
    );
    format!("{}\n", printable(&text))
}

/// The same as cells of a table: since when, id, who, what for, how many seats, where it stands.
pub(crate) fn entry_row(entry: &Entry, clocks: &Clocks) -> Vec<String> {
    let since = clocks.instant(entry.joined_at);
    vec![
        since,
        entry.id.to_string(),
        entry.client.to_string(),
        wish(entry),
        entry.seats.to_string(),
        status(entry, clocks),
    ]
}

fn wish(entry: &Entry) -> String {
    match &entry.wish {
        Wish::Session(id) => format!("session {id}"),
        Wish::Time(wish) => {
            format!("{} {}-{} {} in {}", wish.service, wish.from, wish.to, wish.days, wish.zone)
        }
    }
}

fn status(entry: &Entry, clocks: &Clocks) -> String {
    match &entry.status {
        Status::Offered(offer) => {
            format!("offered session {} until {}", offer.session, clocks.instant(offer.until))
        }
        other => other.state().as_str().to_owned(),
    }
}
