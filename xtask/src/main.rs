//! `cargo xtask NAME`: the chores of this repository, one command each, the same here as in CI.
//!
//! Standard library only, so that it builds in a second on a bare machine. Every command is non-interactive, can be
//! repeated, and ends with 0 (done), 1 (the step failed) or 2 (called wrongly).

mod bench;
mod ci;
mod fuzz;
mod generate;
mod instructions;
mod manifest;
mod node;
mod oracle;
mod package;
mod process;
mod product;
mod python;
mod race;
mod style;
mod test;
mod wasm;

use process::{Failure, Outcome};
use std::process::ExitCode;

/// One row of the table of commands.
struct Command {
    name: &'static str,
    arguments: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Outcome,
}

const COMMANDS: &[Command] = &[
    row("ci", "", "everything CI runs, in CI's order", ci::ci),
    row("fmt", "[--fix]", "check the formatting, or repair it", style::fmt),
    row("lint", "", "clippy on every target; a warning fails", style::lint),
    row("tidy", "[--sizes]", "the house rules: layers, names, sizes, dependencies", style::tidy),
    row("test", "[FILTER…]", "every test, doctests too; with arguments: those of `cargo test`", test::test),
    row("docs", "", "build the API docs; a warning fails", test::docs),
    row(
        "features",
        "",
        "compile core and bridge without default features, then with each alone",
        test::features,
    ),
    row(
        "gen",
        "[--check]",
        "rewrite the generated files; with --check fail if one is stale",
        generate::generate,
    ),
    row("conformance", "", "run the vectors through the `kalends` binary, from Python", test::conformance),
    row(
        "oracle",
        "[--cases N] [--seed S]",
        "compare random rules with python-dateutil and the `rrule` crate",
        oracle::oracle,
    ),
    row("python", "", "build the wheel for Python, install it, and test that", python::python),
    row("node", "", "build the npm package for Node, install its tarball, and test that", node::node),
    row(
        "wasm",
        "[--sizes]",
        "the same for browsers, in Node and in Chromium; --sizes measures each group of operations",
        wasm::wasm,
    ),
    row("docs-js", "", "build the reference of the npm packages into `target/docs-js`", node::docs),
    row("package", "", "build what is handed out into `dist/`: wheel and npm tarballs", package::package),
    row("demo", "[ARG…]", "build and run `kalends demo`", product::demo),
    row("corpus", "DIR", "read every calendar file under DIR and report what failed", product::corpus),
    row(
        "fuzz-smoke",
        "[TARGET…] [--seconds N]",
        "fuzz each target for 20 s (nightly toolchain)",
        fuzz::smoke,
    ),
    row(
        "race",
        "[--attempts N] [--seed S]",
        "let processes race for few slots and kill them meanwhile; a million attempts if not said",
        race::race,
    ),
    row(
        "instructions",
        "[--bless]",
        "count what the hot cases cost (valgrind); fail if a count moved",
        instructions::instructions,
    ),
    row(
        "bench",
        "[--smoke | --peers | --node | --python | ARG…]",
        "measure against the rivals; --smoke runs each once, --peers takes other languages', \
         --node the packages for Node and browsers, --python the one for Python",
        bench::bench,
    ),
];

const fn row(
    name: &'static str,
    arguments: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Outcome,
) -> Command {
    Command { name, arguments, about, run }
}

fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

fn help() {
    println!("cargo xtask COMMAND\n");
    for Command { name, arguments, about, .. } in COMMANDS {
        println!("  {:36} {about}", format!("{name} {arguments}"));
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        None => {
            help();
            return ExitCode::from(2);
        }
        Some((name, _)) if ["help", "--help", "-h"].contains(&name.as_str()) => {
            help();
            Ok(())
        }
        Some((name, rest)) => match find(name) {
            Some(command) => (command.run)(rest),
            None => Err(Failure::usage(format!("no command `{name}`; `cargo xtask help` lists them"))),
        },
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            failure.code()
        }
    }
}
