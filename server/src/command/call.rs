use crate::exit::Exit;
use crate::render::Table;
use crate::terminal::Terminal;
use crate::{failure, input};
use clap::Args;
use kalends::Result;
use kalends_bridge::{Bridge, OPS};
use serde::Deserialize;
use std::io;
use std::path::{Path, PathBuf};

/// Does one operation: a request of JSON in, an envelope of JSON out.
///
/// The envelope is {"ok":…} or {"error":{code,category,message,path,details}}; the exit code follows the category.
/// With --jsonl: one request {"op":…,"input":…} a line in, one envelope a line out, in order; exits with 0 once
/// every line has its answer.
#[derive(Debug, Args)]
pub(crate) struct Call {
    /// Which operation; --list names them
    #[arg(value_name = "OP", required_unless_present_any = ["jsonl", "list"], conflicts_with_all = ["jsonl", "list"])]
    op: Option<String>,
    /// The request; standard input if absent or -
    #[arg(value_name = "REQUEST", requires = "op")]
    request: Option<PathBuf>,
    /// Answer requests from standard input, one a line
    #[arg(long, conflicts_with = "list")]
    jsonl: bool,
    /// List the operations
    #[arg(long)]
    list: bool,
}

/// As much of an envelope as decides the exit code.
#[derive(Deserialize)]
struct Envelope {
    error: Option<Refused>,
}

#[derive(Deserialize)]
struct Refused {
    category: String,
}

impl Call {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let bridge = Bridge::default();
        match self.op {
            Some(op) => {
                let path = self.request.as_deref().unwrap_or(Path::new("-"));
                let request = input::bytes(path, bridge.limits().request_bytes)?;
                let envelope = bridge.call(&op, &request);
                terminal.line(&envelope)?;
                Ok(exit(&envelope))
            }
            None if self.jsonl => {
                let answered = bridge.jsonl(io::stdin().lock(), terminal.writer());
                answered.map(|_| Exit::Answer).map_err(|error| failure::output(&error))
            }
            None => {
                terminal.text(&list())?;
                Ok(Exit::Answer)
            }
        }
    }
}

fn exit(envelope: &str) -> Exit {
    match serde_json::from_str(envelope) {
        Ok(Envelope { error: None }) => Exit::Answer,
        Ok(Envelope { error: Some(Refused { category }) }) => Exit::of_word(&category),
        Err(_) => Exit::Bug,
    }
}

fn list() -> String {
    let mut table = Table::new(["operation", "takes", "answers"]);
    for op in OPS {
        table.row([op.name, op.kind.as_str(), op.doc]);
    }
    table.text()
}
