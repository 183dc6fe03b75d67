import { type BrowserWindow, dialog } from "electron";
import type { FileKind, Unfinished } from "../../../shared/contract/shell.ts";
import { audioExtensions } from "../../../shared/domain/audio-extensions.ts";
import { modelPackageSuffix } from "../../../shared/domain/model-manifest.ts";
import { patientFileSuffix } from "../../../shared/domain/patient-file.ts";
import type { Words } from "../../../shared/words/words.ts";
import type { PageQuestions } from "./page-recovery.ts";

export type Dialogs = ReturnType<typeof dialogsOver>;

/** The system's own dialogs over the window, in the language of the moment. */
export function dialogsOver(window: BrowserWindow, words: () => Words) {
  /** Asks with buttons, the last of which is the careful one: Escape and Enter choose it. */
  async function ask<Answer extends keyof Words["shell"]["answers"]>(
    message: string,
    detail: string,
    answers: readonly [...Answer[], Answer],
    signal?: AbortSignal,
  ): Promise<Answer> {
    const careful = answers.length - 1;
    const { response } = await dialog.showMessageBox(window, {
      type: answers.length > 1 ? "warning" : "info",
      message,
      detail,
      buttons: answers.map((answer) => words().shell.answers[answer]),
      defaultId: careful,
      cancelId: careful,
      noLink: true,
      ...(signal && { signal }),
    });
    return answers[response] ?? answers[careful]!;
  }

  const pageQuestions: PageQuestions = {
    tellReopened: async () => {
      const { reopened, reopenedDetail } = words().shell.page;
      await ask(reopened, reopenedDetail, ["continue"]);
    },
    askAgainOrQuit: () => {
      const { endsOften, endsOftenDetail } = words().shell.page;
      return ask(endsOften, endsOftenDetail, ["quit", "again"]);
    },
    askWaitOrReload: (answered) => {
      const { hangs, hangsDetail } = words().shell.page;
      return ask(hangs, hangsDetail, ["reload", "wait"], answered);
    },
  };

  return {
    pageQuestions,
    askToQuit: async (unfinished: readonly Unfinished[]): Promise<boolean> => {
      const { question, unfinished: why } = words().shell.quit;
      const detail = unfinished.map((what) => why[what]).join("\n");
      return (await ask(question, detail, ["quitAnyway", "stay"])) === "quitAnyway";
    },
    about: (version: string) => {
      const { settings, shell, general } = words();
      return ask(shell.about(version), `${settings.purpose}\n\n${general.researchUseOnly}`, ["continue"]);
    },
    /** Lets a person choose files of a kind; none when the dialog is left. */
    chooseFiles: async (kind: Exclude<FileKind, "backup">): Promise<string[]> => {
      const { files } = words().shell;
      const filters = {
        recording: { name: files.recordings, extensions: [...audioExtensions] },
        patient: { name: files.patients, extensions: [patientFileSuffix.slice(1)] },
        model: { name: files.models, extensions: [modelPackageSuffix.slice(1)] },
      };
      const properties = ["openFile" as const, ...(kind === "recording" ? ["multiSelections" as const] : [])];
      const { filePaths } = await dialog.showOpenDialog(window, {
        filters: [filters[kind]],
        properties: [...properties, "dontAddToRecent"],
      });
      return filePaths;
    },
    /** Lets a person choose a folder, or make one; null when the dialog is left. */
    chooseFolder: async (): Promise<string | null> => {
      const { filePaths } = await dialog.showOpenDialog(window, {
        properties: ["openDirectory", "createDirectory", "promptToCreate", "dontAddToRecent"],
      });
      return filePaths[0] ?? null;
    },
  };
}
