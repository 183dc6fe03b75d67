import { useSyncExternalStore } from "react";

export const themeChoices = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themeChoices)[number];
export type Theme = "light" | "dark";

const storageKey = "bulbar:theme";
const systemDark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

function storedChoice(): ThemeChoice {
  const stored = localStorage.getItem(storageKey);
  return themeChoices.find((choice) => choice === stored) ?? "system";
}

function activeTheme(): Theme {
  const choice = storedChoice();
  return choice === "system" ? (systemDark.matches ? "dark" : "light") : choice;
}

/** Puts the chosen theme, or the system's, on the document. */
export function applyTheme() {
  document.documentElement.dataset.theme = activeTheme();
  for (const listener of listeners) listener();
}

export function chooseTheme(choice: ThemeChoice) {
  localStorage.setItem(storageKey, choice);
  window.bulbar?.choose({ theme: choice });
  applyTheme();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useTheme = () => useSyncExternalStore(subscribe, activeTheme);
export const useThemeChoice = () => useSyncExternalStore(subscribe, storedChoice);

systemDark.addEventListener("change", applyTheme);
// Paper is white.
window.addEventListener("beforeprint", () => {
  document.documentElement.dataset.theme = "light";
});
window.addEventListener("afterprint", applyTheme);
