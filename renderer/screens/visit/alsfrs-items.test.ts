import { expect, test } from "vitest";
import { Alsfrs, alsfrsBulbar, alsfrsTotal } from "../../../shared/domain/alsfrs.ts";
import { alsfrsItems, readAlsfrs } from "./alsfrs-items.ts";

function filled(score: string): FormData {
  const form = new FormData();
  for (const { id } of alsfrsItems) form.set(id, score);
  return form;
}

test("a full form is a valid ALSFRS-R with every item", () => {
  const form = filled("3");
  form.set("speech", "1");
  form.set("gastrostomy", "on");
  const alsfrs = Alsfrs.parse(readAlsfrs(form));
  expect([alsfrsTotal(alsfrs), alsfrsBulbar(alsfrs), alsfrs.gastrostomy]).toEqual([34, 7, true]);
});

test("a form with a gap is not read", () => {
  const form = filled("4");
  form.set("walking", "");
  expect(readAlsfrs(form)).toBeNull();
});

test("who asked and how is read; without an answer it is not known", () => {
  const form = filled("4");
  expect(readAlsfrs(form)).toMatchObject({ rater: "", mode: null });
  form.set("rater", " Nurse B. ");
  form.set("mode", "phone");
  expect(readAlsfrs(form)).toMatchObject({ rater: "Nurse B.", mode: "phone" });
});
