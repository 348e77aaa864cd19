use crate::ask::{offers, world};
use crate::host::{Host, ZONE, client, hosts, id, lesson};
use crate::line::Line;
use crate::nettu;
use kalends::ZoneDb;
use kalends::service::{Leg, Service};
use kalends::slots::{Query, Search};

fn lesson_of(requires: Vec<Leg>) -> Service {
    Service { requires, ..lesson(30, 15) }
}

fn any_of_all(hosts: &[Host]) -> Service {
    lesson_of(vec![Leg::any_of(hosts.iter().map(|host| host.id.clone()).collect())])
}

/// Slots of whoever is free, and who that is.
pub(crate) fn any_of(rounds: usize) {
    for count in [100, 1000] {
        let hosts = hosts(count);
        let (service, range) = (any_of_all(&hosts), hosts[0].range);
        let kept = world(&hosts);
        let (slots, _) = offers(&kept, &service, range, usize::MAX);
        Line::new(format!("any of {count} hosts, 30 days: {slots} slots and their members"), 1)
            .with("raw", || offers(&world(&hosts), &service, range, usize::MAX).1)
            .with("prepared", || offers(&kept, &service, range, usize::MAX).1)
            .run(rounds);
        Line::new(format!("any of {count} hosts: the same"), 1)
            .with("raw", || offers(&world(&hosts), &service, range, usize::MAX).1)
            .with("nettu_scheduler_domain 0.6", || nettu::any_of(&hosts, 30, 15))
            .run(rounds.min(3));
        Line::new(format!("any of {count} hosts: the first slot"), 1)
            .with("prepared", || offers(&kept, &service, range, 1).0)
            .run(rounds);
    }
}

/// Which dates of a month have anything to book.
pub(crate) fn dates(rounds: usize) {
    let hosts = hosts(100);
    let (service, query) = (any_of_all(&hosts), Query::new(hosts[0].range));
    let (kept, context) = (world(&hosts), client());
    let zone = ZoneDb::builtin().get(ZONE).unwrap();
    Line::new("any of 100 hosts: the dates of a month", 1)
        .with("prepared", || {
            let search = Search::new(&kept, &service, &query, &context).unwrap();
            search.dates(&zone).filter(|date| date.is_available).count() as u64
        })
        .run(rounds);
}

/// Five hosts together, and one of ten rooms.
pub(crate) fn all_of(rounds: usize) {
    let hosts = hosts(15);
    let mut requires: Vec<Leg> = (0..5).map(|number| Leg::resource(id(number))).collect();
    requires.push(Leg::any_of((5..15).map(id).collect()));
    let (service, range, kept) = (lesson_of(requires), hosts[0].range, world(&hosts));
    Line::new("all of 5 hosts and one of 10 rooms, 30 days", 1)
        .with("prepared", || offers(&kept, &service, range, usize::MAX).1)
        .with("raw", || offers(&world(&hosts), &service, range, usize::MAX).1)
        .run(rounds);
}
