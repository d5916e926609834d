//! Canonical XML as `lxml` makes it.

use std::process::Command;

/// The Canonical XML 1.0, without comments, of each document; `lxml` is run once.
///
/// # Panics
/// When `lxml` cannot be run, or cannot read one of them.
#[must_use]
pub fn by_lxml<'a>(documents: impl IntoIterator<Item = &'a [u8]>) -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let mut count = 0;
    for bytes in documents {
        std::fs::write(folder.path().join(format!("{count}.xml")), bytes).unwrap();
        count += 1;
    }
    let output = Command::new("python3")
        .args(["-c", include_str!("lxml_c14n.py")])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "lxml: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let read = |index| std::fs::read(folder.path().join(format!("{index}.c14n"))).unwrap();
    (0..count).map(read).collect()
}

/// Where two texts begin to differ, for a person.
#[must_use]
pub fn first_difference(ours: &[u8], theirs: &[u8]) -> String {
    let at = ours.iter().zip(theirs).take_while(|(a, b)| a == b).count();
    let around = |bytes: &[u8]| {
        let window = &bytes[at.saturating_sub(40).min(bytes.len())..(at + 40).min(bytes.len())];
        String::from_utf8_lossy(window).into_owned()
    };
    format!(
        "at byte {at}: `{}` is canonically `{}`",
        around(ours),
        around(theirs)
    )
}
