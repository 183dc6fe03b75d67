import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createCore } from "../../main/core/core.ts";
import { testCoreOptions } from "../../main/core/core-options.fixture.ts";
import { findPatient, updatePatient } from "../../main/core/history/patients.ts";
import { writeVoice } from "../../main/doors/cli/run-cli.fixture.ts";
import { examine, examineInThemes } from "./examine.fixture.ts";
import { keepRecoveryKey } from "./log-on.fixture.ts";
import { takeIn } from "./take-in.fixture.ts";
import { openWorkstation, shot, type Workstation } from "./workstation.fixture.ts";

// One day at one history: each test goes on where the one before ended.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let station: Workstation;
let recoveryKey = "";
const chief = { name: "Dr. Weber", password: "birch rain lamp" };

beforeAll(async () => {
  station = await openWorkstation({ language: "en", logsOn: false });
});
afterAll(() => station?.close());

/** Another program changes the patient meanwhile. */
async function changeNotesElsewhere(notes: string): Promise<void> {
  const core = createCore(testCoreOptions(station.folder));
  await core.vault.logOn(chief);
  const history = await core.history();
  updatePatient(history, { ...findPatient(history, "LOCK-1")!, notes });
  await core.close();
}

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
  await page.getByText("Long enough to be hard to guess.").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Recovery key" }).waitFor();
  const goOn = page.getByRole("button", { name: "It is locked away: go on" });
  await page.locator("input[name=group]").fill("0");
  expect(await goOn.isDisabled()).toBe(true);
  await look(page, "recovery-key");
  await page.emulateMedia({ media: "print" });
  await shot(page, "recovery-key-print");
  await page.emulateMedia({ media: "screen" });
  recoveryKey = await keepRecoveryKey(page);
  expect(recoveryKey).toMatch(/^(\w{4}-){8}\w{4}$/);
  await page.getByText("No patients yet").waitFor();
});

test("the empty list offers the synthetic demo patient; stopped, nothing of it stays", async () => {
  const { page } = station;
  await look(page, "demo-offer");
  await page.getByRole("button", { name: "Add a synthetic demo patient" }).click();
  await page.getByText(/Making the demo patient, [1-9]\d* ?%/).waitFor();
  await page.getByRole("button", { name: /^Making the demo patient/ }).press("Enter");
  await page.getByRole("button", { name: "Add a synthetic demo patient" }).waitFor();
  await page.getByText("No patients yet").waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
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
  await expect.poll(() => page.title()).toBe("Bulbar");
  await page.getByText("Unsaved input is kept for Dr. Weber").waitFor();
  await look(page, "lock");
  expect(await focused(page)).toBe("Password");
  await page.keyboard.type(chief.password);
  await page.keyboard.press("Enter");
  await expect.poll(() => page.getByLabel("Notes").inputValue()).toBe("coughed before the first task");
});

