use super::state::State;
use super::timeline::Timeline;
use crate::booking::{
    Booking, BookingPage, BookingQuery, BusyNeed, CountedNeed, Need, Occupancy, ResourceRecord, TokenNeed,
    View,
};
use crate::id::{BookingId, ResourceId, SessionId, SubjectId};
use crate::interval::Interval;
use crate::policy::Policy;
use crate::rules::{Busy, Counted};
use crate::service::PolicyName;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

impl State {
    /// Exactly what the need names.
    pub(super) fn view(&self, need: &Need) -> View {
        let own = need.bookings.iter().filter_map(|id| self.bookings.get(id));
        let of_sessions = need.sessions.iter().flat_map(|id| self.bookings_of(id));
        let of_series = need.series.iter().flat_map(|id| self.by_series.get(id).into_iter().flatten());
        let of_series = of_series.filter_map(|id| self.bookings.get(id));
        let mut resources = picked(&self.resources, &need.resources);
        resources.extend(self.tagged(need).map(|record| (record.resource.id.clone(), record.clone())));
        View {
            need: need.clone(),
            bookings: own
                .chain(of_sessions)
                .chain(of_series)
                .map(|one| (one.id.clone(), one.clone()))
                .collect(),
            sessions: picked(&self.sessions, &need.sessions),
            series: picked(&self.series, &need.series),
            services: picked(&self.services, &need.services),
            resources,
            busy: need.busy.as_ref().map(|need| self.busy(need)).unwrap_or_default(),
            remembered: need.remembered.as_ref().and_then(|scope| self.requests.get(scope)).cloned(),
            policies: need
                .policies
                .iter()
                .filter_map(|name| Some((name.clone(), self.policy(name)?.clone())))
                .collect(),
            tokens_used: need.tokens.as_ref().map(|need| self.tokens(need)).unwrap_or_default(),
            counted: need.counted.as_ref().map(|need| self.counted(need)).unwrap_or_default(),
            ..View::default()
        }
    }

    /// A page of bookings: walks those of the resources, or of the service, or all.
    pub(super) fn find(&self, query: &BookingQuery) -> BookingPage {
        let wards = |subject: &SubjectId| {
            query
                .guardian
                .as_ref()
                .is_some_and(|guardian| self.wards.contains_key(&(guardian.clone(), subject.clone())))
        };
        let range = query.range.unwrap_or_else(Interval::all);
        let mut found: Vec<&Booking> = match (query.resources.as_slice(), &query.service) {
            ([], None) => self.bookings.values().collect(),
            ([], Some(service)) => self.near(self.by_service.get(service), range).collect(),
            (resources, _) => {
                let lines = resources.iter().collect::<BTreeSet<_>>();
                lines.into_iter().flat_map(|id| self.near(self.by_resource.get(id), range)).collect()
            }
        };
        found.retain(|booking| query.matches(booking, wards));
        found.sort_by_cached_key(|booking| booking.cursor());
        found.dedup_by(|a, b| a.id == b.id);
        let most = usize::try_from(query.limit.get()).unwrap_or(usize::MAX);
        query.page(found.into_iter().take(most.saturating_add(1)).cloned().collect())
    }

    /// A policy in its newest or in a certain version.
    pub(super) fn policy(&self, name: &PolicyName) -> Option<&Policy> {
        let newest = NonZeroU32::MAX;
        let (from, until) = (name.version.unwrap_or(NonZeroU32::MIN), name.version.unwrap_or(newest));
        let versions = self.policies.range((name.id.clone(), from)..=(name.id.clone(), until));
        versions.map(|(_, policy)| policy).next_back()
    }

    fn tokens(&self, need: &TokenNeed) -> Vec<NaiveDate> {
        let ids = self.by_token.get(&need.client).into_iter().flatten();
        let dates = ids.filter_map(|id| self.bookings.get(id)?.agreement.as_ref()?.token_used());
        dates.filter(|date| need.since.is_none_or(|since| since <= *date)).collect()
    }

    fn near<'a>(
        &'a self,
        line: Option<&'a Timeline<BookingId>>,
        range: Interval,
    ) -> impl Iterator<Item = &'a Booking> {
        let ids = line.into_iter().flat_map(move |line| line.overlapping(range));
        ids.filter_map(|id| self.bookings.get(id))
    }

    fn tagged<'a>(&'a self, need: &'a Need) -> impl Iterator<Item = &'a ResourceRecord> {
        let all = self.resources.values().filter(|_| !need.tagged.is_empty());
        all.filter(|record| need.tagged.iter().any(|tags| record.resource.carries(tags)))
    }

    fn bookings_of(&self, session: &SessionId) -> impl Iterator<Item = &Booking> {
        let ids = self.by_session.get(session).into_iter().flatten();
        ids.filter_map(|id| self.bookings.get(id))
    }

    fn busy(&self, need: &BusyNeed) -> BTreeMap<ResourceId, Vec<Busy>> {
        let mut taken = BTreeMap::new();
        for id in &need.resources {
            let busy: Vec<Busy> =
                self.sessions_of(id, need.span).chain(self.outside(id, need.span)).collect();
            if !busy.is_empty() {
                taken.insert(id.clone(), busy);
            }
        }
        taken
    }

    fn sessions_of<'a>(
        &'a self,
        resource: &'a ResourceId,
        span: Interval,
    ) -> impl Iterator<Item = Busy> + 'a {
        let near = self.uses.get(resource).into_iter().flat_map(move |line| line.overlapping(span));
        near.filter_map(move |id| {
            let session = self.sessions.get(id)?;
            let occupancy = Occupancy::new(session, self.bookings_of(id))?;
            let own = session.uses.iter().find(|one| one.resource == *resource)?;
            Some(occupancy.of(own))
        })
    }

    fn outside<'a>(&'a self, resource: &'a ResourceId, span: Interval) -> impl Iterator<Item = Busy> + 'a {
        let own = self.external.iter().filter(move |((owner, _), _)| owner == resource);
        let spans = own.flat_map(|((_, source), spans)| spans.iter().map(move |one| one.busy(source)));
        spans.filter(move |busy| busy.span.overlaps(span))
    }

    fn counted(&self, need: &CountedNeed) -> Vec<Counted> {
        let of_services = need.services.iter().filter_map(|id| self.by_service.get(id));
        let of_resources = need.resources.iter().filter_map(|id| self.by_resource.get(id));
        let lines = of_services.chain(of_resources);
        let ids: BTreeSet<_> = lines.flat_map(|line| line.starting(need.starts)).collect();
        ids.into_iter().filter_map(|id| self.bookings.get(id)?.counted()).collect()
    }
}

fn picked<K: Ord + Clone, V: Clone>(all: &BTreeMap<K, V>, wanted: &BTreeSet<K>) -> BTreeMap<K, V> {
    wanted.iter().filter_map(|id| Some((id.clone(), all.get(id)?.clone()))).collect()
}
