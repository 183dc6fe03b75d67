import { useMemo } from "react";
import type { NormBand } from "../../../shared/domain/norm.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { TrendSeries } from "../../../shared/domain/trend.ts";
import { baselineTriangle, type Vowel, visitVowels } from "../../../shared/domain/visit-vowels.ts";
import { Chart, figureImage } from "../../charts/chart.tsx";
import { useChartColours } from "../../charts/chart-colours.ts";
import { csv } from "../../charts/csv.ts";
import { vowelChartWords, vowelCsv, vowelFigure } from "../../charts/vowel-figure.ts";
import { ExportMenu } from "../../components/export-menu.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { formatMeasure, measureTooltip, measureWords } from "../../measure-words.ts";
import { toProblem } from "../../problem.ts";
import { useVisitMeasures } from "../../queries.ts";
import { normWords } from "../patient/trends/series-history.tsx";
import { doubtWords, missingWords } from "../recording/quality-words.ts";
import { ChangeCell } from "./findings-table.tsx";
import { visitFindings } from "./visit-findings.ts";
import { type VisitMeasureRow, visitMeasureRows } from "./visit-measure-rows.ts";

type VisitMeasuresCardProps = {
  visitId: string;
  recordings: Recording[];
  series: TrendSeries[];
  /** The rest of the screen is there: the slow measures wait for it. */
  ready: boolean;
};

/** Measures over several tasks of the visit: voice quality indices and vowel space, with the vowel chart. */
export function VisitMeasuresCard({ visitId, recordings, series, ready }: VisitMeasuresCardProps) {
  const { data, error, stage } = useVisitMeasures(visitId, ready && recordings.length > 0);
  const vowels = useMemo(() => visitVowels(recordings), [recordings]);
  if (recordings.length === 0) return null;
  const tasksAtHand = new Set(recordings.map(({ task }) => task));
  const rows = data ? visitMeasureRows({ ...data, tasksAtHand, series }) : [];
  return (
    <section className="card" aria-label="Whole visit">
      <header>
        <h2>Whole visit</h2>
        <span className="muted small">measures over several tasks</span>
        {rows.length > 0 && (
          <div className="actions">
            <ExportMenu
              what="measures of the visit"
              fileName="visit-measures"
              csv={() => visitMeasuresCsv(rows)}
            />
          </div>
        )}
      </header>
      <div className="visit-measures">
        <div>
          {error ? <ProblemNotice problem={toProblem(error)} /> : null}
          {!data && !error && (
            <p className="content muted" role="status">
              {stage || "waiting for the rest of the visit"} …
            </p>
          )}
          {data && <MeasureRows rows={rows} visitId={visitId} />}
        </div>
        <VowelChart vowels={vowels} series={series} visitId={visitId} />
      </div>
    </section>
  );
}

function MeasureRows({ rows, visitId }: { rows: VisitMeasureRow[]; visitId: string }) {
  return (
    <table>
      <thead>
        <tr>
          <th>Measure</th>
          <th className="number">Value</th>
          <th>Norm</th>
          <th>Change since baseline</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <MeasureRow key={row.id} row={row} visitId={visitId} />
        ))}
      </tbody>
    </table>
  );
}

function MeasureRow({
  row: { id, measure, norm, needs, series },
  visitId,
}: {
  row: VisitMeasureRow;
  visitId: string;
}) {
  const { plain, term } = measureWords(id);
  const doubts = (measure?.doubts ?? []).map((doubt) => doubtWords[doubt]).join(", ");
  const [finding] = series ? visitFindings([series], visitId) : [];
  return (
    <tr>
      <td title={measureTooltip(id)}>
        {plain} <span className="muted">({term})</span>
        {doubts && (
          <span className="tag unreliable" title={`Doubtful: ${doubts}`}>
            {doubts}
          </span>
        )}
      </td>
      {measure?.value == null ? (
        <td className="muted small" colSpan={3}>
          {measure?.missing ? missingWords[measure.missing] : needs}
        </td>
      ) : (
        <>
          <ValueCell id={id} value={measure.value} unit={measure.unit} />
          <td>
            <NormWords norm={norm} value={measure.value} />
          </td>
          <td>{finding ? <ChangeCell finding={finding} /> : <span className="muted">–</span>}</td>
        </>
      )}
    </tr>
  );
}

function ValueCell({ id, value, unit }: { id: string; value: number; unit: string }) {
  const shown = formatMeasure(id, value, unit);
  return (
    <td className="number" title={String(value)}>
      {shown.value} <span className="unit">{shown.unit}</span>
    </td>
  );
}

function NormWords({ norm, value }: { norm: NormBand | null; value: number }) {
  if (!norm) return <span className="muted small">none known</span>;
  const within = value >= (norm.lower ?? -Infinity) && value <= (norm.upper ?? Infinity);
  return (
    <span className="beside" title={norm.citation}>
      <span className={`tag ${within ? "within" : "outside"}`}>{within ? "within" : "outside"}</span>
      <span className="muted small">{normWords(norm)}</span>
    </span>
  );
}

type VowelChartProps = { vowels: Vowel[]; series: TrendSeries[]; visitId: string };
const chartHeight = 260;

function VowelChart({ vowels, series, visitId }: VowelChartProps) {
  const colours = useChartColours();
  const baseline = useMemo(() => baselineTriangle(series, visitId), [series, visitId]);
  const figure = useMemo(
    () => (vowels.length > 0 ? vowelFigure(vowels, baseline, colours) : null),
    [vowels, baseline, colours],
  );
  if (!figure) return <p className="content muted small">No vowel whose formants were found.</p>;
  return (
    <figure className="vowel-chart">
      <figcaption>
        <span className="small">Vowels in F1 and F2{baseline && "; dashed: at the baseline"}</span>
        <ExportMenu
          what="vowel chart"
          fileName="vowel-chart"
          csv={() => vowelCsv(vowels)}
          image={(format) => figureImage(figure, format, { width: 480, height: 400 }, colours.surface)}
        />
      </figcaption>
      <Chart figure={figure} height={chartHeight} description={vowelChartWords(vowels, baseline !== null)} />
    </figure>
  );
}

function visitMeasuresCsv(rows: VisitMeasureRow[]): string {
  return csv(
    ["measure", "value", "unit", "missing", "doubts", "norm_lower", "norm_upper", "norm_source"],
    rows.map(({ id, measure, norm, needs }) => [
      id,
      measure?.value,
      measure?.unit,
      measure?.missing ?? needs,
      measure?.doubts?.join(" "),
      norm?.lower,
      norm?.upper,
      norm?.citation,
    ]),
  );
}
