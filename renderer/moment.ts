import type { Speaker } from "./speaker.ts";

/** A moment in this computer's own time: "26 Nov 2026, 22:15". */
export function momentWords(at: string, { words, say }: Speaker): string {
  const moment = new Date(at);
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  return words.settings.backup.moment(say.date(dayOf(moment)), time);
}

/** The day in this computer's own time, "2026-11-26". */
function dayOf(moment: Date): string {
  return [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join("-");
}

const two = (value: number) => String(value).padStart(2, "0");
