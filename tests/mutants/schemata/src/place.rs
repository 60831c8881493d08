//! Finds the piece of syntax of each mutant and turns it into a choice between mutant and original.
//! What runs before `main`, such as constants and `const fn`, cannot choose and is left out.

use crate::edit::{Edit, around, replace};
use crate::{Mutant, Position};
use std::collections::BTreeMap;
use std::error::Error;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, UnOp};

/// The edits of one file, and the numbers of the mutants they hold.
pub fn place(source: &str, mutants: &[(usize, &Mutant)]) -> Result<(Vec<Edit>, Vec<usize>), Box<dyn Error>> {
    let file = syn::parse_file(source)?;
    let mut by_start: BTreeMap<Position, Vec<(usize, &Mutant)>> = BTreeMap::new();
    for (number, mutant) in mutants {
        by_start.entry(mutant.span.start).or_default().push((*number, mutant));
    }
    let mut placer =
        Placer { lines: Lines::of(source), source, by_start, edits: Vec::new(), placed: Vec::new() };
    placer.visit_file(&file);
    Ok((placer.edits, placer.placed))
}

struct Lines(Vec<usize>);

impl Lines {
    fn of(source: &str) -> Self {
        Self(std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }
}

struct Placer<'a> {
    source: &'a str,
    lines: Lines,
    by_start: BTreeMap<Position, Vec<(usize, &'a Mutant)>>,
    edits: Vec<Edit>,
    placed: Vec<usize>,
}

impl Placer<'_> {
    fn offset(&self, position: proc_macro2::LineColumn) -> usize {
        let start = self.lines.0[position.line - 1];
        let line = &self.source[start..];
        start + line.char_indices().nth(position.column).map_or(line.len(), |(at, _)| at)
    }

    fn range(&self, node: &impl Spanned) -> (usize, usize) {
        let span = node.span();
        (self.offset(span.start()), self.offset(span.end()))
    }

    fn text(&self, node: &impl Spanned) -> String {
        let (start, end) = self.range(node);
        self.source[start..end].to_owned()
    }

    /// The mutants of a genre that start where the node starts; they count as placed.
    fn take(&mut self, node: &impl Spanned, genre: &str) -> Vec<(usize, String)> {
        let start = node.span().start();
        let start = Position { line: start.line, column: start.column + 1 };
        let here = self.by_start.get(&start).into_iter().flatten();
        let found: Vec<_> = here
            .filter(|(_, mutant)| mutant.genre == genre)
            .map(|(number, mutant)| (*number, mutant.replacement.clone()))
            .collect();
        self.placed.extend(found.iter().map(|(number, _)| *number));
        found
    }

    fn body(&mut self, block: &syn::Block) {
        let Some(first) = block.stmts.first() else { return };
        let text: String = self
            .take(first, "FnValue")
            .into_iter()
            .map(|(number, value)| format!("if crate::mutant::on({number}) {{ return {value}; }} "))
            .collect();
        if !text.is_empty() {
            let (start, _) = self.range(first);
            self.edits.push(Edit { at: start, removed: 0, around: usize::MAX >> 1, is_closing: false, text });
        }
    }

    fn logical(&mut self, node: &syn::ExprBinary, number: usize, is_and: bool) {
        let (start, end) = self.range(node);
        let (token_start, token_end) = self.range(&node.op);
        let compared = if is_and { "!=" } else { "==" };
        let [open, close] =
            around(start, end, format!("({{ let a{number} = "), format!(" }} else {{ a{number} }} }})"));
        let middle = format!("; if a{number} {compared} crate::mutant::on({number}) {{ ");
        self.edits.extend([open, replace(token_start, token_end, middle), close]);
    }

    fn binary(&mut self, node: &syn::ExprBinary, mutants: &[(usize, String)]) {
        let original = self.text(&node.op);
        let name = mutants[0].0;
        let (left, right) = (format!("l{name}"), format!("r{name}"));
        let (token_start, token_end) = self.range(&node.op);
        if matches!(original.as_str(), "+=" | "-=" | "*=" | "/=" | "%=" | "|=" | "&=" | "^=" | "<<=" | ">>=")
        {
            let place = self.text(&node.left);
            let choice = choice(mutants, &original, |operator| format!("{place} {operator} {right}"));
            let (start, end) = self.range(&node.right);
            let (whole_start, _) = self.range(node);
            self.edits.push(Edit {
                at: whole_start,
                removed: start - whole_start,
                around: end - whole_start,
                is_closing: false,
                text: "(match (".to_owned(),
            });
            let [_, close] = around(whole_start, end, String::new(), format!(") {{ {right} => {choice} }})"));
            self.edits.push(close);
            return;
        }
        let is_comparison = matches!(original.as_str(), "==" | "!=" | "<" | ">" | "<=" | ">=");
        let choice = choice(mutants, &original, |operator| format!("{left} {operator} {right}"));
        let before = if is_comparison { "(match (&(" } else { "(match ((" };
        let middle = if is_comparison { "), &(" } else { "), (" };
        let (start, end) = self.range(node);
        let [open, close] =
            around(start, end, before.to_owned(), format!(")) {{ ({left}, {right}) => {choice} }})"));
        self.edits.extend([open, replace(token_start, token_end, middle.to_owned()), close]);
    }
}

