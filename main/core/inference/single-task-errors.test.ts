import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import { readSingleTaskErrors } from "./single-task-errors.ts";

const manifest = (kind: "features" | "waveform", tasks = ["vowel-a", "vowel-i"]) =>
  ({ tasks, input: { kind } }) as unknown as ModelManifest;
const evaluation = {
  headline: { metric: "quadratic kappa", protocol: "5-fold by speaker" },
  protocols: [
    {
      name: "both",
      description: "5-fold by speaker",
      metrics: { quadraticKappa: { value: 0.5, interval: [0.4, 0.6] } },
      byTask: {
        "vowel-a": { quadraticKappa: { value: 0.31, interval: [0.2, 0.45] } },
        "vowel-i": { auc: { value: 0.7, interval: null } },
      },
    },
    {
      name: "vowel-a-alone",
      description: "5-fold by speaker, again",
      metrics: { quadraticKappa: { value: 0.25, interval: [0.1, 0.4] } },
      byTask: null,
    },
  ],
};

function folderWith(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-evaluation-"));
  writeFileSync(join(folder, "evaluation.json"), content);
  return folder;
}

test("a feature model's figure for a task comes from the protocol that left the other tasks out", async () => {
  const errors = await readSingleTaskErrors(folderWith(JSON.stringify(evaluation)), manifest("features"));
  expect(errors).toEqual({
    "vowel-a": {
      metric: "quadratic kappa",
      value: 0.25,
      interval: [0.1, 0.4],
      protocol: 'from "vowel-a" alone, 5-fold by speaker, again',
    },
  });
});

test("a model of single recordings has its headline's score by task, where that was taken", async () => {
  const errors = await readSingleTaskErrors(folderWith(JSON.stringify(evaluation)), manifest("waveform"));
  expect(errors).toEqual({
    "vowel-a": {
      metric: "quadratic kappa",
      value: 0.31,
      interval: [0.2, 0.45],
      protocol: 'from "vowel-a" alone, 5-fold by speaker',
    },
  });
});

test("nothing is claimed for a model of one task, nor from an unreadable evaluation", async () => {
  const folder = folderWith(JSON.stringify(evaluation));
  expect(await readSingleTaskErrors(folder, manifest("waveform", ["vowel-a"]))).toEqual({});
  expect(await readSingleTaskErrors(folderWith("not JSON"), manifest("features"))).toEqual({});
  expect(await readSingleTaskErrors("/nowhere", manifest("features"))).toEqual({});
});
