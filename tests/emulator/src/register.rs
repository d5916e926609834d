//! What was received.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::archive::Archive;
use crate::{Keeping, StartError};

/// How many documents are kept in memory with their bytes.
const LATEST: usize = 1_000;

/// How many bytes of them, at most. The latest document is kept whatever its size.
const LATEST_BYTES: usize = 64 * 1024 * 1024;

/// A document that was taken in. Nothing of its contents, and nothing personal.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Received {
    /// What the caller was answered.
    pub tx_id: Uuid,
    /// When.
    pub received_at: DateTime<Utc>,
    /// The service, for example `elt`.
    pub service: Box<str>,
    /// The version that the document is valid in: the current one, or else the previous one.
    pub version: Box<str>,
    /// The document's own identity, when it has one.
    pub document_id: Option<Box<str>>,
    /// The size of the document.
    pub document_bytes: usize,
    /// The size of the envelope that carried it.
    pub envelope_bytes: usize,
}

/// Which bytes of what was received.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Part {
    /// The document, as it was signed.
    Document,
    /// The envelope that carried it: the request's body.
    Envelope,
}

/// What is known of a tx-id.
pub(crate) enum Found {
    /// The bytes.
    Bytes(Bytes),
    /// It was received, but its bytes have made room for later ones.
    Forgotten,
    /// It was not received.
    Unknown,
}

/// The register of what was received.
pub(crate) struct Register {
    list: Mutex<Vec<Received>>,
    store: Store,
}

enum Store {
    Memory(Mutex<Latest>),
    Folder(Archive),
}

/// The latest documents with their bytes.
#[derive(Default)]
struct Latest {
    kept: VecDeque<(Uuid, Bytes, Bytes)>,
    bytes: usize,
}

impl Register {
    /// An empty register, or the one that an earlier run has left in the folder.
    pub(crate) fn open(folder: &Path, keeping: Keeping) -> Result<Self, StartError> {
        let (list, store) = match keeping {
            Keeping::InMemory => (Vec::new(), Store::Memory(Mutex::default())),
            Keeping::InFolder => {
                let (archive, list) = Archive::open(folder.join("received"))?;
                (list, Store::Folder(archive))
            }
        };
        Ok(Self {
            list: Mutex::new(list),
            store,
        })
    }

    /// Keeps what was received. When this fails, it was not received.
    pub(crate) async fn keep(
        &self,
        received: Received,
        document: Bytes,
        envelope: Bytes,
    ) -> std::io::Result<()> {
        match &self.store {
            Store::Memory(latest) => {
                latest
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .keep(received.tx_id, document, envelope)
            }
            Store::Folder(archive) => archive.write(&received, document, envelope).await?,
        }
        self.list
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(received);
        Ok(())
    }

    /// All that was received, in that order.
    pub(crate) fn list(&self) -> Vec<Received> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.list.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// How often each document was taken in, by its identity.
    pub(crate) fn by_document(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        let list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        for id in list.iter().filter_map(|received| received.document_id.as_deref()) {
            *counts.entry(id.to_owned()).or_default() += 1;
        }
        counts
    }

    /// The bytes of what was received.
    pub(crate) async fn bytes(&self, tx_id: Uuid, part: Part) -> std::io::Result<Found> {
        let known = {
            let list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
            list.iter().any(|received| received.tx_id == tx_id)
        };
        if !known {
            return Ok(Found::Unknown);
        }
        match &self.store {
            Store::Memory(latest) => {
                let latest = latest.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(latest.find(tx_id, part).map_or(Found::Forgotten, Found::Bytes))
            }
            Store::Folder(archive) => archive.read(tx_id, part).await.map(Found::Bytes),
        }
    }
}

impl fmt::Debug for Register {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Register")
            .field("received", &self.count())
            .finish_non_exhaustive()
    }
}

impl Latest {
    fn keep(&mut self, tx_id: Uuid, document: Bytes, envelope: Bytes) {
        self.bytes += document.len() + envelope.len();
        self.kept.push_back((tx_id, document, envelope));
        while self.kept.len() > LATEST || (self.bytes > LATEST_BYTES && self.kept.len() > 1) {
            let Some((_, document, envelope)) = self.kept.pop_front() else {
                break;
            };
            self.bytes -= document.len() + envelope.len();
        }
    }

    fn find(&self, tx_id: Uuid, part: Part) -> Option<Bytes> {
        let (_, document, envelope) = self.kept.iter().rev().find(|kept| kept.0 == tx_id)?;
        Some(match part {
            Part::Document => document.clone(),
            Part::Envelope => envelope.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn keep(latest: &mut Latest, size: usize) -> Uuid {
        let (tx_id, bytes) = (Uuid::new_v4(), Bytes::from(vec![0; size]));
        latest.keep(tx_id, bytes.clone(), bytes);
        tx_id
    }

    #[test]
    fn the_latest_documents_are_kept_and_earlier_ones_make_room() {
        let mut latest = Latest::default();
        let first = keep(&mut latest, 1);
        let second = keep(&mut latest, 1);
        for _ in 0..LATEST - 1 {
            keep(&mut latest, 1);
        }
        assert_eq!(latest.kept.len(), LATEST);
        assert!(latest.find(first, Part::Document).is_none());
        assert_eq!(latest.find(second, Part::Envelope).unwrap().len(), 1);
        assert_eq!(latest.bytes, 2 * LATEST);
    }

    #[test]
    fn large_documents_make_room_sooner_but_the_latest_stays() {
        let mut latest = Latest::default();
        let first = keep(&mut latest, LATEST_BYTES / 4);
        let second = keep(&mut latest, LATEST_BYTES / 4);
        assert!(latest.find(first, Part::Document).is_some());
        let third = keep(&mut latest, LATEST_BYTES);
        assert!(latest.find(first, Part::Document).is_none());
        assert!(latest.find(second, Part::Document).is_none());
        assert!(latest.find(third, Part::Document).is_some());
    }
}
