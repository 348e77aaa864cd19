//! Pictures of the two days on which clocks change, drawn from what the engine answers.

use chrono::{DateTime, TimeDelta, Utc};
use kalends::availability::{Schedule, Weekly};
use kalends::id::{ResourceId, RuleId, ServiceId};
use kalends::interval::Interval;
use kalends::resource::Resource;
use kalends::rules::{Context, Prepared, World};
use kalends::service::Service;
use kalends::slots::{Query, find};
use kalends::time::{Length, Weekdays, parse_instant};
use kalends::{Limits, Result, Zone, ZoneDb};
use std::fmt::Write;

/// Pixels to an hour.
const HOUR: i64 = 90;
const LEFT: i64 = 110;

/// The pictures with their paths.
pub(super) fn pictures() -> Vec<(String, String)> {
    let days = [
        ("spring", "28 March 2027: 02:00 to 03:00 never happens", "2027-03-27T23:00:00Z", 6),
        ("autumn", "31 October 2027: 02:00 to 03:00 happens twice", "2027-10-30T22:00:00Z", 8),
    ];
    let drawn = days.map(|(name, title, from, hours)| {
        let picture = parse_instant(from).and_then(|from| draw(title, from, hours));
        (format!("docs/pictures/{name}.svg"), picture.unwrap_or_else(|error| error.to_string()))
    });
    drawn.into()
}

/// From an instant on, some hours: what the clocks show, when it is open, which slots there are.
fn draw(title: &str, from: DateTime<Utc>, hours: i64) -> Result<String> {
    let berlin = ZoneDb::builtin().get("Europe/Berlin")?;
    let hour = |n: i64| from + TimeDelta::hours(n);
    let prepared = prepared(Interval::new(from, hour(hours))?)?;
    let open = prepared.hours().open().clip(Interval::new(from, hour(hours))?);
    let slots = slots(prepared, Interval::new(from, hour(hours - 1))?)?;
    let mut svg = Svg::new(LEFT + hours * HOUR + 20, title);
    for (y, label) in [(58, "UTC"), (84, "Berlin"), (121, "open"), (163, "slots")] {
        svg.text(12, y, "start", label);
    }
    for n in 0..=hours {
        let x = LEFT + n * HOUR;
        svg.line(x, 66, x, 176);
        svg.text(x, 58, "middle", &hour(n).format("%H:%M").to_string());
        svg.text(x, 84, "middle", &clock(&berlin, hour(n)));
    }
    let at = |time: DateTime<Utc>| LEFT + (time - from).num_minutes() * HOUR / 60;
    for span in open.iter() {
        svg.bar(at(span.start()), 102, at(span.end()) - at(span.start()), "#9ad0a0");
    }
    for (start, end) in slots {
        svg.bar(at(start) + 2, 144, at(end) - at(start) - 4, "#8fb7e8");
        svg.text((at(start) + at(end)) / 2, 163, "middle", &clock(&berlin, start));
    }
    Ok(svg.finish())
}

fn prepared(span: Interval) -> Result<Prepared> {
    let night = Weekly::open(RuleId::new("night")?, Weekdays::ALL, "01:00".parse()?, "05:00".parse()?);
    let schedule = Schedule { weekly: vec![night], ..Schedule::default() };
    let nurse = Resource::new(ResourceId::new("nurse")?, "Europe/Berlin".parse()?);
    Prepared::new(nurse, &schedule, Vec::new(), ZoneDb::builtin(), span, &Limits::default())
}

fn slots(prepared: Prepared, range: Interval) -> Result<Vec<(DateTime<Utc>, DateTime<Utc>)>> {
    let hour = Length::from_minutes(60)?;
    let watch = Service::new(ServiceId::new("watch")?, hour, hour);
    let context = Context::client(parse_instant("2027-01-01T00:00:00Z")?);
    let found = find(&World::from(prepared), &watch, &Query::new(range), &context, &Limits::default())?;
    Ok(found.into_iter().map(|slot| (slot.start(), slot.end())).collect())
}

fn clock(zone: &Zone, time: DateTime<Utc>) -> String {
    let summer = if zone.offset_at(time) == 7200 { "+2" } else { "+1" };
    format!("{} {summer}", zone.wall(time).format("%H:%M"))
}

/// The few shapes that a picture is made of.
struct Svg(String);

impl Svg {
    fn new(width: i64, title: &str) -> Self {
        let head = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} 190\" width=\"{width}\" height=\"190\" \
             font-family=\"sans-serif\" font-size=\"13\" role=\"img\" aria-label=\"{title}\">\n\
             <rect width=\"{width}\" height=\"190\" fill=\"#fff\"/>\n"
        );
        let mut svg = Self(head);
        svg.text(12, 24, "start", title);
        svg
    }

    fn text(&mut self, x: i64, y: i64, anchor: &str, text: &str) {
        let _ = writeln!(
            self.0,
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" fill=\"#222\">{text}</text>"
        );
    }

    fn line(&mut self, x: i64, y: i64, to_x: i64, to_y: i64) {
        let _ = writeln!(self.0, "<path d=\"M{x} {y}L{to_x} {to_y}\" stroke=\"#ccc\"/>");
    }

    fn bar(&mut self, x: i64, y: i64, width: i64, colour: &str) {
        let _ = writeln!(
            self.0,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"28\" rx=\"4\" fill=\"{colour}\"/>"
        );
    }

    fn finish(mut self) -> String {
        self.0.push_str("</svg>\n");
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the slots of a picture begin, as it says.
    fn starts(from: &str, hours: i64) -> Vec<String> {
        let from = parse_instant(from).unwrap();
        let span = Interval::new(from, from + TimeDelta::hours(hours)).unwrap();
        let berlin = ZoneDb::builtin().get("Europe/Berlin").unwrap();
        let longest = Interval::new(from, span.end() + TimeDelta::hours(1)).unwrap();
        let found = slots(prepared(longest).unwrap(), span).unwrap();
        found.into_iter().map(|(start, _)| clock(&berlin, start)).collect()
    }

    #[test]
    fn the_pictures_show_three_hours_in_spring_and_five_in_autumn() {
        assert_eq!(starts("2027-03-27T23:00:00Z", 5), ["01:00 +1", "03:00 +2", "04:00 +2"]);
        let autumn = ["01:00 +2", "02:00 +2", "02:00 +1", "03:00 +1", "04:00 +1"];
        assert_eq!(starts("2027-10-30T22:00:00Z", 7), autumn);
        for (_, picture) in pictures() {
            assert!(picture.starts_with("<svg") && picture.ends_with("</svg>\n"), "{picture}");
        }
    }
}
