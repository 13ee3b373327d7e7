//! The worked examples.

mod custom_provider;
mod deployment_script;
