//! What an edit of a series means for what is booked of it.

use crate::error::{Error, Result, SeriesError};
use crate::id::BookingId;
use crate::limits::Limits;
use crate::recur::{Exception, Moment, Rule, Series, SeriesBuilder};
use crate::time::{TimeOfDay, instant_of_secs};
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use std::collections::BTreeMap;

/// An edit of one occurrence, of one and all that follow, or of all. An occurrence is meant by its original start.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Of this one.
    This(Moment, OneChange),
    /// Of this one and all that follow.
    Following(Moment, Change),
    /// Of all.
    All(Change),
}

/// What becomes of one occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum OneChange {
    /// It does not take place.
    Cancel,
    /// It takes place at another time.
    Move(Moment),
    /// It is again what the series says.
    Reset,
}

/// What becomes of several occurrences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Change {
    /// They take place when they did: something else about them is different.
    #[default]
    Nothing,
    /// They do not take place.
    Cancel,
    /// They take place at another time of day. Their identities move along.
    Time(TimeOfDay),
    /// All move as the first of them does, by the same difference on the clock: to another weekday, say. Their
    /// identities stay. Of all occurrences, the series' own start is the first.
    Move(Moment),
    /// They follow another rule.
    Rule(Box<Rule>),
}

/// A booking of an occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booked {
    /// The occurrence.
    pub original: NaiveDateTime,
    /// The booking.
    pub booking: BookingId,
    /// When it starts. If the series says something else, it was moved by itself.
    pub start: DateTime<Utc>,
}

/// A series after an edit, and what that means for its bookings.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Edited {
    /// What was before the edited part, where the series was split.
    pub before: Option<Series>,
    /// The edited part, or the whole; `None` if it takes place no longer.
    pub series: Option<Series>,
    /// What happens, in order of the original starts; then what is added.
    pub changes: Vec<Fate>,
    /// The instant of the first original that the edit is about.
    from: i64,
    /// How much later on the clock identities are from there on.
    by: TimeDelta,
}

impl Edited {
    /// Whether the edit is about an occurrence of the series as it was.
    pub(crate) fn follows(&self, before: &Series, original: NaiveDateTime) -> bool {
        before.original(original) >= self.from
    }

    /// What an occurrence of the series as it was is called from now on.
    pub(crate) fn renamed(&self, before: &Series, original: NaiveDateTime) -> NaiveDateTime {
        renamed(before, original, (self.from, self.by))
    }
}

impl Change {
    /// Whether they take place when they did.
    pub fn is_nothing(&self) -> bool {
        *self == Self::Nothing
    }
}

/// How far an edit reaches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope {
    /// Up to which original starts the series is booked; absent is all of it.
    pub(crate) until: Option<DateTime<Utc>>,
    /// What begins before stays.
    pub(crate) now: DateTime<Utc>,
    /// Whether what the edit is about has to be booked anew also where it stays at its time: with another resource, say.
    pub(crate) anew: bool,
}

/// What an edit means for an occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The booking stays as it is; its occurrence is called so from now on.
    Keep(BookingId, NaiveDateTime),
    /// The booking moves; its occurrence is called so from now on.
    Move(BookingId, NaiveDateTime, DateTime<Utc>),
    /// The booking is cancelled.
    Cancel(BookingId),
    /// An occurrence is to be booked: its name and its start.
    Add(NaiveDateTime, DateTime<Utc>),
}

/// The parts of an edited series.
struct Parts {
    before: Option<SeriesBuilder>,
    series: Option<SeriesBuilder>,
    /// The instant of the first original that the edit is about.
    from: i64,
    /// How much later on the clock identities are.
    by: TimeDelta,
}

