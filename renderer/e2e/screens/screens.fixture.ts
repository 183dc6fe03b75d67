import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { writeVoice } from "../../../main/doors/cli/run-cli.fixture.ts";
import type { Words } from "../../../shared/words/words.ts";
import { keepRecoveryKey, logOnAtPage } from "../log-on.fixture.ts";
import { drawingFails, failDrawing } from "./failing-drawing.fixture.ts";
import { type ScreensHistory, screensUser } from "./screens-history.fixture.ts";
import { releaseCalls, withholdCalls } from "./withheld-calls.fixture.ts";

/** What a screen is opened with: a page, and the words of the language that it speaks. */
export type Visitor = { page: Page; context: BrowserContext; words: Words; at: ScreensHistory };

/** A screen in a state; `open` leads there from any other. */
export type Screen = {
  name: string;
  /** Whether it lies on the way to those that follow. */
  isWay?: true;
  /** Whether it is to be seen in the patient's own window, the last that was opened. */
  isPatients?: true;
  /** What the page must complain of there, in part. */
  complaint?: string;
  open: (visitor: Visitor) => Promise<void>;
};

/** Of a data folder that nobody has used, in this order. */
export const firstScreens: readonly Screen[] = [
  { name: "set-up", open: ({ page }) => page.locator("input[name=newPassword]").waitFor() },
  {
    name: "recovery-key",
    open: async ({ page }) => {
      await page.locator("input[name=name]").fill(screensUser.name);
      await page.locator("input[name=newPassword]").fill(screensUser.password);
      await page.locator("main.log-on button[type=submit]").click();
      await page.locator("form.recovery-key").waitFor();
    },
  },
  {
    name: "patients-empty",
    open: async ({ page }) => {
      await keepRecoveryKey(page);
      await page.locator(".card.empty").waitFor();
    },
  },
];

