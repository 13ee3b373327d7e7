//! A Git source that names none or several of branch, tag and commit.

use crate::rules::prelude::*;

rule!("BRC4061", "ambiguous-git-reference", Correctness, Check::Schema);
