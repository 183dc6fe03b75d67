import { highestAlsfrs } from "../domain/alsfrs.ts";
import type { Finding, NamedChange, Progression } from "../domain/finding.ts";
import { groupFindings } from "../domain/finding-family.ts";
import type { Language } from "./language.ts";
import { sayDate, sayDifference, sayList, sayNumber } from "./say.ts";
import { sayFindingValue, sayLimit } from "./say-finding.ts";
import { sayMeasure, sayMeasureName, sayMeasureParts, sayMeasureValue } from "./say-measure.ts";
import { sayTaskShort } from "./say-task.ts";
import { wordsOf } from "./words.ts";

/** Most measures that a sentence names. */
const mostNamed = 3;

/**
 * What a visit says, sentence by sentence: what changed since when by how much and whether that exceeds error, what lies
 * outside its norm, the ALSFRS-R. Screen, report and command line show the same.
 */
export function sayVisit(
  { progression, findings }: { progression: Progression; findings: readonly Finding[] },
  language: Language,
): string[] {
  return [
    sayProgression(progression, language),
    sayNamed("worse", progression.worse, language),
    sayNamed("better", progression.better, language),
    sayOutside(findings, language),
    sayAlsfrs(findings, language),
  ].filter(Boolean);
}

/** "Likely change since 23 Feb 2026."; where no change is detected though single measures are named, why these do not make one. */
export function sayProgression(
  { verdict, sinceDate, worse, better }: Progression,
  language: Language,
): string {
  const { progression, progressionSince, noOverallChange } = wordsOf(language).findings;
  if (verdict === "no-change-detected" && sinceDate !== null && worse.length + better.length > 0)
    return noOverallChange(sayDate(sinceDate, language));
  return sinceDate === null ? progression[verdict] : progressionSince[verdict](sayDate(sinceDate, language));
}

/** What could not have been seen, and the smallest changes that would have been; for the small print. */
export function sayProgressionLimits({ notSeen, detectable }: Progression, language: Language): string[] {
  const { findings } = wordsOf(language);
  const seen = chiefOf(detectable).map(({ measure, task, unit, value }) =>
    findings.byAtLeast(
      sayPlainName({ measure, task }, language),
      sayMeasureValue(measure, value, unit, language),
    ),
  );
  const unseen = chiefOf(notSeen.map((one) => ({ ...one, value: 0 }))).map((one) =>
    sayPlainName(one, language),
  );
  return [
    ...(seen.length ? [findings.detectable(sayList(seen, language))] : []),
    ...(unseen.length ? [findings.notSeen(sayList(shortened(unseen, language), language))] : []),
  ];
}

function sayNamed(
  direction: "worse" | "better",
  changes: readonly NamedChange[],
  language: Language,
): string {
  const names = chiefOf(changes).map((change) => sayNamedChange(change, language));
  if (names.length === 0) return "";
  return wordsOf(language).findings[direction](sayList(shortened(names, language), language));
}

/** Of each family the one that stands for it, what tracks ALS best first; scores and models' answers stand elsewhere. */
function chiefOf<Of extends { measure: string; task: string; value: number | null }>(
  all: readonly Of[],
): Of[] {
  return groupFindings(all).map(({ first }) => first);
}

/** "reading rate 150 to 108 per min (1.1 times the measurement error)". */
export function sayNamedChange(named: NamedChange, language: Language): string {
  const { findings } = wordsOf(language);
  const { measure, unit, value, change, inError } = named;
  return findings.named(
    sayPlainName(named, language),
    sayMeasureParts(measure, value - change, unit, language).value,
    sayMeasureValue(measure, value, unit, language),
    findings.timesError(sayNumber(Math.abs(inError), 1, language)),
  );
}

/** The plain words and the task: "syllable rate /pa ta ka/". */
function sayPlainName({ measure, task }: Pick<Finding, "measure" | "task">, language: Language): string {
  return [sayMeasure(measure, language).plain, task === "visit" ? "" : sayTaskShort(task, language)]
    .filter(Boolean)
    .join(" ");
}

function sayOutside(findings: readonly Finding[], language: Language): string {
  const { findings: words } = wordsOf(language);
  const judged = findings.filter(({ norm, value }) => norm && value !== null);
  const outside = chiefOf(judged.filter(({ norm }) => norm?.verdict === "outside"));
  if (outside.length === 0) return judged.length ? words.noneOutside : "";
  const names = outside.map((finding) => sayOutsideOne(finding, language));
  return words.outsideNorm(sayList(shortened(names, language), language));
}

function sayOutsideOne(finding: Finding, language: Language): string {
  const limit = finding.norm ? sayLimit(finding.measure, finding.norm, finding.unit, language) : "";
  return wordsOf(language).findings.valueAgainst(
    sayPlainName(finding, language),
    sayFindingValue(finding, language),
    limit,
  );
}

/** "ALSFRS-R speech 2 of 4 (−1 since 23 Feb 2026), ALSFRS-R total 37 of 48 (−4 since 23 Feb 2026)." */
export function sayAlsfrs(findings: readonly Finding[], language: Language): string {
  const words = wordsOf(language).findings;
  const scores = findings.flatMap(({ measure, task, value, change }) => {
    const highest = highestAlsfrs[measure];
    if (task !== "alsfrs-r" || value === null || highest === undefined) return [];
    const score = words.score(
      sayMeasureName(measure, language),
      sayNumber(value, 0, language),
      sayNumber(highest, 0, language),
    );
    if (!change?.value) return [score];
    const since = words.since(sayDate(change.sinceDate, language));
    return [
      words.scoreChange(
        score,
        sayDifference(change.value, Number.isInteger(change.value) ? 0 : 1, language),
        since,
      ),
    ];
  });
  return scores.length ? `${scores.join(", ")}.` : "";
}

/** At most three, the rest by their number: of families, since one of each is named. */
function shortened(names: readonly string[], language: Language): string[] {
  if (names.length <= mostNamed + 1) return [...names];
  const more = sayNumber(names.length - mostNamed, 0, language);
  return [...names.slice(0, mostNamed), wordsOf(language).findings.more(more)];
}
