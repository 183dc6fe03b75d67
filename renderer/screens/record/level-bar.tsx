import { useEffect, useRef, useState } from "react";
import { goodLevelDb, levelDbOf, levelShare } from "../../capture/level-scale.ts";
import { useWords } from "../../words.ts";
import type { RecordSession } from "./record-session.ts";

/** The level of the moment and the loudest of the last seconds, with the range that is good boxed. */
export function LevelBar({ session }: { session: RecordSession }) {
  const { words, say } = useWords();
  const screen = words.record.level;
  const bar = useRef<HTMLDivElement>(null);
  const [told, setTold] = useState<{ now: number; peak: number } | null>(null);
  useEffect(() => {
    let peak = Number.NEGATIVE_INFINITY;
    let toldAt = 0;
    return session.onLevels((levels) => {
      const now = Math.max(...levels.map(levelDbOf));
      peak = Math.max(now, peak - 0.3);
      if (bar.current) bar.current.style.width = `${100 * levelShare(now)}%`;
      // numbers that change 25 times a second cannot be read
      if (performance.now() - toldAt < 250) return;
      toldAt = performance.now();
      setTold({ now, peak });
    });
  }, [session]);
  const [lowest, highest] = goodLevelDb.map(levelShare) as [number, number];
  return (
    <div className="record-level">
      <span className="muted">{screen.title}</span>
      <div className="bar">
        <div ref={bar} className="fill" />
        <div className="good" style={{ left: `${100 * lowest}%`, width: `${100 * (highest - lowest)}%` }} />
      </div>
      <span>{told && screen.now(say.number(told.now, 0), say.number(told.peak, 0))}</span>
      <span className="muted small">{screen.good}</span>
    </div>
  );
}
