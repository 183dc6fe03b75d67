import { join } from "node:path";
import { app, Menu, nativeTheme, shell, type WebContents } from "electron";
import { type FileKind, shellChannels } from "../../../shared/contract/shell.ts";
import type { Words } from "../../../shared/words/words.ts";
import { outsideArchive } from "../../core/packed-program.ts";
import { logFolderOf } from "../log.ts";
import type { Dialogs } from "./dialogs.ts";
import type { HandedFiles } from "./handed-files.ts";
import { menuTemplate } from "./menu.ts";
import type { ShellSettings } from "./shell-settings.ts";

type MenuBar = {
  contents: WebContents;
  dialogs: Dialogs;
  handed: HandedFiles;
  settings: ShellSettings;
  words: () => Words;
  folders: { programFolder: string; dataFolder: string };
  version: string;
  quit: () => void;
};

/** Shows the menu in the language, and the system's own parts in the theme, that were chosen. */
export function showMenuBar({ contents, dialogs, handed, settings, words, folders, version, quit }: MenuBar) {
  const { theme = "system" } = settings.choices;
  nativeTheme.themeSource = theme;
  const handChosen = async (kind: Exclude<FileKind, "backup">) =>
    handed.hand(await dialogs.chooseFiles(kind));
  const template = menuTemplate(
    { words: words(), theme, isPackaged: app.isPackaged },
    {
      importRecordings: () => void handChosen("recording"),
      openPatient: () => void handChosen("patient"),
      openModel: () => void handChosen("model"),
      // From memory to the system's own dialog: Bulbar writes no file.
      print: () => contents.print({ printBackground: true }),
      quit,
      chooseTheme: (chosen) => contents.send(shellChannels.theme, chosen),
      about: () => void dialogs.about(version),
      documents: () => void shell.openPath(outsideArchive(join(folders.programFolder, "resources", "docs"))),
      logs: () => void shell.openPath(logFolderOf(folders.dataFolder)),
    },
  );
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
