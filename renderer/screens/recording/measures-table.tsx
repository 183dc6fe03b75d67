import { type Analysis, isPlacedByHand } from "../../../shared/domain/analysis.ts";
import type { DoubtReason, Measure } from "../../../shared/domain/measure.ts";
import { csv } from "../../charts/csv.ts";
import { ExportMenu } from "../../components/export-menu.tsx";
import { byFamily, isFinding } from "../../measure-families.ts";
import { useWords } from "../../words.ts";
import { sharedDoubts } from "./shared-doubts.ts";

/** All measures of a recording, by family; a value that is missing, doubtful or corrected by hand says so. */
export function MeasuresTable({ analysis, fileName }: { analysis: Analysis; fileName: string }) {
  const { measures } = analysis;
  const { words, say } = useWords();
  const screen = words.recording.measures;
  const settings = analysis.settings.measures;
  const families = byFamily(Object.keys(measures).filter((id) => isFinding({ id })));
  return (
    <section className="card">
      <header>
        <h2>{screen.title}</h2>
        <span className="muted small">
          {screen.settings(
            say.significant(settings.pitchFloorHz),
            say.significant(settings.pitchCeilingHz),
            say.significant(settings.formantCeilingHz),
          )}
        </span>
        <div className="actions">
          <ExportMenu
            what={screen.export}
            fileName={`${fileName}-${screen.fileName}`}
            csv={() => measuresCsv(analysis)}
          />
        </div>
      </header>
      {families.length === 0 && <p className="content">{screen.none}</p>}
      <div className="measure-families">
        {families.map(({ family, ids }) => (
          <table key={family}>
            <caption>
              {words.measures.families[family]}{" "}
              <DoubtTag reasons={sharedDoubts(ids.map((id) => measures[id]?.doubts))} />
            </caption>
            <tbody>
              {ids.map((id) => (
                <MeasureRow
                  key={id}
                  id={id}
                  measure={measures[id] as Measure}
                  byHand={isPlacedByHand(analysis, id)}
                  said={sharedDoubts(ids.map((one) => measures[one]?.doubts))}
                />
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  );
}

type MeasureRowProps = {
  id: string;
  measure: Measure;
  byHand: boolean;
  /** Doubts that stand above the family. */
  said: DoubtReason[];
};

function MeasureRow({ id, measure, byHand, said }: MeasureRowProps) {
  const { words, say } = useWords();
  const { plain, term } = say.measure(id);
  const { value, unit, missing, doubts = [] } = measure;
  const shown = value === null ? null : say.measureParts(id, value, unit);
  return (
    <tr>
      <td title={say.measureTooltip(id)}>
        {plain} {term && <span className="muted">({term})</span>}
        <DoubtTag reasons={doubts.filter((doubt) => !said.includes(doubt))} />
        {byHand && <span className="tag by-hand">{words.findings.placedByHand}</span>}
      </td>
      {shown === null ? (
        <td className="number muted">
          {missing ? words.reasons.missing[missing] : words.recording.measures.noValue}
        </td>
      ) : (
        <td className="number" title={String(value)}>
          {shown.value} <span className="unit">{shown.unit}</span>
        </td>
      )}
    </tr>
  );
}

function DoubtTag({ reasons }: { reasons: DoubtReason[] }) {
  const { words } = useWords();
  if (reasons.length === 0) return null;
  const doubts = reasons.map((reason) => words.reasons.doubts[reason]).join(", ");
  return (
    <span className="tag unreliable" title={words.recording.measures.doubtful(doubts)}>
      {doubts}
    </span>
  );
}

/** The measures as text, with a column that says which rest on onsets placed by hand. */
export function measuresCsv(analysis: Pick<Analysis, "measures" | "settings">): string {
  return csv(
    ["measure", "value", "unit", "missing", "doubts", "note"],
    Object.entries(analysis.measures).map(([id, { value, unit, missing, doubts }]) => [
      id,
      value,
      unit,
      missing,
      doubts?.join(" "),
      isPlacedByHand(analysis, id) ? "onsets placed by hand" : "",
    ]),
  );
}
