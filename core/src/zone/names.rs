use super::db::ZoneDb;
use super::fixed::parse_offset;
use super::zone::Zone;
use crate::error::{Error, Result, ZoneError};
use crate::time::clip;
use std::fmt;
use std::sync::Arc;

/// A zone's name as a record stores it: well formed, but looked up only when it is used.
///
/// Either like IANA's names (parts of letters, digits, `_`, `-`, `+`, joined by `/`, beginning with a letter, 1 to
/// 64 bytes) or an offset `+05:30`. Kept as written and compared bytewise; [`ZoneName::resolve`] is deaf to case.
///
/// # Errors
/// `zone.name`.
///
/// # Example: zone data decides later
/// ```
/// use kalends::zone::{ZoneDb, ZoneName};
/// let name: ZoneName = "Europe/Atlantis".parse()?;
/// assert_eq!(name.resolve(ZoneDb::builtin()).unwrap_err().code(), "zone.unknown");
/// assert_eq!("../etc/passwd".parse::<ZoneName>().unwrap_err().code(), "zone.name");
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ZoneName(Arc<str>);

const MAX_BYTES: usize = 64;

impl ZoneName {
    /// Checks and takes over a name.
    ///
    /// # Errors
    /// `zone.name`.
    pub fn new(text: &str) -> Result<Self> {
        if well_formed(text) { Ok(Self(text.into())) } else { Err(malformed(text)) }
    }

    /// The name as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The zone of this name.
    ///
    /// # Errors
    /// `zone.unknown`.
    pub fn resolve(&self, db: &ZoneDb) -> Result<Zone> {
        db.get(&self.0)
    }
}

pub(super) fn malformed(text: &str) -> Error {
    ZoneError::Name { found: clip(text) }.into()
}

pub(super) fn well_formed(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-+".contains(&b))
    };
    let named = text.len() <= MAX_BYTES
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.split('/').all(part);
    named || (text.len() <= 9 && parse_offset(text).is_some())
}

/// Names of zones of one's own are free text: `(UTC+01:00) Amsterdam, Berlin`.
pub(super) fn check_custom(name: &str) -> Result<()> {
    let fits = (1..=255).contains(&name.len()) && !name.chars().any(char::is_control);
    if fits { Ok(()) } else { Err(malformed(name)) }
}

impl std::str::FromStr for ZoneName {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        Self::new(text)
    }
}

impl TryFrom<&Zone> for ZoneName {
    type Error = Error;
    fn try_from(zone: &Zone) -> Result<Self> {
        Self::new(zone.name())
    }
}

impl fmt::Display for ZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

crate::wire::text_serde!(
    ZoneName,
    "name of a time zone, such as Europe/Paris or +05:30",
    r"^([A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*|[+-]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?)$"
);
