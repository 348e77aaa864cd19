use super::freebusy;
use super::group::{Member, Place, latest, latest_overrides};
use super::instances::Work;
use super::keys::Keys;
use super::length::Length;
use super::master::Master;
use super::options::BusyOptions;
use super::overriding::{EventShifts, Override};
use super::report::{BusyEvent, BusyKind, BusyReport};
use crate::error::{IcalError, IcalProblem, Result};
use crate::ical::place::{Spot, Zones};
use crate::ical::problem::Problems;
use crate::ical::tree::{Component, Document};
use crate::ical::value::{End, Time};
use crate::ical::view::{Event, MicrosoftBusy, Status};
use crate::interval::Interval;
use crate::time::wall_of_secs;
use chrono::NaiveDateTime;
use std::sync::Arc;

/// Events with their UIDs; one without a UID has an empty one.
type Events<'a> = Vec<(String, Place<'a>)>;
/// Free/busy answers with the numbers of their calendars.
type Answers<'a> = Vec<(usize, Component<'a>)>;

/// When a calendar is busy within a range.
///
/// Events (`VEVENT`) count unless they are transparent or cancelled; free/busy answers (`VFREEBUSY`) count unless
/// free; tasks and journals never do. Nothing in a file can stop the rest of it from being read: what can't be taken
/// as it stands becomes a problem with its line, and what is left of it counts.
///
/// - **Recurring events:** RRULE, RDATE, EXDATE and EXRULE; DTSTART is always an instance, and the first that COUNT
///   counts, unless EXDATE or an override names it. An override (RECURRENCE-ID) takes the place of its instance, moved or cancelled, also if the
///   event itself is not in the file; one with `RANGE=THISANDFUTURE` shifts the later instances by as much on the
///   wall and gives them its length. Of several revisions the highest SEQUENCE counts.
/// - **All day:** a date is the owner's local day, from its first instant to the first instant of the next, so 23 or
///   25 hours long when the clock changes. A day that a zone skipped takes no time.
/// - **Gap and fold:** a time that a clock change skips takes place later by the length of the gap, a time that
///   happens twice is its first occurrence (RFC 5545 §3.3.5).
/// - **Length:** DTEND is not included; it means the same elapsed time for every instance, DURATION means calendar
///   days and then elapsed time. Without either a date is one day and a time takes none. An event that takes no
///   time blocks nothing.
/// - **Zones:** a place name means the zone data even if the file brings its own VTIMEZONE, because exporters cut
///   those down to the present rule; for any other name the VTIMEZONE decides; an unknown name means the owner's
///   zone, with a problem. A floating EXDATE, RDATE or RECURRENCE-ID is read in the zone of its event.
///
/// Cost: linear in the file, plus the instances in the range (and before it where a rule has COUNT). Each rule has
/// the budgets of [`BusyOptions::limits`]; one that exceeds them blocks with the instances found so far, and is a
/// problem. What rules cost beyond 2,000 search steps each has a budget in common, ten times
/// [`Limits::search_steps`](crate::Limits::search_steps).
///
/// # Errors
/// `ical.not-calendar` when no `VCALENDAR` is in the file: an error page is not a free calendar. `ical.too-busy`
/// beyond [`Limits::busy`](crate::Limits::busy) events; `ical.too-costly` when the rules together exceed their
/// budget.
///
/// # Example: 02:30 on the night when Paris skips it, and a day of 23 hours
/// ```
/// use kalends::ical::{BusyOptions, Document, busy};
/// use kalends::{Limits, ZoneDb, interval::Interval, time::parse_instant};
/// let text = b"BEGIN:VCALENDAR\r\n\
///     BEGIN:VEVENT\r\nUID:backup\r\nDTSTART;TZID=Europe/Paris:20270327T023000\r\nDURATION:PT10M\r\n\
///     RRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT\r\n\
///     BEGIN:VEVENT\r\nUID:fair\r\nDTSTART;VALUE=DATE:20270328\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
/// let document = Document::parse(&text[..], &Limits::default())?;
/// let range = Interval::new(parse_instant("2027-03-27T12:00:00Z")?, parse_instant("2027-03-29T12:00:00Z")?)?;
/// let report = busy(&document, &BusyOptions::new(ZoneDb::builtin().get("Europe/Paris")?, range))?;
/// let spans: Vec<String> = report.busy.iter().map(|event| event.interval.to_string()).collect();
/// assert_eq!(spans, [
///     "2027-03-27T23:00:00Z/2027-03-28T22:00:00Z",
///     "2027-03-28T01:30:00Z/2027-03-28T01:40:00Z",     // 03:30 on the wall
///     "2027-03-29T00:30:00Z/2027-03-29T00:40:00Z",
/// ]);
/// # Ok::<(), kalends::Error>(())
/// ```
pub fn busy(document: &Document, options: &BusyOptions<'_>) -> Result<BusyReport> {
    let mut reader = Reader::new(options);
    let (events, answers) = reader.survey(document)?;
    // An event without a UID stands alone.
    let same = |a: &(String, Place<'_>), b: &(String, Place<'_>)| a.0 == b.0 && !a.0.is_empty();
    for group in events.chunk_by(same) {
        reader.group(group)?;
    }
    for answer in answers {
        freebusy::push(&mut reader, answer)?;
    }
    let Reader { mut out, problems, .. } = reader;
    out.sort_by(|a, b| {
        let key = |event: &BusyEvent| (event.recurrence, event.line);
        (a.interval, &a.uid).cmp(&(b.interval, &b.uid)).then_with(|| key(a).cmp(&key(b)))
    });
    Ok(BusyReport { busy: out, problems: problems.finish(), zone_data: options.zones.release().to_owned() })
}

