import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { slowedRate } from "../../../shared/domain/action-mark.ts";
import type { VisitFindings } from "../../../shared/domain/visit-findings.ts";
import { core } from "../../core-client.ts";
import { queryClient } from "../../queries.ts";
import { useWords } from "../../words.ts";

type SupportCardProps = { patientId: string; last: VisitFindings | undefined };

/** What is to be done for the patient's speech: the text of a referral where it has slowed, a reminder of the voice. */
export function SupportCard({ patientId, last }: SupportCardProps) {
  const screen = useWords().words.patient.support;
  const key = ["patient", patientId, "reminders"];
  const reminders = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => core.patients.reminders({ id: patientId }, { signal }),
  });
  const putAway = async () => {
    await core.patients.dismissReminder({ id: patientId, reminder: "voice-banking" });
    await queryClient.invalidateQueries({ queryKey: key });
  };
  const slowed = last && slowedRate(last.findings);
  const reminds = reminders.data?.includes("voice-banking");
  if (!slowed && !reminds) return null;
  return (
    <section className="card" aria-label={screen.title}>
      <header>
        <h2>{screen.title}</h2>
      </header>
      {slowed && <Referral visit={last} />}
      {reminds && (
        <div className="content stack">
          <p>{screen.voiceBanking}</p>
          <button type="button" className="small" onClick={putAway}>
            {screen.putAway}
          </button>
        </div>
      )}
    </section>
  );
}

function Referral({ visit }: { visit: VisitFindings }) {
  const { words, say } = useWords();
  const screen = words.patient.support;
  const [copied, setCopied] = useState(false);
  const text = say.referral(visit);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="content stack">
      <p>{text}</p>
      <button type="button" className="small" onClick={copy}>
        {copied ? words.frame.copied : screen.copy}
      </button>
    </div>
  );
}
