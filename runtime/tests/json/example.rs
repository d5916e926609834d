//! A contract as generated code has it, written by hand: every construct once.
#![allow(
    clippy::enum_variant_names,
    dead_code,
    unreachable_pub,
    reason = "as in a crate of generated code, where all is public and the names are the contract's"
)]

use std::collections::BTreeMap;

use fk_runtime::{json, xml};

const NS: xml::Namespace = xml::NO_NAMESPACE;

/// A restricted string.
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct Personnummer(String);

impl xml::Restriction for Personnummer {
    type Base = String;
    const TYPE: xml::Name = xml::Name(NS, "Personnummer");
    const PERSONAL: bool = true;
    fn facets() -> &'static [xml::Facet<String>] {
        static FACETS: [xml::Facet<String>; 1] = [xml::Facet::Pattern(xml::Pattern::new(&["[0-9]{12}"]))];
        &FACETS
    }
}
fk_runtime::restriction!(text Personnummer(String));

/// A restricted number: an integer in the smallest primitive.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Minuter(u16);

impl xml::Restriction for Minuter {
    type Base = u16;
    const TYPE: xml::Name = xml::Name(NS, "Minuter");
    fn facets() -> &'static [xml::Facet<u16>] {
        static FACETS: [xml::Facet<u16>; 2] = [
            xml::Facet::MaxInclusive(xml::Bound::new("44640")),
            xml::Facet::MultipleOf(xml::Bound::new("5")),
        ];
        &FACETS
    }
}
fk_runtime::restriction!(integer Minuter(u16));

/// A restricted number: an exact decimal.
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct Belopp(xml::types::Decimal);

impl xml::Restriction for Belopp {
    type Base = xml::types::Decimal;
    const TYPE: xml::Name = xml::Name(NS, "Belopp");
    fn facets() -> &'static [xml::Facet<xml::types::Decimal>] {
        static FACETS: [xml::Facet<xml::types::Decimal>; 3] = [
            xml::Facet::MinInclusive(xml::Bound::new("0")),
            xml::Facet::MaxExclusive(xml::Bound::new("10000000")),
            xml::Facet::MultipleOf(xml::Bound::new("0.01")),
        ];
        &FACETS
    }
}
fk_runtime::restriction!(value Belopp(xml::types::Decimal));

/// A closed list of strings.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Verksamhet {
    Barnomsorg,
    Skola,
    DagligVerksamhet,
}

impl xml::Enumeration for Verksamhet {
    const TYPE: xml::Name = xml::Name(NS, "Verksamhet");
    const WHITE_SPACE: xml::WhiteSpace = xml::WhiteSpace::Preserve;
    const VALUES: &'static [(&'static str, Self)] = &[
        ("barnomsorg", Self::Barnomsorg),
        ("skola", Self::Skola),
        ("dagligVerksamhet", Self::DagligVerksamhet),
    ];
}
fk_runtime::enumeration!(Verksamhet);

/// An object: required and optional fields, and rules between them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sjukhusvistelse {
    pub fran_datum: xml::types::Date,
    pub fran_klockslag: xml::types::HourMinute,
    pub till_datum: Option<xml::types::Date>,
    pub till_klockslag: Option<xml::types::HourMinute>,
}

impl Sjukhusvistelse {
    pub fn new(
        fran_datum: impl json::IntoValue<xml::types::Date>,
        fran_klockslag: impl json::IntoValue<xml::types::HourMinute>,
    ) -> Result<Self, json::InvalidValue> {
        json::checked(Self {
            fran_datum: json::field("franDatum", fran_datum)?,
            fran_klockslag: json::field("franKlockslag", fran_klockslag)?,
            till_datum: None,
            till_klockslag: None,
        })
    }
}

