//! Each rule on tiny trees: what it must find, and what it must leave alone.

use super::*;

fn tree(files: &[(&str, &str)]) -> Tree {
    Tree::new(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
}

/// What is found, as `path:line rule`.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let findings = check(&tree(files));
    findings.iter().map(|finding| format!("{}:{} {}", finding.path, finding.line, finding.rule)).collect()
}

/// A waiver; in pieces, since one in this file would count.
fn waiver(rest: &str) -> String {
    format!("// {}: {rest}", "tidy")
}

mod layer {
    use super::found;

    fn in_zone(text: &str) -> Vec<String> {
        found(&[("core/src/zone/table.rs", text)])
    }

    const BREACH: [&str; 1] = ["core/src/zone/table.rs:1 layer"];

    #[test]
    fn a_room_uses_rooms_above_its_line() {
        assert!(
            in_zone("use crate::error::Error;\nuse crate::{time::DAY, wire};\nuse super::Zone;").is_empty()
        );
        assert!(in_zone("use std::fmt;\nuse chrono::Utc;\nuse crate::zone::Zone;").is_empty());
    }

    #[test]
    fn an_edge_that_points_up_is_found_wherever_it_is_written() {
        for edge in [
            "use crate::recur::Rule;",
            "use crate::{error::Error, recur::{Rule, Series}};",
            "use crate::recur::*;",
            "use crate::recur as later;",
            "use super::super::recur::Rule;",
            "pub(in crate::recur) fn f() {}",
            "fn f() { crate::recur::expand() }",
            "fn f(x: &[Option<crate::recur::Rule>]) {}",
            "impl From<crate::recur::Rule> for X {}",
            "fn f() { assert!(crate::recur::good(1), \"x\") }",
            "macro_rules! m { () => { $crate::recur::Rule } }",
            "macro_rules! m { () => { use crate::{error::Error, recur::Rule}; } }",
            "mod inner { use super::super::super::recur::Rule; }",
            "#[serde(with = \"crate::recur::wire\")] struct X;",
        ] {
            assert_eq!(in_zone(edge), BREACH, "{edge}");
        }
    }

    #[test]
    fn rooms_on_one_line_do_not_see_each_other() {
        assert_eq!(in_zone("use crate::interval::Interval;"), BREACH);
        assert_eq!(
            found(&[("core/src/error/mod.rs", "use crate::wire::X;")]),
            ["core/src/error/mod.rs:1 layer"]
        );
        assert!(found(&[("core/src/wire.rs", "use crate::error::Error;")]).is_empty());
    }

    #[test]
    fn the_same_name_further_down_a_path_is_no_edge() {
        assert!(in_zone("use crate::error::recur;\nuse super::recur;\nmod recur {}").is_empty());
        assert!(in_zone("fn f() { let recur = self::recur::x(); }").is_empty());
    }

    #[test]
    fn tests_may_look_anywhere() {
        let edge = "use crate::recur::Rule;";
        assert!(found(&[("core/src/zone/tests.rs", edge)]).is_empty());
        assert!(found(&[("core/src/zone/tests/far.rs", edge)]).is_empty());
        assert!(in_zone("#[cfg(test)]\nmod tests {\n    use crate::recur::Rule;\n}").is_empty());
        assert!(in_zone("#[cfg(test)]\nuse crate::recur::Rule;").is_empty());
        assert_eq!(in_zone("#[cfg(any(test, feature = \"x\"))] use crate::recur::Rule;"), BREACH);
        let parent = ("core/src/zone/mod.rs", "#[cfg(test)]\nmod oracle;");
        assert!(found(&[parent, ("core/src/zone/oracle.rs", edge)]).is_empty());
        assert!(found(&[parent, ("core/src/zone/oracle/deep.rs", edge)]).is_empty());
    }

    #[test]
    fn a_room_without_a_line_is_found_once() {
        let room = [
            ("core/src/lib.rs", "mod gossip;"),
            ("core/src/gossip/mod.rs", "mod a;"),
            ("core/src/gossip/a.rs", ""),
        ];
        assert_eq!(found(&room), ["core/src/gossip/mod.rs:1 layer"]);
    }

    #[test]
    fn other_crates_have_no_layers() {
        assert!(found(&[("bridge/src/zone/table.rs", "use crate::recur::Rule;")]).is_empty());
    }
}

