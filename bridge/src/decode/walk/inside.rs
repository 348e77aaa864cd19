//! What is inside of objects and arrays.

use super::super::refusal::Refusal;
use super::variant::Bare;
use super::{RAW, Read, Walk, word};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::borrow::Cow;

/// The members of an object.
pub(super) struct Members<'w, 'de> {
    walk: &'w mut Walk<'de>,
    key: Cow<'de, str>,
}

impl<'w, 'de> Members<'w, 'de> {
    pub(super) const fn new(walk: &'w mut Walk<'de>) -> Self {
        Self { walk, key: Cow::Borrowed("") }
    }

    /// Moves on to the next key, if there is one.
    fn next(&mut self) -> bool {
        self.walk.passes(b',');
        let more = !self.walk.passes(b'}');
        if more {
            self.key = self.walk.string();
            self.walk.passes(b':');
        }
        more
    }
}

impl<'de> MapAccess<'de> for Members<'_, 'de> {
    type Error = Refusal;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        if !self.next() {
            return Ok(None);
        }
        seed.deserialize(Key(&self.key)).map(Some).map_err(|refusal| refusal.in_field(&self.key))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<S::Value> {
        seed.deserialize(&mut *self.walk).map_err(|refusal| refusal.in_field(&self.key))
    }
}

/// A key of an object: text, whatever type it stands for.
struct Key<'k, 'de>(&'k Cow<'de, str>);

impl<'de> Deserializer<'de> for Key<'_, 'de> {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.0 {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_str(text),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Read<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        visitor.visit_enum(Bare(self.0.clone()))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq
        tuple tuple_struct map struct identifier ignored_any
    }
}

/// The elements of an array.
pub(super) struct Elements<'w, 'de> {
    walk: &'w mut Walk<'de>,
    index: usize,
}

impl<'w, 'de> Elements<'w, 'de> {
    pub(super) const fn new(walk: &'w mut Walk<'de>) -> Self {
        Self { walk, index: 0 }
    }
}

impl<'de> SeqAccess<'de> for Elements<'_, 'de> {
    type Error = Refusal;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        self.walk.passes(b',');
        if self.walk.peek() == b']' {
            return Ok(None);
        }
        let index = self.index;
        self.index += 1;
        seed.deserialize(&mut *self.walk).map(Some).map_err(|refusal| refusal.in_index(index))
    }
}

/// A value as it was written, in the form in which serde_json asks for it.
pub(super) struct Raw<'de>(Option<&'de str>);

impl<'de> Raw<'de> {
    pub(super) const fn new(text: &'de str) -> Self {
        Self(Some(text))
    }
}

impl<'de> MapAccess<'de> for Raw<'de> {
    type Error = Refusal;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        self.0.map(|_| seed.deserialize(word(RAW))).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<S::Value> {
        seed.deserialize(word(self.0.take().unwrap_or_default()))
    }
}
