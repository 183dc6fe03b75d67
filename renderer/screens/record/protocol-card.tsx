import { ChevronDown, ChevronUp } from "lucide-react";
import type { ReactNode } from "react";
import type { Passage } from "../../../shared/domain/passage.ts";
import type { ProtocolId, Protocols } from "../../../shared/domain/protocol.ts";
import { useWords } from "../../words.ts";
import type { StepProgress } from "./protocol-progress.ts";
import { stepName } from "./step-name.ts";

type ProtocolCardProps = {
  protocols: Protocols;
  chosen: ProtocolId;
  progress: readonly StepProgress[];
  position: number;
  passages: readonly Passage[];
  /** A take is on its way: the step cannot be left. */
  isBusy: boolean;
  onProtocol: (chosen: ProtocolId) => void;
  onStep: (position: number) => void;
  onMove: (by: 1 | -1) => void;
};

/** The tasks in their order: done, now, next. */
export function ProtocolCard(props: ProtocolCardProps) {
  const { protocols, chosen, progress, position, passages, isBusy, onProtocol, onStep, onMove } = props;
  const speaker = useWords();
  const words = speaker.words.record;
  const screen = words.protocol;
  return (
    <section className="card record-protocol" aria-label={screen.title}>
      <header>
        <h2>{screen.title}</h2>
        <select
          aria-label={screen.choose}
          value={chosen}
          disabled={isBusy}
          onChange={({ target }) => onProtocol(target.value as ProtocolId)}
        >
          {protocols.own && <option value="own">{protocols.own.name}</option>}
          <option value="full">{screen.names.full}</option>
          <option value="short">{screen.names.short}</option>
        </select>
      </header>
      <ol>
        {progress.map(({ step, kept, isSkipped }, k) => {
          const isDone = kept >= step.takes;
          const state = k === position ? "now" : isDone ? "done" : null;
          const name = stepName(step, passages, speaker);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a protocol may hold the same task twice; its place is what names it
            <li key={k}>
              <button
                type="button"
                className="record-step"
                aria-current={k === position ? "step" : undefined}
                disabled={isBusy && k !== position}
                onClick={() => onStep(k)}
              >
                <span className="number">{k + 1}</span>
                <span>
                  {name}
                  <span className="muted small">{screen.takes(String(kept), String(step.takes))}</span>
                </span>
                {state && <span className={`state ${state}`}>{screen.states[state]}</span>}
                {!state && isSkipped && <span className="state left">{words.skipped}</span>}
              </button>
              {k === position && !isBusy && (
                <span className="record-order">
                  <MoveButton label={words.earlier(name)} disabled={k === 0} onClick={() => onMove(-1)}>
                    <ChevronUp size={15} aria-hidden />
                  </MoveButton>
                  <MoveButton
                    label={words.later(name)}
                    disabled={k === progress.length - 1}
                    onClick={() => onMove(1)}
                  >
                    <ChevronDown size={15} aria-hidden />
                  </MoveButton>
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

type MoveButtonProps = { label: string; disabled: boolean; onClick: () => void; children: ReactNode };

function MoveButton({ label, disabled, onClick, children }: MoveButtonProps) {
  return (
    <button type="button" className="quiet icon" aria-label={label} {...{ disabled, onClick }}>
      {children}
    </button>
  );
}
