import { Pause, Play } from "lucide-react";
import type { Channel } from "../../../shared/domain/audio-info.ts";
import type { FileLook, IntakeRemark } from "../../../shared/domain/intake.ts";
import { type TaskId, taskIds } from "../../../shared/domain/task.ts";
import { Thumbnail } from "../../components/thumbnail.tsx";
import { problemWords } from "../../problem.ts";
import type { Speaker } from "../../speaker.ts";
import { useWords } from "../../words.ts";
import { intake } from "./intake.ts";
import { type IntakeRow, isTaken, wantsLook } from "./intake-table.ts";

type IntakeRowProps = { row: IntakeRow; isPlaying: boolean; onPlay: () => void };

/** One file: its sound, its task and whether it is taken in. */
export function IntakeRowView({ row, isPlaying, onPlay }: IntakeRowProps) {
  const { id, path, file, looking, judged } = row;
  const { words, say } = useWords();
  const screen = words.intake;
  const look = looking.kind === "looked" ? looking.look : null;
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
  return (
    <tr
      tabIndex={-1}
      data-wants-look={wantsLook(row) || undefined}
      className={isTaken(row) ? undefined : "not-taken"}
    >
      <td>
        <input
          type="checkbox"
          aria-label={screen.takeFile(file.name)}
          checked={isTaken(row)}
          disabled={!judged}
          onChange={({ target }) => intake.say(id, { isTaken: target.checked })}
        />
      </td>
      <td>
        {look && (
          <button
            type="button"
            className="icon"
            aria-label={isPlaying ? screen.stop(file.name) : screen.listen(file.name)}
            onClick={onPlay}
          >
            {isPlaying ? <Pause size={15} aria-hidden /> : <Play size={15} aria-hidden />}
          </button>
        )}
      </td>
      <td className="sound">{look ? <Thumbnail {...look.waveform} /> : <LookState looking={looking} />}</td>
      <td className="file">
        <div title={path}>{file.name}</div>
        <div className="muted small">
          {[look && soundWords(look, say), folder].filter(Boolean).join(" · ")}
        </div>
      </td>
      <td className="number">{look && `${say.number(look.audio.durationSeconds, 1)} s`}</td>
      <td className="task">
        {judged && <TaskChoice row={row} />}
        {judged && <div className="muted small">{screen.known[judged.taskFrom ?? "nobody"]}</div>}
      </td>
      <td>{look && <ChannelChoice row={row} look={look} />}</td>
      <td>
        <RowState row={row} />
      </td>
    </tr>
  );
}

function LookState({ looking }: Pick<IntakeRow, "looking">) {
  const screen = useWords().words.intake;
  const said = { waiting: screen.waiting, reading: screen.readingFile, failed: screen.noSound, looked: "" };
  return <span className="muted small">{said[looking.kind]}</span>;
}

/** "44.1 kHz AAC"; of a lossless file the rate alone. */
function soundWords({ audio }: FileLook, say: Speaker["say"]): string {
  const rate = `${say.significant(audio.sampleRateHz / 1000)} kHz`;
  return audio.lossy ? `${rate} ${audio.codec.toUpperCase()}` : rate;
}

/** A task that nobody knows is asked for; that it stays unknown is a choice too. */
function TaskChoice({ row: { id, file, judged, said } }: { row: IntakeRow }) {
  const { words, say } = useWords();
  const screen = words.intake;
  const isOpen = judged?.task === "unknown" && said.task === undefined;
  return (
    <select
      aria-label={screen.taskOf(file.name)}
      className={isOpen ? "open-choice" : undefined}
      value={isOpen ? "" : judged?.task}
      onChange={({ target }) => intake.say(id, { task: target.value as TaskId })}
    >
      {isOpen && (
        <option value="" disabled>
          {screen.chooseTask}
        </option>
      )}
      {taskIds.map((task) => (
        <option key={task} value={task}>
          {task === "unknown" ? screen.keepUnknown : say.task(task)}
        </option>
      ))}
    </select>
  );
}

function ChannelChoice({ row: { id, file, said }, look: { audio } }: { row: IntakeRow; look: FileLook }) {
  const { words } = useWords();
  const screen = words.intake;
  if (audio.channels === 1) return <span className="muted">{screen.mono}</span>;
  const channels: Channel[] = [...Array.from({ length: audio.channels }, (_, index) => index + 1), "mean"];
  return (
    <select
      aria-label={screen.channelOf(file.name)}
      value={String(said.channel ?? "")}
      onChange={({ target }) => intake.say(id, { channel: channelOf(target.value) })}
    >
      <option value="">{screen.asFound(channelName(audio.channelUsed, audio.channels, words))}</option>
      {channels.map((channel) => (
        <option key={channel} value={channel}>
          {channelName(channel, audio.channels, words)}
        </option>
      ))}
    </select>
  );
}

function channelOf(value: string): Channel | null {
  if (value === "") return null;
  return value === "mean" ? value : Number(value);
}

function channelName(channel: Channel, channels: number, { intake: screen }: Speaker["words"]): string {
  if (channel === "mean") return screen.mean;
  if (channels > 2) return screen.channel(String(channel));
  return channel === 1 ? screen.left : screen.right;
}

/** "◇ your choice", and what to do with the one step that helps. */
function RowState({ row }: { row: IntakeRow }) {
  const { id, looking, judged } = row;
  const speaker = useWords();
  const screen = speaker.words.intake;
  if (looking.kind === "failed") {
    const { reason, remedy } = problemWords(looking.problem, speaker);
    return (
      <div className="intake-state" data-state="failed">
        <span className="state">{screen.states.failed}</span>
        <span>
          {reason} {remedy} <code>{looking.problem.code}</code>
        </span>
      </div>
    );
  }
  if (!judged) return null;
  const confirm = () => intake.say(id, { isConfirmed: true });
  const [first] = judged.remarks;
  return (
    <div className="intake-state" data-state={judged.state}>
      <span className="state">{screen.states[judged.state]}</span>
      <span>{judged.remarks.map((remark) => remarkWords(remark, row, speaker)).join(" ")}</span>
      {judged.state === "check-person" && (
        <button type="button" onClick={confirm}>
          {screen.isThisPatient}
        </button>
      )}
      {first?.code === "in-another-visit" && (
        <button type="button" onClick={confirm}>
          {screen.takeAnyway}
        </button>
      )}
    </div>
  );
}

function remarkWords(remark: IntakeRemark, { looking }: IntakeRow, { words, say }: Speaker): string {
  const { remarks } = words.intake;
  switch (remark.code) {
    case "in-this-visit":
    case "twice-here":
      return remarks[remark.code](remark.file);
    case "in-another-visit":
      return remarks[remark.code](remark.file, say.date(remark.date));
    case "names-another":
      return remarks[remark.code](remark.said);
    case "another-id":
    case "unlike-the-others":
      return remarks[remark.code](remark.said, remark.expected);
    case "of-another-patient":
    case "task-unknown":
      return remarks[remark.code];
    case "flag": {
      const what = words.quality.flags[remark.flag];
      if (remark.flag === "silent") return remarks.silent;
      if (!remark.flag.startsWith("channel") || looking.kind !== "looked") return remarks.doubtful(what);
      const { channelUsed, channels } = looking.look.audio;
      return remarks.channels(what, channelName(channelUsed, channels, words));
    }
  }
}
