/** Words on measures, keyed by the ids of `shared/domain/measure-catalogue.ts`, its families and its units. */
export const measures = {
  families: {
    timing: "Timing and articulation",
    precision: "Precision of reading",
    pitch: "Pitch",
    steadiness: "Steadiness",
    clarity: "Clarity",
    tremor: "Tremor",
    resonance: "Resonance",
    loudness: "Loudness",
    other: "Other",
  },
  /** Units that are read otherwise than they are written; empty where nothing is said. */
  units: {
    1: "",
    "1/s": "per s",
    count: "",
    "Hz^2": "Hz²",
    semitones: "semitones",
    "ln semitones": "ln semitones",
    "dB/octave": "dB per octave",
    "Hz/ms": "Hz per ms",
    nats: "nats",
    "dB/s": "dB per s",
    bit: "bit",
    points: "points",
    words: "words",
    "1/min": "per min",
    probability: "",
  },
  worse: { higher: "Dysarthria tends to raise it.", lower: "Dysarthria tends to lower it." },
  stability: {
    good: (source: string) => `Retest reliability: good (${source}).`,
    moderate: (source: string) => `Retest reliability: moderate (${source}).`,
    unknown: () => "Retest reliability: no figure found.",
  },
  /** Series and model features that are no measure of a recording. */
  alsfrs: {
    "alsfrs-speech": "ALSFRS-R speech",
    "alsfrs-bulbar": "ALSFRS-R bulbar",
    "alsfrs-total": "ALSFRS-R total",
  },
  expectedLevel: (model: string) => `${model}: expected level`,
  probability: (model: string, label: string) => `${model}: probability of ${label}`,
  cepstral: (number: string) => `MFCC ${number}`,
  cepstralMean: (number: string) => `MFCC ${number}, mean`,
  named: (plain: string, term: string) => `${plain} (${term})`,
  ofTask: (measure: string, task: string) => `${measure}, ${task}`,
  /** What listeners judge, in the same form. */
  heard: {
    "sentence-intelligibility": {
      plain: "words understood",
      term: "sentence intelligibility",
      definition:
        "Share of the words of unseen sentences that a listener who does not know them wrote down rightly; misspelt is wrong (own sentences and scoring). English: smallest change beyond error 12.07 %, smallest that matters to patients 1.43 % (Stipancic et al. 2018, Sentence Intelligibility Test).",
    },
    "listening-effort": {
      plain: "effort of listening",
      term: "",
      definition:
        "Mark of a blinded listener on a line from 0 (no effort) to 100 (greatest effort). In ALS it rose by 0.77 a month, in healthy speakers by 0.005 (medRxiv 2024.05.31.24308140).",
    },
    "rated-intelligibility": {
      plain: "intelligibility by ear",
      term: "visual analogue scale",
      definition: "Mark of a blinded listener on a line from 0 (nothing understood) to 100 % (everything).",
    },
    "grbas-grade": {
      plain: "hoarseness by ear",
      term: "GRBAS grade",
      definition: "Blinded listener, 0 (none) to 3 (severe) (Hirano 1981).",
    },
    "grbas-roughness": {
      plain: "roughness by ear",
      term: "GRBAS roughness",
      definition: "Blinded listener, 0 (none) to 3 (severe) (Hirano 1981).",
    },
    "grbas-breathiness": {
      plain: "breathiness by ear",
      term: "GRBAS breathiness",
      definition: "Blinded listener, 0 (none) to 3 (severe) (Hirano 1981).",
    },
    "grbas-asthenia": {
      plain: "weakness by ear",
      term: "GRBAS asthenia",
      definition: "Blinded listener, 0 (none) to 3 (severe) (Hirano 1981).",
    },
    "grbas-strain": {
      plain: "strain by ear",
      term: "GRBAS strain",
      definition: "Blinded listener, 0 (none) to 3 (severe) (Hirano 1981).",
    },
    hypernasality: {
      plain: "nasal sound by ear",
      term: "hypernasality",
      definition: "Blinded listener, 0 (none) to 3 (severe); nothing that is measured stands for resonance.",
    },
  },
  /** By measure: plain words first, then the field's term, then definition and source in a sentence. */
  of: {
    "speaking-rate-wpm": {
      plain: "words a minute",
      term: "speaking rate",
      definition:
        "Words of the passage that was read per minute from the first to the last sound, pauses included; only where the passage is known (limit and error: Front Neurol 2021;12:664713, Stipancic et al. 2018).",
    },
    "speaking-rate": {
      plain: "speed of speech",
      term: "speaking rate",
      definition:
        "Syllable nuclei per second from the first to the last sound, pauses included (de Jong & Wempe 2009).",
    },
    "articulation-rate": {
      plain: "speed without pauses",
      term: "articulation rate",
      definition: "Syllable nuclei per second of sound, pauses excluded (de Jong & Wempe 2009).",
    },
    "pause-ratio": {
      plain: "share of pauses",
      term: "pause ratio",
      definition:
        "Silences of 0.3 s and more in the time from the first to the last sound; silence lies 25 dB below the loud parts.",
    },
    "pause-count": {
      plain: "number of pauses",
      term: "pause count",
      definition: "Silences of 0.3 s and more.",
    },
    "pause-mean": {
      plain: "length of pauses",
      term: "mean pause",
      definition: "Mean length of silences of 0.3 s and more.",
    },
    "speech-syllables": {
      plain: "syllables spoken",
      term: "syllable count",
      definition:
        "Syllable nuclei: voiced peaks of intensity followed by a dip of 2 dB (de Jong & Wempe 2009).",
    },
    "read-words-rate": {
      plain: "words a minute, aligned",
      term: "aligned speaking rate, experimental",
      definition:
        "Words that were said, those said twice too, per minute from the beginning of the first to the end of the last; times from the alignment of the reading to its text. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-articulation-rate": {
      plain: "speed without pauses, aligned",
      term: "aligned articulation rate, experimental",
      definition:
        "Vowels of the aligned words per second, pauses of 150 ms and more left out. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-pause-ratio": {
      plain: "share of short and long pauses",
      term: "pause ratio from 150 ms, experimental",
      definition:
        "Silences of 150 ms and more, by energy and without closures of stops, in the time from the first word to the last. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-pauses-between": {
      plain: "pauses between words",
      term: "experimental",
      definition:
        "Silences of 150 ms and more, by energy and without closures of stops, where a word ends or begins. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-pauses-inside": {
      plain: "pauses inside words",
      term: "experimental",
      definition:
        "Silences of 150 ms and more, by energy and without closures of stops, inside a word. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-vowel-duration": {
      plain: "length of vowels",
      term: "vowel duration, experimental",
      definition:
        "Median duration of the aligned vowels, pauses taken out. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-consonant-duration": {
      plain: "length of consonants",
      term: "consonant duration, experimental",
      definition:
        "Median duration of the aligned consonants, pauses taken out. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-words-recognised": {
      plain: "words a recogniser understood",
      term: "word recognition rate, experimental",
      definition:
        "Share of the words said that the recogniser also hears in a noise when any word of the text may come at any place (SoundSwallower 0.6.3). So much white noise is added that it lies 10 dB below the speech as the recogniser hears it, in every reading alike. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-score-vowels": {
      plain: "precision of vowels",
      term: "acoustic score, experimental",
      definition:
        "Mean acoustic score of the aligned vowels, in a noise that is equal in every reading, nats a frame of 10 ms (longer in slow speech), 0 at best; a room or another voice moves it as far as a disease does. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-score-stops": {
      plain: "precision of stops",
      term: "acoustic score, experimental",
      definition:
        "Mean acoustic score of the aligned stops, in a noise that is equal in every reading, nats a frame of 10 ms (longer in slow speech), 0 at best; a room or another voice moves it as far as a disease does. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-score-fricatives": {
      plain: "precision of fricatives",
      term: "acoustic score, experimental",
      definition:
        "Mean acoustic score of the aligned fricatives, in a noise that is equal in every reading, nats a frame of 10 ms (longer in slow speech), 0 at best; a room or another voice moves it as far as a disease does. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-score-sonorants": {
      plain: "precision of nasals, liquids and glides",
      term: "acoustic score, experimental",
      definition:
        "Mean acoustic score of the aligned nasals, liquids and glides, in a noise that is equal in every reading, nats a frame of 10 ms (longer in slow speech), 0 at best; a room or another voice moves it as far as a disease does. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-consonant-level": {
      plain: "strength of consonants",
      term: "consonant to vowel level, experimental",
      definition:
        "Level of consonants against the vowels beside them in the same word, median. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-spectral-change": {
      plain: "contrast from sound to sound",
      term: "spectral change, experimental",
      definition:
        "Mean difference of the spectral shape (20 mel bands, 100-3700 Hz) between the middles of neighbouring phones of a word; undershoot lowers it. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-f2-slope": {
      plain: "speed of the tongue in diphthongs",
      term: "F2 slope, experimental",
      definition:
        "Mean absolute slope of the second formant over the middle 60 % of diphthongs. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-vowel-dispersion": {
      plain: "room of the vowels in reading",
      term: "dispersion of aligned vowels, experimental",
      definition:
        "Mean distance in F1 and F2 (Bark) of the middles of the aligned vowels from the median vowel, diphthongs left out. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-f1": {
      plain: "first resonance of the vowels read",
      term: "F1 at vowel midpoints, experimental",
      definition:
        "Median of the first formant at the middles of the aligned vowels. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "read-f2": {
      plain: "second resonance of the vowels read",
      term: "F2 at vowel midpoints, experimental",
      definition:
        "Median of the second formant at the middles of the aligned vowels. Experimental: not validated on patients; compare within a person, a text and a microphone only.",
    },
    "ddk-rate": {
      plain: "syllable rate",
      term: "DDK rate",
      definition: "Syllables per second between the first and the last onset, (n - 1) / (last - first).",
    },
    "ddk-regularity": {
      plain: "unevenness of syllables",
      term: "DDK regularity",
      definition: "Mean |difference| of consecutive intervals between onsets.",
    },
    "ddk-cv": {
      plain: "unevenness, relative",
      term: "DDK interval CV",
      definition: "Standard deviation of the intervals between onsets over their mean.",
    },
    "ddk-syllables": {
      plain: "syllables",
      term: "DDK count",
      definition: "Onsets found, or placed by hand.",
    },
    "ddk-syllable-duration": {
      plain: "length of syllables",
      term: "DDK syllable duration",
      definition: "Mean time from the onset to half way (dB) into the next dip.",
    },
    "ddk-pauses": {
      plain: "interruptions",
      term: "DDK pauses",
      definition: "Silences of 0.25 s and more between syllables.",
    },
    "ddk-intensity-slope": {
      plain: "fading of loudness",
      term: "DDK intensity slope",
      definition: "Least-squares slope of the syllables' levels over time.",
    },
    mpt: {
      plain: "longest phonation",
      term: "MPT",
      definition: "Longest voiced stretch without a break of 0.25 s.",
    },
    "digit-intelligibility": {
      plain: "digits understood",
      term: "digit intelligibility",
      definition:
        "Share of the prompted digits that the digit model recognises as themselves; task digits only.",
    },
    "f0-mean": {
      plain: "pitch",
      term: "F0 mean",
      definition: "Mean of voiced frames; Praat To Pitch: 0, floor, ceiling.",
    },
    "f0-sd": {
      plain: "variation of pitch",
      term: "F0 SD",
      definition: "Standard deviation of voiced frames. In a vowel more is worse, in speech less is.",
    },
    "f0-sd-semitones": {
      plain: "liveliness of pitch",
      term: "F0 SD in semitones",
      definition: "Standard deviation of voiced F0 in semitones.",
    },
    "f0-min": {
      plain: "lowest pitch",
      term: "F0 min",
      definition: "Lowest F0 of Praat's contour.",
    },
    "f0-max": {
      plain: "highest pitch",
      term: "F0 max",
      definition: "Highest F0 of Praat's contour.",
    },
    "f0-range": {
      plain: "range of pitch",
      term: "F0 range",
      definition: "12 log2 (highest / lowest F0).",
    },
    "unvoiced-fraction": {
      plain: "share without voice",
      term: "unvoiced fraction",
      definition: "Frames without F0 (Praat's voice report: fraction of locally unvoiced frames).",
    },
    "voice-breaks": {
      plain: "breaks of the voice",
      term: "voice breaks",
      definition: "Gaps between pulses longer than 1.25 / pitch floor.",
    },
    "jitter-local": {
      plain: "steadiness of pitch",
      term: "jitter, local",
      definition:
        "Mean |difference| of consecutive periods over the mean period; Praat 0, 0, 0.0001, 0.02, 1.3.",
    },
    "jitter-local-absolute": {
      plain: "steadiness of pitch",
      term: "jitter, absolute",
      definition: "Mean |difference| of consecutive periods.",
    },
    "jitter-rap": {
      plain: "steadiness of pitch",
      term: "jitter, rap",
      definition: "Relative average perturbation over 3 periods.",
    },
    "jitter-ppq5": {
      plain: "steadiness of pitch",
      term: "jitter, ppq5",
      definition: "Period perturbation quotient over 5 periods.",
    },
    "jitter-ddp": {
      plain: "steadiness of pitch",
      term: "jitter, ddp",
      definition: "Three times rap.",
    },
    "shimmer-local": {
      plain: "steadiness of loudness",
      term: "shimmer, local",
      definition:
        "Mean |difference| of consecutive amplitudes over the mean amplitude; Praat with factor 1.6.",
    },
    "shimmer-local-db": {
      plain: "steadiness of loudness",
      term: "shimmer, local dB",
      definition: "Mean |20 log10| of the ratio of consecutive amplitudes.",
    },
    "shimmer-apq3": {
      plain: "steadiness of loudness",
      term: "shimmer, apq3",
      definition: "Amplitude perturbation quotient over 3 periods.",
    },
    "shimmer-apq5": {
      plain: "steadiness of loudness",
      term: "shimmer, apq5",
      definition: "Amplitude perturbation quotient over 5 periods.",
    },
    "shimmer-apq11": {
      plain: "steadiness of loudness",
      term: "shimmer, apq11",
      definition: "Amplitude perturbation quotient over 11 periods.",
    },
    "shimmer-dda": {
      plain: "steadiness of loudness",
      term: "shimmer, dda",
      definition: "Three times apq3.",
    },
    hnr: {
      plain: "voice against noise",
      term: "HNR",
      definition: "Harmonics-to-noise ratio; Praat To Harmonicity (cc): 0.01, floor, 0.1, 1.0.",
    },
    cpps: {
      plain: "clearness of the voice",
      term: "CPPS",
      definition:
        "Smoothed cepstral peak prominence; Praat To PowerCepstrogram: 60, 0.002, 5000, 50 and Get CPPS as in AVQI.",
    },
    "h1-h2": {
      plain: "breathiness of the source",
      term: "H1-H2",
      definition: "First harmonic over the second, median of voiced frames, not corrected for formants.",
    },
    "spectral-tilt": {
      plain: "fall of the spectrum",
      term: "spectral tilt",
      definition: "Slope of the long-term spectrum over log2 frequency, 100-5000 Hz.",
    },
    "ltas-slope": {
      plain: "high against low frequencies",
      term: "LTAS slope",
      definition:
        "Mean power density of 1-10 kHz over that of 0-1 kHz (Praat Ltas, Get slope: 0, 1000, 1000, 10000, energy).",
    },
    avqi: {
      plain: "overall voice quality",
      term: "AVQI 03.01",
      definition: "Acoustic voice quality index 03.01 over speech and vowel (Barsties & Maryn 2016).",
    },
    abi: {
      plain: "breathiness of the voice",
      term: "ABI",
      definition: "Acoustic breathiness index over speech and vowel (Barsties v. Latoszek et al. 2017).",
    },
    pvi: {
      plain: "tremor 9 to 14 Hz",
      term: "PVI",
      definition:
        "Pathological vibrato index: F0 over its mean, band-passed 9-14 Hz, sum of the mean spectrum (Vashkevich et al. 2019).",
    },
    ppe: {
      plain: "unpredictability of pitch",
      term: "PPE",
      definition: "Pitch period entropy (Little et al. 2009) as the Minsk authors compute it.",
    },
    pfr: {
      plain: "span of pitch in a vowel",
      term: "PFR",
      definition: "Phonatory frequency range, 12 log2 (highest / lowest F0).",
    },
    "f0-range-99": {
      plain: "span of pitch without extremes",
      term: "F0 range 1-99 %",
      definition: "Range between the quantiles 1 % and 99 % of F0, onset and offset left out.",
    },
    "tremor-frequency": {
      plain: "tremor frequency",
      term: "tremor frequency",
      definition: "Strongest modulation of F0 between 2 and 15 Hz.",
    },
    "tremor-amplitude": {
      plain: "tremor strength",
      term: "tremor amplitude",
      definition: "Amplitude of that modulation, zero to peak, of mean F0.",
    },
    "tremor-1-2": {
      plain: "slow waver, 1 to 2 Hz",
      term: "wow",
      definition: "Standard deviation of F0 between 1 and 2 Hz, of its mean.",
    },
    "tremor-3-8": {
      plain: "tremor, 3 to 8 Hz",
      term: "tremor band",
      definition: "Standard deviation of F0 between 3 and 8 Hz, of its mean.",
    },
    "tremor-9-14": {
      plain: "flutter, 9 to 14 Hz",
      term: "flutter",
      definition: "Standard deviation of F0 between 9 and 14 Hz, of its mean.",
    },
    "log-pvi": {
      plain: "tremor 9 to 14 Hz, log",
      term: "ln PVI",
      definition: "Natural logarithm of PVI; model feature.",
    },
    "log-f0-range-99": {
      plain: "span of pitch, log",
      term: "ln F0 range 1-99 %",
      definition: "Natural logarithm of f0-range-99; model feature.",
    },
    "log-f0-sd": {
      plain: "variation of pitch, log",
      term: "ln F0 SD",
      definition: "Natural logarithm of the standard deviation of semitones; model feature.",
    },
    "f0-entropy": {
      plain: "unpredictability of pitch, model feature",
      term: "F0 entropy",
      definition: "Pitch period entropy of the F0 that the other measures of this group see; model feature.",
    },
    "f0-modulation-1-3": {
      plain: "waver of pitch, 1 to 3 Hz",
      term: "F0 modulation 1-3 Hz",
      definition:
        "Natural logarithm of the standard deviation of detrended semitones between 1 and 3 Hz; model feature.",
    },
    "f0-modulation-3-8": {
      plain: "waver of pitch, 3 to 8 Hz",
      term: "F0 modulation 3-8 Hz",
      definition: "The same between 3 and 8 Hz; model feature.",
    },
    "f0-modulation-8-16": {
      plain: "waver of pitch, 8 to 16 Hz",
      term: "F0 modulation 8-16 Hz",
      definition: "The same between 8 and 16 Hz; model feature.",
    },
    "f0-modulation-16-40": {
      plain: "roughness of pitch, 16 to 40 Hz",
      term: "F0 modulation 16-40 Hz",
      definition: "The same between 16 and 40 Hz; model feature.",
    },
    f1: {
      plain: "first resonance",
      term: "F1",
      definition: "Median of the first formant; Praat To Formant (burg): 0, 5, ceiling, 0.025, 50.",
    },
    f2: {
      plain: "second resonance",
      term: "F2",
      definition: "Median of the second formant, as F1.",
    },
    tvsa: {
      plain: "room of the vowels",
      term: "tVSA",
      definition: "Area of the triangle of /a/, /i/, /u/ in F1 and F2.",
    },
    fcr: {
      plain: "centralisation of vowels",
      term: "FCR",
      definition: "Formant centralisation ratio, (F2u + F2a + F1i + F1u) / (F2i + F1a) (Sapir et al. 2010).",
    },
    vai: {
      plain: "distinctness of vowels",
      term: "VAI",
      definition: "Vowel articulation index, 1 / FCR.",
    },
    "f2i-f2u": {
      plain: "reach of the tongue",
      term: "F2i/F2u",
      definition: "Second formant of /i/ over that of /u/.",
    },
    "sound-pressure-level": {
      plain: "loudness, calibrated",
      term: "sound pressure level, mean",
      definition:
        "Mean intensity with the offset of the level calibration: unweighted level at 30 cm from the mouth (Švec & Granqvist 2018).",
    },
    intensity: {
      plain: "loudness of the file, not calibrated",
      term: "intensity, mean",
      definition:
        "Mean intensity of the file (Praat); no sound pressure level without a calibrated microphone.",
    },
    "intensity-sd": {
      plain: "variation of loudness",
      term: "intensity SD",
      definition: "Standard deviation of intensity while there is sound.",
    },
  },
};
