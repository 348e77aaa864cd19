//! The files that are made from the code are as the code makes them.

use std::process::Command;

#[test]
fn generated_files_are_fresh() {
    let gen_check = Command::new(env!("CARGO_BIN_EXE_gen")).arg("--check").output().unwrap();
    assert!(gen_check.status.success(), "{}", String::from_utf8_lossy(&gen_check.stderr));
}
