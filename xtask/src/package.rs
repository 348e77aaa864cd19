//! What is published: `package`.

use crate::process::{Outcome, no_arguments, root};
use std::path::Path;

/// Who builds into the folder, each what it publishes.
const PACKAGES: &[fn(&Path) -> Outcome] =
    &[crate::python::package, crate::node::package, crate::wasm::package];

pub(crate) fn package(arguments: &[String]) -> Outcome {
    no_arguments("package", arguments)?;
    PACKAGES.iter().try_for_each(|build| build(&root().join("dist")))
}
