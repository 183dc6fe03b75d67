import { useEffect, useRef } from "react";
import type { Level } from "../../capture/capture-messages.ts";
import { useWords } from "../../words.ts";
import type { RecordSession } from "./record-session.ts";

const height = 120;
/** Time that the picture shows at least, s; a longer take is pressed together. */
const leastSeconds = 6;

/** The envelope of the take as it is recorded; it stays till the next one begins. */
export function LiveWaveform({ session }: { session: RecordSession }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { limit } = useWords().words.record.level;
  useEffect(() => {
    let drawn: Level[] = [];
    let seconds = 0;
    let waits = false;
    const draw = () => {
      waits = false;
      if (canvas.current) drawEnvelope(canvas.current, drawn);
    };
    const stop = session.onLevels((levels, takeSeconds) => {
      if (takeSeconds === null) return;
      if (takeSeconds < seconds) drawn = [];
      seconds = takeSeconds;
      drawn.push(...levels);
      if (waits) return;
      waits = true;
      requestAnimationFrame(draw);
    });
    draw();
    return stop;
  }, [session]);
  return (
    <div className="record-wave">
      <span className="muted small" aria-hidden>
        {limit}
      </span>
      <canvas ref={canvas} height={height} aria-hidden />
    </div>
  );
}

function drawEnvelope(canvas: HTMLCanvasElement, levels: readonly Level[]): void {
  const width = canvas.clientWidth;
  if (canvas.width !== width) canvas.width = width;
  const context = canvas.getContext("2d");
  if (!context) return;
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name);
  const y = (sample: number) => (height / 2) * (1 - 0.92 * sample);
  context.clearRect(0, 0, width, height);
  context.fillStyle = colour("--line");
  context.fillRect(0, height / 2, width, 1);
  context.fillStyle = colour("--outside");
  for (const edge of [1, -1]) for (let x = 0; x < width; x += 8) context.fillRect(x, y(edge), 4, 1);
  context.fillStyle = colour("--accent");
  const whole = levels.reduce((sum, { seconds }) => sum + seconds, 0);
  const perSecond = width / Math.max(leastSeconds, whole);
  let at = 0;
  for (const { minimum, maximum, seconds } of levels) {
    const top = y(maximum);
    context.fillRect(at * perSecond, top, Math.max(1, seconds * perSecond), Math.max(1, y(minimum) - top));
    at += seconds;
  }
}
