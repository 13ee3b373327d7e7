//! A field of the simplified form on a cluster that is not of that form.

use crate::rules::prelude::*;

rule!("BRC4047", "missing-kind", Correctness, Check::Schema);
