import { useMutation } from "@tanstack/react-query";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { RecoveryKey } from "../../components/recovery-key.tsx";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { useSession } from "../../session.ts";
import { useWords } from "../../words.ts";

/** A new recovery key in place of the one on paper. */
export function RecoveryKeyCard() {
  const session = useSession();
  const { logOn, users } = useWords().words;
  const renew = useMutation({ mutationFn: () => core.users.renewRecoveryKey() });
  const user = session.kind === "logged-on" ? session.own.user : "";
  return (
    <section className="card">
      <header>
        <h2>{logOn.recoveryTitle}</h2>
      </header>
      <div className="content stack">
        {renew.data ? (
          <RecoveryKey recoveryKey={renew.data.recoveryKey} user={user} onKept={renew.reset} />
        ) : (
          <>
            <p className="muted">{users.renewHint}</p>
            <div>
              <ConfirmButton
                question={users.renewQuestion}
                confirm={users.renewConfirm}
                onConfirm={() => renew.mutate()}
              >
                {users.renew}
              </ConfirmButton>
            </div>
          </>
        )}
        {renew.error && <ProblemNotice problem={toProblem(renew.error)} />}
      </div>
    </section>
  );
}
