use crate::error::{AuditError, Error, Result};
use crate::time::clip;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// A short code: 1 to 64 letters `a` to `z`, digits, `.`, `-` and `_`. No room for a sentence about a person.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Arc<str>);

impl Code {
    /// The longest code, in bytes.
    pub const MAX_BYTES: usize = 64;

    /// A code of ours, which is one.
    pub(crate) fn known(text: &'static str) -> Self {
        Self(text.into())
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Code {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-_".contains(&byte);
        if (1..=Self::MAX_BYTES).contains(&text.len()) && text.bytes().all(fits) {
            return Ok(Self(text.into()));
        }
        Err(AuditError::Code { found: clip(text) }.into())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

crate::wire::text_serde!(Code, "short code such as cancel", "^[a-z0-9._-]{1,64}$");
