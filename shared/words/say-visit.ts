import type { Finding, NamedChange, Progression } from "../domain/finding.ts";
import type { Language } from "./language.ts";
import { sayDate, sayDifference, sayList, sayNumber } from "./say.ts";
import { sayFindingName, sayFindingValue, sayLimit } from "./say-finding.ts";
import { sayDifferenceOf, sayMeasureName, sayMeasureValue } from "./say-measure.ts";
import { wordsOf } from "./words.ts";

/** Most measures that a sentence names. */
const mostNamed = 3;

/** The highest scores of the ALSFRS-R's parts (Cedarbaum 1999). */
const highestScore: Readonly<Record<string, number>> = {
  "alsfrs-speech": 4,
  "alsfrs-bulbar": 12,
  "alsfrs-total": 48,
};

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

/** "Likely change since 23 Feb 2026." */
export function sayProgression({ verdict, sinceDate }: Progression, language: Language): string {
  const { progression, progressionSince } = wordsOf(language).findings;
  return sinceDate === null ? progression[verdict] : progressionSince[verdict](sayDate(sinceDate, language));
}

/** What could not have been seen, and the smallest changes that would have been; for the small print. */
export function sayProgressionLimits({ notSeen, detectable }: Progression, language: Language): string[] {
  const { findings } = wordsOf(language);
  const seen = detectable.map(({ measure, task, unit, value }) =>
    findings.byAtLeast(
      sayFindingName({ measure, task }, language),
      sayMeasureValue(measure, value, unit, language),
    ),
  );
  const unseen = notSeen.map((one) => sayFindingName(one, language));
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
  if (changes.length === 0) return "";
  const names = changes.map((change) => sayNamedChange(change, language));
  return wordsOf(language).findings[direction](sayList(shortened(names, language), language));
}

/** "reading rate, 150 to 108 per min (−42 per min, 1.1 times the measurement error)". */
export function sayNamedChange(named: NamedChange, language: Language): string {
  const { findings } = wordsOf(language);
  const { measure, unit, value, change, inError } = named;
  return findings.named(
    sayFindingName(named, language),
    sayMeasureValue(measure, value, unit, language),
    sayDifferenceOf(measure, change, unit, language),
    findings.timesError(sayNumber(Math.abs(inError), 1, language)),
  );
}

function sayOutside(findings: readonly Finding[], language: Language): string {
  const { findings: words } = wordsOf(language);
  const judged = findings.filter(({ norm, value }) => norm && value !== null);
  const outside = judged.filter(({ norm }) => norm?.verdict === "outside");
  if (outside.length === 0) return judged.length ? words.noneOutside : "";
  const names = outside.map((finding) => sayOutsideOne(finding, language));
  return words.outsideNorm(sayList(shortened(names, language), language));
}

function sayOutsideOne(finding: Finding, language: Language): string {
  const limit = finding.norm ? sayLimit(finding.measure, finding.norm, finding.unit, language) : "";
  return wordsOf(language).findings.valueAgainst(
    sayFindingName(finding, language),
    sayFindingValue(finding, language),
    limit,
  );
}

/** "ALSFRS-R speech 2 of 4 (−1 since 23 Feb 2026), ALSFRS-R total 37 of 48 (−4 since 23 Feb 2026)." */
export function sayAlsfrs(findings: readonly Finding[], language: Language): string {
  const words = wordsOf(language).findings;
  const scores = findings.flatMap(({ measure, task, value, change }) => {
    const highest = highestScore[measure];
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

/** At most three, the rest by their number. */
function shortened(names: readonly string[], language: Language): string[] {
  if (names.length <= mostNamed + 1) return [...names];
  const more = sayNumber(names.length - mostNamed, 0, language);
  return [...names.slice(0, mostNamed), wordsOf(language).findings.more(more)];
}
