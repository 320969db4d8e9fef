import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import ts from 'typescript';

/** One import, re-export or `import()` of a source file; paths are relative to the package, packages go by their name. */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** Erased by the compiler: leaves no trace in a bundle. */
  readonly typeOnly: boolean;
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) {
    const named = node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : undefined;
    return node.isTypeOnly || (named !== undefined && named.length > 0 && named.every((name) => name.isTypeOnly));
  }
  const clause = node.importClause;
  if (!clause) return false;
  const named = clause.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : [];
  const onlyTypes = !clause.name && named.length > 0 && named.every((name) => name.isTypeOnly);
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword || onlyTypes;
}

/** The specifier a node imports, if it imports. */
function specifier(node: ts.Node): { readonly text: string; readonly typeOnly: boolean } | undefined {
  const literal = (expression: ts.Node | undefined): string | undefined =>
    expression && ts.isStringLiteralLike(expression) ? expression.text : undefined;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    const text = literal(node.moduleSpecifier);
    return text === undefined ? undefined : { text, typeOnly: isTypeOnly(node) };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return { text: literal(node.argument.literal) ?? '', typeOnly: true };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return { text: literal(node.arguments[0]) ?? '(computed)', typeOnly: false };
  }
  return undefined;
}

/** What one source text imports, as if it stood at `path`. */
export function importsOf(path: string, source: string): Import[] {
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    const found = specifier(node);
    if (found) {
      const relative = found.text.startsWith('.');
      const to = relative
        ? normalize(join(dirname(path), found.text))
            .split(sep)
            .join('/')
        : found.text;
      imports.push({ from: path, to, typeOnly: found.typeOnly });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true));
  return imports;
}

/** What the scripts under some folders of the package import. */
export function readGraph(root: string, folders: readonly string[]): Import[] {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  return files
    .filter((file) => /\.(?:ts|mjs|js)$/.test(file) && !file.includes('node_modules'))
    .flatMap((file) => importsOf(file.split(sep).join('/'), readFileSync(join(root, file), 'utf8')));
}

/** The files of each import cycle, types included; none is the aim. */
export function findCycles(graph: readonly Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of graph) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) cycles.push([...path.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    for (const target of next.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return cycles;
}
