//! A reader of JSON that is known to be well formed, strict where derived code is lenient.
//!
//! It refuses what the schema refuses: `null` for an optional field, an array in place of an object, an integer above
//! 2^53, which not every language can hold. It follows the path by itself.

mod inside;
mod text;
mod variant;

use self::inside::{Elements, Members, Raw};
use self::text::Number;
use self::variant::{Bare, Held};
use super::MAX_INTEGER;
use super::refusal::Refusal;
use crate::error::{RANGE, TYPE};
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{Deserializer, Error, Unexpected, Visitor};
use std::borrow::Cow;

pub(super) type Read<T> = Result<T, Refusal>;

/// A place in the text, just before a value.
pub(super) struct Walk<'de> {
    text: &'de str,
    at: usize,
}

/// By this name serde_json asks for a value as it was written. There is no public one.
const RAW: &str = "$serde_json::private::RawValue";

impl<'de> Walk<'de> {
    /// What stands here, for an error.
    fn found(&mut self) -> Unexpected<'static> {
        match self.peek() {
            b'{' => Unexpected::Map,
            b'[' => Unexpected::Seq,
            _ => Unexpected::Unit,
        }
    }

    /// A word, a number or a truth value; nothing else is handed to the visitor, and so has no code.
    fn scalar<V: Visitor<'de>>(&mut self, visitor: V) -> Read<V::Value> {
        match self.peek() {
            b'"' => match self.string() {
                Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                Cow::Owned(text) => visitor.visit_string(text),
            },
            b't' | b'f' => visitor.visit_bool(self.raw() == "true"),
            b'{' | b'[' | b'n' => Err(Refusal::invalid_type(self.found(), &visitor)),
            _ => match self.number()? {
                Number::Natural(value) => visitor.visit_u64(value),
                Number::Negative(value) => visitor.visit_i64(value),
                Number::Real(value) => visitor.visit_f64(value),
            },
        }
    }

    /// A number that every language can hold.
    fn number(&mut self) -> Read<Number> {
        let number = Number::of(self.raw());
        let shown = match number {
            Number::Natural(value) if value > MAX_INTEGER => value.to_string(),
            Number::Negative(value) if value.unsigned_abs() > MAX_INTEGER => value.to_string(),
            _ => return Ok(number),
        };
        let message = format!("found `{shown}`; expected an integer of at most 2^53 either way");
        Err(Refusal::new(RANGE, message))
    }

    fn object<V: Visitor<'de>>(&mut self, visitor: V) -> Read<V::Value> {
        if !self.passes(b'{') {
            return Err(self.other(&visitor));
        }
        visitor.visit_map(Members::new(self))
    }

    fn array<V: Visitor<'de>>(&mut self, visitor: V) -> Read<V::Value> {
        if !self.passes(b'[') {
            return Err(self.other(&visitor));
        }
        let value = visitor.visit_seq(Elements::new(self))?;
        if !self.passes(b']') {
            return Err(Refusal::new(TYPE, "the array has more elements than can stand here".to_owned()));
        }
        Ok(value)
    }

    /// The error for a value that is no object or no array.
    #[cold]
    fn other(&mut self, expected: &dyn serde::de::Expected) -> Refusal {
        match self.peek() {
            b'"' => Refusal::invalid_type(Unexpected::Str(&self.string()), expected),
            b't' => Refusal::invalid_type(Unexpected::Bool(true), expected),
            b'f' => Refusal::invalid_type(Unexpected::Bool(false), expected),
            b'{' | b'[' | b'n' => Refusal::invalid_type(self.found(), expected),
            _ => match self.number() {
                Ok(Number::Natural(value)) => Refusal::invalid_type(Unexpected::Unsigned(value), expected),
                Ok(Number::Negative(value)) => Refusal::invalid_type(Unexpected::Signed(value), expected),
                Ok(Number::Real(value)) => Refusal::invalid_type(Unexpected::Float(value), expected),
                Err(refusal) => refusal,
            },
        }
    }
}

macro_rules! forward {
    ($to:ident: $($method:ident)*) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
            self.$to(visitor)
        }
    )* };
}

impl<'de> Deserializer<'de> for &mut Walk<'de> {
    type Error = Refusal;

    forward! { scalar:
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16
        deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64 deserialize_char deserialize_str
        deserialize_string deserialize_bytes deserialize_byte_buf deserialize_identifier
    }
    forward! { object: deserialize_map }
    forward! { array: deserialize_seq }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.peek() {
            b'{' => self.object(visitor),
            b'[' => self.array(visitor),
            b'n' => self.deserialize_unit(visitor),
            _ => self.scalar(visitor),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.raw();
        visitor.visit_unit()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.peek() != b'n' {
            return Err(self.other(&visitor));
        }
        self.raw();
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Read<V::Value> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.peek() == b'n' {
            return Err(Refusal::invalid_type(Unexpected::Unit, &"a value, or the field left out"));
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Read<V::Value> {
        if name == RAW {
            return visitor.visit_map(Raw::new(self.raw()));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.array(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Read<V::Value> {
        self.array(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.object(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        match self.peek() {
            b'"' => visitor.visit_enum(Bare(self.string())),
            b'{' => {
                self.passes(b'{');
                let value = match self.peek() {
                    b'"' => visitor.visit_enum(Held::new(self))?,
                    _ => return Err(no_variant()),
                };
                if self.passes(b'}') { Ok(value) } else { Err(no_variant()) }
            }
            _ => Err(no_variant()),
        }
    }
}

/// What stands for a variant is none.
fn no_variant() -> Refusal {
    Refusal::new(TYPE, "found another value; expected a name, or an object with one field".to_owned())
}

/// A key, a variant's name, or a value as it was written.
fn word(text: &str) -> BorrowedStrDeserializer<'_, Refusal> {
    BorrowedStrDeserializer::new(text)
}
