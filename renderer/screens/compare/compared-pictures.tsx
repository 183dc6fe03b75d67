import { Lock } from "lucide-react";
import { useRef, useState } from "react";
import type { ComparedTake, ComparedVisit, Comparison } from "../../../shared/domain/comparison.ts";
import { type TaskId, tasks } from "../../../shared/domain/task.ts";
import { magma } from "../../../shared/scale/colour-maps.ts";
import { type TimeRange, zoomedRange } from "../../charts/picture-frame.ts";
import type { LevelRange } from "../../charts/picture-pixels.ts";
import { SpectrogramPicture } from "../../charts/spectrogram-picture.tsx";
import { waveformLimit } from "../../charts/waveform-path.ts";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";
import { useSpectrogram, useSpectrogramView, useWaveform } from "../recording/picture-queries.ts";
import { TakeState } from "../visit/takes-card.tsx";
import { AbBar } from "./ab-bar.tsx";
import { AbCursor } from "./ab-cursor.tsx";
import { type AbPlayer, type Side, useAbPlayer } from "./use-ab-player.ts";

type ComparedPicturesProps = {
  comparison: Comparison;
  task: TaskId;
  /** The moments at which speech starts lie above each other. */
  isAligned: boolean;
  onAligned: (isAligned: boolean) => void;
  onTake: (side: Side, take: string) => void;
};

const sides = ["a", "b"] as const satisfies Side[];
/** Part of the range of levels that is shown, dB below the louder of the two. */
const shownRangeDb = 70;

/** Two takes on the same axes of time, frequency and level; heard one after the other or one in place of the other. */
export function ComparedPictures({ comparison, task, isAligned, onAligned, onTake }: ComparedPicturesProps) {
  const { words } = useWords();
  const takes = { a: takeShown(comparison.a), b: takeShown(comparison.b) };
  const starts = { a: startOf(takes.a, isAligned), b: startOf(takes.b, isAligned) };
  const player = useAbPlayer(takes, starts);
  const [zoomed, setZoomed] = useState<TimeRange | null>(null);
  const whole = commonRange(takes, starts);
  const range = zoomed ?? whole;
  const pictures = usePictures(takes, task);
  const zoom = (factor: number) => {
    const at = player.position() - whole[0];
    const next = zoomedRange([range[0] - whole[0], range[1] - whole[0]], factor, at, whole[1] - whole[0]);
    setZoomed(next && [next[0] + whole[0], next[1] + whole[0]]);
  };
  const step = (by: number) => player.seek(player.position() + by);
  useShortcuts({
    zoomIn: () => zoom(0.5),
    zoomOut: () => zoom(2),
    whole: () => setZoomed(null),
    stepBack: () => step(-0.1),
    stepForward: () => step(0.1),
    longStepBack: () => step(-1),
    longStepForward: () => step(1),
    toStart: () => player.seek(0),
  });
  return (
    <section className="compared" aria-label={words.compare.title}>
      <div className="compare-bar">
        <AbBar player={player} />
        <div className="actions">
          <span className="tag">
            <Lock size={13} aria-hidden /> {words.compare.axesLocked}
          </span>
          <button type="button" aria-pressed={isAligned} onClick={() => onAligned(!isAligned)}>
            {words.compare.aligned}
          </button>
        </div>
      </div>
      <div className="compared-panes">
        {sides.map((side) => (
          <section key={side} className="card compared-pane">
            <PaneHead
              side={side}
              compared={comparison[side]}
              isHeard={player.heard === side}
              onTake={(take) => onTake(side, take)}
            />
            <Pane
              {...{ side, player, task, range, pictures }}
              start={starts[side]}
              visit={comparison[side].visit}
            />
          </section>
        ))}
      </div>
    </section>
  );
}

const takeShown = ({ takes, shown }: ComparedVisit) => takes.find(({ recording }) => recording === shown);
const startOf = (take: ComparedTake | undefined, isAligned: boolean) =>
  isAligned ? (take?.speechStartSeconds ?? 0) : 0;

type PerSide<Of> = Record<Side, Of>;

