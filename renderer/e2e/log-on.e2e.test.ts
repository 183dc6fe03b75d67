import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { keepRecoveryKey } from "./log-on.fixture.ts";
import { openWorkstation, type Workstation } from "./workstation.fixture.ts";

// One day at one history: each test goes on where the one before ended.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let station: Workstation;
let recoveryKey = "";
const chief = { name: "Dr. Weber", password: "birch rain lamp" };

beforeAll(async () => {
  station = await openWorkstation({ language: "en", logsOn: false });
});
afterAll(() => station?.close());

test("set-up tells how good the password is, and goes on when the recovery key was copied", async () => {
  const { page } = station;
  await page.getByRole("heading", { name: "Set up Bulbar" }).waitFor();
  await page.getByText("Research use only, not for diagnosis.").waitFor();
  await look(page, "set-up");
  expect(await focused(page)).toBe("User");
  await page.keyboard.type(chief.name);
  await page.keyboard.press("Tab");
  await page.keyboard.type("dr. weber");
  await page.getByText("The password is the name.").waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("birch ra");
  await page.getByText("Allowed. From 15 characters on").waitFor();
  await page.keyboard.press("End");
  await page.keyboard.type("in lamp");
  await page.getByText("Hard to guess.").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Recovery key" }).waitFor();
  const goOn = page.getByRole("button", { name: "It is locked away: go on" });
  await page.locator("input[name=group]").fill("0");
  expect(await goOn.isDisabled()).toBe(true);
  await look(page, "recovery-key");
  recoveryKey = await keepRecoveryKey(page);
  expect(recoveryKey).toMatch(/^(\w{4}-){8}\w{4}$/);
  await page.getByText("No patients yet").waitFor();
});

test("a locked page holds nothing of the patient, and gives the draft back to the same user", async () => {
  const { page } = station;
  await page.getByRole("button", { name: "New patient" }).click();
  await page.getByLabel("Patient id").fill("LOCK-1");
  await page.getByLabel("Name", { exact: true }).fill("Ludmila Nowhere");
  await page.getByRole("button", { name: "Add patient" }).click();
  await page.getByRole("button", { name: "New visit" }).click();
  await page.getByLabel("Notes").fill("coughed before the first task");
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Shift+L");
  await page.getByRole("heading", { name: "Locked" }).waitFor();
  expect(await page.content()).not.toMatch(/Ludmila|LOCK-1|coughed/);
  expect(await page.title()).toBe("Bulbar");
  await page.getByText("Unsaved input is kept for Dr. Weber").waitFor();
  await look(page, "lock");
  expect(await focused(page)).toBe("Password");
  await page.keyboard.type(chief.password);
  await page.keyboard.press("Enter");
  await page.getByLabel("Notes").waitFor();
  expect(await page.getByLabel("Notes").inputValue()).toBe("coughed before the first task");
});

test("nobody active: a warning, then the lock; activity puts it off", async () => {
  const { page } = station;
  await page.clock.install();
  await page.reload();
  await logOn(page, chief);
  await page.clock.fastForward(9 * 60_000 + 5000);
  await page.getByText(/Bulbar locks in \d+ s/).waitFor();
  await look(page, "warning");
  await page.getByRole("button", { name: "Stay logged on" }).click();
  await expect.poll(() => page.getByText(/Bulbar locks in/).count()).toBe(0);
  await page.clock.fastForward(10 * 60_000 + 5000);
  await page.getByText("Nobody was active, so Dr. Weber was logged off.").waitFor();
  expect(await page.content()).not.toMatch(/Ludmila|LOCK-1/);
  await page.clock.resume();
});

test("wrong passwords: a refusal, then a wait that is counted down", async () => {
  const { page } = station;
  for (let tries = 0; tries < 5; tries++) {
    await page.getByLabel("Password", { exact: true }).fill(`wrong ${tries}`);
    await page.getByRole("button", { name: "Log on" }).click();
    await page.getByText("Name or password is wrong.").waitFor();
    await expect.poll(() => page.getByRole("button", { name: "Log on" }).isEnabled()).toBe(true);
  }
  await page.getByLabel("Password", { exact: true }).fill(chief.password);
  await page.getByRole("button", { name: "Log on" }).click();
  await page.getByText(/Try again in 0:\d\d/).waitFor();
  expect(await page.getByRole("button", { name: "Log on" }).isDisabled()).toBe(true);
  await look(page, "lock-out");
});

test("the recovery key sets a new password", async () => {
  const { page } = station;
  await page.getByRole("button", { name: "Password forgotten" }).click();
  await page.getByLabel("Recovery key").fill(recoveryKey.toLowerCase().replaceAll("-", " "));
  chief.password = "another good sentence";
  await page.getByLabel("New password").fill(chief.password);
  await look(page, "forgotten");
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByRole("link", { name: "Dr. Weber" }).waitFor();
});

async function logOn(page: Page, { name, password }: typeof chief): Promise<void> {
  await page.getByLabel("User").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log on" }).click();
  await page.locator("nav.rail").waitFor();
}

const focused = (page: Page) =>
  page.evaluate(
    () =>
      (document.activeElement as HTMLInputElement).labels?.[0]?.textContent?.match(/^[A-Z][a-z ]+[a-z]/)?.[0],
  );

/** In both themes and languages: nothing that axe-core calls serious, and a picture where one is asked for. */
async function look(page: Page, name: string): Promise<void> {
  for (const theme of ["light", "dark"]) {
    await page.evaluate((chosen) => {
      document.documentElement.dataset.theme = chosen;
    }, theme);
    if (process.env.BULBAR_SCREENSHOT) {
      mkdirSync(process.env.BULBAR_SCREENSHOT, { recursive: true });
      await page.screenshot({ path: join(process.env.BULBAR_SCREENSHOT, `${name}-${theme}.png`) });
    }
    await page.evaluate(axe.source);
    const serious = await page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
      return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    });
    expect(serious, `${name}, ${theme}`).toEqual([]);
  }
  await page.evaluate(() => {
    document.documentElement.dataset.theme = "light";
  });
}
