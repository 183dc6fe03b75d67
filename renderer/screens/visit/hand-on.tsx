import { useMutation, useQuery } from "@tanstack/react-query";
import { Share } from "lucide-react";
import { useState } from "react";
import { type ExchangeTarget, type ExportFormat, exportFormats } from "../../../shared/domain/exchange.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { Visit } from "../../../shared/domain/visit.ts";
import { Drawer } from "../../components/drawer.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { queryClient } from "../../queries.ts";
import { saveBlob } from "../../save-blob.ts";
import { useWords } from "../../words.ts";
import { Outbox, outboxKey } from "./outbox.tsx";
import "./hand-on.css";

type HandOnButtonProps = { patient: Patient; visit: Visit; disabled: boolean };

/** Opens what a visit can be handed on as, and where it can be sent. */
export function HandOnButton({ patient, visit, disabled }: HandOnButtonProps) {
  const { exchange, visit: screen } = useWords().words;
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        disabled={disabled}
        title={disabled ? screen.addFirst : undefined}
        onClick={() => setOpen(true)}
      >
        <Share size={15} aria-hidden />
        {exchange.handOn.title}
      </button>
      {open && (
        <Drawer title={exchange.handOn.title} onClose={() => setOpen(false)}>
          <HandOn patient={patient} visit={visit} />
        </Drawer>
      )}
    </>
  );
}

function HandOn({ patient, visit }: { patient: Patient; visit: Visit }) {
  const { words, say } = useWords();
  const { handOn } = words.exchange;
  const who = [patient.name, patient.code].filter(Boolean).join(", ");
  return (
    <div className="stack">
      <p>
        <strong>{handOn.names(who, say.date(visit.date))}</strong> {handOn.notEncrypted}
      </p>
      <Files visitId={visit.id} />
      <Receivers visitId={visit.id} />
      <Outbox visitId={visit.id} />
    </div>
  );
}

function Files({ visitId }: { visitId: string }) {
  const { language, words } = useWords();
  const { handOn } = words.exchange;
  const save = useMutation({
    mutationFn: (format: ExportFormat) => core.exchange.visit({ visitId, format, language }),
    onSuccess: ({ fileName, content }) => saveBlob(content, fileName),
  });
  return (
    <section className="stack" aria-label={handOn.asFile}>
      <h3>{handOn.asFile}</h3>
      {exportFormats.map((format) => (
        <div key={format} className="hand-on-row">
          <button type="button" disabled={save.isPending} onClick={() => save.mutate(format)}>
            {format.toUpperCase()}
          </button>
          <span className="muted small">{handOn.formats[format]}</span>
        </div>
      ))}
      <span aria-live="polite" className="muted small">
        {save.isPending ? words.frame.doing(handOn.writing) : ""}
      </span>
      {save.error && <ProblemNotice problem={toProblem(save.error)} />}
    </section>
  );
}

/** Where an administrator lets visits be sent. */
function Receivers({ visitId }: { visitId: string }) {
  const { language, words } = useWords();
  const { handOn, targets } = words.exchange;
  const open = useQuery({
    queryKey: ["exchange-targets"],
    queryFn: ({ signal }) => core.exchange.targets(undefined, { signal }),
  });
  const send = useMutation({
    mutationFn: (target: ExchangeTarget) => core.exchange.send({ visitId, target, language }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: outboxKey }),
  });
  return (
    <section className="stack" aria-label={handOn.send}>
      <h3>{handOn.send}</h3>
      {open.data?.length === 0 && <p className="muted small">{handOn.nowhere}</p>}
      <div className="beside">
        {open.data?.map((target) => (
          <button key={target} type="button" disabled={send.isPending} onClick={() => send.mutate(target)}>
            {targets[target]}
          </button>
        ))}
        <span aria-live="polite" className="muted small">
          {send.isPending ? words.frame.doing(handOn.sending) : ""}
        </span>
      </div>
      {send.error && <ProblemNotice problem={toProblem(send.error)} />}
    </section>
  );
}
