//! How fast it is: `bench`.

use crate::process::{Outcome, cargo, exists, program, skip, target};

const MANIFEST: &str = "benches/Cargo.toml";
const PEERS: &str = "benches/peers/run.py";

pub(crate) fn bench(arguments: &[String]) -> Outcome {
    if !exists(MANIFEST) {
        return skip("bench", MANIFEST);
    }
    if arguments == ["--peers"] {
        return peers();
    }
    if arguments == ["--python"] {
        return crate::python::bench();
    }
    if arguments == ["--node"] {
        return crate::node::bench().and_then(|()| crate::wasm::bench());
    }
    let (smoke, rest): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| *argument == "--smoke");
    // Run as a test, criterion calls every bench once and measures nothing; the dev profile builds faster.
    let how: &[&str] = match (smoke.is_empty(), rest.is_empty()) {
        (true, _) => &["bench"],
        (false, true) => &["test", "--benches"],
        (false, false) => &["test"],
    };
    cargo(how)
        .arguments(["--quiet", "--manifest-path", MANIFEST, "--target-dir"])
        .arguments([target()])
        .arguments(rest)
        .run()
}

/// Against engines of other languages, which the script installs into the target folder.
fn peers() -> Outcome {
    let ours =
        ["build", "--quiet", "--profile", "bench", "--package", "kalends-peers", "--manifest-path", MANIFEST];
    cargo(ours).arguments(["--target-dir".as_ref(), target().as_os_str()]).run()?;
    program("python3").arguments([PEERS.into(), target().join("peers"), target().join("release/peers")]).run()
}
