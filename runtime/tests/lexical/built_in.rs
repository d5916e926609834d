//! All 44 built-in types of XSD 1.0 Part 2, sections 3.2 and 3.3, each with texts of its lexical space and texts just outside
//! it, taken from the productions of its section.

use std::fmt::Debug;

use fk_runtime::xml::Simple;
use fk_runtime::xml::types::{
    AnyUri, Base64Binary, Date, DateTime, Decimal, Double, Duration, Entities, Entity, Float, GDay, GMonth,
    GMonthDay, GYear, GYearMonth, HexBinary, Id, IdRef, IdRefs, Integer, Language, NameString, NcName,
    NegativeInteger, NmToken, NmTokens, NonNegativeInteger, NonPositiveInteger, NormalizedString,
    NotationName, PositiveInteger, QName, Time, Token,
};

use crate::{read, write};

/// The 19 primitive types, in the order of section 3.2.
const PRIMITIVE: [&str; 19] = [
    "string",
    "boolean",
    "decimal",
    "float",
    "double",
    "duration",
    "dateTime",
    "time",
    "date",
    "gYearMonth",
    "gYear",
    "gMonthDay",
    "gDay",
    "gMonth",
    "hexBinary",
    "base64Binary",
    "anyURI",
    "QName",
    "NOTATION",
];

/// The 25 derived types, in the order of section 3.3.
const DERIVED: [&str; 25] = [
    "normalizedString",
    "token",
    "language",
    "NMTOKEN",
    "NMTOKENS",
    "Name",
    "NCName",
    "ID",
    "IDREF",
    "IDREFS",
    "ENTITY",
    "ENTITIES",
    "integer",
    "nonPositiveInteger",
    "negativeInteger",
    "long",
    "int",
    "short",
    "byte",
    "nonNegativeInteger",
    "unsignedLong",
    "unsignedInt",
    "unsignedShort",
    "unsignedByte",
    "positiveInteger",
];

/// A type, and what was found wrong with it.
struct Judged {
    name: &'static str,
    faults: Vec<String>,
}

/// Reads texts of the lexical space, writes them, and reads what was written; and reads texts that are outside.
fn judge<T: Simple + PartialEq + Debug>(inside: &[&str], outside: &[&str]) -> Judged {
    let name = T::TYPE.local();
    let mut faults = Vec::new();
    for text in inside {
        match read::<T>(text) {
            Err(rule) => faults.push(format!("{name}: {text:?} is refused: {rule}")),
            Ok(value) => {
                let written = write(&value);
                match read::<T>(&written) {
                    Ok(again) if again == value && write(&again) == written => {}
                    other => faults.push(format!(
                        "{name}: {text:?} is written {written:?}, read as {other:?}"
                    )),
                }
            }
        }
    }
    for text in outside {
        if let Ok(value) = read::<T>(text) {
            faults.push(format!("{name}: {text:?} is read as {value:?}"));
        }
    }
    Judged { name, faults }
}