mod reexport {
    use super::found;

    const ROOT: (&str, &str) =
        ("core/src/lib.rs", "pub mod error;\npub use error::{Error, Kind as Sort};\nuse error::Own;");

    #[test]
    fn an_import_through_the_root_is_found_in_tests_too() {
        for (path, text) in [
            ("core/src/time/mod.rs", "use crate::Error;"),
            ("core/src/time/mod.rs", "fn f() -> Result<(), crate::Error> {}"),
            ("core/src/time/mod.rs", "use crate::{Sort, error};"),
            ("core/src/time.rs", "use super::Error;"),
            ("core/src/time/tests.rs", "use crate::Error;"),
        ] {
            assert_eq!(found(&[ROOT, (path, text)]), [format!("{path}:1 reexport")], "{text}");
        }
    }

    #[test]
    fn a_module_that_holds_its_namesake_is_a_module() {
        let root = ("core/src/lib.rs", "mod call;\npub use call::call;");
        assert!(found(&[root, ("core/src/time.rs", "use crate::call::serve;")]).is_empty());
    }

    #[test]
    fn the_module_itself_the_root_and_other_crates_are_free() {
        assert!(
            found(&[ROOT, ("core/src/time/mod.rs", "use crate::error::Error;\nuse crate::Own;")]).is_empty()
        );
        assert!(found(&[ROOT, ("bridge/src/ops.rs", "use crate::Error;")]).is_empty());
        assert!(found(&[ROOT, ("core/tests/it/main.rs", "use kalends::Error;")]).is_empty());
    }
}

mod crates {
    use super::found;

    fn manifest(name: &str, rest: &str) -> String {
        format!("[package]\nname = \"{name}\"\n[lints]\nworkspace = true\n{rest}")
    }

    fn with(folder: &str, rest: &str) -> Vec<String> {
        let named = [("core", "kalends"), ("bridge", "kalends-bridge"), ("testing", "kalends-testing")];
        let mut files: Vec<(String, String)> =
            named.iter().map(|(folder, name)| (format!("{folder}/Cargo.toml"), manifest(name, ""))).collect();
        files.push((format!("{folder}/Cargo.toml"), manifest("subject", rest)));
        found(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
    }

    #[test]
    fn dependencies_point_down() {
        assert!(
            with("adapters/store", "[dependencies]\nkalends = { workspace = true }\nserde = \"1\"\n")
                .is_empty()
        );
        assert!(with("bindings-wasm", "[dependencies]\nkalends-bridge.workspace = true\n").is_empty());
        assert!(with("adapters/store", "[dev-dependencies]\nkalends-testing.workspace = true\n").is_empty());
    }

    #[test]
    fn a_dependency_that_points_up_or_sideways_is_found_at_its_line() {
        for rest in [
            "[dependencies]\nkalends-bridge = { workspace = true }\n",
            "[dependencies]\nkalends-bridge.workspace = true\n",
            "[build-dependencies]\nkalends-bridge.workspace = true\n",
            "[dev-dependencies]\nkalends-bridge.workspace = true\n",
            "[dependencies]\nkalends-testing = { workspace = true }\n",
            "[target.'cfg(unix)'.dependencies]\nkalends-bridge.workspace = true\n",
        ] {
            assert_eq!(with("adapters/store", rest), ["adapters/store/Cargo.toml:6 crates"], "{rest}");
        }
        let renamed = "[dependencies]\nb = { package = \"kalends-bridge\", path = \"../bridge\" }\n";
        assert_eq!(with("adapters/store", renamed), ["adapters/store/Cargo.toml:1 crates"]);
        assert_eq!(
            with("bindings-node", "[dependencies]\nkalends = \"1\"\n"),
            ["bindings-node/Cargo.toml:6 crates"]
        );
    }

    #[test]
    fn a_crate_outside_the_table_is_found() {
        assert_eq!(with("attic", ""), ["attic/Cargo.toml:1 crates"]);
        assert!(with("fuzz", "[dependencies]\nkalends-bridge = { path = \"../bridge\" }\n").is_empty());
    }

    #[test]
    fn every_crate_takes_the_lints() {
        for lints in ["", "[lints]\nworkspace = false\n", "[lints.rust]\nunsafe_code = \"forbid\"\n"] {
            let text = format!("[package]\nname = \"kalends\"\n{lints}");
            assert_eq!(found(&[("core/Cargo.toml", &text)]), ["core/Cargo.toml:1 crates"], "{lints}");
        }
    }

    #[test]
    fn a_broken_manifest_is_found() {
        assert_eq!(found(&[("core/Cargo.toml", "[package")]), ["core/Cargo.toml:1 crates"]);
    }
}

mod ambient {
    use super::found;