/// Edits a series that is booked up to `until`, all of it if that is absent: the series to store, and for every booking
/// whether it stays, moves or is cancelled, and what is to be booked besides.
///
/// A booking keeps its id when it moves. One that was moved by itself stays where people agreed to move it, unless the
/// edit is about it alone or cancels it. One that has begun stays as it is. An occurrence that was not booked before,
/// since it could not be, is not added.
///
/// # Errors
/// `series.no-end` for a series without end and no `until`; `series.too-many`; as
/// [`SeriesBuilder::split`], [`retime`](SeriesBuilder::retime), [`cancel`](SeriesBuilder::cancel),
/// [`move_one`](SeriesBuilder::move_one) and [`reset`](SeriesBuilder::reset).
///
/// # Example: from the change of the clocks on an hour later
/// ```
/// use kalends::series::{Booked, Change, Edit, Fate, edit};
/// use kalends::{Limits, ZoneDb, id::BookingId, recur::{Series, Start}, time::{parse_instant, parse_wall}};
/// let paris = ZoneDb::builtin().get("Europe/Paris")?;
/// let weekly = Series::new(Start::Zoned(parse_wall("2027-03-22T09:00:00")?, paris))
///     .rule("FREQ=WEEKLY;COUNT=2".parse()?)
///     .build()?;
/// let booked = |id, original, start| -> kalends::Result<Booked> {
///     let (booking, original) = (BookingId::new(id)?, parse_wall(original)?);
///     Ok(Booked { original, booking, start: parse_instant(start)? })
/// };
/// let bookings = [
///     booked("b1", "2027-03-22T09:00:00", "2027-03-22T08:00:00Z")?,
///     booked("b2", "2027-03-29T09:00:00", "2027-03-29T07:00:00Z")?,
/// ];
/// let change = Edit::Following(parse_wall("2027-03-29T09:00:00")?.into(), Change::Time("10:00".parse()?));
/// let now = parse_instant("2027-03-01T00:00:00Z")?;
/// let edited = edit(&weekly, &change, &bookings, None, now, &Limits::default())?;
/// assert_eq!(edited.changes, [
///     Fate::Keep(BookingId::new("b1")?, parse_wall("2027-03-22T09:00:00")?),
///     Fate::Move(BookingId::new("b2")?, parse_wall("2027-03-29T10:00:00")?, parse_instant("2027-03-29T08:00:00Z")?),
/// ]);
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn edit(
    series: &Series,
    edit: &Edit,
    booked: &[Booked],
    until: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
    limits: &Limits,
) -> Result<Edited> {
    edit_within(series, edit, booked, Scope { until, now, anew: false }, limits)
}

/// [`edit`], also for what has to be booked anew.
pub(crate) fn edit_within(
    series: &Series,
    edit: &Edit,
    booked: &[Booked],
    Scope { until, now, anew }: Scope,
    limits: &Limits,
) -> Result<Edited> {
    if until.is_none() && series.is_endless() {
        return Err(Error::from(SeriesError::NoEnd {}).in_field("until"));
    }
    let until = until.map_or(i64::MAX, |until| until.timestamp());
    let Parts { before, series: edited, from, by } = parts(series, edit, anew, limits)?;
    let before = before.map(SeriesBuilder::build).transpose()?;
    let edited = edited.map(SeriesBuilder::build).transpose()?;
    let old = starts(Some(series), i64::MIN, until, limits)?;
    // Identities that move with the time of day may move past the bound.
    let reach = until.saturating_add(by.num_seconds());
    let mut new = starts(before.as_ref(), i64::MIN, from, limits)?;
    new.extend(starts(edited.as_ref(), i64::MIN, reach, limits)?);

    let renamed = |original: NaiveDateTime| renamed(series, original, (from, by));
    let is_of_one =
        |original: NaiveDateTime| matches!(edit, Edit::This(..)) && series.original(original) == from;
    let mut bookings: Vec<&Booked> = booked.iter().collect();
    bookings.sort_by_key(|one| (one.original, &one.booking));
    let fate = |one: &Booked| {
        let (id, name) = (one.booking.clone(), renamed(one.original));
        let stays = one.start < now || old.get(&one.original) != Some(&one.start) && !is_of_one(one.original);
        let is_anew = anew && series.original(one.original) >= from;
        match new.get(&name) {
            None if one.start < now => Fate::Keep(id, one.original),
            None => Fate::Cancel(id),
            Some(start) if stays || *start == one.start && !is_anew => Fate::Keep(id, name),
            Some(start) => Fate::Move(id, name, *start),
        }
    };
    let mut changes: Vec<Fate> = bookings.into_iter().map(fate).collect();
    let known: std::collections::HashSet<NaiveDateTime> = old.keys().map(|name| renamed(*name)).collect();
    let added = new.iter().filter(|(name, start)| **start >= now && !known.contains(*name));
    changes.extend(added.map(|(name, start)| Fate::Add(*name, *start)));
    Ok(Edited { before, series: edited, changes, from, by })
}

