//! What is done with schedules, resources and services, and what that does to bookings.

use super::{Decision, Verdict, stale};
use crate::availability::{Schedule, ScheduleRule};
use crate::booking::{
    Accepted, AddResource, AddRule, AddService, ChangeResource, ChangeRule, ChangeSchedule, ChangeService,
    Changes, Command, OnBookings, Refused, RemoveResource, RemoveRule, RemoveService, ResourceRecord,
    Scheduled,
};
use crate::error::{BookingError, Error, Result};
use crate::id::{ResourceId, RuleId};
use crate::impact::Orphan;
use crate::resource::Resource;
use crate::rules::Reason;
use crate::service::Service;

/// How a resource shall be, and which version the caller has seen of what changes.
pub(super) struct Rearranged<'a> {
    pub(super) known: &'a ResourceRecord,
    pub(super) resource: Resource,
    pub(super) schedule: Schedule,
    found: u64,
    expected: Option<u64>,
    pub(super) on_bookings: OnBookings,
    /// Whether everything that is to come is left outside, also what was so before.
    pub(super) ends: bool,
}

impl Rearranged<'_> {
    /// Whether it is so already.
    pub(super) fn is_known(&self) -> bool {
        (&self.resource, &self.schedule) == (&self.known.resource, &self.known.schedule)
    }
}

impl<'a> Decision<'a> {
    /// Judges a command about a schedule, a resource or a service.
    pub(super) fn schedule(&self, command: &Command) -> Result<Verdict> {
        if let Some(after) = self.rearranged(command)? {
            return self.rearrange(&after);
        }
        match command {
            Command::AddResource(add) => self.add_resource(add),
            Command::AddService(add) => self.add_service(add),
            Command::ChangeService(change) => self.change_service(change),
            Command::RemoveService(remove) => self.remove_service(remove),
            _ => Ok(Verdict::Refuse(Box::default())),
        }
    }

