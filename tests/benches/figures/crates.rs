//! Crates that hold one thing each, to be compiled under a clock.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use crate::samples::Samples;

/// A workspace of such crates, in the target folder.
pub(crate) struct Crates {
    path: PathBuf,
    names: Vec<&'static str>,
}

/// What cargo builds.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    Dev,
    Release,
}

impl Crates {
    pub(crate) fn new() -> Result<Self, Box<dyn Error>> {
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository().join("target"), PathBuf::from);
        let path = target.join("figures");
        std::fs::create_dir_all(&path)?;
        Ok(Self {
            path,
            names: Vec::new(),
        })
    }

    /// Adds a crate: the lines below its `[dependencies]`, and its files below `src`.
    pub(crate) fn add<'f>(
        &mut self,
        name: &'static str,
        dependencies: &str,
        files: impl IntoIterator<Item = (&'f str, &'f str)>,
    ) -> Result<(), Box<dyn Error>> {
        let folder = self.path.join(name);
        // Nothing of an earlier run may be left.
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        for (file, text) in files {
            let file = folder.join("src").join(file);
            std::fs::create_dir_all(file.parent().unwrap_or(&folder))?;
            std::fs::write(file, text)?;
        }
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[features]\ndefault = [\"elt\"]\nelt = []\n\
             serde = []\n\n[dependencies]\n{dependencies}\n"
        );
        std::fs::write(folder.join("Cargo.toml"), manifest)?;
        self.names.push(name);
        Ok(())
    }

    /// Compiles everything once, so that all dependencies are there.
    pub(crate) fn prepare(&self) -> Result<(), Box<dyn Error>> {
        let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = {:?}\n", self.names);
        std::fs::write(self.path.join("Cargo.toml"), workspace)?;
        for profile in [Profile::Dev, Profile::Release] {
            eprintln!("building the dependencies ({})", profile.name());
            for name in &self.names {
                self.build(name, profile)?;
            }
        }
        Ok(())
    }

    /// How many seconds each crate alone takes, median and least: a build after its `lib.rs` was touched, less a build
    /// of nothing.
    pub(crate) fn compile(
        &self,
        names: &[&str],
        profile: Profile,
    ) -> Result<Vec<(f64, f64)>, Box<dyn Error>> {
        let mut nothing = vec![Vec::new(); names.len()];
        let mut touched = nothing.clone();
        // In turns, so that whatever else the machine does hits all alike.
        for _ in 0..7 {
            for (at, name) in names.iter().enumerate() {
                nothing[at].push(self.build(name, profile)?);
                let lib = self.path.join(name).join("src/lib.rs");
                let lib = std::fs::File::options().append(true).open(lib)?;
                lib.set_modified(SystemTime::now())?;
                touched[at].push(self.build(name, profile)?);
            }
        }
        let pairs = nothing
            .into_iter()
            .map(Samples::new)
            .zip(touched.into_iter().map(Samples::new));
        let less = |long: Duration, short: Duration| long.as_secs_f64() - short.as_secs_f64();
        let times = pairs.map(|(nothing, touched)| {
            (
                less(touched.median(), nothing.median()),
                less(touched.min(), nothing.min()),
            )
        });
        Ok(times.collect())
    }

    fn build(&self, name: &str, profile: Profile) -> Result<Duration, Box<dyn Error>> {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(["build", "--quiet", "--package", name])
            .args(profile.arguments());
        command
            .current_dir(&self.path)
            .env("CARGO_TARGET_DIR", self.path.join("target"))
            // Else a crate that has not changed would not be compiled, touched or not.
            .env("CARGO_INCREMENTAL", "0");
        let started = Instant::now();
        let output = command.output()?;
        let duration = started.elapsed();
        if output.status.success() {
            Ok(duration)
        } else {
            Err(format!(
                "{name} does not compile:\n{}",
                String::from_utf8_lossy(&output.stderr)
            )
            .into())
        }
    }
}

impl Profile {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }

    const fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Dev => &[],
            Self::Release => &["--release"],
        }
    }
}

/// The repository's root.
pub(crate) fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
