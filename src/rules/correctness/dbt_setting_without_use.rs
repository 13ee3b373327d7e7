//! A setting of a dbt task that goes with a warehouse, without one, or the other way round.

use crate::rules::prelude::*;

rule!("BRC4084", "dbt-setting-without-use", Correctness, Check::Schema);