/** The stretch of the common axis that holds both takes. */
function commonRange(takes: PerSide<ComparedTake | undefined>, starts: PerSide<number>): TimeRange {
  const ends = sides.map((side) => (takes[side]?.durationSeconds ?? 0) - starts[side]);
  return [-Math.max(starts.a, starts.b), Math.max(0.1, ...ends)];
}

type PaneHeadProps = {
  side: Side;
  compared: ComparedVisit;
  isHeard: boolean;
  onTake: (take: string) => void;
};

function PaneHead({ side, compared: { visit, takes, shown }, isHeard, onTake }: PaneHeadProps) {
  const { words, say } = useWords();
  const screen = words.compare;
  const name = side.toUpperCase();
  return (
    <header>
      <span className={`side${isHeard ? " heard" : ""}`}>{name}</span>
      <h2>{say.date(visit.date)}</h2>
      <span className="muted small">{visit.device}</span>
      <div className="actions">
        <TakeState take={takes.find(({ recording }) => recording === shown)} />
        <select
          aria-label={screen.takeOf(name)}
          value={shown ?? ""}
          onChange={({ target }) => onTake(target.value)}
        >
          {takes.map(({ recording, fileName }, k) => (
            <option key={recording} value={recording} title={fileName}>
              {screen.take(String(k + 1), String(takes.length))}
            </option>
          ))}
        </select>
      </div>
    </header>
  );
}

/** What both pictures are drawn from. */
type Pictures = ReturnType<typeof usePictures>;

function usePictures(takes: PerSide<ComparedTake | undefined>, task: TaskId) {
  const rates = sides.flatMap((side) => takes[side]?.sampleRateHz ?? []);
  const view = useSpectrogramView(Math.min(...rates, 192_000));
  const a = usePicture(takes.a, view, task);
  const b = usePicture(takes.b, view, task);
  const loudest = Math.max(
    ...[a, b].map(({ spectrogram }) => spectrogram?.levels.maximumDb ?? Number.NEGATIVE_INFINITY),
  );
  const levelRange: LevelRange = [loudest - shownRangeDb, loudest];
  const waveformTop = Math.max(
    ...[a, b].flatMap(({ waveform }) => (waveform ? waveformLimit(waveform) : [])),
  );
  return { a, b, view, levelRange, waveformTop };
}

function usePicture(
  take: ComparedTake | undefined,
  view: ReturnType<typeof useSpectrogramView>,
  task: TaskId,
) {
  const id = take?.recording ?? "";
  const waveform = useWaveform(id, tasks[task].family === "ddk" ? 3000 : 1200);
  const spectrogram = useSpectrogram(id, view);
  return {
    waveform: waveform.data,
    spectrogram: spectrogram.data,
    error: take && (waveform.error ?? spectrogram.error),
  };
}

type PaneProps = {
  side: Side;
  player: AbPlayer;
  task: TaskId;
  /** The stretch of the common axis that is shown. */
  range: TimeRange;
  /** The time of the take that is 0 of the common axis. */
  start: number;
  pictures: Pictures;
  visit: ComparedVisit["visit"];
};

function Pane({ side, player, task, range, start, pictures, visit }: PaneProps) {
  const { words, say } = useWords();
  const layers = useRef<HTMLDivElement>(null);
  const { waveform, spectrogram, error } = pictures[side];
  if (error)
    return (
      <div className="content">
        <ProblemNotice problem={toProblem(error)} />
      </div>
    );
  if (!waveform || !spectrogram)
    return <p className="content muted picture">{words.frame.doing(words.recording.picture.computing)}</p>;
  const ownRange: TimeRange = [range[0] + start, range[1] + start];
  return (
    <SpectrogramPicture
      waveform={waveform}
      spectrogram={spectrogram.levels}
      scale={spectrogram.view.scale}
      maximumHz={spectrogram.view.maximumHz}
      range={ownRange}
      colourMap={magma}
      levelRange={pictures.levelRange}
      waveformTop={pictures.waveformTop}
      picture={layers}
      description={words.compare.picture(side.toUpperCase(), say.task(task), say.date(visit.date))}
    >
      {(frame) => <AbCursor {...{ frame, player, start }} range={ownRange} isHeard={player.heard === side} />}
    </SpectrogramPicture>
  );
}
