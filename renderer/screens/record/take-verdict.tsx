import { Check, Info, RotateCcw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { KeyHint } from "../../components/key-hint.tsx";
import { useWords } from "../../words.ts";
import type { Phase } from "./record-session.ts";

type Judged = Extract<Phase, { kind: "judged" }>;
type TakeVerdictProps = {
  phase: Judged;
  name: string;
  goOn: string | null;
  onKeep: () => void;
  onAgain: () => void;
};

/** What the core says of the take, what was not checked, and the decision. */
export function TakeVerdict({ phase, name, goOn, onKeep, onAgain }: TakeVerdictProps) {
  const { words, say } = useWords();
  const screen = words.record.verdict;
  const { acceptance, quality, take, recording } = phase;
  const { verdict, reasons } = acceptance;
  const isLost = take.lostSamples !== null && take.lostSamples > 0;
  const shown = isLost && verdict === "usable" ? "doubtful" : verdict;
  const isGood = shown === "usable";
  const flaws = new Set<string>(reasons);
  const isQuiet = flaws.has("too-quiet") || flaws.has("silent");
  const level = quality.peakDbfs === null ? "" : screen.peak(say.number(quality.peakDbfs, 0));
  const snr = quality.snrDb === null ? "" : screen.snr(say.number(quality.snrDb, 0));
  return (
    <>
      <p className={`record-verdict ${shown}`}>
        <strong>{screen[shown]}</strong>
        <span>{name}</span>
        <span className="muted">{`${say.number(take.seconds, 1)} s, ${words.record.ended[take.ended]}`}</span>
      </p>
      <ul className="record-checks">
        {reasons.length > 0 && <Line isGood={false}>{say.reasons(reasons)}</Line>}
        {isLost && <Line isGood={false}>{screen.lost(say.number(take.lostSamples ?? 0, 0))}</Line>}
        {!isQuiet && !flaws.has("clipped") && level && (
          <Line isGood detail={level}>
            {screen.loud}
          </Line>
        )}
        {!flaws.has("low-snr") && snr && (
          <Line isGood detail={snr}>
            {screen.quiet}
          </Line>
        )}
        {quality.flags.includes("reverberant") && (
          <Note detail={words.quality.meanings.reverberant}>{words.quality.flags.reverberant}</Note>
        )}
        {take.lostSamples === null && <Note>{screen.notCounted}</Note>}
        <Note detail={screen.listenInDoubt}>{screen.syllablesNotChecked}</Note>
      </ul>
      <div className="record-decision">
        <button type="button" className={isGood ? "primary large" : "large"} onClick={onKeep}>
          <Check size={18} aria-hidden />
          {goOn ? screen.keepAndGoOn(goOn) : screen.keep} <KeyHint action="recordGoOn" />
        </button>
        <button
          type="button"
          className={isGood ? "large" : "primary large"}
          disabled={!recording}
          onClick={onAgain}
        >
          <RotateCcw size={18} aria-hidden />
          {screen.again} <KeyHint action="recordAgain" />
        </button>
      </div>
    </>
  );
}

function Line({ isGood, detail, children }: { isGood: boolean; detail?: string; children: ReactNode }) {
  return (
    <li className={isGood ? "good" : "bad"}>
      {isGood ? <Check size={15} aria-hidden /> : <TriangleAlert size={15} aria-hidden />}
      <span>
        <strong>{children}</strong> {detail}
      </span>
    </li>
  );
}

function Note({ detail, children }: { detail?: string; children: ReactNode }) {
  return (
    <li>
      <Info size={15} aria-hidden />
      <span>
        {children} {detail && <span className="muted">{detail}</span>}
      </span>
    </li>
  );
}
