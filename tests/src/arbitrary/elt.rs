//! Documents of ELT.

macro_rules! document {
    ($(#[$doc:meta])* $version:ident, $fixed:ident) => {
        $(#[$doc])*
        pub mod $version {
            use fk_contracts::elt::$version;
            use proptest::prelude::*;

            use crate::arbitrary::persons::*;
            use crate::arbitrary::simple::{date, number, restricted};
            use crate::arbitrary::text::text;

            persons!($version, $fixed);

            /// Any document.
            pub fn tidredovisning() -> impl Strategy<Value = $version::Tidredovisning> {
                let head = (restricted(), restricted(), person(), assistant());
                let tail = (restricted(), prop::option::of(restricted()));
                let periods = prop::collection::vec(period(), 0..3);
                (head, periods, form(), report(), tail).prop_map(|(head, berakningsperiod, assistansform, tidrapport, tail)| {
                    let (id, redovisningsmanad, person_som_har_assistans, assistent) = head;
                    let (telefonnummer_anordnare, telefonnummer_assistent) = tail;
                    $version::Tidredovisning {
                        id,
                        redovisningsmanad,
                        person_som_har_assistans,
                        assistent,
                        berakningsperiod,
                        assistansform,
                        tidrapport,
                        telefonnummer_anordnare,
                        telefonnummer_assistent,
                    }
                })
            }

            fn assistant() -> impl Strategy<Value = $version::Assistent> {
                (identity(), text(), text(), any::<bool>()).prop_map(
                    |(assistent_identitet, fornamn, efternamn, kollektivavtal)| $version::Assistent {
                        assistent_identitet,
                        fornamn,
                        efternamn,
                        kollektivavtal,
                    },
                )
            }

            fn period() -> impl Strategy<Value = $version::Berakningsperiod> {
                (date(), date()).prop_map(|(from_dag, tom_dag)| $version::Berakningsperiod { from_dag, tom_dag })
            }

            fn report() -> impl Strategy<Value = $version::Tidrapport> {
                prop::collection::vec(row(), 0..6).prop_map(|rapport_rad| $version::Tidrapport { rapport_rad })
            }

            fn row() -> impl Strategy<Value = $version::RapportRad> {
                (number(1..=31), restricted(), restricted(), kind()).prop_map(
                    |(dag, from_tid, tom_tid, tidsslag)| $version::RapportRad {
                        dag,
                        from_tid,
                        tom_tid,
                        tidsslag,
                    },
                )
            }

            fn kind() -> impl Strategy<Value = $version::Tidsslag> {
                use $version::Tidsslag;
                prop_oneof![
                    $fixed!(Tidsslag::AktivTid),
                    $fixed!(Tidsslag::VanteTid),
                    $fixed!(Tidsslag::BeredskapsTid),
                ]
            }
        }
    };
}

document!(
    /// Version 1.0.2.
    v1_0_2,
    says_yes
);
document!(
    /// Version 1.0.1.
    v1_0_1,
    says_yes_or_no
);
