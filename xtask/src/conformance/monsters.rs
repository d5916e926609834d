//! Contracts that nobody has written and somebody might: very large, very circular, or with names that are hard on Rust.
//! They are of our own making, and go the way of the suite's.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;

use super::catalogue::{Group, Instance, Label};

/// How many types stand in one file.
const TYPES: usize = 10_000;
/// How many files import each other in circles.
const FILES: usize = 400;
/// How many values an enumeration has.
const VALUES: usize = 90_000;
/// How many elements stand in for one head.
const SUBSTITUTES: usize = 200;
/// How many alternatives a choice has.
const ALTERNATIVES: usize = 500;

/// How many types stand in each other, each twice in the one before.
const LEVELS: usize = 120;

/// Names of elements and types that differ in case or punctuation only, are keywords of Rust or names of its prelude, begin
/// with what is no letter, have no letter at all, or are of another script.
const NAMES: [&str; 32] = [
    "belopp", "Belopp", "BELOPP", "bel-opp", "bel.opp", "bel_opp", "beLopp", "type", "Type", "self", "Self",
    "crate", "super", "async", "Option", "String", "Box", "Vec", "Result", "_1", "_-1", "_", "__", "_-.",
    "_-0.", "r", "w", "value", "型", "名前", "ärende", "Ärende",
];

/// Values of an enumeration, as hard.
const AWKWARD_VALUES: [&str; 16] = [
    "", " ", "a", "A", "a-b", "a b", "a_b", "1", "+1", "-1", "😀", "😀😀", "self", "Self", "型", "\u{a0}",
];

/// Writes the contracts and their documents into a folder.
pub(super) fn write(folder: &Path) -> Result<Vec<Group>> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    let mut groups = Vec::new();
    for monster in [
        types(),
        files(),
        levels(),
        enumeration(),
        substitutes(),
        choice(),
        names(),
        values(),
    ] {
        let of = |path: &str| format!("{}/{path}", monster.name);
        std::fs::create_dir_all(folder.join(monster.name))?;
        for (path, text) in &monster.schemas {
            std::fs::write(folder.join(of(path)), text)?;
        }
        let mut instances = Vec::new();
        for (number, (label, text)) in monster.documents.iter().enumerate() {
            let path = of(&format!("{number}.xml"));
            std::fs::write(folder.join(&path), text)?;
            instances.push(Instance { path, label: *label });
        }
        let schemas = monster.schemas.iter().take(1).map(|(path, _)| of(path)).collect();
        groups.push(Group {
            set: "Monster",
            schemas,
            label: Label::Valid,
            instances,
        });
    }
    Ok(groups)
}

/// A contract and its documents.
struct Monster {
    name: &'static str,
    /// The first one names the others.
    schemas: Vec<(String, String)>,
    documents: Vec<(Label, String)>,
}

impl Monster {
    fn new(name: &'static str, schema: String, documents: Vec<(Label, String)>) -> Self {
        Self {
            name,
            schemas: vec![("schema.xsd".to_owned(), schema)],
            documents,
        }
    }
}

/// A schema of one namespace with these components.
fn schema(namespace: &str, components: &str) -> String {
    format!(
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:t=\"{namespace}\" targetNamespace=\"{namespace}\" \
         elementFormDefault=\"qualified\">\n{components}</xs:schema>\n"
    )
}

const NAMESPACE: &str = "urn:monster";

/// A document of that namespace.
fn document(content: &str) -> String {
    format!("<rot xmlns=\"{NAMESPACE}\">{content}</rot>\n")
}

/// A root element that holds this.
fn root(content: &str) -> String {
    format!("<xs:element name=\"rot\"><xs:complexType>{content}</xs:complexType></xs:element>\n")
}

fn types() -> Monster {
    let mut components = root(&format!(
        "<xs:sequence><xs:element name=\"a\" type=\"t:T{}\"/></xs:sequence>",
        TYPES - 1
    ));
    for number in 0..TYPES {
        // Each holds one of those before it, by halves: deep enough to count, and no deeper than readers go.
        let inner = match number {
            0 => "xs:int".to_owned(),
            _ => format!("t:T{}", number / 2),
        };
        write_into(
            &mut components,
            format_args!(
                "<xs:complexType name=\"T{number}\"><xs:sequence><xs:element name=\"v\" type=\"xs:string\"/><xs:element \
                 name=\"n\" type=\"{inner}\" minOccurs=\"0\"/></xs:sequence></xs:complexType>\n"
            ),
        );
    }
    // The last type holds the one of half its number, and so on down to the first.
    let depth = usize::BITS - (TYPES - 1).leading_zeros();
    let deep = (0..=depth).fold("1".to_owned(), |inner, _| format!("<v>x</v><n>{inner}</n>"));
    Monster::new(
        "types",
        schema(NAMESPACE, &components),
        vec![
            (Label::Valid, document("<a><v>x</v></a>")),
            (Label::Valid, document(&format!("<a>{deep}</a>"))),
            (Label::Invalid, document("<a><v>x</v><n>x</n></a>")),
        ],
    )
}

