import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { encodeWav } from "../../../main/core/audio/wav.ts";
import { temporaryFolder } from "../../../main/doors/cli/run-cli.fixture.ts";
import { enterPatientAndVisit } from "../new-visit.fixture.ts";
import { openWorkstation, type Workstation } from "../workstation.fixture.ts";
import { openRecordPage } from "./record-page.fixture.ts";
import { type StoredSound, storedSounds } from "./stored-sound.fixture.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

// A true device of 48 kHz: PulseAudio's null sink, whose monitor is the microphone. Run where pulseaudio is there.

const isThere = spawnSync("pulseaudio", ["--version"]).status === 0;
if (!isThere) console.warn("skipped: recording at 48 kHz needs pulseaudio");

const rateHz = 48_000;
const folder = temporaryFolder();
const socket = `unix:${join(folder, "native")}`;
const env = { ...process.env, PULSE_SERVER: socket, PULSE_RUNTIME_PATH: folder, HOME: folder };
const running: ChildProcess[] = [];
let station: Workstation;
let noise: Int16Array;
let soundServer: ChildProcess;

function start(program: string, ...args: string[]): ChildProcess {
  const child = spawn(program, args, { env, stdio: "ignore" });
  running.push(child);
  return child;
}

/** Plays the noise into the sink again and again until the test is over. */
function playForEver(path: string): void {
  start("paplay", "--device=room", path).once("exit", (code) => {
    if (code === 0) playForEver(path);
  });
}

/** Noise of 16 bit in which any few samples name their place. */
function writeNoise(path: string): Int16Array {
  let state = 0x2545f491;
  const samples = Float32Array.from({ length: 300 * rateHz }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (0.3 * state) / 2 ** 31;
  });
  const wav = encodeWav({ samples, sampleRateHz: rateHz });
  writeFileSync(path, wav);
  return new Int16Array(wav.slice(44).buffer);
}

beforeAll(async () => {
  if (!isThere) return;
  // the rate that the server tells browsers, whatever its devices have
  mkdirSync(join(folder, ".config/pulse"), { recursive: true });
  writeFileSync(join(folder, ".config/pulse/daemon.conf"), `default-sample-rate = ${rateHz}\n`);
  const modules = [
    `module-native-protocol-unix socket=${join(folder, "native")} auth-anonymous=1`,
    `module-null-sink sink_name=room rate=${rateHz} channels=1 format=s16le`,
    "module-remap-source master=room.monitor source_name=microphone",
  ];
  soundServer = start(
    "pulseaudio",
    ...["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"],
    ...modules.map((module) => `--load=${module}`),
  );
  await vi.waitFor(() => expect(spawnSync("pactl", ["info"], { env }).status).toBe(0), 30_000);
  spawnSync("pactl", ["set-default-source", "microphone"], { env });
  noise = writeNoise(join(folder, "noise.wav"));
  playForEver(join(folder, "noise.wav"));
  station = await openWorkstation({ folder, language: "en", pulseServer: socket });
});
afterAll(async () => {
  await station?.close();
  for (const child of running) {
    child.removeAllListeners("exit");
    child.kill();
  }
});

/** The stored samples as the 16-bit numbers that they were. */
const asPlayed = (channel: Float32Array) => Int16Array.from(channel, (sample) => Math.round(sample * 32_768));

/** Where in the noise a few samples are; -1 where nowhere. */
function placeOf(probe: Int16Array): number {
  return noise.findIndex((_, k) => probe.every((sample, n) => sample === noise[k + n]));
}

test.skipIf(!isThere)(
  "a device of 48 kHz is recorded at its own rate, every sample as it was played; one that hangs ends its take, which is kept",
  async () => {
    const { page } = station;
    await enterPatientAndVisit(page, "E2E-48");
    await openRecordPage(page);
    await page.getByText(/48(\.0)? kHz/).waitFor();
    await page.getByRole("button", { name: /^Start/ }).click();
    await page.locator(".record-running").waitFor();
    await page.waitForTimeout(4000);
    await page.locator("body").press("Escape");
    await page.locator(".record-verdict").waitFor();
    await page.getByRole("button", { name: /^Keep/ }).click();
    await page.getByRole("button", { name: /^Start/ }).click();
    await page.locator(".record-running").waitFor();
    await page.waitForTimeout(1000);
    soundServer.kill("SIGSTOP");
    await page.locator(".record-verdict").getByText("the microphone went away").waitFor();
    soundServer.kill("SIGCONT");
    await page.getByRole("button", { name: /^Again/, disabled: false }).waitFor();
    await station.close();

    const { sounds } = await storedSounds(folder);
    const [{ sampleRateHz, channels, recording }, cut] = sounds as [StoredSound, StoredSound];
    expect(cut.recording.capture?.ended).toBe("device-gone");
    expect(sampleRateHz).toBe(rateHz);
    expect(recording.capture?.lostSamples).toBe(0);
    const heard = asPlayed(channels[0]!);
    const place = placeOf(heard.subarray(0, 8));
    expect(place).toBeGreaterThanOrEqual(0);
    const compared = heard.subarray(0, Math.min(heard.length, noise.length - place));
    expect(compared.length).toBeGreaterThan(2 * rateHz);
    const differ = compared.reduce((count, sample, n) => count + (sample === noise[place + n] ? 0 : 1), 0);
    expect({ differ, of: compared.length }).toEqual({ differ: 0, of: compared.length });
  },
);
