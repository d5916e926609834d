//! What is sent.

use reqwest::Method;
use reqwest::header::HeaderMap;
use url::Url;

/// A request to a service, which can be made more than once.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// The service's address, or something beneath it.
    pub(crate) url: Url,
    pub(crate) fields: HeaderMap,
    /// `None` when there is none.
    pub(crate) body: Option<bytes::Bytes>,
}
