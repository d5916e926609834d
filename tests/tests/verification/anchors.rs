//! Roots that are pinned, and those that cannot be.

use fk_bankid::{Authority, params};
use fk_runtime::Environment::{self, Production, Test};
use fk_runtime::verify::{AnchorError, Anchors};
use libtest_mimic::Trial;

use crate::attempt::{bankid, key, span};

pub(crate) fn trials() -> Vec<Trial> {
    let trial = |name: &str, test: fn()| {
        Trial::test(format!("anchors::{name}"), move || {
            test();
            Ok(())
        })
    };
    vec![
        trial("a_root_of_test_is_pinned_for_test_alone", || {
            let root = bankid().root_pem().unwrap();
            assert_eq!(Anchors::new(Test, root.as_bytes()).unwrap().environment(), Test);
            assert_eq!(refused(Production, &root), other(1, Test));
        }),
        trial("a_root_of_production_is_pinned_for_production_alone", || {
            let root = production();
            assert_eq!(
                Anchors::new(Production, root.as_bytes()).unwrap().environment(),
                Production
            );
            assert_eq!(refused(Test, &root), other(1, Production));
        }),
        trial("test_and_production_are_not_pinned_together", || {
            let both = format!("{}{}", bankid().root_pem().unwrap(), production());
            assert_eq!(refused(Test, &both), other(2, Production));
            assert_eq!(refused(Production, &both), other(1, Test));
        }),
        trial("a_name_says_test_in_whatever_case", || {
            for name in ["TEST root", "Root, endast test", "Testrot"] {
                assert_eq!(refused(Production, &root(name)), other(1, Test), "{name}");
            }
        }),
        trial("no_root_is_an_error", || {
            for none in [
                "",
                "a text without certificates",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
            ] {
                assert_eq!(refused(Test, none), AnchorError::None);
            }
        }),
        trial("what_cannot_be_read_is_an_error", || {
            let first = bankid().root_pem().unwrap();
            let unreadable = |number| AnchorError::Unreadable { number };
            let noise = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
            assert_eq!(refused(Test, noise), unreadable(1));
            assert_eq!(refused(Test, &format!("{first}{noise}")), unreadable(2));
            assert_eq!(refused(Test, &first[..first.len() - 40]), unreadable(1));
        }),
        trial("an_authority_below_a_root_and_a_person_are_no_roots", || {
            let pem = bankid().to_pem().unwrap();
            let certificates: Vec<&str> = pem
                .split_inclusive("-----END CERTIFICATE-----\n")
                .map(|section| &section[section.find("-----BEGIN CERT").unwrap_or(section.len())..])
                .collect();
            for other in &certificates[1..4] {
                assert_eq!(refused(Test, other), AnchorError::NotARoot { number: 1 });
            }
        }),
        trial("an_error_says_what_to_do", || {
            for error in [
                refused(Test, ""),
                refused(Test, &production()),
                refused(Production, &root("test")),
            ] {
                assert!(error.to_string().len() > 60, "{error}");
            }
        }),
    ]
}

fn refused(environment: Environment, pem: &str) -> AnchorError {
    Anchors::new(environment, pem.as_bytes()).unwrap_err()
}

fn other(number: usize, found: Environment) -> AnchorError {
    AnchorError::OtherEnvironment { number, found }
}

/// A root whose name does not say that it is of test.
fn production() -> String {
    root("fk-emulator BankID Root CA")
}

fn root(name: &str) -> String {
    let root = Authority::root(params::authority(name, None, span(-1, 1)), key()).unwrap();
    root.to_pem().unwrap()
}
