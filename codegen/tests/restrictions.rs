//! The content of restrictions, held against that of their bases.

mod support;

use support::{resolve_files, schema, wrong};

/// A base `B` and its restriction `R` with these particles, and what they refer to.
fn body(base: &str, own: &str) -> String {
    format!(
        "<xs:element name='h' type='xs:string'/><xs:element name='m' type='xs:string' substitutionGroup='t:h'/>\
         <xs:complexType name='P'><xs:sequence><xs:element name='x' minOccurs='0'/></xs:sequence></xs:complexType>\
         <xs:complexType name='Q'><xs:complexContent><xs:restriction base='t:P'/></xs:complexContent></xs:complexType>\
         <xs:complexType name='E'><xs:complexContent><xs:extension base='t:P'/></xs:complexContent></xs:complexType>\
         <xs:complexType name='B'>{base}</xs:complexType><xs:complexType name='R'><xs:complexContent><xs:restriction \
         base='t:B'>{own}</xs:restriction></xs:complexContent></xs:complexType>"
    )
}

/// Particles in short: `(a,b?)`, `(a|b)*`, `&(a,b)` for xs:all, `a:int` for a type, `^h` for a reference, `~` for any, `!a` for a
/// nillable element, with `?`, `*`, `+` or `{2,3}` behind.
fn particles(short: &str) -> String {
    let mut rest = short;
    let text = particle(&mut rest);
    assert!(rest.is_empty(), "`{rest}` of `{short}`");
    text
}

fn particle(rest: &mut &str) -> String {
    let take = |rest: &mut &str, mark: char| match rest.strip_prefix(mark) {
        Some(more) => {
            *rest = more;
            true
        }
        None => false,
    };
    let is_all = take(rest, '&');
    if take(rest, '(') {
        let mut inner = Vec::new();
        let mut compositor = if is_all { "all" } else { "sequence" };
        while !take(rest, ')') {
            inner.push(particle(rest));
            if take(rest, '|') {
                compositor = "choice";
            }
            take(rest, ',');
        }
        let occurs = occurs(rest);
        return format!("<xs:{compositor}{occurs}>{}</xs:{compositor}>", inner.concat());
    }
    if take(rest, '~') {
        return format!(
            "<xs:any namespace='##any' processContents='lax'{}/>",
            occurs(rest)
        );
    }
    let nillable = if take(rest, '!') { " nillable='true'" } else { "" };
    let is_reference = take(rest, '^');
    let name = word(rest);
    let ty = match take(rest, ':') {
        true => word(rest),
        false => "string",
    };
    let ty = if ty.starts_with(char::is_uppercase) {
        format!("t:{ty}")
    } else {
        format!("xs:{ty}")
    };
    let occurs = occurs(rest);
    match is_reference {
        true => format!("<xs:element ref='t:{name}'{occurs}/>"),
        false => format!("<xs:element name='{name}' type='{ty}'{nillable}{occurs}/>"),
    }
}

fn word<'a>(rest: &mut &'a str) -> &'a str {
    let end = rest
        .find(|character: char| !character.is_alphanumeric())
        .unwrap_or(rest.len());
    let (word, more) = rest.split_at(end);
    *rest = more;
    word
}

fn occurs(rest: &mut &str) -> String {
    let (min, max) = match rest.chars().next() {
        Some('?') => ("0", "1"),
        Some('*') => ("0", "unbounded"),
        Some('+') => ("1", "unbounded"),
        Some('{') => {
            let (range, more) = rest[1..].split_once('}').expect("a range");
            *rest = more;
            let (min, max) = range.split_once(',').expect("two numbers");
            return format!(" minOccurs='{min}' maxOccurs='{max}'");
        }
        _ => return String::new(),
    };
    *rest = &rest[1..];
    format!(" minOccurs='{min}' maxOccurs='{max}'")
}

#[test]
fn what_the_base_admits_is_a_restriction() {
    for (base, own) in [
        // The same, and fewer of the same.
        ("(a,b?,c*)", "(a,b?,c*)"),
        ("(a,b?,c*)", "(a)"),
        ("(a,b?,c*)", "(a,c{2,3})"),
        ("(a,b?)", "(a,b)"),
        ("&(a,b?,c?)", "(c,a)"),
        ("&(a,b?)", "&(b,a)"),
        ("(a*)", "(a,a?)"),
        ("(a?,b*)", "(b,b,b)"),
        // Groups that say nothing.
        ("((a),((b)))", "(a,b)"),
        ("(a,b)", "(((a),b))"),
        ("(a?)*", "(a*)"),
        ("(a{0,3},(b,c)?,d,~*)", "(a,(b,c),d)"),
        ("(a{0,3},(b,c)?,d)", "(a,b,c,d)"),
        ("(a,(b,c){2,3})", "(a,(b,c),(b,c))"),
        ("(a,(b,c){2,3})", "(a,b,c,b,c,b,c)"),
        ("&(a,b?)", "((a),b)"),
        // Alternatives: fewer, in another order, one, repeated.
        ("(a|b|c)", "(c|a)"),
        ("(a|b|c)*", "(c|a){0,4}"),
        ("(a|b|c)*", "(c,b*,a?)"),
        ("(a|b)", "(b)"),
        ("((a,b)|c)", "(a,b)"),
        ("((a,b)|c)*", "(a,b){0,3}"),
        ("((a,b)|c)*", "((a,b),c)"),
        ("(a?,b?)", "(a|b)"),
        ("&(a?,b?)", "(a|b)"),
        ("(a,b?)?", "(a?)"),
        ("(a|b){2,3}", "(a,b)"),
        // Wildcards.
        ("(~*)", "(a,b*)"),
        ("(a,~{0,3})", "(a,b,c?)"),
        ("(~+)", "((a|b){1,4})"),
        ("(a,~*)", "(a,~{0,2})"),
        // Types and substitution groups.
        ("(a:decimal)", "(a:int)"),
        ("(a:anyType)", "(a:E)"),
        ("(a:P)", "(a:Q)"),
        ("(^h*)", "(^m,^m?)"),
        ("(!a)", "(a)"),
    ] {
        let text = schema(&body(&particles(base), &particles(own)));
        resolve_files(&[("a.xsd", &text)]).unwrap_or_else(|error| panic!("{own} of {base}: {error}"));
    }
}

