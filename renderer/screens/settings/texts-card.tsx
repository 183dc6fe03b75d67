import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import {
  type NewSiteText,
  type Passage,
  type SiteTextCheck,
  type SiteTextId,
  SiteTextLanguage,
} from "../../../shared/domain/passage.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { Field } from "../../components/field.tsx";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { queryClient, siteTextsQuery } from "../../queries.ts";
import { useWords } from "../../words.ts";

const empty: NewSiteText = { language: "en", title: "", text: "", pronunciations: {} };

async function textsChanged(texts: Passage[]): Promise<void> {
  queryClient.setQueryData(siteTextsQuery.queryKey, texts);
  await queryClient.invalidateQueries({ queryKey: ["passages"] });
}

/** The site's own texts: what stands, and another one, with the pronunciations that it needs. */
export function TextsCard() {
  const { settings } = useWords().words;
  const found = useQuery(siteTextsQuery);
  const remove = useMutation({
    mutationFn: (id: SiteTextId) => core.site.removeText({ id }),
    onSuccess: textsChanged,
  });
  return (
    <section className="card settings" aria-label={settings.texts.title}>
      <header>
        <h2>{settings.texts.title}</h2>
      </header>
      <div className="content stack">
        <p className="muted small">{settings.texts.about}</p>
        <Loading query={found} doing={settings.asking}>
          {(texts) => <TextList texts={texts} onRemove={remove.mutate} />}
        </Loading>
        {remove.error && <ProblemNotice problem={toProblem(remove.error)} />}
        <NewText />
      </div>
    </section>
  );
}

function TextList({ texts, onRemove }: { texts: Passage[]; onRemove: (id: SiteTextId) => void }) {
  const { words, say } = useWords();
  const said = words.settings.texts;
  if (texts.length === 0) return <p>{said.none}</p>;
  return texts.map(({ id, title, language, words: count }) => (
    <div key={id}>
      <h3>{title}</h3>
      <p className="muted small">
        {[id, said.facts(said.languages[language as SiteTextLanguage], say.number(count, 0))].join(" · ")}
      </p>
      <ConfirmButton
        question={said.removeQuestion(title)}
        confirm={words.frame.remove}
        onConfirm={() => onRemove(id as SiteTextId)}
      >
        {words.frame.remove}
      </ConfirmButton>
    </div>
  ));
}

/** A text to add: once it is typed, the words that the dictionary has not are asked for. */
function NewText() {
  const said = useWords().words.settings.texts;
  const [draft, setDraft] = useState(empty);
  const [asked, setAsked] = useState<SiteTextCheck | null>(null);
  const add = useMutation({
    mutationFn: async () => {
      const check = await core.site.checkText({ ...draft, pronunciations: {} });
      const { unknown } = check;
      const isNew = unknown.some((word) => !asked?.unknown.includes(word));
      setAsked(check);
      const told = Object.entries(draft.pronunciations).filter(([word]) => unknown.includes(word));
      return isNew ? null : core.site.addText({ ...draft, pronunciations: Object.fromEntries(told) });
    },
    onSuccess: async (texts) => {
      if (!texts) return;
      setDraft({ ...empty, language: draft.language });
      setAsked(null);
      await textsChanged(texts);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Field label={said.language}>
        <select
          value={draft.language}
          onChange={({ target }) => setDraft({ ...draft, language: SiteTextLanguage.parse(target.value) })}
        >
          {SiteTextLanguage.options.map((language) => (
            <option key={language} value={language}>
              {said.languages[language]}
            </option>
          ))}
        </select>
      </Field>
      <Field label={said.name}>
        <input
          required
          maxLength={80}
          value={draft.title}
          onChange={({ target }) => setDraft({ ...draft, title: target.value })}
        />
      </Field>
      <Field label={said.text} hint={said.textHint}>
        <textarea
          required
          rows={5}
          maxLength={4000}
          value={draft.text}
          onChange={({ target }) => setDraft({ ...draft, text: target.value })}
        />
      </Field>
      {asked && asked.unknown.length > 0 && <AskedWords {...{ draft, asked, setDraft }} />}
      {add.error && <ProblemNotice problem={toProblem(add.error)} />}
      <div className="actions">
        <button type="submit" className="primary" disabled={add.isPending}>
          {said.add}
        </button>
      </div>
      {add.data && <p className="muted">{said.added}</p>}
    </form>
  );
}

type AskedWordsProps = { draft: NewSiteText; asked: SiteTextCheck; setDraft: (draft: NewSiteText) => void };

function AskedWords({ draft, asked, setDraft }: AskedWordsProps) {
  const said = useWords().words.settings.texts;
  const { language, pronunciations } = draft;
  return (
    <fieldset className="stack">
      <legend>{said.asked}</legend>
      {asked.unknown.map((word) => (
        <Field key={word} label={word}>
          <input
            required
            maxLength={200}
            spellCheck={false}
            value={pronunciations[word] ?? ""}
            onChange={({ target }) =>
              setDraft({ ...draft, pronunciations: { ...pronunciations, [word]: target.value } })
            }
          />
        </Field>
      ))}
      <p className="muted small">{said.phones(said.languages[language], asked.phones.join(" "))}</p>
    </fieldset>
  );
}
