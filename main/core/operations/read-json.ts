import { BulbarError } from "../../../shared/domain/error.ts";

/** What a file that a site has brought holds. @throws BulbarError invalid-input, which names the file */
export function readJson(file: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new BulbarError("invalid-input", { file, why: "form-not-json", detail: String(error) });
  }
}
