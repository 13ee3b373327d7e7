//! A secret scope with settings of the other backend.

use crate::rules::prelude::*;

rule!("BRC4091", "secret-scope-backend-mix", Correctness, Check::Schema);
