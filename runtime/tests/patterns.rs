//! XSD's regular expressions: what they match, and what is none.
#![cfg(feature = "xml")]

use fk_runtime::xml::Pattern;

/// Matches against a pattern given at run time; `Pattern` itself takes those of generated code.
fn matches(pattern: &'static str, text: &str) -> bool {
    Pattern::check(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
    Pattern::new(Box::leak(Box::new([pattern]))).is_match(text)
}

/// Checks texts that match and texts that do not.
fn table(pattern: &'static str, matching: &[&str], other: &[&str]) {
    for text in matching {
        assert!(matches(pattern, text), "{pattern} should match {text:?}");
    }
    for text in other {
        assert!(!matches(pattern, text), "{pattern} should not match {text:?}");
    }
}

#[test]
fn a_pattern_matches_the_whole_text() {
    table("abc", &["abc"], &["xabc", "abcx", "abc\n", "", "ABC"]);
    table("a|bc", &["a", "bc"], &["ac", "abc", "bca"]);
}

#[test]
fn an_empty_branch_matches_the_empty_text() {
    table("", &[""], &["a"]);
    table("a|", &["a", ""], &["b"]);
    table("(|b)c", &["c", "bc"], &["b"]);
}

#[test]
fn a_class_can_be_taken_away_from_a_class() {
    table("[a-z-[aeiou]]+", &["xyz", "b"], &["a", "xay", "", "B"]);
    table("[a-z-[a-m-[c]]]+", &["c", "n", "cz"], &["a", "b", "d"]);
    table("[^a-z-[0-9]]", &["A", " ", "å"], &["a", "5"]);
    table(r"[\w-[\d]]+", &["abc", "åäö"], &["a1", "1"]);
    table("[a--[b]]+", &["a", "-", "a-"], &["b"]);
}

#[test]
fn name_escapes_are_those_of_xml_1_0() {
    table(
        r"\i\c*",
        &["a", "_x-1.y", ":a", "åäö", "a\u{B7}"],
        &["1a", "-a", "", "a b", "\u{132}"],
    );
    table(r"\I\C*", &["1 ", "-", "1×"], &["a", "1a"]);
    table(r"[\i-[:]][\c-[:]]*", &["a", "a.b"], &["a:b", ":"]);
}

#[test]
fn digits_are_those_of_all_scripts() {
    table(
        r"\d{2}",
        &["12", "\u{661}\u{662}", "1\u{967}"],
        &["1", "123", "a1", "½½"],
    );
    table(r"\D", &["a", "½"], &["1", "\u{661}"]);
}

#[test]
fn word_characters_are_all_but_punctuation_separators_and_the_rest() {
    table(
        r"\w+",
        &["abc", "åäö", "12", "+", "$", "\u{301}"],
        &["a b", "a-b", "a_b", "", "\u{1}", "\u{378}"],
    );
    table(r"\W", &["_", "-", " ", "\t"], &["a", "+"]);
}

#[test]
fn white_space_is_what_xml_calls_so() {
    table(r"\s+", &[" \t\n\r"], &["\u{A0}", "\u{B}", ""]);
    table(r"\S", &["\u{A0}", "a"], &[" ", "\n"]);
}

#[test]
fn a_dot_is_any_character_but_line_ends() {
    table(
        "a.c",
        &["abc", "aåc", "a\tc", "a\u{2028}c", "a𝄞c"],
        &["a\nc", "a\rc", "ac"],
    );
}

#[test]
fn characters_that_other_dialects_give_a_meaning_are_ordinary() {
    table("^a$", &["^a$"], &["a"]);
    table(
        "a/b#c&d~e@f!g%h=i<j>k,l;m'n\"o`p",
        &["a/b#c&d~e@f!g%h=i<j>k,l;m'n\"o`p"],
        &[],
    );
    table("[a^$&&~~.|?*+(){}b]+", &["^$&~.|?*+(){}ab"], &["c"]);
    table("a b", &["a b"], &["ab"]);
    table(r"\^\-\{\}\[\]\(\)\|\.\?\*\+\\", &[r"^-{}[]()|.?*+\"], &[]);
    table(r"\n\r\t", &["\n\r\t"], &["nrt"]);
}

#[test]
fn categories_and_blocks_are_known_by_name() {
    table(r"\p{Lu}+", &["ABC", "ÅÄÖ"], &["a", "1"]);
    table(r"\P{L}+", &["12 "], &["a"]);
    table(r"\p{Sc}\p{Nd}+", &["$12", "€5"], &["12"]);
    table(r"\p{IsBasicLatin}", &["a", "\u{7F}", "~"], &["å", "\u{80}"]);
    table(r"\P{IsBasicLatin}", &["å"], &["a"]);
    table(
        r"[\p{IsLatin-1Supplement}\p{IsBasicLatin}]+",
        &["åäö abc"],
        &["ā", "€"],
    );
    table(r"\p{IsSpecials}", &["\u{FEFF}", "\u{FFFD}"], &["a"]);
    table(
        r"\p{IsPrivateUse}",
        &["\u{E000}", "\u{F0000}", "\u{10FFFD}"],
        &["a"],
    );
    table(r"\p{Cn}|\p{Co}", &["\u{378}", "\u{E000}"], &["a"]);
}

#[test]
fn dashes_stand_for_themselves_at_the_ends_of_a_class() {
    table("[-a]+", &["-a"], &["b"]);
    table("[a-]+", &["-a"], &["b"]);
    table("[^-a]+", &["b"], &["-", "a"]);
    table("[a-c-]+", &["abc-"], &["d"]);
    table(r"[\--/]+", &["-./"], &["0", ","]);
    table("[,-/]+", &[",-./"], &["0"]);
    table("[^^]", &["a"], &["^"]);
}

#[test]
fn quantifiers_count_within_their_bounds() {
    table("a{2}", &["aa"], &["a", "aaa"]);
    table("a{2,}", &["aa", "aaaaa"], &["a"]);
    table("a{2,3}", &["aa", "aaa"], &["a", "aaaa"]);
    table("a{0}b?c*d+", &["d", "bccdd"], &["ad", "bbd", "c"]);
    table("(ab){2}", &["abab"], &["ab", "abb"]);
    table("[åäö]{2}", &["åä"], &["å", "åäö"]);
    table("å{2,3}", &["åå", "ååå"], &["å", "åååå"]);
}

#[test]
fn large_counts_are_ordinary() {
    let long = "å".repeat(10_000);
    assert!(matches(".{0,10000}", &long));
    assert!(!matches(".{0,10000}", &(long.clone() + "a")));
    assert!(matches(r"(.|\n){0,2000}", &"a\n".repeat(1_000)));
    assert!(matches("x.{0,5000}y?", &format!("x{}", "ö".repeat(5_000))));
}

#[test]
fn alternatives_of_one_step_are_joined_by_or() {
    let pattern = Pattern::new(&["a+", "b+", r"\d"]);
    assert!(["aa", "b", "7"].iter().all(|text| pattern.is_match(text)));
    assert!(!["ab", "", "77"].iter().any(|text| pattern.is_match(text)));
}

#[test]
fn what_is_no_pattern_matches_nothing() {
    assert!(!Pattern::new(&["("]).is_match("("));
    assert!(Pattern::new(&["(", "a"]).is_match("a"));
}

#[test]
fn what_xsd_does_not_have_is_refused_at_its_place() {
    for (pattern, position) in [
        ("a*?", 3),
        ("a+?", 3),
        ("a??", 3),
        ("a{2}?", 5),
        ("a**", 3),
        ("a*+", 3),
        ("*a", 1),
        ("a|*", 3),
        ("(?:a)", 2),
        ("(?i)a", 2),
        ("(?=a)", 2),
        ("(?<n>a)", 2),
        (r"\bа", 1),
        (r"a\1", 2),
        (r"\$", 1),
        (r"\x41", 1),
        (r"\u0041", 1),
        (r"\Aa", 1),
        (r"\/", 1),
        (r"a\", 2),
        ("(a", 1),
        ("a)", 2),
        ("[a", 1),
        ("a]", 2),
        ("a}", 2),
        ("{2}", 1),
        ("[]", 2),
        ("[^]", 3),
        ("[a[b]]", 3),
        ("[[:alpha:]]", 2),
        ("[a-c-e]", 5),
        (r"[\d-z]", 4),
        (r"[a-\d]", 2),
        ("[z-a]", 2),
        ("[--z]", 3),
        ("[a-z-[b]c]", 9),
        ("a{}", 3),
        ("a{,2}", 3),
        ("a{2,1}", 2),
        ("a{2", 4),
        ("a{x}", 3),
        ("a{99999999999}", 3),
        (r"\p", 3),
        (r"\pL", 3),
        (r"\p{L", 1),
        (r"\p{}", 1),
        (r"\p{Xx}", 1),
        (r"\p{Cs}", 1),
        (r"\p{Latin}", 1),
        (r"\p{IsNowhere}", 1),
        (r"\p{IsHighSurrogates}", 1),
    ] {
        let error = Pattern::check(pattern).expect_err(pattern);
        assert_eq!(error.position(), Some(position), "{pattern}: {error}");
    }
}

#[test]
fn an_error_says_what_is_wrong_and_where() {
    let error = Pattern::check("ab(?=c)").expect_err("no look-around");
    let expected = "character 4 of the pattern: XSD has no groups that begin with `(?`, be it look-around, flags \
                    or names";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_pattern_too_large_to_be_compiled_is_refused() {
    let error = Pattern::check(r"(\p{L}{1,1000}x){1,1000}").expect_err("a million letters");
    assert!(error.to_string().contains("too large"), "{error}");
}

#[test]
fn nesting_without_end_is_refused() {
    assert!(Pattern::check(&("(".repeat(50) + &")".repeat(50))).is_ok());
    let error = Pattern::check(&("(".repeat(100_000) + &")".repeat(100_000))).expect_err("too deep");
    assert!(error.to_string().contains("nested deeper"), "{error}");
    let error = Pattern::check(&"[a-".repeat(100_000)).expect_err("too deep");
    assert!(error.to_string().contains("nested deeper"), "{error}");
}
