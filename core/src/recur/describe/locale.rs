use super::english::English;
use super::german::German;
use super::language::Language;
use crate::error::{Error, RecurError, Result};
use crate::time::clip;
use std::fmt;
use std::str::FromStr;

/// A language that rules can be described in.
///
/// Read from a BCP 47 tag: the language subtag decides, whatever script, region or extension follows. A language
/// that has no words here is an error, never a silent English; [`Locale::preferred`] is the fallback for callers who
/// want one.
///
/// # Example
/// ```
/// use kalends::recur::Locale;
/// assert_eq!("de-AT".parse::<Locale>()?, Locale::German);
/// assert_eq!("fr-CA".parse::<Locale>().unwrap_err().code(), "recur.locale");
/// assert_eq!(Locale::preferred(["fr-CA", "de"]), Locale::German);
/// assert_eq!(Locale::preferred(["fr-CA"]), Locale::English);
/// # Ok::<(), kalends::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Locale {
    /// `en`: dates as in 31 January 2027, times as in 17:30.
    English,
    /// `de`.
    German,
}

impl Locale {
    /// Every language that there is.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// The first of these BCP 47 tags that has words here, else English: for a person's list of languages.
    pub fn preferred<T: AsRef<str>>(tags: impl IntoIterator<Item = T>) -> Self {
        tags.into_iter().find_map(|tag| tag.as_ref().parse().ok()).unwrap_or(Self::English)
    }

    /// Its tag: the language subtag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    pub(super) fn language(self) -> &'static dyn Language {
        match self {
            Self::English => &English,
            Self::German => &German,
        }
    }
}

/// Subtags have one to eight letters and digits.
fn is_subtag(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

impl FromStr for Locale {
    type Err = Error;

    /// # Errors
    /// `recur.locale` for a language without words here, and for text that is no tag.
    fn from_str(tag: &str) -> Result<Self> {
        let language = tag.split('-').next().unwrap_or(tag);
        let found = Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(language));
        let found = found.filter(|_| tag.split('-').all(is_subtag));
        found.ok_or_else(|| {
            let known = Self::ALL.map(Self::tag).join(" or ");
            RecurError::Locale { found: clip(tag), known }.into()
        })
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

crate::wire::text_serde!(Locale, "language tag of BCP 47 such as en or de-AT", 2, 64);
