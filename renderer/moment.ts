import { dayOf } from "../shared/domain/calendar.ts";
import type { Speaker } from "./speaker.ts";

/** A moment in this computer's own time: "26 Nov 2026, 22:15". */
export function momentWords(at: string, { words, say }: Speaker): string {
  const moment = new Date(at);
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  return words.settings.backup.moment(say.date(dayOf(moment)), time);
}

const two = (value: number) => String(value).padStart(2, "0");
