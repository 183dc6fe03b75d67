import { Language, languageOf } from "../../../shared/words/language.ts";
import { wordsOf } from "../../../shared/words/words.ts";

/** The language asked for: `--language`, else BULBAR_LANGUAGE; English where neither says one that there is. */
export function chosenLanguage(args: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const at = args.findIndex((arg) => arg === "--language" || arg.startsWith("--language="));
  const given = at < 0 ? undefined : args[at]?.includes("=") ? args[at].split("=")[1] : args[at + 1];
  const asked = given ?? environment.BULBAR_LANGUAGE ?? "en";
  return Language.safeParse(asked).data ?? languageOf(asked);
}

/** The language of this run, and its words: chosen before the commands are described. */
export const language = chosenLanguage(process.argv, process.env);
export const words = wordsOf(language).commandLine;