pub(super) struct Reader<'a> {
    pub(super) options: &'a BusyOptions<'a>,
    pub(super) zones: Zones<'a>,
    pub(super) problems: Problems,
    pub(super) work: Work,
    out: Vec<BusyEvent>,
}

/// What the instances of one component share.
#[derive(Debug)]
pub(super) struct Label {
    pub(super) uid: Option<Arc<str>>,
    pub(super) summary: Option<Arc<str>>,
    pub(super) all_day: bool,
    pub(super) kind: BusyKind,
    pub(super) line: usize,
}

impl<'a> Reader<'a> {
    fn new(options: &'a BusyOptions<'a>) -> Self {
        Self {
            options,
            zones: Zones::new(options.zones, options.zone.clone()),
            problems: Problems::default(),
            out: Vec::new(),
            work: Work::new(&options.limits),
        }
    }

    /// Finds the zones, the free/busy answers, and the events in order of their UIDs.
    fn survey(&mut self, document: &'a Document) -> Result<(Events<'a>, Answers<'a>)> {
        let (mut events, mut answers) = (Vec::new(), Vec::new());
        let (mut calendar, mut cancelled) = (0, false);
        for component in document.every_component() {
            if component.is("VCALENDAR") {
                calendar += 1;
                let method = component.property("METHOD");
                cancelled = method.is_some_and(|p| p.value().trim_ascii().eq_ignore_ascii_case(b"CANCEL"));
            } else if component.is("VEVENT") {
                let uid = component.property("UID").map(|uid| uid.text().trim().to_owned());
                events.push((uid.unwrap_or_default(), Place { component, calendar, cancelled }));
            } else if component.is("VTIMEZONE") {
                self.zones.define(calendar, component);
            } else if component.is("VFREEBUSY") {
                answers.push((calendar, component));
            }
        }
        if calendar == 0 {
            return Err(IcalError::NotCalendar {}.into());
        }
        events.sort_by(|a, b| a.0.cmp(&b.0));
        Ok((events, answers))
    }

