import { join } from "node:path";
import { analyseRecording } from "../../../main/core/analysis/analyse-recording.ts";
import { decodeAudio } from "../../../main/core/audio/decode.ts";
import { resample } from "../../../main/core/audio/resample.ts";
import type { Core } from "../../../main/core/core.ts";
import { logMelSpectrogram, melFilterbank } from "../../../main/core/dsp/mel.ts";
import { mfcc } from "../../../main/core/dsp/mfcc.ts";
import { InferenceSession, Tensor } from "../../../main/core/inference/onnxruntime.ts";
import { measureSettings } from "../../../main/core/measures/measure-recording.ts";
import { cppsMeasures } from "../../../main/core/measures/spectrum/cpps.ts";
import { formantMeasures } from "../../../main/core/measures/spectrum/formants.ts";
import { analyseVoice, voiceMeasures } from "../../../main/core/measures/voice-measures.ts";
import type { Sound } from "../../../shared/domain/sound.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import type { Figure } from "./figures.ts";
import { firstPage, opening } from "./history-works.ts";
import { cnn14Graphs, type Peers } from "./peers.ts";
import { wordFile, wordFolder } from "./recordings.ts";
import { inThisProcess, inTurns, type Timed, type Times } from "./timing.ts";

/** What the comparisons share; what takes time to make is made when it is first asked for. */
export type Bench = {
  rounds: number;
  folder: string;
  vowels(): readonly string[];
  core: Core;
  peers(): Peers;
  tell(line: string): void;
};

type Pair = { ours: Times; peer: Times | null };

/** A figure: its goal, the words of the table, and its runs. */
type Comparison = Pick<Figure, "goal" | "work" | "against" | "remark"> & {
  /** What the figure is made of `ours` and `peer` by; without it the peer's processor time over ours. */
  figure?: (pair: Pair) => Pick<Figure, "ratio" | "value">;
  /** Where the time goes, by a profile: said where the goal is missed. */
  profile?: string;
  run(bench: Bench): Promise<Pair>;
};

const moreThanPraat = "Bulbar also judges quality and takes measures that Praat does not have.";
const halfTheFrames =
  "In recordings of more than 1 s CPPS rests on half of Praat's frames, averaged to the same spread; the result moves by a few hundredths of a dB.";
const modelRateHz = 16_000;
const fftLength = 1024;
const hopLength = 256;
const bands = 128;

/** Time of ours over the other's: how much more it takes. */
const growth = ({ ours, peer }: Pair) => ({ ratio: ours.processorMs / peer!.processorMs });

