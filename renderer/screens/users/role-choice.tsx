import { type Role, roles } from "../../../shared/domain/session.ts";
import { useWords } from "../../words.ts";

/** The roles, each with what it is for. */
export function RoleChoice({ chosen }: { chosen: Role }) {
  const { users } = useWords().words;
  return (
    <fieldset className="role-choice">
      <legend>{users.role}</legend>
      {roles.map((role) => (
        <label key={role}>
          <input type="radio" name="role" value={role} defaultChecked={role === chosen} />
          <span>{users.roles[role]}</span>
          <small>{users.purposes[role]}</small>
        </label>
      ))}
    </fieldset>
  );
}
