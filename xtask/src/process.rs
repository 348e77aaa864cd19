//! Running other programs from the repository's root, and saying what went wrong.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// What a command ends with.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// A step that failed, or a call that made no sense.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    Step(String),
    Usage(String),
}

impl Failure {
    pub(crate) fn step(message: impl Into<String>) -> Self {
        Self::Step(message.into())
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    pub(crate) fn code(&self) -> ExitCode {
        match self {
            Self::Step(_) => ExitCode::from(1),
            Self::Usage(_) => ExitCode::from(2),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Step(message) | Self::Usage(message) => f.write_str(message),
        }
    }
}

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Whether the repository has this file or folder yet.
pub(crate) fn exists(path: &str) -> bool {
    root().join(path).exists()
}

/// A step whose subject is not built yet passes, and says so.
pub(crate) fn skip(step: &str, missing: &str) -> Outcome {
    println!("{step}: skipped, {missing} does not exist yet");
    Ok(())
}

/// For commands without arguments.
pub(crate) fn no_arguments(command: &str, arguments: &[String]) -> Outcome {
    match arguments.first() {
        None => Ok(()),
        Some(found) => Err(Failure::usage(format!("{command}: unexpected argument `{found}`"))),
    }
}

/// A program about to run.
pub(crate) struct Step(Command);

/// The cargo that runs this program, without standard input.
pub(crate) fn cargo<I: IntoIterator<Item: AsRef<OsStr>>>(arguments: I) -> Step {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    program(cargo).arguments(arguments)
}

/// Any program, from the root, without standard input.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Step {
    let mut command = Command::new(name);
    command.current_dir(root()).stdin(Stdio::null());
    Step(command)
}

impl Step {
    pub(crate) fn arguments<I: IntoIterator<Item: AsRef<OsStr>>>(mut self, arguments: I) -> Self {
        self.0.args(arguments);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// Without a variable that this process has.
    pub(crate) fn unset(mut self, name: &str) -> Self {
        self.0.env_remove(name);
        self
    }

    /// Keeps the caller's standard input, for a program that talks to people.
    pub(crate) fn interactive(mut self) -> Self {
        self.0.stdin(Stdio::inherit());
        self
    }

    /// Runs it; a status other than 0 is a failure that names the command line.
    pub(crate) fn run(mut self) -> Outcome {
        self.status()
    }

    fn status(&mut self) -> Outcome {
        match self.0.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::step(format!("{status}: {}", self.line()))),
            Err(error) => Err(Failure::step(format!("cannot run `{}`: {error}", self.line()))),
        }
    }

    /// Runs it with all that it prints in a file; returns that, or fails with its end.
    pub(crate) fn logged(mut self, log: &Path) -> Outcome<String> {
        const SHOWN: usize = 60;
        let failed = |error| Failure::step(format!("{}: {error}", log.display()));
        let file = std::fs::File::create(log).map_err(failed)?;
        self.0.stdout(file.try_clone().map_err(failed)?).stderr(file);
        let outcome = self.status();
        let printed = String::from_utf8_lossy(&std::fs::read(log).map_err(failed)?).into_owned();
        match outcome {
            Ok(()) => Ok(printed),
            Err(failure) => {
                let lines: Vec<&str> = printed.lines().collect();
                let end = lines.get(lines.len().saturating_sub(SHOWN)..).unwrap_or_default().join("\n");
                Err(Failure::step(format!("{failure}\n{end}\nxtask: all of it is in {}", log.display())))
            }
        }
    }

    /// Runs it; returns what it prints.
    pub(crate) fn output(self) -> Outcome<String> {
        self.captured(|output| output.stdout)
    }

    /// Runs it; returns what it prints as errors.
    pub(crate) fn errors(self) -> Outcome<String> {
        self.captured(|output| output.stderr)
    }

    fn captured(mut self, which: fn(std::process::Output) -> Vec<u8>) -> Outcome<String> {
        let output = self
            .0
            .output()
            .map_err(|error| Failure::step(format!("cannot run `{}`: {error}", self.line())))?;
        if !output.status.success() {
            let printed = String::from_utf8_lossy(&output.stderr);
            return Err(Failure::step(format!("{}: {}\n{printed}", output.status, self.line())));
        }
        Ok(String::from_utf8_lossy(&which(output)).into_owned())
    }

    /// Whether it runs and ends well, in silence.
    pub(crate) fn works(mut self) -> bool {
        self.0.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    }

    fn line(&self) -> String {
        let program = Path::new(self.0.get_program()).file_name().unwrap_or_default();
        std::iter::once(program)
            .chain(self.0.get_args())
            .map(OsStr::to_string_lossy)
            .collect::<Vec<_>>()
            .join(" ")
    }
}