    /// One event with its revisions and overrides.
    fn group(&mut self, places: &[(String, Place<'_>)]) -> Result<()> {
        let (mut masters, mut overrides) = (Vec::new(), Vec::new());
        for (_, place) in places {
            let member = Member::read(place, &mut self.problems);
            if member.event.uid.is_none() {
                self.problems.note(member.event.line, || IcalProblem::NoUid {});
            }
            let into = if member.event.recurrence_id.is_some() { &mut overrides } else { &mut masters };
            into.push(member);
        }
        let masters = latest(masters, &mut self.problems);
        let masters: Vec<Master> = masters.into_iter().filter_map(|one| Master::read(self, one)).collect();
        let clock = masters.first().map(|master| &master.start);
        let length = masters.first().map(|master| master.length);
        let read = |one| Override::read(self, one, clock, length);
        let overrides = latest_overrides(overrides.into_iter().filter_map(read).collect());
        let replaced = Keys::new(overrides.iter().map(|one| one.id.clone()));
        let shifts = EventShifts::new(&overrides, clock);
        masters.iter().try_for_each(|master| master.push(self, &replaced, &shifts))?;
        overrides.iter().try_for_each(|one| one.push(self))
    }

    pub(super) fn spot(&mut self, time: &Time, member: &Member) -> Spot {
        Spot::new(time, (member.calendar, member.event.line), &mut self.zones, &mut self.problems)
    }

    /// A time that names an instance: without a zone of its own it is on the clock of the event.
    pub(super) fn exception(&mut self, time: &Time, member: &Member, clock: Option<&Spot>) -> Spot {
        let spot = self.spot(time, member);
        match (time, clock) {
            (Time::Floating(_), Some(clock)) => Spot { zone: clock.zone.clone(), ..spot },
            _ => spot,
        }
    }

    pub(super) fn length(&mut self, member: &Member, start: &Spot) -> Length {
        let end = member.event.end.as_ref();
        let instant = match end {
            Some(End::At(time)) if !time.is_date() => Some(self.spot(time, member).tick()),
            _ => None,
        };
        Length::new(start, end, instant, member.event.line, &mut self.problems)
    }

    /// Notes a period that ends before it starts.
    pub(super) fn check_order(&mut self, start: &Spot, end: i64, line: usize) {
        if end < start.tick() {
            self.problems.note(line, || IcalProblem::EndBeforeStart {
                start: wall_of_secs(start.wall).to_string(),
                end: wall_of_secs(start.wall_at(end)).to_string(),
            });
        }
    }

    /// What marks the busy time of a component, or `None` if it takes none.
    pub(super) fn label(&self, member: &Member, all_day: bool) -> Option<Label> {
        let event = &member.event;
        let own = event.uid.as_deref().is_some_and(|uid| self.options.own.hold(uid));
        let kind = self.kind(event).filter(|_| !member.cancelled && !own)?;
        let shared = |text: &Option<String>| text.as_deref().map(Arc::from);
        Some(Label {
            uid: shared(&event.uid),
            summary: shared(&event.summary),
            all_day,
            kind,
            line: event.line,
        })
    }

    fn kind(&self, event: &Event) -> Option<BusyKind> {
        let microsoft = event.microsoft_busy.filter(|_| self.options.microsoft_busy_status);
        if event.status == Some(Status::Cancelled) {
            return None;
        }
        if self.options.even_free {
            return Some(BusyKind::Busy);
        }
        if event.transparent || microsoft == Some(MicrosoftBusy::Free) {
            return None;
        }
        let tentative =
            event.status == Some(Status::Tentative) || microsoft == Some(MicrosoftBusy::Tentative);
        match microsoft {
            _ if tentative => self.options.tentative_blocks.then_some(BusyKind::Tentative),
            Some(MicrosoftBusy::OutOfOffice) => Some(BusyKind::Unavailable),
            _ => Some(BusyKind::Busy),
        }
    }

    /// Notes a busy time, if it takes any and touches the range.
    ///
    /// # Errors
    /// `ical.too-busy`.
    pub(super) fn push(
        &mut self,
        label: &Label,
        (start, end): (i64, i64),
        recurrence: Option<NaiveDateTime>,
    ) -> Result<()> {
        let Some(interval) = Interval::from_secs(start, end).filter(|span| span.overlaps(self.options.range))
        else {
            return Ok(());
        };
        let limit = self.options.limits.busy;
        if self.out.len() >= limit {
            return Err(IcalError::TooBusy { limit }.into());
        }
        self.out.push(BusyEvent {
            interval,
            uid: label.uid.clone(),
            recurrence,
            summary: label.summary.clone(),
            all_day: label.all_day,
            kind: label.kind,
            line: label.line,
        });
        Ok(())
    }
}
