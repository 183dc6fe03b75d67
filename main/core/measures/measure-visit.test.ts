import { expect, test } from "vitest";
import type { DoubtReason, Measures } from "../../../shared/domain/measure.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { measureVisit, type VisitRecording } from "./measure-visit.ts";
import { vowel } from "./test-signals.ts";

const sound = vowel({ sampleRateHz: 22_050, seconds: 1.1 });

function recordingOf(task: TaskId, measures: Measures = {}): VisitRecording & { asked: number } {
  const signal = async () => {
    recording.asked++;
    return sound;
  };
  const recording = { task, measures, asked: 0, signal };
  return recording;
}

const formants = (f1: number, f2: number): Measures => ({
  f1: { value: f1, unit: "Hz" },
  f2: { value: f2, unit: "Hz" },
});

test("only what the tasks of the visit allow, without touching other signals", async () => {
  const single = recordingOf("vowel-a", formants(700, 1200));
  expect(await measureVisit([single])).toEqual({});
  expect(single.asked).toBe(0);
  const vowels = [recordingOf("vowel-i", formants(300, 2300)), recordingOf("vowel-u", formants(350, 800))];
  const measures = await measureVisit([single, ...vowels]);
  expect(Object.keys(measures)).toEqual(["tvsa", "fcr", "vai", "f2i-f2u"]);
  expect(measures.tvsa!.value).toBe(272_500);
});

test("reading and /a/ give the voice quality indices; doubts of either recording stay with them", async () => {
  const cpps = { value: 12, unit: "dB", doubts: ["low-snr"] as DoubtReason[] };
  const [first, last, reading] = [
    recordingOf("vowel-a"),
    recordingOf("vowel-a", { cpps }),
    recordingOf("reading"),
  ];
  const measures = await measureVisit([first, last, reading]);
  expect(Object.keys(measures)).toEqual(["avqi", "abi"]);
  expect(measures.abi).toMatchObject({ unit: "1", doubts: ["low-snr"] });
  expect(measures.abi!.value).toBeTypeOf("number");
  expect([first.asked, last.asked, reading.asked]).toEqual([0, 1, 1]);
});

test("speech that is not read lies outside the validated range", async () => {
  const { avqi } = await measureVisit([recordingOf("vowel-a"), recordingOf("free")]);
  expect(avqi!.doubts).toEqual(["outside-validated-range"]);
});
