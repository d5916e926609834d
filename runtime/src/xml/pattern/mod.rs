//! The pattern facet: XSD's regular expressions (XSD 1.0 Part 2, appendix F).
//!
//! A pattern is [translated](translate) into the dialect of the `regex` crate, which has all that XSD's has, under
//! other names. The [`Matcher`](matcher::Matcher) made of it answers for ASCII text from a table of its own, and
//! for other text through `regex`.

mod ascii;
mod blocks;
mod class;
mod error;
mod facet;
mod matcher;
mod translate;

pub use error::PatternError;
pub use facet::Pattern;
