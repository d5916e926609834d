//! Components that come to one Rust name, and what to write into contracts.toml so that they do not.

use std::collections::HashMap;
use std::fmt;

use crate::place::Place;

/// A component that has a Rust name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Named {
    /// The component, in words.
    pub description: String,
    /// Where.
    pub place: Place,
}

impl Named {
    pub(super) fn new(description: String, place: &Place) -> Self {
        Self {
            description,
            place: place.clone(),
        }
    }
}

/// Two components come to one Rust name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Collision {
    /// The name.
    pub ident: String,
    /// The module.
    pub module: String,
    /// What has the name first.
    pub first: Named,
    /// What has it too.
    pub second: Named,
    /// What gives the second one another name.
    pub cure: Cure,
}

/// Lines for contracts.toml.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cure {
    /// The header of the table that they belong to.
    pub header: String,
    /// Whether contracts.toml has that table.
    pub table: Table,
    /// The lines below it.
    pub lines: Vec<String>,
}

/// Whether contracts.toml has a table that lines belong to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Table {
    /// It must not be begun again: the lines belong below its header.
    There,
    /// It begins with the lines.
    New,
}

impl fmt::Display for Collision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} and {} both become the Rust name `{}` in the module `{}`",
            self.first.description, self.second.description, self.ident, self.module
        )?;
        writeln!(f, "  first:  {}", self.first.place)?;
        writeln!(f, "  second: {}", self.second.place)
    }
}

/// All collisions that are found together: whoever has hundreds of them cures them at once.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Collisions(pub(super) Vec<Collision>);

/// How many collisions are shown with their places.
const SHOWN: usize = 10;

impl Collisions {
    /// Each of them.
    #[must_use]
    pub fn each(&self) -> &[Collision] {
        &self.0
    }

    /// Tables for contracts.toml that cure them all, with their headers also when contracts.toml has the table.
    #[must_use]
    pub fn cure(&self) -> String {
        let tables = self.tables();
        let texts = tables.iter().map(|(cure, lines)| text(Some(&cure.header), lines));
        texts.collect::<Vec<_>>().join("\n\n")
    }

    /// The tables, with their lines. One that several collisions need is there once.
    fn tables(&self) -> Vec<(&Cure, Vec<&str>)> {
        let mut tables: Vec<(&Cure, Vec<&str>)> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for cure in self.0.iter().map(|collision| &collision.cure) {
            let lines = cure.lines.iter().map(String::as_str);
            // A table of a list is another one each time.
            match known.get(cure.header.as_str()) {
                Some(at) if !cure.header.starts_with("[[") => tables[*at].1.extend(lines),
                _ => {
                    known.insert(&cure.header, tables.len());
                    tables.push((cure, lines.collect()));
                }
            }
        }
        tables
    }
}

/// Lines as they are shown and can be copied.
fn text(header: Option<&str>, lines: &[&str]) -> String {
    let all = header.into_iter().chain(lines.iter().copied());
    all.map(|line| format!("    {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

impl fmt::Display for Collisions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for collision in self.0.iter().take(SHOWN) {
            collision.fmt(f)?;
        }
        if self.0.len() > SHOWN {
            writeln!(
                f,
                "and {} more come to names that are taken",
                self.0.len() - SHOWN
            )?;
        }
        let them = if self.0.len() == 1 { "them" } else { "each two" };
        write!(f, "give one of {them} another name, in contracts.toml")?;
        let (there, new): (Vec<_>, Vec<_>) = self
            .tables()
            .into_iter()
            .partition(|(cure, _)| cure.table == Table::There);
        let below = there.iter().map(|(cure, lines)| {
            let lines = text(None, lines);
            format!(", below the line `{}` that is there:\n\n{lines}", cure.header)
        });
        let begun: Vec<String> = new
            .iter()
            .map(|(cure, lines)| text(Some(&cure.header), lines))
            .collect();
        let begun = (!begun.is_empty()).then(|| format!(":\n\n{}", begun.join("\n\n")));
        let parts: Vec<String> = below.chain(begun).collect();
        f.write_str(&parts.join("\n\nand in contracts.toml"))
    }
}

impl std::error::Error for Collisions {}
