import { type PropsWithChildren, type ReactNode, useEffect, useState } from "react";
import { RecoveryKey } from "../../components/recovery-key.tsx";
import { core } from "../../core-client.ts";
import { queryClient } from "../../queries.ts";
import { lookAfterSession, useSession } from "../../session.ts";
import { useWords } from "../../words.ts";
import { LogOnForm, OwnPasswordForm, SetUpForm } from "./log-on-forms.tsx";
import { LogOnPage } from "./log-on-page.tsx";
import "./log-on.css";

/** How often it is looked whether the session is still there, ms: the core may end it. */
const lookEveryMs = 5000;

/**
 * Shows what is behind it to who is logged on, and to nobody else: while nobody is, nothing of it is in the page, and
 * what was asked is forgotten. `banner` stands above the forms.
 */
export function LogOnGate({ banner, children }: PropsWithChildren<{ banner: ReactNode }>) {
  const session = useSession();
  const [made, setMade] = useState<{ key: string; user: string } | null>(null);
  useEffect(watchSession, []);
  useEffect(() => {
    if (session.kind !== "logged-on") void forgetAnswers();
  }, [session.kind]);
  const form = () => {
    if (session.kind === "asking") return null;
    if (session.kind === "no-users")
      return <SetUpForm takesOver={session.takesOver} onRecoveryKey={setMade} />;
    if (session.kind === "logged-off") return <LogOnForm before={session.before} />;
    const { user, mustChangePassword } = session.own;
    if (made?.user === user)
      return <FirstRecoveryKey recoveryKey={made.key} user={user} onKept={() => setMade(null)} />;
    return mustChangePassword ? <OwnPasswordForm user={user} /> : null;
  };
  const shown = form();
  if (session.kind === "logged-on" && !shown) return children;
  return (
    <>
      {banner}
      {shown && <LogOnPage>{shown}</LogOnPage>}
    </>
  );
}

type FirstRecoveryKeyProps = { recoveryKey: string; user: string; onKept: () => void };

function FirstRecoveryKey(props: FirstRecoveryKeyProps) {
  const { logOn } = useWords().words;
  return (
    <section className="card">
      <h1>{logOn.recoveryTitle}</h1>
      <RecoveryKey {...props} />
    </section>
  );
}

async function forgetAnswers(): Promise<void> {
  await queryClient.cancelQueries();
  queryClient.clear();
}

/** The first look opens the connection. */
function watchSession(): () => void {
  const look = () => lookAfterSession(core);
  void look();
  const timer = setInterval(look, lookEveryMs);
  return () => clearInterval(timer);
}
