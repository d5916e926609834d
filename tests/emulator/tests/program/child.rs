//! The program as a child of the test.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};

use tempfile::TempDir;

/// The last line of the banner.
const LAST: &str = "Ctrl-C stops it.\n";

/// The program, running. Killed when it is dropped.
pub(crate) struct Program {
    child: Child,
    stdout: BufReader<ChildStdout>,
    pub(crate) banner: String,
    log: PathBuf,
}

/// How the program ended.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    /// What it printed after the banner.
    pub(crate) farewell: String,
    /// A line a call.
    pub(crate) log: String,
}

pub(crate) fn command(switches: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_emulate"));
    command.args(switches);
    command
}

/// Runs the program when it is expected to end by itself.
pub(crate) fn output(switches: &[&str]) -> Output {
    command(switches).output().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The URL of a service in a banner: what stands behind its name.
pub(crate) fn url(banner: &str, service: &str) -> String {
    let line = banner
        .lines()
        .find(|line| line.trim_start().starts_with(&format!("{service} ")));
    line.unwrap().split_whitespace().last().unwrap().to_owned()
}

impl Program {
    /// Starts it in a folder, at a port that the system picks, and waits for the banner.
    pub(crate) fn start(folder: &TempDir, switches: &[&str]) -> Self {
        let log = folder.path().join("log");
        let mut child = command(&["--port", "0", "--state"])
            .arg(state(folder))
            .args(switches)
            .stdout(Stdio::piped())
            .stderr(File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut banner = String::new();
        while !banner.ends_with(LAST) {
            let read = stdout.read_line(&mut banner).unwrap();
            assert_ne!(read, 0, "{banner}{}", std::fs::read_to_string(&log).unwrap());
        }
        Self {
            child,
            stdout,
            banner,
            log,
        }
    }

    /// What Ctrl-C does.
    pub(crate) fn interrupt(mut self) -> Ended {
        let id = self.child.id().to_string();
        assert!(
            Command::new("sh")
                .args(["-c", "kill -INT $0", &id])
                .status()
                .unwrap()
                .success()
        );
        let mut farewell = String::new();
        self.stdout.read_to_string(&mut farewell).unwrap();
        Ended {
            status: self.child.wait().unwrap(),
            farewell,
            log: std::fs::read_to_string(&self.log).unwrap(),
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It has ended already when the test went well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The folder that is given with `--state`.
pub(crate) fn state(folder: &TempDir) -> PathBuf {
    folder.path().join("a folder's name")
}

/// The example, which `cargo test` builds beside the program when no target is chosen.
pub(crate) fn example() -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_emulate"));
    let example = program.parent().unwrap().join("examples/send");
    assert!(
        example.is_file(),
        "{} is not built: cargo build -p fk-emulator --example send",
        example.display()
    );
    example
}
