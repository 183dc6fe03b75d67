import type { Finding } from "../../../../shared/domain/finding.ts";
import { profileOf } from "../../../../shared/domain/profile.ts";
import type { VisitFindings } from "../../../../shared/domain/visit-findings.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayCount, sayDate } from "../../../../shared/words/say.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import { type Frame, type FrameInput, frameOf } from "./report-frame.ts";

/** What a patient is told of a visit, in plain words; no model, no number that needs explaining. */
export type PlainPage = Frame & {
  /** What was done, and that it is no diagnosis. */
  opening: string[];
  results: { title: string; lines: string[] }[];
  closing: string[];
};

/** The page of a visit for the patient: a part of speech each, against healthy speakers and against before. */
export function plainPage(input: FrameInput & { findings: VisitFindings }): PlainPage {
  const { visit, findings, language } = input;
  const words = wordsOf(language).plainPage;
  const date = sayDate(visit.date, language);
  const assessed = profileOf(findings.findings).flatMap(({ subsystem, finding }) =>
    finding ? [{ title: words.subsystem[subsystem], lines: resultLines(finding, language) }] : [],
  );
  return {
    ...frameOf(input),
    title: words.title(date),
    documentTitle: words.documentTitle(date),
    state: words.state,
    versions: "",
    opening: [words.done(date, sayCount(findings.takes.length, "recording", language)), words.purpose],
    results: assessed,
    closing: [...(assessed.length ? [] : [words.nothing]), ...words.closing],
  };
}

function resultLines({ norm, change, notJudged, doubtful }: Finding, language: Language): string[] {
  const words = wordsOf(language).plainPage;
  const against = words.norm[norm?.verdict ?? "none"];
  const since = change ? sayDate(change.sinceDate, language) : "";
  const isBeyond = change?.label === "exceeds-measurement-error" && change.direction !== null;
  const compared = change
    ? isBeyond
      ? words.changed[change.direction!](since)
      : words.unchanged(since)
    : notJudged === "first-visit" || notJudged === "is-baseline"
      ? words.first
      : words.notCompared;
  return [against, compared, ...(doubtful ? [words.doubtful] : [])];
}
