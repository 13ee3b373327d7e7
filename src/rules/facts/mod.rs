//! Facts that age: read from `schemas/data/`, where each file carries its source and date.

pub(super) mod node_types;
pub(super) mod runtimes;
