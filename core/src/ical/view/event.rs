use super::read::{self, once, unreadable};
use crate::error::IcalProblem;
use crate::ical::clip;
use crate::ical::problem::{Problem, Problems};
use crate::ical::tree::{Component, Property};
use crate::ical::value::{End, Period, Time, items, read_duration};
use crate::rules::StateName;
use crate::time::CalendarDuration;

/// What a `VEVENT` says about time, and by what it is known.
///
/// Values are as the file has them: zones are names not yet looked up, rules are text not yet read. What could not
/// be read is absent and listed as a problem.
///
/// # Example: an override of one lesson, moved and made tentative
/// ```
/// use kalends::{Limits, ical::{Document, Event, Status, Time}};
/// let text = b"BEGIN:VEVENT\r\nUID:lesson\r\nRECURRENCE-ID;TZID=Europe/Paris:20270131T090000\r\n\
///     DTSTART;TZID=Europe/Paris:20270201T100000\r\nDURATION:PT1H\r\nSTATUS:TENTATIVE\r\nEND:VEVENT\r\n";
/// let document = Document::parse(&text[..], &Limits::default())?;
/// let (event, problems) = Event::read(document.components().next().unwrap());
/// assert_eq!(event.status, Some(Status::Tentative));
/// let original = event.recurrence_id.unwrap().time;
/// assert_eq!(original.wall().to_string(), "2027-01-31 09:00:00");
/// assert!(matches!(original, Time::Zoned { .. }) && problems.is_empty());
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// The line of its BEGIN.
    pub line: usize,
    /// UID: the identity that all instances and overrides share.
    pub uid: Option<String>,
    /// SUMMARY.
    pub summary: Option<String>,
    /// DTSTART.
    pub start: Option<Time>,
    /// DTEND or DURATION; DTEND if there are both.
    pub end: Option<End>,
    /// RRULE; RFC 2445 allowed several.
    pub rules: Vec<RuleText>,
    /// EXRULE, which RFC 5545 dropped.
    pub excluded_rules: Vec<RuleText>,
    /// RDATE.
    pub dates: Vec<RecurrenceDate>,
    /// EXDATE.
    pub excluded_dates: Vec<Time>,
    /// RECURRENCE-ID: this component overrides one instance of the event, or it and all later ones.
    pub recurrence_id: Option<RecurrenceId>,
    /// STATUS, if it is one of the three that RFC 5545 knows.
    pub status: Option<Status>,
    /// `TRANSP:TRANSPARENT`: takes no time.
    pub transparent: bool,
    /// SEQUENCE: how often the event was revised; 0 if absent or odd.
    pub sequence: u32,
    /// X-MICROSOFT-CDO-BUSYSTATUS.
    pub microsoft_busy: Option<MicrosoftBusy>,
}

/// A rule as the file has it, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleText {
    /// The value of the RRULE or EXRULE, without spaces.
    pub text: String,
    /// The line it starts on.
    pub line: usize,
}

/// One RDATE.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecurrenceDate {
    /// A further start; the instance is as long as the event.
    Start(Time),
    /// A further start with an end of its own.
    Period(Period),
}

/// Which instance a component overrides.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecurrenceId {
    /// The original start of the instance.
    pub time: Time,
    /// `RANGE=THISANDFUTURE`: the later instances too.
    pub and_future: bool,
}

/// STATUS of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Status {
    /// Not yet certain.
    Tentative,
    /// Certain.
    Confirmed,
    /// Does not take place.
    Cancelled,
}

/// What a calendar shows of a booking in a state: what may come to nothing is tentative, and what has is cancelled.
impl From<StateName> for Status {
    fn from(state: StateName) -> Self {
        match state {
            StateName::Held | StateName::Requested => Self::Tentative,
            StateName::Confirmed | StateName::Completed | StateName::NoShow => Self::Confirmed,
            StateName::Declined | StateName::Expired | StateName::Cancelled => Self::Cancelled,
        }
    }
}

/// X-MICROSOFT-CDO-BUSYSTATUS: what Outlook shows the time as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MicrosoftBusy {
    /// Takes no time.
    Free,
    /// Not yet certain.
    Tentative,
    /// Busy.
    Busy,
    /// Out of office.
    OutOfOffice,
    /// Works at another place, and is there for others.
    WorkingElsewhere,
}

impl Event {
    /// Reads a component, which should be a `VEVENT`.
    pub fn read(component: Component<'_>) -> (Self, Vec<Problem>) {
        let mut problems = Problems::default();
        let event = Self::read_into(component, &mut problems);
        (event, problems.finish())
    }

    pub(in crate::ical) fn read_into(component: Component<'_>, problems: &mut Problems) -> Self {
        let mut reader =
            Reader { event: Self::default(), end: None, duration: None, sequence: None, problems };
        component.properties().for_each(|property| reader.property(&property));
        let Reader { mut event, end, duration, sequence, problems } = reader;
        event.line = component.line();
        event.sequence = sequence.unwrap_or_default();
        if end.is_some() && duration.is_some() {
            problems.note(event.line, || IcalProblem::BothEnds {});
        }
        event.end = end.map(End::At).or(duration.map(End::After));
        event
    }
}

struct Reader<'p> {
    event: Event,
    end: Option<Time>,
    duration: Option<CalendarDuration>,
    sequence: Option<u32>,
    problems: &'p mut Problems,
}

