//! From bytes to one tree with a span on every key and value: YAML 1.2 and JSON, includes, bounds.

mod files;
mod node;
mod span;

pub use files::{EntryKind, Files, PathError, ProjectPath, ReadError};
pub use node::{Data, Entry, Key, Map, Node, Number};
pub use span::{FileId, Location, SourceFile, SourceMap, Span};