fn files() -> Monster {
    let mut schemas = Vec::new();
    for number in 0..FILES {
        // Each to the next one and to one far away, the last ones back to the first ones.
        let (next, far) = ((number + 1) % FILES, (number * 7 + 3) % FILES);
        let mut imports = String::new();
        for other in [next, far] {
            if other != number && !imports.contains(&format!("\"urn:f{other}\"")) {
                write_into(
                    &mut imports,
                    format_args!("<xs:import namespace=\"urn:f{other}\" schemaLocation=\"f{other}.xsd\"/>\n"),
                );
            }
        }
        let components = format!(
            "{imports}<xs:complexType name=\"Del\"><xs:sequence><xs:element name=\"nummer\" type=\"xs:int\"/><xs:element \
             name=\"nasta\" type=\"n:Del\" minOccurs=\"0\" xmlns:n=\"urn:f{next}\"/><xs:element name=\"fjarran\" \
             type=\"f:Del\" minOccurs=\"0\" xmlns:f=\"urn:f{far}\"/></xs:sequence></xs:complexType>\n<xs:element \
             name=\"rot\" type=\"t:Del\"/>\n"
        );
        schemas.push((
            format!("f{number}.xsd"),
            schema(&format!("urn:f{number}"), &components),
        ));
    }
    let nested = |last: &str| {
        "<rot xmlns=\"urn:f0\"><nummer>0</nummer><nasta><nummer xmlns=\"urn:f1\">1</nummer><nasta \
         xmlns=\"urn:f1\"><nummer xmlns=\"urn:f2\">LAST</nummer></nasta></nasta></rot>"
            .replace("LAST", last)
    };
    Monster {
        name: "files",
        schemas,
        documents: vec![(Label::Valid, nested("2")), (Label::Invalid, nested("x"))],
    }
}

fn levels() -> Monster {
    let mut components = root("<xs:sequence><xs:element name=\"a\" type=\"t:T0\"/></xs:sequence>");
    for number in 0..LEVELS {
        let next = number + 1;
        write_into(
            &mut components,
            format_args!(
                "<xs:complexType name=\"T{number}\"><xs:sequence><xs:element name=\"a\" type=\"t:T{next}\" \
                 minOccurs=\"0\"/><xs:element name=\"b\" type=\"t:T{next}\" minOccurs=\"0\"/></xs:sequence></xs:complexType>\n"
            ),
        );
    }
    write_into(
        &mut components,
        format_args!("<xs:simpleType name=\"T{LEVELS}\"><xs:restriction base=\"xs:int\"/></xs:simpleType>\n"),
    );
    // Half of them by the first way, the others by the second.
    let nested = |last: &str| {
        (0..=LEVELS).rev().fold(last.to_owned(), |inner, level| {
            let name = if level > LEVELS / 2 { "b" } else { "a" };
            format!("<{name}>{inner}</{name}>")
        })
    };
    Monster::new(
        "levels",
        schema(NAMESPACE, &components),
        vec![
            (Label::Valid, document(&nested("1"))),
            (Label::Invalid, document(&nested("x"))),
        ],
    )
}

fn enumeration() -> Monster {
    let mut components = root(
        "<xs:sequence><xs:element name=\"kod\" type=\"t:Kod\" minOccurs=\"0\" maxOccurs=\"unbounded\"/></xs:sequence>",
    );
    components.push_str("<xs:simpleType name=\"Kod\"><xs:restriction base=\"xs:string\">\n");
    for number in 0..VALUES {
        write_into(
            &mut components,
            format_args!("<xs:enumeration value=\"K{number}\"/>\n"),
        );
    }
    components.push_str("</xs:restriction></xs:simpleType>\n");
    let all: String = (0..VALUES)
        .map(|number| format!("<kod>K{number}</kod>"))
        .collect();
    Monster::new(
        "enumeration",
        schema(NAMESPACE, &components),
        vec![
            (Label::Valid, document(&all)),
            (Label::Invalid, document(&format!("<kod>K{VALUES}</kod>"))),
            (Label::Invalid, document("<kod>k0</kod>")),
        ],
    )
}

fn substitutes() -> Monster {
    let mut components = root(
        "<xs:sequence><xs:element ref=\"t:huvud\" maxOccurs=\"unbounded\"/><xs:element name=\"slut\" \
         type=\"xs:int\"/></xs:sequence>",
    );
    components.push_str("<xs:element name=\"huvud\" type=\"xs:anyType\" abstract=\"true\"/>\n");
    for number in 0..SUBSTITUTES {
        // Every tenth stands in for the one before it: through others, all stand in for the head.
        let head = if number % 10 == 9 {
            format!("e{}", number - 1)
        } else {
            "huvud".to_owned()
        };
        write_into(
            &mut components,
            format_args!("<xs:element name=\"e{number}\" type=\"xs:int\" substitutionGroup=\"t:{head}\"/>\n"),
        );
    }
    let all: String = (0..SUBSTITUTES)
        .map(|number| format!("<e{number}>{number}</e{number}>"))
        .collect();
    Monster::new(
        "substitutes",
        schema(NAMESPACE, &components),
        vec![
            (Label::Valid, document(&format!("{all}<slut>1</slut>"))),
            (Label::Invalid, document("<huvud>1</huvud><slut>1</slut>")),
            (Label::Invalid, document("<slut>1</slut>")),
            (Label::Invalid, document("<e1>x</e1><slut>1</slut>")),
        ],
    )
}

