import { InvalidArgumentError, Option } from "commander";
import { DeviceChoice } from "../../../shared/domain/device.ts";
import { PassageId, passageIds } from "../../../shared/domain/passage.ts";
import { type TaskId, taskIds } from "../../../shared/domain/task.ts";
import { languages } from "../../../shared/words/language.ts";
import { words } from "./language.ts";
import { readRulesFile } from "./rules-file.ts";

/** Options that several nouns share, described once. */
export const taskOption = (ids: readonly TaskId[] = taskIds) =>
  new Option("--task <task>", words.options.task).choices(ids);
export const sexOption = () => new Option("--sex <sex>", words.options.sex).choices(["male", "female"]);
export const channelOption = () =>
  new Option("--channel <channel>", words.options.channel).argParser(channel);
export const passageOption = () =>
  new Option("--passage <passage>", words.options.passage).choices([...passageIds]);
/** Of the program or of the site: those of the site are known where the history is. */
export const visitPassageOption = () =>
  new Option("--passage <passage>", words.options.visitPassage).argParser(passage);
export const dataOption = () => new Option("--data <folder>", words.options.data);
export const deviceOption = () =>
  new Option("--device <device>", words.options.device).choices([...DeviceChoice.options]);
export const siteOption = () => new Option("--site <file>", words.options.site).argParser(readRulesFile);
export const jsonOption = () => new Option("--json", words.options.json);

export const userOption = () => new Option("--user <name>", words.options.user);

export const languageOption = () =>
  new Option("--language <language>", words.options.language).choices([...languages]);

function passage(text: string): PassageId {
  const parsed = PassageId.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(words.expected.passage(passageIds.join(", ")));
}

function channel(text: string): number | "mean" {
  if (text === "mean") return text;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError(words.expected.channel);
}

/** A positive number with its unit in the message. */
export function positive(unit: keyof typeof words.expected.units): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isFinite(value) && value > 0) return value;
    throw new InvalidArgumentError(words.expected.positive(words.expected.units[unit]));
  };
}

/** "2/8" as part 2 of 8. */
export function shard(text: string): { index: number; count: number } {
  const [, index = 0, count = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  throw new InvalidArgumentError(words.expected.shard);
}

/** A whole number from 1 on. */
export function countFromOne(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError(words.expected.count);
}

/** Collects a repeatable option. */
export function repeatable(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}