    #[test]
    fn the_core_looks_at_no_file_clock_or_terminal() {
        for look in [
            "use std::fs;",
            "use std::{env, fmt};",
            "fn f() { std::thread::yield_now() }",
            "fn f() { println!(\"x\") }",
            "macro_rules! m { () => { std::env::args() } }",
        ] {
            assert_eq!(
                found(&[("core/src/time/mod.rs", look)]),
                ["core/src/time/mod.rs:1 ambient"],
                "{look}"
            );
            assert!(found(&[("server/src/time/mod.rs", look)]).is_empty(), "{look}");
            assert!(
                found(&[("core/src/time/tests.rs", look), ("core/tests/it/x.rs", look)]).is_empty(),
                "{look}"
            );
        }
        assert!(
            found(&[(
                "core/src/time/mod.rs",
                "use std::{fmt, sync::OnceLock};\nconst X: &str = env!(\"A\");"
            )])
            .is_empty()
        );
    }
}

mod name {
    use super::found;

    #[test]
    fn drawers_are_found_as_file_and_as_folder() {
        assert_eq!(found(&[("core/src/zone/utils.rs", "")]), ["core/src/zone/utils.rs:1 name"]);
        assert_eq!(found(&[("web/Helpers.test.ts", "")]), ["web/Helpers.test.ts:1 name"]);
        let folder = [("web/common/a.ts", ""), ("web/common/b.ts", "")];
        assert_eq!(found(&folder), ["web/common/a.ts:1 name"]);
        assert!(found(&[("web/commons.ts", ""), ("web/utility_bill.ts", "")]).is_empty());
    }
}

mod sizes {
    use super::{found, waiver};

    fn lines(count: usize) -> String {
        "// why\n\n/// Doc.\nconst X: u8 = 1;\n".repeat(count)
    }

    #[test]
    fn only_code_counts() {
        assert!(found(&[("a/src/x.rs", &lines(400))]).is_empty());
        assert_eq!(found(&[("a/src/x.rs", &lines(401))]), ["a/src/x.rs:1 size"]);
    }

    #[test]
    fn tests_do_not_count() {
        let text = format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", lines(400), lines(10));
        assert!(found(&[("a/src/x.rs", &text)]).is_empty());
        assert!(found(&[("a/src/tests.rs", &lines(500)), ("a/tests/it/x.rs", &lines(500))]).is_empty());
    }

    #[test]
    fn lines_inside_macros_and_strings_count() {
        let rows = format!("rows! {{\n{}}}\n", "/// Doc.\nA: 1,\n".repeat(399));
        assert_eq!(found(&[("a/src/x.rs", &rows)]), ["a/src/x.rs:1 size"]);
        let text = format!("const X: &str = \"{}\";\n", "\n".repeat(400));
        assert_eq!(found(&[("a/src/x.rs", &text)]), ["a/src/x.rs:1 size"]);
    }

    #[test]
    fn a_reason_anywhere_in_the_file_will_do() {
        let text = format!("{}{}\n", lines(401), waiver("size, because it is one table"));
        assert!(found(&[("a/src/x.rs", &text)]).is_empty());
    }
}

mod words {
    use super::found;

    #[test]
    fn machine_paths_are_found_and_addresses_left_alone() {
        let path = |folder: &str| format!("see `/{folder}/x` there\n");
        for folder in ["work", "root", "home", "Users"] {
            assert_eq!(found(&[("README.txt", &path(folder))]), ["README.txt:1 words"], "{folder}");
        }
        let free =
            ["https://example.org/", "./", "life/", "~/"].map(|before| format!("{before}{}/x\n", "work"));
        assert!(found(&[("README.txt", &free.concat())]).is_empty());
    }

