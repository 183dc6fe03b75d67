import { expect, test } from "vitest";
import { Alsfrs, alsfrsAsked, alsfrsBulbar, alsfrsTotal } from "../../../shared/domain/alsfrs.ts";
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

test("an item without an answer was not asked: it is no 0, and there is no total", () => {
  const form = filled("4");
  form.set("walking", "");
  form.set("dressing", "0");
  const alsfrs = Alsfrs.parse(readAlsfrs(form));
  expect(alsfrs).toMatchObject({ walking: null, dressing: 0 });
  expect([alsfrsTotal(alsfrs), alsfrsBulbar(alsfrs), alsfrsAsked(alsfrs)]).toEqual([null, 12, 11]);
});

test("items 1 to 3 alone have their sum", () => {
  const form = new FormData();
  for (const id of ["speech", "salivation", "swallowing"]) form.set(id, "2");
  const alsfrs = Alsfrs.parse(readAlsfrs(form));
  expect([alsfrsTotal(alsfrs), alsfrsBulbar(alsfrs), alsfrsAsked(alsfrs)]).toEqual([null, 6, 3]);
});

test("who asked and how is read; without an answer it is not known", () => {
  const form = filled("4");
  expect(readAlsfrs(form)).toMatchObject({ rater: "", mode: null });
  form.set("rater", " Nurse B. ");
  form.set("mode", "phone");
  expect(readAlsfrs(form)).toMatchObject({ rater: "Nurse B.", mode: "phone" });
});
