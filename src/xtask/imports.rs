//! What the page's modules import from each other.
//!
//! Owns reading the import statements and the imports on demand (`import('./name.js')`) of one
//! module, and which exports of which module a whole program uses. How modules are joined is
//! `link`'s.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, anyhow, bail};
use oxc_allocator::Allocator;
use oxc_ast::ast::{Expression, ImportDeclarationSpecifier, ImportExpression, Program, Statement};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::Parser;
use oxc_span::{SourceType, Span};

/// The modules of a program: text by file name.
pub(crate) type Modules = BTreeMap<String, String>;

/// Programs of their own, which a page imports only to run them: each is linked by itself.
const PROGRAMS: [&str; 2] = ["app.js", "offline.js"];

/// What is done with a module that another one imports on demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnDemand {
    /// It stays a file of its own.
    Apart,
    /// It is linked in with the others.
    Within,
}

/// An import statement.
pub(crate) struct Import {
    /// Where it stands.
    pub(crate) span: Span,
    /// The module it names.
    pub(crate) file: String,
    /// Exported and local name of each binding.
    pub(crate) names: Vec<(String, String)>,
}

/// An import on demand.
pub(crate) struct Demand {
    /// Where it stands.
    pub(crate) span: Span,
    /// The module it names.
    pub(crate) file: String,
}

/// The exports of each module that a program uses; `None` stands for all of them.
pub(crate) type Used = BTreeMap<String, Option<BTreeSet<String>>>;

/// Parses a module.
pub(crate) fn parse<'a>(allocator: &'a Allocator, text: &'a str) -> Result<Program<'a>> {
    let parsed = Parser::new(allocator, text, SourceType::mjs()).parse();
    if let Some(problem) = parsed.diagnostics.into_iter().next() {
        bail!("{:?}", problem.with_source_code(text.to_owned()));
    }
    Ok(parsed.program)
}

/// The text of a module by its name.
pub(crate) fn text_of<'a>(name: &str, modules: &'a Modules) -> Result<&'a str> {
    let text = modules.get(name).map(String::as_str);
    text.ok_or_else(|| anyhow!("there is no module {name}"))
}

/// The import statements of a module, in order.
pub(crate) fn statements(program: &Program<'_>, text: &str) -> Result<Vec<Import>> {
    let mut imports = Vec::new();
    for statement in &program.body {
        let Statement::ImportDeclaration(import) = statement else {
            continue;
        };
        let refuse = || unsupported(import.span, text);
        let file = import.source.value.strip_prefix("./").ok_or_else(refuse)?;
        let mut names = Vec::new();
        for specifier in import.specifiers.iter().flatten() {
            names.push(match specifier {
                ImportDeclarationSpecifier::ImportSpecifier(named) => (
                    named.imported.name().to_string(),
                    named.local.name.to_string(),
                ),
                ImportDeclarationSpecifier::ImportDefaultSpecifier(default) => {
                    ("default".to_owned(), default.local.name.to_string())
                }
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(_) => return Err(refuse()),
            });
        }
        imports.push(Import {
            span: import.span,
            file: file.to_owned(),
            names,
        });
    }
    Ok(imports)
}

/// The imports on demand of a module, in order.
pub(crate) fn demands(program: &Program<'_>, text: &str) -> Result<Vec<Demand>> {
    let mut finder = Finder { found: Vec::new() };
    finder.visit_program(program);
    let is_linked = |file: &Option<String>| {
        let name = file.as_deref();
        name.is_none_or(|name| !PROGRAMS.contains(&name))
    };
    finder
        .found
        .into_iter()
        .filter(|(_, file)| is_linked(file))
        .map(|(span, file)| {
            let file = file.ok_or_else(|| unsupported(span, text))?;
            Ok(Demand { span, file })
        })
        .collect()
}

struct Finder {
    found: Vec<(Span, Option<String>)>,
}

impl<'a> Visit<'a> for Finder {
    fn visit_import_expression(&mut self, import: &ImportExpression<'a>) {
        let file = match &import.source {
            Expression::StringLiteral(source) => source.value.strip_prefix("./"),
            _ => None,
        };
        self.found.push((import.span, file.map(str::to_owned)));
        walk::walk_import_expression(self, import);
    }
}

/// The error of a form that the linker does not know.
pub(crate) fn unsupported(Span { start, end, .. }: Span, text: &str) -> anyhow::Error {
    let form = &text[start as usize..end as usize];
    anyhow!("this form is not supported: {form}")
}

/// Which exports the program of an entry uses.
pub(crate) fn used(entry: &str, modules: &Modules, on_demand: OnDemand) -> Result<Used> {
    let mut used = Used::from([(entry.to_owned(), None)]);
    let mut waiting = vec![entry.to_owned()];
    let mut read = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if !read.insert(name.clone()) {
            continue;
        }
        let allocator = Allocator::default();
        let text = text_of(&name, modules)?;
        let context = || format!("cannot link {name}");
        let program = parse(&allocator, text).with_context(context)?;
        for import in statements(&program, text).with_context(context)? {
            let names = used
                .entry(import.file.clone())
                .or_insert_with(|| Some(BTreeSet::new()));
            if let Some(names) = names {
                names.extend(import.names.into_iter().map(|(exported, _)| exported));
            }
            waiting.push(import.file);
        }
        for demand in demands(&program, text).with_context(context)? {
            text_of(&demand.file, modules).with_context(context)?;
            if on_demand == OnDemand::Within {
                used.insert(demand.file.clone(), None);
                waiting.push(demand.file);
            }
        }
    }
    Ok(used)
}

/// The modules that a program imports on demand, and those that these import: what else has to lie
/// beside it.
pub(crate) fn on_demand(entry: &str, modules: &Modules) -> Result<BTreeSet<String>> {
    let mut files = BTreeSet::new();
    let mut waiting = vec![entry.to_owned()];
    while let Some(entry) = waiting.pop() {
        for name in used(&entry, modules, OnDemand::Apart)?.keys() {
            let allocator = Allocator::default();
            let text = text_of(name, modules)?;
            let program = parse(&allocator, text)?;
            for demand in demands(&program, text)? {
                if files.insert(demand.file.clone()) {
                    waiting.push(demand.file);
                }
            }
        }
    }
    Ok(files)
}
