//! Several ES modules as one.
//!
//! Owns linking and minifying the page's JavaScript: each module becomes a function that returns
//! its exports, in dependency order, so that names never meet and nothing runs twice. Only the
//! forms of import and export that the page uses are known; any other is an error, never a guess.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail, ensure};
use oxc_allocator::Allocator;
use oxc_ast::ast::{Declaration, ExportDefaultDeclarationKind, Statement};
use oxc_codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_span::{GetSpan as _, Span};

use crate::imports::{self, Import, Modules, OnDemand, Used, parse, text_of, unsupported};

/// Links `entry` and what it imports into one module.
///
/// The entry alone may use `await` at its top level; what it exports is dropped, and so is what
/// no module imports.
pub(crate) fn link(entry: &str, modules: &Modules, on_demand: OnDemand) -> Result<String> {
    Ok(Linker::of(entry, modules, on_demand, true)?.out)
}

/// Links a module that is imported on demand, with what it imports: its exports stay.
pub(crate) fn link_apart(entry: &str, modules: &Modules) -> Result<String> {
    Ok(Linker::of(entry, modules, OnDemand::Apart, false)?.out)
}

/// The names of `entry` and of all modules it imports, each after what it imports itself.
pub(crate) fn reachable(entry: &str, modules: &Modules) -> Result<Vec<String>> {
    Ok(Linker::of(entry, modules, OnDemand::Apart, true)?.linked)
}

/// The same module in fewer bytes: short names, no comments, nothing that cannot run.
pub(crate) fn minify(module: &str) -> Result<String> {
    let allocator = Allocator::default();
    let mut program = parse(&allocator, module)?;
    let scoping = Minifier::new(MinifierOptions::default())
        .minify(&allocator, &mut program)
        .scoping;
    let options = CodegenOptions {
        minify: true,
        comments: CommentOptions::disabled(),
        ..CodegenOptions::default()
    };
    Ok(Codegen::new()
        .with_options(options)
        .with_scoping(scoping)
        .build(&program)
        .code)
}

/// The name that other modules' code knows a linked module by.
fn exports_of(position: usize) -> String {
    format!("kashkul_module_{position}")
}

struct Linker<'a> {
    modules: &'a Modules,
    on_demand: OnDemand,
    /// Whether the exports of the entry are dropped.
    is_program: bool,
    used: Used,
    /// The modules that wait for their imports: the way from the entry to here.
    open: Vec<String>,
    /// The modules whose code is in `out`, by position.
    linked: Vec<String>,
    out: String,
}

