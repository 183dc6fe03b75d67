import { codeSystemUri } from "../../main/core/exchange/terminology.ts";
import { ChangeLabel, Progression } from "../../shared/domain/finding.ts";
import { doubtReasons, missingReasons } from "../../shared/domain/measure.ts";
import { catalogue } from "../../shared/domain/measure-catalogue.ts";
import { rateStrata } from "../../shared/domain/rate-stratum.ts";
import { taskIds } from "../../shared/domain/task.ts";
import type { Language } from "../../shared/words/language.ts";
import { sayMeasureName } from "../../shared/words/say-measure.ts";
import { sayTask } from "../../shared/words/say-task.ts";
import { wordsOf } from "../../shared/words/words.ts";

type Concept = { code: string; display: string; definition?: string; concept?: Concept[] } & {
  designation: { language: string; value: string }[];
};

/** Rises whenever a code is added, removed or means something else. */
const version = "1";

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
    concept: groups().map(([code, concept]) => ({ ...named(code, groupName(code)), concept })),
  };
}

type Say = (language: Language) => string;
const say =
  <Key extends string>(key: Key, of: (language: Language) => Readonly<Record<Key, string>>): Say =>
  (language) =>
    of(language)[key];

function named(code: string, words: Say): Concept {
  return { code, display: words("en"), designation: [{ language: "de", value: words("de") }] };
}

const exchangeWords = (language: Language) => wordsOf(language).exchange;
const groupName = (code: keyof ReturnType<typeof exchangeWords>["groups"]): Say =>
  say(code, (language) => exchangeWords(language).groups);

function groups() {
  const ofExchange = Object.keys(exchangeWords("en").codes) as (keyof ReturnType<
    typeof exchangeWords
  >["codes"])[];
  return [
    ["measures", catalogue.map(({ id }) => named(id, (language) => sayMeasureName(id, language)))],
    ["scores", [...scores(), ...items()]],
    ["tasks", [...taskIds, "visit"].map((id) => named(id, (language) => sayTask(id, language)))],
    [
      "missing",
      missingReasons.map((id) =>
        named(
          id,
          say(id, (language) => wordsOf(language).reasons.missing),
        ),
      ),
    ],
    [
      "doubts",
      doubtReasons.map((id) =>
        named(
          id,
          say(id, (language) => wordsOf(language).reasons.doubts),
        ),
      ),
    ],
    [
      "changes",
      ChangeLabel.options.map((id) =>
        named(
          id,
          say(id, (language) => wordsOf(language).findings.change),
        ),
      ),
    ],
    [
      "verdicts",
      Progression.shape.verdict.options.map((id) =>
        named(
          id,
          say(id, (language) => wordsOf(language).findings.progression),
        ),
      ),
    ],
    [
      "strata",
      rateStrata.map((id) =>
        named(
          id,
          say(id, (language) => wordsOf(language).findings.rateStratum),
        ),
      ),
    ],
    [
      "others",
      ofExchange.map((id) =>
        named(
          id,
          say(id, (language) => exchangeWords(language).codes),
        ),
      ),
    ],
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
