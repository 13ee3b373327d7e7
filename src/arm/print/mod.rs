//! The two printers.

pub mod bicep;
pub mod json;
