//! The `bricep` binary.

fn main() {}