impl<'a> Linker<'a> {
    fn of(
        entry: &str,
        modules: &'a Modules,
        on_demand: OnDemand,
        is_program: bool,
    ) -> Result<Linker<'a>> {
        let mut linker = Linker {
            modules,
            on_demand,
            is_program,
            used: imports::used(entry, modules, on_demand)?,
            open: Vec::new(),
            linked: Vec::new(),
            out: String::new(),
        };
        linker.add(entry)?;
        Ok(linker)
    }

    /// Links `name` unless it is linked already; answers its position.
    fn add(&mut self, name: &str) -> Result<usize> {
        if let Some(position) = self.linked.iter().position(|linked| linked == name) {
            return Ok(position);
        }
        ensure!(
            !self.open.iter().any(|open| open == name),
            "{} imports {name}, which imports it in turn",
            self.open.join(" imports ")
        );
        let text = text_of(name, self.modules)?;
        let is_entry = self.open.is_empty();
        self.open.push(name.to_owned());
        let module = self
            .rewrite(text)
            .with_context(|| format!("cannot link {name}"))?;
        self.open.pop();

        let position = self.linked.len();
        self.linked.push(name.to_owned());
        let exports = module.exports.iter().filter(|(exported, _)| {
            let used = self.used.get(name).and_then(Option::as_ref);
            used.is_none_or(|used| used.contains(*exported))
        });
        if is_entry && self.is_program {
            self.out.push_str(&module.code);
        } else if is_entry {
            let exports: Vec<String> = exports
                .map(|(exported, local)| format!("{local} as {exported}"))
                .collect();
            writeln!(
                self.out,
                "{}\nexport {{ {} }};",
                module.code,
                exports.join(", ")
            )?;
        } else {
            let exports: Vec<String> = exports
                .map(|(exported, local)| format!("{exported}: {local}"))
                .collect();
            writeln!(
                self.out,
                "const {} = (() => {{\n{}\nreturn {{ {} }};\n}})();",
                exports_of(position),
                module.code,
                exports.join(", ")
            )?;
        }
        Ok(position)
    }

    /// A module's code without import and export, and what it exports.
    fn rewrite(&mut self, text: &str) -> Result<Rewritten> {
        let allocator = Allocator::default();
        let program = parse(&allocator, text)?;
        let mut edits = Vec::new();
        for import in imports::statements(&program, text)? {
            edits.push((import.span, self.binding(&import)?));
        }
        if self.on_demand == OnDemand::Within {
            for demand in imports::demands(&program, text)? {
                let position = self.add(&demand.file)?;
                let module = format!("Promise.resolve({})", exports_of(position));
                edits.push((demand.span, module));
            }
        }
        let mut exports = BTreeMap::new();
        let mut reassignable = Vec::new();
        for statement in &program.body {
            let refuse = || unsupported(statement.span(), text);
            match statement {
                Statement::ExportDeclaration(export) => {
                    let name = match &export.declaration {
                        Declaration::FunctionDeclaration(function) => function.id.as_ref(),
                        Declaration::ClassDeclaration(class) => class.id.as_ref(),
                        _ => None,
                    };
                    match (&export.declaration, name) {
                        (_, Some(id)) => {
                            exports.insert(id.name.to_string(), id.name.to_string());
                        }
                        // A variable that changes after export would be seen changed by its
                        // importers; the copies made here would not be.
                        (Declaration::VariableDeclaration(variables), _)
                            if variables.kind.is_const() =>
                        {
                            for declarator in &variables.declarations {
                                for id in declarator.id.get_binding_identifiers() {
                                    exports.insert(id.name.to_string(), id.name.to_string());
                                }
                            }
                        }
                        _ => return Err(refuse()),
                    }
                    let keyword = Span::new(export.span.start, export.declaration.span().start);
                    edits.push((keyword, String::new()));
                }
                Statement::ExportNamedDeclaration(export) => {
                    for specifier in &export.specifiers {
                        exports.insert(
                            specifier.exported.name().to_string(),
                            specifier.local.name().to_string(),
                        );
                    }
                    edits.push((export.span, String::new()));
                }
                Statement::ExportDefaultDeclaration(export) => {
                    let id = match &export.declaration {
                        ExportDefaultDeclarationKind::FunctionDeclaration(function) => &function.id,
                        ExportDefaultDeclarationKind::ClassDeclaration(class) => &class.id,
                        _ => &None,
                    };
                    let id = id.as_ref().ok_or_else(refuse)?;
                    exports.insert("default".to_owned(), id.name.to_string());
                    let keyword = Span::new(export.span.start, export.declaration.span().start);
                    edits.push((keyword, String::new()));
                }
                Statement::VariableDeclaration(variables) if !variables.kind.is_const() => {
                    for declarator in &variables.declarations {
                        let ids = declarator.id.get_binding_identifiers();
                        reassignable.extend(ids.iter().map(|id| id.name.to_string()));
                    }
                }
                Statement::ExportAllDeclaration(_) | Statement::ExportFromDeclaration(_) => {
                    return Err(refuse());
                }
                _ => {}
            }
        }
        if let Some((_, local)) = exports
            .iter()
            .find(|(_, local)| reassignable.contains(local))
        {
            bail!("only what is never assigned again can be exported, not `{local}`");
        }
        let mut code = String::with_capacity(text.len());
        let mut copied = 0;
        edits.sort_by_key(|(span, _)| span.start);
        for (span, replacement) in edits {
            code.push_str(&text[copied..span.start as usize]);
            code.push_str(&replacement);
            copied = span.end as usize;
        }
        code.push_str(&text[copied..]);
        Ok(Rewritten { code, exports })
    }

    /// What stands for an import statement.
    fn binding(&mut self, import: &Import) -> Result<String> {
        let position = self.add(&import.file)?;
        let names: Vec<String> = import
            .names
            .iter()
            .map(|(exported, local)| format!("{exported}: {local}"))
            .collect();
        Ok(match names.is_empty() {
            true => String::new(),
            false => format!(
                "const {{ {} }} = {};",
                names.join(", "),
                exports_of(position)
            ),
        })
    }
}

