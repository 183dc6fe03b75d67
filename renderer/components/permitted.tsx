import type { AnyContractProcedure } from "@orpc/contract";
import type { PropsWithChildren } from "react";
import { useMay } from "../may.ts";

/** What only who may call an operation is shown. */
export function Permitted({ to, children }: PropsWithChildren<{ to: AnyContractProcedure }>) {
  return useMay()(to) ? children : null;
}
