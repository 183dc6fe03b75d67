import { useEffect, useState } from "react";
import { type Idle, idleState } from "../idle.ts";
import { lastActivity, lock, stay } from "../lock.ts";
import { useWords } from "../words.ts";

/** Locks the page when nobody has been active for so long, and warns before it does. */
export function IdleWarning({ limitMinutes }: { limitMinutes: number }) {
  const [idle, setIdle] = useState<Idle>({ kind: "active" });
  const { logOn } = useWords().words;
  useEffect(() => {
    const look = () => {
      const now = idleState((Date.now() - lastActivity()) / 1000, limitMinutes);
      if (now.kind === "over") lock("idle");
      setIdle(now);
    };
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [limitMinutes]);
  if (idle.kind !== "warned") return null;
  return (
    <section className="idle-warning" aria-label={logOn.stay}>
      <p role="timer">{logOn.warning(String(idle.secondsLeft))}</p>
      <button type="button" className="primary" onClick={stay}>
        {logOn.stay}
      </button>
    </section>
  );
}
