import { CircleCheck, TriangleAlert } from "lucide-react";
import type { Analysis } from "../../../shared/domain/analysis.ts";
import type { AudioInfo } from "../../../shared/domain/audio-info.ts";
import type { Quality } from "../../../shared/domain/quality.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { Speaker } from "../../speaker.ts";
import { useWords } from "../../words.ts";

type QualityPanelProps = { recording: Recording; analysis: Analysis };

/** How good the recording is, and what that means for the results. */
export function QualityPanel({ recording, analysis }: QualityPanelProps) {
  const speaker = useWords();
  const { quality: flagWords, recording: screen } = speaker.words;
  const { audio, quality, room } = analysis;
  const sounds = room?.sounds ?? [];
  return (
    <section className="card">
      <header>
        <h2>{screen.quality.title}</h2>
        {quality.flags.length + sounds.length === 0 && (
          <span className="recorded">
            <CircleCheck size={15} aria-hidden /> {screen.quality.nothing}
          </span>
        )}
      </header>
      <div className="content stack">
        {quality.flags.length + sounds.length > 0 && (
          <ul className="flags">
            {quality.flags.map((flag) => (
              <li key={flag}>
                <TriangleAlert size={15} className="doubtful" aria-hidden />
                <span>
                  <strong>{flagWords.flags[flag]}</strong>: {flagWords.meanings[flag]}
                </span>
              </li>
            ))}
            {sounds.map((sound) => (
              <li key={`${sound.sound} ${sound.startSeconds}`}>
                <TriangleAlert size={15} className={sound.during ? "doubtful" : "muted"} aria-hidden />
                <span>
                  <strong>{speaker.say.roomSound(sound)}</strong> (
                  {speaker.say.probability(sound.probability)}):{" "}
                  {flagWords.soundMeaning[sound.during ? "during" : "beside"]}
                </span>
              </li>
            ))}
          </ul>
        )}
        <dl className="definitions">
          {qualityFacts(recording, audio, quality, speaker).map(([term, fact]) => (
            <div key={term} className="fact">
              <dt>{term}</dt>
              <dd>{fact}</dd>
            </div>
          ))}
        </dl>
        {room && <p className="muted small">{speaker.say.listener(room)}</p>}
      </div>
    </section>
  );
}

function qualityFacts(
  recording: Recording,
  audio: AudioInfo,
  quality: Quality,
  { words, say }: Speaker,
): [string, string][] {
  const facts = words.recording.quality;
  const decibels = (value: number | null, unit: string) =>
    value === null ? facts.noLevel : `${say.number(value, 1)} ${unit}`;
  const part = recording.analysis?.part ?? null;
  const channels =
    audio.channels === 1
      ? facts.mono
      : `${facts.channels(audio.channels)}, ${audio.channelUsed === "mean" ? facts.meanOfChannels : facts.channelUsed(audio.channelUsed)}`;
  return [
    [
      facts.duration,
      facts.durationFact(say.number(quality.durationSeconds, 2), say.number(quality.usableSeconds, 2)),
    ],
    [
      facts.part,
      part ? facts.partFact(say.number(part.startSeconds, 2), say.number(part.endSeconds, 2)) : facts.noPart,
    ],
    [facts.noise, quality.snrDb === null ? facts.noNoise : decibels(quality.snrDb, "dB")],
    [
      facts.reverberation,
      quality.reverberationSeconds === null
        ? facts.noReverberation
        : facts.reverberationFact(say.number(quality.reverberationSeconds, 1)),
    ],
    [facts.levels, `${decibels(quality.peakDbfs, "dBFS")}; ${decibels(quality.rmsDbfs, "dBFS")}`],
    [facts.clipped, facts.clippedFact(say.number(quality.clippedFraction * 100, 2))],
    [facts.bandwidth, `${say.number(quality.bandwidthHz, 0)} Hz`],
    [facts.format, `${audio.codec}, ${audio.sampleRateHz} Hz, ${channels}`],
    [facts.file, `${recording.fileName}, ${say.size(recording.bytes)}`],
  ];
}
