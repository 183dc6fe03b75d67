import { BulbarError } from "../../../shared/domain/error.ts";
import { SiteForm } from "../../../shared/domain/site-form.ts";
import { readJson } from "./read-json.ts";

/** A form from the text of its file. @throws BulbarError invalid-input, which names the file and the first field that is wrong */
export function readSiteForm(file: string, json: string): SiteForm {
  const parsed = SiteForm.safeParse(readJson(file, json));
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const [first] = issues;
  const unknown = first?.code === "unrecognized_keys" ? first.keys.slice(0, 1) : [];
  throw new BulbarError("invalid-input", {
    file,
    why: "form-file",
    facts: { place: [...(first?.path ?? []), ...unknown].join(".") || "schemaVersion" },
    detail: issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"),
  });
}
