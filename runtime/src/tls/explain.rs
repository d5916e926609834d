//! Why a handshake failed, in words.

use std::error::Error;
use std::fmt;
use std::io;

use chrono::{DateTime, Utc};
use rustls::pki_types::UnixTime;
use rustls::{AlertDescription, CertificateError};

use super::certificate::printable;
use super::error::Moment;

/// Why there is no TLS connection, as far as TLS can tell.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum HandshakeProblem {
    /// No authority that we believe issued the server's certificate, or it came without its intermediate.
    ServerUnknown,
    /// The server's certificate, or one above it, is expired.
    ServerExpired {
        /// When it ended, if that is known.
        not_after: Option<DateTime<Utc>>,
    },
    /// The server's certificate, or one above it, is not valid yet.
    ServerNotYetValid {
        /// When it begins, if that is known.
        not_before: Option<DateTime<Utc>>,
    },
    /// The server's certificate is for other hosts.
    ServerOfOtherHost {
        /// The host that was called, if that is known.
        expected: Option<String>,
        /// The names in the certificate.
        presented: Vec<String>,
    },
    /// The server's certificate has no subjectAltName; the common name counts no more (RFC 9525).
    ServerWithoutHostNames {
        /// The host that was called.
        expected: String,
    },
    /// The server's certificate is revoked.
    ServerRevoked,
    /// Something else is wrong with the server's certificate.
    ServerInvalid {
        /// What rustls says.
        reason: String,
    },
    /// The server sent an alert that is about our certificate alone.
    IdentityRefused(Refusal),
    /// The server broke off with an alert that may be about our certificate, or about something else.
    Refused {
        /// The alert (RFC 8446, section 6.2).
        alert: String,
    },
    /// The server does not know the host name that was called.
    UnknownHost,
    /// No common version of TLS.
    Version,
    /// No common algorithms.
    Algorithms {
        /// What rustls or the server says.
        reason: String,
    },
    /// What came back is not TLS.
    NotTls,
    /// Anything else.
    Other {
        /// What rustls says.
        reason: String,
    },
}

/// What a server says of our certificate (RFC 8446, section 6.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Refusal {
    /// `bad_certificate`: broken, or its signature does not hold.
    Bad,
    /// `unsupported_certificate`: of a kind that the server does not take.
    Unsupported,
    /// `certificate_revoked`.
    Revoked,
    /// `certificate_expired`: expired, or not valid yet.
    Expired,
    /// `certificate_unknown`: something else is wrong with it.
    Unknown,
    /// `unknown_ca`: no chain to an authority that the server believes.
    UnknownAuthority,
    /// `access_denied`: valid, but not let in.
    AccessDenied,
    /// `certificate_required`: we showed none.
    Required,
}

impl HandshakeProblem {
    /// Whether the server refused us for our certificate, or for having none.
    #[must_use]
    pub fn is_about_our_certificate(&self) -> bool {
        matches!(self, Self::IdentityRefused(_))
    }

    /// Whether the server broke off with an alert that only a handshake ends with (RFC 8446, section 6.2). It then has
    /// not read our request, also in TLS 1.3, in which the alert can come after the request was sent.
    #[must_use]
    pub fn ends_a_handshake(&self) -> bool {
        match self {
            Self::IdentityRefused(_) => true,
            Self::Refused { alert } => ["HandshakeFailure", "DecryptError"].contains(&alert.as_str()),
            _ => false,
        }
    }
}

/// What an error of rustls' means.
#[must_use]
pub fn explain(error: &rustls::Error) -> HandshakeProblem {
    use HandshakeProblem as P;
    match error {
        rustls::Error::InvalidCertificate(problem) => server(problem),
        rustls::Error::AlertReceived(alert) => received(*alert),
        rustls::Error::InvalidMessage(_) | rustls::Error::PeerSentOversizedRecord => P::NotTls,
        rustls::Error::PeerIncompatible(reason) => match reason {
            rustls::PeerIncompatible::ServerDoesNotSupportTls12Or13
            | rustls::PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig => P::Version,
            reason => P::Algorithms {
                reason: format!("{reason:?}"),
            },
        },
        other => P::Other {
            reason: printable(&other.to_string()),
        },
    }
}

