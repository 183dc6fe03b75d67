/**
 * Times the pages in Chromium on the built program: a history of 10,000 generated patients, and one patient of 30 visits.
 * Prints medians, with the machine's load before and after; asserts nothing.
 *
 *   npm run bench:ui -- [--json] [--patients 10000] [--repeats 5]
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";
import { createCore } from "../../main/core/core.ts";
import { coreOptions } from "../../main/doors/cli/with-core.ts";
import { logOnAtPage } from "../../renderer/e2e/log-on.fixture.ts";
import { ensureBuilt } from "../app/built.ts";
import { findBrowser, sandboxFlags } from "../app/programs.ts";
import { enterLongPatient, enterManyPatients, type LongPatient } from "./many-patients.ts";
import { msFromClick, msFromLetters } from "./page-times.ts";
import { measureRecorderLoss } from "./recorder-loss.ts";
import { measureRecordingReady, measureSlider } from "./recording-page.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    patients: { type: "string", default: "10000" },
    repeats: { type: "string", default: "5" },
  },
});
const repeats = Number(values.repeats);
const credentials = { name: "bench", password: "for the bench only" };
const firstRow = ".patient-list tbody tr[data-index]";
const tell = (text: string) => process.stderr.write(`${text}\n`);

const executablePath = findBrowser() ?? "";
if (executablePath === "")
  throw new Error("There is no Chromium, Chrome or Edge; npm run setup installs one.");
ensureBuilt("renderer");
ensureBuilt("main");
const folder = mkdtempSync(join(tmpdir(), "bulbar-bench-ui-"));
try {
  const loadBefore = loadavg()[0]!;
  const long = await fill();
  const figures = await measureInBrowser(long);
  tell("measuring the recorder ...");
  const loss = await measureRecorderLoss();
  report({
    ...figures,
    ...loss,
    machine: `${cpus().length} x ${cpus()[0]?.model ?? "?"}`,
    loadBefore,
    loadAfter: loadavg()[0]!,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Makes the history that is looked at. */
async function fill(): Promise<LongPatient> {
  tell(`making ${values.patients} patients ...`);
  const core = createCore(coreOptions({ data: folder, device: "cpu" }, 2));
  try {
    await core.vault.setUp(credentials);
    enterManyPatients(await core.history(), Number(values.patients));
    return await enterLongPatient(core, 30);
  } finally {
    await core.close();
  }
}

async function measureInBrowser(long: LongPatient): Promise<Record<string, number>> {
  const server = spawn(
    process.execPath,
    ["build/app/bulbar.mjs", "serve", "--data", folder, "--device", "cpu"],
    {
      cwd: join(import.meta.dirname, "../.."),
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const browser = await chromium.launch({ executablePath, args: [...sandboxFlags(), "--disable-gpu"] });
  try {
    const page = await openPage(server, browser);
    return {
      ...(await patientsPage(page)),
      ...(await trendPage(page, long)),
      ...(await recordingPage(page, long)),
    };
  } finally {
    await browser.close();
    server.kill();
    await once(server, "exit");
  }
}

async function openPage(server: ChildProcess, browser: Browser): Promise<Page> {
  const [line] = await once(server.stdout!, "data");
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(60_000);
  await page.goto(String(line).trim());
  await logOnAtPage(page, credentials);
  return page;
}

/** The list from another page with nothing kept, and the search in it. */
async function patientsPage(page: Page): Promise<Record<string, number>> {
  tell("measuring the patients ...");
  const firstRows: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    await afresh(page, "/models");
    firstRows.push(await msFromClick(page, 'nav.rail a[href="#/"]', firstRow));
  }
  const search: number[] = [];
  for (const letters of ["muller", "nowak 1", "5.1990"].slice(0, Math.max(1, repeats))) {
    await page.locator(".search input").fill("");
    await page.waitForTimeout(500);
    search.push(...(await msFromLetters(page, ".search input", letters, ".patients-bar [role=status]")));
  }
  await page.locator(".search input").fill("");
  await page.locator(firstRow).first().waitFor();
  const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
  return {
    patientsFirstRowsMs10000: median(firstRows),
    searchMs10000: median(search),
    searchSlowestMs10000: Math.max(...search),
    patientsDomNodes10000: nodes,
  };
}

/** From the click on a patient of 30 visits to the first chart. */
async function trendPage(page: Page, { id }: LongPatient): Promise<Record<string, number>> {
  tell("measuring the patient of 30 visits ...");
  const times: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    await afresh(page, "/");
    await page.locator(".search input").fill("example ada long");
    await page.locator(`${firstRow} a[href="#/patients/${id}"]`).waitFor();
    times.push(await msFromClick(page, `a[href="#/patients/${id}"]`, ".course-chart .points path"));
  }
  return { trendFirstChartMs30: median(times) };
}

/** From the click on an analysed recording to spectrogram and highlight; then the highlight's opacity is moved. */
async function recordingPage(
  page: Page,
  { visitId, recordingId }: LongPatient,
): Promise<Record<string, number>> {
  tell("measuring the recording ...");
  const times: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    await afresh(page, `/visits/${visitId}`);
    const link = page.locator(`a[href="#/recordings/${recordingId}"]`).first();
    await link.waitFor();
    times.push(await measureRecordingReady(page, link));
  }
  return { recordingReadyMs: median(times), sliderFramesOver20msPercent: await measureSlider(page) };
}

/** Opens an address with nothing kept from before but the session. */
async function afresh(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), path);
  await page.reload();
  await logOnAtPage(page, credentials);
  await page.locator("h1").first().waitFor();
  await page.waitForTimeout(1_000); // what the page asks for by itself has come
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

function report(figures: Record<string, number | string>): void {
  const lines = Object.entries(figures).map(
    ([name, figure]) => `${name.padEnd(32)} ${typeof figure === "number" ? figure.toFixed(1) : figure}`,
  );
  console.log(values.json ? JSON.stringify(figures, null, 2) : lines.join("\n"));
}
