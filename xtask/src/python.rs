//! The package for Python: built as a wheel, installed into an environment of its own, tested there.

use crate::process::{Failure, Outcome, cargo, exists, no_arguments, program, root, skip, target};
use std::path::{Path, PathBuf};

const CRATE: &str = "bindings-python";

/// What builds and checks the package; nothing of it is needed to use it.
const TOOLS: [&str; 6] = [
    "maturin==1.16.0",
    "pytest==9.2.0",
    "mypy==2.4.1",
    "pdoc==16.0.0",
    "numpy==2.4.6",
    "python-dateutil==2.9.0.post0",
];

/// `python`: the package by itself.
pub(crate) fn python(arguments: &[String]) -> Outcome {
    no_arguments("python", arguments)?;
    test()
}

/// The tests, from the wheel and not from the source, with the vectors through both doors; then the types.
pub(crate) fn test() -> Outcome {
    if !exists(CRATE) {
        return skip("python", CRATE);
    }
    let python = installed()?;
    cargo(["build", "--quiet", "--package", "kalends-server", "--bin", "kalends"]).run()?;
    let cache = format!("cache_dir={}", home().join("pytest").display());
    let pytest = ["-m", "pytest", CRATE, "--override-ini", &cache];
    program(&python).arguments(pytest).env("KALENDS_CLI", target().join("debug/kalends")).run()?;
    types(&python)
}

/// Whether the hints hold: of the source and its tests, and of the stubs against the compiled module.
fn types(python: &Path) -> Outcome {
    let settings = root().join(CRATE).join("pyproject.toml");
    let mypy = ["-m", "mypy", &format!("{CRATE}/python"), &format!("{CRATE}/tests"), "--config-file"];
    program(python)
        .arguments(mypy)
        .arguments([&settings])
        .env("MYPY_CACHE_DIR", home().join("mypy"))
        .run()?;
    let stubtest = ["-m", "mypy.stubtest", "kalends", "--mypy-config-file"];
    program(python).arguments(stubtest).arguments([&settings]).run()
}

/// Measures the wheel against dateutil; `bench --python`.
pub(crate) fn bench() -> Outcome {
    program(installed()?).arguments(["benches/python/package.py"]).run()
}

/// A Python that has the wheel as it is now.
fn installed() -> Outcome<PathBuf> {
    let python = environment()?;
    install(&python, &build(&home().join("wheels"))?)?;
    Ok(python)
}

fn install(python: &Path, wheel: &Path) -> Outcome {
    let pip =
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--force-reinstall"];
    program(python).arguments(pip).arguments([wheel]).run()
}

/// The wheel, and the pages of its reference.
pub(crate) fn package(folder: &Path) -> Outcome {
    let (python, wheel) = (environment()?, build(folder)?);
    install(&python, &wheel)?;
    println!("python: {}", wheel.display());
    let pdoc = ["-m", "pdoc", "--docformat", "markdown", "--output-directory"];
    program(python).arguments(pdoc).arguments([&folder.join("python-docs")]).arguments(["kalends"]).run()
}

/// Builds the wheel into `folder` and says where it is, with the profile `release` in cargo's own folder, so that what
/// the demo has built is not built again.
fn build(folder: &Path) -> Outcome<PathBuf> {
    let wheels = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "whl")).collect()
    };
    for old in wheels(folder) {
        std::fs::remove_file(&old).map_err(|error| Failure::step(format!("{}: {error}", old.display())))?;
    }
    program(home().join("venv/bin/maturin"))
        .arguments(["build", "--quiet", "--locked", "--manifest-path", &format!("{CRATE}/Cargo.toml")])
        .arguments([Path::new("--out"), folder, Path::new("--target-dir"), &target()])
        .run()?;
    wheels(folder).pop().ok_or_else(|| Failure::step("maturin built no wheel"))
}

fn home() -> PathBuf {
    target().join("python")
}

/// A Python that has the tools; made on first use, in the target folder.
pub(crate) fn environment() -> Outcome<PathBuf> {
    let folder = home().join("venv");
    let python = folder.join("bin/python");
    let wanted = TOOLS.map(|tool| format!("'{tool}'")).join(",");
    let check = format!(
        "from importlib.metadata import version as v; \
         assert all(v(n) == w for n, w in (t.split('==') for t in [{wanted}]))"
    );
    if !program(&python).arguments(["-c", &check]).works() {
        println!("python: installing {}", TOOLS.join(", "));
        program("python3").arguments(["-m", "venv", "--clear"]).arguments([&folder]).run()?;
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        program(&python).arguments(pip).arguments(TOOLS).run()?;
    }
    Ok(python)
}
