//! Limits against hostile input.

/// How much a document may ask of the reader. Each limit has a default and can be set.
///
/// ```
/// let limits = fk_runtime::json::Limits::default().with_size(1 << 16).with_depth(8);
/// assert_eq!(limits.size(), 65_536);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    depth: usize,
    size: usize,
}

/// Offsets are kept in 31 bits.
pub(super) const MOST_BYTES: usize = (1 << 31) - 1;

impl Limits {
    /// The same with at most `depth` arrays and objects inside each other (default 128).
    ///
    /// Each level takes stack while it is read and written: raise it no further than the stack of the thread that
    /// reads.
    #[must_use]
    pub const fn with_depth(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// The same with at most `size` bytes a document (default 16 MiB). Its tokens take up to eight times as much
    /// memory while it is read, besides the values themselves. A limit beyond 2 GiB is taken as 2 GiB.
    #[must_use]
    pub const fn with_size(mut self, size: usize) -> Self {
        self.size = if size < MOST_BYTES { size } else { MOST_BYTES };
        self
    }

    /// The most arrays and objects inside each other.
    #[must_use]
    pub const fn depth(&self) -> usize {
        self.depth
    }

    /// The most bytes a document.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 128,
            size: 16 << 20,
        }
    }
}
