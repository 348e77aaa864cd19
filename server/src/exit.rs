//! What the exit code says.

use kalends::Category;
use std::process::ExitCode;

/// The last lines of `--help`.
pub(crate) const TABLE: &str = "Exit codes:
  0   an answer
  1   a no: refused, not bookable, nothing found, or changed by somebody else meanwhile
  2   bad usage or bad input
  3   a limit was exceeded
  4   a store, a file or another outside service failed
  70  a bug in this program";

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Answer,
    No,
    Input,
    Limit,
    Port,
    Bug,
}

impl Exit {
    /// The exit that an error leads to.
    pub(crate) fn of(category: Category) -> Self {
        match category {
            Category::Input => Self::Input,
            Category::Limit => Self::Limit,
            Category::Conflict => Self::No,
            Category::Port => Self::Port,
            _ => Self::Bug,
        }
    }

    /// The exit that the category of an error on the wire leads to.
    pub(crate) fn of_word(category: &str) -> Self {
        let known = [Category::Input, Category::Limit, Category::Conflict, Category::Port];
        known.into_iter().find(|known| known.as_str() == category).map_or(Self::Bug, Self::of)
    }

    /// `Answer`, if there is one.
    pub(crate) fn found(any: bool) -> Self {
        if any { Self::Answer } else { Self::No }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Answer => 0,
            Exit::No => 1,
            Exit::Input => 2,
            Exit::Limit => 3,
            Exit::Port => 4,
            Exit::Bug => 70,
        })
    }
}
