import { Check, Maximize } from "lucide-react";
import { useEffect, useState } from "react";
import { goodLevelDb, levelShare } from "../../capture/level-scale.ts";
import { useWords } from "../../words.ts";
import { type GuideView, listenToGuide } from "./guide-view.ts";
import "./guide.css";

/** The patient's screen: what to say, the count-in, loudness and time; nothing clinical. */
export function GuideScreen() {
  const { guide } = useWords().words.record;
  const [view, setView] = useState<GuideView | null>(null);
  useEffect(() => listenToGuide(setView), []);
  return (
    <main className="guide">
      <button type="button" className="quiet whole" onClick={() => void document.body.requestFullscreen()}>
        <Maximize size={18} aria-hidden />
        {guide.wholeScreen}
      </button>
      {view ? <Guide view={view} /> : <p className="instruction">{guide.waiting}</p>}
    </main>
  );
}

function Guide({ view: { task, tasks, instruction, text, phase } }: { view: GuideView }) {
  const { record, room } = useWords().words;
  const { guide } = record;
  const told =
    phase.kind === "room"
      ? room.stages[phase.stage]
      : phase.kind === "thanks" || phase.kind === "paused"
        ? guide[phase.kind]
        : null;
  return (
    <>
      <p className="guide-place">
        {Array.from({ length: tasks }, (_, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its place
          <span key={k} className={k + 1 < task ? "past" : k + 1 === task ? "now" : ""} aria-hidden />
        ))}
        {guide.place(String(task), String(tasks))}
      </p>
      <p className="instruction">{told ?? instruction}</p>
      {text && told === null && <p className="text">{text}</p>}
      {phase.kind === "count-in" && <CountIn left={phase.left} of={phase.of} />}
      {phase.kind === "recording" && <LoudnessRing {...phase} />}
    </>
  );
}

const radius = 150;
const round = 2 * Math.PI * radius;

function CountIn({ left, of }: { left: number; of: number }) {
  const { guide } = useWords().words.record;
  const gap = 14;
  return (
    <figure className="ring" aria-live="assertive">
      <svg viewBox="-190 -190 380 380" aria-hidden>
        {Array.from({ length: of }, (_, k) => (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place
            key={k}
            r={radius}
            className={k < of - left + 1 ? "fill" : "ground"}
            strokeDasharray={`${round / of - gap} ${round - round / of + gap}`}
            transform={`rotate(${-90 + (360 * k) / of})`}
          />
        ))}
      </svg>
      <figcaption>
        <strong>{left}</strong>
        {guide.ready}
      </figcaption>
    </figure>
  );
}

function LoudnessRing({ seconds, levelDb }: { seconds: number; levelDb: number }) {
  const { words, say } = useWords();
  const { guide } = words.record;
  const share = levelShare(levelDb);
  const [softest, loudest] = goodLevelDb.map(levelShare) as [number, number];
  const place = share < softest ? "soft" : share > loudest ? "loud" : "good";
  const arc = (part: number, of: number) => `${part * of} ${of}`;
  const outer = 2 * Math.PI * (radius + 24);
  return (
    <>
      <figure className="ring">
        <svg viewBox="-190 -190 380 380" aria-hidden>
          <circle r={radius} className="ground" />
          <circle r={radius} className="fill" strokeDasharray={arc(share, round)} transform="rotate(-90)" />
          <circle
            r={radius + 24}
            className="good"
            strokeDasharray={arc(loudest - softest, outer)}
            transform={`rotate(${-90 + 360 * softest})`}
          />
        </svg>
        <figcaption>
          <strong>{say.clock(seconds)}</strong>
          {guide.keepGoing}
        </figcaption>
      </figure>
      <p className={`loudness ${place}`}>
        {place === "good" && <Check size={30} aria-hidden />}
        {guide.loudness[place]}
      </p>
    </>
  );
}
