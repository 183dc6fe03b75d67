import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BulbarError, type ErrorCode, type ErrorFound, errorFound } from "../../../shared/domain/error.ts";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import type { Refused } from "../../../shared/domain/prediction.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { mayAnswer, type TaskModels } from "../../../shared/domain/task-models.ts";
import { type MeasuredEnsemble, readEnsembleErrors } from "./ensemble-errors.ts";
import { packageFolders } from "./installed-folders.ts";
import { idOfFolder, type ModelPackage, readPackage } from "./model-package.ts";
import { readTrusted } from "./trusted-models.ts";

export type RefusedPackage = Refused & { id: string; code: ErrorCode };

export type LibraryContent = {
  packages: ModelPackage[];
  /** Folders that were refused, with the reason. */
  refused: RefusedPackage[];
  /** What is known of shipped models together. */
  ensembles: MeasuredEnsemble[];
};

/** A folder that changed so short a time ago, ms, may change again within one step of a file system's clock (FAT: 2 s). */
const unsettledMs = 3000;

/** What was read, and when the folder of installed packages had changed before. */
type Known = { content: Promise<LibraryContent>; changedAtMs: number; isSettled: boolean };

/**
 * The packages at hand: those shipped with the program, and those that the user installed. What another process installs,
 * trusts or removes counts from the next look on: each of these gives the folder of installed packages a new time.
 */
export class ModelLibrary {
  readonly #shippedFolder: string;
  readonly #installedFolder: string;
  #known: Known | null = null;

  constructor(shippedFolder: string, installedFolder: string) {
    this.#shippedFolder = shippedFolder;
    this.#installedFolder = installedFolder;
  }

  content(): Promise<LibraryContent> {
    const changedAtMs = statSync(this.#installedFolder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (!this.#known?.isSettled || this.#known.changedAtMs !== changedAtMs) {
      const isSettled = Date.now() - changedAtMs > unsettledMs;
      this.#known = { content: this.#read(), changedAtMs, isSettled };
    }
    return this.#known.content;
  }

  /** Reads the folders again at the next look, where a package was changed in its place. */
  refresh(): void {
    this.#known = null;
  }

  /** @throws BulbarError `model-not-found`, with the ids that there are. */
  async find(id: string): Promise<ModelPackage> {
    const { packages, refused } = await this.content();
    const found = packages.find(({ manifest }) => manifest.id === id);
    if (found) return found;
    const why = refused.find((entry) => entry.id === id);
    if (why) throw errorFound(why.code, { file: id, why: why.why, facts: why.facts });
    throw new BulbarError("model-not-found", {
      file: id,
      why: "not-here",
      facts: { models: packages.map(({ manifest }) => manifest.id).join(", ") },
    });
  }

  /** Models that run without being asked for: every trusted one that accepts the task; see `runsUnasked`. */
  async defaultsFor(task: TaskId, simulatedAnswer = false): Promise<ModelPackage[]> {
    const { packages } = await this.content();
    if (task === "unknown") return [];
    return packages.filter((one) => one.manifest.tasks.includes(task) && runsUnasked(one, simulatedAnswer));
  }

  /** The model card, Markdown, then those of the joint answers that it is part of; empty when there is none. */
  async card(id: string): Promise<string> {
    const { folder, manifest } = await this.find(id);
    const { ensembles } = await this.content();
    const isPart = ({ models }: MeasuredEnsemble) =>
      models.some((one) => one.id === id && one.version === manifest.version);
    const joint = ensembles
      .filter(isPart)
      .flatMap(({ card }) => (card ? [join(this.#shippedFolder, card)] : []));
    const files = [join(folder, "card.md"), ...joint];
    const cards = await Promise.all(files.map((file) => readFile(file, "utf8").catch(() => "")));
    return cards.filter((card) => card !== "").join("\n");
  }

  async #read() {
    const packages: ModelPackage[] = [];
    const refused: RefusedPackage[] = [];
    const trusted = readTrusted(this.#installedFolder);
    const sources = [
      { folder: this.#shippedFolder, origin: "shipped" },
      { folder: this.#installedFolder, origin: "installed" },
    ] as const;
    for (const { folder, origin } of sources) {
      for (const name of await packageFolders(folder)) {
        const id = idOfFolder(name);
        try {
          refuseTakenId(id, packages);
          packages.push(await readPackage(join(folder, name), origin, (sha256) => trusted[id] === sha256));
        } catch (error) {
          if (!(error instanceof BulbarError)) throw error;
          refused.push(refusedPackage(id, error.code, error.data));
        }
      }
    }
    packages.sort((a, b) => rank(a) - rank(b) || a.manifest.id.localeCompare(b.manifest.id));
    const ensembles = await readEnsembleErrors(join(this.#shippedFolder, "ensembles.json"));
    return { packages, refused, ensembles };
  }
}

function refusedPackage(id: string, code: ErrorCode, { why, facts }: ErrorFound): RefusedPackage {
  return { id, code, ...(why && { why }), ...(facts && { facts }) };
}

/**
 * A model that is trusted and learned from people; a stranger's answers only by name, and so does one of simulated voices
 * where the site has not said that these answer too.
 */
export function runsUnasked(
  { manifest, trusted }: { manifest: Pick<ModelManifest, "status">; trusted: boolean },
  simulatedAnswer = false,
): boolean {
  return trusted && (simulatedAnswer || manifest.status !== "simulated-data");
}

/** Whether of any of its tasks a model answers unasked where a site has made a choice. */
export function answersUnasked(
  found: { manifest: Pick<ModelManifest, "id" | "status" | "tasks">; trusted: boolean },
  { taskModels, simulatedModels }: { taskModels: TaskModels; simulatedModels: boolean },
): boolean {
  const { id, tasks } = found.manifest;
  return runsUnasked(found, simulatedModels) && tasks.some((task) => mayAnswer(id, task, taskModels));
}

/** An installed package never stands for one that came with the program. */
function refuseTakenId(id: string, packages: readonly ModelPackage[]): void {
  if (!packages.some(({ manifest }) => manifest.id === id)) return;
  throw new BulbarError("model-id-taken", { file: id });
}

/** Recommended models first. */
function rank({ manifest }: ModelPackage): number {
  return ["recommended", "baseline", "experimental", "simulated-data"].indexOf(manifest.status);
}
