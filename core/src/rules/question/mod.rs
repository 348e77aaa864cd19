use super::{Case, Context, Members, SessionUse, StartSet, World, enough};
use crate::error::{Error, Result, SlotsError};
use crate::id::ResourceId;
use crate::interval::Interval;
use crate::service::{Leg, LegOf, Service};
use crate::time::Length;
use std::collections::HashSet;

mod judge;
mod pool;
mod surroundings;

pub(crate) use pool::Pool;

/// May this service be booked here, for this long, under these circumstances? With all the resources that it requires.
///
/// The resources that a service names itself are one group: all of them, on one grid, anchored on what their opening
/// hours have in common. Legs that choose come after them and follow that grid. If every leg chooses, the members of
/// the first one lead, each with its own grid. Who leads also says, in its zone, how soon and how far ahead one may
/// book.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    service: &'a Service,
    context: &'a Context,
    duration: i64,
    /// The first one leads.
    fixed: Vec<Case<'a>>,
    pools: Vec<Pool<'a>>,
    needs: Vec<u32>,
    /// How many words a set of members has.
    words: usize,
}

/// A session that a party can join.
#[derive(Clone, Copy, Debug)]
pub struct Joinable<'a> {
    /// When it starts, in seconds since 1970-01-01T00:00:00Z.
    pub start: i64,
    /// The session.
    pub session: &'a SessionUse,
    /// The seats that it has left.
    pub remaining: u32,
}

impl<'a> Question<'a> {
    /// Puts a question together. `resource` is who is asked where the service requires nothing by itself; it may be
    /// left out if the world has one resource only.
    ///
    /// # Errors
    /// `slots.no-resource`, `slots.unknown-resource`, `slots.not-waivable`; `service.duration` for a duration that is
    /// not offered; `service.*` for a service that is not valid; `zone.unknown` and `availability.*` for its zone and
    /// its business calendar.
    pub fn new(
        world: &'a World,
        service: &'a Service,
        resource: Option<&ResourceId>,
        duration: Option<Length>,
        context: &'a Context,
    ) -> Result<Self> {
        let duration = Case::checked(service, duration, context)?;
        let mut question = Self {
            service,
            context,
            duration,
            fixed: Vec::new(),
            pools: Vec::new(),
            needs: Vec::new(),
            words: 1,
        };
        if service.requires.is_empty() {
            question.fixed.push(question.case(world, named(world, resource)?)?.leading(&[]));
            question.see(world)?;
            return Ok(question);
        }
        Leg::validate(&service.requires).map_err(|error| error.in_field("requires").in_field("service"))?;
        question.resolve(world).map_err(|error| match error.path().is_empty() {
            true => error,
            false => error.in_field("requires").in_field("service"),
        })?;
        question.see(world)?;
        Ok(question)
    }

    fn case(&self, world: &'a World, at: usize) -> Result<Case<'a>> {
        let Some(prepared) = world.resources().get(at) else {
            return Err(SlotsError::NoResource {}.into());
        };
        let case = Case::part(prepared, self.service, self.duration, self.context)?;
        Ok(match world.travel() {
            Some(times) => case.travelling(times),
            None => case,
        })
    }

    /// Finds the resources of the service's legs.
    fn resolve(&mut self, world: &'a World) -> Result<()> {
        let legs = &self.service.requires;
        let mut taken = HashSet::new();
        for (at, leg) in legs.iter().enumerate() {
            let LegOf::Resource(id) = &leg.of else { continue };
            let place = world.position(id, 0).map_err(|error| error.in_field("of").in_index(at))?;
            taken.insert(place);
            let case = self.case(world, place)?.taking(leg.units);
            self.fixed.push(if legs.len() > 1 { case.naming() } else { case });
        }
        if let Some((first, others)) = self.fixed.split_first_mut() {
            *first = first.clone().leading(others);
        }
        let mut places = pool::Places::default();
        for (at, leg) in legs.iter().enumerate().filter(|(_, leg)| leg.chooses()) {
            let members = pool::members(world, leg, &taken).map_err(|error| error.in_index(at))?;
            let leads = self.fixed.is_empty() && self.pools.is_empty();
            let mut cases = Vec::with_capacity(members.len());
            for member in members {
                let case = self.case(world, member)?.taking(leg.units);
                cases.push((places.of(member), if leads { case.leading(&[]) } else { case }));
            }
            self.needs.push(leg.count.get());
            self.pools.push(Pool::new(at, leg.count.get(), cases));
        }
        self.words = places.len().div_ceil(64).max(1);
        Ok(())
    }

    /// The service.
    pub fn service(&self) -> &'a Service {
        self.service
    }

