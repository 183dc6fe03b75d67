import type { Words } from "../shape.ts";

const minsk = "Minsk2020 (gehaltenes /a/ und /i/ von 31 Menschen mit ALS und 33 Kontrollen, Belarus)";

const screen = {
  control: "Kontrolle",
  ALS: "ALS",
};

/** Five severities, as the models of the SAND scale name them. */
const severities = {
  "1 severe": "1 schwer",
  "2 moderate": "2 mittelschwer",
  "3 mild": "3 leicht",
  "4 no detectable dysarthria": "4 keine Dysarthrie erkennbar",
  "5 healthy control": "5 gesunde Kontrolle",
};

export const models: Words["models"] = {
  status: {
    recommended: "empfohlen",
    baseline: "Vergleichsmodell",
    experimental: "in Erprobung",
    "simulated-data": "an simulierten Stimmen trainiert: nur zur Schulung und zum Testen",
  },
  statusTag: {
    recommended: "empfohlen",
    baseline: "Vergleich",
    experimental: "in Erprobung",
    "simulated-data": "simulierte Daten",
  },
  kinds: {
    screen: "Hinweis auf ALS",
    "bulbar-involvement": "bulbäre Beteiligung",
    severity: "Schweregrad der Dysarthrie",
    "sound-events": "gehörte Geräusche",
    digits: "gesprochene Ziffern",
  },
  chosenBy: {
    visit: (tasks) => `Für diese Visite gewählte Modelle: ${tasks}.`,
    site: (tasks) => `Von der Einrichtung gewählte Modelle: ${tasks}.`,
  },
  chosenOf: (task, models) => `${task} (${models})`,
  noModel: "keines",
  origins: { shipped: "mit Bulbar ausgeliefert", installed: "hier installiert" },
  likeControls: "keine Dysarthrie erkennbar (wie Kontrollen)",
  control: "Kontrolle",
  of: {
    "als-cnn": {
      name: "ALS-Hinweis (Spektrogramm-Netz)",
      summary:
        "Ähnelt ein gehaltener Vokal den Sprechern mit ALS oder den Kontrollen einer kleinen Stichprobe?",
      trainedOn: `${minsk}.`,
      labels: screen,
    },
    "als-screen-mfcc": {
      name: "ALS-Hinweis (MFCC-Wald)",
      summary:
        "Ähnelt das mittlere Spektrum eines gehaltenen Vokals den Sprechern mit ALS oder den Kontrollen einer kleinen Stichprobe?",
      trainedOn: `${minsk}.`,
      labels: screen,
    },
    "als-screen-voice": {
      name: "ALS-Hinweis (Stimme)",
      summary:
        "Ähnelt die feine Modulation der Tonhöhe in einem gehaltenen Vokal eher der von Sprechern mit ALS als der von Kontrollen?",
      trainedOn: `${minsk}, von Bulbar selbst gemessen.`,
      labels: screen,
    },
    "bulbar-involvement": {
      name: "Bulbäre Beteiligung",
      summary:
        "Wo zwischen der Stimme einer Kontrolle und der bei ALS mit bulbären Zeichen liegt ein gehaltener Vokal?",
      trainedOn:
        "Minsk2020 (gehaltenes /a/ und /i/ von 33 Kontrollen, 7 Menschen mit ALS ohne und 24 mit bulbären Zeichen, Belarus), von Bulbar selbst gemessen.",
      labels: {
        control: "Kontrolle",
        "ALS without bulbar signs": "ALS ohne bulbäre Zeichen",
        "ALS with bulbar signs": "ALS mit bulbären Zeichen",
      },
    },
    "digits-ann": {
      name: "Gesprochene Ziffern (dichtes Netz auf MFCC)",
      summary: "Welche englische Ziffer, null bis neun, wurde in dieser kurzen Aufnahme gesprochen?",
      trainedOn: "Free Spoken Digit Dataset (englische Ziffern, 6 erwachsene Sprecher, 8 kHz).",
      labels: {},
    },
    "digits-cnn": {
      name: "Gesprochene Ziffern (Faltungsnetz)",
      summary: "Welche englische Ziffer, null bis neun, wurde in dieser kurzen Aufnahme gesprochen?",
      trainedOn: "Free Spoken Digit Dataset (englische Ziffern, 6 erwachsene Sprecher, 8 kHz).",
      labels: {},
    },
    "digits-recogniser": {
      name: "Gesprochene Ziffern (Lautmodelle eines allgemeinen Erkenners)",
      summary: "Welche englische Ziffer, null bis neun, wurde in dieser kurzen Aufnahme gesprochen?",
      trainedOn:
        "Akustisches Modell des amerikanischen Englisch (Alpha Cephei 2015, in SoundSwallower 0.6.3), anderswo an vielen Sprechern trainiert; seine Werte kalibriert am Free Spoken Digit Dataset (6 erwachsene Sprecher, 8 kHz).",
      labels: {},
    },
    "severity-features-simulated": {
      name: "Schweregrad in fünf Stufen aus Messwerten (simulierte Stimmen)",
      summary:
        "Welchem der fünf Schweregrade des Stimmsynthesizers ähneln die Messwerte der Vokale und Silben dieser Person?",
      trainedOn: "simulierte Stimmen, nur zur Schulung und zum Testen",
      labels: severities,
    },
    "severity-simulated": {
      name: "Schweregrad in fünf Stufen (simulierte Stimmen)",
      summary: "Welchem der fünf Schweregrade des Stimmsynthesizers ähnelt diese Aufnahme?",
      trainedOn: "simulierte Stimmen, nur zur Schulung und zum Testen",
      labels: severities,
    },
  },
  metrics: {
    AUC: "AUC",
    accuracy: "Trefferquote",
    "macro-F1": "Makro-F1",
    "quadratic kappa": "quadratisches Kappa",
  },
  protocols: {
    folds: (folds) => `${folds}-fach nach Sprechern`,
    repeated: (times) => `${times}-mal wiederholt`,
    speakers: (count) => `${count} Sprecher`,
    someOfSpeakers: (some, all) => `${some} von ${all} Sprechern`,
    fixed: {
      "leave one speaker out": "jeweils ein Sprecher ausgelassen",
      "the corpus's own split": "Aufteilung der Stichprobe selbst",
      "per speaker": "je Sprecher",
      "per recording": "je Aufnahme",
    },
    alone: (task) => `allein aus „${task}“`,
  },
  figure: (metric, value, range, protocol) => `${metric} ${value}${range}; ${protocol}`,
  range: (low, high) => ` (95 %: ${low}–${high})`,
};
