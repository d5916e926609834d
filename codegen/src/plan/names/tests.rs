use super::*;

#[test]
fn names_follow_the_table() {
    for (wire, ty, field) in [
        ("RapportRad", "RapportRad", "rapport_rad"),
        ("fromTid", "FromTid", "from_tid"),
        ("tx-id", "TxId", "tx_id"),
        ("UUID", "Uuid", "uuid"),
        ("base64Binary", "Base64Binary", "base64_binary"),
        ("bosattInnanforEES", "BosattInnanforEes", "bosatt_innanfor_ees"),
        ("True", "True", "true_"),
        ("type", "Type", "type_"),
        ("self", "SelfTyp", "self_"),
        ("Result", "ResultTyp", "result"),
        ("T", "TTyp", "t"),
        ("ärende.Nr", "ÄrendeNr", "ärende_nr"),
        ("1a", "_1a", "_1a"),
        ("_", "U5f", "u5f"),
        ("😀", "U1f600", "u1f600"),
        ("½", "Ubd", "ubd"),
        ("a½b", "AB", "a_b"),
        ("", "Tom", "tom"),
    ] {
        assert_eq!(
            (type_name(wire).as_str(), field_name(wire).as_str()),
            (ty, field),
            "{wire}"
        );
    }
}

#[test]
fn every_name_is_an_identifier() {
    for wire in [
        "a", "9", "-", "å-ä", "fn", "Self", "async", "٣", "x٣", "", "·", "日本",
    ] {
        for name in [
            type_name(wire),
            field_name(wire),
            variant_name(wire),
            constant_name(wire),
            port_static(&port_stem(wire)),
            client_name(&port_stem(wire)),
            router_name(&port_stem(wire)),
            method_name(&operation_stem(wire)),
            fault_name(&operation_stem(wire)),
        ] {
            assert!(
                syn::parse_str::<syn::Ident>(&name).is_ok(),
                "{wire:?} became {name:?}"
            );
        }
    }
}

#[test]
fn names_of_ports_follow_the_table() {
    for (wire, port, client, router) in [
        (
            "SkickaResponderPort",
            "SKICKA_RESPONDER_PORT",
            "SkickaResponderClient",
            "skicka_responder_router",
        ),
        ("skicka", "SKICKA_PORT", "SkickaClient", "skicka_router"),
        (
            "Skicka.Soap12",
            "SKICKA_SOAP12_PORT",
            "SkickaSoap12Client",
            "skicka_soap12_router",
        ),
        ("Port", "PORT_PORT", "PortClient", "port_router"),
        ("port", "PORT_PORT", "PortClient", "port_router"),
        ("12", "_12_PORT", "_12Client", "_12_router"),
        (
            "Självservice",
            "SJÄLVSERVICE_PORT",
            "SjälvserviceClient",
            "självservice_router",
        ),
    ] {
        let stem = port_stem(wire);
        assert_eq!(
            (
                port_static(&stem).as_str(),
                client_name(&stem).as_str(),
                router_name(&stem).as_str()
            ),
            (port, client, router),
            "{wire}"
        );
    }
    assert_eq!(service_name(&port_stem("SkickaPort")), "SkickaService");
}

#[test]
fn names_of_operations_follow_the_table() {
    for (wire, method, operation) in [
        (
            "SkickaTidredovisning",
            "skicka_tidredovisning",
            "SkickaTidredovisningOperation",
        ),
        ("tx-id", "tx_id", "TxIdOperation"),
        ("New", "new_", "NewOperation"),
        ("unverified", "unverified_", "UnverifiedOperation"),
        ("self", "self_", "SelfOperation"),
        ("type", "type_", "TypeOperation"),
        ("Result", "result", "ResultOperation"),
        ("1a", "_1a", "_1aOperation"),
    ] {
        let stem = operation_stem(wire);
        assert_eq!(
            (method_name(&stem).as_str(), operation_name(&stem).as_str()),
            (method, operation),
            "{wire}"
        );
    }
    let stem = operation_stem("skicka");
    assert_eq!(fault_name(&stem), "SkickaFault");
    assert_eq!(request_headers_name(&stem), "SkickaRequestHeaders");
    assert_eq!(answer_headers_name(&stem), "SkickaAnswerHeaders");
}

#[test]
fn names_of_roles_follow_the_table() {
    for (wire, role) in [
        ("assistent", "SomAssistent"),
        ("ANORDNARE", "SomAnordnare"),
        ("god-man", "SomGodMan"),
        ("_1", "Som1"),
        ("_", "SomU5f"),
    ] {
        assert_eq!(role_name(wire), role, "{wire}");
    }
}

#[test]
fn versions_become_modules_and_variants() {
    assert_eq!(
        (
            version_module("1.0.2").as_str(),
            version_variant("1.0.2").as_str()
        ),
        ("v1_0_2", "V1_0_2")
    );
}
