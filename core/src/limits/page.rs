//! Parts of lists: how long one is, and whether the list goes on.

use crate::error::{Error, Result};
use std::num::NonZeroU32;

/// How long a part is if nobody says.
pub(crate) const PAGE: NonZeroU32 = NonZeroU32::new(100).unwrap();

/// The longest part.
pub(crate) const LARGEST_PAGE: u32 = 10_000;

/// Checks the length that is asked for; `too_large` makes an error of what was found and of the limit.
pub(crate) fn check_page<E: Into<Error>>(
    limit: NonZeroU32,
    too_large: impl FnOnce(u32, u32) -> E,
) -> Result<()> {
    match limit.get() <= LARGEST_PAGE {
        true => Ok(()),
        false => Err(too_large(limit.get(), LARGEST_PAGE).into().in_field("limit")),
    }
}

/// The part of what was found, which is one longer if the list goes on; and where it goes on then.
pub(crate) fn part<T, C>(
    mut found: Vec<T>,
    limit: NonZeroU32,
    cursor: impl FnOnce(&T) -> C,
) -> (Vec<T>, Option<C>) {
    let limit = usize::try_from(limit.get()).unwrap_or(usize::MAX);
    let goes_on = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| goes_on).map(cursor);
    (found, next)
}
