//! Variants: a bare name, or an object with the name as its only field.

use super::super::refusal::Refusal;
use super::{Read, Walk};
use serde::de::value::CowStrDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, Unexpected,
    VariantAccess, Visitor,
};
use std::borrow::Cow;

fn named(name: &str) -> CowStrDeserializer<'_, Refusal> {
    Cow::Borrowed(name).into_deserializer()
}

/// A bare name.
pub(super) struct Bare<'de>(pub(super) Cow<'de, str>);

impl Bare<'_> {
    fn lacks(self, expected: &'static str) -> Refusal {
        Refusal::invalid_type(Unexpected::UnitVariant, &expected).in_field(&self.0)
    }
}

impl<'de> EnumAccess<'de> for Bare<'de> {
    type Error = Refusal;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Read<(S::Value, Self)> {
        seed.deserialize(named(&self.0)).map(|value| (value, self))
    }
}

impl<'de> VariantAccess<'de> for Bare<'de> {
    type Error = Refusal;

    fn unit_variant(self) -> Read<()> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Read<S::Value> {
        Err(self.lacks("newtype variant"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Read<V::Value> {
        Err(self.lacks("tuple variant"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Read<V::Value> {
        Err(self.lacks("struct variant"))
    }
}

/// An object with one field, opened.
pub(super) struct Held<'w, 'de> {
    walk: &'w mut Walk<'de>,
    name: Cow<'de, str>,
}

impl<'w, 'de> Held<'w, 'de> {
    pub(super) fn new(walk: &'w mut Walk<'de>) -> Self {
        let name = walk.string();
        walk.passes(b':');
        Self { walk, name }
    }
}

impl<'de> EnumAccess<'de> for Held<'_, 'de> {
    type Error = Refusal;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Read<(S::Value, Self)> {
        seed.deserialize(named(&self.name)).map(|value| (value, self))
    }
}

impl<'de> VariantAccess<'de> for Held<'_, 'de> {
    type Error = Refusal;

    fn unit_variant(self) -> Read<()> {
        <()>::deserialize(self.walk).map_err(|refusal| refusal.in_field(&self.name))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Read<S::Value> {
        seed.deserialize(self.walk).map_err(|refusal| refusal.in_field(&self.name))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.walk.deserialize_seq(visitor).map_err(|refusal| refusal.in_field(&self.name))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Read<V::Value> {
        self.walk.deserialize_map(visitor).map_err(|refusal| refusal.in_field(&self.name))
    }
}
