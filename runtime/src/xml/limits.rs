//! Limits against hostile input.

/// How much a document may ask of the reader. Each limit has a default and can be set.
///
/// ```
/// let limits = fk_runtime::xml::Limits::default().with_size(1 << 20).with_depth(32);
/// assert_eq!(limits.size(), 1_048_576);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    depth: usize,
    size: usize,
    attributes: usize,
}

impl Limits {
    /// The same with at most `depth` elements inside each other (default 128).
    ///
    /// Each level takes stack while it is read and written: in a build without optimisation up to 8 KiB, so that
    /// 128 levels need less than 1 MiB. Raise it no further than the stack of the thread that reads.
    #[must_use]
    pub const fn with_depth(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// The same with at most `size` bytes a document, before and after decoding (default 64 MiB).
    #[must_use]
    pub const fn with_size(mut self, size: usize) -> Self {
        self.size = size;
        self
    }

    /// The same with at most `attributes` attributes and namespace declarations an element, and as many declarations
    /// in scope (default 256).
    #[must_use]
    pub const fn with_attributes(mut self, attributes: usize) -> Self {
        self.attributes = attributes;
        self
    }

    /// The most elements inside each other.
    #[must_use]
    pub const fn depth(&self) -> usize {
        self.depth
    }

    /// The most bytes a document.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    /// The most attributes and namespace declarations an element, and the most declarations in scope.
    #[must_use]
    pub const fn attributes(&self) -> usize {
        self.attributes
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 128,
            size: 64 << 20,
            attributes: 256,
        }
    }
}
