import type { MenuItemConstructorOptions } from "electron";
import { Theme } from "../../../shared/contract/shell.ts";
import type { Words } from "../../../shared/words/words.ts";

/** What the menu does beyond the roles that Electron knows. */
export type MenuActions = {
  importRecordings(): void;
  openPatient(): void;
  openModel(): void;
  print(): void;
  quit(): void;
  chooseTheme(theme: Theme): void;
  about(): void;
  documents(): void;
  logs(): void;
};

type MenuFacts = { words: Words; theme: Theme; isPackaged: boolean };

/** The menu bar, in a language. */
export function menuTemplate(facts: MenuFacts, actions: MenuActions): MenuItemConstructorOptions[] {
  const { menu } = facts.words.shell;
  return [
    { label: menu.file, submenu: fileMenu(facts, actions) },
    { label: menu.edit, submenu: editMenu(facts) },
    { label: menu.view, submenu: viewMenu(facts, actions) },
    {
      label: menu.help,
      role: "help",
      submenu: [
        { label: menu.documents, click: actions.documents },
        { label: menu.logs, click: actions.logs },
        separator,
        { label: menu.about, click: actions.about },
      ],
    },
  ];
}

const separator: MenuItemConstructorOptions = { type: "separator" };

function fileMenu({ words }: MenuFacts, actions: MenuActions): MenuItemConstructorOptions[] {
  const { menu } = words.shell;
  return [
    { label: menu.importRecordings, accelerator: "CmdOrCtrl+O", click: actions.importRecordings },
    { label: menu.openPatient, click: actions.openPatient },
    { label: menu.openModel, click: actions.openModel },
    separator,
    { label: menu.print, accelerator: "CmdOrCtrl+P", click: actions.print },
    separator,
    { label: menu.quit, accelerator: "CmdOrCtrl+Q", click: actions.quit },
  ];
}

function editMenu({ words }: MenuFacts): MenuItemConstructorOptions[] {
  const { menu } = words.shell;
  return [
    { label: menu.undo, role: "undo" },
    { label: menu.redo, role: "redo" },
    separator,
    { label: menu.cut, role: "cut" },
    { label: menu.copy, role: "copy" },
    { label: menu.paste, role: "paste" },
    { label: menu.selectAll, role: "selectAll" },
  ];
}

function viewMenu(
  { words, theme, isPackaged }: MenuFacts,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const { menu } = words.shell;
  const { settings } = words;
  const themes = Theme.options.map(
    (id): MenuItemConstructorOptions => ({
      label: settings.themes[id],
      type: "radio",
      checked: id === theme,
      click: () => actions.chooseTheme(id),
    }),
  );
  return [
    { label: menu.actualSize, role: "resetZoom" },
    { label: menu.zoomIn, role: "zoomIn" },
    { label: menu.zoomOut, role: "zoomOut" },
    separator,
    { label: settings.theme, submenu: themes },
    separator,
    { label: menu.fullScreen, role: "togglefullscreen" },
    ...(isPackaged ? [] : [{ label: menu.developerTools, role: "toggleDevTools" } as const]),
  ];
}
