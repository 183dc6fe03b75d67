import { BulbarError } from "../../../shared/domain/error.ts";
import { askSecret } from "./ask.ts";

/**
 * The passphrase of a sealed file: from BULBAR_PASSPHRASE, else from the terminal, asked twice where one is chosen.
 * @throws BulbarError invalid-input where there is neither, or the two differ
 */
export async function passphraseFor(question: string, repeat?: string): Promise<string> {
  const given = process.env.BULBAR_PASSPHRASE;
  if (given) return given;
  const passphrase = await askSecret(question);
  if (!passphrase) throw new BulbarError("invalid-input", { why: "no-passphrase" });
  if (repeat !== undefined && (await askSecret(repeat)) !== passphrase)
    throw new BulbarError("invalid-input", { why: "passphrases-differ" });
  return passphrase;
}
