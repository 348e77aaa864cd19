use super::{Booking, Details, Participant};

/// What a booking says about people. It is kept apart from the booking, so that it can be erased without a trace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Private {
    /// What people say about it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Details::is_empty"))]
    pub details: Details,
    /// Names and addresses of the participants, in their order; none if nobody has any.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub people: Vec<Person>,
}

/// How a participant is called and reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// A name for calendars.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub name: Option<String>,
    /// An address for calendars.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub email: Option<String>,
}

impl Private {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.details.is_empty() && self.people.is_empty()
    }
}

impl Booking {
    /// What the booking says about people.
    pub fn private(&self) -> Private {
        let person = |one: &Participant| Person { name: one.name.clone(), email: one.email.clone() };
        let people: Vec<Person> = self.participants.iter().map(person).collect();
        let is_nameless = people.iter().all(|one| *one == Person::default());
        let people = if is_nameless { Vec::new() } else { people };
        Private { details: self.details.clone(), people }
    }

    /// The booking without that: subjects and roles remain.
    #[must_use]
    pub fn impersonal(mut self) -> Self {
        self.details = Details::default();
        for one in &mut self.participants {
            (one.name, one.email) = (None, None);
        }
        self
    }

    /// The booking with what it says about people.
    #[must_use]
    pub fn with_private(mut self, private: Private) -> Self {
        self.details = private.details;
        for (one, person) in self.participants.iter_mut().zip(private.people) {
            (one.name, one.email) = (person.name, person.email);
        }
        self
    }
}
