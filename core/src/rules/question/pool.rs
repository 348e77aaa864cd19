use crate::error::Result;
use crate::rules::{Case, World};
use crate::service::{Leg, LegOf};
use std::collections::{HashMap, HashSet};

/// A leg that chooses, with a case for each member.
#[derive(Clone, Debug)]
pub(crate) struct Pool<'a> {
    leg: usize,
    needs: u32,
    /// Where the member stands in a set of members, and its case; in declared order.
    cases: Vec<(usize, Case<'a>)>,
}

impl<'a> Pool<'a> {
    pub(super) fn new(leg: usize, needs: u32, cases: Vec<(usize, Case<'a>)>) -> Self {
        Self { leg, needs, cases }
    }

    /// Which leg of the service's requirement it is, from 0.
    pub(crate) fn leg(&self) -> usize {
        self.leg
    }

    /// How many members it takes.
    pub(crate) fn needs(&self) -> u32 {
        self.needs
    }

    pub(crate) fn cases(&self) -> &[(usize, Case<'a>)] {
        &self.cases
    }

    pub(super) fn cases_mut(&mut self) -> impl Iterator<Item = &mut Case<'a>> {
        self.cases.iter_mut().map(|(_, case)| case)
    }
}

/// Numbers for the members of all pools of a question, one each however many pools it is in.
#[derive(Debug, Default)]
pub(super) struct Places(HashMap<usize, usize>);

impl Places {
    /// The number of a resource of the world.
    pub(super) fn of(&mut self, resource: usize) -> usize {
        let next = self.0.len();
        *self.0.entry(resource).or_insert(next)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// The resources that a leg chooses from, each once and none of those that are taken anyway.
pub(super) fn members(world: &World, leg: &Leg, taken: &HashSet<usize>) -> Result<Vec<usize>> {
    let mut seen = taken.clone();
    match &leg.of {
        LegOf::Resource(_) => Ok(Vec::new()),
        LegOf::Members(ids) => {
            let mut members = Vec::with_capacity(ids.len());
            for (at, id) in ids.iter().enumerate() {
                let guess = members.last().map_or(0, |last| last + 1);
                let place = world.position(id, guess);
                let place = place.map_err(|error| error.in_index(at).in_field("members").in_field("of"))?;
                if seen.insert(place) {
                    members.push(place);
                }
            }
            Ok(members)
        }
        LegOf::Tagged(tags) => {
            let carries =
                |at: &usize| world.resources().get(*at).is_some_and(|one| one.resource().carries(tags));
            Ok((0..world.resources().len()).filter(carries).filter(|at| !taken.contains(at)).collect())
        }
    }
}
