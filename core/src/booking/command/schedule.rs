use crate::availability::{Schedule, ScheduleRule};
use crate::id::{ResourceId, RuleId, ServiceId};
use crate::resource::Resource;
use crate::service::Service;

/// What becomes of bookings that a change would leave outside opening hours. What was outside before, has begun or has
/// ended is not touched by any of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum OnBookings {
    /// They refuse the change, and are listed. Where there are none, the change is made.
    #[default]
    Ask,
    /// They stay as they are.
    Keep,
    /// The host cancels them, in the same commit.
    Cancel,
}

macro_rules! schedule_commands {
    ($( $(#[doc = $doc:literal])+ $name:ident {
        $( $(#[doc = $field_doc:literal])+ $field:ident: $ty:ty, )*
        $( @version $version:ident, )?
        $( @bookings $bookings:ident, )?
    } )*) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name {
            $( $(#[doc = $field_doc])+ pub $field: $ty, )*
            $(
                /// The version that the caller has seen; any if absent.
                #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
                pub $version: Option<u64>,
            )?
            $(
                /// What becomes of bookings that would be left outside.
                #[cfg_attr(feature = "serde", serde(default))]
                pub $bookings: OnBookings,
            )?
        }
    )* };
}

schedule_commands! {
    /// Add a rule to the schedule of a resource.
    AddRule {
        /// Whose schedule.
        resource: ResourceId,
        /// The rule, with an id that no other rule of the schedule has. Its version begins at 1.
        rule: ScheduleRule,
        @bookings on_bookings,
    }
    /// Let a rule of a schedule say something else, be it of another kind. Its version rises by one.
    ChangeRule {
        /// Whose schedule.
        resource: ResourceId,
        /// What it says from now on. Which version it brings along does not matter.
        rule: ScheduleRule,
        @version version,
        @bookings on_bookings,
    }
    /// Take a rule out of a schedule.
    RemoveRule {
        /// Whose schedule.
        resource: ResourceId,
        /// Which rule.
        rule: RuleId,
        @version version,
        @bookings on_bookings,
    }
    /// Replace all rules of a schedule at once; the version is that of the resource.
    ChangeSchedule {
        /// Whose schedule.
        resource: ResourceId,
        /// What it says from now on.
        schedule: Box<Schedule>,
        @version version,
        @bookings on_bookings,
    }
    /// Make a resource known.
    AddResource {
        /// The resource, with an id that no other has.
        resource: Box<Resource>,
        /// When it is open.
        schedule: Box<Schedule>,
    }
    /// Change what is said of a resource; its schedule stays. Bookings are judged where its home zone moves the hours.
    ChangeResource {
        /// What is said from now on. Which version it brings along does not matter.
        resource: Box<Resource>,
        @version version,
        @bookings on_bookings,
    }
    /// Take a resource out of what is offered: it loses its rules and its tags, and is kept for what was booked of it.
    RemoveResource {
        /// Which.
        resource: ResourceId,
        @version version,
        @bookings on_bookings,
    }
    /// Offer a service.
    AddService {
        /// The service, with an id that no other has.
        service: Box<Service>,
    }
    /// Change a service. Bookings keep the buffers and the length that they were made with.
    ChangeService {
        /// What it is from now on. Which version it brings along does not matter.
        service: Box<Service>,
        @version version,
    }
    /// Offer a service no longer. What is booked of it can be called off or take place, but not be moved.
    RemoveService {
        /// Which.
        service: ServiceId,
        @version version,
        @bookings on_bookings,
    }
}
