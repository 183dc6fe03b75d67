import { CircleCheck, TriangleAlert } from "lucide-react";
import type { AudioInfo } from "../../../shared/domain/audio-info.ts";
import type { Quality } from "../../../shared/domain/quality.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { formatBytes } from "../../format-quantity.ts";
import { flagWords } from "./quality-words.ts";

type QualityPanelProps = { recording: Recording; audio: AudioInfo; quality: Quality };

/** How good the recording is, and what that means for the results. */
export function QualityPanel({ recording, audio, quality }: QualityPanelProps) {
  return (
    <section className="card">
      <header>
        <h2>Recording quality</h2>
        {quality.flags.length === 0 && (
          <span className="recorded">
            <CircleCheck size={15} aria-hidden /> nothing to object to
          </span>
        )}
      </header>
      <div className="content stack">
        {quality.flags.length > 0 && (
          <ul className="flags">
            {quality.flags.map((flag) => (
              <li key={flag}>
                <TriangleAlert size={15} className="doubtful" aria-hidden />
                <span>
                  <strong>{flagWords[flag].name}</strong>: {flagWords[flag].meaning}
                </span>
              </li>
            ))}
          </ul>
        )}
        <dl className="definitions">
          {qualityFacts(recording, audio, quality).map(([term, fact]) => (
            <div key={term} className="fact">
              <dt>{term}</dt>
              <dd>{fact}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

function qualityFacts(recording: Recording, audio: AudioInfo, quality: Quality): [string, string][] {
  const decibels = (value: number | null, unit: string) =>
    value === null ? "none" : `${value.toFixed(1).replace("-", "−")} ${unit}`;
  return [
    [
      "duration",
      `${quality.durationSeconds.toFixed(2)} s, of it ${quality.usableSeconds.toFixed(2)} s voice`,
    ],
    ["signal to noise", quality.snrDb === null ? "cannot be estimated" : decibels(quality.snrDb, "dB")],
    ["peak, mean level", `${decibels(quality.peakDbfs, "dBFS")}, ${decibels(quality.rmsDbfs, "dBFS")}`],
    ["clipped", `${(quality.clippedFraction * 100).toFixed(2)} % of samples`],
    ["bandwidth", `${Math.round(quality.bandwidthHz)} Hz`],
    [
      "format",
      `${audio.codec}, ${audio.sampleRateHz} Hz, ${audio.channels === 1 ? "mono" : `${audio.channels} channels`}`,
    ],
    ["file", `${recording.fileName}, ${formatBytes(recording.bytes)}`],
  ];
}
