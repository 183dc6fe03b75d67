import { entryOf } from "../domain/entry-of.ts";
import type { Language } from "./language.ts";
import { type Words, wordsOf } from "./words.ts";

/** What the formats of a language are called by `Intl`. */
const locales: Readonly<Record<Language, string>> = { en: "en-GB", de: "de-DE", pseudo: "en-GB" };

/** "2026-03-31" as "31 Mar 2026" or "31. März 2026": never a date that two countries read differently. */
export function sayDate(date: string, language: Language): string {
  const { months, date: inOrder } = wordsOf(language).say;
  const [year = "", month, day] = date.split("-");
  return inOrder(String(Number(day)), months[Number(month) - 1] ?? "", year);
}

/** "2026-03-31" as "Mar 2026" or "März 2026", for axes. */
export function sayMonth(date: string, language: Language): string {
  const [year = "", month] = date.split("-");
  return `${wordsOf(language).say.months[Number(month) - 1]} ${year}`;
}

/** A number with a true minus sign, fixed decimals and the language's decimal mark: -0.5 as "−0.50" or "−0,50". */
export function sayNumber(value: number, decimals: number, language: Language): string {
  const text = value.toFixed(decimals).replace("-", "−");
  const signed = /^−[0.]+$/.test(text) ? text.slice(1) : text;
  return language === "de" ? signed.replace(".", ",") : signed;
}

/** A number as short as it is written: 0.5 as "0.5" or "0,5", -12 as "−12"; for axes and for facts. */
export function sayPlain(value: number, language: Language): string {
  const text = String(value).replace("-", "−");
  return language === "de" ? text.replace(".", ",") : text;
}

/** A difference with its sign: "+0.50", "−0.50", "0.00". */
export function sayDifference(value: number, decimals: number, language: Language): string {
  const text = sayNumber(value, decimals, language);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Significant digits, whole numbers in full, no exponent: 0.41234 as "0.412", 12345.6 as "12346". */
export function saySignificant(value: number, digits: number, language: Language): string {
  if (Number.isInteger(value)) return sayNumber(value, 0, language);
  const decimals = digits - 1 - Math.floor(Math.log10(Math.abs(value)));
  return sayNumber(value, Math.min(9, Math.max(0, decimals)), language);
}

/** A unit as it is read: "1/s" as "per s" or "pro s", "Hz^2" as "Hz²"; empty for a number without a unit. */
export function sayUnit(unit: string, language: Language): string {
  return entryOf(wordsOf(language).measures.units, unit) ?? unit.replace("^2", "²");
}

/** A number with its unit: "3.48 per s", "3,48 pro s", "12 %"; the number alone where there is no unit. */
export function sayQuantity(value: number, unit: string, decimals: number, language: Language): string {
  return [sayNumber(value, decimals, language), sayUnit(unit, language)].filter(Boolean).join(" ");
}

/** An interval: "0.41–0.66"; with a minus sign in it "−0.41 to 0.66". */
export function sayInterval(low: number, high: number, decimals: number, language: Language): string {
  const [from, to] = [sayNumber(low, decimals, language), sayNumber(high, decimals, language)];
  return low < 0 || high < 0 ? wordsOf(language).say.to(from, to) : `${from}–${to}`;
}

/** A band open at one end or closed: "5.10–7.30", "up to 1.04", "from 14.0"; empty without ends. */
export function sayBand(
  { lower, upper }: { lower: number | null; upper: number | null },
  decimals: number,
  language: Language,
): string {
  const { say } = wordsOf(language);
  if (lower !== null && upper !== null) return sayInterval(lower, upper, decimals, language);
  if (upper !== null) return say.upTo(sayNumber(upper, decimals, language));
  return lower === null ? "" : say.from(sayNumber(lower, decimals, language));
}

/** A share 0..1 as a whole percentage: "43 %". */
export function sayPercent(share: number, language: Language): string {
  return `${sayNumber(100 * share, 0, language)} %`;
}

/** A probability with two digits that never claims certainty: "0.81", "<0.01", ">0.99". */
export function sayProbability(probability: number, language: Language): string {
  if (probability < 0.01) return `<${sayNumber(0.01, 2, language)}`;
  return probability > 0.99 ? `>${sayNumber(0.99, 2, language)}` : sayNumber(probability, 2, language);
}

/** A file's size in kB or MB (powers of 1000): "340 kB", "3.9 MB". */
export function saySize(bytes: number, language: Language): string {
  return bytes < 1e6
    ? `${sayNumber(bytes / 1e3, 0, language)} kB`
    : `${sayNumber(bytes / 1e6, 1, language)} MB`;
}

/** A duration: "2.35 s", from a minute on "1 min 05 s". */
export function sayDuration(seconds: number, language: Language): string {
  if (seconds < 60) return `${sayNumber(seconds, 2, language)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/** Time that runs, in whole seconds: "0:28". */
export function sayClock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** A position in a recording: "0:03.52" or "0:03,52". */
export function sayPosition(seconds: number, language: Language): string {
  const hundredths = Math.round(seconds * 100);
  const minutes = Math.floor(hundredths / 6000);
  return `${minutes}:${sayNumber((hundredths - minutes * 6000) / 100, 2, language).padStart(5, "0")}`;
}

/** A sampling rate or a frequency in kHz: 44100 as "44.1 kHz". */
export function sayKilohertz(hertz: number, language: Language): string {
  return `${sayNumber(hertz / 1000, hertz % 1000 ? 1 : 0, language)} kHz`;
}

/** "1 recording", "2 recordings". */
export function sayCount(count: number, noun: keyof Words["say"]["counts"], language: Language): string {
  const forms = wordsOf(language).say.counts[noun];
  const form = new Intl.PluralRules(locales[language]).select(count);
  return `${sayNumber(count, 0, language)} ${form === "one" ? forms.one : forms.other}`;
}

/** "a", "a and b", "a, b and c". */
export function sayList(items: readonly string[], language: Language): string {
  return joined(items, wordsOf(language).say.and);
}

/** "a", "a or b", "a, b or c". */
export function sayAlternatives(items: readonly string[], language: Language): string {
  return joined(items, wordsOf(language).say.or);
}

function joined(items: readonly string[], join: (earlier: string, last: string) => string): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : join(items.slice(0, -1).join(", "), last);
}
