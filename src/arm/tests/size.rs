//! Large templates.

use crate::arm::print::{bicep, json};
use crate::arm::*;

/// A template of `count` resources, each with a reference to the one before it and to a large variable.
fn template(count: usize) -> Template {
    let mut environments = Object::new();
    for at in 0..count {
        environments.push(Property::new(format!("key{at}"), at as i64));
    }
    let mut template = Template::new("main.bicep")
        .with(Param::new("environment", TypeExpr::String.nullable()))
        .with(Variable::new("environments", environments))
        .with(Variable::new("configuration", sym("environments").prop("key0")));
    for at in 0..count {
        let mut properties = Object::new().with("size", sym("configuration"));
        if at > 0 {
            let before = sym(format!("r{}", at - 1)).prop("properties").prop("id");
            properties = properties.with("before", before);
        }
        template.push(
            Resource::new(format!("r{at}"), "Microsoft.Web/sites@2025-03-01", format!("name{at}"))
                .with("properties", properties),
        );
    }
    template
}

#[test]
fn ten_thousand_resources_in_a_chain() {
    let template = template(10_000);
    let bicep = bicep::print(&template).unwrap();
    assert_eq!(bicep.matches("\nresource ").count(), 10_000);
    let json = json::lower(&template, &json::Generator::default()).unwrap();
    assert_eq!(json["resources"]["r9999"]["dependsOn"], serde_json::json!(["r9998"]));
}
