import type { Page } from "playwright-core";

/** Chooses recordings at a visit that is open, and takes in what is proposed as soon as all were looked at. */
export async function takeIn(page: Page, files: string[]): Promise<void> {
  await chooseFiles(page, files);
  await page.locator(".page-head button.primary").click();
}

/** Chooses recordings at a visit that is open, and waits until each stands judged in the table. */
export async function chooseFiles(page: Page, files: string[]): Promise<void> {
  await page.locator("input[type=file][multiple]").setInputFiles(files);
  await page
    .locator(".intake-state")
    .nth(files.length - 1)
    .waitFor();
}