struct Rewritten {
    code: String,
    /// Local name by exported name.
    exports: BTreeMap<String, String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modules(texts: &[(&str, &str)]) -> Modules {
        texts
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    }

    /// Runs a linked module that prints, and answers what it printed.
    fn run(module: &str) -> String {
        let output = std::process::Command::new("node")
            .args(["--input-type=module", "--eval", module])
            .output()
            .expect("Node runs");
        assert!(
            output.status.success(),
            "{}\n{module}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    #[test]
    fn linked_modules_mean_the_same() {
        let modules = modules(&[
            (
                "app.js",
                "import start, { Box, size } from './box.js';\nimport { count as n, both } from \
                 './count.js';\nconst helper = 'app';\nconst value = await Promise.resolve(n());\n\
                 console.log(helper, start(), new Box().name, size, value, both(), n());",
            ),
            (
                "box.js",
                "import { count } from './count.js';\nconst helper = 'box';\nfunction begin() { \
                 return helper + count(); }\nexport class Box { name = '\\nexport const x'; }\n\
                 export const size = 2, depth = 3;\nexport { begin as default };",
            ),
            (
                "count.js",
                "let n = 0;\nconsole.log('once');\nexport function count() { return ++n; }\n\
                 export const both = () => `\nimport { a } from './a.js';`;",
            ),
        ]);
        let linked = link("app.js", &modules, OnDemand::Apart).unwrap();
        let expected = "once\napp box2 \nexport const x 2 1 \nimport { a } from './a.js'; 3\n";
        assert_eq!(run(&linked), expected);
        let small = minify(&linked).unwrap();
        assert_eq!(run(&small), expected);
        assert!(small.len() < linked.len());
    }

    #[test]
    fn what_is_imported_on_demand_comes_along_or_lies_beside() {
        let modules = modules(&[
            (
                "app.js",
                "import { now } from './texts.js';\nconst { start } = await import('./more.js');\n\
                 console.log(now, start());",
            ),
            (
                "more.js",
                "import { later } from './texts.js';\nimport('./last.js').catch(() => {});\n\
                 export const start = () => later;",
            ),
            ("last.js", "export const last = 'last';"),
            (
                "texts.js",
                "export const now = 'now', later = 'later';\nexport function unused() {}",
            ),
        ]);
        let whole = minify(&link("app.js", &modules, OnDemand::Within).unwrap()).unwrap();
        assert_eq!(run(&whole), "now later\n");

        let app = minify(&link("app.js", &modules, OnDemand::Apart).unwrap()).unwrap();
        let names = imports::on_demand("app.js", &modules).unwrap();
        assert_eq!(names.iter().collect::<Vec<_>>(), ["last.js", "more.js"]);
        let more = minify(&link_apart("more.js", &modules).unwrap()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join("app.mjs"),
            app.replace("more.js", "more.mjs"),
        )
        .unwrap();
        std::fs::write(folder.path().join("more.mjs"), &more).unwrap();
        let url = format!("import('{}/app.mjs')", folder.path().display());
        assert_eq!(run(&url), "now later\n");
        // Each carries what it uses of the module that both import.
        assert!(!app.contains("later") && !app.contains("unused"), "{app}");
        assert!(!more.contains("`now`"), "{more}");
    }

    #[test]
    fn unknown_forms_are_named() {
        let check = |text: &str, expected: &str| {
            let modules = modules(&[
                ("app.js", "import { a } from './a.js';"),
                ("a.js", text),
                ("b.js", "import { a } from './a.js'; export const b = 1;"),
            ]);
            let error = format!(
                "{:#}",
                link("app.js", &modules, OnDemand::Apart).unwrap_err()
            );
            assert!(error.contains(expected), "{text}: {error}");
        };
        check("import * as b from './b.js';", "import * as b");
        check("export * from './b.js';", "export * from");
        check("export { b } from './b.js';", "export { b } from");
        check("import b from 'b';", "import b from 'b'");
        check("export let a = 1;", "export let a");
        check("let a = 1; export { a };", "not `a`");
        check("export default 7;", "export default 7");
        check(
            "import { b } from './b.js';",
            "app.js imports a.js imports b.js imports a.js",
        );
        check("import { c } from './c.js';", "no module c.js");
        check("const = 1;", "cannot link a.js");
        check("import(`./b.js`);", "import(`./b.js`)");
        check("import('./c.js');", "no module c.js");
    }
}
