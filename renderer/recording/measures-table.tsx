import type { Measure, MeasureSettings, Measures } from "../../shared/domain/measure.ts";
import { csv } from "../charts/csv.ts";
import { ExportMenu } from "../components/export-menu.tsx";
import { formatUnit, formatValue, readable } from "../format-quantity.ts";
import { measureFamilies, measureWords } from "./measure-words.ts";
import { doubtWords, missingWords } from "./quality-words.ts";

type MeasuresTableProps = { measures: Measures; settings: MeasureSettings; fileName: string };

/** All measures of a recording, by family; a value that is missing or doubtful says why. */
export function MeasuresTable({ measures, settings, fileName }: MeasuresTableProps) {
  const ids = Object.keys(measures);
  const families = measureFamilies
    .map((family) => ({ family, own: ids.filter((id) => measureWords(id).family === family) }))
    .filter(({ own }) => own.length > 0);
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
        {families.map(({ family, own }) => (
          <table key={family}>
            <caption>{family === "Other" ? "Inputs of models" : family}</caption>
            <tbody>
              {own.map((id) => (
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
  const reasons = doubts.map((doubt) => doubtWords[doubt]).join(", ");
  return (
    <tr>
      <td>
        {plain} {term && <span className="muted">({term})</span>}
        {reasons && (
          <span className="tag unreliable" title={`Doubtful: ${reasons}`}>
            {reasons}
          </span>
        )}
      </td>
      {value === null ? (
        <td className="number muted">{missing ? missingWords[missing] : "no value"}</td>
      ) : (
        <td className="number" title={String(value)}>
          {formatValue(readable(value, unit).value)}{" "}
          <span className="unit">{formatUnit(readable(value, unit).unit)}</span>
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