#[test]
fn each_of_the_44_types_reads_its_lexical_space_and_nothing_else() {
    let judged: Vec<Judged> = primitive().into_iter().chain(derived()).collect();
    let names: Vec<&str> = judged.iter().map(|judged| judged.name).collect();
    let all: Vec<&str> = PRIMITIVE.into_iter().chain(DERIVED).collect();
    assert_eq!(names, all);
    let faults: Vec<String> = judged.into_iter().flat_map(|judged| judged.faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn primitive() -> [Judged; 19] {
    let floating = [
        "-1E4",
        "1267.43233E12",
        "12.78e-2",
        "12",
        "-0",
        "0",
        "+0",
        "INF",
        "-INF",
        "NaN",
        ".5",
        "5.",
        "1E+2",
        " 1\n",
    ];
    let no_floating = [
        "", "+INF", "INFINITY", "-NaN", "+NaN", "nan", "1E", "1E1.5", "E1", "1,5", "1 2", "--1", "1f",
        "0x1p1",
    ];
    [
        judge::<String>(&["", " \t\n a ", "å\u{10FFFF}"], &[]),
        judge::<bool>(
            &["true", "false", "1", "0", "\ttrue "],
            &["", "TRUE", "True", "01", "2", "on", "tr ue"],
        ),
        judge::<Decimal>(
            &[
                "-1.23",
                "12678967.543233",
                "+100000.00",
                "210",
                "-0",
                ".5",
                "5.",
                "+.5",
                "-00.00",
            ],
            &[
                "", ".", "+", "-.", "1e2", "1E2", "INF", "NaN", "1 000", "1,5", "1.2.3", "+-1", "٣",
            ],
        ),
        judge::<Float>(&floating, &no_floating),
        judge::<Double>(&floating, &no_floating),
        judge::<Duration>(
            &[
                "P1Y2M3DT10H30M",
                "-P120D",
                "P1347Y",
                "P1347M",
                "P1Y2MT2H",
                "P0Y1347M",
                "P0Y1347M0D",
                "PT0.5S",
                "P0D",
                "-PT0S",
                "P00000001Y",
            ],
            &[
                "", "P", "-P", "PT", "P-1347M", "P1Y2MT", "P1YT", "+P1D", "1D", "P1D1M", "P1H", "PT1D",
                "P1.5Y", "PT.5S", "PT1.S", "P1S", "P 1D", "P1Dt1H",
            ],
        ),
        judge::<DateTime>(
            &[
                "2002-10-10T12:00:00-05:00",
                "2002-10-10T17:00:00Z",
                "1999-12-31T24:00:00",
                "1999-12-31T24:00:00.000+14:00",
                "-0001-02-29T00:00:00",
                "10000-01-01T00:00:00.000000001-14:00",
            ],
            &[
                "",
                "2002-10-10",
                "2002-10-10 12:00:00",
                "2002-10-10T12:00",
                "2002-10-10T12:00:00.",
                "2002-10-10T24:00:01",
                "2002-10-10T24:01:00",
                "2002-10-10T24:00:00.1",
                "2002-10-10T25:00:00",
                "2002-10-10T12:60:00",
                "2002-10-10T23:59:60",
                "2002-10-10T12:00:00+14:01",
                "2002-10-10T12:00:00-15:00",
                "2002-10-10T12:00:00+5:00",
                "2002-10-10T12:00:00UTC",
                "0000-01-01T00:00:00",
                "-0000-01-01T00:00:00",
                "01999-01-01T00:00:00",
                "+1999-01-01T00:00:00",
                "999-01-01T00:00:00",
                "1900-02-29T00:00:00",
            ],
        ),
        judge::<Time>(
            &[
                "13:20:00",
                "13:20:00-05:00",
                "00:00:00Z",
                "24:00:00",
                "24:00:00.00-00:00",
                "23:59:59.999999999+14:00",
            ],
            &[
                "",
                "1:20:00",
                "13:20",
                "13:20:0",
                "24:00:00.01",
                "24:00:01",
                "13:61:00",
                "13:20:00.",
                "-13:20:00",
                "13:20:00 Z",
                "13:20:00+14:59",
                "T13:20:00",
            ],
        ),
        judge::<Date>(
            &[
                "2002-10-10+13:00",
                "2000-02-29",
                "2004-02-29-00:00",
                "-0001-02-29",
                "-0005-02-29Z",
                "99999-12-31",
            ],
            &[
                "",
                "1900-02-29",
                "2001-02-29",
                "-0004-02-29",
                "-0100-02-29",
                "0000-12-31",
                "2002-10-32",
                "2002-00-10",
                "02002-10-10",
                "2002-10-10T",
                "2002-10-10T00:00:00",
                "10-10-2002",
                "2002-10-10+24:00",
            ],
        ),
        judge::<GYearMonth>(
            &["1999-05", "-0044-03Z", "12000-12+14:00"],
            &[
                "",
                "1999-5",
                "1999-13",
                "1999",
                "99-05",
                "1999-05-01",
                "0000-01",
                "1999-05+14:01",
            ],
        ),
        judge::<GYear>(
            &["1999", "-0001", "12000", "1999Z", "1999-14:00"],
            &[
                "",
                "99",
                "0000",
                "-0000",
                "01999",
                "+1999",
                "1999-05",
                "1999 Z",
                "1999-14:30",
            ],
        ),
        judge::<GMonthDay>(
            &["--05-31", "--02-29", "--12-31Z", "--01-01-05:00"],
            &[
                "", "--02-30", "--04-31", "--00-01", "--01-00", "-05-31", "05-31", "--5-31", "--05-31-",
            ],
        ),
        judge::<GDay>(
            &["---31", "---01Z", "---09+01:00"],
            &["", "---00", "---32", "---1", "--31", "----31", "---31--"],
        ),
        judge::<GMonth>(
            // `--05--` was a misprint of the first edition, which its errata and the second edition corrected.
            &["--05", "--12Z", "--01-00:00"],
            &["", "--00", "--13", "--5", "-05", "---05", "--05--", "--05--Z"],
        ),
        judge::<HexBinary>(
            &["", "0FB7", "0fb7", "aAbB", "\n00 "],
            &["0", "0FB", "0G", "0F B7", "0x00", "-00", "åå"],
        ),
        judge::<Base64Binary>(
            &[
                "",
                "AAAA",
                "AA==",
                "AAE=",
                "A A A A",
                "AAAA\n AAAA",
                "+/+/",
                "A A = =",
            ],
            &[
                "A", "AA", "AAA", "AAAAA", "AA=", "A===", "====", "=AAA", "AB==", "AAB=", "AA==AAAA", "AA-_",
                "AA===",
            ],
        ),
        judge::<AnyUri>(
            &[
                "",
                "http://example.org/a b",
                "#",
                "../a?b",
                "urn:a:b",
                "å",
                "{a}",
                "http://[::1]/",
            ],
            &["%", "%4", "%GG", "a##b", ":", "http:"],
        ),
        judge::<QName>(
            &["a", " å.1-b ", "_"],
            &["", "a b", ":a", "a:", "a:b:c", "1", "-a"],
        ),
        judge::<NotationName>(&["a", "_1"], &["", "a b", ":a", "a:", "a:b:c", "1"]),
    ]
}

fn derived() -> [Judged; 25] {
    let names = ["a", "_", "å-1.b", " a "];
    let no_names = ["", "1a", "-a", ".a", "a b", "a:b", "a/b", "\u{B7}", "a\u{D7}"];
    let integers = ["0", "-0", "+0", "007", " 12 "];
    let no_integers = [
        "", "+", "-", "1.0", "1.", "1e1", "0x1", "1 2", "+-1", "1_0", "١", "INF",
    ];
    let beyond = |inside: &[&'static str], outside: &[&'static str]| {
        (inside.to_vec(), [&no_integers[..], outside].concat())
    };
    macro_rules! integer {
        ($type:ty: $inside:expr, $outside:expr) => {{
            let (inside, outside) = beyond(&$inside, &$outside);
            judge::<$type>(&inside, &outside)
        }};
    }
    [
        judge::<NormalizedString>(&["", " a  b ", "\ta\r\nb"], &[]),
        judge::<Token>(&["", "\t a \n\n b "], &[]),
        judge::<Language>(
            &["sv", "en-US", "i-klingon", "x-a-b", "EN", "a-1b-99999999"],
            &[
                "",
                "1",
                "s1",
                "sv_SE",
                "sv-",
                "-sv",
                "sv--SE",
                "abcdefghi",
                "sv-abcdefghi",
                "å",
                "sv SE",
            ],
        ),
        judge::<NmToken>(
            &["a", "1", "-", ".", ":", "å1", "\u{B7}"],
            &["", "a b", "a,b", "a\u{D7}"],
        ),
        judge::<NmTokens>(&["a", " 1 \n - "], &["", " ", "a ,"]),
        judge::<NameString>(&["a", ":", "a:b:c", "_-.1"], &["", "1", "-", "a b", "\u{B7}"]),
        judge::<NcName>(&names, &no_names),
        judge::<Id>(&names, &no_names),
        judge::<IdRef>(&names, &no_names),
        judge::<IdRefs>(&["a", " a\tb a "], &["", " ", "a 1", "a b:c"]),
        judge::<Entity>(&names, &no_names),
        judge::<Entities>(&["a", " a\nb "], &["", " ", "a 1"]),
        judge::<Integer>(
            &[&integers[..], &["-126789675432330000000000000"]].concat(),
            &no_integers,
        ),
        integer!(NonPositiveInteger: ["0", "-0", "+0", "-126789675432330000000000000"], ["1", "+1"]),
        integer!(NegativeInteger: ["-1", "-01", "-126789675432330000000000000"], ["0", "-0", "1"]),
        integer!(i64: ["-9223372036854775808", "9223372036854775807", "+0"], ["-9223372036854775809", "9223372036854775808"]),
        integer!(i32: ["-2147483648", "2147483647", "0000000000000"], ["-2147483649", "2147483648"]),
        integer!(i16: ["-32768", "32767", "+000032767"], ["-32769", "32768"]),
        integer!(i8: ["-128", "127", "-0"], ["-129", "128"]),
        integer!(NonNegativeInteger: ["0", "-0", "+12678967543233000000000000"], ["-1"]),
        integer!(u64: ["0", "-0", "18446744073709551615"], ["-1", "18446744073709551616"]),
        integer!(u32: ["0", "-0", "4294967295"], ["-1", "4294967296"]),
        integer!(u16: ["0", "-0", "65535"], ["-1", "65536"]),
        integer!(u8: ["0", "-0", "255"], ["-1", "256"]),
        integer!(PositiveInteger: ["1", "+01", "12678967543233000000000000"], ["0", "-0", "-1"]),
    ]
}