impl Reader<'_> {
    fn property(&mut self, property: &Property<'_>) {
        let (event, problems) = (&mut self.event, &mut *self.problems);
        let text = |property: &Property<'_>, _: &mut Problems| Some(property.text());
        match property.name().to_ascii_uppercase().as_str() {
            "UID" => once(&mut event.uid, "UID", property, problems, |p, _| {
                Some(p.text().trim().to_owned()).filter(|uid| !uid.is_empty())
            }),
            "SUMMARY" => once(&mut event.summary, "SUMMARY", property, problems, text),
            "DTSTART" => {
                once(&mut event.start, "DTSTART", property, problems, |p, all| read::time("DTSTART", p, all));
            }
            "DTEND" => once(&mut self.end, "DTEND", property, problems, |p, all| read::time("DTEND", p, all)),
            "DURATION" => once(&mut self.duration, "DURATION", property, problems, duration),
            "RECURRENCE-ID" => {
                once(&mut event.recurrence_id, "RECURRENCE-ID", property, problems, recurrence_id);
            }
            "SEQUENCE" => once(&mut self.sequence, "SEQUENCE", property, problems, sequence),
            "STATUS" => event.status = event.status.or_else(|| status(property.value())),
            "TRANSP" => {
                event.transparent |= property.value().trim_ascii().eq_ignore_ascii_case(b"TRANSPARENT")
            }
            "X-MICROSOFT-CDO-BUSYSTATUS" => {
                event.microsoft_busy = event.microsoft_busy.or_else(|| microsoft_busy(property.value()));
            }
            "RRULE" => event.rules.push(rule_text(property)),
            "EXRULE" => event.excluded_rules.push(rule_text(property)),
            "RDATE" => dates(property, problems, &mut event.dates),
            "EXDATE" => excluded_dates(property, problems, &mut event.excluded_dates),
            _ => {}
        }
    }
}

/// No rule has a space in it, but some exporters pad theirs.
pub(super) fn rule_text(property: &Property<'_>) -> RuleText {
    let mut text = String::from_utf8_lossy(property.value()).into_owned();
    text.retain(|char| !char.is_ascii_whitespace());
    RuleText { text, line: property.line() }
}

pub(super) fn duration(property: &Property<'_>, problems: &mut Problems) -> Option<CalendarDuration> {
    let Some(signed) = read_duration(property.value()) else {
        unreadable("DURATION", property.value(), read::DURATION, property, problems);
        return None;
    };
    if signed.negative && signed.length != CalendarDuration::ZERO {
        let end = clip(property.value());
        problems.note(property.line(), || IcalProblem::EndBeforeStart { start: "DTSTART".to_owned(), end });
        return Some(CalendarDuration::ZERO);
    }
    Some(signed.length)
}

fn sequence(property: &Property<'_>, problems: &mut Problems) -> Option<u32> {
    let text = String::from_utf8_lossy(property.value());
    let number = text.trim().parse().ok();
    if number.is_none() {
        unreadable("SEQUENCE", property.value(), "a whole number", property, problems);
    }
    number
}

fn recurrence_id(property: &Property<'_>, problems: &mut Problems) -> Option<RecurrenceId> {
    let time = read::time("RECURRENCE-ID", property, problems)?;
    let range = property.param("RANGE");
    let and_future = range.as_deref().is_some_and(|range| range.eq_ignore_ascii_case("THISANDFUTURE"));
    if let (Some(range), false) = (range, and_future) {
        problems.note(property.line(), || IcalProblem::OddRange { found: clip(range.as_bytes()) });
    }
    Some(RecurrenceId { time, and_future })
}

fn status(value: &[u8]) -> Option<Status> {
    Some(match value.trim_ascii().to_ascii_uppercase().as_slice() {
        b"TENTATIVE" => Status::Tentative,
        b"CONFIRMED" => Status::Confirmed,
        b"CANCELLED" | b"CANCELED" => Status::Cancelled,
        _ => return None,
    })
}

fn microsoft_busy(value: &[u8]) -> Option<MicrosoftBusy> {
    Some(match value.trim_ascii().to_ascii_uppercase().as_slice() {
        b"FREE" => MicrosoftBusy::Free,
        b"TENTATIVE" => MicrosoftBusy::Tentative,
        b"BUSY" => MicrosoftBusy::Busy,
        b"OOF" => MicrosoftBusy::OutOfOffice,
        b"WORKINGELSEWHERE" => MicrosoftBusy::WorkingElsewhere,
        _ => return None,
    })
}

pub(super) fn dates(property: &Property<'_>, problems: &mut Problems, out: &mut Vec<RecurrenceDate>) {
    let zone = read::tzid(property);
    for item in items(property.value()) {
        let date = if item.contains(&b'/') {
            Period::read(item, zone.as_ref()).map(RecurrenceDate::Period)
        } else {
            Time::read(item, zone.as_ref()).map(RecurrenceDate::Start)
        };
        match date {
            Some(date) => out.push(date),
            None => unreadable("RDATE", item, "a date, a time or a period", property, problems),
        }
    }
}

fn excluded_dates(property: &Property<'_>, problems: &mut Problems, out: &mut Vec<Time>) {
    let zone = read::tzid(property);
    for item in items(property.value()) {
        match Time::read(item, zone.as_ref()) {
            Some(time) => out.push(time),
            None => unreadable("EXDATE", item, read::TIME, property, problems),
        }
    }
}
