import { wordsOf } from "../../../../shared/words/words.ts";
import type { AddendumContent } from "../content/addendum.ts";
import type { PlainPage } from "../content/plain-page.ts";
import { type SignatureRoom, writeDocument } from "./document.ts";
import { drawClinic, drawProse, drawRemarks, drawSignature } from "./draw-closing.ts";

/** Writes an addendum as PDF, with room for its signature. */
export function writeAddendum(content: AddendumContent, room: SignatureRoom | null): Promise<Uint8Array> {
  return writeDocument(
    content,
    (flow) => {
      flow.nextPage();
      if (content.clinic) drawClinic(flow, content.clinic);
      drawRemarks(flow, content.facts);
      drawProse(flow, wordsOf(content.language).report.headings.addendum, content.paragraphs);
      drawSignature(flow, content.signature);
    },
    room,
  );
}

/** Type large enough for those who read with effort. */
const large = { size: 12 } as const;

/** Writes the page for the patient as PDF. */
export function writePlainPage(content: PlainPage): Promise<Uint8Array> {
  return writeDocument(content, (flow) => {
    const { type } = flow.sheet;
    const set = (text: string, weight: 400 | 600 = 400, kind: "H2" | "P" = "P") => {
      const style = { ...large, weight };
      const lines = type.lines(text, style, flow.text.width, 20).length;
      flow.keepTogether(lines * large.size * 1.4);
      flow.y = type.set(text, style, { ...flow.text, y: flow.y, lines }, kind) + 4;
    };
    flow.nextPage();
    if (content.clinic) drawClinic(flow, content.clinic);
    flow.y += 10;
    for (const sentence of content.opening) set(sentence);
    for (const { title, lines } of content.results) {
      flow.y += 12;
      set(title, 600, "H2");
      for (const line of lines) set(line);
    }
    flow.y += 16;
    for (const sentence of content.closing) set(sentence);
  });
}
