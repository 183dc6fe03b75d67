import { expect, test } from "vitest";
import type { Vowel } from "../../shared/domain/visit-vowels.ts";
import { speakerOf } from "../speaker.ts";
import type { ChartColours } from "./chart-colours.ts";
import { triangleOf, vowelChartWords, vowelCsv, vowelFigure } from "./vowel-figure.ts";

const english = speakerOf("en");

const colours = new Proxy({}, { get: () => "#123456" }) as ChartColours;
const vowel = (letter: Vowel["letter"], f1: number, f2: number, doubtful = false): Vowel => ({
  letter,
  f1,
  f2,
  takes: [{ f1, f2 }],
  doubtful,
});
const three = [vowel("a", 700, 1200), vowel("i", 300, 2300), vowel("u", 350, 800, true)];
const ranges = ({ layout }: ReturnType<typeof vowelFigure>) =>
  [layout.xaxis?.range, layout.yaxis?.range] as [number, number][];

test("both axes run downwards and hold every vowel, the baseline's too", () => {
  const baseline = { a: { f1: 900, f2: 1200 }, i: { f1: 250, f2: 2600 }, u: { f1: 300, f2: 700 } };
  const [f2, f1] = ranges(vowelFigure(three, baseline, colours, english.words.charts));
  expect(f2![0]).toBeGreaterThan(2600);
  expect(f2![1]).toBeLessThan(700);
  expect(f1![0]).toBeGreaterThan(900);
  expect(f1![1]).toBeLessThan(250);
});

test("the triangle is drawn only when all three corners are there", () => {
  const lines = (vowels: Vowel[]) =>
    vowelFigure(vowels, null, colours, english.words.charts).data.filter(
      (trace) => "mode" in trace && trace.mode === "lines",
    );
  expect(lines(three)).toHaveLength(1);
  expect(lines([...three.slice(0, 2), vowel("o", 450, 900)])).toHaveLength(0);
  expect(triangleOf(three)?.u.f2).toBe(800);
});

test("the chart in words and in figures", () => {
  expect(vowelChartWords(three, true, english)).toBe(
    "Vowel chart, F1 and F2 in Hz: /a/ 700 and 1200, /i/ 300 and 2300, /u/ 350 and 800 (doubtful). The baseline's triangle is dashed.",
  );
  expect(vowelCsv(three).split("\r\n")[3]).toBe("u,1,350,800,true");
});
