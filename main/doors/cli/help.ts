import type { Command, CommanderError, Help, Option } from "commander";
import { entryOf } from "../../../shared/domain/entry-of.ts";
import { language, words } from "./language.ts";
import { languageOption, userOption } from "./options.ts";

const titles: Readonly<Record<string, string>> = {
  "Usage:": words.help.usage,
  "Arguments:": words.help.arguments,
  "Options:": words.help.options,
  "Commands:": words.help.commands,
};

/** Commander's own words in the reader's language, for a command and all below it; usage errors leave by exception. */
export function speakLanguage(command: Command): void {
  command
    .exitOverride()
    .showSuggestionAfterError(language === "en")
    .helpOption("-h, --help", words.help.showHelp)
    .configureHelp({ optionDescription, styleTitle: (title) => titles[title] ?? title })
    .configureOutput({ outputError: (text, write) => write(language === "en" ? text : "") });
  command.addOption(languageOption());
  if (command.commands.length === 0) command.addOption(userOption());
  if (command.commands.length > 0) command.helpCommand("help [command]", words.help.showHelp);
  for (const child of command.commands) speakLanguage(child);
}

/** A usage error in words: commander's own in English, else by its code with what it names in quotes. */
export function usageWords({ code, message }: CommanderError): string {
  if (language === "en") return `${words.help.hint}\n`;
  const name = /'([^']*)'/.exec(message)?.[1] ?? "";
  const own = / is invalid(?: for argument '[^']*')?\. (.*)$/s.exec(message)?.[1] ?? "";
  const said = entryOf(words.usage, code)?.(name) ?? message;
  return `${[said, own].filter(Boolean).join(" ")}\n${words.help.hint}\n`;
}

/** Description of an option with its choices and default, as commander writes them. */
function optionDescription(this: Help, { description, argChoices, defaultValue, negate }: Option): string {
  const extra = [
    argChoices ? words.help.choices(argChoices.map((choice) => JSON.stringify(choice)).join(", ")) : "",
    defaultValue === undefined || negate || defaultValue === false
      ? ""
      : words.help.defaultIs(JSON.stringify(defaultValue)),
  ].filter(Boolean);
  return extra.length ? `${description} (${extra.join(", ")})` : description;
}
