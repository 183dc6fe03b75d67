import type { Words } from "../shape.ts";

export const measures: Words["measures"] = {
  families: {
    timing: "Zeit und Artikulation",
    precision: "Genauigkeit beim Lesen",
    pitch: "Tonhöhe",
    steadiness: "Stetigkeit",
    clarity: "Klarheit",
    tremor: "Tremor",
    resonance: "Resonanz",
    loudness: "Lautstärke",
    other: "Weitere",
  },
  units: {
    1: "",
    "1/s": "pro s",
    count: "",
    "Hz^2": "Hz²",
    semitones: "Halbtöne",
    "ln semitones": "ln Halbtöne",
    "dB/octave": "dB pro Oktave",
    "Hz/ms": "Hz pro ms",
    nats: "Nat",
    "dB/s": "dB pro s",
    bit: "Bit",
    points: "Punkte",
    words: "Wörter",
    "1/min": "pro min",
    probability: "",
  },
  worse: { higher: "Dysarthrie erhöht den Wert meist.", lower: "Dysarthrie senkt den Wert meist." },
  stability: {
    good: (source) => `Wiederholungszuverlässigkeit: gut (${source}).`,
    moderate: (source) => `Wiederholungszuverlässigkeit: mäßig (${source}).`,
    unknown: () => "Wiederholungszuverlässigkeit: keine Angabe gefunden.",
  },
  alsfrs: {
    "alsfrs-speech": "ALSFRS-R Sprache",
    "alsfrs-bulbar": "ALSFRS-R bulbär",
    "alsfrs-total": "ALSFRS-R gesamt",
  },
  expectedLevel: (model) => `${model}: erwartete Stufe`,
  probability: (model, label) => `${model}: Wahrscheinlichkeit für ${label}`,
  cepstral: (number) => `MFCC ${number}`,
  cepstralMean: (number) => `MFCC ${number}, Mittel`,
  named: (plain, term) => `${plain} (${term})`,
  ofTask: (measure, task) => `${measure}, ${task}`,
  /** What listeners judge, in the same form. */
  heard: {
    "sentence-intelligibility": {
      plain: "verstandene Wörter",
      term: "Satzverständlichkeit",
      definition:
        "Anteil der Wörter unbekannter Sätze, die ein Hörer, der sie nicht kennt, richtig aufschrieb; falsch geschrieben ist falsch (eigene Sätze und Auswertung). Englisch: kleinste Änderung jenseits des Fehlers 12,07 %, kleinste für Patienten bedeutsame 1,43 % (Stipancic et al. 2018, Sentence Intelligibility Test).",
    },
    "listening-effort": {
      plain: "Höranstrengung",
      term: "",
      definition:
        "Marke eines verblindeten Hörers auf einer Linie von 0 (keine Anstrengung) bis 100 (größte). Bei ALS stieg sie um 0,77 im Monat, bei Gesunden um 0,005 (medRxiv 2024.05.31.24308140).",
    },
    "rated-intelligibility": {
      plain: "Verständlichkeit nach Gehör",
      term: "visuelle Analogskala",
      definition:
        "Marke eines verblindeten Hörers auf einer Linie von 0 (nichts verstanden) bis 100 % (alles).",
    },
    "grbas-grade": {
      plain: "Heiserkeit nach Gehör",
      term: "GRBAS Grad",
      definition: "Verblindeter Hörer, 0 (keine) bis 3 (schwer) (Hirano 1981).",
    },
    "grbas-roughness": {
      plain: "Rauigkeit nach Gehör",
      term: "GRBAS Rauigkeit",
      definition: "Verblindeter Hörer, 0 (keine) bis 3 (schwer) (Hirano 1981).",
    },
    "grbas-breathiness": {
      plain: "Behauchtheit nach Gehör",
      term: "GRBAS Behauchtheit",
      definition: "Verblindeter Hörer, 0 (keine) bis 3 (schwer) (Hirano 1981).",
    },
    "grbas-asthenia": {
      plain: "Kraftlosigkeit nach Gehör",
      term: "GRBAS Asthenie",
      definition: "Verblindeter Hörer, 0 (keine) bis 3 (schwer) (Hirano 1981).",
    },
    "grbas-strain": {
      plain: "Gepresstheit nach Gehör",
      term: "GRBAS Gepresstheit",
      definition: "Verblindeter Hörer, 0 (keine) bis 3 (schwer) (Hirano 1981).",
    },
    hypernasality: {
      plain: "näselnder Klang nach Gehör",
      term: "Hypernasalität",
      definition:
        "Verblindeter Hörer, 0 (keine) bis 3 (schwer); nichts, was gemessen wird, steht für die Resonanz.",
    },
  },
  of: {
    "speaking-rate-wpm": {
      plain: "Wörter je Minute",
      term: "Sprechrate",
      definition:
        "Wörter des gelesenen Textes je Minute vom ersten bis zum letzten Laut, Pausen eingeschlossen; nur wenn der Text bekannt ist (Grenze und Fehler: Front Neurol 2021;12:664713, Stipancic et al. 2018).",
    },
    "speaking-rate": {
      plain: "Sprechtempo",
      term: "Sprechrate",
      definition:
        "Silbenkerne je Sekunde vom ersten bis zum letzten Laut, Pausen eingeschlossen (de Jong & Wempe 2009).",
    },
    "articulation-rate": {
      plain: "Tempo ohne Pausen",
      term: "Artikulationsrate",
      definition: "Silbenkerne je Sekunde Laut, ohne Pausen (de Jong & Wempe 2009).",
    },
    "pause-ratio": {
      plain: "Anteil der Pausen",
      term: "Pausenanteil",
      definition:
        "Stille ab 0,3 s an der Zeit vom ersten bis zum letzten Laut; Stille liegt 25 dB unter den lauten Teilen.",
    },
    "pause-count": {
      plain: "Zahl der Pausen",
      term: "Pausenzahl",
      definition: "Stille ab 0,3 s.",
    },
    "pause-mean": {
      plain: "Länge der Pausen",
      term: "mittlere Pause",
      definition: "Mittlere Länge der Stille ab 0,3 s.",
    },
    "speech-syllables": {
      plain: "gesprochene Silben",
      term: "Silbenzahl",
      definition:
        "Silbenkerne: stimmhafte Gipfel der Intensität, denen ein Abfall von 2 dB folgt (de Jong & Wempe 2009).",
    },
    "read-words-rate": {
      plain: "Wörter je Minute, zugeordnet",
      term: "zugeordnete Sprechrate, experimentell",
      definition:
        "Gesprochene Wörter, auch doppelt gesprochene, je Minute vom Beginn des ersten bis zum Ende des letzten; Zeiten aus der Zuordnung der Lesung zu ihrem Text. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-articulation-rate": {
      plain: "Tempo ohne Pausen, zugeordnet",
      term: "zugeordnete Artikulationsrate, experimentell",
      definition:
        "Vokale der zugeordneten Wörter je Sekunde, Pausen ab 150 ms ausgenommen. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-pause-ratio": {
      plain: "Anteil kurzer und langer Pausen",
      term: "Pausenanteil ab 150 ms, experimentell",
      definition:
        "Stille ab 150 ms, nach der Energie und ohne Verschlüsse von Plosiven, in der Zeit vom ersten bis zum letzten Wort. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-pauses-between": {
      plain: "Pausen zwischen Wörtern",
      term: "experimentell",
      definition:
        "Stille ab 150 ms, nach der Energie und ohne Verschlüsse von Plosiven, wo ein Wort endet oder beginnt. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-pauses-inside": {
      plain: "Pausen in Wörtern",
      term: "experimentell",
      definition:
        "Stille ab 150 ms, nach der Energie und ohne Verschlüsse von Plosiven, mitten in einem Wort. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-vowel-duration": {
      plain: "Länge der Vokale",
      term: "Vokaldauer, experimentell",
      definition:
        "Median der Dauer der zugeordneten Vokale, ohne Pausen. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-consonant-duration": {
      plain: "Länge der Konsonanten",
      term: "Konsonantendauer, experimentell",
      definition:
        "Median der Dauer der zugeordneten Konsonanten, ohne Pausen. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-words-recognised": {
      plain: "vom Erkenner verstandene Wörter",
      term: "Worterkennungsrate, experimentell",
      definition:
        "Anteil der gesprochenen Wörter, die der Erkenner auch im Rauschen hört, wenn an jeder Stelle jedes Wort des Textes stehen darf (SoundSwallower 0.6.3). Weißes Rauschen wird zugesetzt, bis es, wie der Erkenner hört, 10 dB unter der Sprache liegt, in jeder Lesung gleich. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-score-vowels": {
      plain: "Genauigkeit: Vokale",
      term: "akustischer Wert, experimentell",
      definition:
        "Mittlerer akustischer Wert der zugeordneten Laute (Vokale), in einem in jeder Lesung gleichen Rauschen, Nat je Zeitfenster von 10 ms (bei langsamem Sprechen länger), bestenfalls 0; ein Raum oder eine andere Stimme bewegt ihn so weit wie eine Krankheit. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-score-stops": {
      plain: "Genauigkeit: Plosive",
      term: "akustischer Wert, experimentell",
      definition:
        "Mittlerer akustischer Wert der zugeordneten Laute (Plosive), in einem in jeder Lesung gleichen Rauschen, Nat je Zeitfenster von 10 ms (bei langsamem Sprechen länger), bestenfalls 0; ein Raum oder eine andere Stimme bewegt ihn so weit wie eine Krankheit. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-score-fricatives": {
      plain: "Genauigkeit: Frikative",
      term: "akustischer Wert, experimentell",
      definition:
        "Mittlerer akustischer Wert der zugeordneten Laute (Frikative), in einem in jeder Lesung gleichen Rauschen, Nat je Zeitfenster von 10 ms (bei langsamem Sprechen länger), bestenfalls 0; ein Raum oder eine andere Stimme bewegt ihn so weit wie eine Krankheit. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-score-sonorants": {
      plain: "Genauigkeit: Nasale, Liquide und Gleitlaute",
      term: "akustischer Wert, experimentell",
      definition:
        "Mittlerer akustischer Wert der zugeordneten Laute (Nasale, Liquide und Gleitlaute), in einem in jeder Lesung gleichen Rauschen, Nat je Zeitfenster von 10 ms (bei langsamem Sprechen länger), bestenfalls 0; ein Raum oder eine andere Stimme bewegt ihn so weit wie eine Krankheit. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-consonant-level": {
      plain: "Stärke der Konsonanten",
      term: "Pegel Konsonant gegen Vokal, experimentell",
      definition:
        "Pegel der Konsonanten gegen die Vokale daneben im selben Wort, Median. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-spectral-change": {
      plain: "Kontrast von Laut zu Laut",
      term: "spektrale Änderung, experimentell",
      definition:
        "Mittlerer Unterschied der spektralen Form (20 Mel-Bänder, 100-3700 Hz) zwischen den Mitten benachbarter Laute eines Wortes; Verfehlen der Ziele senkt ihn. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-f2-slope": {
      plain: "Tempo der Zunge in Diphthongen",
      term: "F2-Steigung, experimentell",
      definition:
        "Mittelwert der absoluten Steigung des zweiten Formanten über die mittleren 60 % der Diphthonge. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-vowel-dispersion": {
      plain: "Raum der Vokale beim Lesen",
      term: "Streuung der zugeordneten Vokale, experimentell",
      definition:
        "Mittlerer Abstand der Mitten der zugeordneten Vokale vom mittleren Vokal (Median) in F1 und F2, in Bark, ohne Diphthonge. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-f1": {
      plain: "erste Resonanz der gelesenen Vokale",
      term: "F1 in Vokalmitten, experimentell",
      definition:
        "Median des ersten Formanten in den Mitten der zugeordneten Vokale. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "read-f2": {
      plain: "zweite Resonanz der gelesenen Vokale",
      term: "F2 in Vokalmitten, experimentell",
      definition:
        "Median des zweiten Formanten in den Mitten der zugeordneten Vokale. Experimentell: nicht an Patienten validiert; nur innerhalb einer Person, eines Textes und eines Mikrofons vergleichen.",
    },
    "ddk-rate": {
      plain: "Silbenrate",
      term: "DDK-Rate",
      definition: "Silben je Sekunde zwischen erstem und letztem Einsatz, (n - 1) / (letzter - erster).",
    },
    "ddk-regularity": {
      plain: "Ungleichmäßigkeit der Silben",
      term: "DDK-Regelmäßigkeit",
      definition: "Mittel der |Differenz| aufeinanderfolgender Abstände der Einsätze.",
    },
    "ddk-cv": {
      plain: "Ungleichmäßigkeit, relativ",
      term: "DDK-Variationskoeffizient",
      definition: "Standardabweichung der Abstände der Einsätze durch ihr Mittel.",
    },
    "ddk-syllables": {
      plain: "Silben",
      term: "DDK-Anzahl",
      definition: "Gefundene oder von Hand gesetzte Einsätze.",
    },
    "ddk-syllable-duration": {
      plain: "Länge der Silben",
      term: "DDK-Silbendauer",
      definition: "Mittlere Zeit vom Einsatz bis zur halben Tiefe (dB) des nächsten Abfalls.",
    },
    "ddk-pauses": {
      plain: "Unterbrechungen",
      term: "DDK-Pausen",
      definition: "Stille ab 0,25 s zwischen Silben.",
    },
    "ddk-intensity-slope": {
      plain: "Nachlassen der Lautstärke",
      term: "DDK-Intensitätsverlauf",
      definition: "Steigung der Silbenpegel über die Zeit, kleinste Quadrate.",
    },
    mpt: {
      plain: "längste Phonation",
      term: "Tonhaltedauer (MPT)",
      definition: "Längster stimmhafter Abschnitt ohne Unterbrechung von 0,25 s.",
    },
    "digit-intelligibility": {
      plain: "verstandene Ziffern",
      term: "Ziffernverständlichkeit",
      definition:
        "Anteil der vorgegebenen Ziffern, die das Ziffernmodell als solche erkennt; nur Aufgabe Ziffern.",
    },
    "f0-mean": {
      plain: "Tonhöhe",
      term: "F0-Mittel",
      definition: "Mittel der stimmhaften Zeitfenster; Praat To Pitch: 0, Untergrenze, Obergrenze.",
    },
    "f0-sd": {
      plain: "Schwankung der Tonhöhe",
      term: "F0-SD",
      definition:
        "Standardabweichung der stimmhaften Zeitfenster. Im Vokal ist mehr schlechter, in der Sprache weniger.",
    },
    "f0-sd-semitones": {
      plain: "Lebendigkeit der Tonhöhe",
      term: "F0-SD in Halbtönen",
      definition: "Standardabweichung der stimmhaften F0 in Halbtönen.",
    },
    "f0-min": {
      plain: "tiefste Tonhöhe",
      term: "F0-Minimum",
      definition: "Tiefste F0 der Praat-Kontur.",
    },
    "f0-max": {
      plain: "höchste Tonhöhe",
      term: "F0-Maximum",
      definition: "Höchste F0 der Praat-Kontur.",
    },
    "f0-range": {
      plain: "Umfang der Tonhöhe",
      term: "F0-Umfang",
      definition: "12 log2 (höchste / tiefste F0).",
    },
    "unvoiced-fraction": {
      plain: "Anteil ohne Stimme",
      term: "stimmloser Anteil",
      definition: "Zeitfenster ohne F0 (Praat, Voice report: fraction of locally unvoiced frames).",
    },
    "voice-breaks": {
      plain: "Stimmabbrüche",
      term: "voice breaks",
      definition: "Lücken zwischen Pulsen, länger als 1,25 / Untergrenze der Tonhöhe.",
    },
    "jitter-local": {
      plain: "Stetigkeit der Tonhöhe",
      term: "Jitter, lokal",
      definition:
        "Mittel der |Differenz| aufeinanderfolgender Perioden durch die mittlere Periode; Praat 0, 0, 0,0001, 0,02, 1,3.",
    },
    "jitter-local-absolute": {
      plain: "Stetigkeit der Tonhöhe",
      term: "Jitter, absolut",
      definition: "Mittel der |Differenz| aufeinanderfolgender Perioden.",
    },
    "jitter-rap": {
      plain: "Stetigkeit der Tonhöhe",
      term: "Jitter, RAP",
      definition: "Relative mittlere Perturbation über 3 Perioden.",
    },
    "jitter-ppq5": {
      plain: "Stetigkeit der Tonhöhe",
      term: "Jitter, PPQ5",
      definition: "Perioden-Perturbationsquotient über 5 Perioden.",
    },
    "jitter-ddp": {
      plain: "Stetigkeit der Tonhöhe",
      term: "Jitter, DDP",
      definition: "Das Dreifache von RAP.",
    },
    "shimmer-local": {
      plain: "Stetigkeit der Lautstärke",
      term: "Shimmer, lokal",
      definition:
        "Mittel der |Differenz| aufeinanderfolgender Amplituden durch die mittlere Amplitude; Praat mit Faktor 1,6.",
    },
    "shimmer-local-db": {
      plain: "Stetigkeit der Lautstärke",
      term: "Shimmer, lokal, dB",
      definition: "Mittel von |20 log10| des Verhältnisses aufeinanderfolgender Amplituden.",
    },
    "shimmer-apq3": {
      plain: "Stetigkeit der Lautstärke",
      term: "Shimmer, APQ3",
      definition: "Amplituden-Perturbationsquotient über 3 Perioden.",
    },
    "shimmer-apq5": {
      plain: "Stetigkeit der Lautstärke",
      term: "Shimmer, APQ5",
      definition: "Amplituden-Perturbationsquotient über 5 Perioden.",
    },
    "shimmer-apq11": {
      plain: "Stetigkeit der Lautstärke",
      term: "Shimmer, APQ11",
      definition: "Amplituden-Perturbationsquotient über 11 Perioden.",
    },
    "shimmer-dda": {
      plain: "Stetigkeit der Lautstärke",
      term: "Shimmer, DDA",
      definition: "Das Dreifache von APQ3.",
    },
    hnr: {
      plain: "Stimme gegen Rauschen",
      term: "HNR",
      definition:
        "Verhältnis von Harmonischen zu Rauschen; Praat To Harmonicity (cc): 0,01, Untergrenze, 0,1, 1,0.",
    },
    cpps: {
      plain: "Klarheit der Stimme",
      term: "CPPS",
      definition:
        "Geglättete cepstrale Gipfelhöhe; Praat To PowerCepstrogram: 60, 0,002, 5000, 50 und Get CPPS wie im AVQI.",
    },
    "h1-h2": {
      plain: "Behauchtheit der Quelle",
      term: "H1-H2",
      definition:
        "Erste Harmonische über der zweiten, Median der stimmhaften Zeitfenster, nicht um Formanten berichtigt.",
    },
    "spectral-tilt": {
      plain: "Abfall des Spektrums",
      term: "spektrale Neigung",
      definition: "Steigung des Langzeitspektrums über log2 der Frequenz, 100-5000 Hz.",
    },
    "ltas-slope": {
      plain: "hohe gegen tiefe Frequenzen",
      term: "LTAS-Neigung",
      definition:
        "Mittlere Leistungsdichte von 1-10 kHz über der von 0-1 kHz (Praat Ltas, Get slope: 0, 1000, 1000, 10000, energy).",
    },
    avqi: {
      plain: "Stimmqualität insgesamt",
      term: "AVQI 03.01",
      definition: "Acoustic Voice Quality Index 03.01 über Sprache und Vokal (Barsties & Maryn 2016).",
    },
    abi: {
      plain: "Behauchtheit der Stimme",
      term: "ABI",
      definition: "Acoustic Breathiness Index über Sprache und Vokal (Barsties v. Latoszek et al. 2017).",
    },
    pvi: {
      plain: "Tremor 9 bis 14 Hz",
      term: "PVI",
      definition:
        "Pathological Vibrato Index: F0 durch ihr Mittel, Bandpass 9-14 Hz, Summe des mittleren Spektrums (Vashkevich et al. 2019).",
    },
    ppe: {
      plain: "Unvorhersagbarkeit der Tonhöhe",
      term: "PPE",
      definition: "Pitch Period Entropy (Little et al. 2009), wie die Minsker Autoren sie berechnen.",
    },
    pfr: {
      plain: "Spanne der Tonhöhe im Vokal",
      term: "PFR",
      definition: "Phonatory Frequency Range, 12 log2 (höchste / tiefste F0).",
    },
    "f0-range-99": {
      plain: "Spanne der Tonhöhe ohne Extreme",
      term: "F0-Spanne 1-99 %",
      definition: "Spanne zwischen den Quantilen 1 % und 99 % der F0, Ein- und Ausschwingen ausgelassen.",
    },
    "tremor-frequency": {
      plain: "Tremorfrequenz",
      term: "Tremorfrequenz (F0)",
      definition: "Stärkste Modulation der F0 zwischen 2 und 15 Hz.",
    },
    "tremor-amplitude": {
      plain: "Tremorstärke",
      term: "Tremoramplitude",
      definition: "Amplitude dieser Modulation, null bis Gipfel, bezogen auf die mittlere F0.",
    },
    "tremor-1-2": {
      plain: "langsames Schwanken, 1 bis 2 Hz",
      term: "Wow",
      definition: "Standardabweichung der F0 zwischen 1 und 2 Hz, bezogen auf ihr Mittel.",
    },
    "tremor-3-8": {
      plain: "Tremor, 3 bis 8 Hz",
      term: "Tremorband",
      definition: "Standardabweichung der F0 zwischen 3 und 8 Hz, bezogen auf ihr Mittel.",
    },
    "tremor-9-14": {
      plain: "Flattern, 9 bis 14 Hz",
      term: "Flutter",
      definition: "Standardabweichung der F0 zwischen 9 und 14 Hz, bezogen auf ihr Mittel.",
    },
    "log-pvi": {
      plain: "Tremor 9 bis 14 Hz, log.",
      term: "ln PVI",
      definition: "Natürlicher Logarithmus des PVI; Modellmerkmal.",
    },
    "log-f0-range-99": {
      plain: "Spanne der Tonhöhe, log.",
      term: "ln F0-Spanne 1-99 %",
      definition: "Natürlicher Logarithmus von f0-range-99; Modellmerkmal.",
    },
    "log-f0-sd": {
      plain: "Schwankung der Tonhöhe, log.",
      term: "ln F0-SD",
      definition: "Natürlicher Logarithmus der Standardabweichung der Halbtöne; Modellmerkmal.",
    },
    "f0-entropy": {
      plain: "Unvorhersagbarkeit der Tonhöhe, Modellmerkmal",
      term: "F0-Entropie",
      definition: "Pitch Period Entropy der F0, die die übrigen Maße dieser Gruppe sehen; Modellmerkmal.",
    },
    "f0-modulation-1-3": {
      plain: "Schwanken der Tonhöhe, 1 bis 3 Hz",
      term: "F0-Modulation 1-3 Hz",
      definition:
        "Natürlicher Logarithmus der Standardabweichung der trendbereinigten Halbtöne zwischen 1 und 3 Hz; Modellmerkmal.",
    },
    "f0-modulation-3-8": {
      plain: "Schwanken der Tonhöhe, 3 bis 8 Hz",
      term: "F0-Modulation 3-8 Hz",
      definition: "Dasselbe zwischen 3 und 8 Hz; Modellmerkmal.",
    },
    "f0-modulation-8-16": {
      plain: "Schwanken der Tonhöhe, 8 bis 16 Hz",
      term: "F0-Modulation 8-16 Hz",
      definition: "Dasselbe zwischen 8 und 16 Hz; Modellmerkmal.",
    },
    "f0-modulation-16-40": {
      plain: "Rauigkeit der Tonhöhe, 16 bis 40 Hz",
      term: "F0-Modulation 16-40 Hz",
      definition: "Dasselbe zwischen 16 und 40 Hz; Modellmerkmal.",
    },
    f1: {
      plain: "erste Resonanz",
      term: "F1",
      definition: "Median des ersten Formanten; Praat To Formant (burg): 0, 5, Obergrenze, 0,025, 50.",
    },
    f2: {
      plain: "zweite Resonanz",
      term: "F2",
      definition: "Median des zweiten Formanten, wie F1.",
    },
    tvsa: {
      plain: "Raum der Vokale",
      term: "tVSA",
      definition: "Fläche des Dreiecks aus /a/, /i/, /u/ in F1 und F2.",
    },
    fcr: {
      plain: "Zentralisierung der Vokale",
      term: "FCR",
      definition: "Formant Centralization Ratio, (F2u + F2a + F1i + F1u) / (F2i + F1a) (Sapir et al. 2010).",
    },
    vai: {
      plain: "Unterscheidbarkeit der Vokale",
      term: "VAI",
      definition: "Vowel Articulation Index, 1 / FCR.",
    },
    "f2i-f2u": {
      plain: "Beweglichkeit der Zunge",
      term: "F2i/F2u",
      definition: "Zweiter Formant von /i/ durch den von /u/.",
    },
    "sound-pressure-level": {
      plain: "Lautstärke, kalibriert",
      term: "Schalldruckpegel, Mittel",
      definition:
        "Mittlere Intensität mit dem Abstand der Pegelkalibrierung: unbewerteter Pegel in 30 cm Abstand vom Mund (Švec & Granqvist 2018).",
    },
    intensity: {
      plain: "Lautstärke der Datei, nicht kalibriert",
      term: "Intensität, Mittel",
      definition: "Mittlere Intensität der Datei (Praat); ohne kalibriertes Mikrofon kein Schalldruckpegel.",
    },
    "intensity-sd": {
      plain: "Schwankung der Lautstärke",
      term: "Intensität, SD",
      definition: "Standardabweichung der Intensität, solange Laut da ist.",
    },
  },
};
