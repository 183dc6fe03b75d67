import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { decodeAudio } from "./decode.ts";
import { LONGEST_REVERBERATION_SECONDS } from "./quality.ts";
import { reverberationSeconds } from "./reverberation.ts";

const data = join(import.meta.dirname, "../../../../shared/data");

/** Voices near the microphone: how many of every `each`-th recording may be told as reverberant. */
test.each([
  { folder: "minsk2020", each: 1, most: 1 },
  { folder: "svd-phrases", each: 1, most: 0 },
  { folder: "fsdd/recordings", each: 10, most: 15 },
])("at most $most recordings of $folder are told as reverberant", async ({ folder, each, most }) => {
  const root = join(data, folder);
  if (!existsSync(root)) return console.log(`skipped: no ../shared/data/${folder}`);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".wav"))
    .sort()
    .filter((_, i) => i % each === 0);
  const ffmpeg = () => Promise.reject(new Error("WAV must not need ffmpeg"));
  const told: string[] = [];
  for (const fileName of files) {
    const { signal } = await decodeAudio({ path: join(root, fileName) }, { fileName, ffmpeg });
    if ((reverberationSeconds(signal) ?? 0) > LONGEST_REVERBERATION_SECONDS) told.push(fileName);
  }
  console.log(`${folder}: ${told.length} of ${files.length} told as reverberant`);
  expect(told.length).toBeLessThanOrEqual(most);
});
