import type { FileResult } from "../../../shared/domain/file-result.ts";
import type { BatchItem } from "./batch-item.ts";
import type { Outcome } from "./batch-line.ts";
import { type BatchSettings, batchSettings } from "./batch-settings.ts";
import type { BatchSource } from "./batch-source.ts";
import { sha256IfReadable } from "./recording-content.ts";

/** Settings of a batch without models. */
export function settingsFor(source: BatchSource, shard = { index: 1, count: 1 }): BatchSettings {
  const options = { task: null, models: "none", device: "cpu" } as const;
  const rules = { of: "program" } as const;
  return batchSettings({ programVersion: "1.2.3", source, shard, options, rules, models: [] });
}

/** What an analysis of a file of this name would come to: `bad` ones fail. */
export function outcomeOf({ file, number, path }: BatchItem): Outcome {
  const sha256 = sha256IfReadable(path);
  if (file.includes("bad")) return { sha256, error: { code: "file-empty", message: `${file}: is empty.` } };
  const result: Partial<FileResult> = {
    sha256: sha256 ?? "",
    task: "vowel-a",
    audio: {
      durationSeconds: 1,
      sampleRateHz: 8000,
      channels: 1,
      channelUsed: 1,
      codec: "flac",
      lossy: false,
    },
    quality: {
      durationSeconds: 1,
      usableSeconds: 1,
      peakDbfs: -1.25,
      rmsDbfs: null,
      clippedFraction: 0,
      dcOffset: 0,
      snrDb: null,
      reverberationSeconds: null,
      bandwidthHz: 4000,
      flags: [],
    },
    measures: {
      hnr: { value: -number / 3, unit: "dB", norm: null },
      cpps: { value: null, unit: "dB", missing: "too-short", norm: null },
    },
    answers: [],
    predictions: [],
    refusals: [],
  };
  return { json: JSON.stringify(result) };
}
