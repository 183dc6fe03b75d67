import { once } from "node:events";
import { join } from "node:path";
import { isInstalled, startInstalled } from "../packed-program.ts";
import { isThere } from "./place-new-file.ts";

/** Name inside the data folder of the secret that the operating system's store has sealed; the window makes it. */
export const deviceSecretFileName = "device-secret";

/** What the store's role answers: 64 hexadecimal digits; null where the store does not open the secret. */
export type DeviceSecretAnswer = { secret: string | null };

/** A store that asks the person to unlock it is waited for so long, ms. */
const storeLimitMs = 60_000;

/**
 * The secret of this computer's store that passwords of a data folder may be bound to. Only Electron reaches the store,
 * and only as a program with a display: the installed program starts itself once more for it, and takes its silence for
 * a no.
 * @returns 32 bytes; null where the window has made none, where this is not the installed program, or no store opens it
 */
export async function storedDeviceSecret(dataFolder: string): Promise<Uint8Array | null> {
  if (!isInstalled || !isThere(join(dataFolder, deviceSecretFileName))) return null;
  const child = startInstalled(["--device-secret", dataFolder]);
  const signal = AbortSignal.timeout(storeLimitMs);
  const ended = once(child, "exit", { signal }).then((): [DeviceSecretAnswer] => [{ secret: null }]);
  try {
    const [{ secret }] = (await Promise.race([once(child, "message", { signal }), ended])) as [
      DeviceSecretAnswer,
    ];
    return secret === null ? null : Uint8Array.from(Buffer.from(secret, "hex"));
  } catch {
    return null; // it did not start, or the store did not answer
  } finally {
    child.kill();
  }
}
