import type { Core } from "../../core-client.ts";
import { queryClient } from "../../queries.ts";

/** A user with the last log-on. */
export type ListedUser = Awaited<ReturnType<Core["users"]["list"]>>["users"][number];

export const usersKey = ["users"];

/** After a change of any user. */
export const usersChanged = () => queryClient.invalidateQueries({ queryKey: usersKey });
