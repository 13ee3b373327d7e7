//! A secret that is written out in a field which takes one.

use crate::rules::prelude::*;

rule!("BRC6003", "secret-in-plain-field", Security = Error, Check::Schema);