export const comparisons: Readonly<Record<string, Comparison>> = {
  visitColdVsPython: {
    goal: { atLeast: 6 },
    work: "eight vowels from files to measures, als-cnn's probabilities and its Grad-CAM: `bulbar analyse --model als-cnn`, a process from start to end",
    against:
      "the same by soundfile, parselmouth, librosa, PyTorch and grad-cam (a network of three convolutions) in one thread, a process from start to end",
    remark: moreThanPraat,
    run: async ({ rounds, vowels, folder, peers }) => {
      const { python } = peers();
      const ours = bulbar(
        "analyse",
        "--json",
        "--model",
        "als-cnn",
        "--data",
        join(folder, "cold"),
        ...vowels(),
      );
      const peer = [python, "-m", "bulbar_training.peers.pipeline", ...vowels()];
      return inTurns({ ours: peers().runs(ours), peer: peers().runs(peer) }, rounds);
    },
  },
  visitWarmVsPython: {
    goal: { atLeast: 12 },
    profile:
      "a fifth are pitch contours, taken twice as a part is found before it is measured alone; a sixth is the modulation of the voice, a twelfth cepstral means and the long-term spectrum, neither of which the peer has; a tenth CPPS, a twelfth HNR, a fourteenth formants, a twentieth the network with its map; of all of it a quarter are Fourier transforms, a fourteenth is sinc interpolation",
    work: "the same eight vowels in a program that is running, in one thread",
    against: "the same packages in a process that has loaded them and analysed these vowels before",
    remark: moreThanPraat,
    run: async ({ rounds, vowels, core, peers }) => {
      const visit = async () => {
        for (const path of vowels()) await analyse(core, path, "vowel-a", ["als-cnn"]);
      };
      return inTurns({ ours: inThisProcess(visit), peer: peers().does("visit", vowels()) }, rounds);
    },
  },
  measuresVsPraat: {
    goal: { atLeast: 8 },
    work: "F0, pulses, jitter, shimmer, HNR, intensity, CPPS and formants of the eight vowels in memory",
    against:
      "the same measures with the same settings by Praat's own C++, called in its process (parselmouth)",
    remark: halfTheFrames,
    run: async ({ rounds, vowels, peers }) => {
      const sounds = await Promise.all(vowels().map(read));
      const measures = () => sounds.map(praatsMeasures);
      return inTurns({ ours: inThisProcess(measures), peer: peers().does("measures", vowels()) }, rounds);
    },
  },
  logMelVsLibrosa: {
    goal: { atLeast: 1 },
    work: "log-mel spectrogram of a vowel at 16 kHz: 1024 points, every 256 samples, 128 bands, dB; 20 times",
    against: "librosa.feature.melspectrogram and power_to_db of the same frames",
    run: (bench) => againstLibrosa(bench, "log-mel", (sound) => logMel(sound, "maximum")),
  },
  mfccVsLibrosa: {
    goal: { atLeast: 1 },
    work: "13 cepstral coefficients of the same frames, 20 times",
    against: "librosa.feature.mfcc of the same frames",
    run: (bench) => againstLibrosa(bench, "mfcc", (sound) => mfcc(logMel(sound, 1), 13)),
  },
  resampleVsSoxr: {
    goal: { atLeast: 0.3 },
    work: "a vowel from 44.1 to 16 kHz, 20 times",
    against: "soxr HQ, librosa's default, whose response Bulbar's filter has",
    run: async ({ rounds, vowels, peers }) => {
      const sound = await read(vowels()[0]!);
      const ours = inThisProcess(() => resample(sound, modelRateHz), 20);
      return inTurns({ ours, peer: peers().does("resample", vowels()[0]!, 20) }, rounds);
    },
  },
  cnn14CamVsPytorchGradCam: {
    goal: { atLeast: 5 },
    work: "PANNs Cnn14 with random weights, 10 s of sound to 527 probabilities and Grad-CAM: Bulbar's graph in onnxruntime, one thread",
    against: "the same network in PyTorch, explained by grad-cam as its README shows, one thread",
    run: async ({ rounds, peers, tell }) => {
      const session = await openGraph(join(cnn14Graphs(peers().python, tell), "model.onnx"));
      const ours = inThisProcess(() => session.run({ ...cnn14Sound(), ...mostProbable }));
      const times = await inTurns({ ours, peer: peers().does("cnn14", null) }, rounds);
      await session.release();
      return times;
    },
  },
  camOverForward: {
    goal: { atMost: 1.05 },
    work: "Cnn14 with its Grad-CAM, as above",
    against: "the same graph cut at the probabilities",
    figure: growth,
    run: async ({ rounds, peers, tell }) => {
      const folder = cnn14Graphs(peers().python, tell);
      const explained = await openGraph(join(folder, "model.onnx"));
      const forward = await openGraph(join(folder, "forward.onnx"));
      const times = await inTurns(
        {
          ours: inThisProcess(() => explained.run({ ...cnn14Sound(), ...mostProbable })),
          peer: inThisProcess(() => forward.run(cnn14Sound())),
        },
        2 * rounds,
      );
      await explained.release();
      await forward.release();
      return times;
    },
  },
  digitsEndToEndMs: {
    goal: { atMost: 10 },
    profile:
      "more than a third are the phone models of digits-recogniser (Gaussians of 42 phones every 20 ms, paths through twelve pronunciations and through any phones); of the rest half are the other models, of which digits-cnn is asked twice, once for the score of the word list, and a fifth is CPPS (a power cepstrum every 2 ms, each averaged over five, and as many robust lines)",
    work: "one word of 1 s at 8 kHz (as the digit models' corpus) from file to quality, measures, the answers of digits-cnn, digits-ann and digits-recogniser with their explanations, and the word list's score, in a program that is running",
    against: null,
    figure: ({ ours }) => ({ value: ours.processorMs }),
    run: async ({ rounds, folder, core }) => {
      const word = wordFile(wordFolder(folder, 8), 0);
      const times = 20;
      const ours = inThisProcess(() => analyse(core, word, "digits", []), times);
      const { ours: all } = await inTurns({ ours }, rounds);
      return { ours: { processorMs: all.processorMs / times, wallMs: all.wallMs / times }, peer: null };
    },
  },
  openHistory5000Over1000: {
    goal: { atMost: 1.5 },
    work: "opening an encrypted history of 5,000 patients",
    against: "opening one of 1,000",
    figure: growth,
    run: ({ rounds, folder }) =>
      inTurns({ ours: opening(folder, 5000), peer: opening(folder, 1000) }, 5 * rounds),
  },
  patientList5000Over1000: {
    goal: { atMost: 1.5 },
    work: "the first page of 5,000 patients, of a history that is open, looked at again",
    against: "the first page of 1,000",
    figure: growth,
    run: ({ rounds, folder }) =>
      inTurns({ ours: firstPage(folder, 5000), peer: firstPage(folder, 1000) }, 5 * rounds),
  },
  throughput2Over1: {
    goal: { atLeast: 1.7 },
    profile:
      "what one worker leaves to the second processor two have to share: the program's own thread, which reads and writes the results, and the compilers of the engine, each a tenth of the processor time; the second worker takes 0.6 s of it to start, and a worker waits for a tenth of the time",
    work: "`bulbar batch --workers 2` over 3,000 words of 1 s at 8 kHz with all models of digits, a process from start to end; by the clock",
    against: "the same with one worker",
    figure: ({ ours, peer }) => ({ ratio: peer!.wallMs / ours.wallMs }),
    run: async ({ rounds, folder, peers }) => {
      const words = wordFolder(folder, 3000);
      let runs = 0;
      const batch = (workers: number): Timed => {
        return () => {
          const out = join(folder, `batch-${runs++}`);
          const options = ["--task", "digits", "--workers", `${workers}`, "--data", join(folder, "batch")];
          return peers().runs(bulbar("batch", words, "--out", out, ...options))();
        };
      };
      return inTurns({ ours: batch(2), peer: batch(1) }, rounds);
    },
  },
  visitOverFloor: {
    goal: null,
    work: "the visit of visitColdVsPython, a process from start to end",
    against:
      "the least that it could be: one ffmpeg decodes the eight files to 16 kHz, onnxruntime runs als-cnn on each",
    figure: growth,
    run: async ({ rounds, vowels, folder, peers }) => {
      const ours = bulbar(
        "analyse",
        "--json",
        "--model",
        "als-cnn",
        "--data",
        join(folder, "cold"),
        ...vowels(),
      );
      const floor = [process.execPath, join(import.meta.dirname, "floor.ts"), ...vowels()];
      return inTurns({ ours: peers().runs(ours), peer: peers().runs(floor) }, rounds);
    },
  },
};

