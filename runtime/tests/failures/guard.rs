//! What may be sent where, and settings that cannot be used.

use std::time::Duration;

use fk_runtime::soap::{Client, Port, Settings, SetupError, Target, Version};
use fk_runtime::{Address, Contract, Environment, Pacing, Provenance, Spread};

static PORT: Port = Port {
    service: "ping",
    versions: &["1", "2"],
    name: "PingPort",
    soap: Version::V1_1,
    addresses: &[Address {
        environment: Environment::Test,
        url: "https://test.example:8020/ping",
    }],
    pacing: Some(Pacing {
        calls: 1,
        seconds: 1,
        spread: Spread::Evenly,
    }),
};

fn contract(provenance: Provenance) -> Contract {
    Contract {
        service: "ping",
        version: "1",
        status: "current",
        provenance,
    }
}

fn set_up(provenance: Provenance, settings: Settings) -> Result<Client, SetupError> {
    Client::new(&PORT, contract(provenance), settings)
}

#[test]
fn an_unproved_contract_goes_to_this_machine_and_the_test_address_alone() {
    for provenance in [Provenance::Illustrative, Provenance::Reconstructed] {
        for test in [
            "https://localhost:1/",
            "http://127.0.0.1:2/",
            "https://127.8.9.10/",
            "https://[::1]:3/",
            "https://test.example:8020/elsewhere",
            "https://TEST.example:8020/ping",
        ] {
            assert!(set_up(provenance, Settings::new(test)).is_ok(), "{test}");
        }
        assert!(set_up(provenance, Settings::new(Environment::Test)).is_ok());
        for production in [
            "https://test.example/ping",
            "https://test.example:8021/ping",
            "https://10.0.0.1/",
            "https://localhost.example/",
            "https://other.example:8020/",
        ] {
            let error = set_up(provenance, Settings::new(production)).unwrap_err();
            assert!(
                matches!(error, SetupError::Unproved { .. }),
                "{production}: {error}"
            );
            assert!(error.to_string().contains("accepting"), "{error}");
        }
    }
}

#[test]
fn a_proved_contract_goes_everywhere() {
    for provenance in [Provenance::Transcribed, Provenance::Published] {
        assert!(set_up(provenance, Settings::new("https://anywhere.example/")).is_ok());
    }
}

#[test]
fn a_confirmation_covers_what_it_names_and_what_is_surer() {
    let settings = |accepted| Settings::new("https://anywhere.example/").accepting(accepted);
    assert!(set_up(Provenance::Reconstructed, settings(Provenance::Reconstructed)).is_ok());
    assert!(set_up(Provenance::Reconstructed, settings(Provenance::Illustrative)).is_ok());
    assert!(set_up(Provenance::Illustrative, settings(Provenance::Reconstructed)).is_err());
    assert!(set_up(Provenance::Transcribed, settings(Provenance::Published)).is_ok());
}

#[test]
fn plain_http_is_for_this_machine() {
    let error = set_up(Provenance::Published, Settings::new("http://anywhere.example/")).unwrap_err();
    assert!(matches!(&error, SetupError::Unencrypted { host } if host == "anywhere.example"));
}

#[test]
fn settings_that_cannot_be_used_are_refused() {
    let set_up = |settings| set_up(Provenance::Published, settings).unwrap_err();
    for url in [
        "",
        "anywhere.example",
        "ftp://anywhere.example/",
        "https://",
        "mailto:a@b.example",
        "https://user:secret@anywhere.example/",
    ] {
        assert!(
            matches!(set_up(Settings::new(url)), SetupError::Url { .. }),
            "{url}"
        );
    }
    let none = set_up(Settings::new(Target::Environment(Environment::Production)));
    assert!(matches!(none, SetupError::NoAddress { service: "ping", .. }));
    let slow = Settings::new("https://localhost/").with_timeout(Duration::from_secs(10));
    assert!(matches!(set_up(slow), SetupError::Timeouts { .. }));
    let proxy = Settings::new("https://localhost/").with_proxy("not a url");
    assert!(matches!(set_up(proxy), SetupError::Proxy { .. }));
}

#[test]
fn a_contract_of_another_service_or_version_is_refused() {
    for (service, version) in [("pong", "1"), ("ping", "3")] {
        let other = Contract {
            service,
            version,
            ..contract(Provenance::Published)
        };
        let error = Client::new(&PORT, other, Settings::new("https://localhost/")).unwrap_err();
        assert!(matches!(error, SetupError::OtherContract { .. }));
        assert!(
            error.to_string().contains(service) && error.to_string().contains("1, 2"),
            "{error}"
        );
    }
}

#[test]
fn a_password_of_a_proxy_is_not_shown() {
    let settings = Settings::new("https://localhost/").with_proxy("http://user:secret@proxy.example:3128");
    assert!(!format!("{settings:?}").contains("secret"));
    let client = set_up(Provenance::Published, settings).unwrap();
    assert!(!format!("{client:?}").contains("secret"), "{client:?}");
    let error = set_up(
        Provenance::Published,
        Settings::new("https://localhost/").with_proxy("user:secret@"),
    );
    assert!(!error.unwrap_err().to_string().contains("secret"));
}
