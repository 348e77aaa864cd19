//! What a host writes as it is, in the versions that follow what is stored.

use super::{Changes, Need, ResourceRecord, View};
use crate::error::Result;
use crate::id::PolicyId;
use crate::service::PolicyName;
use std::num::NonZeroU32;

impl Changes {
    /// What has to be seen of a store to say which versions follow.
    pub(crate) fn preceding(&self) -> Need {
        let named = |id: &PolicyId, version| PolicyName { id: id.clone(), version };
        let policies = self.policies.iter();
        Need {
            resources: self.resources.iter().map(|(resource, _)| resource.id.clone()).collect(),
            services: self.services.iter().map(|service| service.id.clone()).collect(),
            policies: policies
                .flat_map(|one| [named(&one.id, None), named(&one.id, Some(one.version))])
                .collect(),
            ..Need::default()
        }
    }

    /// Resources, services and policies in the versions that follow those of the view; what says the same is left out.
    ///
    /// # Errors
    /// `store.version` and `policy.changed` for a policy, see [`Policy::follows`](crate::policy::Policy::follows).
    pub(crate) fn succeeding(mut self, view: View) -> Result<Self> {
        let View { mut resources, mut services, policies, .. } = view;
        self.resources = std::mem::take(&mut self.resources)
            .into_iter()
            .filter_map(|(resource, schedule)| {
                let known = resources.get(&resource.id);
                let (resource, schedule) = ResourceRecord::succession(known, &resource, &schedule);
                let next = ResourceRecord { resource, schedule, revision: 0 };
                let same = known.is_some_and(|known| known.resource == next.resource);
                resources.insert(next.resource.id.clone(), next.clone());
                (!same).then_some((next.resource, next.schedule))
            })
            .collect();
        self.services = std::mem::take(&mut self.services)
            .into_iter()
            .filter_map(|service| {
                let known = services.get(&service.id);
                let next = service.succeeding(known);
                let same = known == Some(&next);
                services.insert(next.id.clone(), next.clone());
                (!same).then_some(next)
            })
            .collect();
        let mut fresh = Vec::new();
        for policy in std::mem::take(&mut self.policies) {
            let of_id = policies.values().chain(&fresh).filter(|one| one.id == policy.id);
            let newest: Option<NonZeroU32> = of_id.clone().map(|one| one.version).max();
            let same = of_id.clone().find(|one| one.version == policy.version);
            policy.follows(newest, same)?;
            if same.is_none() {
                fresh.push(policy);
            }
        }
        self.policies = fresh;
        Ok(self)
    }
}
