//! JSON Schema validation with findings of our own.
