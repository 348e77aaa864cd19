//! How values look on the wire: text forms go through the same checked constructors as everything else.
//!
//! serde can carry only text out of a failed value, so a core error travels as `message [code]`; [`recover`] turns
//! it back into an [`Error`] with its code.

use crate::error::{Error, codes};
#[cfg(feature = "serde")]
use std::num::NonZeroU32;

/// Finds the core error inside the text of a serde error, if it came from a checked value.
///
/// The details are gone; code and sentence are whole.
pub fn recover(text: &str) -> Option<Error> {
    let open = text.rfind(" [")?;
    let (message, rest) = text.split_at_checked(open)?;
    let (code, _) = rest.strip_prefix(" [")?.split_once(']')?;
    codes().find(|row| row.code == code).map(|row| Error::new(row, message))
}

/// A core error as the text that [`recover`] reads.
#[cfg(feature = "serde")]
pub(crate) fn refuse<E: serde::de::Error>(error: &Error) -> E {
    E::custom(Refused(error.clone()))
}

/// A core error on its way through serde's `try_from`.
#[cfg(feature = "serde")]
#[derive(Debug)]
pub(crate) struct Refused(Error);

#[cfg(feature = "serde")]
impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

#[cfg(feature = "serde")]
impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} [{}]", self.0.message(), self.0.code())
    }
}

/// The default of a count that is left out.
#[cfg(feature = "serde")]
pub(crate) const fn one() -> NonZeroU32 {
    NonZeroU32::MIN
}

/// Whether a count can be left out.
#[cfg(feature = "serde")]
pub(crate) fn is_one(count: &NonZeroU32) -> bool {
    *count == one()
}

/// Serde and schema for a type with `FromStr<Err = Error>` and `Display`.
macro_rules! text_serde {
    ($name:ty, $what:expr, $min:literal, $max:literal) => {
        crate::wire::text_serde!(@serde $name, $what);
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $what, "minLength": $min, "maxLength": $max })
            }
        }
    };
    ($name:ty, $what:literal, $pattern:literal) => {
        crate::wire::text_serde!(@serde $name, $what);
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $what, "pattern": $pattern })
            }
        }
    };
    (@serde $name:ty, $what:expr) => {
        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;
                impl serde::de::Visitor<'_> for Text {
                    type Value = $name;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!($what, " as a string"))
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(|error| crate::wire::refuse(&error))
                    }
                }
                deserializer.deserialize_str(Text)
            }
        }
    };
}

pub(crate) use text_serde;
