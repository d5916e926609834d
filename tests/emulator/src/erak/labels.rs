//! What each property of a bill is called in Swedish, in the order in which a person reads it. One table for all six
//! scenarios: a bill shows what it has.

use self::Shape::{
    Date, Each, Inline, Kronor, KronorAndOre, Lines, Listed, Minutes, Month, Number, Text, Words,
};

/// A heading with what stands beneath it.
pub(super) struct Section {
    pub(super) heading: &'static str,
    pub(super) properties: &'static [Property],
}

/// A property of an object.
pub(super) struct Property {
    /// Its name in the contract.
    pub(super) name: &'static str,
    /// What it is called.
    pub(super) label: &'static str,
    pub(super) shape: Shape,
    /// What is read when it is absent, and that says something.
    pub(super) absent: Option<&'static str>,
}

/// How a value is read.
pub(super) enum Shape {
    Text,
    /// A personal identity number.
    Number,
    Month,
    Date,
    Minutes,
    Kronor,
    KronorAndOre,
    /// One of some values, each with its words.
    Words(&'static [(&'static str, &'static str)]),
    /// A list of such.
    Listed(&'static [(&'static str, &'static str)]),
    /// An object whose properties stand among those of the object that holds it.
    Inline(&'static [Property]),
    /// An object in one place, with a line for each property.
    Lines(&'static [Property]),
    /// A list of objects, each with a heading.
    Each(&'static [Property]),
}

const fn property(name: &'static str, label: &'static str, shape: Shape) -> Property {
    Property {
        name,
        label,
        shape,
        absent: None,
    }
}

const fn inline(name: &'static str, properties: &'static [Property]) -> Property {
    property(name, "", Inline(properties))
}

/// The whole bill.
pub(super) const BILL: &[Section] = &[
    Section {
        heading: "Vad räkningen gäller",
        properties: &[property("manad", "Månad", Month)],
    },
    Section {
        heading: "Den som har assistansersättning",
        properties: &[
            inline("person", PERSON),
            property("telefonnummer", "Telefonnummer", Text),
        ],
    },
    Section {
        heading: "Vårdnadshavare som skriver under",
        properties: &[inline("vardnadshavare", PERSON)],
    },
    Section {
        heading: "Ställföreträdare som skriver under",
        properties: &[inline("stallforetradare", PERSON)],
    },
    Section {
        heading: "All assistans under månaden",
        properties: &[inline(
            "assistans",
            &[
                property("aktivTid", "Aktiv tid", Minutes),
                property("vantetid", "Väntetid", Minutes),
                property("beredskap", "Beredskap", Minutes),
            ],
        )],
    },
    Section {
        heading: "Annan verksamhet",
        properties: &[inline(
            "annanVerksamhet",
            &[
                property(
                    "svar",
                    "Assistans i barnomsorg, skola eller daglig verksamhet enligt LSS",
                    Words(YES_NO),
                ),
                property(
                    "verksamheter",
                    "Slag av verksamhet",
                    Listed(&[
                        ("BARNOMSORG", "Barnomsorg"),
                        ("SKOLA", "Skola"),
                        ("DAGLIG_VERKSAMHET", "Daglig verksamhet"),
                    ]),
                ),
            ],
        )],
    },
    Section {
        heading: "Sjukhusvistelse",
        properties: &[inline(
            "sjukhusvistelse",
            &[
                property("svar", "På sjukhus under månaden", Words(YES_NO)),
                property("vistelser", "Vistelse", Each(STAY)),
            ],
        )],
    },
    Section {
        heading: "Vistelse utanför EES",
        properties: &[property(
            "utanforEes",
            "Vistats utanför EES med en assistent som anställts på plats",
            Words(&[("true", "Ja")]),
        )],
    },
    Section {
        heading: "Förra månadens ersättning",
        properties: &[inline(
            "foregaendeManad",
            &[
                property(
                    "svar",
                    "Hela ersättningen har använts till assistans",
                    Words(YES_NO),
                ),
                property("aterstaende", "Belopp som återstår", Kronor),
            ],
        )],
    },
    Section {
        heading: "Slutredovisning av perioden",
        properties: &[inline("slutredovisning", CLOSING)],
    },
    Section {
        heading: "Kostnader för assistansen",
        properties: &[inline("kostnader", COSTS)],
    },
];

const YES_NO: &[(&str, &str)] = &[("JA", "Ja"), ("NEJ", "Nej")];

const PERSON: &[Property] = &[
    property("namn", "Namn", Text),
    property("personnummer", "Personnummer", Number),
];

const STAY: &[Property] = &[
    property("franDatum", "Från och med", Date),
    property("franKlockslag", "Från klockan", Text),
    Property {
        name: "tillDatum",
        label: "Till och med",
        shape: Date,
        absent: Some("Kvar på sjukhus månadens sista dag"),
    },
    property("tillKlockslag", "Till klockan", Text),
];

const CLOSING: &[Property] = &[
    inline(
        "period",
        &[
            property("franDatum", "Periodens första dag", Date),
            property("tillDatum", "Periodens sista dag", Date),
        ],
    ),
    inline(
        "kvarvarandeMedel",
        &[
            property(
                "svar",
                "Pengar kvar av det som betalats ut under perioden",
                Words(YES_NO),
            ),
            property("belopp", "Belopp som finns kvar", Kronor),
        ],
    ),
    property(
        "aterbetalning",
        "Så betalas pengarna tillbaka",
        Words(&[
            ("AVDRAG", "Dras av från kommande utbetalningar"),
            (
                "PROVNING",
                "Försäkringskassan prövar skyldigheten att betala tillbaka",
            ),
        ]),
    ),
];

const COSTS: &[Property] = &[
    property(
        "loner",
        "Löner utan ersättning för obekväm arbetstid, med lönebikostnader",
        Lines(COST),
    ),
    property("obTillagg", "Ersättning för obekväm arbetstid", Lines(COST)),
    property("assistansomkostnader", "Assistansomkostnader", Lines(COST)),
    property("utbildning", "Utbildning", Lines(COST)),
    property("arbetsmiljo", "Arbetsmiljö och personal", Lines(COST)),
    property("administration", "Administration", Lines(COST)),
    property("summa", "Summa", Lines(COST)),
    property("utfordTid", "Utförd tid under perioden", Minutes),
];

const COST: &[Property] = &[
    property("perTimme", "per timme", KronorAndOre),
    property("period", "för hela perioden", Kronor),
];

#[cfg(test)]
mod tests;