fn server(problem: &CertificateError) -> HandshakeProblem {
    use HandshakeProblem as P;
    match problem {
        CertificateError::UnknownIssuer => P::ServerUnknown,
        CertificateError::Expired => P::ServerExpired { not_after: None },
        CertificateError::ExpiredContext { not_after, .. } => P::ServerExpired {
            not_after: moment(*not_after),
        },
        CertificateError::NotValidYet => P::ServerNotYetValid { not_before: None },
        CertificateError::NotValidYetContext { not_before, .. } => P::ServerNotYetValid {
            not_before: moment(*not_before),
        },
        CertificateError::NotValidForName => P::ServerOfOtherHost {
            expected: None,
            presented: Vec::new(),
        },
        CertificateError::NotValidForNameContext { expected, presented } if presented.is_empty() => {
            P::ServerWithoutHostNames {
                expected: expected.to_str().into_owned(),
            }
        }
        CertificateError::NotValidForNameContext { expected, presented } => P::ServerOfOtherHost {
            expected: Some(expected.to_str().into_owned()),
            presented: presented.iter().map(|name| printable(name)).collect(),
        },
        CertificateError::Revoked => P::ServerRevoked,
        other => P::ServerInvalid {
            reason: printable(&other.to_string()),
        },
    }
}

fn moment(time: UnixTime) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(i64::try_from(time.as_secs()).ok()?, 0)
}

fn received(alert: AlertDescription) -> HandshakeProblem {
    use AlertDescription as A;
    let refusal = match alert {
        A::BadCertificate => Refusal::Bad,
        A::UnsupportedCertificate => Refusal::Unsupported,
        A::CertificateRevoked => Refusal::Revoked,
        A::CertificateExpired => Refusal::Expired,
        A::CertificateUnknown => Refusal::Unknown,
        A::UnknownCA => Refusal::UnknownAuthority,
        A::AccessDenied => Refusal::AccessDenied,
        A::CertificateRequired | A::NoCertificate => Refusal::Required,
        A::ProtocolVersion => return HandshakeProblem::Version,
        A::InsufficientSecurity => {
            return HandshakeProblem::Algorithms {
                reason: "insufficient_security".to_owned(),
            };
        }
        A::UnrecognisedName => return HandshakeProblem::UnknownHost,
        other => {
            return HandshakeProblem::Refused {
                alert: format!("{other:?}"),
            };
        }
    };
    HandshakeProblem::IdentityRefused(refusal)
}

/// Looks through an error and what it was caused by for rustls' own.
#[must_use]
pub fn find<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    sources(error).find_map(<dyn Error>::downcast_ref)
}

/// An error and what it was caused by, the outermost first.
///
/// An [`io::Error`] made of another error does not name it as its source, only what lies behind it.
pub fn sources<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| match error.downcast_ref::<io::Error>() {
        Some(wrapper) => wrapper.get_ref().map(|inner| inner as &(dyn Error + 'static)),
        None => error.source(),
    })
}

