//! What a workspace offers, as it tells.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Client, ClientError};
use crate::facts::{Catalogue, OfferedNodeType, OfferedRuntime};

const NODE_TYPES: &str = "/api/2.1/clusters/list-node-types";
const RUNTIMES: &str = "/api/2.1/clusters/spark-versions";

/// `GET /api/2.1/clusters/spark-versions`, as far as it is read.
#[derive(Deserialize)]
struct Runtimes {
    #[serde(default)]
    versions: Vec<OfferedRuntimeAnswer>,
}

#[derive(Deserialize)]
struct OfferedRuntimeAnswer {
    key: String,
    #[serde(default)]
    name: String,
}

/// `GET /api/2.1/clusters/list-node-types`, as far as it is read.
#[derive(Deserialize)]
struct NodeTypes {
    #[serde(default)]
    node_types: Vec<NodeTypeAnswer>,
}

#[derive(Deserialize)]
struct NodeTypeAnswer {
    node_type_id: String,
    #[serde(default)]
    num_cores: f64,
    #[serde(default)]
    memory_mb: u64,
    #[serde(default)]
    num_gpus: u32,
    #[serde(default)]
    photon_worker_capable: bool,
    #[serde(default)]
    node_info: Option<NodeInfo>,
}

#[derive(Deserialize)]
struct NodeInfo {
    #[serde(default)]
    status: Vec<String>,
}

/// Asks a workspace what it offers on a day.
///
/// # Errors
/// [`ClientError`], also where a list is empty, which a workspace's never is.
pub(crate) fn pull(client: &Client, today: Date) -> Result<Catalogue, ClientError> {
    let empty = |path: &str| ClientError::Unexpected {
        host: client.host().as_str().to_owned(),
        path: path.to_owned(),
        reason: "the list is empty".to_owned(),
    };
    let runtimes: Runtimes = client.get(RUNTIMES)?;
    let node_types: NodeTypes = client.get(NODE_TYPES)?;
    if runtimes.versions.is_empty() {
        return Err(empty(RUNTIMES));
    }
    if node_types.node_types.is_empty() {
        return Err(empty(NODE_TYPES));
    }
    let runtimes = runtimes.versions.into_iter();
    let node_types = node_types.node_types.into_iter().map(|answer| OfferedNodeType {
        id: answer.node_type_id,
        // The API has fractions for burstable sizes; no core is lost by leaving them out.
        cores: answer.num_cores.clamp(0.0, f64::from(u16::MAX)) as u32,
        memory_mb: answer.memory_mb,
        gpus: answer.num_gpus,
        photon: answer.photon_worker_capable,
        unavailable: answer.node_info.map(|info| info.status).unwrap_or_default(),
    });
    Ok(Catalogue::new(
        client.host().as_str().to_owned(),
        today,
        runtimes.map(|answer| OfferedRuntime { key: answer.key, name: answer.name }).collect(),
        node_types.collect(),
    ))
}
