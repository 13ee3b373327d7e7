//! The tree of `strings.bicep`.

use crate::arm::*;

pub(super) fn strings() -> Template {
    Template::new("strings.bicep")
        .description("How strings, numbers and names lower.")
        .with(
            Param::new("who", TypeExpr::String)
                .default("it's ${not} an expression, nor [this]")
                .describe("A name."),
        )
        .with(Param::new("count", TypeExpr::Int).default(3_i64).describe("A count."))
        .with(Param::new("token", TypeExpr::String).describe("A secret.").decorate(Decorator::Secure))
        .with(Param::new("on", TypeExpr::Bool).default(true).describe("A flag."))
        .with(
            Param::new("several", TypeExpr::String.array())
                .default(Array::new(["a", "b\\c", "tab\there", "line\nbreak", "\u{1F9F1}"]).inline())
                .describe("Several."),
        )
        .with(
            Param::new("free", TypeExpr::String.map())
                .default(
                    Object::new().with("plain", "x").with("with space", "y").with("with.dot", "z").inline(),
                )
                .describe("Free form."),
        )
        .with(Variable::new("literal", "[not an expression]"))
        .with_joined(Variable::new("twoBrackets", "[[x]]"))
        .with_joined(Variable::new("openBracket", "[only at the start"))
        .with_joined(Variable::new("emptyArrayText", "[]"))
        .with_joined(Variable::new("braces", "{0} and {{x}}"))
        .with_joined(Variable::new(
            "bracesWithValue",
            interpolate(["{0} and {{x}} ".into(), sym("who").into()]),
        ))
        .with_joined(Variable::new("quoted", "say \"it's\" \\ done"))
        .with_joined(Variable::new(
            "jsonText",
            interpolate(["{\"a\": [1, \"".into(), sym("who").into(), "\"]}".into()]),
        ))
        .with_joined(Variable::new("onlyInterpolation", interpolate([sym("who").into()])))
        .with_joined(Variable::new(
            "interpolated",
            interpolate(["a".into(), sym("who").into(), "b".into(), sym("count").into(), "c{d}".into()]),
        ))
        .with_joined(Variable::new(
            "nested",
            interpolate([
                call("toUpper", [interpolate(["x".into(), sym("who").into()])]).into(),
                "-".into(),
                Expr::from(1_i64).binary(BinaryOp::Add, sym("count")).into(),
            ]),
        ))
        .with_joined(Variable::new("quoteInside", interpolate(["it's ".into(), sym("who").into()])))
        .with_joined(Variable::new("bracketFirst", interpolate(["[".into(), sym("who").into(), "]".into()])))
        .with_joined(Variable::new(
            "multi",
            Expr::MultiLine("first 'line'\n  ${not interpolated}\nlast".to_owned()),
        ))
        .with_joined(Variable::new(
            "mapping",
            Object::new()
                .with("plain", 1_i64)
                .with("with space", 2_i64)
                .with("with.dot", true)
                .with("nothing", null())
                .with(Key::Interpolated(vec![sym("who").into(), "-key".into()]), sym("who"))
                .with("list", Array::new([Expr::from(1_i64), Expr::from(-2_i64), Expr::from("x"), null()]))
                .with("empty", Object::new())
                .with("none", Array::default()),
        ))
        .with_joined(Variable::new("conditional", ternary(sym("on"), sym("who"), "none")))
        .with_joined(Variable::new("safe", sym("several").safe_index(0_i64).or_else("none")))
        .with_joined(Variable::new("lastOne", call("last", [sym("several")])))
        .with_joined(Variable::new(
            "joined",
            call(
                "join",
                [
                    call("map", [sym("several"), lambda(["item"], call("toUpper", [sym("item")]))]),
                    Expr::from(","),
                ],
            ),
        ))
        .with_joined(Variable::new(
            "merged",
            call("union", [sym("free"), Expr::from(Object::new().with("extra", "e").inline())]),
        ))
        .with_joined(Variable::new(
            "range2",
            Repeat::new("i", call("range", [Expr::from(0_i64), sym("count")]))
                .body(interpolate(["n".into(), sym("i").into()])),
        ))
        .with_joined(Variable::new(
            "objects",
            Repeat::new("item", sym("several"))
                .with_index("i")
                .body(Object::new().with("name", sym("item")).with("position", sym("i")).inline()),
        ))
        .with_joined(Variable::new("big", 9007199254740993_i64))
        .with_joined(Variable::new("negative", negate(sym("count"))))
        .with_joined(Variable::new(
            "logic",
            or(and(sym("on"), sym("count").binary(BinaryOp::Greater, 2_i64)), not(sym("on"))),
        ))
        .with_joined(Variable::new(
            "compare",
            ternary(
                sym("who").equals("x"),
                "same",
                ternary(sym("who").binary(BinaryOp::EqualsFolded, "X"), "folded", "other").parens(),
            ),
        ))
        .with(Output::new(
            "all",
            TypeExpr::AnyObject,
            Object::new()
                .with("literal", sym("literal"))
                .with("twoBrackets", sym("twoBrackets"))
                .with("openBracket", sym("openBracket"))
                .with("emptyArrayText", sym("emptyArrayText"))
                .with("braces", sym("braces"))
                .with("bracesWithValue", sym("bracesWithValue"))
                .with("quoted", sym("quoted"))
                .with("jsonText", sym("jsonText"))
                .with("onlyInterpolation", sym("onlyInterpolation"))
                .with("interpolated", sym("interpolated"))
                .with("nested", sym("nested"))
                .with("quoteInside", sym("quoteInside"))
                .with("bracketFirst", sym("bracketFirst"))
                .with("multi", sym("multi"))
                .with("mapping", sym("mapping"))
                .with("conditional", sym("conditional"))
                .with("safe", sym("safe"))
                .with("lastOne", sym("lastOne"))
                .with("joined", sym("joined"))
                .with("merged", sym("merged"))
                .with("range2", sym("range2"))
                .with("objects", sym("objects"))
                .with("big", sym("big"))
                .with("negative", sym("negative"))
                .with("logic", sym("logic"))
                .with("compare", sym("compare")),
        ))
        .with_joined(Output::new(
            "loop",
            TypeExpr::AnyArray,
            Repeat::new("item", sym("several")).body(
                Object::new()
                    .with("item", sym("item"))
                    .with("upper", call("toUpper", [sym("item")]))
                    .inline(),
            ),
        ))
        .with_joined(Output::new("secret", TypeExpr::String, sym("token")).decorate(Decorator::Secure))
}
