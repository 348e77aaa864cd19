//! The engine's JSON door, for bindings: the operations that need a store, and all that do not.

mod records;
#[cfg(test)]
mod tests;

use crate::engine::Engine;
use crate::question::Offer;
use kalends::audit::{Entity, EventQuery};
use kalends::booking::{Changes, EntryQuery, ExternalBusy, ExternalSpan};
use kalends::slots::Query;
use kalends_bridge::{BookingVerdict, Bridge, read};
use records::{
    Asked, Done, EngineExplanation, EngineOffer, Erase, Execute, Explain, External, Find, Listed, Nothing,
    OfBooking, OfEntity, OfEntry, OfPerson, OfResource, OfSeries, OfService, OfSession, Pass, PutBookings,
    PutPolicy, PutResource, PutService, SeriesStored, SessionRecord, Stored,
};

type Handler = fn(&Engine, &Bridge, &[u8]) -> String;

/// The engine's own operations.
const OPS: &[(&str, Handler)] = &[
    ("resource.put", |engine, bridge, json| {
        bridge.answer(json, |PutResource { resource, schedule }| {
            engine.put_resource(&resource, &schedule).map(|()| Done {})
        })
    }),
    ("resource.get", |engine, bridge, json| {
        bridge.answer(json, |OfResource { resource }| {
            engine.resource(&resource).map(|found| found.map(Stored::from))
        })
    }),
    ("resource.list", |engine, bridge, json| bridge.answer(json, |Nothing {}| engine.resources())),
    ("service.put", |engine, bridge, json| {
        bridge.answer(json, |PutService { service }| engine.put_service(&service).map(|()| Done {}))
    }),
    ("service.get", |engine, bridge, json| {
        bridge.answer(json, |OfService { service }| engine.service(&service))
    }),
    ("service.list", |engine, bridge, json| bridge.answer(json, |Nothing {}| engine.services())),
    ("policy.put", |engine, bridge, json| {
        bridge.answer(json, |PutPolicy { policy }| engine.put_policy(&policy).map(|()| Done {}))
    }),
    ("policy.list", |engine, bridge, json| bridge.answer(json, |Nothing {}| engine.policies())),
    ("external.put", |engine, bridge, json| {
        bridge.answer(json, |External { resource, source, spans }| {
            let spans =
                spans.into_iter().map(|one| ExternalSpan { span: one.span, event: one.event }).collect();
            let external = ExternalBusy { resource, source, spans };
            engine.put_external(external).map(|()| Done {})
        })
    }),
    ("booking.get", |engine, bridge, json| {
        bridge.answer(json, |OfBooking { booking }| engine.booking(&booking))
    }),
    ("booking.list", |engine, bridge, json| {
        bridge.answer(json, |Listed { resource, range }| engine.bookings(&resource, range))
    }),
    ("booking.id", |engine, bridge, json| bridge.answer(json, |Nothing {}| engine.new_booking_id())),
    ("booking.execute", |engine, bridge, json| {
        bridge.answer(json, |Execute { command, context }| {
            engine.execute(command, &context.into()).map(BookingVerdict::from)
        })
    }),
    ("booking.judge", |engine, bridge, json| {
        bridge.answer(json, |Execute { command, context }| {
            engine.judge(command, &context.into()).map(BookingVerdict::from)
        })
    }),
    ("booking.put", |engine, bridge, json| {
        bridge.answer(json, |PutBookings { sessions, bookings }| {
            engine.put(&Changes { sessions, bookings, ..Changes::default() }).map(|()| Done {})
        })
    }),
    ("session.get", |engine, bridge, json| {
        bridge.answer(json, |OfSession { session }| {
            let found = engine.session(&session)?;
            Ok(found.map(|(session, bookings)| SessionRecord { session, bookings }))
        })
    }),
    ("series.get", |engine, bridge, json| {
        bridge.answer(json, |OfSeries { series }| {
            let found = engine.series(&series)?;
            Ok(found.map(|(series, bookings)| SeriesStored { series, bookings }))
        })
    }),
    ("waitlist.get", |engine, bridge, json| bridge.answer(json, |OfEntry { entry }| engine.entry(&entry))),
    ("waitlist.list", |engine, bridge, json| bridge.answer(json, |query: EntryQuery| engine.waiting(&query))),
    ("lapsed.expire", |engine, bridge, json| {
        bridge.answer(json, |Pass { after, most }| engine.tick(after, most))
    }),
    ("event.list", |engine, bridge, json| bridge.answer(json, |query: EventQuery| engine.events(&query))),
    ("event.verify", |engine, bridge, json| {
        bridge.answer(json, |OfEntity { kind, id }| {
            engine.verify(&Entity { kind, id }, None).map(std::result::Result::err)
        })
    }),
    ("person.export", |engine, bridge, json| {
        bridge.answer(json, |OfPerson { subject }| engine.personal_data(&subject))
    }),
    ("person.erase", |engine, bridge, json| {
        bridge.answer(json, |Erase { subject, to_come }| engine.erase(&subject, to_come))
    }),
    ("offer.find", |engine, bridge, json| {
        bridge.answer(json, |asked: Find| find(engine, asked).map(EngineOffer::from))
    }),
    ("offer.explain", |engine, bridge, json| {
        bridge.answer(json, |asked: Explain| {
            let Explain { service, resource, start, duration, context } = asked;
            let found = engine.explain(resource.as_ref(), &service, start, duration, &context.into());
            found.map(EngineExplanation::from)
        })
    }),
];

