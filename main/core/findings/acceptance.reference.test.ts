import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { decodeAudio } from "../audio/decode.ts";
import { findFfmpeg } from "../audio/ffmpeg.ts";
import { judged } from "./judged-sound.fixture.ts";

const minsk = join(import.meta.dirname, "../../../../shared/data/minsk2020");
const title = existsSync(minsk) ? "real vowels" : "real vowels (skipped: ../shared/data is not there)";

test.skipIf(!existsSync(minsk))(
  `${title}: none is called unusable; an octave is doubted in one`,
  async () => {
    const octaves: string[] = [];
    for (const group of ["ALS", "HC"])
      for (const name of readdirSync(join(minsk, group))
        .filter((file) => /_[ai]\.wav$/.test(file))
        .slice(0, 24)) {
        const path = join(minsk, group, name);
        const { signal } = await decodeAudio({ path }, { fileName: name, ffmpeg: findFfmpeg });
        const { verdict, reasons } = judged(signal).acceptance;
        expect([name, verdict]).not.toEqual([name, "unusable"]);
        if (reasons.includes("octave-uncertain")) octaves.push(name);
      }
    expect(octaves).toEqual(["006_i.wav"]);
  },
);
