//! A permission level that the object does not have.

use crate::rules::prelude::*;

rule!("BRC4093", "foreign-permission-level", Correctness, Check::Schema);
