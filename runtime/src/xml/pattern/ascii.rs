//! Matching ASCII text, by table.

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind};

/// The most memory that a table may take, in octets: enough for patterns that describe a number, a code or a name.
const TABLE_LIMIT: usize = 64 << 10;

/// The most memory that making a table may take.
const MAKING_LIMIT: usize = 1 << 20;

/// A deterministic automaton for the ASCII texts that a pattern matches as a whole: one look-up per character,
/// where `regex` takes several times that to choose a strategy for a text this short.
#[derive(Debug)]
pub(super) struct AsciiAutomaton {
    table: dense::DFA<Vec<u32>>,
    start: StateID,
}

impl AsciiAutomaton {
    /// The automaton for a translated pattern; `None` when it would be large.
    pub(super) fn new(pattern: Hir) -> Option<Self> {
        let nfa = thompson::Compiler::new()
            .configure(thompson::Config::new().nfa_size_limit(Some(MAKING_LIMIT)))
            .build_from_hir(&restrict(pattern))
            .ok()?;
        let config = dense::Config::new()
            .start_kind(StartKind::Anchored)
            .match_kind(MatchKind::All)
            .dfa_size_limit(Some(TABLE_LIMIT))
            .determinize_size_limit(Some(MAKING_LIMIT));
        let table = dense::Builder::new()
            .configure(config)
            .build_from_nfa(&nfa)
            .ok()?;
        let start = table
            .start_state_forward(&Input::new("").anchored(Anchored::Yes))
            .ok()?;
        Some(Self { table, start })
    }

    /// Whether the whole of an ASCII text matches.
    #[inline]
    pub(super) fn is_match(&self, text: &str) -> bool {
        let end = text
            .bytes()
            .fold(self.start, |state, byte| self.table.next_state(state, byte));
        self.table.is_match_state(self.table.next_eoi_state(end))
    }
}

/// The same pattern with nothing but ASCII in its classes. Without this, the table would be filled with the
/// encodings of characters that never come.
fn restrict(pattern: Hir) -> Hir {
    match pattern.into_kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(Class::Unicode(mut class)) => {
            class.intersect(&ClassUnicode::new([ClassUnicodeRange::new('\0', '\x7F')]));
            Hir::class(Class::Unicode(class))
        }
        HirKind::Class(class) => Hir::class(class),
        HirKind::Look(look) => Hir::look(look),
        HirKind::Repetition(repetition) => {
            let restricted = restrict((*repetition.sub).clone());
            Hir::repetition(repetition.with(restricted))
        }
        HirKind::Capture(capture) => restrict(*capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.into_iter().map(restrict).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.into_iter().map(restrict).collect()),
    }
}
