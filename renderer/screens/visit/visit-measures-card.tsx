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
import { toProblem } from "../../problem.ts";
import { useVisitMeasures } from "../../queries.ts";
import { useWords } from "../../words.ts";
import { normWords } from "../patient/trends/series-history.tsx";
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
  const speaker = useWords();
  const { frame, visit } = speaker.words;
  const screen = visit.whole;
  const { data, error, stage } = useVisitMeasures(visitId, ready && recordings.length > 0);
  const vowels = useMemo(() => visitVowels(recordings), [recordings]);
  if (recordings.length === 0) return null;
  const tasksAtHand = new Set(recordings.map(({ task }) => task));
  const rows = data ? visitMeasureRows({ ...data, tasksAtHand, series }, speaker) : [];
  return (
    <section className="card" aria-label={screen.title}>
      <header>
        <h2>{screen.title}</h2>
        <span className="muted small">{screen.hint}</span>
        {rows.length > 0 && (
          <div className="actions">
            <ExportMenu what={screen.export} fileName={screen.fileName} csv={() => visitMeasuresCsv(rows)} />
          </div>
        )}
      </header>
      <div className="visit-measures">
        <div>
          {error ? <ProblemNotice problem={toProblem(error)} /> : null}
          {!data && !error && (
            <p className="content muted" role="status">
              {frame.doing(stage ? speaker.say.stage(stage) : screen.waiting)}
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
  const screen = useWords().words.visit.findings;
  return (
    <table>
      <thead>
        <tr>
          <th>{screen.measure}</th>
          <th className="number">{screen.value}</th>
          <th>{screen.norm}</th>
          <th>{screen.change}</th>
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
  const { words, say } = useWords();
  const { plain, term } = say.measure(id);
  const doubts = (measure?.doubts ?? []).map((doubt) => words.reasons.doubts[doubt]).join(", ");
  const [finding] = series ? visitFindings([series], visitId) : [];
  return (
    <tr>
      <td title={say.measureTooltip(id)}>
        {plain} <span className="muted">({term})</span>
        {doubts && (
          <span className="tag unreliable" title={words.recording.measures.doubtful(doubts)}>
            {doubts}
          </span>
        )}
      </td>
      {measure?.value == null ? (
        <td className="muted small" colSpan={3}>
          {measure?.missing ? words.reasons.missing[measure.missing] : needs}
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
  const shown = useWords().say.measureParts(id, value, unit);
  return (
    <td className="number" title={String(value)}>
      {shown.value} <span className="unit">{shown.unit}</span>
    </td>
  );
}

function NormWords({ norm, value }: { norm: NormBand | null; value: number }) {
  const speaker = useWords();
  const screen = speaker.words.visit.findings;
  if (!norm) return <span className="muted small">{screen.noNorm}</span>;
  const within = value >= (norm.lower ?? -Infinity) && value <= (norm.upper ?? Infinity);
  return (
    <span className="beside" title={norm.citation}>
      <span className={`tag ${within ? "within" : "outside"}`}>
        {within ? screen.within : screen.outside}
      </span>
      <span className="muted small">{normWords(norm, speaker)}</span>
    </span>
  );
}

type VowelChartProps = { vowels: Vowel[]; series: TrendSeries[]; visitId: string };
const chartHeight = 260;

function VowelChart({ vowels, series, visitId }: VowelChartProps) {
  const colours = useChartColours();
  const speaker = useWords();
  const screen = speaker.words.visit.whole;
  const baseline = useMemo(() => baselineTriangle(series, visitId), [series, visitId]);
  const figure = useMemo(
    () => (vowels.length > 0 ? vowelFigure(vowels, baseline, colours, speaker.words.charts) : null),
    [vowels, baseline, colours, speaker],
  );
  if (!figure) return <p className="content muted small">{screen.noVowel}</p>;
  return (
    <figure className="vowel-chart">
      <figcaption>
        <span className="small">{baseline ? screen.vowelsWithBaseline : screen.vowels}</span>
        <ExportMenu
          what={screen.vowelChart}
          fileName={screen.vowelFile}
          csv={() => vowelCsv(vowels)}
          image={(format) => figureImage(figure, format, { width: 480, height: 400 }, colours.surface)}
        />
      </figcaption>
      <Chart
        figure={figure}
        height={chartHeight}
        description={vowelChartWords(vowels, baseline !== null, speaker)}
      />
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
