import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { csvLine } from "../batch/csv-line.ts";
import { confusionPng, mostClassesDrawn } from "../report/picture/confusion-png.ts";
import type { Answer } from "./evaluate.ts";
import { answerOf } from "./scores.ts";

/** What is written beside the scores: who answered, in words at the foot of the picture. */
export type EvaluationFiles = {
  /** All of `evaluation.json`. */
  evaluation: object;
  labels: readonly string[];
  /** Counts `[true][answered]`, by recording. */
  confusion: readonly (readonly number[])[];
  answers: readonly (Answer & { file: string })[];
  captions: readonly string[];
};

/** Writes `evaluation.json`, `answers.csv`, `confusion.csv` and, of so many classes as can be drawn, `confusion.png`. */
export function writeEvaluation(folder: string, files: EvaluationFiles): void {
  const { evaluation, labels, confusion, answers, captions } = files;
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
  write("evaluation.json", `${JSON.stringify(evaluation, null, 2)}\n`);
  write(
    "confusion.csv",
    [
      csvLine(["true \\ answered", ...labels]),
      ...confusion.map((row, k) => csvLine([labels[k]!, ...row])),
    ].join(""),
  );
  write("answers.csv", answersCsv(answers, labels));
  if (labels.length <= mostClassesDrawn) write("confusion.png", confusionPng(confusion, labels, captions));
}

function answersCsv(answers: EvaluationFiles["answers"], labels: readonly string[]): string {
  const header = [
    "file",
    "speaker",
    "true",
    "answered",
    ...labels.map((label) => `p/${label}`),
    "set",
    "rejected",
  ];
  const rows = answers.map((one) => [
    one.file,
    one.speaker,
    labels[one.truth]!,
    labels[answerOf(one)]!,
    ...one.probabilities,
    one.set?.classes.map((k) => labels[k]).join(" | ") ?? null,
    one.rejected,
  ]);
  return [csvLine(header), ...rows.map(csvLine)].join("");
}
