import type { Waveform } from "../../../../shared/contract/recordings.ts";
import type { Course } from "../../../../shared/domain/course.ts";
import type { Finding } from "../../../../shared/domain/finding.ts";
import type { Vowel } from "../../../../shared/domain/visit-vowels.ts";
import type { Language } from "../../../../shared/words/language.ts";
import { sayDate, sayNumber } from "../../../../shared/words/say.ts";
import {
  sayFindingChange,
  sayFindingName,
  sayFindingValue,
  sayLimit,
  sayNorm,
} from "../../../../shared/words/say-finding.ts";
import { sayMeasureValue } from "../../../../shared/words/say-measure.ts";
import { wordsOf } from "../../../../shared/words/words.ts";

/** What a finding's two bars show, in words. */
export type BarsInWords = { norm: string; change: string };

/** "2.97 per s, outside the norm, norm from 5.00 per s" and "−0.42 per s since 5 Oct 2026, 1.8 times ...". */
export function barsInWords(finding: Finding, language: Language): BarsInWords {
  const { measure, norm, unit } = finding;
  return {
    norm: [
      sayFindingValue(finding, language),
      sayNorm(norm, language),
      norm ? sayLimit(measure, norm, unit, language) : "",
    ]
      .filter(Boolean)
      .join(", "),
    change: sayFindingChange(finding, language),
  };
}

/** "syllable rate (DDK rate) /ta/: 5.82 per s on 6 Oct 2025, 5.18 per s on 12 Jan 2026": what a chart shows. */
export function courseInWords({ id, task, unit, points }: Course, language: Language): string {
  const { inWords } = wordsOf(language).report;
  const values = points.map(({ value, date }) =>
    inWords.point(sayMeasureValue(id, value, unit, language), sayDate(date, language)),
  );
  return inWords.course(sayFindingName({ measure: id, task }, language), values.join(", "));
}

/** "Waveform over 5.4 s." */
export function waveformInWords({ durationSeconds }: Waveform, language: Language): string {
  return wordsOf(language).report.inWords.waveform(sayNumber(durationSeconds, 1, language));
}

/** "Vowel chart: /a/ with F1 700 Hz and F2 1200 Hz; ..." */
export function vowelsInWords(vowels: readonly Vowel[], language: Language): string {
  const { inWords } = wordsOf(language).report;
  const each = vowels.map(({ letter, f1, f2 }) =>
    inWords.vowel(letter, sayNumber(f1, 0, language), sayNumber(f2, 0, language)),
  );
  return inWords.vowels(each.join("; "));
}
