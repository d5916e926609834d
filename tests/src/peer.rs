//! A test or bench that plays several parts, each in a process of its own: the program starts itself again.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

/// Tells a process which part is its own.
const PART: &str = "FK_TESTS_PART";

/// The part that this process was started for; `None` in the one that a person started.
#[must_use]
pub fn part() -> Option<String> {
    std::env::var(PART).ok()
}

/// A process that plays a part. It says what it has to say in lines of JSON, and ends when nobody listens any more.
#[derive(Debug)]
pub struct Peer {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Peer {
    /// Starts this program again, to play `part`.
    #[must_use]
    pub fn start(part: &str, arguments: &[String]) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(arguments)
            .env(PART, part)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self {
            child,
            input,
            output: BufReader::new(output),
        }
    }

    /// What it says next.
    pub fn told(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        assert!(
            !line.is_empty(),
            "the other process has ended; its words are above"
        );
        serde_json::from_str(&line).unwrap()
    }

    /// Asks it something, and gives what it says.
    pub fn ask(&mut self, question: &str) -> Value {
        writeln!(self.input, "{question}").unwrap();
        self.told()
    }

    /// What it says at its end.
    pub fn ended(mut self) -> Value {
        let told = self.told();
        drop(self.input);
        assert!(self.child.wait().unwrap().success());
        told
    }
}

/// Says something, as a peer.
pub fn tell(value: &Value) {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{value}").unwrap();
    output.flush().unwrap();
}

/// Answers questions, as a peer, until nobody asks any more.
pub fn answer(mut answer: impl FnMut(&str) -> Value) {
    for question in std::io::stdin().lines() {
        tell(&answer(&question.unwrap()));
    }
}

/// A figure of this process in KiB, as Linux gives it: `VmRSS` is its memory now, `VmHWM` the most it ever was.
///
/// # Panics
/// Where there is no `/proc/self/status`.
#[must_use]
pub fn memory(figure: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix(figure)?.strip_prefix(':'));
    let number = line.unwrap().trim().strip_suffix(" kB").unwrap();
    number.parse().unwrap()
}
