//! Values that are text on the wire.

use kalends::Error;
use serde::Deserializer;
use serde::de::Visitor;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

/// Reads a checked value from a string; a refusal keeps its code, as [`kalends::wire::recover`] understands it.
pub(crate) fn read<'de, T, D>(deserializer: D, expected: &'static str) -> Result<T, D::Error>
where
    T: FromStr<Err = Error>,
    D: Deserializer<'de>,
{
    struct Text<T>(&'static str, PhantomData<T>);
    impl<T: FromStr<Err = Error>> Visitor<'_> for Text<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            text.parse()
                .map_err(|error: Error| E::custom(format_args!("{} [{}]", error.message(), error.code())))
        }
    }
    deserializer.deserialize_str(Text(expected, PhantomData))
}
