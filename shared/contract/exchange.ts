import { z } from "zod";
import { ExchangeSettings, ExchangeTarget, ExportFormat, OutboxEntry } from "../domain/exchange.ts";
import { VisitId } from "../domain/ids.ts";
import { Language } from "../words/language.ts";
import { may } from "./may.ts";

const visit = z.object({ visitId: VisitId, language: Language.default("en") });
export type VisitRequest = z.output<typeof visit>;
const message = z.object({ id: z.string() });

export const exchange = {
  /** A visit's findings for other programs, with the report's PDF where the format holds one. It names the patient. */
  visit: may("clinician")
    .input(visit.extend({ format: ExportFormat }))
    .output(z.object({ fileName: z.string(), content: z.instanceof(Blob) })),
  /** Where an administrator lets visits be sent; none at first. */
  targets: may("clinician").output(z.array(ExchangeTarget)),
  /**
   * Puts a visit into the outbox and tries to hand it over at once; the entries say how that ended. A DICOM instance holds one
   * document, so that an addendum is a message of its own.
   */
  send: may("clinician")
    .input(visit.extend({ target: ExchangeTarget }))
    .output(z.array(OutboxEntry)),
  /** What was sent and what is on its way, of a visit or all, newest first. */
  outbox: may("clinician")
    .input(z.object({ visitId: VisitId.optional() }))
    .output(z.array(OutboxEntry)),
  /** Tries to hand a message over now, whenever it is due. */
  retry: may("clinician").input(message).output(OutboxEntry),
  /** Takes a message out of the outbox that was not accepted. */
  discard: may("clinician")
    .input(message)
    .output(z.object({ removed: z.boolean() })),
  settings: may().output(ExchangeSettings),
  saveSettings: may().input(ExchangeSettings).output(ExchangeSettings),
};
