use crate::error::{Error, Result, ServiceError};
use crate::id::{ResourceId, Tag};
use std::num::NonZeroU32;

/// One thing that a booking takes; a booking takes all legs of its service, or none.
///
/// # Example: a teacher, one of two rooms, and a place at the sports hall for each person
/// ```
/// use kalends::id::ResourceId;
/// use kalends::service::{Leg, Units};
/// let id = |text| ResourceId::new(text);
/// let legs = [
///     Leg::resource(id("anna")?),
///     Leg::any_of(vec![id("room-1")?, id("room-2")?]),
///     Leg { units: Units::Party, ..Leg::resource(id("hall")?) },
/// ];
/// assert_eq!(legs[1].count.get(), 1);
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Leg {
    /// From which resources.
    pub of: LegOf,
    /// How many of them, each another one.
    #[cfg_attr(
        feature = "serde",
        serde(default = "crate::wire::one", skip_serializing_if = "crate::wire::is_one")
    )]
    pub count: NonZeroU32,
    /// How much of each.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_default"))]
    pub units: Units,
}

/// The resources that a leg chooses from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum LegOf {
    /// This one.
    Resource(ResourceId),
    /// Any of these, in the order in which they are offered.
    Members(Vec<ResourceId>),
    /// Any that carries all of these tags, in the order in which they are known.
    Tagged(Vec<Tag>),
}

/// How many of a resource's concurrent uses a booking takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Units {
    /// One, however many come.
    #[default]
    One,
    /// One for each person of the party.
    Party,
}

#[cfg(feature = "serde")]
fn is_default(units: &Units) -> bool {
    *units == Units::default()
}

impl Leg {
    /// Most legs that choose: which of them can be served together is judged over every set of them.
    pub const MOST_CHOICES: usize = 8;

    /// This resource.
    pub fn resource(id: ResourceId) -> Self {
        Self::of(LegOf::Resource(id))
    }

    /// One of these.
    pub fn any_of(members: Vec<ResourceId>) -> Self {
        Self::of(LegOf::Members(members))
    }

    /// One that carries all of these tags.
    pub fn tagged(tags: Vec<Tag>) -> Self {
        Self::of(LegOf::Tagged(tags))
    }

    fn of(of: LegOf) -> Self {
        Self { of, count: NonZeroU32::MIN, units: Units::One }
    }

    /// The tags that it chooses by, if it chooses by tags.
    pub fn tags(&self) -> Option<&[Tag]> {
        match &self.of {
            LegOf::Tagged(tags) => Some(tags),
            LegOf::Resource(_) | LegOf::Members(_) => None,
        }
    }

    /// Whether it can choose a resource that carries these tags.
    pub(super) fn belongs(&self, id: &ResourceId, tags: &[Tag]) -> bool {
        match &self.of {
            LegOf::Resource(_) => false,
            LegOf::Members(members) => members.contains(id),
            LegOf::Tagged(all) => all.iter().all(|tag| tags.contains(tag)),
        }
    }

    /// The same where some that it can choose have to take part: they stay a leg that chooses, so that the same
    /// resources lead as before, and the rest is a leg of its own.
    pub(super) fn naming(&self, named: Vec<ResourceId>) -> impl Iterator<Item = Self> + use<> {
        let taken = u32::try_from(named.len()).ok().and_then(NonZeroU32::new);
        let rest = self.count.get() - taken.map_or(0, NonZeroU32::get).min(self.count.get());
        let of_named = taken.map(|count| Self { units: self.units, count, ..Self::any_of(named) });
        let of_rest = NonZeroU32::new(rest).map(|count| Self { count, ..self.clone() });
        of_named.into_iter().chain(of_rest)
    }

    /// Whether it leaves a choice.
    pub fn chooses(&self) -> bool {
        !matches!(self.of, LegOf::Resource(_))
    }

    /// Checks the legs of one service together.
    ///
    /// # Errors
    /// `service.too-many-legs` above [`Leg::MOST_CHOICES`] legs that choose; `service.leg-count` where more are asked
    /// for than can be named; `service.resource-twice`.
    pub(crate) fn validate(legs: &[Self]) -> Result<()> {
        let choices = legs.iter().filter(|leg| leg.chooses()).count();
        if choices > Self::MOST_CHOICES {
            return Err(ServiceError::TooManyLegs { found: choices, limit: Self::MOST_CHOICES }.into());
        }
        for (at, leg) in legs.iter().enumerate() {
            leg.validate_one().map_err(|error| error.in_index(at))?;
            let fixed = |leg: &Self| matches!(&leg.of, LegOf::Resource(_));
            if fixed(leg) && legs.iter().take(at).any(|before| before.of == leg.of) {
                let LegOf::Resource(id) = &leg.of else { continue };
                let error = Error::from(ServiceError::ResourceTwice { resource: id.to_string() });
                return Err(error.in_field("of").in_index(at));
            }
        }
        Ok(())
    }

    fn validate_one(&self) -> Result<()> {
        let named = match &self.of {
            LegOf::Resource(_) => 1,
            LegOf::Members(members) => members.len(),
            LegOf::Tagged(_) => return Ok(()),
        };
        let asked = self.count.get();
        if usize::try_from(asked).is_ok_and(|asked| asked <= named) {
            return Ok(());
        }
        Err(Error::from(ServiceError::LegCount { asked, named }).in_field("count"))
    }
}