fn choice(mutants: &[(usize, String)], original: &str, of: impl Fn(&str) -> String) -> String {
    let mutated: String = mutants
        .iter()
        .map(|(number, operator)| format!("if crate::mutant::on({number}) {{ {} }} else ", of(operator)))
        .collect();
    format!("{mutated}{{ {} }}", of(original))
}

fn has_let(expression: &Expr) -> bool {
    match expression {
        Expr::Let(_) => true,
        Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) => {
            has_let(&binary.left) || has_let(&binary.right)
        }
        _ => false,
    }
}

impl<'ast> Visit<'ast> for Placer<'_> {
    fn visit_item_fn(&mut self, node: &'ast syn::ItemFn) {
        if node.sig.constness.is_none() {
            self.body(&node.block);
            visit::visit_item_fn(self, node);
        }
    }

    fn visit_impl_item_fn(&mut self, node: &'ast syn::ImplItemFn) {
        if node.sig.constness.is_none() {
            self.body(&node.block);
            visit::visit_impl_item_fn(self, node);
        }
    }

    fn visit_trait_item_fn(&mut self, node: &'ast syn::TraitItemFn) {
        if let Some(block) = &node.default {
            self.body(block);
        }
        visit::visit_trait_item_fn(self, node);
    }

    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}

    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}

    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}

    fn visit_expr_const(&mut self, _: &'ast syn::ExprConst) {}

    fn visit_type(&mut self, _: &'ast syn::Type) {}

    fn visit_expr_binary(&mut self, node: &'ast syn::ExprBinary) {
        visit::visit_expr_binary(self, node);
        if has_let(&node.left) || has_let(&node.right) {
            return;
        }
        let mutants = self.take(&node.op, "BinaryOperator");
        let Some((number, _)) = mutants.first() else { return };
        match node.op {
            BinOp::And(_) => self.logical(node, *number, true),
            BinOp::Or(_) => self.logical(node, *number, false),
            _ => self.binary(node, &mutants),
        }
    }

    fn visit_expr_unary(&mut self, node: &'ast syn::ExprUnary) {
        visit::visit_expr_unary(self, node);
        let operator = match node.op {
            UnOp::Not(_) => "!",
            UnOp::Neg(_) => "-",
            _ => return,
        };
        let mutants = self.take(node, "UnaryOperator");
        let Some((number, _)) = mutants.first() else { return };
        let (start, end) = self.range(node);
        let (token_start, token_end) = self.range(&node.op);
        let after = format!(
            ") {{ v{number} => if crate::mutant::on({number}) {{ v{number} }} else {{ {operator}v{number} }} }})"
        );
        let [open, close] = around(start, end, String::new(), after);
        let _ = open;
        self.edits.push(Edit {
            at: token_start,
            removed: token_end - token_start,
            around: end - start,
            is_closing: false,
            text: "(match (".to_owned(),
        });
        self.edits.push(close);
    }

    fn visit_arm(&mut self, node: &'ast syn::Arm) {
        visit::visit_arm(self, node);
        let deleted = self.take(node, "MatchArm");
        let keep: String =
            deleted.iter().map(|(number, _)| format!("!crate::mutant::on({number}) && ")).collect();
        match &node.guard {
            None if keep.is_empty() => {}
            None => {
                let (start, end) = self.range(&node.pat);
                let [_, close] = around(start, end, String::new(), format!(" if {keep}true"));
                self.edits.push(close);
            }
            Some((_, guard)) => {
                let mut mutants = self.take(&**guard, "MatchArmGuard");
                mutants.sort_by_key(|(_, value)| value != "true");
                if keep.is_empty() && mutants.is_empty() {
                    return;
                }
                let forced: String = mutants
                    .iter()
                    .map(|(number, value)| match value.as_str() {
                        "true" => format!("crate::mutant::on({number}) || "),
                        _ => format!("!crate::mutant::on({number}) && "),
                    })
                    .collect();
                let (start, end) = self.range(&**guard);
                // One piece larger than the guard, so that it opens outside of what changes inside.
                let mut edits = around(start, end, format!("{keep}({forced}("), "))".to_owned());
                edits.iter_mut().for_each(|edit| edit.around += 1);
                self.edits.extend(edits);
            }
        }
    }

    fn visit_expr_struct(&mut self, node: &'ast syn::ExprStruct) {
        visit::visit_expr_struct(self, node);
        let Some(rest) = &node.rest else { return };
        for field in &node.fields {
            let mutants = self.take(field, "StructField");
            let Some((number, _)) = mutants.first() else { continue };
            let (path, rest) = (self.text(&node.path), self.text(&**rest));
            let name = self.text(&field.member);
            let open = format!(
                "if crate::mutant::on({number}) {{ let b{number}: {path} = {rest}; b{number}.{name} }} else {{ "
            );
            let (start, end) = self.range(&field.expr);
            let before = if field.colon_token.is_none() { format!("{name}: {open}") } else { open };
            let mut edits = around(start, end, before, " }".to_owned());
            edits.iter_mut().for_each(|edit| edit.around += 1);
            self.edits.extend(edits);
        }
    }
}
