import { join } from "node:path";
import { app, dialog, protocol } from "electron";
import { languageOf } from "../../../shared/words/language.ts";
import { wordsOf } from "../../../shared/words/words.ts";
import { defaultDataFolder } from "../../core/program.ts";
import { failureLine, logIn } from "../log.ts";
import { filesOfArguments, HandedFiles } from "./handed-files.ts";
import { ownScheme } from "./own-page.ts";
import { startShell } from "./start-shell.ts";
import { keepQuiet } from "./switches.ts";

const dataFolder = defaultDataFolder();
const log = logIn(dataFolder);
process.on("uncaughtException", fail);

// One program on one data folder, in which what Chromium itself writes lies too.
app.setPath("userData", join(dataFolder, "shell"));
keepQuiet(app.commandLine);
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: ownScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

if (app.requestSingleInstanceLock()) {
  const handed = new HandedFiles();
  handed.hand(filesOfArguments(process.argv, process.cwd()));
  // macOS tells of a double-clicked file before the program is ready.
  app.on("open-file", (event, path) => {
    event.preventDefault();
    handed.hand([path]);
  });
  void app
    .whenReady()
    .then(() => startShell({ dataFolder, log, handed }))
    .catch(fail);
} else app.quit();

/** What nobody caught: the log says where, a person is told, and the program ends. */
function fail(error: Error): void {
  log(failureLine("shell-failed", error));
  const { failed, failedDetail } = wordsOf(languageOf(app.getLocale())).shell;
  dialog.showErrorBox(failed, failedDetail);
  app.exit(1);
}
