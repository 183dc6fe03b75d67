import type { Measure, MeasureSettings, Measures } from "../../shared/domain/measure.ts";
import { csv } from "../charts/csv.ts";
import { ExportMenu } from "../components/export-menu.tsx";
import { byFamily, formatMeasure, isFinding, measureTooltip, measureWords } from "../measure-words.ts";
import { doubtWords, missingWords } from "./quality-words.ts";

type MeasuresTableProps = { measures: Measures; settings: MeasureSettings; fileName: string };

/** All measures of a recording, by family; a value that is missing or doubtful says why. */
export function MeasuresTable({ measures, settings, fileName }: MeasuresTableProps) {
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
          <ExportMenu what="measures" fileName={`${fileName}-measures`} csv={() => measuresCsv(measures)} />
        </div>
      </header>
      {families.length === 0 && <p className="content">There are no measures for this task.</p>}
      <div className="measure-families">
        {families.map(({ family, ids }) => (
          <table key={family}>
            <caption>{family}</caption>
            <tbody>
              {ids.map((id) => (
                <MeasureRow key={id} id={id} measure={measures[id] as Measure} />
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  );
}

function MeasureRow({ id, measure }: { id: string; measure: Measure }) {
  const { plain, term } = measureWords(id);
  const { value, unit, missing, doubts = [] } = measure;
  const shown = value === null ? null : formatMeasure(id, value, unit);
  const reasons = doubts.map((doubt) => doubtWords[doubt]).join(", ");
  return (
    <tr>
      <td title={measureTooltip(id)}>
        {plain} {term && <span className="muted">({term})</span>}
        {reasons && (
          <span className="tag unreliable" title={`Doubtful: ${reasons}`}>
            {reasons}
          </span>
        )}
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

function measuresCsv(measures: Measures): string {
  return csv(
    ["measure", "value", "unit", "missing", "doubts"],
    Object.entries(measures).map(([id, { value, unit, missing, doubts }]) => [
      id,
      value,
      unit,
      missing,
      doubts?.join(" "),
    ]),
  );
}