impl fmt::Display for HandshakeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ServerUnknown => f.write_str(
                "the server's certificate is issued by an authority that is not among the roots, or the server left \
                 out its intermediate certificate, or something between here and there answers in its place; TLS \
                 cannot tell which. Give the authority's certificate as a root if the server has a private one; \
                 otherwise look who answers",
            ),
            Self::ServerExpired { not_after } => {
                f.write_str("the server's certificate expired")?;
                if let Some(not_after) = not_after {
                    write!(f, " {}", Moment(not_after))?;
                }
                f.write_str(". If this machine's clock is right, only who runs the server can renew it: report it")
            }
            Self::ServerNotYetValid { not_before } => {
                f.write_str("the server's certificate is not valid yet")?;
                if let Some(not_before) = not_before {
                    write!(f, ", but from {}", Moment(not_before))?;
                }
                f.write_str(". Check this machine's clock; if it is right, report it to who runs the server")
            }
            Self::ServerOfOtherHost { expected, presented } => {
                f.write_str("the server's certificate is for other hosts")?;
                if !presented.is_empty() {
                    write!(f, " ({})", presented.join(", "))?;
                }
                if let Some(expected) = expected {
                    write!(f, ", not for {expected}")?;
                }
                f.write_str(". Check the address: it must name the host as the certificate does")
            }
            Self::ServerWithoutHostNames { expected } => write!(
                f,
                "the server's certificate names no host in a subjectAltName, so it is not known to be for {expected}; \
                 its common name does not count (RFC 9525). Who runs the server must have it issued anew"
            ),
            Self::ServerRevoked => f.write_str(
                "the server's certificate has been revoked. Do not connect; report it to who runs the server",
            ),
            Self::ServerInvalid { reason } => write!(
                f,
                "the server's certificate is not acceptable: {reason}. Check that the address is right; if it is, \
                 report it to who runs the server"
            ),
            Self::IdentityRefused(refusal) => refusal.fmt(f),
            Self::Refused { alert } => write!(
                f,
                "the server broke the handshake off ({alert}) without a reason. It may miss our certificate, not know \
                 its issuer, not have got the intermediate certificate, or not have registered it; or have no \
                 algorithms in common with us. Check that an identity is configured and whole, then ask who runs the \
                 server"
            ),
            Self::UnknownHost => f.write_str(
                "the server does not know the host name that it was called by. Check the host in the address",
            ),
            Self::Version => f.write_str(
                "the server speaks neither TLS 1.2 nor TLS 1.3. Older versions are not safe; who runs the server must \
                 update it",
            ),
            Self::Algorithms { reason } => write!(
                f,
                "the server and we have no algorithms in common ({reason}). Who runs the server must allow those of \
                 today"
            ),
            Self::NotTls => f.write_str(
                "what answers does not speak TLS. Check the port of the address, that it begins with https, and that \
                 no proxy stands between",
            ),
            Self::Other { reason } => write!(f, "the handshake failed: {reason}"),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bad => {
                "the server calls our certificate bad (bad_certificate): it may be damaged, its signature may not \
                 hold, or the server got none. Export the identity again, with its chain"
            }
            Self::Unsupported => {
                "the server does not take certificates of our kind (unsupported_certificate): wrong use, or a kind of \
                 key that it does not know. Use the certificate that was ordered for this service"
            }
            Self::Revoked => {
                "our certificate has been revoked (certificate_revoked). Order a new one, and find out who revoked \
                 this one and why"
            }
            Self::Expired => {
                "our certificate is expired, or not valid yet by the server's clock (certificate_expired). Order a new \
                 one, or check this machine's clock"
            }
            Self::Unknown => {
                "the server does not accept our certificate and does not say why (certificate_unknown): it may not be \
                 registered there, of an unknown issuer, or without its intermediate. Check that the chain is whole, \
                 then ask who runs the server whether the certificate is registered"
            }
            Self::UnknownAuthority => {
                "the server finds no way from our certificate to an authority that it trusts (unknown_ca): either it \
                 does not know our issuer, or our intermediate certificate was not sent; TLS cannot tell which. Check \
                 that the identity holds its issuer's certificate, and that it is for this environment (a test \
                 certificate does not work in production)"
            }
            Self::AccessDenied => {
                "the server accepts our certificate and lets us in not (access_denied): it is not registered for this \
                 service. Have it registered by who runs the server"
            }
            Self::Required => {
                "the server demands a certificate from us and got none (certificate_required). Configure an identity"
            }
        })
    }
}
