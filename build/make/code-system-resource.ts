import { codeSystemUri } from "../../main/core/exchange/terminology.ts";
import { ChangeLabel, Progression } from "../../shared/domain/finding.ts";
import { heardMeasures } from "../../shared/domain/listening.ts";
import { doubtReasons, missingReasons } from "../../shared/domain/measure.ts";
import { catalogue } from "../../shared/domain/measure-catalogue.ts";
import { rateStrata } from "../../shared/domain/rate-stratum.ts";
import { taskIds } from "../../shared/domain/task.ts";
import type { Language } from "../../shared/words/language.ts";
import { sayMeasureName } from "../../shared/words/say-measure.ts";
import { sayTask } from "../../shared/words/say-task.ts";
import { type Words, wordsOf } from "../../shared/words/words.ts";

type Concept = { code: string; display: string; definition?: string; concept?: Concept[] } & {
  designation: { language: string; value: string }[];
};

/** Rises whenever a code is added, removed or means something else. */
const version = "2";

/** Every code that exports use and no standard terminology has, in the words of the program: a FHIR R4 CodeSystem. */
export function codeSystem() {
  return {
    resourceType: "CodeSystem",
    id: "bulbar",
    url: codeSystemUri,
    version,
    name: "Bulbar",
    title: "Bulbar: measures of speech and voice, and what is judged of them",
    status: "active",
    experimental: false,
    description:
      "Codes of the program Bulbar that no standard terminology has. Research use only, not for diagnosis.",
    caseSensitive: true,
    hierarchyMeaning: "grouped-by",
    content: "complete",
    concept: groups().map(([code, concept]) => ({
      ...named(code, (language) => wordsOf(language).exchange.groups[code]),
      concept,
    })),
  };
}

type Say = (language: Language) => string;

function named(code: string, words: Say): Concept {
  return { code, display: words("en"), designation: [{ language: "de", value: words("de") }] };
}

/** Codes that stand as keys among the words. */
function keyed<Key extends string>(
  codes: readonly Key[],
  wordsIn: (language: Language) => Readonly<Record<Key, string>>,
): Concept[] {
  return codes.map((code) => named(code, (language) => wordsIn(language)[code]));
}

function groups() {
  const ofExchange = Object.keys(wordsOf("en").exchange.codes) as (keyof Words["exchange"]["codes"])[];
  return [
    ["measures", catalogue.map(({ id }) => named(id, (language) => sayMeasureName(id, language)))],
    ["heard", heardMeasures.map((id) => named(id, (language) => sayMeasureName(id, language)))],
    ["scores", [...scores(), ...items()]],
    ["tasks", [...taskIds, "visit"].map((id) => named(id, (language) => sayTask(id, language)))],
    ["missing", keyed(missingReasons, (language) => wordsOf(language).reasons.missing)],
    ["doubts", keyed(doubtReasons, (language) => wordsOf(language).reasons.doubts)],
    ["changes", keyed(ChangeLabel.options, (language) => wordsOf(language).findings.change)],
    [
      "verdicts",
      keyed(Progression.shape.verdict.options, (language) => wordsOf(language).findings.progression),
    ],
    ["strata", keyed(rateStrata, (language) => wordsOf(language).findings.rateStratum)],
    ["others", keyed(ofExchange, (language) => wordsOf(language).exchange.codes)],
  ] as const;
}

function scores(): Concept[] {
  return ["alsfrs-speech", "alsfrs-bulbar", "alsfrs-total"].map((id) =>
    named(id, (language) => sayMeasureName(id, language)),
  );
}

/** "1 Speech" of the screen as "ALSFRS-R 1 Speech"; item 5 in its two forms. */
function items(): Concept[] {
  const names = (language: Language) => Object.values(wordsOf(language).visit.alsfrs.items);
  return names("en").flatMap((_, index) => {
    const variants = index === 4 ? ["a", "b"] : [""];
    return variants.map((variant) =>
      named(
        `alsfrs-r-item-${index + 1}${variant}`,
        (language) => `ALSFRS-R ${names(language)[index]!.replace(/^\d+/, (number) => number + variant)}`,
      ),
    );
  });
}
