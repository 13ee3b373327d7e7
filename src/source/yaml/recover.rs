//! Going on behind a syntax error: the lines of the broken entry are blanked, and the file is read once more. Blanks
//! take the place of bytes one by one, so that every other place stays where it was.

use std::ops::Range;

use super::place::line_end;

/// The lines of the entry around the line that holds `at`, `wider` levels further out. `None` when `wider` goes past
/// the outermost level.
pub(super) fn region(text: &str, at: usize, wider: usize) -> Option<Range<usize>> {
    let lines = Lines::of(text);
    let mut first = lines.holding(at);
    let mut indent = lines.indent(first).unwrap_or(0);
    for _ in 0..wider {
        if indent == 0 {
            return None;
        }
        (first, indent) = (0..first)
            .rev()
            .find_map(|line| lines.indent(line).filter(|outer| *outer < indent).map(|outer| (line, outer)))
            .unwrap_or((0, 0));
    }
    let behind = lines.holding(at) + 1..lines.count();
    let next = behind
        .into_iter()
        .find(|line| lines.indent(*line).is_some_and(|other| other <= indent) && !lines.closes(*line))
        .unwrap_or(lines.count());
    Some(lines.start(first)..lines.start(next))
}

/// The text with the region's lines blanked.
pub(super) fn blank(text: &str, region: &Range<usize>) -> String {
    let mut bytes = text.as_bytes().to_vec();
    if let Some(region) = bytes.get_mut(region.clone()) {
        for byte in region.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')) {
            *byte = b' ';
        }
    }
    // Whole lines of UTF-8 became ASCII, so this is UTF-8.
    String::from_utf8(bytes).unwrap_or_default()
}

struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        Self { text, starts }
    }

    fn count(&self) -> usize {
        self.starts.len()
    }

    fn holding(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.text.len())
    }

    fn line(&self, line: usize) -> &'a str {
        let start = self.start(line);
        self.text.get(start..line_end(self.text.as_bytes(), start)).unwrap_or("")
    }

    /// How far the line is indented; `None` for one that says nothing.
    fn indent(&self, line: usize) -> Option<usize> {
        let line = self.line(line);
        let content = line.trim_start_matches([' ', '\t', '\u{feff}']).trim_end();
        (!content.is_empty() && !content.starts_with('#')).then(|| line.len() - line.trim_start().len())
    }

    fn closes(&self, line: usize) -> bool {
        self.line(line).trim_start().starts_with([']', '}'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, at: &str, wider: usize) -> Option<String> {
        let at = text.find(at).unwrap();
        region(text, at, wider).map(|range| text[range].to_owned())
    }

    #[test]
    fn the_region_is_the_entry_and_grows_outwards() {
        let text = "a:\n  b: x\n  c: bad: y\n    d: 1\n\n  e: 1\nf: 2\n";
        assert_eq!(cut(text, "bad", 0).unwrap(), "  c: bad: y\n    d: 1\n\n");
        assert_eq!(cut(text, "bad", 1).unwrap(), "a:\n  b: x\n  c: bad: y\n    d: 1\n\n  e: 1\n");
        assert_eq!(cut(text, "bad", 2), None);
        assert_eq!(cut("a: [\n  1\n]\nb: 1\n", "a", 0).unwrap(), "a: [\n  1\n]\n");
    }

    #[test]
    fn blanking_keeps_every_place() {
        let text = "a: é\r\nb: 1\n";
        let blanked = blank(text, &(0..7));
        assert_eq!(blanked, "     \r\nb: 1\n");
        assert_eq!(blanked.len(), text.len());
    }
}
