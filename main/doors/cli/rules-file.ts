import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { CoreOptions } from "../../core/core.ts";
import { readSiteRules } from "../../core/findings/site-rules.ts";

/** What `history rules` wrote. @throws BulbarError file-not-found; invalid-input, which names the place that is wrong */
export function readRulesFile(path: string): NonNullable<CoreOptions["site"]> {
  const fileName = basename(path);
  return { fileName, rules: readSiteRules(fileName, readText(path)) };
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new BulbarError("file-not-found", { file: path }, { cause });
  }
}
