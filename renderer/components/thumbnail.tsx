import type { Thumbnail as Envelope } from "../../shared/domain/thumbnail.ts";

const height = 28;

/** A recording in small: its envelope, from edge to edge at 1. */
export function Thumbnail({ minimum, maximum }: Envelope) {
  const y = (sample: number) => ((1 - Math.max(-1, Math.min(1, sample))) * height) / 2;
  const upper = maximum.map((sample, column) => `${column},${y(sample) - 0.3}`);
  const lower = minimum.map((sample, column) => `${column},${y(sample) + 0.3}`);
  return (
    <svg
      className="thumbnail"
      viewBox={`0 0 ${Math.max(1, maximum.length - 1)} ${height}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      <polygon points={[...upper, ...lower.toReversed()].join(" ")} />
    </svg>
  );
}
