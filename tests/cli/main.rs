//! The command line, through the real binary.

mod explain;
mod generate;
mod help;
mod hostile;
mod init;
mod project;
mod schema;
mod streams;
mod validate;
mod world;
