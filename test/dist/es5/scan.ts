import { type AnyNode, parse } from 'acorn';
import { ES5 } from './allow-list.ts';

/** What a browser of that time offers beside the language. */
const HOST = ['window', 'document', 'navigator', 'location', 'XMLHttpRequest', 'setTimeout', 'clearTimeout'];
const KNOWN = new Set([...(ES5[''] ?? []), ...HOST, 'arguments']);

const isNode = (value: unknown): value is AnyNode => typeof (value as AnyNode | null)?.type === 'string';

function children(node: AnyNode): AnyNode[] {
  return Object.values(node)
    .flatMap((value: unknown) => value)
    .filter(isNode);
}

function* walk(node: AnyNode): Generator<AnyNode> {
  yield node;
  for (const child of children(node)) yield* walk(child);
}

/** Names a node declares; a name that is declared anywhere counts as the script's own. */
function declared(node: AnyNode): string[] {
  const patterns =
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression'
      ? [node.id, ...node.params]
      : node.type === 'VariableDeclarator'
        ? [node.id]
        : node.type === 'CatchClause'
          ? [node.param]
          : [];
  return patterns.flatMap((pattern) => (pattern?.type === 'Identifier' ? [pattern.name] : []));
}

/** Names a node uses as variables, through its children. */
function used(node: AnyNode): string[] {
  const names = node.type === 'MemberExpression' && !node.computed ? [node.object] : children(node);
  const own = node.type === 'Property' && !node.computed ? names.filter((child) => child !== node.key) : names;
  return own.flatMap((child) => (child.type === 'Identifier' ? [child.name] : []));
}

const isTypeof = (node: AnyNode): boolean => node.type === 'UnaryExpression' && node.operator === 'typeof';

/**
 * What a run can't show, because the run may not come by: globals newer than ES5 that are never asked for with
 * `typeof`, and members that only newer built-ins have (`removed`, as `Array.prototype.includes` or `Object.assign`).
 */
export function scan(source: string, removed: readonly string[]): string[] {
  const nodes = [...walk(parse(source, { ecmaVersion: 5, sourceType: 'script' }))];
  const own = new Set(nodes.flatMap(declared));
  const guarded = new Set(nodes.filter(isTypeof).flatMap(used));
  const free = new Set(nodes.flatMap(used).filter((name) => !own.has(name) && !KNOWN.has(name) && !guarded.has(name)));
  const newer = new Set(removed);
  const methods = new Set(removed.flatMap((path) => /^(?:Array|String)\.prototype\.(\w+)$/.exec(path)?.[1] ?? []));
  const members = nodes.flatMap((node) => {
    if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return [];
    const { name } = node.property;
    const path = node.object.type === 'Identifier' ? `${node.object.name}.${name}` : `.${name}`;
    return newer.has(path) || methods.has(name) ? [path] : [];
  });
  return [...free, ...new Set(members)];
}
