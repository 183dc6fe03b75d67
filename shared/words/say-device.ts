import type { DeviceChoice } from "../domain/device.ts";
import type { Language } from "./language.ts";
import { wordsOf } from "./words.ts";

/** "graphics (WebGPU)". */
export function sayDevice(device: DeviceChoice, language: Language): string {
  return wordsOf(language).settings.devices[device];
}
