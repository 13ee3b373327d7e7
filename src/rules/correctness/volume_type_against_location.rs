//! A volume whose type and location do not go together.

use crate::rules::prelude::*;

rule!("BRC4090", "volume-type-against-location", Correctness, Check::Schema);
