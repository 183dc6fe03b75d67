import type { AddressInfo, Server } from "node:net";
import { BulbarError } from "../../shared/domain/error.ts";

/** Listens, on this computer alone unless another host is named, and gives the port. @throws BulbarError `port-unavailable` */
export function listen(server: Server, port: number, host = "127.0.0.1"): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(portError(port, error)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function portError(port: number, error: NodeJS.ErrnoException): BulbarError {
  const whys: Readonly<Record<string, "taken" | "forbidden">> = { EADDRINUSE: "taken", EACCES: "forbidden" };
  const why = whys[error.code ?? ""] ?? "failed";
  return new BulbarError(
    "port-unavailable",
    { why, facts: { port }, detail: error.message },
    { cause: error },
  );
}
