//! More tags than the service takes.

use crate::rules::prelude::*;

rule!("BRC4255", "too-many-tags", Correctness, Check::Schema);
