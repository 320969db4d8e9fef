import { type AnyNode, type MemberExpression, parse } from 'acorn';
import { ES5 } from './allow-list.ts';

/** What a browser of that time offers beside the language, and the player its plugin asks for. */
const HOST = `window document navigator location localStorage addEventListener removeEventListener XMLHttpRequest
  setTimeout clearTimeout videojs`.split(/\s+/);
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

const nameOf = ({ computed, property }: MemberExpression): string =>
  !computed && property.type === 'Identifier' ? property.name : '';

/** Names a node gives to members of the script's own objects. */
function defined(node: AnyNode): string[] {
  if (node.type === 'Property' && node.key.type === 'Identifier') return [node.key.name];
  if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') return [nameOf(node.left)];
  return [];
}

/** Where the first is, the other is. */
const COMPANIONS: readonly (readonly [guard: string, name: string])[] = [['crypto', 'Uint8Array']];

const isTypeof = (node: AnyNode): boolean => node.type === 'UnaryExpression' && node.operator === 'typeof';

const path = (node: MemberExpression): string =>
  `${node.object.type === 'Identifier' ? node.object.name : ''}.${nameOf(node)}`;

/** `Object.keys` is as old as `[].keys` is new. */
const isOld = (node: MemberExpression): boolean =>
  node.object.type === 'Identifier' && (ES5[node.object.name] ?? []).includes(nameOf(node));

/**
 * What a run can't show, because the run may not come by: globals newer than ES5 that are never asked for with
 * `typeof`, and members that only newer built-ins have (`removed`, as `Array.prototype.includes` or `Object.assign`).
 */
export function scan(source: string, removed: readonly string[]): string[] {
  const nodes = [...walk(parse(source, { ecmaVersion: 5, sourceType: 'script' }))];
  const own = new Set(nodes.flatMap(declared));
  const guarded = new Set(nodes.filter(isTypeof).flatMap(used));
  COMPANIONS.filter(([guard]) => guarded.has(guard)).forEach(([, name]) => guarded.add(name));
  const free = new Set(nodes.flatMap(used).filter((name) => !own.has(name) && !KNOWN.has(name) && !guarded.has(name)));
  const newer = new Set(removed);
  const methods = new Set(removed.flatMap((path) => /^(?:Array|String)\.prototype\.(\w+)$/.exec(path)?.[1] ?? []));
  nodes.flatMap(defined).forEach((name) => methods.delete(name));
  const members = nodes.flatMap((node) => {
    const callee = node.type === 'CallExpression' ? node.callee : null;
    // `at` and `entries` are good names for data; a method is newer when it is called.
    if (callee?.type === 'MemberExpression') return methods.has(nameOf(callee)) && !isOld(callee) ? [path(callee)] : [];
    return node.type === 'MemberExpression' && newer.has(path(node)) ? [path(node)] : [];
  });
  return [...free, ...new Set(members)];
}
