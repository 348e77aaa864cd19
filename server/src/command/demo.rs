use crate::exit::Exit;
use crate::terminal::Terminal;
use clap::Args;
use kalends::Result;
/// x
#[derive(Debug, Args)]
pub(crate) struct Demo {}
impl Demo {
    pub(super) fn run(self, _terminal: &mut Terminal) -> Result<Exit> {
        Ok(Exit::Answer)
    }
}
