//! The package for browsers: built, measured, packed, and tested from a clean folder, in Node and in Chromium.
//!
//! The standard library for WebAssembly is built from the sources that Debian's compiler for it comes with, in a target
//! folder of its own: two compilers in one folder would rebuild everything each time.

use crate::node::{
    clean, copied, copied_files, emptied, failed, handed_out, installed, packed, place, typescript,
};
use crate::process::{Failure, Outcome, cargo, program, root, target};
use std::fs;
use std::path::{Path, PathBuf};

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const DEBIAN: &[&str] = &["rustc-web", "rust-web-src", "cargo-web", "lld"];
const CHROMIUM: &str = "/usr/bin/chromium";
/// The generator has to be of the crate's version.
const BINDGEN: &str = "0.2.130";
/// What drives Chromium, and what bundles.
const BROWSER_TOOLS: &[&str] = &["playwright-core@1.65.1", "esbuild@0.28.2"];
/// What the whole engine may take, in bytes: as it is, and as gzip sends it.
const LIMITS: [(&str, u64); 2] = [("raw", 2_250_000), ("gzip", 860_000)];

/// `wasm`, `wasm --sizes`.
pub(crate) fn wasm(arguments: &[String]) -> Outcome {
    match arguments {
        [] => test(),
        [only] if only == "--sizes" => sizes(),
        [other, ..] => Err(Failure::usage(format!("wasm: unexpected argument `{other}`"))),
    }
}

/// Installs packages of Debian if a file is missing that they bring.
fn debian(file: &str, packages: &[&str]) -> Outcome {
    if Path::new(file).exists() {
        return Ok(());
    }
    println!("wasm: installing {}", packages.join(", "));
    let install =
        || program("apt-get").arguments(["install", "--yes", "--quiet"]).arguments(packages).works();
    if (install() || (program("apt-get").arguments(["update"]).works() && install()))
        && Path::new(file).exists()
    {
        return Ok(());
    }
    Err(Failure::step(format!(
        "{file} is missing, and `apt-get install {}` does not bring it",
        packages.join(" ")
    )))
}

/// The generator of the glue, built on first use.
fn bindgen() -> Outcome<PathBuf> {
    let folder = target().join("tools");
    let found = folder.join("bin/wasm-bindgen");
    let version = || program(&found).arguments(["--version"]).output();
    if !version().is_ok_and(|printed| printed.trim().ends_with(BINDGEN)) {
        println!("wasm: installing wasm-bindgen-cli {BINDGEN}");
        cargo(["install", "--quiet", "--force", "--profile", "dev", "--bin", "wasm-bindgen", "--root"])
            .arguments([&folder])
            .arguments([format!("wasm-bindgen-cli@{BINDGEN}")])
            .env("CARGO_TARGET_DIR", folder.join("build"))
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .run()?;
    }
    Ok(found)
}

/// The module and its glue, in a folder.
fn module(features: &[&str], out: &Path) -> Outcome {
    debian("/usr/lib/rustlib/src/rust/library/std/Cargo.toml", DEBIAN)?;
    debian("/usr/bin/wasm-ld", DEBIAN)?;
    let bindgen = bindgen()?;
    let folder = target().join("wasm");
    let mut build = program(CARGO)
        .arguments(["build", "--quiet", "--profile", "wasm", "--target", "wasm32-unknown-unknown"])
        .arguments(["-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"])
        .arguments(["-Z", "panic-immediate-abort", "--config", "profile.wasm.panic=\"immediate-abort\""])
        .arguments(["--package", "kalends-wasm"])
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld")
        .env("CARGO_TARGET_DIR", &folder)
        .unset("LD_LIBRARY_PATH");
    if !features.is_empty() {
        build = build.arguments(["--no-default-features", "--features", &features.join(",")]);
    }
    build.run()?;
    let built = folder.join("wasm32-unknown-unknown/wasm/kalends_wasm.wasm");
    emptied(out)?;
    program(bindgen)
        .arguments(["--target", "no-modules", "--no-typescript", "--remove-name-section"])
        .arguments(["--remove-producers-section", "--out-name", "kalends", "--out-dir"])
        .arguments([out, built.as_path()])
        .run()
}

