import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import type { Role } from "../../../shared/domain/session.ts";
import type { Words } from "../../../shared/words/words.ts";
import { Drawer } from "../../components/drawer.tsx";
import { Loading } from "../../components/loading.tsx";
import { Page } from "../../components/page.tsx";
import { core } from "../../core-client.ts";
import { draftOf, forgetDraft } from "../../drafts.ts";
import { momentWords } from "../../moment.ts";
import { useSession } from "../../session.ts";
import { useWords } from "../../words.ts";
import { AddUser, newUserDraft } from "./add-user.tsx";
import { ChangeUser } from "./change-user.tsx";
import { LogOffCard } from "./log-off-card.tsx";
import { RecoveryKeyCard } from "./recovery-key-card.tsx";
import { type ListedUser, usersKey } from "./users-queries.ts";
import "./users.css";

/** Who may log on, what each may do, and the two things that count for all of them. */
export function UsersScreen() {
  const { users: words } = useWords().words;
  const [changingId, setChangingId] = useState<string | null>(null);
  const [adding, setAdding] = useState(() => draftOf(newUserDraft) !== null);
  const users = useQuery({
    queryKey: usersKey,
    queryFn: ({ signal }) => core.users.list(undefined, { signal }),
  });
  const changing = users.data?.users.find(({ id }) => id === changingId);
  const closeAdding = () => {
    forgetDraft(newUserDraft);
    setAdding(false);
  };
  return (
    <Page
      title={words.title}
      actions={
        <button type="button" className="primary" onClick={() => setAdding(true)}>
          <UserPlus size={16} aria-hidden />
          {words.add}
        </button>
      }
    >
      <Loading query={users} doing={words.reading}>
        {(listed) => (
          <>
            <UserTable users={listed.users} onChange={setChangingId} />
            <div className="users-cards">
              <LogOffCard key={listed.logOffAfterMinutes} minutes={listed.logOffAfterMinutes} />
              <RecoveryKeyCard />
            </div>
          </>
        )}
      </Loading>
      {adding && (
        <Drawer title={words.add} onClose={closeAdding}>
          <AddUser onClose={closeAdding} />
        </Drawer>
      )}
      {changing && (
        <Drawer title={words.changeUser(changing.name)} onClose={() => setChangingId(null)}>
          <ChangeUser key={changing.id} user={changing} />
        </Drawer>
      )}
    </Page>
  );
}

type UserTableProps = { users: ListedUser[]; onChange: (id: string) => void };

function UserTable({ users, onChange }: UserTableProps) {
  const session = useSession();
  const speaker = useWords();
  const { columns, states, never, you, change, changeUser } = speaker.words.users;
  const isOwn = (name: string) => session.kind === "logged-on" && session.own.user === name;
  return (
    <div className="card table-scroll">
      <table>
        <thead>
          <tr>
            <th>{columns.name}</th>
            <th>{columns.role}</th>
            <th>{columns.state}</th>
            <th>{columns.lastLogOn}</th>
            <th>
              <span className="visually-hidden">{change}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id} className={user.disabled ? "muted" : undefined}>
              <td>
                {user.name} {isOwn(user.name) && <span className="tag">{you}</span>}
              </td>
              <td>
                <RoleWords role={user.role} />
              </td>
              <td>{stateWords(user, states)}</td>
              <td>{user.lastLogOn ? momentWords(user.lastLogOn, speaker) : never}</td>
              <td className="number">
                <button type="button" aria-label={changeUser(user.name)} onClick={() => onChange(user.id)}>
                  {change}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RoleWords({ role }: { role: Role }) {
  const { roles, purposes } = useWords().words.users;
  return (
    <>
      {roles[role]}
      <div className="muted small">{purposes[role]}</div>
    </>
  );
}

function stateWords({ disabled, mustChangePassword }: ListedUser, states: Words["users"]["states"]): string {
  if (disabled) return states.disabled;
  return mustChangePassword ? states.mustChangePassword : states.active;
}