    #[test]
    fn hosts_of_registries_are_found() {
        let lock = format!("{{\"resolved\": \"https://registry.{}/x.tgz\"}}", "npmjs.org");
        assert_eq!(found(&[("package-lock.json", &lock)]), ["package-lock.json:1 words"]);
        assert!(found(&[("Cargo.lock", "registry+https://github.com/rust-lang/crates.io-index")]).is_empty());
    }
}

mod stub {
    use super::found;

    #[test]
    fn stubs_are_found_in_code_and_not_in_text() {
        assert_eq!(found(&[("a/src/x.rs", "fn f() { todo!() }")]), ["a/src/x.rs:1 stub"]);
        assert_eq!(found(&[("a/src/x.rs", "fn f() { std::unimplemented!(\"x\") }")]), ["a/src/x.rs:1 stub"]);
        assert!(found(&[("a/src/x.rs", "// todo!\nconst X: &str = \"todo!()\";")]).is_empty());
    }

    #[test]
    fn an_ignored_test_says_why() {
        assert_eq!(found(&[("a/src/x.rs", "#[test]\n#[ignore]\nfn f() {}")]), ["a/src/x.rs:2 stub"]);
        assert!(found(&[("a/src/x.rs", "#[test]\n#[ignore = \"slow\"]\nfn f() {}")]).is_empty());
    }
}

mod docs {
    use super::found;

    const MANIFEST: &str = "[package]\nname = \"kalends\"\n[lints]\nworkspace = true\n[features]\ndefault = [\"a\"]\na = []\nb = []\n";

    fn listed(docs: &str) -> Vec<String> {
        found(&[("core/Cargo.toml", MANIFEST), ("core/src/lib.rs", docs)])
    }

    #[test]
    fn the_list_of_features_is_the_list_in_the_manifest() {
        assert!(
            listed("//! # Features\n//! - `a` (default): one\n//! - `b`: two\n//! # Other\n//! - `c`")
                .is_empty()
        );
        assert!(listed("//! No such section.").is_empty());
        let breach = ["core/src/lib.rs:1 docs"];
        assert_eq!(listed("//! # Features\n//! - `a`: one"), breach);
        assert_eq!(listed("//! # Features\n//! - `a`: one\n//! - `b`: two\n//! - `c`: three"), breach);
    }

    #[test]
    fn the_readme_shows_its_two_commands() {
        assert!(found(&[("README.md", "cargo xtask demo\ncargo xtask test\n")]).is_empty());
        assert_eq!(found(&[("README.md", "cargo xtask demo\n")]), ["README.md:1 docs"]);
    }
}

mod waivers {
    use super::{found, waiver};

    const EDGE: &str = "use crate::recur::Rule;";

    fn in_zone(text: &str) -> Vec<String> {
        found(&[("core/src/zone/x.rs", text)])
    }

    #[test]
    fn a_reason_on_the_line_or_just_above_it_waives() {
        let reason = waiver("layer, because history");
        assert!(in_zone(&format!("{EDGE} {reason}")).is_empty());
        assert!(in_zone(&format!("{reason}\n{EDGE}")).is_empty());
        assert!(in_zone(&format!("{reason},\n// and a long one\n{EDGE}")).is_empty());
        assert_eq!(in_zone(&format!("{reason}\n\n{EDGE}")).len(), 2);
        assert_eq!(in_zone(&format!("use std::fmt; {reason}\n{EDGE}")).len(), 2);
    }

    #[test]
    fn a_waiver_needs_a_reason_and_its_own_rule() {
        assert_eq!(in_zone(&format!("{}\n{EDGE}", waiver("layer"))), ["core/src/zone/x.rs:1 waiver"]);
        assert_eq!(
            in_zone(&format!("{}\n{EDGE}", waiver("layer, because "))),
            ["core/src/zone/x.rs:1 waiver"]
        );
        assert_eq!(in_zone(&format!("{}\n{EDGE}", waiver("size, because x"))).len(), 2);
    }

    #[test]
    fn a_waiver_that_nothing_needs_is_found() {
        assert_eq!(in_zone(&waiver("layer, because history")), ["core/src/zone/x.rs:1 waiver"]);
    }
}

#[test]
fn a_file_that_does_not_parse_is_found() {
    assert_eq!(found(&[("a/src/x.rs", "fn f( {")]).len(), 1);
}
