import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import type { Sex } from "../../shared/domain/patient.ts";

/** A speaker of Minsk2020 (Vashkevich & Rushkevich 2021, doi 10.1016/j.bspc.2020.102350). */
export type Speaker = {
  group: "HC" | "ALS";
  /** Number within the group, three digits. */
  id: string;
  sex: Sex;
  ageYears: number;
  /** Signs of bulbar disease at the recording; false for healthy speakers. */
  bulbarSigns: boolean;
  files: { "vowel-a": string; "vowel-i": string };
};

/** Where the recordings lie beside the checkout, if they do. */
export const minskFolder = resolve(import.meta.dirname, "../../../shared/data/minsk2020");

/** The speakers of both groups from the data set's two tables; none where the folder is not there. */
export function minskSpeakers(folder = minskFolder): Speaker[] {
  if (!existsSync(join(folder, "HC_table.xlsx"))) return [];
  return (["HC", "ALS"] as const).flatMap((group) =>
    readSheet(readFileSync(join(folder, `${group}_table.xlsx`)))
      .slice(1)
      .map((row) => ({
        group,
        id: row.A!,
        sex: row.C === "m" ? ("male" as const) : ("female" as const),
        ageYears: Number(row.B),
        bulbarSigns: row.F === "yes",
        files: {
          "vowel-a": join(folder, group, `${row.A}_a.wav`),
          "vowel-i": join(folder, group, `${row.A}_i.wav`),
        },
      })),
  );
}

/** Rows of the first sheet of an Office Open XML workbook, cells by their column's letter. */
function readSheet(workbook: Uint8Array): Record<string, string>[] {
  const files = unzipSync(workbook);
  const text = (path: string) => strFromU8(files[path]!);
  const strings = [...text("xl/sharedStrings.xml").matchAll(/<si>(.*?)<\/si>/gs)].map(([, item]) =>
    [...item!.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, part]) => part).join(""),
  );
  const cell = /<c r="([A-Z]+)\d+"([^>]*)>.*?<v>([^<]*)<\/v>.*?<\/c>/gs;
  return [...text("xl/worksheets/sheet1.xml").matchAll(/<row [^>]*>(.*?)<\/row>/gs)]
    .map(([, row]) =>
      Object.fromEntries(
        [...row!.matchAll(cell)].map(([, column, attributes, value]) => [
          column!,
          attributes!.includes('t="s"') ? strings[Number(value)]! : value!,
        ]),
      ),
    )
    .filter((row) => row.A);
}
