import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Figure, type ModelManifest } from "../../../shared/domain/model-manifest.ts";
import type { TaskId } from "../../../shared/domain/task.ts";

/** What a model is worth when it has one of its tasks only. */
export type SingleTaskErrors = Partial<Record<TaskId, Figure>>;

const Scores = z.record(z.string(), z.object({ value: z.number(), interval: Figure.shape.interval }));
const Protocol = z.object({
  name: z.string(),
  description: z.string(),
  metrics: Scores,
  byTask: z.record(z.string(), Scores).nullish(),
});
type Protocol = z.infer<typeof Protocol>;
const Evaluation = z.object({
  headline: z.object({ metric: z.string(), protocol: z.string() }),
  protocols: z.array(Protocol),
});

/** Names of the metrics in evaluation.json, by the name of a figure. */
const metricKeys: Readonly<Record<string, string>> = {
  AUC: "auc",
  accuracy: "accuracy",
  "macro-F1": "macroF1",
  "quadratic kappa": "quadraticKappa",
};

/**
 * The honest error of a model for each of its tasks alone, in the metric of its headline, from the package's
 * evaluation.json: the protocol `<task>-alone`, in which a feature model lacked its other tasks, or, for a model that
 * hears one recording at a time, the headline protocol's score by task. Tasks that were not evaluated alone are absent,
 * and so are all where there is no readable evaluation.json.
 */
export async function readSingleTaskErrors(
  folder: string,
  { tasks: accepted, input }: ModelManifest,
): Promise<SingleTaskErrors> {
  const json = await readFile(join(folder, "evaluation.json"), "utf8").catch(() => "null");
  const evaluation = Evaluation.safeParse(parsedJson(json)).data;
  if (!evaluation || accepted.length < 2) return {};
  const { headline, protocols } = evaluation;
  const figureOf = input.kind === "features" ? aloneFigure : byTaskFigure;
  const found = accepted.map((task) => [task, figureOf(task, headline, protocols)] as const);
  return Object.fromEntries(found.filter(([, figure]) => figure !== null));
}

type Headline = z.infer<typeof Evaluation>["headline"];

function aloneFigure(task: TaskId, { metric }: Headline, protocols: Protocol[]): Figure | null {
  const protocol = protocols.find(({ name }) => name === `${task}-alone`);
  const score = protocol?.metrics[metricKeys[metric] ?? metric];
  if (!protocol || !score) return null;
  return { metric, ...score, protocol: aloneWords(task, protocol.description) };
}

function byTaskFigure(task: TaskId, { metric, protocol }: Headline, protocols: Protocol[]): Figure | null {
  const headline = protocols.find(({ description }) => description === protocol);
  const score = headline?.byTask?.[task]?.[metricKeys[metric] ?? metric];
  return headline && score ? { metric, ...score, protocol: aloneWords(task, headline.description) } : null;
}

/** How a figure was obtained that rests on one of a model's tasks. */
export function aloneWords(task: TaskId, protocol: string): string {
  return `from "${task}" alone, ${protocol}`;
}

/** Null where it is no JSON. */
export function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
