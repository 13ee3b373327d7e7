//! The template tree and its two printers.
