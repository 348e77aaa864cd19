use crate::failure;
use kalends::booking::{Participant, ParticipantRole};
use kalends::{Error, Result};
use std::str::FromStr;

const ROLES: &[(&str, ParticipantRole)] = &[
    ("host", ParticipantRole::Host),
    ("booker", ParticipantRole::Booker),
    ("attendee", ParticipantRole::Attendee),
    ("payer", ParticipantRole::Payer),
    ("guardian", ParticipantRole::Guardian),
];

/// Who takes part: `ROLE:SUBJECT[:NAME[:EMAIL]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ParticipantArgument(pub(crate) Participant);

impl FromStr for ParticipantArgument {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut parts = text.splitn(4, ':');
        let role = parts.next().unwrap_or_default();
        let known = ROLES.iter().find(|(name, _)| *name == role).map(|(_, role)| *role);
        let role = known.ok_or_else(|| {
            let names: Vec<&str> = ROLES.iter().map(|(name, _)| *name).collect();
            failure::usage(format!("`{role}` is not a role; expected one of {}", names.join(", ")))
        })?;
        let subject = parts.next().unwrap_or_default().parse()?;
        let mut filled = || parts.next().filter(|part| !part.is_empty()).map(str::to_owned);
        Ok(Self(Participant { subject, role, name: filled(), email: filled(), attendance: None }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_address_may_be_left_out() {
        let whole: ParticipantArgument = "attendee:s-1:Amina Otieno:amina@example.org".parse().unwrap();
        assert_eq!(whole.0.name.as_deref(), Some("Amina Otieno"));
        assert_eq!(whole.0.email.as_deref(), Some("amina@example.org"));
        let address: ParticipantArgument = "host:t-1::anna@example.org".parse().unwrap();
        assert_eq!((address.0.name, address.0.email.as_deref()), (None, Some("anna@example.org")));
        assert_eq!("pupil:s-1".parse::<ParticipantArgument>().unwrap_err().code(), "cli.usage");
        assert_eq!("attendee".parse::<ParticipantArgument>().unwrap_err().code(), "id.empty");
    }
}
