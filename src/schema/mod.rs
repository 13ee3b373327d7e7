//! JSON Schema validation with findings of our own.

mod partial;

pub use partial::add_partial_definitions;
