import type { Page } from "playwright-core";

/** Enters a patient, and a visit of today, which is open then. */
export async function enterPatientAndVisit(page: Page, id: string, name?: string): Promise<void> {
  await page.getByRole("button", { name: "New patient" }).click();
  await page.getByLabel("Patient id").fill(id);
  if (name) await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Add patient" }).click();
  await page.getByRole("button", { name: "New visit" }).click();
  await page.getByRole("button", { name: "Add visit" }).click();
}
