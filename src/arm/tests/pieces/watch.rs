//! The tree of `watch.bicep`.

use crate::arm::*;

pub(super) fn watch() -> Template {
    Template::new("watch.bicep")
        .description("Who is told when the provider fails, what it costs at most, and what is logged.")
        .with(
            Param::new("location", TypeExpr::String)
                .default(call("resourceGroup", NO_ARGS).prop("location"))
                .describe("Azure region of every resource."),
        )
        .with(
            Param::new("name", TypeExpr::String)
                .describe("Name that every resource carries.")
                .decorate(Decorator::MaxLength(40)),
        )
        .with(Param::new("alertEmail", TypeExpr::String).describe("Who is told."))
        .with(
            Param::new("monthlyBudget", TypeExpr::Int)
                .describe("Budget of a month, in the currency of the subscription."),
        )
        .with(
            Param::new("budgetStart", TypeExpr::String)
                .default(call("utcNow", ["yyyy-MM-01"]))
                .describe("First day of the budget."),
        )
        .with(
            Param::new("applicationInsightsName", TypeExpr::String)
                .describe("Name of the Application Insights of the provider."),
        )
        .with(
            Resource::new(
                "applicationInsights",
                "Microsoft.Insights/components@2020-02-02",
                sym("applicationInsightsName"),
            )
            .existing(),
        )
        .with(
            Resource::new(
                "actionGroup",
                "Microsoft.Insights/actionGroups@2023-01-01",
                interpolate(["ag-".into(), sym("name").into()]),
            )
            .with("location", "global")
            .with(
                "properties",
                Object::new().with("enabled", true).with("groupShortName", "bricep").with(
                    "emailReceivers",
                    Array::new([Object::new()
                        .with("name", "owner")
                        .with("emailAddress", sym("alertEmail"))
                        .with("useCommonAlertSchema", true)]),
                ),
            ),
        )
        .with(
            Resource::new(
                "failures",
                "Microsoft.Insights/scheduledQueryRules@2026-03-01",
                interpolate(["alert-".into(), sym("name").into(), "-failures".into()]),
            )
            .with("location", sym("location"))
            .with(
                "properties",
                Object::new()
                    .with("displayName", "The provider answers with errors")
                    .with("enabled", true)
                    .with("evaluationFrequency", "PT5M")
                    .with("severity", 2_i64)
                    .with("windowSize", "PT15M")
                    .with("scopes", Array::new([sym("applicationInsights").prop("id")]))
                    .with(
                        "criteria",
                        Object::new().with(
                            "allOf",
                            Array::new([Object::new()
                                .with("query", "requests | where toint(resultCode) >= 500")
                                .with("operator", "GreaterThan")
                                .with("threshold", 0_i64)
                                .with("timeAggregation", "Count")]),
                        ),
                    )
                    .with(
                        "actions",
                        Object::new().with("actionGroups", Array::new([sym("actionGroup").prop("id")])),
                    ),
            ),
        )
        .with(
            Resource::new(
                "budget",
                "Microsoft.Consumption/budgets@2026-06-01",
                interpolate(["budget-".into(), sym("name").into()]),
            )
            .with(
                "properties",
                Object::new()
                    .with("amount", sym("monthlyBudget"))
                    .with("category", "Cost")
                    .with("timeGrain", "Monthly")
                    .with("timePeriod", Object::new().with("startDate", sym("budgetStart")))
                    .with(
                        "notifications",
                        Object::new().with(
                            "forecast",
                            Object::new()
                                .with("contactEmails", Array::new([sym("alertEmail")]))
                                .with("enabled", true)
                                .with("operator", "GreaterThan")
                                .with("threshold", 100_i64)
                                .with("thresholdType", "Forecasted"),
                        ),
                    ),
            ),
        )
}
