//! What an error says of the elements that could stand somewhere: all of them, or those that were likeliest meant.

use std::fmt;

use super::Found;

/// How many names an error shows at most.
const MOST: usize = 12;

/// The names that would do where `found` stands, for a person to read.
pub(super) struct Alternatives<'e> {
    pub(super) expected: &'e [String],
    pub(super) found: &'e Found,
}

impl fmt::Display for Alternatives<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.expected.len() <= MOST {
            return f.write_str(&self.expected.join(" or "));
        }
        let mut nearest: Vec<&str> = self.expected.iter().map(String::as_str).collect();
        if let Found::Element(found) = self.found {
            // Those that differ as much stay in the order of the contract.
            nearest.sort_by_cached_key(|name| difference(local(name), local(found)));
        }
        nearest.truncate(MOST);
        let nearest = nearest.join(" or ");
        match self.expected.len() - MOST {
            1 => write!(f, "{nearest} or another one"),
            others => write!(f, "{nearest} or one of {others} others"),
        }
    }
}

/// The local part of a name that is shown as `{namespace}local`.
fn local(shown: &str) -> &str {
    shown.rsplit('}').next().unwrap_or(shown)
}

/// How many characters of the longer name lie between what both begin and end with, whatever their case: 0 for one name
/// in two namespaces, 1 for a slip of the pen. In time linear to the names, since a document chooses one of them.
fn difference(one: &str, other: &str) -> usize {
    let lower = |name: &str| -> Vec<char> { name.chars().flat_map(char::to_lowercase).collect() };
    let (one, other) = (lower(one), lower(other));
    let both = one.iter().zip(&other);
    let begin = both.take_while(|(a, b)| a == b).count();
    let both = one[begin..].iter().rev().zip(other[begin..].iter().rev());
    let end = both.take_while(|(a, b)| a == b).count();
    one.len().max(other.len()) - begin - end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(count: usize, found: &Found) -> String {
        let expected: Vec<String> = (1..=count).map(|n| format!("{{urn:a}}Post{n:03}")).collect();
        let alternatives = Alternatives {
            expected: &expected,
            found,
        };
        alternatives.to_string()
    }

    #[test]
    fn a_few_alternatives_are_all_shown_in_the_order_of_the_contract() {
        let found = Found::Element("{urn:a}post003".to_owned());
        let expected = "{urn:a}Post001 or {urn:a}Post002 or {urn:a}Post003";
        assert_eq!(shown(3, &found), expected);
        assert_eq!(shown(MOST, &found).matches(" or ").count(), MOST - 1);
    }

    #[test]
    fn of_many_alternatives_those_most_like_what_was_found_are_shown_and_the_others_counted() {
        let found = Found::Element("{urn:b}post317".to_owned());
        let text = shown(500, &found);
        assert!(text.starts_with("{urn:a}Post317 or "), "{text}");
        assert!(text.ends_with(" or one of 488 others"), "{text}");
        assert_eq!(text.matches("{urn:a}").count(), MOST);
    }

    #[test]
    fn of_many_alternatives_for_nothing_the_first_are_shown() {
        let text = shown(13, &Found::End);
        assert!(text.starts_with("{urn:a}Post001 or {urn:a}Post002 or "), "{text}");
        assert!(text.ends_with(" or another one"), "{text}");
    }

    #[test]
    fn names_differ_by_what_lies_between_their_common_ends() {
        assert_eq!(difference("Adress", "adress"), 0);
        assert_eq!(difference("Adress", "Adres"), 1);
        assert_eq!(difference("Ort", "Årt"), 1);
        assert_eq!(difference("aa", "a"), 1);
        assert_eq!(difference("", "abc"), 3);
    }
}
