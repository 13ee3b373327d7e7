//! A name that Unity Catalog does not take.

use crate::rules::prelude::*;

rule!("BRC4094", "name-refused-by-catalog", Correctness, Check::Schema);
