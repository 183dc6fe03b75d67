/**
 * The role that the installed command starts to reach the operating system's store: `--device-secret FOLDER` answers who
 * started it with the secret of a data folder, by a message, and ends. It makes none, and shows nothing.
 */
import { join } from "node:path";
import { app, safeStorage } from "electron";
import type { DeviceSecretAnswer } from "../../core/vault/stored-device-secret.ts";
import { deviceSecret } from "./device-secret.ts";
import { keepQuiet } from "./switches.ts";

/** Not awaited as the program starts: Electron is ready only after that. */
export function handOverSecret(dataFolder: string): void {
  process.once("disconnect", () => app.exit(1));
  app.setPath("userData", join(dataFolder, "shell")); // as the window: on Windows a part of the store lies there
  keepQuiet(app.commandLine);
  void app.whenReady().then(async () => {
    app.dock?.hide();
    const secret = await deviceSecret(safeStorage, dataFolder, () => {}, { makes: false });
    const answer: DeviceSecretAnswer = { secret: secret && Buffer.from(secret).toString("hex") };
    process.send?.(answer, () => app.exit(0));
  });
}
