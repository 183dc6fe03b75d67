import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Destination, ExchangeSettings } from "../../../shared/domain/exchange.ts";
import { Field } from "../../components/field.tsx";
import { Loading } from "../../components/loading.tsx";
import { SaveRow } from "../../components/save-row.tsx";
import { core } from "../../core-client.ts";
import { queryClient } from "../../queries.ts";
import { useWords } from "../../words.ts";
import "./exchange-card.css";

const queryKey = ["exchange-settings"];

/** Where visits may be sent: nowhere, until it is entered here. */
export function ExchangeCard() {
  const { exchange, settings } = useWords().words;
  const found = useQuery({
    queryKey,
    queryFn: ({ signal }) => core.exchange.settings(undefined, { signal }),
  });
  return (
    <section className="card settings">
      <header>
        <h2>{exchange.settings.title}</h2>
      </header>
      <div className="content stack">
        <p className="muted small">{exchange.settings.hint}</p>
        <Loading query={found} doing={settings.asking}>
          {(stored) => <SettingsForm stored={stored} />}
        </Loading>
      </div>
    </section>
  );
}

function SettingsForm({ stored }: { stored: ExchangeSettings }) {
  const { exchange } = useWords().words;
  const words = exchange.settings;
  const save = useMutation({
    mutationFn: (entered: ExchangeSettings) => core.exchange.saveSettings(entered),
    onSuccess: (saved) => {
      queryClient.setQueryData(queryKey, saved);
      return queryClient.invalidateQueries({ queryKey: ["exchange-targets"] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(readSettings(new FormData(event.currentTarget)));
  };
  return (
    <form className="form" onSubmit={submit}>
      <Receiver name="hl7" title={exchange.targets.hl7} port={2575} stored={stored.hl7}>
        <div className="pair">
          <Text name="receivingApplication" label={words.receivingApplication} stored={stored.names} />
          <Text name="receivingFacility" label={words.receivingFacility} stored={stored.names} />
        </div>
      </Receiver>
      <Receiver name="dicom" title={exchange.targets.dicom} port={2762} stored={stored.dicom}>
        <div className="pair">
          <Field label={words.calledTitle}>
            <input name="calledTitle" required maxLength={16} defaultValue={stored.dicom?.calledTitle} />
          </Field>
          <Field label={words.callingTitle}>
            <input
              name="callingTitle"
              required
              maxLength={16}
              defaultValue={stored.dicom?.callingTitle ?? "BULBAR"}
            />
          </Field>
        </div>
      </Receiver>
      <Field label={exchange.targets.drop} hint={words.dropHint}>
        <input name="dropFolder" maxLength={4096} defaultValue={stored.dropFolder ?? ""} spellCheck={false} />
      </Field>
      <Text name="sendingFacility" label={words.sendingFacility} stored={stored.names} />
      <SaveRow save={save} submit={words.save} saved={words.saved} />
    </form>
  );
}

type ReceiverProps = {
  name: "hl7" | "dicom";
  title: string;
  /** The port that is usual with TLS or, for HL7, at all. */
  port: number;
  stored: Destination | null;
  children: React.ReactNode;
};

/** A host, shown and sent only where it is switched on. */
function Receiver({ name, title, port, stored, children }: ReceiverProps) {
  const words = useWords().words.exchange.settings;
  const [isOn, setOn] = useState(stored !== null);
  return (
    <fieldset className="form receiver">
      <legend>
        <label className="check">
          <input type="checkbox" checked={isOn} onChange={({ target }) => setOn(target.checked)} /> {title}
        </label>
      </legend>
      {isOn && (
        <>
          <div className="pair">
            <Field label={words.host}>
              <input
                name={`${name}Host`}
                required
                maxLength={253}
                defaultValue={stored?.host}
                spellCheck={false}
              />
            </Field>
            <Field label={words.port}>
              <input
                name={`${name}Port`}
                type="number"
                min={1}
                max={65_535}
                required
                defaultValue={stored?.port ?? port}
              />
            </Field>
          </div>
          <label className="check">
            <input name={`${name}Tls`} type="checkbox" defaultChecked={stored?.tls ?? true} /> {words.tls}
          </label>
          <Field label={words.authority} hint={words.authorityHint}>
            <textarea
              name={`${name}Authority`}
              rows={2}
              maxLength={100_000}
              defaultValue={stored?.authority ?? ""}
              spellCheck={false}
            />
          </Field>
          {children}
        </>
      )}
    </fieldset>
  );
}

type NameField = keyof ExchangeSettings["names"];

function Text({
  name,
  label,
  stored,
}: {
  name: NameField;
  label: string;
  stored: ExchangeSettings["names"];
}) {
  return (
    <Field label={label}>
      <input name={name} maxLength={180} defaultValue={stored[name]} />
    </Field>
  );
}

function readSettings(form: FormData): ExchangeSettings {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const host = (name: "hl7" | "dicom"): Destination | null =>
    form.has(`${name}Host`)
      ? {
          host: text(`${name}Host`),
          port: Number(form.get(`${name}Port`)),
          tls: form.has(`${name}Tls`),
          authority: text(`${name}Authority`) || null,
        }
      : null;
  const dicom = host("dicom");
  return {
    names: {
      sendingFacility: text("sendingFacility"),
      receivingApplication: text("receivingApplication"),
      receivingFacility: text("receivingFacility"),
    },
    hl7: host("hl7"),
    dicom: dicom && { ...dicom, calledTitle: text("calledTitle"), callingTitle: text("callingTitle") },
    dropFolder: text("dropFolder") || null,
  };
}