impl Engine {
    /// Does one operation: a request as JSON in, an envelope as JSON out, always.
    ///
    /// `resource.put`, `resource.get`, `resource.list`, `service.put`, `service.get`, `service.list`,
    /// `policy.put`, `policy.list`, `external.put`, `booking.id`, `booking.get`, `booking.list`, `booking.execute`,
    /// `booking.judge`, `booking.put`, `session.get`, `series.get`, `waitlist.get`, `waitlist.list`, `lapsed.expire`,
    /// `event.list`, `event.verify` (`null` if the chain fits), `person.export`, `person.erase`, `offer.find` and
    /// `offer.explain` are about the store; what is not there is `{"ok":null}`. Every other name is an operation of [`Bridge::call`], with this engine's zone data and limits.
    ///
    /// # Example: the night the clocks go back has one hour more
    /// ```
    /// use kalends_engine::{Engine, HostClock};
    /// let clock = HostClock::default();
    /// clock.set(1_790_812_800_000.0);                                                // October 2026 begins
    /// let engine = Engine::open("memory:")?.with_clock(clock.reader());
    /// let done = engine.call("resource.put", br#"{
    ///     "resource": {"id": "nurse", "zone": "Europe/Berlin"},
    ///     "schedule": {"weekly": [{"id": "night", "days": ["SU"], "from": "01:00", "to": "04:00"}]}
    /// }"#);
    /// assert_eq!(done, r#"{"ok":{}}"#);
    /// engine.call("service.put", br#"{"service": {"id": "watch", "durations": ["PT1H"], "step": "PT1H"}}"#);
    /// let night = engine.call("offer.find", br#"{
    ///     "service": "watch", "resource": "nurse",
    ///     "range": {"start": "2026-10-24T22:00:00Z", "end": "2026-10-25T23:00:00Z"}
    /// }"#);
    /// assert_eq!(night.matches("start").count(), 4, "{night}");                        // 01, 02, 02 again, 03
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn call(&self, op: &str, request: &[u8]) -> String {
        let bridge = self.bridge();
        match OPS.iter().find(|(name, _)| *name == op) {
            Some((_, handler)) => handler(self, &bridge, request),
            None => bridge.call(op, request),
        }
    }

    /// What `offer.find` answers, before it is JSON: for bindings that keep slots as they are.
    ///
    /// # Errors
    /// As [`slots`](Self::slots); `wire.*`.
    ///
    /// # Example
    /// ```
    /// use kalends_engine::Engine;
    /// let error = Engine::open("memory:")?.offer(br#"{"service":"watch"}"#).unwrap_err();
    /// assert_eq!((error.code(), error.path()), ("wire.missing-field", "range"));
    /// # Ok::<(), kalends::Error>(())
    /// ```
    pub fn offer(&self, request: &[u8]) -> kalends::Result<Offer> {
        find(self, read(request, self.limits())?)
    }
}

fn find(engine: &Engine, asked: Find) -> kalends::Result<Offer> {
    let Find { service, resource, range, duration, limit, context } = asked;
    let mut query = Query::new(range);
    (query.resource, query.duration, query.limit) = (resource, duration, limit);
    engine.slots(&service, &query, &Asked::into(context))
}