/** Of the history that `makeScreensHistory` makes, in any order; the first ones come before the log-on. */
export const screens: readonly Screen[] = [
  { name: "log-on", isWay: true, open: ({ page }) => page.locator("input[name=password]").waitFor() },
  {
    name: "log-on-refused",
    isWay: true,
    open: async ({ page }) => {
      await page.locator("input[name=name]").fill(screensUser.name);
      await page.locator("input[name=password]").fill("wrong");
      await page.locator("main.log-on button[type=submit]").click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "password-forgotten",
    isWay: true,
    open: async ({ page, words }) => {
      await page.getByRole("button", { name: words.logOn.forgotten }).click();
      await page.locator("input[name=recoveryKey]").waitFor();
    },
  },
  {
    name: "lock",
    isWay: true,
    open: async ({ page, words }) => {
      await page.getByRole("button", { name: words.frame.cancel }).click();
      await logOnAtPage(page, screensUser);
      await page.keyboard.press("Shift+L");
      await page.getByRole("heading", { name: words.logOn.locked }).waitFor();
    },
  },
  {
    name: "patients",
    isWay: true,
    open: async ({ page }) => {
      await logOnAtPage(page, screensUser);
      await openPatients(page);
    },
  },
  {
    name: "patients-nothing-found",
    open: async (visitor) => {
      await openPatients(visitor.page);
      await visitor.page.locator(".search input").fill("nobody of that name");
      await visitor.page.locator(".card.empty").waitFor();
    },
  },
  {
    name: "patients-archive",
    open: async ({ page, words }) => {
      await openPatients(page);
      await page.getByRole("button", { name: words.patients.filter.choices.archived }).click();
      await page.getByRole("link", { name: "OLD-1" }).waitFor();
    },
  },
  {
    name: "patient-new",
    open: async ({ page, words }) => {
      await openPatients(page);
      await openDrawer(page, page.getByRole("button", { name: words.patients.newPatient }));
    },
  },
  {
    name: "patient-from-file",
    open: async ({ page, words }) => {
      await openPatients(page);
      await openDrawer(page, page.getByRole("button", { name: words.patients.sealed.open }));
    },
  },
  {
    name: "keys",
    open: async ({ page }) => {
      await openPatients(page);
      await page.locator("h1").press("?");
      await drawerOf(page).waitFor();
    },
  },
  {
    name: "palette",
    open: async ({ page }) => {
      await openPatients(page);
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").last().fill("demo");
      await page.getByRole("option").first().waitFor();
    },
  },
  {
    name: "worklist",
    open: async ({ page }) => {
      await goTo(page, "/worklist");
    },
  },
  {
    name: "loading",
    open: async ({ page, at }) => {
      await openPatients(page);
      await withholdCalls(page);
      await goTo(page, `/visits/${at.longVisit}`);
      await page.locator(".loading").first().waitFor();
    },
  },
  {
    name: "error",
    open: async ({ page }) => {
      await releaseCalls(page);
      await goTo(page, "/visits/00000000-0000-4000-8000-000000000000");
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "screen-failed",
    complaint: drawingFails,
    open: async ({ page, at, words }) => {
      const mend = await failDrawing(page);
      await goTo(page, `/visits/${at.visit}`);
      await page.getByRole("heading", { name: words.frame.failedScreen.title }).waitFor();
      await mend();
    },
  },
  { name: "no-such-page", open: ({ page }) => goTo(page, "/nowhere") },
  { name: "patient", open: ({ page, at }) => openPatient(page, at) },
  {
    name: "patient-as-table",
    open: async ({ page, at, words }) => {
      await openPatient(page, at);
      await page.getByRole("button", { name: words.trend.asTable }).click();
    },
  },
  {
    name: "patient-edit",
    open: (visitor) => openPatientEdit(visitor),
  },
  {
    name: "patient-erase-question",
    open: async (visitor) => {
      const { page, words } = visitor;
      await openPatientEdit(visitor);
      await page.getByRole("button", { name: words.patient.erasePatient }).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "visit-new",
    open: async ({ page, at, words }) => {
      await openPatient(page, at);
      await openDrawer(page, page.getByRole("button", { name: words.patient.newVisit }));
    },
  },
  {
    name: "treatment-new",
    open: async ({ page, at, words }) => {
      await openPatient(page, at);
      await openDrawer(page, page.getByRole("button", { name: words.patient.treatments.add }));
    },
  },
  {
    name: "trend-values",
    open: async ({ page, at }) => {
      await openPatient(page, at);
      await openDrawer(page, page.locator(".trend-panel .title").first());
    },
  },
  {
    name: "trend-set",
    open: async ({ page, at, words }) => {
      await openPatient(page, at);
      await openDrawer(page, page.getByRole("button", { name: words.trend.set.edit }));
    },
  },
  { name: "visit", open: ({ page, at }) => openVisit(page, at) },
  {
    name: "visit-findings",
    open: async ({ page, at }) => {
      await openVisit(page, at);
      await page.locator("table.findings").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "visit-models",
    open: async ({ page, at, words }) => {
      await openVisit(page, at);
      const card = page.getByRole("region", { name: words.visitModels.title, exact: true });
      for (const summary of await card.locator("summary").all())
        if (await summary.isVisible()) await summary.click();
      await card.scrollIntoViewIfNeeded();
    },
  },
  {
    name: "models-of-visit",
    open: async ({ page, at, words }) => {
      await openVisit(page, at);
      await openDrawer(page, page.getByRole("button", { name: words.visitModels.choose }));
      await page.locator(".drawer .task-models input").first().waitFor();
    },
  },
  {
    name: "finding",
    open: async ({ page, at }) => {
      await openVisit(page, at);
      await openDrawer(page, page.locator("table.findings .as-link").first());
    },
  },
  {
    name: "takes",
    open: async ({ page, at, words }) => {
      await openVisit(page, at);
      await openDrawer(page, page.getByRole("button", { name: words.visit.takes.choose }));
      await page.locator(".take-decision button").nth(1).click();
    },
  },
  {
    name: "alsfrs",
    open: async ({ page, at, words }) => {
      await openVisit(page, at);
      const card = page.getByRole("region", { name: "ALSFRS-R" });
      await openDrawer(page, card.getByRole("button", { name: words.visit.alsfrs.change }));
    },
  },
  {
    name: "site-form",
    open: async ({ page, at }) => {
      await openVisit(page, at);
      await openDrawer(page, page.locator("section[aria-label='ALSFRS-R'] + section button").first());
    },
  },
  {
    name: "hand-on",
    open: async ({ page, at, words }) => {
      await openVisit(page, at);
      await openDrawer(page, page.getByRole("button", { name: words.exchange.handOn.title }));
    },
  },
  {
    name: "visit-edit",
    open: async ({ page, at, words }) => {
      await openVisit(page, at);
      await openDrawer(
        page,
        page.locator(".page-head").getByRole("button", { name: words.visit.edit, exact: true }),
      );
    },
  },
  { name: "recording", open: ({ page, at }) => openRecording(page, at.vowel) },
  {
    name: "recording-overlays",
    open: async ({ page, at }) => {
      await openRecording(page, at.vowel);
      for (const overlay of ["1", "2", "3"]) await page.keyboard.press(overlay);
    },
  },
  {
    name: "recording-selection",
    open: async ({ page, at }) => {
      await openRecording(page, at.vowel);
      await page.keyboard.press("Shift+ArrowRight");
      await page.keyboard.press("s");
      await page.keyboard.press("Shift+ArrowRight");
      await page.keyboard.press("d");
      await page.locator(".selection-handle").nth(1).waitFor();
    },
  },
  {
    name: "recording-spectrogram-settings",
    open: async ({ page, at, words }) => {
      await openRecording(page, at.vowel);
      await page.getByRole("button", { name: words.recording.view.button, exact: true }).click();
      await page.getByRole("dialog", { name: words.recording.view.title }).waitFor();
    },
  },
  {
    name: "recording-highlight",
    open: async ({ page, at }) => {
      await openRecording(page, at.vowel);
      await page.keyboard.press("o");
      await page.locator("canvas.highlight").waitFor();
    },
  },
  {
    name: "recording-onsets",
    open: async ({ page, at, words }) => {
      await openRecording(page, at.syllables);
      await page.getByRole("button", { name: words.recording.onsets.correct }).waitFor();
      await page.keyboard.press("e");
      await page.locator(".onset-bar").waitFor();
      for (let k = 0; k < 6; k++) await page.keyboard.press("ArrowDown");
      await page.keyboard.press("+");
    },
  },
  { name: "recording-digits", open: ({ page, at }) => openRecording(page, at.digits) },
  {
    name: "recording-guide",
    open: async ({ page, at, words }) => {
      await openRecording(page, at.vowel);
      await openDrawer(page, page.getByRole("button", { name: words.recording.guide.title }));
    },
  },
  {
    name: "recording-export",
    open: async ({ page, at }) => {
      await openRecording(page, at.vowel);
      await page.locator(".viewer > header button[aria-haspopup=menu]").last().click();
      await page.getByRole("menuitem").first().waitFor();
    },
  },
  {
    name: "compare",
    open: async ({ page, at }) => {
      await goTo(page, `/compare/prior/${at.visit}/vowel-a`);
      await page.locator(".compared-pane canvas.spectrogram").nth(1).waitFor();
    },
  },
  {
    name: "intake",
    open: async ({ page, at }) => {
      await openVisit(page, at);
      const notes = join(at.folder, "notes.wav");
      writeFileSync(notes, "no recording\n".repeat(99));
      const files = [writeVoice(at.folder, "vowel-a", 3), writeVoice(at.folder, "reading", 3), notes];
      await page.locator("input[type=file][multiple]").first().setInputFiles(files);
      await page.locator(".intake-state").nth(2).waitFor();
    },
  },
  {
    name: "intake-empty",
    open: async ({ page, at }) => {
      await goTo(page, `/visits/${at.longVisit}/files`);
      await page.locator(".card.empty").waitFor();
    },
  },
  { name: "record", open: ({ page, at }) => openRecord(page, at) },
  {
    name: "record-calibration",
    open: async ({ page, at, words }) => {
      await openRecord(page, at);
      await openDrawer(page, page.getByRole("button", { name: words.room.calibration.begin }));
    },
  },
  {
    name: "room-check",
    open: async ({ page, at, words }) => {
      await openRecord(page, at);
      await page.getByRole("button", { name: words.room.check }).click();
      await page.locator(".record-stage").waitFor();
    },
  },
  {
    name: "room-checked",
    open: async ({ page }) => {
      await page.locator(".record-checks").waitFor();
    },
  },
  {
    name: "guide-waiting",
    isPatients: true,
    open: async ({ page, context, words }) => {
      const opened = context.waitForEvent("page");
      await page.getByRole("button", { name: words.record.patientScreen }).click();
      await (await opened).locator(".instruction").waitFor();
    },
  },
  {
    name: "guide-recording",
    isPatients: true,
    open: async ({ page, context }) => {
      await page.locator(".record-now button.primary").click();
      await context.pages().at(-1)!.locator(".loudness").waitFor();
    },
  },
  {
    name: "record-running",
    open: async ({ page }) => {
      await page.locator(".record-running").waitFor();
    },
  },
  {
    name: "record-verdict",
    open: async ({ page, context }) => {
      await context.pages().at(-1)!.close();
      await page.locator("body").press("Escape");
      await page.locator(".record-verdict").waitFor();
      await page.locator(".record-review canvas.spectrogram").waitFor();
    },
  },
  {
    name: "listening",
    open: async ({ page }) => {
      await goTo(page, "/listen");
      await page.locator(".listening-patients .found button").first().waitFor();
    },
  },
  {
    name: "listening-recording",
    open: async ({ page, at }) => {
      await goTo(page, `/listen/${at.patient}`);
      await page.locator(".listening-tasks").waitFor();
      await page.locator("form button.primary[type=submit]").click();
      await page.locator(".hearing .scale").first().waitFor();
    },
  },
  {
    name: "report",
    open: ({ page, at }) => openReport(page, at),
  },
  {
    name: "report-signed",
    open: async ({ page, at }) => {
      await openReport(page, at);
      const signed = page.locator(".kept-reports li");
      const before = await signed.count();
      await page.locator("input[type=password]").fill(screensUser.password);
      await page.locator("input[type=password]").press("Enter");
      await signed.nth(before).waitFor();
      await signed.first().scrollIntoViewIfNeeded();
    },
  },
  {
    name: "batch",
    open: async ({ page }) => {
      await goTo(page, "/batch");
      await page.locator("input[name=source]").waitFor();
    },
  },
  {
    name: "batch-results",
    open: async ({ page, at, words }) => {
      await goTo(page, "/batch");
      const source = join(at.folder, "batch");
      mkdirSync(source, { recursive: true });
      writeVoice(source, "vowel-a", 3);
      writeFileSync(join(source, "empty.wav"), "");
      await page.locator("input[name=source]").fill(source);
      await page.locator("input[name=results]").fill(join(at.folder, "batch-results"));
      await page.getByRole("button", { name: words.batch.look }).click();
      const start = page.getByRole("region", { name: words.batch.plan }).locator("button.primary");
      await start.waitFor();
      if (await start.isEnabled()) await start.click();
      await page.locator(".batch-rows .failed").waitFor();
    },
  },
  {
    name: "models",
    open: async ({ page }) => {
      await goTo(page, "/models");
      await page.locator("table.models tbody tr").first().waitFor();
    },
  },
  {
    name: "model-card",
    open: async ({ page }) => {
      await goTo(page, "/models");
      await openDrawer(page, page.locator("table.models button").first());
      await page.locator(".markdown").waitFor();
    },
  },
  { name: "settings", open: ({ page }) => openSettings(page) },
  {
    name: "settings-models",
    open: async ({ page }) => {
      await openSettings(page);
      await page.locator(".task-models").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "protocol-editor",
    open: async ({ page, words }) => {
      await openSettings(page);
      await page.getByRole("button", { name: words.record.editor.begin }).click();
      await page.locator(".protocol-order").first().scrollIntoViewIfNeeded();
    },
  },
  {
    name: "users",
    open: async ({ page }) => {
      await goTo(page, "/users");
      await page.getByText("Sam Example").waitFor();
    },
  },
  {
    name: "user-new",
    open: async ({ page, words }) => {
      await goTo(page, "/users");
      await openDrawer(page, page.getByRole("button", { name: words.users.add }));
    },
  },
  {
    name: "audit",
    open: async ({ page }) => {
      await goTo(page, "/audit");
      await page.locator("table.audit-rows tbody tr").first().waitFor();
    },
  },
  { name: "account", open: ({ page }) => goTo(page, "/account") },
  {
    name: "long-names-patient",
    open: async ({ page, at }) => {
      await goTo(page, `/patients/${at.longPatient}`);
      await page.locator(".visit-list a").first().waitFor();
    },
  },
  {
    name: "long-names-visit",
    open: async ({ page, at }) => {
      await goTo(page, `/visits/${at.longVisit}`);
      await page.locator("table.findings").waitFor();
    },
  },
  { name: "long-names-recording", open: ({ page, at }) => openRecording(page, at.longRecording) },
  {
    name: "long-names-report",
    open: async ({ page, at }) => {
      await goTo(page, `/visits/${at.longVisit}/report`);
      await page.locator(".pdf-pages canvas").first().waitFor();
    },
  },
  {
    name: "long-names-removal",
    open: async ({ page, at, words }) => {
      await openRecording(page, at.longRecording);
      await page.locator(".page-head").getByRole("button", { name: words.frame.remove }).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
];

/** To an address, from whatever stands open at it or elsewhere. */
async function goTo(page: Page, path: string): Promise<void> {
  await closeWhatIsOpen(page);
  for (const place of ["/nowhere", path]) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, place);
    if (place === "/nowhere") await page.locator(".page-body > p > a[href='#/']").waitFor();
  }
  await page.locator("h1, .loading").first().waitFor();
}

/** Everything that lies over the page, the last first. @throws where one does not close by Escape */
async function closeWhatIsOpen(page: Page): Promise<void> {
  const open = page.locator("[role=dialog], [role=alertdialog], [role=menu]");
  for (let count = await open.count(); count > 0; count = await open.count()) {
    await page.keyboard.press("Escape");
    await open.nth(count - 1).waitFor({ state: "detached" });
  }
}

async function openPatients(page: Page): Promise<void> {
  await goTo(page, "/");
  await page.locator(".search input").fill("");
  await page.locator(".patients-bar .segmented button").first().click();
  await page.locator(".patient-list tbody tr[data-index]").first().waitFor();
}

async function openPatient(page: Page, { patient }: ScreensHistory): Promise<void> {
  await goTo(page, `/patients/${patient}`);
  await page.locator(".course-chart .points path").first().waitFor();
  await page.locator(".enough-data").waitFor();
  await page.locator(".visit-list .judged").first().waitFor();
}

async function openPatientEdit({ page, at, words }: Visitor): Promise<void> {
  await openPatient(page, at);
  const edit = page.locator(".page-head").getByRole("button", { name: words.patient.edit, exact: true });
  await openDrawer(page, edit);
}

async function openVisit(page: Page, { visit }: ScreensHistory): Promise<void> {
  await goTo(page, `/visits/${visit}`);
  await page.locator("table.findings tbody tr").first().waitFor();
}

async function openRecording(page: Page, id: string): Promise<void> {
  await goTo(page, `/recordings/${id}`);
  await page.locator("canvas.spectrogram").waitFor();
}

async function openRecord(page: Page, { longVisit }: ScreensHistory): Promise<void> {
  await goTo(page, `/visits/${longVisit}/record`);
  await page.locator(".record-now button:not([disabled])").first().waitFor();
}

async function openReport(page: Page, { visit }: ScreensHistory): Promise<void> {
  await goTo(page, `/visits/${visit}/report`);
  await page.locator(".pdf-pages canvas").first().waitFor();
}

async function openSettings(page: Page): Promise<void> {
  await goTo(page, "/settings");
  await page.locator(".definitions dd").first().waitFor();
}

const drawerOf = (page: Page): Locator => page.locator(".drawer");

async function openDrawer(page: Page, opener: Locator): Promise<void> {
  await opener.click();
  await drawerOf(page).waitFor();
}
