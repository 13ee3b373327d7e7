//! From bytes to one tree with a span on every key and value: YAML 1.2 and JSON, includes, bounds.

mod decode;
mod disk;
mod files;
mod include;
pub mod limits;
mod load;
mod memory;
mod node;
mod span;
mod text;
mod yaml;

pub use disk::Disk;
pub use files::{EntryKind, Files, PathError, ProjectPath, ReadError};
pub(crate) use include::{Globs, split};
pub use load::{Document, Loaded, Scope, load};
pub use memory::Memory;
pub use node::{Data, Entry, Key, Map, Node, Number};
pub use span::{FileId, Location, SourceFile, SourceMap, Span};
pub(crate) use text::{parse_json, parse_yaml, read_text};
pub use yaml::Comment;
pub(crate) use yaml::{Held, Holder, Item, Layout, Plain, Said, Style, Token, layout, resolve};
