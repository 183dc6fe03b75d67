import type { TrendPoint } from "../../shared/domain/trend.ts";

const width = 72;
const height = 20;

/** Values over visits, evenly spaced; hollow where quality failed, the current visit larger. */
export function Sparkline({ points, visitId }: { points: TrendPoint[]; visitId: string }) {
  const values = points.map((point) => point.value);
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (k: number) => 5 + (k * (width - 10)) / Math.max(1, points.length - 1);
  const y = (value: number) => height - 5 - ((value - low) / span) * (height - 10);
  return (
    <svg width={width} height={height} aria-hidden>
      <polyline
        points={values.map((value, k) => `${x(k)},${y(value)}`).join(" ")}
        fill="none"
        stroke="var(--line-strong)"
      />
      {points.map((point, k) => (
        <circle
          key={point.visitId}
          cx={x(k)}
          cy={y(point.value)}
          r={point.visitId === visitId ? 3.5 : 2}
          fill={point.accepted ? "var(--accent)" : "var(--surface)"}
          stroke="var(--accent)"
        />
      ))}
    </svg>
  );
}
