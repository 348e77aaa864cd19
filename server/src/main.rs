//! `kalends`: the scheduling engine on the command line.
//!
//! One file per command in `command/`; what people read is made in `render/`; what they write is read in
//! `argument/`. Nothing is decided here.

mod argument;
mod command;
mod config;
mod database;
mod demo;
mod door;
mod exit;
mod failure;
mod input;
mod invitation;
mod render;
mod terminal;

use clap::Parser;
use command::Command;
use exit::Exit;
use std::process::ExitCode;
use terminal::Terminal;

/// Finds, explains and books time, and tells the two 01:30s apart.
#[derive(Debug, Parser)]
#[command(name = "kalends", version, after_help = exit::TABLE)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = std::panic::catch_unwind(|| cli.command.run(&mut Terminal::stdout()));
    let exit = match outcome {
        Ok(Ok(exit)) => exit,
        Ok(Err(error)) if failure::is_broken_pipe(&error) => Exit::Answer,
        Ok(Err(error)) => {
            eprintln!("{}", failure::sentence(&error));
            Exit::of(error.category())
        }
        Err(_) => {
            eprintln!("error[internal.bug]: the program met a state that it holds to be impossible");
            Exit::Bug
        }
    };
    exit.into()
}
