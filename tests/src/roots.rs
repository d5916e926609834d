//! Values of root types behind one interface, so that a test can go over documents of every contract.

use std::any::Any;

use fk_runtime::xml::{self, InvalidValue, ReadError, ReadErrorKind, Root};

/// A value of some root type.
pub trait Value: Any {
    /// The bytes of its document.
    ///
    /// # Errors
    /// As [`xml::to_vec`].
    fn to_vec(&self) -> Result<Vec<u8>, InvalidValue>;

    /// Whether `other` has the same type and is equal.
    fn is_equal(&self, other: &dyn Value) -> bool;
}

impl<T: Root + PartialEq + 'static> Value for T {
    fn to_vec(&self) -> Result<Vec<u8>, InvalidValue> {
        xml::to_vec(self)
    }

    fn is_equal(&self, other: &dyn Value) -> bool {
        (other as &dyn Any)
            .downcast_ref::<T>()
            .is_some_and(|other| self == other)
    }
}

/// Reads a document as one root type.
pub type Read = fn(&[u8]) -> Result<Box<dyn Value>, ReadError>;

/// [`xml::from_slice`] for the root type `T`.
///
/// # Errors
/// As [`xml::from_slice`].
pub fn reader<T: Root + PartialEq + 'static>(bytes: &[u8]) -> Result<Box<dyn Value>, ReadError> {
    Ok(Box::new(xml::from_slice::<T>(bytes)?))
}

/// Reads a document as the one of `roots` whose element it has.
///
/// # Errors
/// What is wrong with it; [`ReadErrorKind::WrongRoot`] when it has none of the elements.
///
/// # Panics
/// Without a root to read it as.
pub fn read(roots: &[Read], bytes: &[u8]) -> Result<Box<dyn Value>, ReadError> {
    let outcomes = roots.iter().map(|read| read(bytes));
    let is_decided = |outcome: &Result<_, ReadError>| match outcome {
        Ok(_) => true,
        Err(error) => !matches!(error.kind(), ReadErrorKind::WrongRoot { .. }),
    };
    let mut last = None;
    for outcome in outcomes {
        let decided = is_decided(&outcome);
        last = Some(outcome);
        if decided {
            break;
        }
    }
    last.expect("every group has a root")
}
