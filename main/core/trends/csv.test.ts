import { expect, test } from "vitest";
import { trendCsv } from "./csv.ts";
import { buildTrends } from "./series.ts";
import { inputOf, visitOn } from "./trends.fixtures.ts";

test("one line per point, text quoted, formulas disarmed, numbers untouched", () => {
  const visit = visitOn("2025-01-01", '=cmd|"x", two');
  const input = inputOf([{ visit, measures: { "ddk-rate": -0.1 + 0.3 } }], { measureName: () => "DDK rate" });
  expect(trendCsv(buildTrends(input))).toBe(
    [
      "series,name,task,unit,visit,date,monthsSinceOnset,value,accepted,repeats,withinVisitSd,device,version,breakBefore,byHand",
      `ddk-rate,DDK rate,ddk-pa,1/s,visit 2025-01-01,2025-01-01,,0.19999999999999998,true,1,,"'=cmd|""x"", two",Bulbar 0.1.0,false,false`,
      "",
    ].join("\r\n"),
  );
  expect(trendCsv([]).split("\r\n")).toHaveLength(2);
});

test("a point from onsets placed by hand says so", () => {
  const input = inputOf([{ visit: visitOn("2025-01-01"), measures: { "ddk-rate": 5 } }]);
  const [series] = buildTrends(input);
  const corrected = { ...series!, points: series!.points.map((point) => ({ ...point, byHand: true })) };
  expect(trendCsv([corrected]).split("\r\n")[1]).toMatch(/,true$/);
});