const bulbar = (...args: string[]) => [
  process.execPath,
  join(import.meta.dirname, "../../app/bulbar.mjs"),
  ...args,
];

function analyse(core: Core, path: string, task: TaskId, models: string[]) {
  return analyseRecording(core, { source: { path }, fileName: path, task, models });
}

async function read(path: string): Promise<Sound> {
  const ffmpeg = () => Promise.reject(new Error("a WAV file needs no ffmpeg"));
  return (await decodeAudio({ path }, { fileName: path, ffmpeg })).signal;
}

const settings = measureSettings({});

/** What Praat measures, and nothing else. */
function praatsMeasures(sound: Sound) {
  const voice = analyseVoice(sound, settings);
  return [
    voiceMeasures(voice),
    cppsMeasures(sound, voice.resample),
    formantMeasures(sound, settings.formantCeilingHz, voice.pitch, voice.resample),
  ];
}

const filterbank = melFilterbank(
  { scale: "slaney", bands, minimumHz: 0, maximumHz: modelRateHz / 2 },
  modelRateHz,
  fftLength,
);

function logMel({ samples }: Sound, reference: number | "maximum") {
  const frames = { fftLength, windowLength: fftLength, hopLength, padding: "zero" } as const;
  return logMelSpectrogram(samples, frames, filterbank, { reference, rangeDb: 80 });
}

async function againstLibrosa(
  { rounds, vowels, peers }: Bench,
  work: "log-mel" | "mfcc",
  ours: (sound: Sound) => unknown,
): Promise<Pair> {
  const sound = resample(await read(vowels()[0]!), modelRateHz);
  const times = 20;
  return inTurns(
    { ours: inThisProcess(() => ours(sound), times), peer: peers().does(work, vowels()[0]!, times) },
    rounds,
  );
}

/** One thread, as the peers have. */
function openGraph(path: string): Promise<InferenceSession> {
  return InferenceSession.create(path, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 4 });
}

const mostProbable = { target: new Tensor("int64", BigInt64Array.of(-1n), [1]) };

/** Ten seconds of noise at Cnn14's rate. */
function cnn14Sound() {
  let state = 1;
  const noise = Float32Array.from({ length: 320_000 }, () => {
    state = (Math.imul(1664525, state) + 1013904223) | 0;
    return state / 2 ** 33;
  });
  return { waveform: new Tensor("float32", noise, [1, noise.length]) };
}
