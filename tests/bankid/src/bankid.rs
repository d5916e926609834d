//! The whole of it.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Days, Duration, Months, NaiveDate, SubsecRound, Utc};
use fk_runtime::signing::Delivered;
use ring::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

use crate::params;
use crate::pem;
use crate::{
    Authority, Certified, Draft, Key, Kind, MakeError, Nonce, OcspDraft, Person, SignedData, Span, ToSign,
};

/// A made-up BankID: a root, a bank's authority below it, the bank's authority for customers below that, an OCSP responder
/// of the last, and the key that all its people share. Cheap to clone.
#[derive(Clone)]
pub struct BankId(Arc<Parts>);

struct Parts {
    root: Authority,
    bank: Authority,
    customer: Authority,
    responder: Certified,
    /// A key takes a second to make and a certificate none, so there is one key for all people.
    person: Key,
    valid: Span,
}

impl BankId {
    /// Makes one, with five RSA keys of 2048 bits. It takes some seconds. Its certificates are valid from 2020 until ten years
    /// from now.
    ///
    /// # Errors
    /// Something in it cannot be made.
    pub fn make() -> Result<Self, MakeError> {
        let start = NaiveDate::from_ymd_opt(2020, 1, 1).ok_or(MakeError::Time)?;
        let end = Utc::now().trunc_subsecs(0).checked_add_months(Months::new(120));
        let valid = Span {
            from: start.and_time(chrono::NaiveTime::MIN).and_utc(),
            to: end.ok_or(MakeError::Time)?,
        };
        let root = Authority::root(params::authority(params::ROOT, None, valid), Key::make()?)?;
        let bank = params::authority(params::BANK, Some(1), valid);
        let bank = root.authority(bank, Key::make()?)?;
        let customer = params::authority(params::CUSTOMER, Some(0), valid);
        let customer = bank.authority(customer, Key::make()?)?;
        let responder = customer.certify(&params::responder(valid), Key::make()?)?;
        Ok(Self(Arc::new(Parts {
            root,
            bank,
            customer,
            responder,
            person: Key::make()?,
            valid,
        })))
    }

    /// Reads what [`to_pem`](Self::to_pem) has written.
    ///
    /// # Errors
    /// It is not that, or a key is not its certificate's.
    pub fn from_pem(text: &str) -> Result<Self, MakeError> {
        let (certified, person) = pem::read::<4>(text)?;
        let mut valid = pem::valid(&certified[0])?;
        for certified in &certified[1..] {
            let span = pem::valid(certified)?;
            valid = Span {
                from: valid.from.max(span.from),
                to: valid.to.min(span.to),
            };
        }
        let [root, bank, customer, responder] = certified;
        let kept = |name, below, certified| Authority::kept(params::authority(name, below, valid), certified);
        Ok(Self(Arc::new(Parts {
            root: kept(params::ROOT, None, root),
            bank: kept(params::BANK, Some(1), bank),
            customer: kept(params::CUSTOMER, Some(0), customer),
            responder,
            person,
            valid,
        })))
    }

    /// All keys and certificates as PEM, to be kept in a file that only its owner can read.
    ///
    /// # Errors
    /// A key cannot be written.
    pub fn to_pem(&self) -> Result<Zeroizing<String>, MakeError> {
        let parts = &self.0;
        let authority =
            |authority: &'_ Authority| (authority.certificate().to_vec(), authority.key().clone());
        let authorities = [&parts.root, &parts.bank, &parts.customer].map(authority);
        let mut certified: Vec<_> = authorities
            .iter()
            .map(|(der, key)| (der.as_slice(), key))
            .collect();
        certified.push((&parts.responder.certificate, &parts.responder.key));
        pem::write(&certified, &parts.person)
    }

    /// The certificate of the root, as PEM: what a relying party pins.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn root_pem(&self) -> Result<String, MakeError> {
        self.0.root.to_pem()
    }

    /// The last moment at which it can sign.
    #[must_use]
    pub fn expires(&self) -> DateTime<Utc> {
        self.0.valid.to
    }

    /// Signs as `person`, at `at` to the second.
    ///
    /// # Errors
    /// A time when the authorities are not valid; something cannot be made.
    pub fn sign(&self, person: &Person, what: &ToSign, at: DateTime<Utc>) -> Result<Delivered, MakeError> {
        let leaf = self.certify(person, what.kind, at)?;
        let mut nonce = [0; 20];
        SystemRandom::new().fill(&mut nonce)?;
        let draft = Draft::new(&SignedData::new(what, &nonce), self.chain(&leaf));
        let signature = STANDARD.encode(draft.sign(&leaf.key)?);
        let response = self.respond(&signature, &leaf, at)?.sign(&self.responder().key)?;
        Ok(Delivered::new(signature, STANDARD.encode(response)))
    }

    /// A new certificate for a person, valid for two years from the day before `at`.
    ///
    /// # Errors
    /// A time when the authorities are not valid; the names make no certificate.
    pub fn certify(&self, person: &Person, kind: Kind, at: DateTime<Utc>) -> Result<Certified, MakeError> {
        let Span { from, to } = self.0.valid;
        let not_valid = || MakeError::NotValid { from, to };
        if at < from || at > to {
            return Err(not_valid());
        }
        let valid = Span {
            from: (at - Duration::days(1)).max(from),
            to: at.checked_add_days(Days::new(730)).ok_or_else(not_valid)?.min(to),
        };
        let params = params::person(person, kind, valid)?;
        self.0.customer.certify(&params, self.0.person.clone())
    }

    /// The certificates that stand in a signature document, in DER: the person's, then the intermediate ones.
    #[must_use]
    pub fn chain(&self, leaf: &Certified) -> [Vec<u8>; 3] {
        let authority = |authority: &Authority| authority.certificate().to_vec();
        [
            leaf.certificate.clone(),
            authority(&self.0.customer),
            authority(&self.0.bank),
        ]
    }

    /// The OCSP response for a signature document in base64, to be signed with the key of the [`responder`](Self::responder).
    ///
    /// # Errors
    /// It cannot be made.
    pub fn respond(
        &self,
        signature: &str,
        leaf: &Certified,
        at: DateTime<Utc>,
    ) -> Result<OcspDraft, MakeError> {
        let (issuer, responder) = (self.0.customer.certificate(), &self.0.responder.certificate);
        OcspDraft::new(&leaf.certificate, issuer, responder, at)?.with_nonce(Nonce::of(signature)?)
    }

    /// The root.
    #[must_use]
    pub fn root(&self) -> &Authority {
        &self.0.root
    }

    /// The bank's authority.
    #[must_use]
    pub fn bank(&self) -> &Authority {
        &self.0.bank
    }

    /// The bank's authority for customers, which issues people's certificates and the responder's.
    #[must_use]
    pub fn customer(&self) -> &Authority {
        &self.0.customer
    }

    /// The OCSP responder.
    #[must_use]
    pub fn responder(&self) -> &Certified {
        &self.0.responder
    }
}

impl fmt::Debug for BankId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BankId")
            .field("expires", &self.expires())
            .finish_non_exhaustive()
    }
}
