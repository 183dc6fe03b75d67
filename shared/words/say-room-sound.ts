import type { HeardInRoom, RoomSound } from "../domain/room-sound.ts";
import type { Language } from "./language.ts";
import { sayNumber } from "./say.ts";
import { sayFigure, sayTrainedOn } from "./say-model.ts";
import { wordsOf } from "./words.ts";

/** "a telephone rings from 2.1 to 4.0 s". */
export function sayRoomSound({ sound, startSeconds, endSeconds }: RoomSound, language: Language): string {
  const { quality } = wordsOf(language);
  const seconds = (value: number) => sayNumber(value, 1, language);
  return quality.soundFromTo(quality.sounds[sound], seconds(startSeconds), seconds(endSeconds));
}

/** Which model listened, how far it can be relied on, what it learned from, and that it diagnoses nothing. */
export function sayListener({ model, version, provenance }: HeardInRoom, language: Language): string {
  const { quality, models, general } = wordsOf(language);
  const { status, trainedOn, honestError } = provenance;
  const about = [
    models.statusTag[status],
    sayTrainedOn(model, trainedOn, language),
    sayFigure(honestError, language),
  ];
  return `${quality.heardBy(`${model} ${version}`, about.join("; "))} ${general.researchUseOnly}`;
}
