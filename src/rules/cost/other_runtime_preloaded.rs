//! A cluster whose pool holds another runtime ready than the one it runs.

use crate::facts::Key;
use crate::rules::prelude::*;

rule!("BRC5018", "other-runtime-preloaded", Cost, Check::Clusters(check));

fn check(cx: &Cx<'_>, cluster: &Cluster<'_>, findings: &mut Findings<'_>) {
    let version = cluster.get("spark_version");
    let Some(text) = version.text() else { return };
    let Some(key) = Key::parse(&text) else { return };
    let Some(pool) = cx.referred(cluster.get("instance_pool_id")) else { return };
    let preloaded = pool.get("preloaded_spark_versions");
    let texts: Vec<_> = preloaded.list().map(Value::text).collect();
    // A key that is not known may be the one; Photon or not, the version is loaded.
    let keys: Option<Vec<Key<'_>>> = texts.iter().map(|text| Key::parse(text.as_deref()?)).collect();
    let Some(keys) = keys.filter(|keys| !keys.is_empty()) else { return };
    if keys.iter().all(|other| other.version != key.version || other.is_ml() != key.is_ml()) {
        findings.push(
            version
                .wrong(format!(
                    "{} runs `{text}`, and {} holds another runtime ready",
                    cluster.name(),
                    pool.name()
                ))
                .help("preload this runtime in the pool, or take the one that it preloads")
                .related(preloaded.span(), "what the pool holds ready"),
        );
    }
}
