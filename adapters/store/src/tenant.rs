use kalends::error::port::TENANT;
use kalends::{Error, Result};
use std::fmt;

/// Whose records a store handle sees: every key begins with it, and no two tenants see anything of each other.
///
/// 1 to 255 bytes without control characters, compared bytewise. Whoever has only one, as an embedded store does,
/// uses the default.
///
/// # Example
/// ```
/// use kalends_store::Tenant;
/// assert_eq!(Tenant::default().as_str(), "default");
/// assert_eq!(Tenant::new("").unwrap_err().code(), "store.tenant");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenant(String);

impl Tenant {
    /// Checks and takes over the host's own name.
    ///
    /// # Errors
    /// `store.tenant`.
    pub fn new(name: &str) -> Result<Self> {
        if (1..=255).contains(&name.len()) && !name.chars().any(char::is_control) {
            return Ok(Self(name.to_owned()));
        }
        let found = name.len();
        let message = format!(
            "the tenant has {found} bytes, or control characters; expected 1 to 255 bytes of printable text"
        );
        Err(Error::new(TENANT, message))
    }

    /// The name as the host wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Tenant {
    fn default() -> Self {
        Self("default".to_owned())
    }
}

impl std::str::FromStr for Tenant {
    type Err = Error;
    fn from_str(name: &str) -> Result<Self> {
        Self::new(name)
    }
}

impl fmt::Display for Tenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
