import { InvalidArgumentError, Option } from "commander";
import { taskIds } from "../../../shared/domain/task.ts";

export const devices = ["auto", "cpu", "cuda", "directml", "coreml", "webgpu"] as const;

/** Options that several nouns share, described once. */
export const taskOption = () =>
  new Option("--task <task>", "speech task (default: guessed from the file name)").choices([...taskIds]);
export const sexOption = () =>
  new Option("--sex <sex>", "sets pitch and formant ranges").choices(["male", "female"]);
export const channelOption = () =>
  new Option(
    "--channel <channel>",
    "the channel to take, counted from 1, or mean (default: the better one where the channels are not one voice)",
  ).argParser(channel);
export const dataOption = () =>
  new Option("--data <folder>", "where the history lies (default: the user's data folder, or BULBAR_DATA)");
export const deviceOption = () =>
  new Option("--device <device>", "where models run").choices([...devices]).default("auto");
export const jsonOption = () => new Option("--json", "print JSON and nothing else on standard output");

function channel(text: string): number | "mean" {
  if (text === "mean") return text;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("a channel counted from 1, or mean, is expected.");
}

/** A positive number with its unit in the message. */
export function positive(unit: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isFinite(value) && value > 0) return value;
    throw new InvalidArgumentError(`a positive number of ${unit} is expected.`);
  };
}

/** Collects a repeatable option. */
export function repeatable(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}