#[test]
fn what_the_base_does_not_admit_is_refused_with_what_is_too_much_or_left_out() {
    for (base, own, problem) in [
        ("(a,b?)", "(b)", "the base demands `a`, which is left out"),
        ("(a,b)", "(a)", "the base demands `b`, which is left out"),
        ("(a,b)", "(a,d)", "`d` has no place in the base"),
        ("(a,b)", "(b,a)", ORDER),
        ("(a{0,3})", "(a{0,4})", ORDER),
        ("(a{0,3})", "(a,a{2,3})", ORDER),
        ("(a{1,3})", "(a?)", ORDER),
        ("(a?,b?)", "(a|b)*", ORDER),
        ("(a,(b,c){2,3})", "(a,b,c)", ORDER),
        ("(a,(b,c){1,2})", "(a,b,c,b,c,b,c)", ORDER),
        ("(a,(b,c)?)", "(a,b)", "the base demands `c`, which is left out"),
        ("(a|b)", "(a,b)", ORDER),
        ("(a|b){3,4}", "(a,b)", ORDER),
        ("((a,b)|c)", "(a)", "the base demands `b`, which is left out"),
        ("(a,b)", "&(a,b)", ORDER),
        ("&(a,b)", "(a,a)", "the base demands `b`, which is left out"),
        ("(~{0,2})", "(a,b,c)", ORDER),
        ("(a)", "(~)", "the wildcard has no place in the base"),
        (
            "(a:int)",
            "(a:decimal)",
            "the type `xs:decimal` of `a` is no restriction of `xs:int`, its type in the base",
        ),
        (
            "(a:P)",
            "(a:E)",
            "the type `E` of `a` is no restriction of `P`, its type in the base",
        ),
        ("(^m)", "(^h)", "`h` has no place in the base"),
        ("(a)", "(!a)", "`a` is nillable, and in the base it is not"),
    ] {
        assert_eq!(
            wrong(&body(&particles(base), &particles(own))).replace("{urn:t}", ""),
            format!("{problem}, so this is no restriction of `B` (cos-particle-restrict)"),
            "{own} of {base}"
        );
    }
}

const ORDER: &str = "elements stand in another order, or occur more often or less often than in the base";

#[test]
fn a_fixed_value_stays_as_it_is_in_the_base() {
    let of =
        |value: &str| format!("<xs:sequence><xs:element name='a' type='xs:string'{value}/></xs:sequence>");
    let text = schema(&body(&of(" fixed='1'"), &of(" fixed='1'")));
    resolve_files(&[("a.xsd", &text)]).expect("the same value");
    for own in ["", " default='1'", " fixed='2'"] {
        assert_eq!(
            wrong(&body(&of(" fixed='1'"), &of(own))).replace("{urn:t}", ""),
            "`a` has not the fixed value that it has in the base, so this is no restriction of `B` (cos-particle-restrict)"
        );
    }
}

#[test]
fn large_contents_are_compared_in_reasonable_time() {
    let many: String = (0..2_000)
        .map(|number| format!("<xs:element name='e{number}' minOccurs='0'/>"))
        .collect();
    let group = |compositor: &str, occurs: &str| format!("<xs:{compositor}{occurs}>{many}</xs:{compositor}>");
    let any =
        "<xs:sequence><xs:any minOccurs='0' maxOccurs='unbounded' processContents='lax'/></xs:sequence>";
    for (base, own) in [
        (group("sequence", ""), group("sequence", "")),
        (
            group("choice", " maxOccurs='unbounded' minOccurs='0'"),
            group("sequence", ""),
        ),
        (any.to_owned(), group("sequence", "")),
    ] {
        let text = schema(&body(&base, &own));
        resolve_files(&[("a.xsd", &text)]).expect("a restriction");
    }
}

#[test]
fn content_that_is_nested_deeply_is_compared() {
    for (open, close) in [("(", "|z)*"), ("(", ",z?)?"), ("(", "|z){2,9}")] {
        let nested = format!("{}a{}", open.repeat(60), close.repeat(60));
        // Names differ by depth, so that the content is not ambiguous.
        let mut parts = nested.split('z');
        let mut short = parts.next().unwrap_or_default().to_owned();
        for (number, part) in parts.enumerate() {
            short.push_str(&format!("z{number}{part}"));
        }
        let text = particles(&short);
        // Whether it is ambiguous is judged later; here it must be compared, and in the end taken.
        let same = schema(&body(&text, &text));
        resolve_files(&[("a.xsd", &same)]).unwrap_or_else(|error| panic!("{open}…{close}: {error}"));
        let other = wrong(&body(&text, &text.replace("'z7'", "'y'")));
        assert!(other.contains("`{urn:t}y` has no place in the base"), "{other}");
    }
}
