//! Canonical XML as others make it: of whole documents `lxml`, of subsets `xmlsec1`.

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

/// The document with an XML signature as the last child of its root element, which refers to every one of `ids`. What
/// is signed does not matter: it makes `xmlsec1` canonicalise the elements. The root element must have an end tag, and
/// no element of these may be the root.
///
/// # Panics
/// When the root element has no end tag.
#[must_use]
pub fn with_references(document: &str, ids: &[String]) -> String {
    const C14N: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    let references: String = ids
        .iter()
        .map(|id| {
            format!(
                "<Reference URI=\"#{id}\"><Transforms><Transform Algorithm=\"{C14N}\"/></Transforms><DigestMethod \
                 Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><DigestValue/></Reference>"
            )
        })
        .collect();
    let signature = format!(
        "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><SignedInfo><CanonicalizationMethod \
         Algorithm=\"{C14N}\"/><SignatureMethod \
         Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#hmac-sha256\"/>{references}</SignedInfo>\
         <SignatureValue/><KeyInfo><KeyName>k</KeyName></KeyInfo></Signature>"
    );
    let (before, end) = document.split_at(document.rfind("</").unwrap());
    format!("{before}{signature}{end}")
}

/// The Canonical XML 1.0, without comments, of the subsets that the references of a signature name: `xmlsec1` signs
/// the document and shows what it hashed. `elements` are the local names of those whose `Id` is an identifier.
///
/// # Panics
/// When `xmlsec1` cannot be run, or cannot sign the document.
#[must_use]
pub fn by_xmlsec1(document: &str, elements: &[&str]) -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let (key, input) = (folder.path().join("key"), folder.path().join("document.xml"));
    std::fs::write(&key, b"a key that protects nothing").unwrap();
    std::fs::write(&input, document).unwrap();
    let mut command = Command::new("xmlsec1");
    command.args(["--sign", "--store-references", "--print-debug", "--hmackey:k"]);
    command.arg(&key);
    for element in elements {
        command.args(["--id-attr:Id", element]);
    }
    let output = command
        .arg("--output")
        .arg(folder.path().join("signed.xml"))
        .arg(&input)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "xmlsec1 on {document}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let said = String::from_utf8(output.stdout).unwrap();
    let hashed = said.split("== PreDigest data - start buffer:\n").skip(1);
    hashed
        .map(|hashed| {
            let (hashed, _) = hashed.split_once("\n== PreDigest data - end buffer").unwrap();
            hashed.as_bytes().to_vec()
        })
        .collect()
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
