import type { Session } from "./session.ts";

/** Who calls operations in tests that call them without a connection. */
export const localAdministrator: Session = { user: "local", role: "administrator" };
