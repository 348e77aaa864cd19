//! Who takes the next one: fair shares of a pool, by weight, explained.
//!
//! Each member's share of the picks is cut into turns: with a weight of 1 among weights that add up to 4, a member has
//! one turn in every four picks. A turn *begins* when the group has made as many picks as lie before it, and is *due*
//! when it has made as many as lie before its end. The next pick goes to the member whose turn is due first among those
//! whose turn has begun (R. Tijdeman, *The chairman assignment problem*, Discrete Mathematics 32, 1980). As long as
//! every member can take every pick, nobody is ever a whole pick away from an exact share.

use crate::error::{Result, ShareError};
use crate::id::ResourceId;
use std::cmp::Ordering;
use std::num::NonZeroU32;

/// The members of a pool with what each has taken so far.
///
/// A member that is busy keeps its debt and is repaid first. Joining, pausing and resuming, and nothing else, put a
/// member on the group's level.
///
/// # Example: two thirds and one third, and a holiday
/// ```
/// use kalends::id::ResourceId;
/// use kalends::share::Shares;
/// use std::num::NonZeroU32;
/// let (anna, bob) = (ResourceId::new("anna")?, ResourceId::new("bob")?);
/// let mut shares = Shares::default();
/// shares.join(anna.clone(), NonZeroU32::new(2).unwrap())?;
/// shares.join(bob.clone(), NonZeroU32::MIN)?;
/// let mut pick = |free: &[&ResourceId]| -> kalends::Result<String> {
///     let turn = shares.turns().into_iter().find(|turn| free.contains(&&turn.resource)).expect("someone is free");
///     shares.take(&turn.resource)?;
///     Ok(turn.resource.to_string())
/// };
/// let both = [&anna, &bob];
/// assert_eq!([pick(&both)?, pick(&both)?, pick(&both)?], ["anna", "anna", "bob"]);
/// // Anna is away for three picks; her turns are not lost.
/// assert_eq!([pick(&[&bob])?, pick(&[&bob])?, pick(&[&bob])?], ["bob", "bob", "bob"]);
/// assert_eq!([pick(&both)?, pick(&both)?, pick(&both)?, pick(&both)?], ["anna", "anna", "anna", "anna"]);
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "wire::RawShares", into = "wire::RawShares")
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "wire::RawShares"))]
pub struct Shares {
    /// In declared order. INVARIANT: no resource twice, no more than [`Shares::MOST`].
    members: Vec<Share>,
}

/// One member of a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Share {
    /// Who.
    pub resource: ResourceId,
    /// How much of the picks, against the weights of the others.
    pub weight: NonZeroU32,
    /// How many picks it has taken; on joining, as many as put it on the group's level.
    #[cfg_attr(feature = "serde", serde(default))]
    pub taken: u32,
    /// Whether it takes none at present.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub paused: bool,
}

/// A member's claim on the next pick.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Turn {
    /// Who.
    pub resource: ResourceId,
    /// Why it stands where it stands.
    pub why: Why,
    /// How many picks it has taken.
    pub taken: u32,
    /// After how many picks of the group its next turn is due, rounded up.
    pub due: u64,
    /// How many picks the group has taken.
    pub of: u64,
}

/// Why a member comes when it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Why {
    /// Its turn has begun; who is due first comes first.
    Due,
    /// It has had its share already; who is least ahead comes first.
    Ahead,
}

impl Shares {
    /// The most members of one pool.
    pub const MOST: usize = 100_000;

    /// The members, in declared order.
    pub fn members(&self) -> &[Share] {
        &self.members
    }

    /// Adds a member, on the group's level: it neither catches up on what others took before, nor waits.
    ///
    /// # Errors
    /// `share.known`, `share.too-many`.
    pub fn join(&mut self, resource: ResourceId, weight: NonZeroU32) -> Result<()> {
        if self.members.iter().any(|share| share.resource == resource) {
            return Err(ShareError::Known { resource: resource.to_string() }.into());
        }
        if self.members.len() >= Self::MOST {
            return Err(ShareError::TooMany { limit: Self::MOST }.into());
        }
        let taken = self.level(weight);
        self.members.push(Share { resource, weight, taken, paused: false });
        Ok(())
    }

    /// Removes a member.
    ///
    /// # Errors
    /// `share.unknown`.
    pub fn leave(&mut self, resource: &ResourceId) -> Result<()> {
        let at = self.at(resource)?;
        self.members.remove(at);
        Ok(())
    }

    /// Lets a member take none for a while, without debt.
    ///
    /// # Errors
    /// `share.unknown`.
    pub fn pause(&mut self, resource: &ResourceId) -> Result<()> {
        self.member(resource)?.paused = true;
        Ok(())
    }

    /// Lets it take its share again, from the group's level on. Nothing changes for one that was not paused.
    ///
    /// # Errors
    /// `share.unknown`.
    pub fn resume(&mut self, resource: &ResourceId) -> Result<()> {
        let at = self.at(resource)?;
        let Some(share) = self.members.get(at).filter(|share| share.paused) else { return Ok(()) };
        let taken = self.level(share.weight);
        if let Some(share) = self.members.get_mut(at) {
            (share.taken, share.paused) = (taken, false);
        }
        Ok(())
    }

