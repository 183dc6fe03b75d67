import { type Analysis, isPlacedByHand, placedByHandWords } from "../../../shared/domain/analysis.ts";
import type { DoubtReason, Measure } from "../../../shared/domain/measure.ts";
import { csv } from "../../charts/csv.ts";
import { ExportMenu } from "../../components/export-menu.tsx";
import { byFamily, formatMeasure, isFinding, measureTooltip, measureWords } from "../../measure-words.ts";
import { doubtWords, missingWords } from "./quality-words.ts";
import { sharedDoubts } from "./shared-doubts.ts";

/** All measures of a recording, by family; a value that is missing, doubtful or corrected by hand says so. */
export function MeasuresTable({ analysis, fileName }: { analysis: Analysis; fileName: string }) {
  const { measures } = analysis;
  const settings = analysis.settings.measures;
  const families = byFamily(Object.keys(measures).filter((id) => isFinding({ id })));
  return (
    <section className="card">
      <header>
        <h2>Measures</h2>
        <span className="muted small">
          Praat conventions; pitch {settings.pitchFloorHz} to {settings.pitchCeilingHz} Hz, formants to{" "}
          {settings.formantCeilingHz} Hz
        </span>
        <div className="actions">
          <ExportMenu what="measures" fileName={`${fileName}-measures`} csv={() => measuresCsv(analysis)} />
        </div>
      </header>
      {families.length === 0 && <p className="content">There are no measures for this task.</p>}
      <div className="measure-families">
        {families.map(({ family, ids }) => (
          <table key={family}>
            <caption>
              {family} <DoubtTag reasons={sharedDoubts(ids.map((id) => measures[id]?.doubts))} />
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
  const { plain, term } = measureWords(id);
  const { value, unit, missing, doubts = [] } = measure;
  const shown = value === null ? null : formatMeasure(id, value, unit);
  return (
    <tr>
      <td title={measureTooltip(id)}>
        {plain} {term && <span className="muted">({term})</span>}
        <DoubtTag reasons={doubts.filter((doubt) => !said.includes(doubt))} />
        {byHand && <span className="tag by-hand">{placedByHandWords}</span>}
      </td>
      {shown === null ? (
        <td className="number muted">{missing ? missingWords[missing] : "no value"}</td>
      ) : (
        <td className="number" title={String(value)}>
          {shown.value} <span className="unit">{shown.unit}</span>
        </td>
      )}
    </tr>
  );
}

function DoubtTag({ reasons }: { reasons: DoubtReason[] }) {
  if (reasons.length === 0) return null;
  const words = reasons.map((reason) => doubtWords[reason]).join(", ");
  return (
    <span className="tag unreliable" title={`Doubtful: ${words}`}>
      {words}
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
      isPlacedByHand(analysis, id) ? placedByHandWords : "",
    ]),
  );
}
