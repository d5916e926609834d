//! From a heap of certificates to the chain that is shown to a server: the leaf first, then each one's issuer
//! (RFC 8446, section 4.4.2).

use super::{Certificate, IdentityError};

/// A chain, and what is wrong with its making.
pub(super) struct Chain {
    pub(super) certificates: Vec<Certificate>,
    pub(super) problems: Vec<IdentityError>,
}

impl Chain {
    /// Orders certificates behind the one that belongs to the public key. There must be one certificate at least;
    /// when the key belongs to none, the first one leads.
    pub(super) fn order(public_key: &[u8], certificates: Vec<Certificate>) -> Self {
        let mut rest: Vec<Certificate> = Vec::with_capacity(certificates.len());
        for certificate in certificates {
            if !rest.iter().any(|other| other.der() == certificate.der()) {
                rest.push(certificate);
            }
        }
        let mut problems = Vec::new();
        // A certificate that was renewed for the same key: the newer one is meant, and the old one is named below.
        let leaf = (0..rest.len())
            .filter(|&index| rest[index].public_key_der == public_key)
            .max_by_key(|&index| rest[index].not_after());
        if leaf.is_none() {
            problems.push(IdentityError::KeyMismatch {
                certificates: names(&rest),
            });
        }
        let mut chain = vec![rest.remove(leaf.unwrap_or(0))];
        while let Some(last) = chain.last()
            && !last.is_self_issued()
            && let Some(index) = rest
                .iter()
                .position(|other| other.subject_der == last.issuer_der && last.is_signed_by(other))
        {
            let issuer = rest.remove(index);
            chain.push(issuer);
        }
        // Without a leaf there is nothing that the others could belong to.
        if leaf.is_some() {
            problems.extend(gap(&chain, &mut rest));
            if !rest.is_empty() {
                problems.push(IdentityError::NotInChain {
                    certificates: names(&rest),
                });
            }
        }
        Self {
            certificates: chain,
            problems,
        }
    }
}

/// What is missing at the chain's end. Only the leaf's issuer must be there: that of an intermediate is most often a
/// root, which the server has.
fn gap(chain: &[Certificate], rest: &mut Vec<Certificate>) -> Option<IdentityError> {
    let last = chain.last()?;
    if last.is_self_issued() {
        return None;
    }
    let namesake = rest.iter().position(|other| other.subject_der == last.issuer_der);
    match namesake {
        Some(index) => {
            rest.remove(index);
            Some(IdentityError::IssuerMismatch {
                certificate: last.name().to_owned(),
                issuer: last.issuer().to_owned(),
            })
        }
        None if chain.len() == 1 => Some(IdentityError::IssuerMissing {
            issuer: last.issuer().to_owned(),
        }),
        None => None,
    }
}

fn names(certificates: &[Certificate]) -> Vec<String> {
    certificates
        .iter()
        .map(|certificate| certificate.name().to_owned())
        .collect()
}
