import type { AnyContractProcedure } from "@orpc/contract";
import type { OperationMeta } from "../shared/contract/may.ts";
import { useSession } from "./session.ts";

/** A line of the contract: `contract.patients.remove`. */
export type Operation = AnyContractProcedure;

/** Tells of an operation of the contract whether who is logged on may call it, as its own line there says. */
export function useMay(): (operation: Operation) => boolean {
  const session = useSession();
  return (operation) => {
    const { roles = [] } = operation["~orpc"].meta as Partial<OperationMeta>;
    return session.kind === "logged-on" && roles.includes(session.own.role);
  };
}
