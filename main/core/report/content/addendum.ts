import type { ReportSignature, StoredReport } from "../../../../shared/domain/report.ts";
import { sayDate } from "../../../../shared/words/say.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import { type Frame, type FrameInput, frameOf, sayMoment, signatureFacts } from "./report-frame.ts";
import type { Fact } from "./report-input.ts";

/** A second document that adds to a signed report and names it by its SHA-256; the report stays as it is. */
export type AddendumContent = Frame & { facts: Fact[]; paragraphs: string[]; signature: Fact[] };

type AddendumInput = FrameInput & { addsTo: StoredReport; text: string; signature: ReportSignature };

export function addendumContent({ addsTo, text, signature, ...input }: AddendumInput): AddendumContent {
  const { language, visit } = input;
  const { report } = wordsOf(language);
  const words = report.addendum;
  const date = sayDate(visit.date, language);
  const { signer = "", signedAt = addsTo.createdAt } = addsTo.signature ?? {};
  return {
    ...frameOf(input),
    title: words.title(date),
    documentTitle: words.documentTitle(date),
    state: report.state.addendum,
    versions: "",
    facts: [
      { label: words.addsTo, text: words.names(signer, sayMoment(signedAt, language)) },
      { label: words.hash, text: addsTo.sha256 },
    ],
    paragraphs: paragraphsOf(text),
    signature: signatureFacts(signature, language),
  };
}

/** Lines of a free text that hold something. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
}
