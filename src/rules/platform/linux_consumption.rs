//! A function app on the Consumption plan for Linux, which ends.
//!
//! On 2028-09-30: <https://learn.microsoft.com/azure/azure-functions/consumption-plan>.

use crate::rules::templates::{named, prelude::*};

rule!("BRC9030", "linux-consumption", Platform, Check::Templates(check));

fn check(_: &Set<'_>, template: &Template, told: &mut Told<'_>) {
    for plan in template.resources.iter().filter(|one| one.is("Microsoft.Web/serverfarms") && !one.existing) {
        let Some(sku) = plan.body.get("sku.name").map(|sku| template.resolve(sku)) else { continue };
        let reserved = plan.body.get("properties.reserved").map(|value| &template.resolve(value).data);
        let kind = plan.body.get("kind").and_then(|kind| template.resolve(kind).text());
        let linux =
            matches!(reserved, Some(Data::Bool(true))) || kind.is_some_and(|kind| kind.contains("linux"));
        if linux && sku.text().is_some_and(|sku| sku.eq_ignore_ascii_case("Y1")) {
            let message =
                format!("the plan {} is Consumption for Linux, which ends on 2028-09-30", named(plan));
            told.push(told.found(sku.span, message).help("take Flex Consumption: `FC1`, `FlexConsumption`"));
        }
    }
}
