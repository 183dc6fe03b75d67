import { expect, test } from "vitest";
import { inputOf, visitOn } from "../findings/findings.fixtures.ts";
import { patientFindings } from "../findings/patient-findings.ts";
import { trendCsv } from "./csv.ts";

test("one line per point, text quoted, formulas disarmed, numbers untouched", () => {
  const visit = visitOn("2025-01-01", '=cmd|"x", two');
  const { courses } = patientFindings(inputOf([{ visit, measures: { "ddk-rate": -0.1 + 0.3 } }]));
  expect(trendCsv(courses)).toBe(
    [
      "series,task,unit,visit,date,monthsSinceOnset,value,doubtful,takes,leftOut,withinVisitSd,device,version,startsAnew,comparable,byHand,change,changeInError,changeLabel,direction,notJudged",
      `ddk-rate,ddk-pa,1/s,visit 2025-01-01,2025-01-01,,0.19999999999999998,false,1,0,,"'=cmd|""x"", two",0.1.0,,true,false,,,,,first-visit`,
      "",
    ].join("\r\n"),
  );
  expect(trendCsv([]).split("\r\n")).toHaveLength(2);
});