impl json::Object for Sjukhusvistelse {
    const FIELDS: &'static [json::Field] = &[
        json::Field::new("franDatum"),
        json::Field::new("franKlockslag"),
        json::Field::new("tillDatum"),
        json::Field::new("tillKlockslag"),
    ];
    fn read_fields(f: &mut json::FieldReader<'_, '_>) -> Result<Self, json::ReadError> {
        Ok(Self {
            fran_datum: f.one(0)?,
            fran_klockslag: f.one(1)?,
            till_datum: f.optional(2)?,
            till_klockslag: f.optional(3)?,
        })
    }
    fn write_fields(&self, f: &mut json::FieldWriter<'_>) -> Result<(), json::InvalidValue> {
        f.one(0, &self.fran_datum)?;
        f.one(1, &self.fran_klockslag)?;
        f.optional(2, self.till_datum.as_ref())?;
        f.optional(3, self.till_klockslag.as_ref())
    }
    fn rules(&self) -> Result<(), json::InvalidValue> {
        json::required_with(
            "tillKlockslag",
            self.till_klockslag.as_ref(),
            "tillDatum",
            self.till_datum.as_ref(),
        )?;
        json::required_with(
            "tillDatum",
            self.till_datum.as_ref(),
            "tillKlockslag",
            self.till_klockslag.as_ref(),
        )?;
        json::not_before(&[
            json::pair(
                "tillDatum",
                self.till_datum.as_ref(),
                "franDatum",
                Some(&self.fran_datum),
            ),
            json::pair(
                "tillKlockslag",
                self.till_klockslag.as_ref(),
                "franKlockslag",
                Some(&self.fran_klockslag),
            ),
        ])
    }
}

/// An object with an array with bounds, a field that may be null, one that may be absent and null, and a number.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Koper {
    pub personnummer: Personnummer,
    pub verksamhet: Option<Verksamhet>,
    pub sjukhusvistelse: Vec<Sjukhusvistelse>,
    pub aktiv_tid: Minuter,
    pub kvarstaende: Option<Belopp>,
    pub telefon: Option<Option<String>>,
    pub utanfor_ees: bool,
}

impl json::Object for Koper {
    const FIELDS: &'static [json::Field] = &[
        json::Field::new("personnummer"),
        json::Field::new("verksamhet"),
        json::Field::new("sjukhusvistelse").at_least(1).at_most(3),
        json::Field::new("aktivTid"),
        json::Field::new("kvarstaende"),
        json::Field::new("telefon"),
        json::Field::new("utanforEes"),
    ];
    fn read_fields(f: &mut json::FieldReader<'_, '_>) -> Result<Self, json::ReadError> {
        Ok(Self {
            personnummer: f.one(0)?,
            verksamhet: f.optional(1)?,
            sjukhusvistelse: f.one(2)?,
            aktiv_tid: f.one(3)?,
            kvarstaende: f.one(4)?,
            telefon: f.optional(5)?,
            utanfor_ees: f.one(6)?,
        })
    }
    fn write_fields(&self, f: &mut json::FieldWriter<'_>) -> Result<(), json::InvalidValue> {
        f.one(0, &self.personnummer)?;
        f.optional(1, self.verksamhet.as_ref())?;
        f.one(2, &self.sjukhusvistelse)?;
        f.one(3, &self.aktiv_tid)?;
        f.one(4, &self.kvarstaende)?;
        f.optional(5, self.telefon.as_ref())?;
        f.one(6, &self.utanfor_ees)
    }
}

/// Another alternative, with fields that are not declared.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Arbetsgivare {
    pub personnummer: Personnummer,
    pub kostnad: Belopp,
    pub fler: BTreeMap<String, i64>,
}

impl json::Object for Arbetsgivare {
    const FIELDS: &'static [json::Field] = &[json::Field::new("personnummer"), json::Field::new("kostnad")];
    const ADDITIONAL: json::Additional = json::Additional::Kept;
    fn read_fields(f: &mut json::FieldReader<'_, '_>) -> Result<Self, json::ReadError> {
        Ok(Self {
            personnummer: f.one(0)?,
            kostnad: f.one(1)?,
            fler: f.additional()?,
        })
    }
    fn write_fields(&self, f: &mut json::FieldWriter<'_>) -> Result<(), json::InvalidValue> {
        f.one(0, &self.personnummer)?;
        f.one(1, &self.kostnad)?;
        f.additional(&self.fler)
    }
}

