//! Where answers go.

use crate::failure;
use kalends::Result;
use serde::Serialize;
use std::io::{self, IsTerminal, Write};

/// Standard output, or a text in tests.
pub(crate) struct Terminal {
    out: Box<dyn Write>,
    colour: bool,
}

impl Terminal {
    /// Standard output; colour only where a person looks at it and has not asked for none (NO_COLOR).
    pub(crate) fn stdout() -> Self {
        let stdout = io::stdout();
        let colour =
            stdout.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self { out: Box::new(stdout.lock()), colour }
    }

    /// Whether colours can be seen.
    pub(crate) fn has_colour(&self) -> bool {
        self.colour
    }

    /// Where bytes go.
    pub(crate) fn writer(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// Prints a text as it is.
    pub(crate) fn text(&mut self, text: &str) -> Result<()> {
        self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush()).map_err(|e| failure::output(&e))
    }

    /// Prints a line.
    pub(crate) fn line(&mut self, line: &str) -> Result<()> {
        self.text(&format!("{line}\n"))
    }

    /// Prints a record as one line of JSON.
    pub(crate) fn json(&mut self, record: &impl Serialize) -> Result<()> {
        let text = serde_json::to_string(record).map_err(|e| failure::output(&io::Error::other(e)))?;
        self.line(&text)
    }
}
