import type { MenuItemConstructorOptions } from "electron";
import { expect, test, vi } from "vitest";
import { wordsOf } from "../../../shared/words/words.ts";
import { type MenuActions, menuTemplate } from "./menu.ts";

const actions = {
  importRecordings: vi.fn(),
  openPatient: vi.fn(),
  openModel: vi.fn(),
  print: vi.fn(),
  quit: vi.fn(),
  chooseTheme: vi.fn(),
  about: vi.fn(),
  documents: vi.fn(),
  logs: vi.fn(),
} satisfies MenuActions;

function itemsOf(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...itemsOf((item.submenu ?? []) as MenuItemConstructorOptions[])]);
}

const menuIn = (language: "en" | "de" | "pseudo", isPackaged = true) =>
  itemsOf(menuTemplate({ words: wordsOf(language), theme: "dark", isPackaged }, actions));

test("every item is worded, and does something", () => {
  for (const item of menuIn("pseudo").filter(({ type }) => type !== "separator")) {
    expect(item.label).toMatch(/^«.+»$/);
    expect([item.label, Boolean(item.click ?? item.role ?? item.submenu)]).toEqual([item.label, true]);
  }
  expect(menuIn("de").map(({ label }) => label)).toContain("Aufnahmen importieren …");
});

test("the theme of the moment is marked, and another one is chosen", () => {
  const themes = menuIn("en").filter(({ type }) => type === "radio");
  expect(themes.map(({ checked }) => checked)).toEqual([false, false, true]);
  (themes[1]!.click as () => void)();
  expect(actions.chooseTheme).toHaveBeenCalledExactlyOnceWith("light");
});

test("developer tools are for developers", () => {
  const roles = (isPackaged: boolean) => menuIn("en", isPackaged).map(({ role }) => role);
  expect(roles(true)).not.toContain("toggleDevTools");
  expect(roles(false)).toContain("toggleDevTools");
});
