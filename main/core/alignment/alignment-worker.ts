import { parentPort, workerData } from "node:worker_threads";
import type { Alignment } from "../../../shared/domain/alignment.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import { alignReading } from "./align-reading.ts";
import type { ReadingText } from "./reading-words.ts";

/** What the thread is given, and what it says: how far it is, then the alignment. */
export type AlignmentWork = { sound: Sound; reading: ReadingText };
export type FromAlignment = { fraction: number } | { alignment: Alignment };

if (!parentPort) throw new Error("alignment-worker.ts runs in a worker thread; use alignApart.");
const port = parentPort;
const { sound, reading } = workerData as AlignmentWork;

const say = (message: FromAlignment) => port.postMessage(message);
say({ alignment: await alignReading(sound, reading, (fraction) => say({ fraction })) });
port.close();
