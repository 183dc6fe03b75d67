import { actionMarksOf, slowedRate } from "../domain/action-mark.ts";
import { sentenceIntelligibility } from "../domain/listening.ts";
import type { Reminder } from "../domain/reminder.ts";
import type { VisitFindings } from "../domain/visit-findings.ts";
import type { Language } from "./language.ts";
import { sayDate } from "./say.ts";
import { sayFindingValue } from "./say-finding.ts";
import { wordsOf } from "./words.ts";

/** A paragraph that asks for an evaluation of alternative communication; empty where the rate has not slowed to it. */
export function sayReferral({ findings, date }: VisitFindings, language: Language): string {
  const { support } = wordsOf(language).patient;
  const rate = slowedRate(findings);
  if (!rate) return "";
  const marks = actionMarksOf({ id: rate.measure, norm: rate.norm });
  const saidOf = (measure: string) => {
    const found = findings.find((one) => one.measure === measure && one.value !== null);
    return found ? sayFindingValue(found, language) : "";
  };
  const understood = saidOf(sentenceIntelligibility);
  const speech = saidOf("alsfrs-speech");
  return [
    support.rate(sayDate(date, language), sayFindingValue(rate, language)),
    understood && support.understood(understood),
    speech && support.speech(speech),
    support.why,
    support.sources(marks.map(({ source }) => source).join("; ")),
    support.request,
  ]
    .filter(Boolean)
    .join(" ");
}

/** The same as a part of a report, a paragraph each: what is asked for, or that nothing is known to ask for it; the voice. */
export function sayReferralPart(
  visit: VisitFindings,
  reminders: readonly Reminder[],
  language: Language,
): string[] {
  const { support } = wordsOf(language).patient;
  return [
    sayReferral(visit, language) || support.notReached,
    ...(reminders.includes("voice-banking") ? [support.bankVoice] : []),
  ];
}
