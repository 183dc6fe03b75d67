import { highestAlsfrs } from "../../../../shared/domain/alsfrs.ts";
import type { Finding } from "../../../../shared/domain/finding.ts";
import { profileOf, type Subsystem } from "../../../../shared/domain/profile.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayDate, sayDifference, sayNumber } from "../../../../shared/words/say.ts";
import { sayFindingValue } from "../../../../shared/words/say-finding.ts";
import { sayMeasure } from "../../../../shared/words/say-measure.ts";
import { sayTaskShort } from "../../../../shared/words/say-task.ts";
import { wordsOf } from "../../../../shared/words/words.ts";
import { type BarsInWords, barsInWords } from "./in-words.ts";
import { sayJudgement } from "./measure-rows.ts";

/** One subsystem of the profile: the finding that stands for it, in words. */
export type ProfileRow = {
  subsystem: Subsystem;
  name: string;
  /** Null where the subsystem was not assessed. */
  finding: Finding | null;
  /** "syllable rate /pa ta ka/ 3.48 per s", "not assessed". */
  words: string;
  verdict: string;
  judgement: string;
  inWords: BarsInWords;
};

/** The ALSFRS-R beside the profile. */
export type Score = { name: string; value: string; highest: string; change: string };

export type Profile = {
  rows: ProfileRow[];
  scores: Score[];
  /** Earliest date that a change of the profile is held against, in words; empty at a first visit. */
  since: string;
};

/** The profile by subsystem and the ALSFRS-R of a visit, in words. */
export function profileRows(findings: readonly Finding[], language: Language): Profile {
  const rows = profileOf(findings).map(({ subsystem, finding }) => profileRow(subsystem, finding, language));
  const dates = rows.flatMap(({ finding }) => finding?.change?.sinceDate ?? []);
  return {
    rows,
    scores: findings.filter(({ task }) => task === "alsfrs-r").map((finding) => scoreOf(finding, language)),
    since: dates.length ? sayDate(dates.sort()[0]!, language) : "",
  };
}

function profileRow(subsystem: Subsystem, finding: Finding | null, language: Language): ProfileRow {
  const { profile } = wordsOf(language);
  const name = profile.subsystem[subsystem];
  if (!finding) {
    const nothing = { verdict: "", judgement: "", inWords: { norm: "", change: "" } };
    return { subsystem, name, finding, words: profile.notAssessed, ...nothing };
  }
  const task = finding.task === "visit" ? "" : sayTaskShort(finding.task, language);
  const plain = sayMeasure(finding.measure, language).plain;
  return {
    subsystem,
    name,
    finding,
    words: [plain, task, sayFindingValue(finding, language)].filter(Boolean).join(" "),
    verdict: finding.norm ? profile.verdict[finding.norm.verdict] : profile.noNorm,
    judgement: sayJudgement(finding, language),
    inWords: barsInWords(finding, language),
  };
}

function scoreOf({ measure, value, change }: Finding, language: Language): Score {
  const { profile } = wordsOf(language);
  const highest = highestAlsfrs[measure] ?? 0;
  return {
    name: profile.score[measure as keyof typeof profile.score],
    value: sayNumber(value ?? 0, 0, language),
    highest: profile.of(sayNumber(highest, 0, language)),
    change: change?.value
      ? sayDifference(change.value, Number.isInteger(change.value) ? 0 : 1, language)
      : "",
  };
}
