//! Aliases of a model to watch, by a trigger that does not look at aliases.

use crate::rules::prelude::*;

rule!("BRC4088", "aliases-without-alias-condition", Correctness, Check::Schema);
