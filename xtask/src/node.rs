//! The packages for Node: built, packed, and tested from a clean folder into which the tarball was installed.

use crate::process::{Failure, Outcome, Step, cargo, no_arguments, program, root, target};
use std::fs;
use std::path::{Path, PathBuf};

/// What builds the TypeScript.
const TOOLS: &[&str] = &["typescript@7.0.2", "@types/node@20.19.43"];

/// Below the target folder: tools, packages under construction, tarballs, clean folders.
pub(crate) fn place(name: &str) -> PathBuf {
    target().join("node").join(name)
}

/// npm, quiet and without what asks its registry more than it must.
pub(crate) fn npm<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Step {
    program("npm").arguments(arguments).arguments([
        "--silent",
        "--no-audit",
        "--no-fund",
        "--no-package-lock",
    ])
}

/// A folder with these packages; made on first use, and again when the list changes.
pub(crate) fn installed(name: &str, packages: &[&str]) -> Outcome<PathBuf> {
    let (folder, list) = (place(name), packages.join("\n"));
    let stamp = folder.join("installed");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == list) {
        return Ok(folder);
    }
    if !program("npm").arguments(["--version"]).works() {
        return Err(Failure::step("npm is missing; the packages for Node need Node 20 or newer with npm"));
    }
    println!("node: installing {}", packages.join(", "));
    emptied(&folder)?;
    let prefix = folder.to_string_lossy().into_owned();
    npm(["install", "--prefix", prefix.as_str()]).arguments(packages).run()?;
    fs::write(&stamp, list).map_err(|error| failed(&stamp, &error))?;
    Ok(folder)
}

pub(crate) fn failed(path: &Path, error: &std::io::Error) -> Failure {
    Failure::step(format!("{}: {error}", path.display()))
}

/// The folder, with nothing in it.
pub(crate) fn emptied(folder: &Path) -> Outcome {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))
}

pub(crate) fn copied(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(drop).map_err(|error| failed(from, &error))
}

/// Every file of a folder into another; folders in it are left.
pub(crate) fn copied_files(from: &Path, to: &Path) -> Outcome {
    let entries = fs::read_dir(from).map_err(|error| failed(from, &error))?;
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()) {
        copied(&path, &to.join(path.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// The shared TypeScript as JavaScript with types, `commonjs` or `esnext`.
pub(crate) fn typescript(module: &str, out: &Path) -> Outcome {
    let tsc = installed("tools", TOOLS)?.join("node_modules/.bin/tsc");
    program(tsc).arguments(["-p", "bindings-js", "--module", module, "--outDir"]).arguments([out]).run()
}

/// `process.platform` and `process.arch` of the Node that runs here, as in the addon's name.
fn platform() -> Outcome<String> {
    let asked = "process.stdout.write(`${process.platform}-${process.arch}`)";
    program("node").arguments(["-e", asked]).output()
}

/// The package `kalends` into a folder of tarballs.
pub(crate) fn package(dist: &Path) -> Outcome {
    handed_out(&tarball()?, dist)
}

/// Copies a tarball to where it is handed out.
pub(crate) fn handed_out(made: &Path, dist: &Path) -> Outcome {
    fs::create_dir_all(dist).map_err(|error| failed(dist, &error))?;
    let to = dist.join(made.file_name().unwrap_or_default());
    println!("{}", to.display());
    copied(made, &to)
}

/// The package `kalends`, packed; where the tarball is.
fn tarball() -> Outcome<PathBuf> {
    let folder = place("kalends");
    emptied(&folder)?;
    cargo(["build", "--quiet", "--release", "--package", "kalends-node"]).run()?;
    let library = format!("{}kalends_node{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    copied(&target().join("release").join(library), &folder.join(format!("kalends.{}.node", platform()?)))?;
    typescript("commonjs", &folder.join("lib"))?;
    copied_files(&root().join("bindings-node/package"), &folder)?;
    packed(&folder)
}

/// `npm pack` of a folder, with the licences.
pub(crate) fn packed(folder: &Path) -> Outcome<PathBuf> {
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        copied(&root().join(licence), &folder.join(licence))?;
    }
    let out = place("packed");
    fs::create_dir_all(&out).map_err(|error| failed(&out, &error))?;
    let (folder, to) = (folder.to_string_lossy().into_owned(), out.to_string_lossy().into_owned());
    let name = program("npm").arguments(["pack", "--silent", "--pack-destination", &to, &folder]).output()?;
    Ok(out.join(name.trim()))
}

/// A folder with nothing but the tarball, installed, and these packages.
pub(crate) fn clean(name: &str, tarball: &Path, packages: &[&str]) -> Outcome<PathBuf> {
    let folder = place(name);
    emptied(&folder)?;
    let manifest = folder.join("package.json");
    fs::write(&manifest, "{\"private\":true}\n").map_err(|error| failed(&manifest, &error))?;
    let prefix = folder.to_string_lossy().into_owned();
    npm(["install", "--prefer-offline", "--prefix", prefix.as_str()])
        .arguments([tarball])
        .arguments(packages)
        .run()?;
    Ok(folder)
}

pub(crate) fn node(arguments: &[String]) -> Outcome {
    no_arguments("node", arguments)?;
    test()
}

const TESTS: &[&str] =
    &["door.test.mjs", "times.test.mjs", "hostile.test.mjs", "readme.test.mjs", "app.test.mjs"];

/// What tests need beside the package.
const TEST_PACKAGES: &[&str] = &["express@5.3.0", "temporal-polyfill@1.0.8"];

/// The package against its rivals in JavaScript, in one process.
pub(crate) fn bench() -> Outcome {
    let folder = clean("rivals", &tarball()?, &["rrule@2.8.1", "rrule-rust@3.1.1"])?;
    copied_files(&root().join("benches/node"), &folder)?;
    program("node").arguments([folder.join("bench.mjs")]).run()
}

/// What has to compile against the installed package.
const STRICT: &[&str] =
    &["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--noEmit"];

/// The tests of the package, from the clean folder.
pub(crate) fn test() -> Outcome {
    let folder = clean("clean", &tarball()?, TEST_PACKAGES)?;
    for tests in ["bindings-js/test", "bindings-node/test", "examples/express"] {
        copied_files(&root().join(tests), &folder)?;
    }
    cargo(["build", "--quiet", "--manifest-path", "server/Cargo.toml", "--bin", "kalends"]).run()?;
    let tests: Vec<PathBuf> = TESTS.iter().map(|name| folder.join(name)).collect();
    program("node")
        .env("CONFORMANCE", root().join("conformance"))
        .env("KALENDS", target().join("debug/kalends"))
        .arguments(["--test"])
        .arguments(tests)
        .run()?;
    let types = ["--module", "nodenext", "--target", "es2023", "--types", "node", "--typeRoots"];
    let tools = installed("tools", TOOLS)?;
    program(tools.join("node_modules/.bin/tsc"))
        .arguments(STRICT)
        .arguments(types)
        .arguments([tools.join("node_modules/@types"), folder.join("types.ts")])
        .run()
}
