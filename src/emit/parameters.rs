//! `<environment>.bicepparam`, and the parameters JSON that says the same.

use super::HEADER;
use super::half::Half;
use super::uses::params;
use crate::arm::{BicepParam, Template};
use crate::source::Data;

/// The parameters of an environment: its name, and the location that the spec gives.
pub(super) fn file(half: &Half<'_>, main: &Template, environment: usize) -> BicepParam {
    let declares = |name: &str| params(main).any(|param| param.name == name);
    let mut file = BicepParam::new(super::main::FILE).header(HEADER);
    if declares("environment") {
        file = file.param("environment", &*half.model().environments[environment].name);
    }
    if declares("location")
        && let Some(location) = half.at(environment, &["location"])
    {
        let filled = half.model().values(environment).fill(location);
        if let Data::String(text) = filled.data {
            file = file.param("location", &*text);
        }
    }
    file
}
