//! Local files that a spec names, and their digests.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::source::{Files, ProjectPath, ReadError};

/// A local file or folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// One file.
    File(ProjectPath),
    /// Every file below a folder.
    Folder(ProjectPath),
}

impl Source {
    /// The path of the file or folder.
    pub fn path(&self) -> &ProjectPath {
        match self {
            Self::File(path) | Self::Folder(path) => path,
        }
    }
}

/// One local file with its digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its path in the project.
    pub path: ProjectPath,
    /// SHA-256 of its normalised bytes, 64 lower-case hex digits.
    pub digest: String,
}

/// The digests of every local file that a model names, read once.
#[derive(Debug, Default)]
pub struct Assets {
    digests: BTreeMap<ProjectPath, String>,
}

impl Assets {
    /// Largest local file, in bytes: what the workspace takes as one import.
    pub const LIMIT: u64 = 500 * 1024 * 1024;

    /// Reads the files of some sources.
    ///
    /// # Errors
    /// The first file that cannot be read, and why.
    pub fn read<'a>(
        files: &dyn Files,
        sources: impl IntoIterator<Item = &'a Source>,
    ) -> Result<Self, (ProjectPath, ReadError)> {
        let mut digests = BTreeMap::new();
        for source in sources {
            let paths = match source {
                Source::File(path) => vec![path.clone()],
                Source::Folder(path) => files.walk(path).map_err(|error| (path.clone(), error))?,
            };
            for path in paths {
                if !digests.contains_key(&path) {
                    let bytes = files.read(&path, Self::LIMIT).map_err(|error| (path.clone(), error))?;
                    digests.insert(path.clone(), digest(&normalised(&path, &bytes)));
                }
            }
        }
        Ok(Self { digests })
    }

    /// The files of a source, sorted by path.
    pub fn of(&self, source: &Source) -> Vec<Asset> {
        let asset =
            |(path, digest): (&ProjectPath, &String)| Asset { path: path.clone(), digest: digest.clone() };
        match source {
            Source::File(path) => self.digests.get_key_value(path).map(asset).into_iter().collect(),
            Source::Folder(folder) => {
                let prefix = format!("{folder}/");
                let inside =
                    |path: &ProjectPath| folder.as_str().is_empty() || path.as_str().starts_with(&prefix);
                self.digests.iter().filter(|(path, _)| inside(path)).map(asset).collect()
            }
        }
    }
}

/// SHA-256 as 64 lower-case hex digits.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The bytes of a file as they are digested and packed: source code with LF, all else as it is.
pub fn normalised<'a>(path: &ProjectPath, bytes: &'a [u8]) -> Cow<'a, [u8]> {
    const CODE: &[&str] = &["py", "sql", "scala", "r", "ipynb", "sh"];
    let suffix = path.as_str().rsplit_once('.').map_or("", |(_, suffix)| suffix);
    if !CODE.iter().any(|code| suffix.eq_ignore_ascii_case(code)) || !bytes.contains(&b'\r') {
        return Cow::Borrowed(bytes);
    }
    let mut lines = Vec::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        if *byte != b'\r' || bytes.get(at + 1) != Some(&b'\n') {
            lines.push(*byte);
        }
    }
    Cow::Owned(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_digested_with_line_feeds() {
        let path = |text| ProjectPath::root().join(text).unwrap();
        assert_eq!(&*normalised(&path("a.PY"), b"a\r\nb\rc\n"), b"a\nb\rc\n");
        assert_eq!(&*normalised(&path("a.whl"), b"a\r\n"), b"a\r\n");
    }

    #[test]
    fn digests_are_sha_256() {
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
