//! A job with more tasks than the service takes.

use crate::rules::prelude::*;

rule!("BRC4254", "too-many-tasks", Correctness, Check::Schema);