/// The package, packed: one build for browsers, bundlers and Node.
fn tarball() -> Outcome<PathBuf> {
    let (made, folder) = (place("module"), place("kalends-wasm"));
    module(&[], &made)?;
    measured("all", &made)?;
    emptied(&folder)?;
    copied(&made.join("kalends_bg.wasm"), &folder.join("kalends.wasm"))?;
    let glue = made.join("kalends.js");
    let text = fs::read_to_string(&glue).map_err(|error| failed(&glue, &error))?;
    // As a function: each call makes the glue of a fresh instance, which a trap calls for.
    let text = format!("export function glue() {{\n{text}\nreturn wasm_bindgen;\n}}\n");
    let to = folder.join("glue.js");
    fs::write(&to, text).map_err(|error| failed(&to, &error))?;
    typescript("esnext", &folder.join("lib"))?;
    copied_files(&root().join("bindings-wasm/package"), &folder)?;
    packed(&folder)
}

/// Prints how large a module is; the one with everything may not pass its limits.
fn measured(what: &str, made: &Path) -> Outcome {
    let script = "const z = require('node:zlib'), b = require('node:fs').readFileSync(process.argv[1]); \
                  console.log(b.length, z.gzipSync(b, { level: 9 }).length, z.brotliCompressSync(b).length)";
    let printed =
        program("node").arguments(["-e", script]).arguments([made.join("kalends_bg.wasm")]).output()?;
    let sizes: Vec<u64> = printed.split_whitespace().filter_map(|size| size.parse().ok()).collect();
    println!("wasm, {what}: raw, gzip, brotli: {sizes:?}");
    let over = LIMITS.iter().zip(&sizes).find(|((_, limit), size)| what == "all" && *size > limit);
    match over {
        Some(((name, limit), size)) => Err(Failure::step(format!("{name}: {size} bytes, more than {limit}"))),
        None => Ok(()),
    }
}

/// What each group of operations takes by itself.
fn sizes() -> Outcome {
    let made = place("module");
    for feature in crate::manifest::features(&crate::manifest::read("bindings-wasm/Cargo.toml")?) {
        module(&[&feature], &made)?;
        measured(&feature, &made)?;
    }
    module(&[], &made)?;
    measured("all", &made)
}

/// The package `kalends-wasm` into a folder of tarballs.
pub(crate) fn package(dist: &Path) -> Outcome {
    handed_out(&tarball()?, dist)
}

/// The tests of the package, from the clean folder, in Node and in Chromium.
pub(crate) fn test() -> Outcome {
    let folder = clean("clean-wasm", &tarball()?, &[])?;
    copied_files(&root().join("bindings-js/test"), &folder)?;
    copied_files(&root().join("bindings-wasm/test"), &folder)?;
    copied_files(&root().join("examples/browser"), &folder)?;
    let conformance = root().join("conformance");
    let tests = ["door.test.mjs", "docs.test.mjs", "hostile.test.mjs", "readme.test.mjs"]
        .map(|name| folder.join(name));
    program("node")
        .env("CONFORMANCE", &conformance)
        .env("DOCS", root().join("docs"))
        .arguments(["--test"])
        .arguments(tests)
        .run()?;
    debian(CHROMIUM, &["chromium"])?;
    program("node")
        .env("CONFORMANCE", &conformance)
        .env("TOOLS", installed("browser", BROWSER_TOOLS)?)
        .env("CHROMIUM", CHROMIUM)
        .arguments([folder.join("chromium.mjs")])
        .run()
}

/// The package against rrule.js in one page of Chromium.
pub(crate) fn bench() -> Outcome {
    let folder = clean("rivals-wasm", &tarball()?, &["rrule@2.8.1"])?;
    copied_files(&root().join("bindings-wasm/test"), &folder)?;
    copied_files(&root().join("benches/node"), &folder)?;
    debian(CHROMIUM, &["chromium"])?;
    program("node")
        .env("TOOLS", installed("browser", BROWSER_TOOLS)?)
        .env("CHROMIUM", CHROMIUM)
        .arguments([folder.join("bench-chromium.mjs")])
        .run()
}
