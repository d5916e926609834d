//! The certificates that the emulator makes, and their files.

use std::fs;
use std::path::PathBuf;

use fk_emulator::{BankIdOrigin, Certificates, Emulator, Options, Origin, Running, StartError};
use fk_runtime::tls::chrono::{TimeDelta, Utc};
use fk_runtime::tls::{Certificate, Identity, Password};
use tempfile::TempDir;

use crate::caller::{certificates, identity};

async fn start_in(folder: &TempDir) -> Running {
    Emulator::start(Options::new(folder.path())).await.unwrap()
}

fn files(emulator: &Running) -> Vec<PathBuf> {
    let certificates = emulator.certificates();
    vec![
        certificates.authority(),
        certificates.identity(),
        certificates.identity_pkcs12(),
        certificates.client_authority(),
        certificates.folder().join("server.pem"),
        certificates.folder().join("server-key.pem"),
    ]
}

fn contents(emulator: &Running) -> Vec<Vec<u8>> {
    files(emulator)
        .iter()
        .map(|path| fs::read(path).unwrap())
        .collect()
}

#[tokio::test]
async fn the_first_start_makes_them_and_the_next_one_uses_them_again() {
    let folder = tempfile::tempdir().unwrap();
    let first = start_in(&folder).await;
    assert_eq!(first.certificates_origin(), &Origin::Made);
    let second = start_in(&folder).await;
    assert_eq!(second.certificates_origin(), &Origin::Reused);
    assert_eq!(contents(&first), contents(&second));
}

#[tokio::test]
async fn any_file_that_is_broken_or_missing_has_them_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let first = start_in(&folder).await;
    for path in files(&first) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let before = contents(&first);
        fs::write(&path, "broken").unwrap();
        let Origin::MadeAnew(why) = start_in(&folder).await.certificates_origin().clone() else {
            panic!("{name} is used")
        };
        assert!(why.contains(name), "{name}: {why}");
        assert_ne!(contents(&first), before);

        fs::remove_file(&path).unwrap();
        assert_ne!(
            start_in(&folder).await.certificates_origin(),
            &Origin::Reused,
            "{name}"
        );
    }
    assert_eq!(start_in(&folder).await.certificates_origin(), &Origin::Reused);
}

#[tokio::test]
async fn files_of_two_makings_are_not_mixed() {
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let first = start_in(&folders[0]).await;
    let second = start_in(&folders[1]).await;
    for (path, other) in files(&first).into_iter().zip(files(&second)) {
        fs::copy(&other, &path).unwrap();
        let again = start_in(&folders[0]).await;
        assert!(
            matches!(again.certificates_origin(), Origin::MadeAnew(_)),
            "{} of another making is used",
            path.display()
        );
    }
}

#[cfg(unix)]
#[tokio::test]
async fn keys_can_be_read_by_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let emulator = start_in(&folder).await;
    for (path, bytes) in files(&emulator).iter().zip(contents(&emulator)) {
        let mode = fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let is_key = !bytes.starts_with(b"-----BEGIN CERTIFICATE");
        assert_eq!(mode, if is_key { 0o600 } else { 0o644 }, "{}", path.display());
    }
}

#[tokio::test]
async fn the_identity_is_like_the_real_ones() {
    let folder = tempfile::tempdir().unwrap();
    let emulator = start_in(&folder).await;
    let identity = identity(&emulator);
    assert_eq!(identity.chain().len(), 2, "the leaf and its intermediate");
    assert_eq!(identity.organisation_number(), Some("5566778898"));
    assert_eq!(identity.common_name(), "Påhittad Assistans AB");
    // Longer than it takes for a client to warn.
    assert!(identity.expires_at() > Utc::now() + TimeDelta::days(700));

    let root = fs::read(emulator.certificates().client_authority()).unwrap();
    let root = Certificate::read(&certificates(&root)[0]).unwrap();
    assert!(root.is_self_issued());
    assert_eq!(identity.chain()[1].issuer(), root.name());
}

#[tokio::test]
async fn the_pkcs12_file_is_the_same_identity() {
    let folder = tempfile::tempdir().unwrap();
    let emulator = start_in(&folder).await;
    let password = Password::from(Certificates::PASSWORD);
    let pkcs12 = Identity::from_file(emulator.certificates().identity_pkcs12(), Some(&password)).unwrap();
    assert_eq!(pkcs12.certificates(), identity(&emulator).certificates());
}

#[tokio::test]
async fn the_servers_certificate_is_for_this_machine() {
    let folder = tempfile::tempdir().unwrap();
    let emulator = start_in(&folder).await;
    let server = fs::read(emulator.certificates().folder().join("server.pem")).unwrap();
    let server = Certificate::read(&certificates(&server)[0]).unwrap();
    assert_eq!(server.host_names(), ["localhost", "127.0.0.1", "::1"]);
}

#[tokio::test]
async fn the_bankid_is_made_at_the_first_start_kept_and_made_anew_when_it_is_broken() {
    let folder = tempfile::tempdir().unwrap();
    let first = start_in(&folder).await;
    let BankIdOrigin::Made(took) = first.bankid_origin() else {
        panic!("{:?}", first.bankid_origin())
    };
    assert!(*took > std::time::Duration::ZERO);
    let root = || fs::read_to_string(first.certificates().bankid_root()).unwrap();
    let kept = root();
    assert_eq!(kept, first.bankid().root_pem().unwrap());

    let again = start_in(&folder).await;
    assert_eq!(again.bankid_origin(), &BankIdOrigin::Reused);
    assert_eq!(again.bankid().root_pem().unwrap(), kept);

    // The root is what it is, whatever the file says.
    fs::write(first.certificates().bankid_root(), "broken").unwrap();
    assert_eq!(start_in(&folder).await.bankid_origin(), &BankIdOrigin::Reused);
    assert_eq!(root(), kept);

    fs::write(folder.path().join("bankid.pem"), "broken").unwrap();
    let anew = start_in(&folder).await;
    assert!(
        matches!(anew.bankid_origin(), BankIdOrigin::MadeAnew { why, .. } if why.contains("BankID")),
        "{:?}",
        anew.bankid_origin()
    );
    assert_eq!(
        anew.certificates_origin(),
        &Origin::Reused,
        "the others are not touched"
    );
    assert_ne!(root(), kept);
}

#[cfg(unix)]
#[tokio::test]
async fn the_keys_of_the_bankid_can_be_read_by_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let emulator = start_in(&folder).await;
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder.path().join("bankid.pem")), 0o600);
    assert_eq!(mode(emulator.certificates().bankid_root()), 0o644);
}

#[tokio::test]
async fn a_bankid_that_is_given_is_used_and_only_its_root_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options::new(folder.path()).with_bankid(crate::caller::bankid());
    let emulator = Emulator::start(options).await.unwrap();
    assert_eq!(emulator.bankid_origin(), &BankIdOrigin::Given);
    let root = fs::read_to_string(emulator.certificates().bankid_root()).unwrap();
    assert_eq!(root, crate::caller::bankid().root_pem().unwrap());
    assert!(!folder.path().join("bankid.pem").exists());
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a file");
    fs::write(&path, "").unwrap();
    let error = Emulator::start(Options::new(path.join("folder")))
        .await
        .unwrap_err();
    assert!(matches!(error, StartError::File { .. }), "{error:?}");
    assert!(error.to_string().contains("a file"), "{error}");
}
