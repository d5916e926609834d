//! Every format that an identity comes in.

use fk_runtime::tls::{Identity, IdentityError, Password, UncheckedIdentity};
use p12_keystore::{Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
use pkcs8::PrivateKeyInfoRef;
use pkcs8::pkcs5::pbes2;
use rsa::pkcs1::EncodeRsaPrivateKey;

use crate::authority::{Authority, Issued, pem, rsa_key, rsa_key_pair};

fn authority() -> Authority {
    Authority::root("Testrot").intermediate("Testutfärdare")
}

fn rsa_client() -> Issued {
    authority().issue("Bolaget AB", rsa_key_pair(), |_| {})
}

fn names(identity: &Identity) -> Vec<&str> {
    identity
        .chain()
        .iter()
        .map(|certificate| certificate.name())
        .collect()
}

const WHOLE: [&str; 3] = ["Bolaget AB", "Testutfärdare", "Testrot"];

#[test]
fn pem_with_a_pkcs8_key_is_read() {
    let issued = authority().client("Bolaget AB");
    let identity = Identity::from_pem(issued.pem().as_bytes(), None).unwrap();
    assert_eq!(names(&identity), WHOLE);
    assert_eq!(identity.certificates()[0], issued.leaf);
}

#[test]
fn pem_with_a_pkcs1_key_is_read() {
    let issued = rsa_client();
    let key = pem("RSA PRIVATE KEY", rsa_key().to_pkcs1_der().unwrap().as_bytes());
    let identity = Identity::from_pem((issued.certificates_pem() + &key).as_bytes(), None).unwrap();
    assert_eq!(names(&identity), WHOLE);
}

#[test]
fn pem_with_a_sec1_key_is_read() {
    let issued = authority().client("Bolaget AB");
    // PKCS#8 of an elliptic curve is SEC1 in an envelope (RFC 5915, section 3).
    let sec1 = PrivateKeyInfoRef::try_from(&*issued.key).unwrap().private_key;
    let key = pem("EC PRIVATE KEY", sec1.as_bytes());
    let identity = Identity::from_pem((issued.certificates_pem() + &key).as_bytes(), None).unwrap();
    assert_eq!(names(&identity), WHOLE);
}

#[test]
fn the_order_in_a_pem_file_does_not_matter() {
    let issued = authority().client("Bolaget AB");
    let [intermediate, root] = [&issued.issuers[0], &issued.issuers[1]].map(|der| pem("CERTIFICATE", der));
    let leaf = pem("CERTIFICATE", &issued.leaf);
    let key = pem("PRIVATE KEY", &issued.key);
    for parts in [
        [&key, &root, &intermediate, &leaf],
        [&intermediate, &leaf, &key, &root],
        [&root, &key, &leaf, &intermediate],
    ] {
        let text: String = parts.into_iter().map(String::as_str).collect();
        assert_eq!(names(&Identity::from_pem(text.as_bytes(), None).unwrap()), WHOLE);
    }
}

#[test]
fn text_around_and_blanks_in_pem_do_not_matter() {
    let issued = authority().client("Bolaget AB");
    let text = format!("\u{feff}{}", issued.pem())
        .replace('\n', "  \r\n")
        .replace(
            "-----BEGIN PRIVATE",
            "Bag Attributes: <none>\r\n-----BEGIN PRIVATE",
        );
    let text = text + "-----BEGIN EC PARAMETERS-----\r\nBggqhkjOPQMBBw==\r\n-----END EC PARAMETERS-----\r\n";
    assert_eq!(names(&Identity::from_pem(text.as_bytes(), None).unwrap()), WHOLE);
}

fn encrypted_pem(password: &str) -> String {
    let issued = authority().client("Bolaget AB");
    let parameters = pbes2::Parameters::generate_pbkdf2_sha256_aes256cbc(1000, &[7; 16], [9; 16]).unwrap();
    let key = PrivateKeyInfoRef::try_from(&*issued.key).unwrap();
    let sealed = key.encrypt_with_params(parameters, password).unwrap();
    issued.certificates_pem() + &pem("ENCRYPTED PRIVATE KEY", sealed.as_bytes())
}

#[test]
fn an_encrypted_key_in_pem_opens_with_its_password() {
    let text = encrypted_pem("hemligt");
    let identity = Identity::from_bytes(text.as_bytes(), Some(&Password::from("hemligt"))).unwrap();
    assert_eq!(names(&identity), WHOLE);
}

#[test]
fn a_wrong_password_and_a_missing_one_are_told_apart_in_pem() {
    let text = encrypted_pem("hemligt");
    let open = |password: Option<&Password>| Identity::from_pem(text.as_bytes(), password).unwrap_err();
    assert!(matches!(open(None), IdentityError::PasswordMissing));
    // Whether the padding happens to be right depends on the password.
    for wrong in 0..40 {
        let wrong = Password::from(format!("fel {wrong}"));
        assert!(matches!(open(Some(&wrong)), IdentityError::PasswordWrong));
    }
}

fn store(issued: &Issued) -> KeyStore {
    let certificates = std::iter::once(&issued.leaf).chain(&issued.issuers);
    let certificates = certificates.map(|der| Certificate::from_der(der).unwrap());
    let key = PrivateKey::from_der(&issued.key).unwrap();
    let mut store = KeyStore::new();
    let chain = PrivateKeyChain::new("1", key, certificates);
    store.add_entry("bolaget", KeyStoreEntry::PrivateKeyChain(chain));
    store
}

const ENCRYPTIONS: [EncryptionAlgorithm; 3] = [
    EncryptionAlgorithm::PbeWithHmacSha256AndAes256,
    EncryptionAlgorithm::PbeWithShaAnd3KeyTripleDesCbc,
    // So it is called there; it is RC2.
    EncryptionAlgorithm::PbeWithShaAnd40BitRc4Cbc,
];

#[test]
fn pkcs12_of_every_encryption_opens_with_its_password() {
    let issued = rsa_client();
    for encryption in ENCRYPTIONS {
        let writer = store(&issued);
        let der = writer
            .writer("hemligt")
            .encryption_algorithm(encryption)
            .write()
            .unwrap();
        let identity = Identity::from_bytes(&der, Some(&Password::from("hemligt"))).unwrap();
        assert_eq!(names(&identity), WHOLE, "{encryption:?}");
        let identity = Identity::from_pkcs12(&der, &Password::from("hemligt")).unwrap();
        assert_eq!(names(&identity), WHOLE, "{encryption:?}");
    }
}

#[test]
fn in_pkcs12_a_wrong_password_a_missing_one_and_a_broken_file_are_told_apart() {
    let issued = authority().client("Bolaget AB");
    for encryption in ENCRYPTIONS {
        let der = store(&issued)
            .writer("hemligt")
            .encryption_algorithm(encryption)
            .write()
            .unwrap();
        let wrong = Identity::from_bytes(&der, Some(&Password::from("fel"))).unwrap_err();
        assert!(matches!(wrong, IdentityError::PasswordWrong), "{wrong:?}");
        let missing = Identity::from_bytes(&der, None).unwrap_err();
        assert!(matches!(missing, IdentityError::PasswordMissing), "{missing:?}");
        let broken =
            Identity::from_bytes(&der[..der.len() - 40], Some(&Password::from("hemligt"))).unwrap_err();
        assert!(matches!(broken, IdentityError::BrokenPkcs12 { .. }), "{broken:?}");
    }
}

#[test]
fn pkcs12_with_the_empty_password_needs_none() {
    let der = store(&authority().client("Bolaget AB"))
        .writer("")
        .write()
        .unwrap();
    assert_eq!(names(&Identity::from_bytes(&der, None).unwrap()), WHOLE);
}

#[test]
fn openssls_traditional_encryption_is_refused_by_name() {
    let text = encrypted_pem("hemligt").replace(
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n",
    );
    let error = Identity::from_pem(text.as_bytes(), Some(&Password::from("hemligt"))).unwrap_err();
    assert!(
        matches!(error, IdentityError::UnsupportedEncryption { .. }),
        "{error:?}"
    );
    assert!(error.to_string().contains("openssl pkcs8 -topk8"), "{error}");
}

#[test]
fn a_file_that_is_neither_format_says_what_is_expected() {
    let keystore_of_java = [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2];
    for bytes in [&b""[..], b"hello", &keystore_of_java] {
        let error = Identity::from_bytes(bytes, None).unwrap_err();
        assert!(matches!(error, IdentityError::UnknownFormat), "{error:?}");
        assert!(error.to_string().contains(".p12"), "{error}");
    }
}

#[test]
fn a_certificate_alone_has_no_key_in_pem_nor_in_der() {
    let issued = authority().client("Bolaget AB");
    for bytes in [issued.certificates_pem().as_bytes(), &issued.leaf] {
        let error = Identity::from_bytes(bytes, None).unwrap_err();
        assert!(matches!(error, IdentityError::KeyMissing), "{error:?}");
    }
}

#[test]
fn a_broken_pem_section_is_named_by_its_line() {
    let whole = authority().client("Bolaget AB").pem();
    let key = whole.find("-----BEGIN PRIVATE").unwrap();
    let line = whole[..key].lines().count() + 1;
    let no_end = whole.replace("-----END PRIVATE KEY-----", "");
    let no_base64 = whole.replace("-----END PRIVATE KEY-----", "å\n-----END PRIVATE KEY-----");
    for (text, words) in [(no_end, "has no end"), (no_base64, "is not Base64")] {
        let error = Identity::from_pem(text.as_bytes(), None).unwrap_err();
        assert!(
            matches!(error, IdentityError::BrokenPem { line: at, reason } if at == line && reason == words),
            "{error:?}"
        );
    }
}

#[test]
fn a_broken_certificate_is_named_by_its_number() {
    let issued = authority().client("Bolaget AB");
    let text = issued.pem() + &pem("CERTIFICATE", &issued.leaf[..issued.leaf.len() - 1]);
    let error = UncheckedIdentity::parse(text.as_bytes(), None).unwrap_err();
    assert!(
        matches!(error, IdentityError::BrokenCertificate { ordinal: 4 }),
        "{error:?}"
    );
}

#[test]
fn no_cut_of_a_file_panics() {
    let issued = authority().client("Bolaget AB");
    let der = store(&issued)
        .writer("hemligt")
        .mac_iterations(1)
        .encryption_iterations(1)
        .write()
        .unwrap();
    let password = Password::from("hemligt");
    for bytes in [issued.pem().as_bytes(), &der] {
        for cut in (0..bytes.len()).step_by(3) {
            let result = UncheckedIdentity::parse(&bytes[..cut], Some(&password));
            // What is missing after the key's end may be blanks.
            assert!(result.is_err() || bytes.len() - cut < 3, "{cut}");
        }
    }
}

#[test]
fn a_file_is_read_and_named_in_errors() {
    let folder = std::env::temp_dir().join(format!("fk-tls-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("klient.pem");
    std::fs::write(&path, authority().client("Bolaget AB").pem()).unwrap();
    let whole = Identity::from_file(&path, None);
    std::fs::write(&path, "hej").unwrap();
    let wrong = Identity::from_file(&path, None);
    std::fs::write(&path, vec![b' '; (1 << 20) + 1]).unwrap();
    let large = Identity::from_file(&path, None);
    std::fs::remove_dir_all(&folder).unwrap();
    let gone = Identity::from_file(&path, None);

    assert_eq!(names(&whole.unwrap()), WHOLE);
    let wrong = wrong.unwrap_err();
    assert!(
        matches!(wrong.problem(), IdentityError::UnknownFormat),
        "{wrong:?}"
    );
    assert!(wrong.to_string().contains("klient.pem"), "{wrong}");
    assert!(matches!(
        large.unwrap_err().problem(),
        IdentityError::TooLarge { .. }
    ));
    let gone = gone.unwrap_err();
    assert!(matches!(gone, IdentityError::Unreadable { .. }), "{gone:?}");
    assert!(gone.to_string().contains("klient.pem"), "{gone}");
}