    /// How a command wants a known resource to be; none if it is about something else.
    pub(super) fn rearranged(&self, command: &Command) -> Result<Option<Rearranged<'a>>> {
        Ok(Some(match command {
            Command::AddRule(AddRule { resource, rule, on_bookings }) => {
                let known = self.view.known_resource(resource)?;
                if known.schedule.rule(rule.id()).is_some_and(|known| !known.says(rule)) {
                    let error = BookingError::RuleTaken { rule: rule.id().to_string() };
                    return Err(Error::from(error).in_field("rule"));
                }
                let schedule = known.schedule.clone().with(rule.clone().first());
                // There is no version yet that could have been seen.
                self.following(known, &known.resource, &schedule, (0, None), *on_bookings)
            }
            Command::ChangeRule(ChangeRule { resource, rule, version, on_bookings }) => {
                let known = self.view.known_resource(resource)?;
                let found = known_rule(known, rule.id())?.version();
                let schedule = known.schedule.clone().with(rule.clone());
                self.following(known, &known.resource, &schedule, (found, *version), *on_bookings)
            }
            Command::RemoveRule(RemoveRule { resource, rule, version, on_bookings }) => {
                let known = self.view.known_resource(resource)?;
                // What is gone already was removed before.
                let found = known.schedule.rule(rule).map_or(0, |rule| rule.version());
                let schedule = known.schedule.clone().without(rule);
                self.following(known, &known.resource, &schedule, (found, *version), *on_bookings)
            }
            Command::ChangeSchedule(ChangeSchedule { resource, schedule, version, on_bookings }) => {
                let known = self.view.known_resource(resource)?;
                let seen = (known.resource.version, *version);
                self.following(known, &known.resource, schedule, seen, *on_bookings)
            }
            Command::ChangeResource(ChangeResource { resource, version, on_bookings }) => {
                let known = self.view.known_resource(&resource.id)?;
                let seen = (known.resource.version, *version);
                self.following(known, resource, &known.schedule, seen, *on_bookings)
            }
            Command::RemoveResource(RemoveResource { resource, version, on_bookings }) => {
                let known = self.view.known_resource(resource)?;
                let retired = Resource { retired: true, tags: Vec::new(), ..known.resource.clone() };
                let seen = (known.resource.version, *version);
                let after = self.following(known, &retired, &Schedule::default(), seen, *on_bookings);
                Rearranged { ends: true, ..after }
            }
            _ => return Ok(None),
        }))
    }

    fn following(
        &self,
        known: &'a ResourceRecord,
        resource: &Resource,
        schedule: &Schedule,
        (found, expected): (u64, Option<u64>),
        on_bookings: OnBookings,
    ) -> Rearranged<'a> {
        let (resource, schedule) = ResourceRecord::succession(Some(known), resource, schedule);
        Rearranged { known, resource, schedule, found, expected, on_bookings, ends: false }
    }

    fn rearrange(&self, after: &Rearranged<'_>) -> Result<Verdict> {
        let as_known = Scheduled { resource: after.resource.clone(), schedule: after.schedule.clone() };
        if after.is_known() {
            return Ok(rearranged(as_known, Changes::default(), Vec::new()));
        }
        after.resource.validate().map_err(|error| error.in_field("resource"))?;
        after.schedule.validate(self.limits).map_err(|error| error.in_field("schedule"))?;
        let orphans = self.orphans_of(after)?;
        let mut reasons: Vec<Reason> = self.host_only().into_iter().collect();
        reasons.extend(refusing(&orphans, after.on_bookings));
        reasons.extend(stale(after.found, after.expected));
        if !reasons.is_empty() {
            return Ok(Verdict::Refuse(Box::new(Refused { reasons, orphans, ..Refused::default() })));
        }
        let (mut changes, judged) = self.ending_orphans(&orphans, after.on_bookings)?;
        changes.resources.push((after.resource.clone(), after.schedule.clone()));
        Ok(rearranged(as_known, changes, orphans).saying(judged.said))
    }

    fn add_resource(&self, add: &AddResource) -> Result<Verdict> {
        let AddResource { resource, schedule } = add;
        let id: &ResourceId = &resource.id;
        let fresh = Scheduled {
            resource: Resource { version: crate::availability::FIRST_VERSION, ..Resource::clone(resource) },
            schedule: Schedule::clone(schedule),
        };
        resource.validate().map_err(|error| error.in_field("resource"))?;
        schedule.validate(self.limits).map_err(|error| error.in_field("schedule"))?;
        if let Some(known) = self.view.resource(id)? {
            let Scheduled { resource, schedule } = &fresh;
            let next = ResourceRecord::succession(Some(known), resource, schedule);
            if next != (known.resource.clone(), known.schedule.clone()) {
                let error = BookingError::ResourceTaken { resource: id.to_string() };
                return Err(Error::from(error).in_field("resource"));
            }
            let (resource, schedule) = next;
            return Ok(rearranged(Scheduled { resource, schedule }, Changes::default(), Vec::new()));
        }
        if let Some(reason) = self.host_only() {
            return Ok(Verdict::refused(vec![reason]));
        }
        let changes = Changes::resource(fresh.resource.clone(), fresh.schedule.clone());
        Ok(rearranged(fresh, changes, Vec::new()))
    }

    fn add_service(&self, add: &AddService) -> Result<Verdict> {
        add.service.validate(self.limits).map_err(|error| error.in_field("service"))?;
        let mut fresh =
            Service { version: crate::availability::FIRST_VERSION, ..Service::clone(&add.service) };
        if let Some(known) = self.view.service(&fresh.id)? {
            let next = fresh.clone().succeeding(Some(known));
            if next == *known {
                return Ok(offered(Some(next), Changes::default(), Vec::new()));
            }
            if !known.retired {
                let error = BookingError::ServiceTaken { service: fresh.id.to_string() };
                return Err(Error::from(error).in_field("service"));
            }
            fresh = next;
        }
        if let Some(reason) = self.host_only() {
            return Ok(Verdict::refused(vec![reason]));
        }
        let changes = Changes::service(fresh.clone());
        Ok(offered(Some(fresh), changes, Vec::new()))
    }

    fn change_service(&self, change: &ChangeService) -> Result<Verdict> {
        change.service.validate(self.limits).map_err(|error| error.in_field("service"))?;
        let known = self.view.known_service(&change.service.id)?;
        let next = Service::clone(&change.service).succeeding(Some(known));
        if next == *known {
            return Ok(offered(Some(next), Changes::default(), Vec::new()));
        }
        let mut reasons: Vec<Reason> = self.host_only().into_iter().collect();
        reasons.extend(stale(known.version, change.version));
        if !reasons.is_empty() {
            return Ok(Verdict::refused(reasons));
        }
        let changes = Changes::service(next.clone());
        Ok(offered(Some(next), changes, Vec::new()))
    }

    fn remove_service(&self, remove: &RemoveService) -> Result<Verdict> {
        let Some(known) = self.view.offered(&remove.service)? else {
            return Ok(offered(None, Changes::default(), Vec::new()));
        };
        let orphans = self.booked_of(&remove.service);
        let mut reasons: Vec<Reason> = self.host_only().into_iter().collect();
        reasons.extend(refusing(&orphans, remove.on_bookings));
        reasons.extend(stale(known.version, remove.version));
        if !reasons.is_empty() {
            return Ok(Verdict::Refuse(Box::new(Refused { reasons, orphans, ..Refused::default() })));
        }
        let (mut changes, judged) = self.ending_orphans(&orphans, remove.on_bookings)?;
        let retired = Service { retired: true, ..known.clone() }.succeeding(Some(known));
        changes.services.push(retired);
        Ok(offered(None, changes, orphans).saying(judged.said))
    }
}

/// A rule that has to be there.
fn known_rule(known: &ResourceRecord, id: &RuleId) -> Result<ScheduleRule> {
    let unknown = || Error::from(BookingError::UnknownRule { rule: id.to_string() }).in_field("rule");
    known.schedule.rule(id).ok_or_else(unknown)
}

/// What is said for each booking against a change that asks.
fn refusing(orphans: &[Orphan], on_bookings: OnBookings) -> impl Iterator<Item = Reason> {
    let asked = orphans.iter().filter(move |_| on_bookings == OnBookings::Ask);
    asked.map(|orphan| Reason::Orphaned {
        by: orphan.what.clone(),
        start: orphan.span.start(),
        end: orphan.span.end(),
    })
}

fn rearranged(resource: Scheduled, changes: Changes, orphans: Vec<Orphan>) -> Verdict {
    let bookings = changes.bookings.clone();
    let resource = Some(Box::new(resource));
    Verdict::Accept(Box::new(Accepted { bookings, resource, orphans, changes, ..Accepted::default() }))
}

fn offered(service: Option<Service>, changes: Changes, orphans: Vec<Orphan>) -> Verdict {
    let bookings = changes.bookings.clone();
    let service = service.map(Box::new);
    Verdict::Accept(Box::new(Accepted { bookings, service, orphans, changes, ..Accepted::default() }))
}
