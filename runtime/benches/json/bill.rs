//! A bill as generated code has it, and the same as a plain struct: one table for both.
#![allow(
    unreachable_pub,
    reason = "as in a crate of generated code, where all is public"
)]

use fk_runtime::xml::types::{Date, Decimal, HourMinute};
use fk_runtime::{json, xml};
use serde::{Deserialize, Serialize};

const NS: xml::Namespace = xml::NO_NAMESPACE;

macro_rules! restricted {
    ($kind:ident $type:ident($base:ty) [$count:literal] $($facet:expr),*) => {
        #[derive(Clone, Eq, Hash, PartialEq)]
        pub struct $type($base);

        impl xml::Restriction for $type {
            type Base = $base;
            const TYPE: xml::Name = xml::Name(NS, stringify!($type));
            fn facets() -> &'static [xml::Facet<$base>] {
                static FACETS: [xml::Facet<$base>; $count] = [$($facet),*];
                &FACETS
            }
        }
        fk_runtime::restriction!($kind $type($base));
    };
}

restricted!(text Personnummer(String) [1] xml::Facet::Pattern(xml::Pattern::new(&["[0-9]{12}"])));
restricted!(text Namn(String) [2] xml::Facet::MinLength(1), xml::Facet::MaxLength(200));
restricted!(text Telefonnummer(String) [2] xml::Facet::MinLength(7), xml::Facet::MaxLength(50));
restricted!(integer Minuter(u16) [1] xml::Facet::MaxInclusive(xml::Bound::new("44640")));
restricted!(integer Kronor(u32) [1] xml::Facet::MaxInclusive(xml::Bound::new("99999999")));
restricted!(value PerTimme(Decimal) [3]
    xml::Facet::MinInclusive(xml::Bound::new("0")),
    xml::Facet::MaxInclusive(xml::Bound::new("9999.99")),
    xml::Facet::MultipleOf(xml::Bound::new("0.01")));

macro_rules! objects {
    ($($type:ident $plain:ident { $($position:literal $field:ident $name:literal: $of:ty | $bare:ty,)* })*) => {
        $(
            pub struct $type {
                $(pub $field: $of,)*
            }

            impl json::Object for $type {
                const FIELDS: &'static [json::Field] = &[$(json::Field::new($name)),*];
                fn read_fields(f: &mut json::FieldReader<'_, '_>) -> Result<Self, json::ReadError> {
                    Ok(Self { $($field: f.one($position)?,)* })
                }
                fn write_fields(&self, f: &mut json::FieldWriter<'_>) -> Result<(), json::InvalidValue> {
                    $(f.one($position, &self.$field)?;)*
                    Ok(())
                }
            }

            #[derive(Deserialize, Serialize)]
            #[serde(deny_unknown_fields)]
            pub struct $plain {
                $(#[serde(rename = $name)] pub $field: $bare,)*
            }
        )*
    };
}

objects! {
    Rakning BareRakning {
        0 manad "manad": xml::types::GYearMonth | String,
        1 person "person": Person | BarePerson,
        2 telefonnummer "telefonnummer": Telefonnummer | String,
        3 aktiv "aktivTid": Minuter | u16,
        4 vantetid "vantetid": Minuter | u16,
        5 beredskap "beredskap": Minuter | u16,
        6 barnomsorg "barnomsorg": bool | bool,
        7 skola "skola": bool | bool,
        8 daglig_verksamhet "dagligVerksamhet": bool | bool,
        9 utanfor_ees "utanforEes": bool | bool,
        10 vistelser "vistelser": Vec<Vistelse> | Vec<BareVistelse>,
        11 loner "loner": Kostnad | BareKostnad,
        12 ob_tillagg "obTillagg": Kostnad | BareKostnad,
        13 omkostnader "assistansomkostnader": Kostnad | BareKostnad,
        14 utbildning "utbildning": Kostnad | BareKostnad,
        15 arbetsmiljo "arbetsmiljo": Kostnad | BareKostnad,
        16 administration "administration": Kostnad | BareKostnad,
        17 summa "summa": Kostnad | BareKostnad,
        18 utford_tid "utfordTid": Minuter | u16,
        19 fran "periodFranDatum": Date | String,
        20 till "periodTillDatum": Date | String,
        21 kvar "kvarvarandeBelopp": Kronor | u32,
        22 vardnadshavare "vardnadshavare": Person | BarePerson,
        23 anteckning "anteckning": String | String,
    }
    Person BarePerson {
        0 namn "namn": Namn | String,
        1 personnummer "personnummer": Personnummer | String,
    }
    Vistelse BareVistelse {
        0 fran_datum "franDatum": Date | String,
        1 fran_klockslag "franKlockslag": HourMinute | String,
        2 till_datum "tillDatum": Date | String,
        3 till_klockslag "tillKlockslag": HourMinute | String,
    }
    Kostnad BareKostnad {
        0 per_timme "perTimme": PerTimme | f64,
        1 period "period": Kronor | u32,
    }
}

/// A bill in the order of the contract: 48 values below 62 names.
pub fn document() -> String {
    let person = |name: &str| format!(r#"{{"namn":"{name}","personnummer":"189001019802"}}"#);
    let stay = |day: u8| {
        format!(
            r#"{{"franDatum":"2026-10-{day:02}","franKlockslag":"08:15","tillDatum":"2026-10-{:02}","tillKlockslag":"17:45"}}"#,
            day + 1
        )
    };
    let stays: Vec<String> = [3, 7, 12, 21].into_iter().map(stay).collect();
    let cost = |name: &str, at: u32| {
        format!(
            r#""{name}":{{"perTimme":{}.25,"period":{}}}"#,
            10 * at + 1,
            4100 * at
        )
    };
    let names = [
        "loner",
        "obTillagg",
        "assistansomkostnader",
        "utbildning",
        "arbetsmiljo",
        "administration",
        "summa",
    ];
    let costs: Vec<String> = names
        .into_iter()
        .zip(1..)
        .map(|(name, at)| cost(name, at))
        .collect();
    format!(
        concat!(
            r#"{{"manad":"2026-10","person":{},"telefonnummer":"070-1740605","aktivTid":14520,"vantetid":600,"#,
            r#""beredskap":1200,"barnomsorg":false,"skola":true,"dagligVerksamhet":false,"utanforEes":false,"#,
            r#""vistelser":[{}],{},"utfordTid":15120,"periodFranDatum":"2025-11-01","#,
            r#""periodTillDatum":"2026-10-31","kvarvarandeBelopp":12500,"vardnadshavare":{},"#,
            r#""anteckning":"Vårdnadshavaren har läst igenom räkningen och godkänt den."}}"#
        ),
        person("Tolvan Tolvansson"),
        stays.join(","),
        costs.join(","),
        person("Agda Andersson"),
    )
}
