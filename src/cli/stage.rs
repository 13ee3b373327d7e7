//! Files on their way to disk: each is written whole beside its place, and renamed to it.

use std::fs::Permissions;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Who may do what with a file.
pub(super) enum Mode {
    /// Like any other file.
    Plain,
    /// A script.
    Executable,
    /// As it was.
    Same(Permissions),
}

/// Writes a file beside its place, in a folder that is there; `persist` renames it.
pub(super) fn stage(place: &Path, text: &str, mode: Mode) -> io::Result<NamedTempFile> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = tempfile::Builder::new().prefix(".bricep-").tempfile_in(folder)?;
    temporary.write_all(text.as_bytes())?;
    set_mode(&temporary, mode)?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Temporary files are private, which what takes their names is not.
#[cfg(unix)]
fn set_mode(temporary: &NamedTempFile, mode: Mode) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let permissions = match mode {
        Mode::Plain => Permissions::from_mode(0o644),
        Mode::Executable => Permissions::from_mode(0o755),
        Mode::Same(permissions) => permissions,
    };
    temporary.as_file().set_permissions(permissions)
}

#[cfg(not(unix))]
fn set_mode(temporary: &NamedTempFile, mode: Mode) -> io::Result<()> {
    match mode {
        Mode::Same(permissions) => temporary.as_file().set_permissions(permissions),
        Mode::Plain | Mode::Executable => Ok(()),
    }
}
