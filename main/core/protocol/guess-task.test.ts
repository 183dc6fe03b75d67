import { expect, test } from "vitest";
import { taskIds } from "../../../shared/domain/task.ts";
import { guessTask } from "./guess-task.ts";

test.each([
  ["ID000_phonationA.wav", "vowel-a"],
  ["ID014_phonationE (2).wav", "vowel-e"],
  ["CT001_rhythmPA.wav", "ddk-pa"],
  ["PZ022_rhythmKA.wav", "ddk-ka"],
  ["008_a.wav", "vowel-a"],
  ["ALS/022_i.wav", "vowel-i"],
  ["/some/where/vowel-i.flac", "vowel-i"],
  ["2026_ddk-pataka.mp3", "ddk-pataka"],
  ["reading.m4a", "reading"],
  ["long_vowel-i.wav", "vowel-i"],
  ["001_a1_PCGITA.wav", "vowel-a"],
  ["098_u1_PCGITA.wav", "vowel-u"],
  ["001_ddk1_PCGITA.wav", "ddk-pataka"],
  ["001_ddk5_PCGITA.wav", "ddk-ta"],
  ["001_readtext_PCGITA.wav", "reading"],
  ["AVPEPUDEAC0001a1.wav", "vowel-a"],
  ["AVPEPUDEA0005_pataka.wav", "ddk-pataka"],
  ["AVPEPUDEA0005-monologue.wav", "free"],
  ["HC_A1_0034.wav", "vowel-a"],
  ["PD_PATAKA_0055.wav", "ddk-pataka"],
  ["HC_ESPONTANEA_0034.wav", "free"],
  ["101-i_n.wav", "vowel-i"],
  ["101-phrase.wav", "reading"],
  ["7_jackson_32.wav", "digits"],
  ["eight_0c40e715_nohash_0.wav", "digits"],
  ["F02_B1_D0_M2.wav", "digits"],
  ["VA1APGANRET55F170320171104.wav", "vowel-a"],
  ["D2APGANRET55F170320171105.wav", "ddk-ta"],
  ["B1APGANRET55F170320171105.wav", "reading"],
  ["Patient 12 gehaltenes A.wav", "vowel-a"],
  ["Müller Vokal U 2.wav", "vowel-u"],
  ["Nordwind und Sonne.mp3", "reading"],
  ["Sätze 3.wav", "reading"],
  ["zahlen_vorwärts.wav", "digits"],
  ["Spontansprache-2026-05-01.m4a", "free"],
  ["voyelle_e.wav", "vowel-e"],
  ["lettura brano.wav", "reading"],
  ["silbe ta.wav", "ddk-ta"],
  ["papapa.wav", "ddk-pa"],
  ["P-17 PA-TA-KA schnell.wav", "ddk-pataka"],
  ["DDKka.wav", "ddk-ka"],
  ["aaah.wav", "vowel-a"],
  ["a.mp4", "vowel-a"],
  ["tone1000_a.wav", "vowel-a"],
  ["mpt_a_take 2.wav", "mpt-a"],
  ["Tonhaltedauer a.wav", "mpt-a"],
  ["гласная_a.wav", "vowel-a"],
])("%s tells %s by its name", (file, task) => {
  expect(guessTask(file)).toEqual({ task, from: "name" });
});

test.each([
  ["phonationU/ID000.wav", "vowel-u"],
  ["SAND/training/rhythmTA/ID000.wav", "ddk-ta"],
  ["PC-GITA/Vowels/Control/I/AVPEPUDEAC.wav", "vowel-i"],
  ["DDK analysis/hc/pataka/AVPEPUDEAC_0001.wav", "ddk-pataka"],
  ["DDK/pa/S01.wav", "ddk-pa"],
  ["MDVR-KCL/ReadText/HC/ID00_hc_0_0_0.wav", "reading"],
  ["SpontaneousDialogue/SpontaneousDialogue monologue/ID02.wav", "free"],
  ["C:\\Aufnahmen\\Zahlen\\IMG_4471.m4a", "digits"],
])("%s tells %s by its folder", (file, task) => {
  expect(guessTask(file)).toEqual({ task, from: "folder" });
});

test.each([
  "holiday.wav",
  "IMG_4471.m4a",
  "voice_memo_03.wav",
  "Recording 2026-10-05 11-20.wav",
  "WhatsApp Audio 2026-05-01.opus",
  "Anna_E_20240503.wav",
  "001_ddk2_PCGITA.wav",
  "101-a_lhl.wav",
  "backward_0cb74144_nohash_2.wav",
  "pa_ta_2026.wav",
  "vowels_a_i_u.wav",
  "ddk_all_2026-10-05.wav",
  "reading_and_digits.wav",
  "free/reading_and_digits.wav",
  "/tmp/bulbar-test-KA2x1a/holiday.wav",
  "/home/a/holiday.wav",
  "unknown.wav",
  "",
])("%s tells nothing", (file) => {
  expect(guessTask(file)).toEqual({ task: "unknown", from: null });
});

test.each(taskIds)("Bulbar's own id %s is read where it stands before, behind or alone", (id) => {
  for (const name of [`${id}.wav`, `P-17_${id}.flac`, `${id}_P17.m4a`])
    expect([name, guessTask(name).task]).toEqual([name, id]);
});
