import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { enterPatientAndVisit } from "../new-visit.fixture.ts";
import { openWorkstation, type Workstation } from "../workstation.fixture.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let station: Workstation;
beforeAll(async () => {
  station = await openWorkstation({ language: "en" });
});
afterAll(() => station?.close());

test("a clinic's own protocol is made without code, kept, and what its visits record; it can be given up", async () => {
  const { page } = station;
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Make a protocol of our own" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Ward 7");
  for (let k = 0; k < 11; k++)
    await page
      .getByRole("button", { name: /^Leave .* out$/ })
      .last()
      .click();
  await page.getByRole("button", { name: "Sustained /e/ earlier" }).click();
  await page.getByLabel("Takes, Sustained /e/").fill("3");
  await page.getByLabel("Ends after silence, s, Sustained /e/").fill("");
  await page.getByLabel("Own words for the patient, Sustained /e/").fill("Please say eh.");
  await page.getByRole("button", { name: "Save the protocol" }).click();
  await page.getByText("saved", { exact: true }).waitFor();

  await page.getByRole("link", { name: "Patients" }).click();
  await enterPatientAndVisit(page, "E2E-P");
  await page.getByRole("link", { name: "Record" }).click();
  await page.getByText("Please say eh.").waitFor();
  expect(await page.getByLabel("Choose the protocol").inputValue()).toBe("own");
  expect(await page.locator(".record-step").allTextContents()).toEqual([
    expect.stringMatching(/Sustained \/e\/0 of 3 takes/),
    expect.stringMatching(/Sustained \/a\/0 of 2 takes/),
  ]);

  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Go back to the program's protocols" }).click();
  await page.getByRole("button", { name: "Make a protocol of our own" }).waitFor();
});

test("a clinic's own text asks for the words that have no pronunciation, and can be chosen in the protocol", async () => {
  const { page } = station;
  await page.getByRole("link", { name: "Settings" }).click();
  const card = page.getByRole("region", { name: "Texts of your own" });
  await card.getByLabel("Title").fill("Ward text");
  await card.getByRole("textbox", { name: /^The text/ }).fill("The bulbar clinic opens at nine.");
  await card.getByRole("button", { name: "Add the text" }).click();
  await card.getByLabel("bulbar", { exact: true }).fill("B AH QQ");
  await card.getByRole("button", { name: "Add the text" }).click();
  await card.getByText("“QQ” in the pronunciation of “bulbar”").waitFor();
  await card.getByLabel("bulbar", { exact: true }).fill("B AH L B ER");
  await card.getByRole("button", { name: "Add the text" }).click();
  await card.getByRole("heading", { name: "Ward text" }).waitFor();
  await page.getByRole("button", { name: "Make a protocol of our own" }).click();
  await page.getByLabel(/^Passage, /).selectOption({ label: "Ward text" });
});

test("the page complained of nothing", () => {
  expect(station.complaints).toEqual([]);
});
