//! A call on its way through the router that is generated from the WSDL.
//!
//! A service trait is given the typed request alone. What the desk needs besides (the envelope's bytes, how the call
//! shall end) goes around the router, with the task.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use uuid::Uuid;

use crate::behaviour::End;

/// A call.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) end: End,
    /// The request's body.
    pub(crate) envelope: Bytes,
    noted: Mutex<Noted>,
}

/// What has become of a call so far, for the log.
#[derive(Clone, Debug, Default)]
pub(crate) struct Noted {
    pub(crate) document_id: Option<String>,
    pub(crate) document_bytes: Option<usize>,
    pub(crate) said: Said,
}

/// What the desk said.
#[derive(Clone, Debug, Default)]
pub(crate) enum Said {
    /// Nothing: the request did not get that far.
    #[default]
    Nothing,
    /// The document was taken in.
    TakenIn {
        /// What it was answered with.
        tx_id: Uuid,
        /// The version that it is valid in.
        version: &'static str,
    },
    /// The document was not taken in.
    Refused {
        /// The fault's name.
        fault: &'static str,
        /// Why, in words that show no value of the document.
        why: String,
    },
}

tokio::task_local! {
    static CURRENT: Arc<Call>;
}

impl Call {
    pub(crate) fn new(end: End, envelope: Bytes) -> Arc<Self> {
        Arc::new(Self {
            end,
            envelope,
            noted: Mutex::default(),
        })
    }

    /// Carries out `act` for this call.
    pub(crate) async fn carry_out<F: Future>(self: &Arc<Self>, act: F) -> F::Output {
        CURRENT.scope(Arc::clone(self), act).await
    }

    /// The call that the task carries out.
    pub(crate) fn current() -> Option<Arc<Self>> {
        CURRENT.try_with(Arc::clone).ok()
    }

    /// Notes something for the log.
    pub(crate) fn note(&self, change: impl FnOnce(&mut Noted)) {
        change(&mut self.noted.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// What has become of it so far.
    pub(crate) fn noted(&self) -> Noted {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
