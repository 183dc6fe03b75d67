import { useSyncExternalStore } from "react";
import { Language, languageNames, languageOf, languages } from "../shared/words/language.ts";
import { type Speaker, speakerOf } from "./speaker.ts";

const storageKey = "bulbar:language";
const listeners = new Set<() => void>();
let current: Speaker | null = null;

/** As chosen on this computer, else as the browser is set. `pseudo` can be stored for tests, not chosen. */
function storedLanguage(): Language {
  const chosen = Language.safeParse(localStorage.getItem(storageKey));
  return chosen.success ? chosen.data : languageOf(navigator.language);
}

/** The speaker outside a component, at the time of the call. */
export function speaker(): Speaker {
  current ??= speakerOf(storedLanguage());
  return current;
}

/** What a person may choose, each under its own name. */
export const languageChoices = languages.map((id) => ({ id, name: languageNames[id] }));

/** Names the document's language, for screen readers and hyphenation. */
export function applyLanguage() {
  const { language } = speaker();
  document.documentElement.lang = language === "pseudo" ? "en" : language;
}

/** Chooses the language of all pages, kept on this computer. */
export function chooseLanguage(language: Language) {
  localStorage.setItem(storageKey, language);
  if (language !== "pseudo") window.bulbar?.choose({ language });
  current = speakerOf(language);
  applyLanguage();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Words and numbers in the chosen language; what uses them is drawn again when another is chosen. */
export const useWords = (): Speaker => useSyncExternalStore(subscribe, speaker);
