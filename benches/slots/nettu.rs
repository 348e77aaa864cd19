//! nettu_scheduler's domain crate, whose schedules are open Monday to Friday from 09:00 to 17:30 where nothing is said.

use crate::host::Host;
use nettu_scheduler_domain::booking_slots::{
    BookingSlotsOptions, ServiceBookingSlot, UserFreeEvents, get_booking_slots, get_service_bookingslots,
};
use nettu_scheduler_domain::{CompatibleInstances, EventInstance, ID, Schedule, TimeSpan, Tz};

const MINUTE: i64 = 60_000;

fn options(host: &Host, minutes: i64, step: i64) -> BookingSlotsOptions {
    BookingSlotsOptions {
        start_ts: host.range.start_secs() * 1000,
        end_ts: host.range.end_secs() * 1000,
        duration: minutes * MINUTE,
        interval: step * MINUTE,
    }
}

/// Opening hours without what is busy.
fn free(host: &Host) -> CompatibleInstances {
    let schedule = Schedule::new(ID::default(), ID::default(), &Tz::America__New_York);
    let span = TimeSpan::new(host.range.start_secs() * 1000, host.range.end_secs() * 1000);
    let taken = host.busy.iter().map(|busy| EventInstance {
        start_ts: busy.span.start_secs() * 1000,
        end_ts: busy.span.end_secs() * 1000,
        busy: true,
    });
    let mut free = schedule.freebusy(&span);
    free.remove_instances(&CompatibleInstances::new(taken.collect()), 0);
    free
}

pub(crate) fn one(host: &Host, minutes: i64, step: i64) -> u64 {
    get_booking_slots(&free(host), &options(host, minutes, step)).len() as u64
}

/// Slots and members of slots.
pub(crate) fn any_of(hosts: &[Host], minutes: i64, step: i64) -> u64 {
    let all = hosts.iter().map(|host| UserFreeEvents { free_events: free(host), user_id: ID::default() });
    let found: Vec<ServiceBookingSlot> =
        get_service_bookingslots(all.collect(), &options(&hosts[0], minutes, step));
    found.iter().map(|slot| slot.user_ids.len() as u64).sum()
}