    /// Counts a pick.
    ///
    /// # Errors
    /// `share.unknown`.
    pub fn take(&mut self, resource: &ResourceId) -> Result<()> {
        let share = self.member(resource)?;
        share.taken = share.taken.saturating_add(1);
        Ok(())
    }

    /// Gives a pick back, as when it is called off before it counts.
    ///
    /// # Errors
    /// `share.unknown`.
    pub fn give_back(&mut self, resource: &ResourceId) -> Result<()> {
        let share = self.member(resource)?;
        share.taken = share.taken.saturating_sub(1);
        Ok(())
    }

    /// Everyone who takes a share at present, in the order of their claims on the next pick. The pick goes to the first
    /// one that is free, so fairness never hides a free member; equal claims keep the declared order.
    pub fn turns(&self) -> Vec<Turn> {
        let (taken, weights) = self.totals();
        let mut active: Vec<&Share> = self.members.iter().filter(|share| !share.paused).collect();
        active.sort_by(|a, b| claim(a, b, taken + 1, weights));
        let turn = |share: &Share| {
            let (own, weight) = (u128::from(share.taken), u128::from(share.weight.get()));
            let has_begun = own * weights < (taken + 1) * weight;
            Turn {
                resource: share.resource.clone(),
                why: if has_begun { Why::Due } else { Why::Ahead },
                taken: share.taken,
                due: u64::try_from(((own + 1) * weights).div_ceil(weight)).unwrap_or(u64::MAX),
                of: u64::try_from(taken).unwrap_or(u64::MAX),
            }
        };
        active.into_iter().map(turn).collect()
    }

    /// The picks and the weights of those who take a share at present.
    fn totals(&self) -> (u128, u128) {
        let active = self.members.iter().filter(|share| !share.paused);
        active.fold((0, 0), |(taken, weights), share| {
            (taken + u128::from(share.taken), weights + u128::from(share.weight.get()))
        })
    }

    /// The picks that put a member of some weight level with the others.
    fn level(&self, weight: NonZeroU32) -> u32 {
        let (taken, weights) = self.totals();
        let level = (taken * u128::from(weight.get())).checked_div(weights).unwrap_or(0);
        u32::try_from(level).unwrap_or(u32::MAX)
    }

    fn at(&self, resource: &ResourceId) -> Result<usize> {
        let known = self.members.iter().position(|share| share.resource == *resource);
        known.ok_or_else(|| ShareError::Unknown { resource: resource.to_string() }.into())
    }

    fn member(&mut self, resource: &ResourceId) -> Result<&mut Share> {
        let at = self.at(resource)?;
        self.members.get_mut(at).ok_or_else(|| ShareError::Unknown { resource: resource.to_string() }.into())
    }
}

/// Which of two members has the better claim on the `next`th pick.
///
/// A member's turn has begun iff `taken < next · weight / weights`, and is due after `(taken + 1) · weights / weight`
/// picks. Products of 32-bit counts and sums stay far below 128 bits.
fn claim(a: &Share, b: &Share, next: u128, weights: u128) -> Ordering {
    let parts = |share: &Share| (u128::from(share.taken), u128::from(share.weight.get()));
    let ((a_taken, a_weight), (b_taken, b_weight)) = (parts(a), parts(b));
    let a_begun = a_taken * weights < next * a_weight;
    let b_begun = b_taken * weights < next * b_weight;
    match (a_begun, b_begun) {
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (true, true) => ((a_taken + 1) * b_weight).cmp(&((b_taken + 1) * a_weight)),
        // Ahead by `taken - next · weight / weights`, never negative here.
        (false, false) => (a_taken * weights - next * a_weight).cmp(&(b_taken * weights - next * b_weight)),
    }
}

#[cfg(feature = "serde")]
mod wire {
    use super::{Share, ShareError, Shares};
    use crate::error::Error;
    use crate::wire::Refused;
    use std::collections::HashSet;

    /// The members of a pool, in declared order.
    #[derive(serde::Serialize, serde::Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Shares"))]
    #[serde(transparent)]
    pub(super) struct RawShares(Vec<Share>);

    impl TryFrom<RawShares> for Shares {
        type Error = Refused;

        fn try_from(RawShares(members): RawShares) -> Result<Self, Refused> {
            if members.len() > Self::MOST {
                return Err(Error::from(ShareError::TooMany { limit: Self::MOST }).into());
            }
            let mut seen = HashSet::new();
            match members.iter().find(|share| !seen.insert(&share.resource)) {
                Some(twice) => {
                    Err(Error::from(ShareError::Known { resource: twice.resource.to_string() }).into())
                }
                None => Ok(Self { members }),
            }
        }
    }

    impl From<Shares> for RawShares {
        fn from(shares: Shares) -> Self {
            Self(shares.members)
        }
    }
}

#[cfg(test)]
mod tests;
