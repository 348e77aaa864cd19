//! What the cases of a question see of the world beside their own resources: limits with what is booked under them, and
//! the service's business calendar. Each is worked out once.

use super::{Question, World};
use crate::error::Result;
use crate::rules::business::BusinessBounds;
use crate::rules::limit::Counting;

impl Question<'_> {
    /// Tells the cases.
    pub(super) fn see(&mut self, world: &World) -> Result<()> {
        self.see_business()?;
        self.see_limits(world)
    }

    fn see_business(&mut self) -> Result<()> {
        let Some(prepared) = self.cases().next().map(|case| case.prepared()) else { return Ok(()) };
        let bounds = BusinessBounds::new(self.service, self.context.first_tick(), prepared.zones())?;
        if bounds.is_some() {
            let pooled = self.pools.iter_mut().flat_map(|pool| pool.cases_mut());
            for case in self.fixed.iter_mut().chain(pooled) {
                case.bound(bounds);
            }
        }
        Ok(())
    }

    fn see_limits(&mut self, world: &World) -> Result<()> {
        let has_own = |case: &super::Case<'_>| !case.prepared().resource().limits.is_empty();
        if self.service.limits.is_empty() && !self.cases().any(has_own) {
            return Ok(());
        }
        let Some(prepared) = self.cases().next().map(|case| case.prepared()) else { return Ok(()) };
        let (service, context, history) = (self.service, self.context, world.history());
        let counting = Counting::new(service, context, self.duration, history, prepared.zones())?;
        let shared = counting.shared()?;
        let leads = self.fixed.first_mut();
        let members = if leads.is_some() { None } else { self.pools.first_mut() };
        for case in leads.into_iter().chain(members.into_iter().flat_map(|pool| pool.cases_mut())) {
            case.limit(shared.iter().cloned());
        }
        for case in &mut self.fixed {
            let resource = case.prepared().resource();
            case.limit(counting.pool(std::iter::once(&resource.id))?);
            case.limit(counting.resource(resource, case.prepared().hours().zone()));
        }
        for pool in &mut self.pools {
            let members = pool.cases().iter().map(|(_, case)| &case.prepared().resource().id);
            let pooled = counting.pool(members)?;
            for case in pool.cases_mut() {
                case.limit(pooled.iter().cloned());
                case.limit(counting.resource(case.prepared().resource(), case.prepared().hours().zone()));
            }
        }
        Ok(())
    }
}