/// What an occurrence is called where those from an instant on are so much later.
fn renamed(series: &Series, original: NaiveDateTime, (from, by): (i64, TimeDelta)) -> NaiveDateTime {
    match series.original(original) >= from {
        true => original.checked_add_signed(by).unwrap_or(original),
        false => original,
    }
}

/// The edited series, in the room's own words for what `recur` does.
fn parts(series: &Series, edit: &Edit, anew: bool, limits: &Limits) -> Result<Parts> {
    let (builder, none) = (series.to_builder(), TimeDelta::zero());
    let whole = |series: Option<SeriesBuilder>, by| Parts { before: None, series, from: i64::MIN, by };
    match edit {
        Edit::This(original, change) => {
            let from = series.instant_of(*original)?;
            let edited = match change {
                OneChange::Cancel => builder.cancel(*original, limits)?,
                OneChange::Move(to) => builder.move_one(*original, *to, None, limits)?,
                OneChange::Reset => builder.reset(*original, limits)?,
            };
            Ok(Parts { before: None, series: Some(edited), from, by: none })
        }
        // A difference that holds from an occurrence on needs no part of its own, unless something else is different too.
        Edit::Following(original, Change::Move(to)) if !anew => {
            let moved = Exception::moved(*original, *to).and_following();
            Ok(whole(Some(builder.exception(moved)), none))
        }
        Edit::Following(original, change) => {
            let from = series.instant_of(*original)?;
            let halves = builder.split(*original, limits)?;
            let following = match change {
                Change::Move(to) => {
                    halves.following.exception(Exception::moved(*original, *to).and_following())
                }
                _ => halves.following,
            };
            let (edited, by) = changed(following, change, limits)?;
            Ok(Parts { before: halves.before, series: edited, from, by })
        }
        Edit::All(Change::Move(to)) => {
            let moved = Exception::moved(series.start().wall(), *to).and_following();
            Ok(whole(Some(builder.exception(moved)), none))
        }
        Edit::All(change) => {
            let (edited, by) = changed(builder, change, limits)?;
            Ok(whole(edited, by))
        }
    }
}

/// A series after a change, and how much later on the clock its identities are.
fn changed(
    builder: SeriesBuilder,
    change: &Change,
    limits: &Limits,
) -> Result<(Option<SeriesBuilder>, TimeDelta)> {
    Ok(match change {
        Change::Cancel => (None, TimeDelta::zero()),
        Change::Rule(rule) => (Some(builder.with_rule(Rule::clone(rule))), TimeDelta::zero()),
        // A move is an exception that the builder has already.
        Change::Nothing | Change::Move(_) => (Some(builder), TimeDelta::zero()),
        Change::Time(time) => {
            let before = builder.clone().build()?.start().wall();
            let edited = builder.retime(*time, limits)?;
            let after = edited.clone().build()?.start().wall();
            (Some(edited), after - before)
        }
    })
}

/// When occurrences start, by their names, with original starts between bounds.
fn starts(
    series: Option<&Series>,
    from: i64,
    until: i64,
    limits: &Limits,
) -> Result<BTreeMap<NaiveDateTime, DateTime<Utc>>> {
    let mut starts = BTreeMap::new();
    for next in series.into_iter().flat_map(|series| series.with_originals(from, until, limits)) {
        super::dates::check_room(starts.len(), limits)?;
        let next = next?;
        starts.insert(next.wall, instant_of_secs(next.start.timestamp()));
    }
    Ok(starts)
}
