import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { outsideMarks } from "../../../shared/words/pseudo.ts";
import { chosenLanguage } from "./language.ts";

/** What the command line prints in a language. */
function printed(language: string, ...args: string[]): string {
  const main = join(import.meta.dirname, "main.ts");
  const env = { ...process.env, BULBAR_LANGUAGE: language };
  return execFileSync(process.execPath, [main, ...args], { encoding: "utf8", env });
}

test("the option counts before the environment; what there is no language for is English", () => {
  expect(chosenLanguage(["list", "--language", "de"], { BULBAR_LANGUAGE: "en" })).toBe("de");
  expect(chosenLanguage(["--language=de"], {})).toBe("de");
  expect(chosenLanguage([], { BULBAR_LANGUAGE: "de_AT.UTF-8" })).toBe("de");
  expect(chosenLanguage(["--language", "fr"], {})).toBe("en");
});

test("no word of the help is outside shared/words", () => {
  const commands = [
    "",
    "analyse",
    "batch",
    "evaluate",
    "patients",
    "visits",
    "trend",
    "report",
    "research",
    "export",
    "exchange",
    "history",
    "audit",
    "users",
    "models",
    "passages",
    "synth",
    "demo",
    "serve",
    "openapi",
  ];
  for (const command of commands) {
    const help = printed("pseudo", ...[command, "--help"].filter(Boolean)).replace(/\s+/g, " ");
    const names =
      /--?[a-z-]+|<[a-z.0-4]+>|\[[a-z.]+\]|\bfile\b|audioset-cnn14|audioset-yamnet|\bsource\b|\bmodel\b|\bvisit\b|\bpatient\b|\brecording\b|\bdecision\b|\bpassage\b|measure-again|\btake\b|"[a-z0-9-]+"|bulbar|help|\bread\b|\bwrite\b|\bsign\b|\bretry\b|\bdiscard\b|\bsettings\b|\bhl7\b|import|list|devices|bench|cuda|folder|add|remove|show|card|trust|fetch|verify|pack|check|backup|restore|recovery-key|recover|export|rekey|rules|role|disable|password|reset|log-off|\bname\b|\bminutes\b/gi;
    const left = outsideMarks(help).replace(names, "");
    const words = commands.reduce((rest, name) => (name ? rest.replaceAll(name, "") : rest), left);
    expect([command, words.match(/\p{L}{2,}/gu)]).toEqual([command, null]);
  }
});

test("the option stands before or after the noun", () => {
  const asked = (...args: string[]) => printed("en", ...args);
  expect(asked("--language", "de", "passages", "list")).toBe(asked("passages", "list", "--language", "de"));
  expect(asked("--language", "de", "passages", "list")).not.toBe(asked("passages", "list"));
});

test("a table speaks German with decimal commas, JSON stays as it is", () => {
  expect(printed("de", "models", "list")).toMatch(/ehrlicher Fehler[\s\S]*AUC 0,87 \(0,78–0,95\)/);
  const [de, en] = ["de", "en"].map((language) => printed(language, "models", "list", "--json"));
  expect(de).toBe(en);
});
