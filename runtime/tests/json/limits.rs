//! Limits against hostile input.

use fk_runtime::json::{self, Any, Limits, ReadErrorKind};

fn nested(depth: usize) -> String {
    "[".repeat(depth) + &"]".repeat(depth)
}

#[test]
fn a_document_may_be_as_deep_as_the_limit_and_no_deeper() {
    let limits = Limits::default();
    assert_eq!(limits.depth(), 128);
    assert!(json::from_str::<Any>(&nested(128)).is_ok());
    let error = json::from_str::<Any>(&nested(129)).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "line 1, column 129: {}: more than 128 arrays and objects stand inside each other",
            "[1]".repeat(127)
        )
    );
    assert!(json::from_str_with::<Any>("[[]]", limits.with_depth(2)).is_ok());
    assert!(json::from_str_with::<Any>("[[], {}, [{}]]", limits.with_depth(2)).is_err());
    assert!(json::from_str_with::<Any>("1", limits.with_depth(0)).is_ok());
}

#[test]
fn depth_is_counted_before_the_document_is_known_to_be_well_formed() {
    let error = json::from_str::<Any>(&"[".repeat(1 << 20)).unwrap_err();
    assert!(matches!(error.kind(), ReadErrorKind::TooDeep { limit: 128 }));
    let error = json::from_str::<Any>(&"{\"a\":".repeat(1 << 20)).unwrap_err();
    assert!(matches!(error.kind(), ReadErrorKind::TooDeep { limit: 128 }));
}

#[test]
fn a_document_may_be_as_large_as_the_limit_and_no_larger() {
    let limits = Limits::default().with_size(5);
    for (document, fits) in [("[1,2]", true), ("[1,2] ", false)] {
        let from_str = json::from_str_with::<Any>(document, limits);
        let from_slice = json::from_slice_with::<Any>(document.as_bytes(), limits);
        let from_reader = json::from_reader_with::<Any>(document.as_bytes(), limits);
        for read in [from_str, from_slice, from_reader] {
            match read {
                Ok(_) => assert!(fits),
                Err(error) => {
                    assert!(!fits);
                    assert_eq!(
                        error.to_string(),
                        "the document is larger than the limit of 5 bytes"
                    );
                    assert_eq!(error.position(), None);
                }
            }
        }
    }
}

#[test]
fn a_reader_is_read_no_further_than_the_limit() {
    let endless = std::io::repeat(b' ');
    let error = json::from_reader_with::<Any>(endless, Limits::default().with_size(1000)).unwrap_err();
    assert!(matches!(error.kind(), ReadErrorKind::TooLarge { limit: 1000 }));
}

#[test]
fn what_a_reader_reports_is_handed_on() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the line is dead"))
        }
    }
    let error = json::from_reader::<Any>(Broken).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the document could not be read: the line is dead"
    );
}

#[test]
fn a_size_beyond_what_offsets_hold_is_taken_as_the_greatest_they_hold() {
    assert_eq!(Limits::default().with_size(usize::MAX).size(), (1 << 31) - 1);
}

/// A type that holds itself.
#[derive(Debug)]
struct Chain {
    next: Option<Box<Chain>>,
}

impl json::Object for Chain {
    const FIELDS: &'static [json::Field] = &[json::Field::new("next")];

    fn read_fields(f: &mut json::FieldReader<'_, '_>) -> Result<Self, json::ReadError> {
        Ok(Self {
            next: f.optional(0)?.map(Box::new),
        })
    }

    fn write_fields(&self, f: &mut json::FieldWriter<'_>) -> Result<(), json::InvalidValue> {
        f.optional(0, self.next.as_deref())
    }
}

#[test]
fn a_type_that_holds_itself_is_read_as_deep_as_the_limit() {
    let document = |depth: usize| format!("{}{{}}{}", "{\"next\":".repeat(depth - 1), "}".repeat(depth - 1));
    let chain: Chain = json::from_str(&document(128)).unwrap();
    assert_eq!(json::to_string(&chain).unwrap(), document(128));
    assert!(json::from_str::<Chain>(&document(129)).is_err());
    let wrong = document(128).replace("{}", "7");
    let error = json::from_str::<Chain>(&wrong).unwrap_err();
    assert_eq!(error.path(), ["next"; 127].join("/"));
}
