//! Bounds against hostile input, all of them in one place. Each one ends in a diagnostic.

/// The largest file that is read, in bytes.
pub const FILE_BYTES: u64 = 10 * 1024 * 1024;

/// The most bytes that all files of one spec have together.
pub const TOTAL_BYTES: u64 = 64 * 1024 * 1024;

/// The most files of one spec.
pub const FILES: usize = 10_000;

/// The most times that files of one spec name each other in `include`.
pub const INCLUDES: usize = 100_000;

/// The most files that a folder may hold, at any depth, to be searched for a pattern.
pub const WALKED_FILES: usize = 200_000;

/// How deep lists and maps nest, aliases followed.
pub const DEPTH: usize = 128;

/// The nodes that aliases may always copy, however small the files are.
pub const COPIED_NODES: usize = 100_000;

/// How many nodes aliases may copy for each node that is written out.
pub const COPIES_PER_NODE: usize = 20;

/// The most nodes that aliases may copy, however large the files are.
pub const MOST_COPIED_NODES: usize = 1_000_000;

/// How often one file is read again behind a syntax error.
pub(super) const PASSES: usize = 16;

/// Bytes that reading again behind syntax errors may cost for one file.
pub(super) const PASS_BYTES: usize = 8 * 1024 * 1024;

/// Files that a pattern in a list of the spec may match.
pub const MATCHED_FILES: usize = 100;
