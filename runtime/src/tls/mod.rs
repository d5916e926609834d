//! Identities, certificate authorities, and TLS in which both sides show a certificate.
