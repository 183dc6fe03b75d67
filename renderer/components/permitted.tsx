import type { PropsWithChildren } from "react";
import { type Operation, useMay } from "../may.ts";

/** What only who may call an operation is shown. */
export function Permitted({ to, children }: PropsWithChildren<{ to: Operation }>) {
  return useMay()(to) ? children : null;
}
