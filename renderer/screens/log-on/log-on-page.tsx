import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type PropsWithChildren, type ReactNode, useEffect, useRef } from "react";
import { ResearchUse } from "../../components/research-use.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { chooseLanguage, languageChoices, useWords } from "../../words.ts";
import { LogOnProblem } from "./log-on-problem.tsx";
import { useWait } from "./use-wait.ts";

/** What stands before the log-on: the program's name, what it is, and the choice of a language. */
export function LogOnPage({ children }: PropsWithChildren) {
  const { language, words } = useWords();
  return (
    <main className="log-on">
      <div className="log-on-column">
        <header className="brand">
          <img src="./icon.svg" alt="" />
          <div>
            <strong>Bulbar</strong>
            <p className="muted">{words.logOn.about}</p>
          </div>
        </header>
        {children}
        <footer>
          <ResearchUse />
          <Segmented
            label={words.settings.language}
            choices={languageChoices}
            value={language}
            onChange={chooseLanguage}
          />
        </footer>
      </div>
    </main>
  );
}

/** What a form of these pages holds; a field that it has not is missing. */
export type Typed = Record<"name" | "password" | "newPassword" | "recoveryKey", string>;

type LogOnCardProps = PropsWithChildren<{
  title: string;
  purpose?: ReactNode;
  submitName: string;
  submit: (typed: Typed) => Promise<void>;
  /** The way to another form. */
  other?: ReactNode;
}>;

/** One form, with the error that it met. It begins in its first empty field. */
export function LogOnCard({ title, purpose, submitName, submit, other, children }: LogOnCardProps) {
  const form = useRef<HTMLFormElement>(null);
  const { mutate, error, isPending } = useMutation({
    mutationFn: submit,
    onError: () => form.current?.querySelector<HTMLInputElement>("input[type=password]")?.select(),
  });
  const secondsToWait = useWait(error);
  useEffect(() => {
    const fields = [...(form.current?.querySelectorAll("input") ?? [])];
    fields.find(({ value }) => value === "")?.focus();
  }, []);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    mutate(Object.fromEntries(new FormData(event.currentTarget)) as Typed);
  };
  return (
    <form className="card form" ref={form} onSubmit={onSubmit}>
      <h1>{title}</h1>
      {purpose && <p>{purpose}</p>}
      {children}
      {error && <LogOnProblem error={error} secondsToWait={secondsToWait} />}
      <div className="foot">
        <button type="submit" className="primary" disabled={isPending || secondsToWait > 0}>
          {submitName}
        </button>
        {other}
      </div>
    </form>
  );
}
