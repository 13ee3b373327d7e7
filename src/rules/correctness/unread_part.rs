//! A part of a template that is not checked, since the grammar gives up on it.

use crate::rules::prelude::*;

rule!("BRC4200", "unread-part", Correctness = Warning, Check::Reader);
