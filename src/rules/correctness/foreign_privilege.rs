//! A privilege that the securable does not have.

use crate::rules::prelude::*;

rule!("BRC4092", "foreign-privilege", Correctness, Check::Schema);
