import { existsSync } from "node:fs";
import { join } from "node:path";
import { BulbarError, type ErrorFound } from "../../../shared/domain/error.ts";
import type { ExchangeSettings, ExchangeTarget, OutboxEntry } from "../../../shared/domain/exchange.ts";
import { storageError } from "../../../shared/domain/storage-error.ts";
import { actingFor, type Core } from "../core.ts";
import { answerSeconds } from "../exchange/send/destination.ts";
import { dropFile } from "../exchange/send/drop-file.ts";
import { sendMllp } from "../exchange/send/mllp.ts";
import { readExchangeSettings } from "../history/exchange-settings.ts";
import { historyFileName } from "../history/history-file-name.ts";
import { lookEvery } from "../history/look-every.ts";
import type { History } from "../history/open-history.ts";
import { dueOutbox, getOutboxEntry, longestWaitMs, noteAttempt, takeInHand } from "../history/outbox.ts";

const minuteMs = 60_000;
const lookEveryMs = 60_000;
/** Longer than an attempt can take. */
const inHandMs = 2 * answerSeconds * 1000 + minuteMs;

/** A message that could not be handed over is tried again after 1, 2, 4 ... minutes, at most an hour. */
export function nextAttempt(now: Date, attempts: number): Date {
  return new Date(now.getTime() + Math.min(longestWaitMs, minuteMs * 2 ** Math.min(attempts, 10)));
}

/** Where a site lets visits be sent. */
export function openTargets({ hl7, dicom, dropFolder }: ExchangeSettings): ExchangeTarget[] {
  const places = { hl7, dicom, drop: dropFolder };
  return (Object.keys(places) as ExchangeTarget[]).filter((target) => places[target] !== null);
}

type Run = { isAsked?: boolean; signal?: AbortSignal };

/**
 * Tries to hand a message over and notes how that ended. One that another program has in hand is left to it.
 * @throws BulbarError not-found, and what `signal` aborts with
 */
export async function deliver(core: Core, entry: OutboxEntry, run: Run = {}): Promise<OutboxEntry> {
  const { isAsked = false, signal } = run;
  const history = await core.history();
  const until = new Date(core.now().getTime() + inHandMs);
  const payload = takeInHand(history, entry.id, { until, isAsked });
  if (!payload) return getOutboxEntry(history, entry.id);
  try {
    await handOver(history, entry, payload, signal);
    return noteAttempt(history, entry.id, { state: "accepted", dueAt: null, failure: null });
  } catch (error) {
    const failed = failureOf(error);
    const isRefused = failed.why === "refused" || failed.why === "dicom-refused";
    const dueAt = nextAttempt(core.now(), entry.attempts).toISOString();
    const stopped = signal?.aborted ? null : failed;
    const ended = noteAttempt(history, entry.id, {
      state: isRefused ? "refused" : "waiting",
      dueAt: isRefused ? null : dueAt,
      failure: stopped,
    });
    signal?.throwIfAborted();
    return ended;
  }
}

async function handOver(
  history: History,
  { target, messageId }: OutboxEntry,
  payload: Uint8Array,
  signal?: AbortSignal,
): Promise<void> {
  const { hl7, dicom, dropFolder } = readExchangeSettings(history);
  if (target === "hl7" && hl7) {
    const text = Buffer.from(payload).toString("utf8");
    return sendMllp(hl7, { controlId: messageId, text }, signal);
  }
  if (target === "dicom" && dicom) {
    // The libraries of DICOM are loaded when something is stored: they take as long as the rest of the core.
    const { storeDicom } = await import("../exchange/send/dicom-store.ts");
    return storeDicom(dicom, payload, signal);
  }
  if (target === "drop" && dropFolder) return dropFile(dropFolder, `bulbar-${messageId}.hl7`, payload);
  throw new BulbarError("invalid-input", { why: "exchange-not-set" });
}

function failureOf(error: unknown): ErrorFound & { code: string } {
  const known = error instanceof BulbarError ? error : storageError(error);
  return known ? { ...known.data, code: known.code } : { code: "internal", detail: String(error) };
}

/** Tries what is due, one after the other, oldest first. */
async function deliverDue(core: Core, signal: AbortSignal): Promise<void> {
  for (const entry of dueOutbox(await core.history())) {
    if (signal.aborted) return;
    await deliver(core, entry, { signal });
  }
}

/**
 * Looks at once and then every minute whether a message is due, until it is stopped. As long as nobody is logged on, or
 * there is no history yet, there is nothing to send.
 */
export function scheduleDeliveries(core: Core): () => void {
  const scheduled = actingFor(core, { user: "schedule", role: "administrator" });
  const due = () =>
    core.vault.isOpen() && existsSync(join(core.options.dataFolder, historyFileName))
      ? (signal: AbortSignal) => deliverDue(scheduled, signal) // the outbox tells how each attempt ended
      : null;
  return lookEvery(lookEveryMs, due, { atOnce: true });
}
