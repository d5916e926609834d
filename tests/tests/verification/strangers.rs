//! Signatures in BankID's layout that `xmlsec1` has made.

use std::process::Command;

use fk_runtime::verify::{Target, VerificationError};
use fk_tests::tools::XMLSEC1;
use libtest_mimic::Trial;

use crate::attempt::{Forge, documents, text};
use crate::opinions::ID_ATTRIBUTES;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        XMLSEC1.trial("xmlsec1::what_it_signs_in_this_layout_is_accepted", || {
            let attempt = Forge::new().deliver_document(signed(&template()));
            let verified = attempt.verify().unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(verified.hidden(), Some(&documents()));
            assert_eq!(verified.text(), &text());
        }),
        XMLSEC1.trial("xmlsec1::what_it_signs_is_refused_when_it_is_altered", || {
            let document = String::from_utf8(signed(&template())).unwrap();
            let altered = document.replace(&Forge::new().data.visible, "QW5uYXQ=");
            assert_ne!(altered, document);
            let error = Forge::new().deliver_document(altered).verify().unwrap_err();
            let of = Target::SignedData;
            assert_eq!(error, VerificationError::Digest { of });
        }),
        XMLSEC1.trial("xmlsec1::hard_characters_in_what_it_signs_are_hashed_as_it_does", || {
            let hard = "<displayName>\u{E5}\u{1F600} &lt;&amp;&gt; &quot;&apos; &#13;\n\t\r\n &#x9;&#xA;</displayName>";
            let forge = Forge::new().with(|forge| {
                let server = &mut forge.data.srv_info;
                *server = format!("{}{hard}", &server[..server.find("<displayName>").unwrap()]);
            });
            let attribute = "<more z='&#13;&#10;&#9; \n\t&quot;' a=\"'&lt;&gt;\"/></clientInfo>";
            let template = forge.draft().assemble(&info(&forge), "");
            let template = crate::attempt::replaced(&template, "</clientInfo>", attribute);
            let attempt = Forge::new().deliver_document(signed(&template));
            attempt.verify().unwrap_or_else(|error| panic!("{error}"));
        }),
    ]
}

/// A document without digests and signature.
fn template() -> String {
    let forge = Forge::new();
    forge.draft().assemble(&info(&forge), "")
}

fn info(forge: &Forge) -> String {
    let mut draft = forge.draft();
    for reference in &mut draft.references {
        reference.digest_value.clear();
    }
    draft.signed_info()
}

/// What `xmlsec1` makes of a template, with the signer's key.
fn signed(template: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let [document, key, output] =
        ["template.xml", "key.pem", "signed.xml"].map(|name| folder.path().join(name));
    std::fs::write(&document, template).unwrap();
    std::fs::write(&key, Forge::new().leaf.key.to_pem().unwrap().as_bytes()).unwrap();
    let run = Command::new("xmlsec1")
        .arg("--sign")
        .args(ID_ATTRIBUTES)
        .arg("--privkey-pem")
        .arg(&key)
        .arg("--output")
        .args([&output, &document])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    std::fs::read(output).unwrap()
}
