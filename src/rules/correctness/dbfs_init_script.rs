//! An init script on DBFS.

use crate::rules::prelude::*;

rule!("BRC4034", "dbfs-init-script", Correctness = Warning, Check::Schema);
