import type { Progress } from "../../../shared/domain/progress.ts";
import { sayPercent } from "../../../shared/words/say.ts";
import { sayStage } from "../../../shared/words/say-stage.ts";
import { language } from "./language.ts";
import { ProgressLine } from "./progress.ts";

type Event = ({ type: "progress" } & Progress) | { type: "done" };

/** What long work gives, with its progress on the terminal. */
export async function resultOf<Events extends Event>(
  events: AsyncIterable<Events>,
): Promise<Extract<Events, { type: "done" }>> {
  const line = new ProgressLine();
  try {
    for await (const event of events) {
      if (event.type === "done") return event as Extract<Events, { type: "done" }>;
      if (event.type === "progress")
        line.show(`${sayStage(event, language)} ${sayPercent(event.fraction, language)}`);
    }
  } finally {
    line.clear();
  }
  throw new Error("The work ended without a result.");
}

/** The result as JSON where it was asked for, else in words. */
export function printResult({ json }: { json?: boolean }, result: object, lines: string[]): void {
  const { type: _, ...facts } = result as { type?: string };
  process.stdout.write(json ? `${JSON.stringify(facts, null, 2)}\n` : `${lines.join("\n")}\n`);
}
