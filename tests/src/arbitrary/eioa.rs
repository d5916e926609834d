//! Documents of E-IOA.

use fk_contracts::eioa::v1;
use proptest::prelude::*;

use super::persons::{persons, says_yes};
use super::simple::{date, restricted};
use super::text::text;

persons!(v1, says_yes);

/// Any document.
pub fn anmalan() -> impl Strategy<Value = v1::AnmalanFranArbetsgivare> {
    (restricted(), person(), assistant(), form(), restricted()).prop_map(
        |(id, person_som_har_assistans, assistent, assistansform, telefonnummer_anordnare)| {
            v1::AnmalanFranArbetsgivare {
                id,
                person_som_har_assistans,
                assistent,
                assistansform,
                telefonnummer_anordnare,
            }
        },
    )
}

fn assistant() -> impl Strategy<Value = v1::Assistent> {
    let names = (text(), text());
    (identity(), names, date(), any::<bool>(), home(), date()).prop_map(
        |(
            assistent_identitet,
            (fornamn, efternamn),
            anstallningsdatum,
            narstaende,
            bosattning,
            andring_galler_from,
        )| {
            v1::Assistent {
                assistent_identitet,
                fornamn,
                efternamn,
                anstallningsdatum,
                narstaende,
                bosattning,
                andring_galler_from,
            }
        },
    )
}

fn home() -> impl Strategy<Value = v1::Bosattning> {
    prop_oneof![
        Just(v1::Bosattning::BosattInnanforEes),
        text().prop_map(|adress| {
            v1::Bosattning::BosattUtanforEes(v1::BosattUtanforEes {
                bosatt_utanfor: v1::True::True,
                adress,
            })
        }),
    ]
}
