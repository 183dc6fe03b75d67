import { rest } from "../../../shared/contract/rest.ts";
import { BulbarError } from "../../../shared/domain/error.ts";

export type Operation = keyof typeof rest;

/** An operation that an address names, with what stands in the address in place of its names in braces. */
export type Route = { operation: Operation; path: string; params: Record<string, string> };

const addresses = Object.entries(rest).map(([operation, procedure]) => {
  const { method = "POST", path = "/" } = procedure["~orpc"].route;
  const pattern = new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
  return { operation: operation as Operation, method, path, pattern };
});

/**
 * The operation of the contract that a request asks for.
 * @throws BulbarError `no-such-address`, `method-not-allowed` with the methods that there are
 */
export function findRoute(method: string, path: string): Route {
  const here = addresses.filter(({ pattern }) => pattern.test(path));
  const found = here.find((one) => one.method === method);
  if (found) return { operation: found.operation, path: found.path, params: paramsOf(found.pattern, path) };
  if (here.length === 0) throw new BulbarError("no-such-address");
  const methods = here.map((one) => one.method).join(", ");
  throw new BulbarError("method-not-allowed", { why: "only", facts: { methods } });
}

function paramsOf(pattern: RegExp, path: string): Record<string, string> {
  const found = Object.entries(pattern.exec(path)?.groups ?? {});
  try {
    return Object.fromEntries(found.map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch (error) {
    throw new BulbarError("request-malformed", { why: "address" }, { cause: error });
  }
}
