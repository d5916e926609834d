//! What was received: the list, the bytes, and what the next start finds.

use fk_emulator::{Emulator, Keeping, Options, Security, Signatures, StartError};

use crate::caller::{Started, bankid, numbered, start, valid};

#[tokio::test]
async fn the_list_is_json_without_anything_personal() {
    let started = start(|options| options).await;
    let (status, text) = started.get_text("/received").await;
    assert_eq!((status, text.as_str()), (200, "[]"));

    let tx_id = started.send(&valid()).await.unwrap().tx_id;
    let (_, text) = started.get_text("/received").await;
    let list: serde_json::Value = serde_json::from_str(&text).unwrap();
    let entry = list[0].as_object().unwrap();
    let keys: Vec<_> = entry.keys().map(String::as_str).collect();
    let mut expected = [
        "tx_id",
        "received_at",
        "service",
        "version",
        "document_id",
        "document_bytes",
        "envelope_bytes",
    ];
    expected.sort_unstable();
    assert_eq!(keys, expected);
    assert_eq!(entry["tx_id"], tx_id);
    assert_eq!(entry["document_bytes"], valid().len());
    for personal in ["Tolvan", "189001019802", "465 004"] {
        assert!(
            String::from_utf8(valid()).unwrap().contains(personal),
            "{personal}"
        );
        assert!(!text.contains(personal), "{text}");
    }
}

#[tokio::test]
async fn the_document_is_had_byte_for_byte_and_so_is_the_envelope() {
    for keeping in [Keeping::InMemory, Keeping::InFolder] {
        let started = start(|options| options.keeping(keeping)).await;
        // A byte order mark and a comment: nothing is read and written again.
        let document = [b"\xEF\xBB\xBF".as_slice(), &valid(), b"<!-- last -->\r\n"].concat();
        let tx_id = started.send(&document).await.unwrap().tx_id;

        let (status, bytes) = started.get(&format!("/received/{tx_id}")).await;
        assert_eq!((status, bytes), (200, document));
        let (status, text) = started.get_text(&format!("/received/{tx_id}/envelope")).await;
        assert_eq!(status, 200);
        assert!(text.starts_with("<soap:Envelope"), "{text}");
        assert_eq!(started.emulator.received()[0].envelope_bytes, text.len());
    }
}

#[tokio::test]
async fn what_was_not_received_is_not_found_in_words() {
    let started = start(|options| options).await;
    for (path, word) in [
        ("/received/00000000-0000-4000-8000-000000000001", "GET /received"),
        (
            "/received/00000000-0000-4000-8000-000000000001/envelope",
            "GET /received",
        ),
        ("/received/../../etc/passwd", "nothing answers"),
        ("/received/..%2F..%2Fetc%2Fpasswd", "UUID"),
        ("/received/a/b/c", "TX-ID"),
    ] {
        let (status, text) = started.get_text(path).await;
        assert_eq!(status, 404, "{path}");
        assert!(text.contains(word), "{path}: {text}");
    }
}

async fn restarted(started: Started) -> Result<Started, StartError> {
    let Started { emulator, folder } = started;
    emulator.stop().await;
    let options = Options::new(folder.path())
        .with_security(Security::Plain)
        .with_signatures(Signatures::Any)
        .with_bankid(bankid())
        .keeping(Keeping::InFolder);
    Emulator::start(options)
        .await
        .map(|emulator| Started { emulator, folder })
}

#[tokio::test]
async fn the_next_start_finds_what_was_kept_in_the_folder() {
    let started = start(|options| options.keeping(Keeping::InFolder)).await;
    for number in 1..=3 {
        started.send(&numbered(number)).await.unwrap();
    }
    let earlier = started.emulator.received();

    // What was being written when the earlier run ended: its caller was never answered.
    let half = started.folder.path().join("received/.writing-half");
    std::fs::create_dir(&half).unwrap();
    std::fs::write(half.join("document.xml"), "<a").unwrap();

    let started = restarted(started).await.unwrap();
    assert_eq!(started.emulator.received(), earlier);
    assert!(!half.exists());
    let (_, bytes) = started.get(&format!("/received/{}", earlier[1].tx_id)).await;
    assert_eq!(bytes, numbered(2));
    started.send(&numbered(4)).await.unwrap();
    assert_eq!(started.emulator.received_count(), 4);
}

#[tokio::test]
async fn what_is_kept_in_memory_is_gone_at_the_next_start() {
    let started = start(|options| options).await;
    started.send(&valid()).await.unwrap();
    assert!(!started.folder.path().join("received").exists());
    assert_eq!(restarted(started).await.unwrap().emulator.received_count(), 0);
}

#[tokio::test]
async fn a_record_that_no_emulator_has_written_is_named() {
    let started = start(|options| options.keeping(Keeping::InFolder)).await;
    let tx_id = started.send(&valid()).await.unwrap().tx_id;
    let record = started
        .folder
        .path()
        .join(format!("received/{tx_id}/received.json"));
    std::fs::write(&record, "{}").unwrap();
    let Err(error) = restarted(started).await else {
        panic!("it starts")
    };
    assert!(
        matches!(&error, StartError::Kept { path, .. } if *path == record),
        "{error:?}"
    );
    assert!(error.to_string().contains("move it away"), "{error}");
}

#[tokio::test]
async fn two_emulators_do_not_keep_in_one_folder() {
    let started = start(|options| options.keeping(Keeping::InFolder)).await;
    let options = Options::new(started.folder.path()).keeping(Keeping::InFolder);
    let error = Emulator::start(options).await.unwrap_err();
    assert!(matches!(error, StartError::FolderInUse { .. }), "{error:?}");
    // Certificates alone are shared.
    Emulator::start(Options::new(started.folder.path()))
        .await
        .unwrap();
}