/// A `oneOf` without discriminator: the names that are there decide.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Rakning {
    Koper(Koper),
    Arbetsgivare(Box<Arbetsgivare>),
}

impl Rakning {
    const NAMES: &'static [&'static str] = &["aktivTid", "kostnad"];
    const CHOICE: json::Choice = json::Choice::by_fields(
        Self::NAMES,
        &[
            json::Alternative::object("Koper", Self::NAMES, &["aktivTid"], &["kostnad"]),
            json::Alternative::object("Arbetsgivare", Self::NAMES, &["kostnad"], &["aktivTid"]),
        ],
    );
}

impl json::Value for Rakning {
    fn read(r: &mut json::Reader<'_>) -> Result<Self, json::ReadError> {
        match r.choose(&Self::CHOICE)? {
            0 => r.alternative(&Self::CHOICE, 0).map(Self::Koper),
            _ => r
                .alternative(&Self::CHOICE, 1)
                .map(|value| Self::Arbetsgivare(Box::new(value))),
        }
    }
    fn write(&self, w: &mut json::Writer) -> Result<(), json::InvalidValue> {
        match self {
            Self::Koper(value) => w.alternative(&Self::CHOICE, 0, value),
            Self::Arbetsgivare(value) => w.alternative(&Self::CHOICE, 1, &**value),
        }
    }
}

/// Part of a `oneOf` with discriminator, which is a field like any other.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Avdrag {
    pub satt: String,
    pub manader: u8,
}

impl json::Object for Avdrag {
    const FIELDS: &'static [json::Field] = &[json::Field::new("satt"), json::Field::new("manader")];
    fn read_fields(f: &mut json::FieldReader<'_, '_>) -> Result<Self, json::ReadError> {
        Ok(Self {
            satt: f.one(0)?,
            manader: f.one(1)?,
        })
    }
    fn write_fields(&self, f: &mut json::FieldWriter<'_>) -> Result<(), json::InvalidValue> {
        f.one(0, &self.satt)?;
        f.one(1, &self.manader)
    }
}

/// The other part.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Utredning {
    pub satt: String,
}

impl json::Object for Utredning {
    const FIELDS: &'static [json::Field] = &[json::Field::new("satt")];
    fn read_fields(f: &mut json::FieldReader<'_, '_>) -> Result<Self, json::ReadError> {
        Ok(Self { satt: f.one(0)? })
    }
    fn write_fields(&self, f: &mut json::FieldWriter<'_>) -> Result<(), json::InvalidValue> {
        f.one(0, &self.satt)
    }
}

/// A `oneOf` with discriminator.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Aterbetalning {
    Avdrag(Avdrag),
    Utredning(Utredning),
}

impl Aterbetalning {
    const CHOICE: json::Choice =
        json::Choice::by_discriminator("satt", &[("avdrag", "Avdrag"), ("utredning", "Utredning")]);
}

impl json::Value for Aterbetalning {
    fn read(r: &mut json::Reader<'_>) -> Result<Self, json::ReadError> {
        match r.choose(&Self::CHOICE)? {
            0 => r.alternative(&Self::CHOICE, 0).map(Self::Avdrag),
            _ => r.alternative(&Self::CHOICE, 1).map(Self::Utredning),
        }
    }
    fn write(&self, w: &mut json::Writer) -> Result<(), json::InvalidValue> {
        match self {
            Self::Avdrag(value) => w.alternative(&Self::CHOICE, 0, value),
            Self::Utredning(value) => w.alternative(&Self::CHOICE, 1, value),
        }
    }
}
