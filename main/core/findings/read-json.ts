import type { z } from "zod";
import { BulbarError } from "../../../shared/domain/error.ts";

/** What a file that a site has brought holds. @throws BulbarError invalid-input, which names the file */
export function readJson(file: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new BulbarError("invalid-input", { file, why: "form-not-json", detail: String(error) });
  }
}

/** What is said of a file whose content is not as it should be: the first place that is wrong, in the detail all of them. */
export function wrongContent(
  file: string,
  why: "form-file" | "norms-file" | "rules-file",
  { issues }: z.ZodError,
): BulbarError {
  const [first] = issues;
  const unknown = first?.code === "unrecognized_keys" ? first.keys.slice(0, 1) : [];
  return new BulbarError("invalid-input", {
    file,
    why,
    facts: { place: [...(first?.path ?? []), ...unknown].join(".") || "schemaVersion" },
    detail: issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"),
  });
}
