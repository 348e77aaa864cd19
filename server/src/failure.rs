//! What only a command line can get wrong, and how every error is told.

use kalends::error::ErrorCode;
use kalends::{Category, Error};
use std::io;
use std::path::Path;

const USAGE: &ErrorCode =
    &ErrorCode { code: "cli.usage", category: Category::Input, doc: "The arguments don't fit together." };
const MALFORMED: &ErrorCode =
    &ErrorCode { code: "cli.malformed", category: Category::Input, doc: "A record is not as it has to be." };
const BUG: &ErrorCode =
    &ErrorCode { code: "internal.bug", category: Category::Internal, doc: "A bug in this program." };
const UNREADABLE: &ErrorCode =
    &ErrorCode { code: "cli.unreadable", category: Category::Input, doc: "A file cannot be read." };
const UNWRITABLE: &ErrorCode =
    &ErrorCode { code: "cli.unwritable", category: Category::Port, doc: "A file cannot be written." };
const BROKEN_PIPE: &ErrorCode = &ErrorCode {
    code: "cli.broken-pipe",
    category: Category::Port,
    doc: "Nobody reads the output any more.",
};

/// Arguments that don't fit together.
pub(crate) fn usage(message: impl Into<String>) -> Error {
    Error::new(USAGE, message)
}

/// A record that cannot be read.
pub(crate) fn malformed(message: impl Into<String>) -> Error {
    Error::new(MALFORMED, message)
}

/// A state that is held to be impossible.
pub(crate) fn bug(message: impl Into<String>) -> Error {
    Error::new(BUG, message)
}

/// A file that cannot be read.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Error {
    Error::new(UNREADABLE, format!("`{}` cannot be read: {error}", path.display()))
}

/// A file that cannot be written, made or removed.
pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Error {
    Error::new(UNWRITABLE, format!("`{}` cannot be written: {error}", path.display()))
}

/// Output that cannot be written.
pub(crate) fn output(error: &io::Error) -> Error {
    let code = if error.kind() == io::ErrorKind::BrokenPipe { BROKEN_PIPE } else { UNWRITABLE };
    Error::new(code, format!("the output cannot be written: {error}"))
}

/// Whether the reader has gone, as `head` does: no failure of ours.
pub(crate) fn is_broken_pipe(error: &Error) -> bool {
    error.code() == BROKEN_PIPE.code
}

/// An error as it stands on stderr: code, path, sentence.
pub(crate) fn sentence(error: &Error) -> String {
    let (code, path, message) = (error.code(), error.path(), error.message());
    if path.is_empty() {
        format!("error[{code}]: {message}")
    } else {
        format!("error[{code}] at {path}: {message}")
    }
}
