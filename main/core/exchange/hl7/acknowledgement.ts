import { BulbarError } from "../../../../shared/domain/error.ts";
import { unescaped } from "./encoding.ts";
import { parseMessage } from "./parse.ts";

/**
 * Looks whether a receiver's answer accepts the message of this control id (MSA-1 AA or CA).
 * @throws BulbarError exchange-failed: `error` (AE, CE: it may be tried again), `refused` (AR, CR), `no-acknowledgement` where
 * it is none, or another message's
 */
export function checkAcknowledgement(answer: string, controlId: string): void {
  const message = parseMessage(answer);
  const acknowledged = message?.segment("MSA");
  if (!message || !acknowledged || acknowledged.field(2) !== controlId)
    throw new BulbarError("exchange-failed", { why: "no-acknowledgement", detail: answer.slice(0, 500) });
  const code = acknowledged.field(1);
  if (code === "AA" || code === "CA") return;
  const error = message.segment("ERR");
  const told = [acknowledged.field(3), error?.field(8) ?? "", error?.field(7) ?? ""]
    .map(unescaped)
    .filter(Boolean);
  throw new BulbarError("exchange-failed", {
    why: code === "AR" || code === "CR" ? "refused" : "error",
    facts: { code, told: told.join("; ").slice(0, 300) },
  });
}
