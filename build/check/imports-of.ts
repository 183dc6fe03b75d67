import { parseSync } from "vite";

/** What a file takes from elsewhere: the specifier as written (null where it is not written out) and its line. */
export type Import = { specifier: string | null; line: number };

type Node = { type: string; start: number } & Record<string, unknown>;

/**
 * Every import of a TypeScript file, whatever its form: `import`, `import type`, side effects, `export ... from`,
 * `import()` in code and in types, `import x = require()`, `require()`, `createRequire()()`, `.resolve()` of these,
 * `import.meta.glob`, `new URL("...", import.meta.url)` (workers), `declare module "..."` of a relative path.
 * @throws Error where the file cannot be parsed
 */
export function importsOf(path: string, source: string): Import[] {
  const { program, errors } = parseSync(path, source);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const found: Import[] = [];
  visit(program as unknown as Node, (node) => {
    for (const target of targetsOf(node))
      found.push({ specifier: textOf(target), line: lineAt(source, node) });
  });
  return found;
}

/** The expressions in which a node names modules. */
function targetsOf(node: Node): unknown[] {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "TSImportType":
      return [node.source ?? node.argument];
    case "ExportNamedDeclaration":
      return node.source ? [node.source] : [];
    case "TSExternalModuleReference":
      return [node.expression];
    case "TSModuleDeclaration":
      return textOf(node.id)?.startsWith(".") ? [node.id] : [];
    case "CallExpression":
      return isLoader(node.callee as Node) ? [(node.arguments as unknown[])[0]] : [];
    case "NewExpression":
      return isOwnAddress(node) ? [(node.arguments as unknown[])[0]] : [];
    default:
      return [];
  }
}

function isLoader(callee: Node): boolean {
  if (callee.type === "Identifier") return callee.name === "require";
  if (callee.type === "CallExpression") return nameOf(callee.callee) === "createRequire";
  if (callee.type !== "MemberExpression") return false;
  const [object, member] = [callee.object as Node, nameOf(callee.property)];
  if (member === "resolve") return isImportMeta(object) || isLoader(object);
  return (member === "glob" && isImportMeta(object)) || member === "getBuiltinModule";
}

/** `new URL("./worker.ts", import.meta.url)`; addresses of folders and of other kinds of file are no imports. */
function isOwnAddress({ callee, arguments: given }: Node): boolean {
  const [target, base] = given as (Node | undefined)[];
  const isBase = base?.type === "MemberExpression" && isImportMeta(base.object as Node);
  return nameOf(callee) === "URL" && isBase && /\.[cm]?[jt]sx?$/.test(textOf(target) ?? "");
}

const isImportMeta = ({ type }: Node): boolean => type === "MetaProperty";

const nameOf = (node: unknown): string | null => (node as { name?: string } | null)?.name ?? null;

/** A text that is written out, or computed only behind a package's name; null for anything else. */
function textOf(node: unknown): string | null {
  const { type, value, literal, quasis } = (node ?? {}) as Record<string, unknown>;
  if (type === "Literal") return typeof value === "string" ? value : null;
  if (type === "TSLiteralType") return textOf(literal);
  const parts = quasis as { value: { cooked: string } }[] | undefined;
  if (type !== "TemplateLiteral" || !parts) return null;
  const start = parts[0]!.value.cooked;
  return parts.length === 1 || /^(@[^/]+\/)?[^./@][^/]*\//.test(start) ? start : null;
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof (child as Node).type === "string") visit(child as Node, see);
    }
  }
}

const lineAt = (source: string, { start }: Node): number => source.slice(0, start).split("\n").length;
