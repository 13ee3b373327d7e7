//! Types.

use super::doc::Doc;
use super::expr::Printer;
use super::text;
use crate::arm::{Literal, ObjectType, TypeExpr, TypeProperty};

impl Printer<'_> {
    /// A type.
    pub(super) fn ty(&mut self, ty: &TypeExpr) -> Doc {
        match ty {
            TypeExpr::String => Doc::text("string"),
            TypeExpr::Int => Doc::text("int"),
            TypeExpr::Bool => Doc::text("bool"),
            TypeExpr::AnyObject => Doc::text("object"),
            TypeExpr::AnyArray => Doc::text("array"),
            TypeExpr::Literal(literal) => Doc::text(match literal {
                Literal::Text(text) => text::quoted(text),
                Literal::Int(number) => number.to_string(),
                Literal::Bool(flag) => flag.to_string(),
            }),
            TypeExpr::Union(members) => self.union(members),
            TypeExpr::ArrayOf(item) => Doc::Glue(vec![self.type_operand(item), Doc::text("[]")]),
            TypeExpr::Object(object) => self.object_type(object),
            TypeExpr::Nullable(inner) => Doc::Glue(vec![self.type_operand(inner), Doc::text("?")]),
            TypeExpr::Named(name) => Doc::text(name),
        }
    }

    /// A type in front of `[]` or `?`.
    fn type_operand(&mut self, ty: &TypeExpr) -> Doc {
        let doc = self.ty(ty);
        match ty {
            TypeExpr::Union(_) => Doc::Glue(vec![Doc::text("("), doc, Doc::text(")")]),
            _ => doc,
        }
    }

    fn union(&mut self, members: &[TypeExpr]) -> Doc {
        let mark = self.layout.mark();
        let mut docs = Vec::with_capacity(members.len());
        for (at, member) in members.iter().enumerate() {
            let bar = if at == 0 { Doc::WhenBroken("| ") } else { Doc::text("| ") };
            docs.push(Doc::Glue(vec![bar, self.ty(member)]));
        }
        self.layout.indent_group(mark, docs)
    }

    fn object_type(&mut self, object: &ObjectType) -> Doc {
        let mark = self.layout.mark();
        let mut items = Vec::new();
        let named = object.properties.iter().map(|property| (text::key(&property.name), property));
        let rest = object.additional.as_deref().map(|property| ("*".to_owned(), property));
        let all: Vec<(String, &TypeProperty)> = named.chain(rest).collect();
        let decorated = all.iter().any(|(_, property)| !property.decorators.is_empty());
        for (at, (key, property)) in all.iter().enumerate() {
            if at > 0 && decorated {
                items.push(Doc::HardLine);
            }
            items.extend(self.decorators(&property.decorators));
            items.push(Doc::spread(vec![Doc::text(format!("{key}:")), self.ty(&property.ty)]));
        }
        self.braces(mark, items, object.inline && !decorated)
    }
}
