//! A recursive type of which scopes of constraints can be made at any depth.

use fk_runtime::xml::types::{Decimal, NmToken};
use fk_runtime::xml::{
    Content, Declaration, InvalidValue, Key, NO_NAMESPACE, Name, Occurs, Path, ReadError, Reader, Root, Step,
    Writer,
};

/// `<nod k=".." r=".."><v/>* <nod/>* <omrade/>*</nod>`; each `omrade` and the root have constraints if `CONSTRAINED`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Node<const CONSTRAINED: bool> {
    pub(crate) key: Option<String>,
    pub(crate) reference: Option<String>,
    pub(crate) values: Vec<Decimal>,
    pub(crate) nodes: Vec<Self>,
    pub(crate) scopes: Vec<Self>,
}

impl Node<false> {
    /// The same with constraints.
    pub(crate) fn constrained(self) -> Node<true> {
        let all = |nodes: Vec<Self>| nodes.into_iter().map(Self::constrained).collect();
        Node {
            key: self.key,
            reference: self.reference,
            values: self.values,
            nodes: all(self.nodes),
            scopes: all(self.scopes),
        }
    }
}

const K: Name = Name(NO_NAMESPACE, "k");
const R: Name = Name(NO_NAMESPACE, "r");
const V: Name = Name(NO_NAMESPACE, "v");
const NOD: Name = Name(NO_NAMESPACE, "nod");
const OMRADE: Name = Name(NO_NAMESPACE, "omrade");

static DECLARATION: Declaration = Declaration::new().keys(&[
    Key::required(
        Name(NO_NAMESPACE, "K"),
        &[Path::of(&[Step::Name(NOD)])],
        &[&[Path::of(&[]).attribute(Step::Name(K))]],
    ),
    Key::unique(
        Name(NO_NAMESPACE, "U"),
        &[
            Path::of(&[Step::Name(NOD), Step::Any]),
            Path::of(&[Step::Name(OMRADE)]).anywhere(),
        ],
        &[
            &[Path::of(&[Step::Name(V)])],
            &[Path::of(&[]).attribute(Step::Any)],
        ],
    ),
    Key::keyref(
        Name(NO_NAMESPACE, "R"),
        Name(NO_NAMESPACE, "K"),
        &[Path::of(&[]), Path::of(&[Step::Name(NOD)]).anywhere()],
        &[&[Path::of(&[]).attribute(Step::Name(R))]],
    ),
]);

impl<const CONSTRAINED: bool> Content for Node<CONSTRAINED> {
    const TYPE: Name = Name(NO_NAMESPACE, "Nod");

    fn read(r: &mut Reader<'_>) -> Result<Self, ReadError> {
        r.attributes(&[K, R])?;
        // Of another type than the key, though of the same primitive one.
        let reference: Option<NmToken> = r.attribute_optional(&R)?;
        Ok(Self {
            key: r.attribute_optional(&K)?,
            reference: reference.map(NmToken::into_inner),
            values: r.repeated(&V, Occurs::ANY)?,
            nodes: r.repeated(&NOD, Occurs::ANY)?,
            scopes: if CONSTRAINED {
                r.declared(&DECLARATION, |r| r.repeated(&OMRADE, Occurs::ANY))?
            } else {
                r.repeated(&OMRADE, Occurs::ANY)?
            },
        })
    }

    fn write(&self, w: &mut Writer) -> Result<(), InvalidValue> {
        w.attribute_optional(&K, self.key.as_ref())?;
        w.attribute_optional(&R, self.reference.as_ref())?;
        w.repeated(&V, &self.values, Occurs::ANY)?;
        w.repeated(&NOD, &self.nodes, Occurs::ANY)?;
        if CONSTRAINED {
            w.declared(&DECLARATION, |w| w.repeated(&OMRADE, &self.scopes, Occurs::ANY))
        } else {
            w.repeated(&OMRADE, &self.scopes, Occurs::ANY)
        }
    }
}

impl<const CONSTRAINED: bool> Root for Node<CONSTRAINED> {
    const NAME: Name = Name(NO_NAMESPACE, "rot");
    const DECLARATION: Option<&'static Declaration> = if CONSTRAINED { Some(&DECLARATION) } else { None };
}
