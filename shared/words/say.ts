import type { Language } from "./language.ts";

const months = {
  en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  de: ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.", "Dez."],
} as const satisfies Record<Language, readonly string[]>;

/** "2026-03-31" as "31 Mar 2026" or "31. März 2026": never a date that two countries read differently. */
export function sayDate(date: string, language: Language): string {
  const [year, month, day] = date.split("-");
  const name = months[language][Number(month) - 1];
  return language === "de" ? `${Number(day)}. ${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** A number with a true minus sign, fixed decimals and the language's decimal mark: -0.5 as "−0.50" or "−0,50". */
export function sayNumber(value: number, decimals: number, language: Language): string {
  const text = value.toFixed(decimals).replace("-", "−");
  const signed = /^−[0.]+$/.test(text) ? text.slice(1) : text;
  return language === "de" ? signed.replace(".", ",") : signed;
}

/** A difference with its sign: "+0.50", "−0.50", "0.00". */
export function sayDifference(value: number, decimals: number, language: Language): string {
  const text = sayNumber(value, decimals, language);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}
