import type { Finding } from "../../../shared/domain/finding.ts";
import { familyOf, groupFindings } from "../../../shared/domain/finding-family.ts";
import type { NormJudgement } from "../../../shared/domain/norm.ts";
import { profileOf, type Subsystem } from "../../../shared/domain/profile.ts";
import { centreShare, limitShare, normShare } from "../../../shared/scale/norm-scale.ts";
import { ChangeBar } from "../../charts/change-bar.tsx";
import { placeErrors, shownErrors } from "../../charts/change-scale.ts";
import { ChangeTag, Mark } from "../../components/finding-marks.tsx";
import { useWords } from "../../words.ts";

/** One line a subsystem against the norm and the baseline; limit and centre of all lie on the same lines, left is worse. */
export function ProfileCard({ findings }: { findings: readonly Finding[] }) {
  const { words, say } = useWords();
  const { profile } = words;
  const rows = profileOf(findings);
  const dates = rows.flatMap(({ finding }) => finding?.change?.sinceDate ?? []).toSorted();
  return (
    <section className="card" aria-label={profile.heading}>
      <header>
        <h2>{profile.heading}</h2>
        <span className="muted small">{profile.key}</span>
      </header>
      <div className="profile">
        <div />
        <div className="head">
          <h3>{profile.healthy}</h3>
          <ScaleLabels
            at={[
              [limitShare, profile.limitName],
              [centreShare, profile.centre],
            ]}
          />
        </div>
        <div className="head">
          <h3>{profile.inErrors(dates[0] ? say.date(dates[0]) : "")}</h3>
          <ScaleLabels
            at={[-shownErrors, -2, 0, 2, shownErrors].map((errors) => [
              placeErrors(errors),
              errors === 0 ? "0" : say.difference(errors, 0),
            ])}
          />
        </div>
        <div />
        {rows.map(({ subsystem, finding }) => (
          <ProfileRow
            key={subsystem}
            {...{ subsystem, finding }}
            outside={outsideBeside(findings, subsystem, finding)}
          />
        ))}
        <div />
        <Sides />
        <Sides />
        <div />
      </div>
    </section>
  );
}

/** Other families of the subsystem whose own measure lies outside its norm. */
function outsideBeside(findings: readonly Finding[], subsystem: Subsystem, shown: Finding | null): Finding[] {
  const family = shown && familyOf(shown);
  return groupFindings(findings)
    .filter((group) => group.subsystem === subsystem && group.family !== family)
    .map(({ first }) => first)
    .filter(({ norm }) => norm?.verdict === "outside");
}

type ProfileRowProps = { subsystem: Subsystem; finding: Finding | null; outside: Finding[] };

function ProfileRow({ subsystem, finding, outside }: ProfileRowProps) {
  const { words, say } = useWords();
  const { profile } = words;
  if (!finding)
    return (
      <>
        <div className="name">
          <h3>{profile.subsystem[subsystem]}</h3>
        </div>
        <div className="whole muted">{profile.notAssessed}</div>
      </>
    );
  const { plain } = say.measure(finding.measure);
  return (
    <>
      <div className="name">
        <h3>{profile.subsystem[subsystem]}</h3>
        <span
          className="small"
          title={say.remarks(finding).join("; ") || say.measureTooltip(finding.measure)}
        >
          {plain} {finding.task === "visit" ? "" : say.taskShort(finding.task)}{" "}
          <b>{say.findingValue(finding)}</b>
        </span>
        <OutsideBeside findings={outside} />
      </div>
      <NormScale norm={finding.norm} value={finding.value ?? 0} />
      <ChangeBar change={finding.change} words={finding.change ? say.times(finding.change) : ""} />
      <div className="verdict">
        <ChangeTag change={finding.change} notJudged={finding.notJudged} />
      </div>
    </>
  );
}

/** "▲ tremor outside": other families of the subsystem. */
function OutsideBeside({ findings }: { findings: Finding[] }) {
  const { words, say } = useWords();
  if (findings.length === 0) return null;
  const names = findings.slice(0, 2).map(({ measure }) => say.measure(measure).plain);
  return (
    <span className="judged outside beside-outside">
      <Mark kind="outside" /> {words.visit.profile.besides(say.list(names))}
      {findings.length > 2 && ` +${findings.length - 2}`}
    </span>
  );
}

type NormScaleProps = { norm: NormJudgement | null; value: number };

function NormScale({ norm, value }: NormScaleProps) {
  const { profile, visit } = useWords().words;
  return (
    <div className={`norm-scale${norm ? "" : " bare"}`}>
      {norm && <NormGround norm={norm} />}
      {norm ? (
        <span
          className={`judged place ${norm.verdict}`}
          style={{ left: percent(inside(normShare(norm, value))) }}
        >
          <Mark kind={norm.verdict} /> <span className="word">{profile.verdict[norm.verdict]}</span>
        </span>
      ) : (
        <span className="muted">{visit.profile.noNorm}</span>
      )}
    </div>
  );
}

function NormGround({ norm }: { norm: NormJudgement }) {
  const [a, b] = (norm.borderline ?? []).map((edge) => inside(normShare(norm, edge)));
  return (
    <>
      <i className="healthy" style={{ left: percent(limitShare) }} />
      {norm.centre !== null && <i className="centre" style={{ left: percent(centreShare) }} />}
      {a !== undefined && b !== undefined && (
        <i
          className="borderline"
          style={{ left: percent(Math.min(a, b)), width: percent(Math.abs(b - a)) }}
        />
      )}
      <i className="limit" style={{ left: percent(limitShare) }} />
    </>
  );
}

function ScaleLabels({ at }: { at: [share: number, text: string][] }) {
  return (
    <div className="scale-labels muted small">
      {at.map(([share, text]) => (
        <span key={text} style={{ left: percent(share) }}>
          {text}
        </span>
      ))}
    </div>
  );
}

function Sides() {
  const { profile } = useWords().words;
  return (
    <div className="sides muted small">
      <span>{profile.worse}</span>
      <span>{profile.better}</span>
    </div>
  );
}

/** Kept on the scale: what lies further stands at its end. */
const inside = (share: number) => Math.min(0.94, Math.max(0.03, share));
const percent = (share: number) => `${share * 100}%`;
