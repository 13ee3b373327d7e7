//! A task that names more than one cluster.

use crate::rules::prelude::*;

rule!("BRC4055", "several-computes", Correctness, Check::Schema);
