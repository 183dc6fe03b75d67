import type { Page } from "playwright-core";

/** From a visit to its recording page, in English, with a microphone that is open and has told its settings. */
export async function openRecordPage(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Record" }).click();
  await page.getByText("all off").waitFor();
}