fn choice() -> Monster {
    let mut alternatives = String::new();
    for number in 0..ALTERNATIVES {
        let ty = ["xs:int", "xs:string", "xs:date", "t:Par"][number % 4];
        write_into(
            &mut alternatives,
            format_args!("<xs:element name=\"e{number}\" type=\"{ty}\"/>\n"),
        );
    }
    let components = root(&format!(
        "<xs:choice maxOccurs=\"unbounded\">{alternatives}</xs:choice>"
    )) + "<xs:complexType name=\"Par\"><xs:sequence><xs:element name=\"a\" type=\"xs:int\"/><xs:element name=\"b\" \
           type=\"xs:int\"/></xs:sequence></xs:complexType>\n";
    let all: String = (0..ALTERNATIVES)
        .map(|number| {
            let value = ["7", "text", "2026-11-21", "<a>1</a><b>2</b>"][number % 4];
            format!("<e{number}>{value}</e{number}>")
        })
        .collect();
    Monster::new(
        "choice",
        schema(NAMESPACE, &components),
        vec![
            (Label::Valid, document(&all.repeat(20))),
            (Label::Invalid, document("<e500>7</e500>")),
            (Label::Invalid, document("<e0>text</e0>")),
        ],
    )
}

fn names() -> Monster {
    let mut components = String::new();
    let (mut fields, mut attributes, mut alternatives) = (String::new(), String::new(), String::new());
    for name in NAMES {
        write_into(
            &mut components,
            format_args!(
                "<xs:complexType name=\"{name}\"><xs:sequence><xs:element name=\"{name}\" type=\"xs:int\"/></xs:sequence>\
                 <xs:attribute name=\"{name}\" type=\"xs:int\"/></xs:complexType>\n<xs:element name=\"{name}\" \
                 type=\"xs:string\"/>\n"
            ),
        );
        write_into(
            &mut fields,
            format_args!("<xs:element name=\"{name}\" type=\"t:{name}\"/>\n"),
        );
        write_into(
            &mut attributes,
            format_args!("<xs:attribute name=\"{name}\" type=\"xs:int\"/>\n"),
        );
        write_into(
            &mut alternatives,
            format_args!("<xs:element name=\"{name}\" type=\"t:{name}\"/>\n"),
        );
    }
    components.push_str(&root(&format!(
        "<xs:sequence><xs:element name=\"alla\"><xs:complexType><xs:sequence>{fields}</xs:sequence>{attributes}\
         </xs:complexType></xs:element><xs:choice maxOccurs=\"unbounded\">{alternatives}</xs:choice></xs:sequence>"
    )));
    let each: String = NAMES
        .iter()
        .map(|name| format!("<{name} {name}=\"1\"><{name}>2</{name}></{name}>"))
        .collect();
    let attributes: String = NAMES.iter().map(|name| format!(" {name}=\"3\"")).collect();
    let mut documents = vec![
        (
            Label::Valid,
            document(&format!("<alla{attributes}>{each}</alla>{each}")),
        ),
        (
            Label::Invalid,
            document(&format!("<alla{attributes}>{each}</alla>")),
        ),
        (
            Label::Invalid,
            document(&format!("<alla{attributes} okand=\"1\">{each}</alla>{each}")),
        ),
    ];
    documents.extend(NAMES.iter().map(|name| {
        (
            Label::Valid,
            format!("<{name} xmlns=\"{NAMESPACE}\">text</{name}>\n"),
        )
    }));
    Monster::new("names", schema(NAMESPACE, &components), documents)
}

fn values() -> Monster {
    let mut components =
        root("<xs:sequence><xs:element name=\"kod\" type=\"t:Kod\" maxOccurs=\"unbounded\"/></xs:sequence>");
    components.push_str("<xs:simpleType name=\"Kod\"><xs:restriction base=\"xs:string\">\n");
    for value in AWKWARD_VALUES {
        write_into(
            &mut components,
            format_args!("<xs:enumeration value=\"{value}\"/>\n"),
        );
    }
    components.push_str("</xs:restriction></xs:simpleType>\n");
    let all: String = AWKWARD_VALUES
        .iter()
        .map(|value| format!("<kod>{value}</kod>"))
        .collect();
    Monster::new(
        "values",
        schema(NAMESPACE, &components),
        vec![
            (Label::Valid, document(&all)),
            (Label::Invalid, document("<kod>b</kod>")),
        ],
    )
}

fn write_into(text: &mut String, more: std::fmt::Arguments<'_>) {
    // Writing into a string cannot fail.
    let _ = text.write_fmt(more);
}
