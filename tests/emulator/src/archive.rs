//! What was received, in files: a folder each, named by its tx-id.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use uuid::Uuid;

use crate::StartError;
use crate::register::{Part, Received};

const RECORD: &str = "received.json";

/// How the folder of something that is still being written begins.
const WRITING: &str = ".writing-";

/// The archive. One emulator at a time may have it.
pub(crate) struct Archive {
    folder: Arc<Path>,
    /// Locked as long as the archive is open.
    _lock: File,
}

impl Archive {
    /// Opens the archive in a folder, with the records of what it holds, in the order in which it was received.
    pub(crate) fn open(folder: PathBuf) -> Result<(Self, Vec<Received>), StartError> {
        create_for_owner(&folder).map_err(StartError::file(&folder))?;
        let path = folder.join(".lock");
        let lock = File::create(&path).map_err(StartError::file(&path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StartError::FolderInUse { folder }),
            Err(TryLockError::Error(error)) => return Err(StartError::file(path)(error)),
        }
        let mut list = Vec::new();
        for entry in fs::read_dir(&folder).map_err(StartError::file(&folder))? {
            let entry = entry.map_err(StartError::file(&folder))?;
            let name = entry.file_name();
            if name == ".lock" {
                continue;
            }
            if name.to_string_lossy().starts_with(WRITING) {
                // Its caller was never answered: the run ended while it was being written.
                fs::remove_dir_all(entry.path()).map_err(StartError::file(entry.path()))?;
                continue;
            }
            list.push(record(&entry.path())?);
        }
        list.sort_by_key(|received| received.received_at);
        let archive = Self {
            folder: folder.into(),
            _lock: lock,
        };
        Ok((archive, list))
    }

    /// Writes what was received beside its place, and moves it there.
    pub(crate) async fn write(
        &self,
        received: &Received,
        document: Bytes,
        envelope: Bytes,
    ) -> io::Result<()> {
        let (folder, tx_id) = (Arc::clone(&self.folder), received.tx_id);
        let record = serde_json::to_vec_pretty(received)?;
        blocking(move || {
            let writing = folder.join(format!("{WRITING}{tx_id}"));
            let written = write_folder(
                &writing,
                &[
                    (RECORD, &record),
                    (Part::Document.file(), &document),
                    (Part::Envelope.file(), &envelope),
                ],
            )
            .and_then(|()| fs::rename(&writing, folder.join(tx_id.to_string())));
            if written.is_err() {
                // The error that counts is the first one; what is left is removed at the next start.
                let _ = fs::remove_dir_all(&writing);
            }
            written
        })
        .await
    }

    /// The bytes of what was received.
    pub(crate) async fn read(&self, tx_id: Uuid, part: Part) -> io::Result<Bytes> {
        let path = self.folder.join(tx_id.to_string()).join(part.file());
        blocking(move || fs::read(path).map(Bytes::from)).await
    }
}

impl Part {
    fn file(self) -> &'static str {
        match self {
            Self::Document => "document.xml",
            Self::Envelope => "envelope.xml",
        }
    }
}

/// Makes the folder. Documents may be personal, so only its owner looks in.
fn create_for_owner(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn write_folder(folder: &Path, files: &[(&str, &[u8])]) -> io::Result<()> {
    fs::create_dir(folder)?;
    for (name, bytes) in files {
        File::create(folder.join(name))?.write_all(bytes)?;
    }
    Ok(())
}

fn record(folder: &Path) -> Result<Received, StartError> {
    let path = folder.join(RECORD);
    let wrong = |reason: String| StartError::Kept {
        path: path.clone(),
        reason,
    };
    let json = fs::read(&path).map_err(|error| wrong(error.to_string()))?;
    let received: Received = serde_json::from_slice(&json).map_err(|error| wrong(error.to_string()))?;
    if folder.file_name() != Some(received.tx_id.to_string().as_ref()) {
        return Err(wrong(format!("it is the record of {}", received.tx_id)));
    }
    Ok(received)
}

async fn blocking<T: Send + 'static>(act: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(act)
        .await
        .unwrap_or_else(|error| Err(io::Error::other(error)))
}
