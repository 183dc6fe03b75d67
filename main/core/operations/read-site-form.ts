import { SiteForm } from "../../../shared/domain/site-form.ts";
import { readJson, wrongContent } from "../findings/read-json.ts";

/** A form from the text of its file. @throws BulbarError invalid-input, which names the file and the first field that is wrong */
export function readSiteForm(file: string, json: string): SiteForm {
  const parsed = SiteForm.safeParse(readJson(file, json));
  if (parsed.success) return parsed.data;
  throw wrongContent(file, "form-file", parsed.error);
}
