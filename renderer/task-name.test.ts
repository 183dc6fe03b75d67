import { expect, test } from "vitest";
import type { Recording } from "../shared/domain/recording.ts";
import { speakerOf } from "./speaker.ts";
import { namedRecordings } from "./task-name.ts";

const recording = (id: string, task: Recording["task"]) => ({ id, task }) as Recording;
const recordings = [recording("1", "ddk-pa"), recording("2", "vowel-a"), recording("3", "vowel-a")];

test.each([
  ["en", ["Sustained /a/ (1)", "Sustained /a/ (2)", "Repeated /pa/"]],
  ["de", ["Gehaltenes /a/ (1)", "Gehaltenes /a/ (2)", "Wiederholtes /pa/"]],
] as const)(
  "recordings stand in the order of tasks, takes of one task are numbered (%s)",
  (language, names) => {
    const named = namedRecordings(recordings, speakerOf(language));
    expect(named.map(({ recording: { id } }) => id)).toEqual(["2", "3", "1"]);
    expect(named.map(({ name }) => name)).toEqual(names);
  },
);
