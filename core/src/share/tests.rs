use super::*;
use proptest::prelude::*;

fn id(at: usize) -> ResourceId {
    ResourceId::new(&format!("m{at}")).unwrap()
}

fn shares(weights: &[u32]) -> Shares {
    let mut shares = Shares::default();
    for (at, weight) in weights.iter().enumerate() {
        shares.join(id(at), NonZeroU32::new(*weight).unwrap()).unwrap();
    }
    shares
}

/// Picks the first of those whom `free` lets take part.
fn pick(shares: &mut Shares, free: impl Fn(&ResourceId) -> bool) -> Option<Turn> {
    let turn = shares.turns().into_iter().find(|turn| free(&turn.resource))?;
    shares.take(&turn.resource).unwrap();
    Some(turn)
}

proptest! {
    #[test]
    fn nobody_is_ever_a_whole_pick_away_from_an_exact_share(
        weights in prop::collection::vec(1u32..50, 1..12),
        picks in 1usize..400,
    ) {
        let mut shares = shares(&weights);
        let total: u32 = weights.iter().sum();
        for n in 1..=picks {
            let turn = pick(&mut shares, |_| true).unwrap();
            prop_assert_eq!(turn.why, Why::Due);
            for (share, weight) in shares.members().iter().zip(&weights) {
                // |taken − n·w/Σw| < 1, without division.
                let away = i64::from(share.taken) * i64::from(total) - i64::try_from(n).unwrap() * i64::from(*weight);
                prop_assert!(away.abs() < i64::from(total), "{} after {}: {:?}", share.resource, n, shares);
            }
        }
    }

    #[test]
    fn whoever_is_free_is_picked(weights in prop::collection::vec(1u32..9, 1..6), free in 0usize..6, picks in 1usize..60) {
        prop_assume!(free < weights.len());
        let mut shares = shares(&weights);
        for _ in 0..picks {
            prop_assert_eq!(pick(&mut shares, |who| *who == id(free)).unwrap().resource, id(free));
        }
    }

    #[test]
    fn a_busy_member_is_repaid(away in 1usize..40) {
        let mut shares = shares(&[1, 1]);
        for _ in 0..away {
            pick(&mut shares, |who| *who == id(1)).unwrap();
        }
        for _ in 0..away {
            prop_assert_eq!(pick(&mut shares, |_| true).unwrap().resource, id(0));
        }
        prop_assert_eq!(shares.members()[0].taken, shares.members()[1].taken);
    }
}

#[test]
fn who_joins_or_resumes_starts_on_the_level_of_the_group() {
    let mut shares = shares(&[1, 1]);
    for _ in 0..100 {
        pick(&mut shares, |_| true).unwrap();
    }
    shares.join(id(2), NonZeroU32::new(2).unwrap()).unwrap();
    assert_eq!(shares.members()[2].taken, 100);
    shares.pause(&id(0)).unwrap();
    for _ in 0..30 {
        assert_ne!(pick(&mut shares, |_| true).unwrap().resource, id(0));
    }
    shares.resume(&id(0)).unwrap();
    // 50 + 10 of one member of the same weight.
    assert_eq!(shares.members()[0].taken, 60);
    shares.resume(&id(0)).unwrap();
    assert_eq!(shares.members()[0].taken, 60);
}

#[test]
fn a_pick_says_why() {
    let mut shares = shares(&[3, 1]);
    let turns = shares.turns();
    // The first turn of four picks' worth: due after 4/3, rounded up, and after 4.
    assert_eq!((turns[0].resource.as_str(), turns[0].why, turns[0].due), ("m0", Why::Due, 2));
    assert_eq!((turns[1].resource.as_str(), turns[1].why, turns[1].due), ("m1", Why::Due, 4));
    shares.take(&id(1)).unwrap();
    let ahead = &shares.turns()[1];
    assert_eq!((ahead.why, ahead.taken, ahead.of), (Why::Ahead, 1, 1));
}

#[test]
fn strangers_and_doubles_are_refused() {
    let mut shares = shares(&[1]);
    assert_eq!(shares.join(id(0), NonZeroU32::MIN).unwrap_err().code(), "share.known");
    assert_eq!(shares.take(&id(7)).unwrap_err().code(), "share.unknown");
    assert_eq!(shares.leave(&id(7)).unwrap_err().code(), "share.unknown");
    shares.leave(&id(0)).unwrap();
    assert_eq!(shares.turns(), []);
}
