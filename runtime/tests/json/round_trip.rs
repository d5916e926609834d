//! What is written is read back, and others read the same.

use std::collections::BTreeMap;

use fk_runtime::json::{self, Any};
use fk_runtime::xml::types::{Decimal, Integer};
use proptest::prelude::*;

use crate::example::{
    Arbetsgivare, Aterbetalning, Avdrag, Belopp, Koper, Minuter, Rakning, Sjukhusvistelse, Verksamhet,
};

const KOPER: &str = concat!(
    r#"{"personnummer":"189001019802","verksamhet":"skola","sjukhusvistelse":[{"franDatum":"2026-10-30","#,
    r#""franKlockslag":"08:00","tillDatum":"2026-10-31","tillKlockslag":"12:00"}],"aktivTid":120,"#,
    r#""kvarstaende":1200.5,"telefon":null,"utanforEes":false}"#
);

#[test]
fn a_compact_document_in_the_order_of_the_contract_is_written_as_it_was_read() {
    for document in [
        KOPER,
        r#"{"personnummer":"189001019802","kostnad":0.01,"annat":-3}"#,
    ] {
        let read: Rakning = json::from_str(document).unwrap();
        assert_eq!(json::to_string(&read).as_deref(), Ok(document));
    }
    for document in [r#"{"satt":"avdrag","manader":3}"#, r#"{"satt":"utredning"}"#] {
        let read: Aterbetalning = json::from_str(document).unwrap();
        assert_eq!(json::to_string(&read).as_deref(), Ok(document));
    }
}

#[test]
fn the_order_of_the_fields_and_the_white_space_do_not_matter() {
    let value: serde_json::Value = serde_json::from_str(KOPER).unwrap();
    let sorted = serde_json::to_string_pretty(&value).unwrap();
    assert_ne!(sorted.find("aktivTid"), KOPER.find("aktivTid"));
    let (one, other): (Rakning, Rakning) = (json::from_str(KOPER).unwrap(), json::from_str(&sorted).unwrap());
    assert_eq!(one, other);
}

fn stay() -> impl Strategy<Value = Sjukhusvistelse> {
    let clock = || (0_u8..24, 0_u8..60).prop_map(|(hour, minute)| format!("{hour:02}:{minute:02}"));
    (1_u8..=15, clock(), prop::option::of((16_u8..=30, clock()))).prop_map(|(day, at, till)| {
        let mut stay = Sjukhusvistelse::new(format!("2026-11-{day:02}"), at).unwrap();
        if let Some((day, at)) = till {
            stay.till_datum = Some(format!("2026-11-{day:02}").parse().unwrap());
            stay.till_klockslag = Some(at.parse().unwrap());
        }
        stay
    })
}

fn belopp() -> impl Strategy<Value = Belopp> {
    (0_i64..1_000_000_000).prop_map(|cents| Belopp::try_from(Decimal::new(Integer::from(cents), 2)).unwrap())
}

fn koper() -> impl Strategy<Value = Koper> {
    let verksamhet = prop::sample::select(vec![
        Verksamhet::Barnomsorg,
        Verksamhet::Skola,
        Verksamhet::DagligVerksamhet,
    ]);
    (
        "[0-9]{12}",
        prop::option::of(verksamhet),
        prop::collection::vec(stay(), 1..=3),
        (0_u16..=8928).prop_map(|fives| Minuter::try_from(5 * fives).unwrap()),
        prop::option::of(belopp()),
        prop::option::of(prop::option::of(any::<String>())),
        any::<bool>(),
    )
        .prop_map(
            |(personnummer, verksamhet, sjukhusvistelse, aktiv_tid, kvarstaende, telefon, utanfor_ees)| {
                Koper {
                    personnummer: personnummer.parse().unwrap(),
                    verksamhet,
                    sjukhusvistelse,
                    aktiv_tid,
                    kvarstaende,
                    telefon,
                    utanfor_ees,
                }
            },
        )
}

fn rakning() -> impl Strategy<Value = Rakning> {
    let fler = prop::collection::btree_map("[^ak].*", any::<i64>(), 0..4);
    let arbetsgivare = ("[0-9]{12}", belopp(), fler).prop_map(|(personnummer, kostnad, fler)| Arbetsgivare {
        personnummer: personnummer.parse().unwrap(),
        kostnad,
        fler: fler
            .into_iter()
            .filter(|(name, _)| name != "personnummer")
            .collect(),
    });
    prop_oneof![
        koper().prop_map(Rakning::Koper),
        arbetsgivare.prop_map(|one| Rakning::Arbetsgivare(Box::new(one))),
    ]
}

/// Any JSON, as serde_json has it.
fn arbitrary() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
        (-1e9..1e9).prop_map(|number: f64| number.into()),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::btree_map(any::<String>(), inner, 0..5)
                .prop_map(|fields| serde_json::Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_equal_and_written_alike(value in rakning()) {
        let written = json::to_string(&value).unwrap();
        let read: Rakning = json::from_str(&written).unwrap();
        prop_assert_eq!(&read, &value);
        prop_assert_eq!(json::to_string(&read).unwrap(), written);
    }

    #[test]
    fn serde_json_reads_what_is_written_and_what_it_writes_is_read(value in rakning()) {
        let written = json::to_string(&value).unwrap();
        let theirs: serde_json::Value = serde_json::from_str(&written).unwrap();
        for document in [serde_json::to_string(&theirs).unwrap(), serde_json::to_string_pretty(&theirs).unwrap()] {
            prop_assert_eq!(&json::from_str::<Rakning>(&document).unwrap(), &value);
        }
        if let Rakning::Koper(koper) = &value {
            prop_assert_eq!(theirs["aktivTid"].as_u64(), Some(u64::from(koper.aktiv_tid.get())));
            prop_assert_eq!(theirs["personnummer"].as_str(), Some(koper.personnummer.as_str()));
            prop_assert_eq!(theirs.get("telefon").map(|one| one.as_str()), koper.telefon.as_ref().map(|one| one.as_deref()));
        }
    }

    #[test]
    fn any_value_of_serde_json_is_kept(value in arbitrary()) {
        for document in [serde_json::to_string(&value).unwrap(), serde_json::to_string_pretty(&value).unwrap()] {
            let any: Any = document.parse().unwrap();
            prop_assert_eq!(any.as_json(), &serde_json::to_string(&value).unwrap());
        }
    }

    #[test]
    fn maps_and_lists_round_trip(value in prop::collection::btree_map(any::<String>(), prop::collection::vec(any::<i32>(), 0..4), 0..6)) {
        let written = json::to_string(&value).unwrap();
        prop_assert_eq!(&serde_json::to_string(&value).unwrap(), &written);
        prop_assert_eq!(json::from_str::<BTreeMap<String, Vec<i32>>>(&written).unwrap(), value);
    }

    #[test]
    fn a_discriminator_round_trips(manader in any::<u8>()) {
        let value = Aterbetalning::Avdrag(Avdrag { satt: "avdrag".to_owned(), manader });
        let written = json::to_string(&value).unwrap();
        prop_assert_eq!(json::from_str::<Aterbetalning>(&written).unwrap(), value);
    }
}
