import type { ValidationError } from "@orpc/server";
import { BulbarError } from "../../../shared/domain/error.ts";

/** An issue as zod tells it; what else it brings depends on its code. */
type Issue = {
  code?: string;
  path?: readonly unknown[];
  format?: string;
  values?: readonly unknown[];
  keys?: readonly string[];
  minimum?: number;
  maximum?: number;
};

/** Fields whose values are told to nobody, however wrong. */
const secrets: readonly string[] = ["password", "newPassword", "passphrase", "recoveryKey", "token"];

/** What was handed over against the contract: the first field that is wrong, with its value and what it may be. */
export function invalidField({ issues, data }: ValidationError): BulbarError {
  const issue = (issues[0] ?? {}) as Issue;
  const path = (issue.path ?? []).map(keyOf);
  const field = String(path.at(-1) ?? "?");
  const given = path.reduce<unknown>((from, key) => (from as Record<string, unknown> | null)?.[key], data);
  const detail = issues
    .map(({ message, path: at = [] }) => `${at.map(keyOf).join(".")}: ${message}`)
    .join("\n");
  if (issue.code === "unrecognized_keys")
    return new BulbarError("invalid-input", {
      why: "field-unknown",
      facts: { field: shortened(issue.keys?.[0]) },
      detail,
    });
  if (given === undefined)
    return new BulbarError("invalid-input", { why: "field-missing", facts: { field }, detail });
  const facts = { field, value: secrets.includes(field) ? "***" : shortened(given) };
  if (issue.values) {
    const options = issue.values.join(", ");
    return new BulbarError("invalid-input", { why: "field-options", facts: { ...facts, options }, detail });
  }
  if (issue.code === "too_small" && issue.minimum !== undefined)
    return new BulbarError("invalid-input", {
      why: "field-least",
      facts: { ...facts, limit: issue.minimum },
      detail,
    });
  if (issue.code === "too_big" && issue.maximum !== undefined)
    return new BulbarError("invalid-input", {
      why: "field-most",
      facts: { ...facts, limit: issue.maximum },
      detail,
    });
  return new BulbarError("invalid-input", {
    why: issue.format === "date" ? "field-date" : "field",
    facts,
    detail,
  });
}

/** A key of a path, which the standard lets a validator wrap. */
function keyOf(part: unknown): string {
  return String(typeof part === "object" && part !== null && "key" in part ? part.key : part);
}

/** A value as it was given, no longer than a line. */
function shortened(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
