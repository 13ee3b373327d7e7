//! Places in source files.

use std::ops::Range;
use std::sync::Arc;

use super::ProjectPath;

/// A file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A range of bytes in one file; `end` is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Offset of the first byte, from 0.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end` of `file`.
    pub fn new(file: FileId, start: u32, end: u32) -> Self {
        Self { file, start, end }
    }
}

/// A position as people read it: line and column from 1, the column in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode scalar values, from 1.
    pub column: u32,
    /// Offset in bytes, from 0.
    pub offset: u32,
}

/// One file that was read.
#[derive(Debug)]
pub struct SourceFile {
    /// Where it stands in the project.
    pub path: ProjectPath,
    /// Its text; empty when it could not be read.
    pub text: Arc<str>,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// Line and column of a byte offset; an offset past the end is the end.
    pub fn location(&self, offset: u32) -> Location {
        let offset = (offset as usize).min(self.text.len());
        let line = self.line_starts.partition_point(|start| *start as usize <= offset);
        let start = self.line_starts.get(line - 1).map_or(0, |start| *start as usize);
        let column = self.scalars(start..offset);
        Location { line: line as u32, column: column as u32 + 1, offset: offset as u32 }
    }

    /// Where a span of this file begins and ends; within one line, the line is counted through once.
    pub fn locations(&self, span: Span) -> (Location, Location) {
        let start = self.location(span.start);
        let end = (span.end as usize).min(self.text.len());
        let marked = self.text.as_bytes().get(start.offset as usize..end);
        let end = match marked {
            Some(marked) if !marked.contains(&b'\n') => {
                let columns = self.scalars(start.offset as usize..end);
                Location { line: start.line, column: start.column + columns as u32, offset: end as u32 }
            }
            _ => self.location(span.end),
        };
        (start, end)
    }

    /// How many Unicode scalar values begin in a range of bytes. Lines may be megabytes long; the standard library
    /// counts a text fast, in a build for tests too.
    fn scalars(&self, range: Range<usize>) -> usize {
        match self.text.get(range.clone()) {
            Some(text) => text.chars().count(),
            // An end inside a character.
            None => {
                let bytes = self.text.as_bytes().get(range).unwrap_or_default();
                bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
            }
        }
    }
}

/// Every file of one run, in the order of reading.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Adds a file and returns its id.
    pub fn add(&mut self, path: ProjectPath, text: Arc<str>) -> FileId {
        let mut line_starts = vec![0];
        line_starts
            .extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1));
        self.files.push(SourceFile { path, text, line_starts });
        FileId(self.files.len() as u32 - 1)
    }

    /// The file with this id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files, in the order of reading.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
    }

    /// The text that a span covers.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_of_a_span_are_found_at_once() {
        let text = "a: é\r\n\tb: ü\n\n";
        let mut map = SourceMap::default();
        let id = map.add(ProjectPath::root(), text.into());
        let file = map.file(id);
        for start in 0..=text.len() as u32 + 1 {
            for end in start..=text.len() as u32 + 1 {
                let each = (file.location(start), file.location(end));
                assert_eq!(file.locations(Span::new(id, start, end)), each, "{start}..{end}");
            }
        }
    }
}
