import { useSyncExternalStore } from "react";
import { z } from "zod";

/** What may be drawn over a recording's picture: curves, marks, the measured part, the syllables' onsets. */
export const overlayNames = [
  "pitch",
  "formants",
  "intensity",
  "pulses",
  "pauses",
  "part",
  "onsets",
  "words",
] as const;
export type OverlayName = (typeof overlayNames)[number];

/** How recordings are shown on this computer: remembered from one recording to the next, and for the next start. */
const ViewSettings = z.object({
  scale: z.enum(["mel", "linear"]).catch("mel"),
  /** Window of the spectrogram, s. */
  windowSeconds: z.number().min(0.002).max(0.2).catch(0.03),
  /** Top of the frequency axis, Hz, where the recording reaches so far. */
  highestHz: z.number().positive().catch(8000),
  colours: z.enum(["magma", "grey"]).catch("magma"),
  /** How far below its peak a spectrogram is shown, dB. */
  rangeDb: z.number().min(20).max(80).catch(80),
  overlays: z.array(z.enum(overlayNames)).catch(["part", "onsets", "words"]),
  highlightShown: z.boolean().catch(false),
  /** 0..1 */
  highlightOpacity: z.number().min(0).max(1).catch(0.8),
});
export type ViewSettings = z.infer<typeof ViewSettings>;

const storageKey = "bulbar:viewer";
const listeners = new Set<() => void>();
let current: ViewSettings | null = null;

function settings(): ViewSettings {
  current ??= ViewSettings.parse(stored());
  return current;
}

/** What was kept; nothing where it cannot be read, as after a change by hand. */
function stored(): unknown {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** One setting and how to change it; only what uses it is drawn again. */
export function useViewSetting<Name extends keyof ViewSettings>(name: Name) {
  const value = useSyncExternalStore(subscribe, () => settings()[name]);
  return [value, (next: ViewSettings[Name]) => changeViewSetting(name, next)] as const;
}

function changeViewSetting<Name extends keyof ViewSettings>(name: Name, value: ViewSettings[Name]): void {
  current = { ...settings(), [name]: value };
  localStorage.setItem(storageKey, JSON.stringify(current));
  for (const listener of listeners) listener();
}
