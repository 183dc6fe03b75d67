import { useWords } from "../../words.ts";

/** A password that was made for somebody, shown once. */
export function GivenPassword({ user, password }: { user: string; password: string }) {
  const { users } = useWords().words;
  return (
    <section className="stack" aria-live="polite">
      <h3>{users.given(user)}</h3>
      <p className="given-password">{password}</p>
      <p className="muted">{users.givenHint}</p>
    </section>
  );
}