    /// How long a candidate lasts, in seconds.
    pub(crate) fn duration(&self) -> i64 {
        self.duration
    }

    /// The seats of a new session, if the service has seats.
    pub(crate) fn seats(&self) -> Option<u32> {
        self.service.seats.map(std::num::NonZeroU32::get)
    }

    /// The legs that choose.
    pub(crate) fn pools(&self) -> &[Pool<'a>] {
        &self.pools
    }

    /// The cases of the resources that the service names, and of all members of its pools.
    fn cases(&self) -> impl Iterator<Item = &Case<'a>> {
        self.fixed.iter().chain(self.pools.iter().flat_map(|pool| pool.cases().iter().map(|(_, case)| case)))
    }

    /// The legs of the service's requirement that leave a choice, by their place in it, from 0.
    pub fn choices(&self) -> impl Iterator<Item = usize> {
        self.pools.iter().map(Pool::leg)
    }

    /// The cases of who leads: the group of the named resources, or each member of the first pool.
    pub(crate) fn leads(&self) -> impl Iterator<Item = &Case<'a>> {
        let members = self.pools.first().filter(|_| self.fixed.is_empty()).map_or(&[][..], Pool::cases);
        self.fixed.first().into_iter().chain(members.iter().map(|(_, case)| case))
    }

    /// Checks that all candidates that start in `range` lie inside what was prepared.
    ///
    /// # Errors
    /// `slots.outside-prepared`.
    pub fn check_range(&self, range: Interval) -> Result<()> {
        self.cases().try_for_each(|case| case.check_range(range))
    }

    /// Every start inside `range` that the named resources leave; without a grid if there are none.
    pub(crate) fn fixed_starts(&self, range: Interval) -> StartSet {
        let mut starts = StartSet::all(range);
        for case in &self.fixed {
            case.carve(&mut starts);
        }
        starts
    }

    /// Whether the named resources lead.
    pub(crate) fn is_led_by_fixed(&self) -> bool {
        !self.fixed.is_empty()
    }

    /// How many words a row of the members of all legs has.
    pub(crate) fn row_words(&self) -> usize {
        self.words * self.pools.len()
    }

    /// Where a member of a leg stands in such a row: the word, and the bit in it.
    pub(crate) fn row_place(&self, leg: usize, place: usize) -> (usize, u64) {
        (leg * self.words + place / 64, 1 << (place % 64))
    }

    /// Whether a start can be served by those who are free; takes away who has no part in that.
    pub(crate) fn is_served(&self, row: &mut [u64], scratch: &mut Vec<u64>) -> bool {
        self.pools.is_empty() || enough::prune(row, &self.needs, scratch)
    }

    /// Who takes part.
    pub(crate) fn members(&self, row: &[u64]) -> Members<'_> {
        Members::new(&self.pools, row.into())
    }
}

/// The place of the resource that is asked about.
fn named(world: &World, resource: Option<&ResourceId>) -> Result<usize> {
    match resource {
        Some(id) => world.position(id, 0).map_err(|error| error.in_field("resource")),
        None if world.resources().len() == 1 => Ok(0),
        None => Err(Error::from(SlotsError::NoResource {}).in_field("resource")),
    }
}
