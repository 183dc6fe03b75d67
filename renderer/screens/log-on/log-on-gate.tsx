import { type PropsWithChildren, type ReactNode, useEffect, useState } from "react";
import { core } from "../../core-client.ts";
import { queryClient } from "../../queries.ts";
import { loggedOff, useSession } from "../../session.ts";
import { ChangePasswordForm, LogOnForm, SetUpForm } from "./log-on-forms.tsx";
import { RecoveryKeyNote } from "./recovery-key-note.tsx";
import "./log-on.css";

/** How often it is looked whether the session is still there, ms: the core ends one that nobody uses. */
const lookEveryMs = 5000;

/**
 * Shows what is behind it to who is logged on, and to nobody else: what the pages knew is forgotten with the session.
 * `banner` stands above the forms.
 */
export function LogOnGate({ banner, children }: PropsWithChildren<{ banner: ReactNode }>) {
  const session = useSession();
  const [recoveryKey, setRecoveryKey] = useState<string | null>(null);
  useEffect(watchSession, []);
  useEffect(() => {
    if (session.kind !== "logged-on") queryClient.clear();
  }, [session.kind]);
  const form = () => {
    if (recoveryKey) return <RecoveryKeyNote recoveryKey={recoveryKey} onKept={() => setRecoveryKey(null)} />;
    if (session.kind === "asking") return null;
    if (session.kind === "no-users") return <SetUpForm onRecoveryKey={setRecoveryKey} />;
    if (session.kind === "logged-off") return <LogOnForm />;
    return session.own.mustChangePassword ? <ChangePasswordForm user={session.own.user} /> : null;
  };
  const shown = form();
  if (session.kind === "logged-on" && !shown) return children;
  return (
    <>
      {banner}
      {shown}
    </>
  );
}

/** The first look opens the connection. */
function watchSession(): () => void {
  const look = async () => {
    const current = await core.session.current().catch(() => null);
    if (current && !current.session && current.hasUsers) loggedOff();
  };
  void look();
  const timer = setInterval(look, lookEveryMs);
  return () => clearInterval(timer);
}
