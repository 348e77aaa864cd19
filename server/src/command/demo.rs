use super::Command;
use crate::demo::{FILES, NOW, SCRIPT};
use crate::exit::Exit;
use crate::failure;
use crate::terminal::Terminal;
use clap::{Args, Parser};
use kalends::Result;
use std::path::{Path, PathBuf};
use std::{fs, process};

/// Shows it all on sample data: three tutors, their calendars, one student, two weeks, two clock changes.
///
/// Each step is a command of this program, run as it is printed.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The database file to make; it is kept. One among the sample files if absent
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
    /// Keep the folder with the sample files
    #[arg(long)]
    keep: bool,
}

#[derive(Parser)]
struct Step {
    #[command(subcommand)]
    command: Command,
}

impl Demo {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit> {
        let folder = Folder::new(self.keep)?;
        let database = self.db.unwrap_or_else(|| folder.path.join("kalends.db"));
        if database.exists() {
            let message = format!("`{}` is there already; the demo makes its own file", database.display());
            return Err(failure::usage(message).in_field("--db"));
        }
        terminal.line(&format!("The sample files are in {}", folder.path.display()))?;
        terminal.line(&format!("The database is {}", database.display()))?;
        terminal.line(&format!("It is {NOW}, whatever the clock says."))?;
        for (at, (headline, commands)) in (1..).zip(SCRIPT) {
            terminal.line(&format!("\n{at}. {headline}"))?;
            for command in *commands {
                folder.play(command, &database, terminal)?;
            }
        }
        terminal.line(if self.keep {
            "\nThe sample files stay."
        } else {
            "\nThe sample files are removed."
        })?;
        Ok(Exit::Answer)
    }
}

/// A folder with the sample files, removed in the end.
struct Folder {
    path: PathBuf,
    keep: bool,
}

impl Folder {
    fn new(keep: bool) -> Result<Self> {
        let path = std::env::temp_dir().join(format!("kalends-demo-{}", process::id()));
        fs::create_dir(&path).map_err(|error| failure::unwritable(&path, &error))?;
        let folder = Self { path, keep };
        for (name, text) in FILES {
            let file = folder.path.join(name);
            fs::write(&file, text).map_err(|error| failure::unwritable(&file, &error))?;
        }
        Ok(folder)
    }

    /// Prints a command and runs it.
    fn play(&self, command: &[&str], database: &Path, terminal: &mut Terminal) -> Result<()> {
        let shown: Vec<String> = command.iter().map(|word| shown(word)).collect();
        terminal.line(&format!("\n$ kalends {}", shown.join(" ")))?;
        let words = command.iter().map(|word| match *word {
            "DB" => database.display().to_string(),
            file if is_file(file) => self.path.join(file).display().to_string(),
            word => word.to_owned(),
        });
        let now = (!command.contains(&"--now")).then(|| format!("--now={NOW}"));
        let step = Step::try_parse_from(std::iter::once("kalends".to_owned()).chain(words).chain(now));
        let exit = step.map_err(|error| failure::bug(error.to_string()))?.command.run(terminal)?;
        if exit == Exit::No {
            terminal.line("(exit code 1)")?;
        }
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.keep {
            // A folder that stays behind is a nuisance, and no reason to fail.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

fn is_file(word: &str) -> bool {
    [".json", ".ics"].iter().any(|end| word.ends_with(end))
}

/// A word as a shell needs it.
fn shown(word: &str) -> String {
    match word {
        "DB" => "kalends.db".to_owned(),
        word if word.contains([' ', ';']) => format!("'{word}'"),
        word => word.to_owned(),
    }
}
