//! A pool with an availability that only clusters have.

use crate::rules::prelude::*;

rule!("BRC4026", "wrong-pool-availability", Correctness, Check::Schema);
