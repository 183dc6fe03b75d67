import type { PropsWithChildren } from "react";
import type { CaptureDevice } from "../../../shared/domain/capture-device.ts";
import { useWords } from "../../words.ts";
import type { RecordState } from "./record-session.ts";

const filters = ["echoCancellation", "autoGainControl", "noiseSuppression"] as const;

/** `children`: what else is said of the microphone while it is open. */
type MicrophoneCardProps = PropsWithChildren<{ state: RecordState; onRetry: () => void }>;

/** Which microphone is heard, and what the browser does to its sound, read back. */
export function MicrophoneCard({ state, onRetry, children }: MicrophoneCardProps) {
  const { microphone, isConnected } = state;
  const { words } = useWords();
  const screen = words.record.microphone;
  const trouble =
    microphone.kind === "problem"
      ? screen.problems[microphone.problem]
      : microphone.kind === "gone"
        ? screen.gone[microphone.why]
        : null;
  return (
    <section className="card" aria-label={screen.title}>
      <header>
        <h2>{screen.title}</h2>
      </header>
      <div className="content stack">
        {microphone.kind === "asking" && <p className="muted">{words.frame.doing(screen.asking)}</p>}
        {microphone.kind === "open" && <DeviceFacts device={microphone.device} />}
        {children}
        {trouble && (
          <div className="notice" role="alert">
            <p>{trouble}</p>
            <div className="foot">
              <button type="button" onClick={onRetry}>
                {screen.retry}
              </button>
            </div>
          </div>
        )}
        {!isConnected && (
          <p className="notice" role="alert">
            {screen.lost}
          </p>
        )}
      </div>
    </section>
  );
}

function DeviceFacts({ device }: { device: CaptureDevice }) {
  const { words, say } = useWords();
  const screen = words.record.microphone;
  const on = filters.filter((filter) => device[filter] === true);
  const isTold = filters.every((filter) => device[filter] !== null);
  const processing =
    on.length > 0
      ? screen.isOn(say.list(on.map((filter) => screen.filters[filter])))
      : isTold
        ? screen.allOff
        : screen.notTold;
  return (
    <>
      <p>
        {device.label || screen.unnamed}
        <span className="muted small record-line">
          {screen.rate(say.significant(device.sampleRateHz / 1000), say.count(device.channels, "channel"))}
        </span>
      </p>
      <p className="record-fact">
        <span className="muted">{screen.processing}</span>
        <strong className={on.length > 0 ? "outside" : "within"}>{processing}</strong>
      </p>
      {device.suspectedBluetooth && <p className="notice">{screen.bluetooth}</p>}
    </>
  );
}
