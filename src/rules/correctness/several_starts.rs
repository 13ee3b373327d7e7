//! A job that is started in more than one way.

use crate::rules::prelude::*;

rule!("BRC4011", "several-starts", Correctness, Check::Schema);
