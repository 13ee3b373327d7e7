//! Custom providers, which Azure has retired: told once a file, at the first resource of one.

use super::tree::Template;
use super::{PROVIDER, custom_type};
use crate::diagnostic::{Diagnostic, Sink, code};

pub(super) fn check(template: &Template, sink: &mut Sink) {
    let custom =
        |one: &&super::tree::Resource| !one.existing && (one.is(PROVIDER) || custom_type(one).is_some());
    let Some(first) = template.resources.iter().find(custom) else { return };
    let message =
        "Azure blocked writes to custom resource providers on 2026-07-31 and retired them on 2026-10-31";
    let help = "the template compiles and then fails at deployment; a deployment script, or a pipeline, can ask the app instead";
    let found = Diagnostic::new(&code::RETIRED_CUSTOM_PROVIDERS, first.kind_span, message).help(help);
    sink.push(found.path(crate::diagnostic::pointer(["resources", &first.symbol])));
}
