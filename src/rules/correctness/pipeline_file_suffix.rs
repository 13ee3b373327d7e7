//! A file of a pipeline that is neither Python nor SQL.

use crate::rules::prelude::*;

// "Source code files are Python or SQL": <https://learn.microsoft.com/azure/databricks/ldp/developer/>.
rule!("BRC4132", "pipeline-file-suffix", Correctness = Warning, Check::Resources(&["pipelines"], check));

fn check(_: &Cx<'_>, pipeline: &Resource<'_>, findings: &mut Findings<'_>) {
    for path in pipeline.get("libraries").list().map(|library| library.get("file.path")) {
        let Some(text) = path.text() else { continue };
        let name = text.rsplit('/').next().unwrap_or_default();
        let suffix = name.rsplit_once('.').map(|(_, suffix)| suffix.to_ascii_lowercase());
        if !matches!(suffix.as_deref(), Some("py" | "sql")) {
            findings.push(
                path.wrong(format!("the file `{name}` of {} is neither Python nor SQL", pipeline.name()))
                    .help("name a file that ends in `.py` or `.sql`, or write `notebook` if it is one"),
            );
        }
    }
}
