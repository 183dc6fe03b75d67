import { wordsOf } from "../../../../shared/words/words.ts";
import type { MeasureRow } from "./measure-rows.ts";
import type { ProfileRow, Score } from "./profile-rows.ts";
import type { ReportContent } from "./report-content.ts";
import type { Fact } from "./report-input.ts";

/**
 * A report as plain text for a hospital's record: the same content as the PDF's, a line a finding, no tabs, no pictures.
 */
export function reportText(content: ReportContent): string {
  const { report, profile } = wordsOf(content.language);
  const { headings } = report;
  const shows = (section: ReportContent["sections"][number]) => content.sections.includes(section);
  const parts: [title: string, lines: string[]][] = [
    [
      "",
      [content.title, `${content.patientName}, ${content.identifiers.code}, ${content.identifiers.person}`],
    ],
    ["", [...content.facts, ...content.remarks].map(factLine)],
    ["", [content.summary.join(" "), `${content.recordingsLine}.`]],
    [profile.heading, shows("profile") ? content.profile.rows.map(profileLine) : []],
    ["ALSFRS-R", shows("profile") ? content.profile.scores.map(scoreLine) : []],
    [headings.measures, shows("measures") ? content.measures.map(measureLine) : []],
    ["", shows("measures") ? content.citations.map((citation, index) => `[${index + 1}] ${citation}`) : []],
    [headings.models, shows("models") ? modelLines(content) : []],
    [headings.referral, content.referral],
    [headings.conclusion, content.conclusion],
    [headings.limits, content.limits],
    [headings.signature, content.signature.length ? content.signature.map(factLine) : [content.state]],
    ["", [content.disclaimer, `Bulbar ${content.programVersion}`]],
  ];
  return `${parts
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [...(title ? [title] : []), ...lines].join("\n"))
    .join("\n\n")}\n`;
}

const factLine = ({ label, text }: Fact): string => `${label}: ${text}`;

function profileLine({ name, words, verdict, judgement }: ProfileRow): string {
  return `${name}: ${[words, verdict, judgement].filter(Boolean).join(", ")}`;
}

function scoreLine({ name, value, highest, change }: Score): string {
  return `${name} ${value} ${highest}${change ? `, ${change}` : ""}`;
}

function measureLine({ name, taskName, valueText, unit, remark, norm, inWords }: MeasureRow): string {
  const value = [valueText, unit].filter(Boolean).join(" ");
  const against = norm ? `${norm.verdict}, ${norm.limit} [${norm.reference}]` : "";
  const details = [against, inWords.change, remark].filter(Boolean);
  return `${[name, taskName].filter(Boolean).join(" ")}: ${[value, ...details].join("; ")}`;
}

function modelLines({ models, modelsNote, ensembles }: ReportContent): string[] {
  const each = models.map(({ name, version, status, answer, limits }) =>
    [`${name} ${version} (${status}): ${answer}.`, ...limits].join(" "),
  );
  return [...(models.length ? each : [modelsNote]), ...ensembles];
}
