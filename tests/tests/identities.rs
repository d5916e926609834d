//! Identities that OpenSSL made, in every format that it writes and we read.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};

use fk_runtime::tls::{Identity, IdentityError, Password};
use fk_tests::tools::{Availability, OPENSSL};
use libtest_mimic::{Arguments, Failed, Trial};
use tempfile::TempDir;

const PASSWORD: &str = "hemligt lösen";

/// A root, an intermediate, and a client whose name and number stand in one multi-valued RDN, as Expisoft issues
/// them; all in `chain.pem` and `client.key`. And a key of an elliptic curve in SEC1, with its own certificate.
const MAKE: &[&str] = &[
    "req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -subj /CN=Testrot -days 900",
    "req -newkey rsa:2048 -nodes -keyout ca.key -out ca.csr -subj /CN=Testutgivare",
    "x509 -req -in ca.csr -CA root.pem -CAkey root.key -CAcreateserial -days 900 -extfile ca.ext -out ca.pem",
    "req -newkey rsa:2048 -nodes -keyout client.key -out client.csr -multivalue-rdn \
     -subj /C=SE/CN=Bolaget+serialNumber=165566778899",
    "x509 -req -in client.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 700 -extfile client.ext -out client.pem",
    "ecparam -genkey -name prime256v1 -out ec.key",
    "req -x509 -key ec.key -out ec.pem -subj /C=SE/CN=Bolaget+serialNumber=165566778899 -multivalue-rdn -days 700",
];

/// A format: its name, the commands that make it of `client.key`, and the files that together are it.
type Format = (&'static str, &'static [&'static str], &'static [&'static str]);

const FORMATS: &[Format] = &[
    ("pem_pkcs8", &[], &["chain.pem", "client.key"]),
    (
        "pem_pkcs1",
        &["rsa -in client.key -traditional -out pkcs1.key"],
        &["pkcs1.key", "chain.pem"],
    ),
    ("pem_sec1", &[], &["ec.key", "ec.pem"]),
    (
        "pem_pbes2_aes",
        &["pkcs8 -topk8 -in client.key -v2 aes256 -passout PASS -out aes.key"],
        &["aes.key", "chain.pem"],
    ),
    (
        "pem_pbes2_aes_with_sha1",
        &["pkcs8 -topk8 -in client.key -v2 aes128 -v2prf hmacWithSHA1 -passout PASS -out sha1.key"],
        &["sha1.key", "chain.pem"],
    ),
    (
        "pem_pbes2_3des",
        &["pkcs8 -topk8 -in client.key -v2 des3 -passout PASS -out des3.key"],
        &["des3.key", "chain.pem"],
    ),
    (
        "pkcs12_aes",
        &["pkcs12 -export -inkey client.key -in chain.pem -passout PASS -out aes.p12"],
        &["aes.p12"],
    ),
    (
        "pkcs12_3des",
        &[
            "pkcs12 -export -legacy -inkey client.key -in chain.pem -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES \
           -macalg sha1 -passout PASS -out des3.p12",
        ],
        &["des3.p12"],
    ),
    (
        "pkcs12_rc2_40",
        &[
            "pkcs12 -export -legacy -inkey client.key -in chain.pem -keypbe PBE-SHA1-RC2-40 -certpbe PBE-SHA1-RC2-40 \
           -macalg sha1 -passout PASS -out rc2.p12",
        ],
        &["rc2.p12"],
    ),
    (
        "pkcs12_as_old_openssl_made_it",
        &["pkcs12 -export -legacy -inkey client.key -in chain.pem -passout PASS -out old.p12"],
        &["old.p12"],
    ),
    (
        "pkcs12_without_checksum",
        &["pkcs12 -export -nomac -iter 1 -inkey client.key -in chain.pem -passout PASS -out nomac.p12"],
        &["nomac.p12"],
    ),
    (
        "pem_taken_out_of_pkcs12_with_its_attributes",
        &[
            "pkcs12 -export -inkey client.key -in chain.pem -name bolaget -passout PASS -out named.p12",
            "pkcs12 -in named.p12 -nodes -passin PASS -out named.pem",
        ],
        &["named.pem"],
    ),
];

fn main() {
    let arguments = Arguments::from_args();
    let availability = OPENSSL.availability();
    let folder = Arc::new(OnceLock::new());
    let trials = FORMATS.iter().map(|&(name, commands, files)| {
        let folder = Arc::clone(&folder);
        Trial::test(name, move || {
            if availability != Availability::Present {
                return Err(OPENSSL.missing().into());
            }
            let folder: &TempDir = folder.get_or_init(made);
            is_read(folder.path(), commands, files)
        })
        .with_ignored_flag(availability == Availability::Missing)
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    // Leaving the process drops nothing, and there are keys in the folder.
    drop(folder);
    conclusion.exit();
}

fn made() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::write(
        path.join("ca.ext"),
        "basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign\n",
    )
    .unwrap();
    std::fs::write(
        path.join("client.ext"),
        "basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=clientAuth\n",
    )
    .unwrap();
    for command in MAKE {
        openssl(path, command).unwrap();
    }
    let chain = joined(path, &["client.pem", "ca.pem", "root.pem"]);
    std::fs::write(path.join("chain.pem"), chain).unwrap();
    folder
}

fn is_read(folder: &Path, commands: &[&str], files: &[&str]) -> Result<(), Failed> {
    for command in commands {
        openssl(folder, command)?;
    }
    let bytes = joined(folder, files);
    let identity =
        Identity::from_bytes(&bytes, Some(&Password::from(PASSWORD))).map_err(|error| error.to_string())?;
    let names: Vec<_> = identity
        .chain()
        .iter()
        .map(|certificate| certificate.name())
        .collect();
    let expected = if files.contains(&"ec.pem") {
        &["Bolaget"][..]
    } else {
        &["Bolaget", "Testutgivare", "Testrot"]
    };
    if names != expected {
        return Err(format!("the chain is {names:?}").into());
    }
    if identity.organisation_number() != Some("5566778899") {
        return Err(format!("no organisation number in {}", identity.subject()).into());
    }
    let is_encrypted = commands.iter().any(|command| command.contains("-passout"));
    if is_encrypted && !files.contains(&"named.pem") {
        // Without a checksum, one wrong password in 256 seems to fit at first.
        let tries = if files.contains(&"nomac.p12") { 600 } else { 1 };
        for number in 0..tries {
            let wrong = Password::from(format!("fel {number}"));
            let refused = Identity::from_bytes(&bytes, Some(&wrong)).err();
            if !matches!(refused, Some(IdentityError::PasswordWrong)) {
                return Err(format!("with the wrong password number {number}: {refused:?}").into());
            }
        }
        let refused = Identity::from_bytes(&bytes, None).err();
        if !matches!(refused, Some(IdentityError::PasswordMissing)) {
            return Err(format!("without the password: {refused:?}").into());
        }
    }
    Ok(())
}

fn joined(folder: &Path, files: &[&str]) -> Vec<u8> {
    let files = files.iter().map(|file| std::fs::read(folder.join(file)).unwrap());
    files.collect::<Vec<_>>().concat()
}

fn openssl(folder: &Path, command: &str) -> Result<(), Failed> {
    let arguments = command.split_whitespace().map(|word| match word {
        "PASS" => format!("pass:{PASSWORD}"),
        word => word.to_owned(),
    });
    let output = Command::new("openssl")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("openssl {command}: {said}").into());
    }
    Ok(())
}
