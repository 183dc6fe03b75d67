import { join } from "node:path";
import { Command } from "commander";
import { sayPercent, saySize } from "../../../../shared/words/say.ts";
import { sayStage } from "../../../../shared/words/say-stage.ts";
import { cudaBytes, installCuda, libraryFolder } from "../../../core/inference/cuda-libraries.ts";
import { defaultDataFolder } from "../../../core/program.ts";
import { stopSignal } from "../../stop-signal.ts";
import { language, words } from "../language.ts";
import { ProgressLine } from "../progress.ts";

/** `bulbar models cuda [folder]`: CUDA for this program, installed or a checkout. */
export function cudaCommand(): Command {
  return new Command("cuda")
    .argument("[folder]")
    .description(words.commands.modelsCuda)
    .action((folder: string | undefined) => setUpCuda(folder ?? null));
}

/**
 * Puts onnxruntime's CUDA provider beside it, from wheels in a folder or downloaded; says how much that is, and where it went.
 * @throws BulbarError as `installCuda`; `device-unusable` elsewhere than on Linux x64
 */
export async function setUpCuda(folder: string | null): Promise<void> {
  const into = libraryFolder();
  process.stderr.write(`${words.cudaSize(saySize(cudaBytes, language))}\n`);
  const progress = new ProgressLine();
  const stop = stopSignal();
  const source = { from: folder, downloads: join(defaultDataFolder(), "checkpoints"), into };
  const { libraries, bytes } = await installCuda(source, {
    signal: stop.signal,
    onProgress: (now) =>
      progress.show(`${sayStage(now, language)} ${now.subject ?? ""} ${sayPercent(now.fraction, language)}`),
  }).finally(() => {
    progress.clear();
    stop.dispose();
  });
  process.stdout.write(`${words.cudaReady(String(libraries.length), saySize(bytes, language), into)}\n`);
}
