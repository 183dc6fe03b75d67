/**
 * `npm run test:electron`: starts the built workstation in the real Electron, where its binary is there, and looks at
 * its window and its policy. Where it is not, it says so and fails nothing.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, type ElectronApplication } from "playwright-core";
import { ensureBuilt } from "../app/built.ts";
import { findElectron, sandboxFlags } from "../app/programs.ts";

const root = join(import.meta.dirname, "../..");
const executablePath = findElectron();
if (executablePath) await check(executablePath);
else
  process.stdout.write(
    "test:electron: skipped, there is no Electron binary on this computer (npm run setup -- --retry fetches it).\n",
  );

async function check(executablePath: string): Promise<void> {
  ensureBuilt("renderer");
  ensureBuilt("main");
  const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-electron-"));
  const app = await _electron.launch({
    executablePath,
    args: [...sandboxFlags(), join(root, "out/main/electron.js")],
    cwd: root,
    env: { ...(process.env as Record<string, string>), BULBAR_DATA: dataFolder },
  });
  try {
    for (const [what, isSo] of Object.entries(await look(app))) {
      process.stdout.write(`${isSo ? "ok" : "FAILED"}  ${what}\n`);
      if (!isSo) process.exitCode = 1;
    }
  } finally {
    await app.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** What must be so in the real window. */
async function look(app: ElectronApplication): Promise<Record<string, boolean>> {
  const page = await app.firstWindow();
  const heading = page.getByRole("heading", { level: 1 });
  await heading.waitFor({ timeout: 60_000 });
  const url = page.url();
  const inPage = await page.evaluate(async () => ({
    hasNode: "process" in globalThis || "require" in globalThis,
    reaches: await fetch("https://example.org/").then(
      () => true,
      () => false,
    ),
    opened: window.open("https://example.org/") !== null,
    shell: "bulbar" in window,
  }));
  await page.evaluate(() => {
    location.href = "https://example.org/";
  });
  const windows = app.windows().length;
  return {
    "the page comes by our own scheme": url.startsWith("app://bulbar/"),
    "the page talks to the core": await heading.isVisible(),
    "the preload script gives the page its shell": inPage.shell,
    "the page has no Node": !inPage.hasNode,
    "the page reaches no other address": !inPage.reaches,
    "the page opens no window": !inPage.opened && windows === 1,
    "the page navigates nowhere else": page.url() === url,
  };
}
