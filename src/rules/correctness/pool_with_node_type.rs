//! A cluster from a pool that chooses its VM size all the same.

use crate::rules::prelude::*;

rule!("BRC4020", "pool-with-node-type", Correctness, Check::Schema);
