//! `emulate`: what cargo is asked for, and that it takes the command's place. What the program behind it does is tested
//! in its own crate.
#![cfg(unix)] // a shell script in cargo's place

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

/// Runs the command with a script in cargo's place.
fn emulate(script: &str, switches: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let cargo = folder.path().join("cargo");
    fs::write(&cargo, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .env("CARGO", cargo)
        .arg("emulate")
        .args(switches)
        .output()
        .unwrap()
}

#[test]
fn the_switches_are_passed_on_as_they_are() {
    let switches = ["--port", "0", "--state", "a folder", "--help", "--drop=after"];
    let output = emulate(r#"printf '%s\n' "$@""#, &switches);
    let printed = String::from_utf8(output.stdout).unwrap();
    let arguments: Vec<_> = printed.lines().collect();
    let separator = arguments.iter().position(|argument| *argument == "--").unwrap();
    assert_eq!(arguments[separator + 1..], switches);
    let asked: Vec<_> = arguments[..separator]
        .iter()
        .filter(|argument| !argument.ends_with("Cargo.toml"))
        .collect();
    assert_eq!(
        asked,
        [
            &"run",
            &"--quiet",
            &"--manifest-path",
            &"--package",
            &"fk-emulator",
            &"--bin",
            &"emulate"
        ]
    );
}

#[test]
fn the_exit_code_is_the_programs() {
    assert_eq!(emulate("exit 7", &[]).status.code(), Some(7));
}

#[test]
fn a_cargo_that_is_not_there_is_named() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .env("CARGO", "/no/such/cargo")
        .arg("emulate")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.starts_with("error: /no/such/cargo cannot be started"),
        "{said}"
    );
}
