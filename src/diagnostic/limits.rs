//! How much a loader reads at most.
//! A hostile or broken file is refused with a located message instead of filling the memory.

/// Bounds on what is read. Every one can be changed; none can be forgotten.
///
/// | bound | default |
/// |---|---|
/// | bytes of a data file, read row by row | 256 MiB |
/// | bytes of a document (TOML, JSON), read whole | 16 MiB |
/// | rows of a table | 50 million |
/// | bytes of a cell | 64 KiB |
/// | depth of nesting | 64 |
/// | diagnostics kept | 1000 |
///
/// ```
/// use policy_targets::diagnostic::Limits;
///
/// let limits = Limits::default().with_bytes(1 << 20).with_diagnostics(20);
/// assert_eq!((limits.bytes(), limits.diagnostics()), (1_048_576, 20));
/// assert_eq!(limits.depth(), Limits::default().depth());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limits {
    bytes: u64,
    document_bytes: u64,
    rows: u64,
    cell_bytes: usize,
    depth: usize,
    diagnostics: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 * 1024 * 1024,
            document_bytes: 16 * 1024 * 1024,
            rows: 50_000_000,
            cell_bytes: 64 * 1024,
            depth: 64,
            diagnostics: 1000,
        }
    }
}

impl Limits {
    /// The deepest nesting that is ever read, whatever the bound: reading and dropping a tree takes stack.
    pub const DEEPEST: usize = 128;

    /// With this many bytes of a data file at most.
    #[must_use]
    pub fn with_bytes(mut self, bytes: u64) -> Self {
        self.bytes = bytes;
        self
    }

    /// With this many bytes of a document at most. Its tree takes many times the memory of its text.
    #[must_use]
    pub fn with_document_bytes(mut self, bytes: u64) -> Self {
        self.document_bytes = bytes;
        self
    }

    /// With this many rows of a table at most.
    #[must_use]
    pub fn with_rows(mut self, rows: u64) -> Self {
        self.rows = rows;
        self
    }

    /// With this many bytes of a cell at most.
    #[must_use]
    pub fn with_cell_bytes(mut self, cell_bytes: usize) -> Self {
        self.cell_bytes = cell_bytes;
        self
    }

    /// With lists and tables nested this deep at most; more than [`DEEPEST`](Self::DEEPEST) is read as that.
    #[must_use]
    pub fn with_depth(mut self, depth: usize) -> Self {
        self.depth = depth.min(Self::DEEPEST);
        self
    }

    /// With this many diagnostics kept at most; further ones are counted.
    #[must_use]
    pub fn with_diagnostics(mut self, diagnostics: usize) -> Self {
        self.diagnostics = diagnostics;
        self
    }

    /// The most bytes of a data file.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The most bytes of a document.
    #[must_use]
    pub fn document_bytes(&self) -> u64 {
        self.document_bytes
    }

    /// The most rows of a table.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The most bytes of a cell.
    #[must_use]
    pub fn cell_bytes(&self) -> usize {
        self.cell_bytes
    }

    /// The deepest nesting of lists and tables.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The most diagnostics kept.
    #[must_use]
    pub fn diagnostics(&self) -> usize {
        self.diagnostics
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_bounded_by_the_stack() {
        assert_eq!(Limits::default().with_depth(usize::MAX).depth(), 128);
    }
}