test("input that comes back is held against what stood there as it was written", async () => {
  const { page } = station;
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Notes").fill("speaks softly");
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Shift+L");
  await page.getByRole("heading", { name: "Locked" }).waitFor();
  await changeNotesElsewhere("lives alone");
  await page.keyboard.type(chief.password);
  await page.keyboard.press("Enter");
  await expect.poll(() => page.getByLabel("Notes").inputValue()).toBe("speaks softly");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Somebody else has changed this patient's data meanwhile.").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  expect(await page.getByLabel("Notes").inputValue()).toBe("lives alone");
  await page.getByRole("button", { name: "Cancel" }).click();
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
  const { page, sent } = station;
  const asked = () => sent.filter((message) => message.includes("/session/logOn")).length;
  const before = asked();
  for (let tries = 1; tries <= 5; tries++) {
    await page.getByLabel("Password", { exact: true }).fill(`wrong ${tries}`);
    await page.getByRole("button", { name: "Log on" }).click();
    await expect.poll(asked).toBe(before + tries);
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

test("a user is added with a password that must be changed, and sees nothing of the one before", async () => {
  const { page } = station;
  await page.getByRole("link", { name: "Users" }).click();
  await page.getByRole("button", { name: "Add user" }).click();
  await page.getByLabel(/^Name/).fill("Ms. Adler");
  await page.getByRole("radio", { name: /^technician/ }).check();
  await look(page, "add-user");
  await page.getByRole("dialog").getByRole("button", { name: "Add user" }).click();
  const given = (await page.locator(".given-password").textContent()) ?? "";
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("row", { name: /Ms. Adler technician .* must change the password never/ }).waitFor();
  await page.getByRole("row", { name: /Dr. Weber you administrator .* may log on \d+ \w+ \d+/ }).waitFor();
  await look(page, "users");

  await page.getByRole("link", { name: "Patients" }).click();
  await page.getByRole("button", { name: "New patient" }).click();
  await page.getByLabel("Patient id").fill("DRAFT-OF-WEBER");
  await page.getByRole("button", { name: "Lock" }).click();
  await page.getByLabel("User").fill("Ms. Adler");
  await page.getByLabel("Password", { exact: true }).fill(given);
  await page.getByRole("button", { name: "Log on" }).click();
  await page.getByRole("heading", { name: "Choose your password" }).waitFor();
  await look(page, "change-password");
  await page.getByLabel("Password that you were given").fill(given);
  await page.getByLabel("New password").fill("seven small herons");
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByRole("link", { name: "LOCK-1" }).waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.getByRole("button", { name: "New patient" }).click();
  expect(await page.getByLabel("Patient id").inputValue()).toBe("");
  await page.keyboard.press("Escape");
});

test("what a technician may not do is not there", async () => {
  const { page } = station;
  for (const name of ["Users", "Audit trail"]) expect(await page.getByRole("link", { name }).count()).toBe(0);
  await page.getByRole("link", { name: "LOCK-1" }).click();
  await page.getByRole("button", { name: "New visit" }).waitFor();
  for (const name of ["Remove patient", "Add treatment"])
    expect(await page.getByRole("button", { name }).count(), name).toBe(0);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByText("About Bulbar").waitFor();
  expect(await page.getByText("Backups").count()).toBe(0);
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("the own password is changed on the own page", async () => {
  const { page } = station;
  await page.getByRole("link", { name: "Ms. Adler" }).click();
  await page.getByText("Your role: technician").waitFor();
  await page.getByLabel("Password until now").fill("seven small herons");
  await page.getByLabel("New password").fill("eight small herons");
  await look(page, "account");
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByText("The password was changed").waitFor();
});

test("tabs lock together", async () => {
  const { page, context } = station;
  const other = await context.newPage();
  await other.goto(page.url().replace(/#.*/, ""));
  // a tab that no token opened has no session with the program: it shares the lock, not the rights
  await other.evaluate(() => new BroadcastChannel("bulbar:presence").postMessage("lock"));
  await page.getByRole("heading", { name: "Locked" }).waitFor();
  await other.close();
});

test("the trail tells who did what, filtered, and that it is whole", async () => {
  const { page, complaints } = station;
  await logOn(page, chief);
  await page.getByRole("link", { name: "Audit trail" }).click();
  await page.getByRole("cell", { name: "added Ms. Adler, technician" }).waitFor();
  await page.getByRole("button", { name: "Check the trail" }).click();
  await page.getByText(/The audit trail is whole: \d+ rows, the last [0-9a-f]{64}/).waitFor();
  await look(page, "audit");
  await page.getByLabel("Who").selectOption("Ms. Adler");
  await page.getByLabel("Patient id").fill("LOCK-1");
  await page.getByRole("button", { name: "Show" }).click();
  const rowsOf = (name: string) => page.getByRole("cell", { name, exact: true }).count();
  await expect
    .poll(async () => (await rowsOf("Ms. Adler")) > 0 && (await rowsOf("Dr. Weber")) === 0)
    .toBe(true);
  expect(await page.getByLabel("Who").inputValue()).toBe("Ms. Adler");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^bulbar-audit-.*\.csv$/);
  // a tab without a session is refused, which its console tells
  expect(complaints.filter((one) => !/401|HTTP Authentication failed/.test(one))).toEqual([]);
});

test("an import that runs goes on while the page is locked", async () => {
  const { page, folder } = station;
  await page.getByRole("link", { name: "Patients" }).click();
  await page.getByRole("link", { name: "LOCK-1" }).click();
  await page.getByRole("button", { name: "New visit" }).click();
  await page.getByRole("button", { name: "Add visit" }).click();
  await page.getByText("No recordings yet").waitFor();
  const tasks = ["vowel-a", "vowel-e", "vowel-i", "vowel-o", "vowel-u"] as const;
  await takeIn(
    page,
    tasks.map((task) => writeVoice(folder, task)),
  );
  await page.getByRole("button", { name: "Lock" }).click();
  await page.getByText("The import of Dr. Weber goes on").waitFor();
  await page.getByText("The import of Dr. Weber goes on").waitFor({ state: "detached" });
  await logOn(page, chief);
  for (const name of ["a", "e", "i", "o", "u"])
    await page.getByRole("link", { name: `Sustained /${name}/` }).waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
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

/** In both themes, and in German where the page offers it: nothing that axe-core calls serious. */
async function look(page: Page, name: string): Promise<void> {
  await examineInThemes(page, name);
  const german = page.getByRole("button", { name: "Deutsch" });
  if ((await german.count()) === 0) return;
  const typing = await page.evaluateHandle(() => document.activeElement);
  await german.click();
  await examine(page, `${name}-de`);
  await page.getByRole("button", { name: "English" }).click();
  await typing.asElement()?.focus();
}
