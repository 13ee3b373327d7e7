//! The scripts that pipelines call: how they come by bricep, what later stages use, what an operator asks for.

use super::{GeneratedFile, Shared, join};
use crate::model::{Install, Pipelines};

/// Where releases are published.
const RELEASES: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/releases/download");
/// The version whose output this is.
const VERSION: &str = env!("CARGO_PKG_VERSION");

const PACK: &str = include_str!("../../../templates/scripts/pipeline/pack.sh");
/// Scripts that call Azure: what they share comes first.
macro_rules! joined {
    ($($part:literal),+) => {
        concat!($(include_str!(concat!("../../../templates/scripts/", $part, ".sh"))),+)
    };
}
const PREVIEW: &str = joined!("deployment/start", "deployment/common", "deployment/preview");
const DEPLOY: &str =
    joined!("deployment/start", "deployment/common", "deployment/create", "deployment/deploy");
const DEPLOY_DIRECT: &str =
    joined!("deployment/start", "deployment/common", "deployment/create", "deployment/direct");
const OPERATION: &str = joined!("deployment/start", "operation/target", "operation/template");
const OPERATION_DIRECT: &str = joined!("deployment/start", "operation/target", "operation/direct");
const INSTALL_ARCHIVE: &str = include_str!("../../../templates/scripts/pipeline/install-archive.sh");
const INSTALL_PUBLISHED: &str = include_str!("../../../templates/scripts/pipeline/install-published.sh");
const INSTALL_RUN: &str = include_str!("../../../templates/scripts/pipeline/install-run.sh");

/// The scripts.
pub(super) fn files(shared: &Shared, pipelines: &Pipelines) -> Vec<GeneratedFile> {
    let (operation, deploy) =
        if shared.direct { (OPERATION_DIRECT, DEPLOY_DIRECT) } else { (OPERATION, DEPLOY) };
    [
        ("install.sh", install(&pipelines.install())),
        ("pack.sh", PACK.to_owned()),
        ("preview.sh", PREVIEW.to_owned()),
        ("deploy.sh", deploy.to_owned()),
        ("operation.sh", operation.to_owned()),
    ]
    .into_iter()
    .map(|(name, text)| GeneratedFile { path: join(&shared.scripts, name), text })
    .collect()
}

/// The author's commands stand in a script of their own, where neither system looks for its expressions.
fn install(install: &Install) -> String {
    match install {
        Install::Run(commands) => format!("{INSTALL_RUN}\n{}\n", commands.trim_end()),
        Install::Archive { url, sha256 } => {
            let release =
                || format!("{RELEASES}/v{VERSION}/bricep-{VERSION}-x86_64-unknown-linux-musl.tar.gz");
            let url = quoted(&url.clone().unwrap_or_else(release));
            let text = if sha256.is_some() { INSTALL_ARCHIVE } else { INSTALL_PUBLISHED };
            text.replace("@url@", &url).replace("@sha256@", &quoted(sha256.as_deref().unwrap_or_default()))
        }
    }
}

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
