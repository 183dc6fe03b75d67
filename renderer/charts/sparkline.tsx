import type { CoursePoint } from "../../shared/domain/course.ts";

const width = 72;
const height = 22;

type SparklineProps = {
  points: readonly Pick<CoursePoint, "visitId" | "value" | "doubtful" | "comparable" | "startsAnew">[];
  visitId: string;
};

/** Values over visits, evenly spaced: a line over what may be compared, grey without one before; the visit is larger. */
export function Sparkline({ points, visitId }: SparklineProps) {
  const values = points.map((point) => point.value);
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (k: number) => 5 + (k * (width - 10)) / Math.max(1, points.length - 1);
  const y = (value: number) => height - 5 - ((value - low) / span) * (height - 10);
  const line = points.flatMap(({ comparable, value }, k) => (comparable ? [`${x(k)},${y(value)}`] : []));
  return (
    <svg className="sparkline" width={width} height={height} aria-hidden>
      {points.map((point, k) =>
        point.startsAnew ? (
          <line key={point.visitId} x1={x(k - 0.5)} x2={x(k - 0.5)} y1={0} y2={height} className="anew" />
        ) : null,
      )}
      <polyline points={line.join(" ")} fill="none" stroke="var(--accent)" />
      {points.map((point, k) => (
        <circle
          key={point.visitId}
          cx={x(k)}
          cy={y(point.value)}
          r={point.visitId === visitId ? 3.2 : points.length > 12 ? 1 : 1.8}
          fill={point.doubtful ? "var(--surface)" : point.comparable ? "var(--accent)" : "var(--line-strong)"}
          stroke={point.comparable || point.doubtful ? "var(--accent)" : "var(--line-strong)"}
        />
      ))}
    </svg>
  );
}
