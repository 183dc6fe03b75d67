import type { Words } from "../shape.ts";

export const rest: Words["rest"] = {
  title: "Bulbar für andere Programme",
  description:
    "Aufnahmen hinein, Antworten heraus; nichts wird aufbewahrt, nach Patienten kann nicht gefragt werden. Nur für die Forschung, nicht zur Diagnose.\n\nJede Antwort nennt ihr Modell, dessen Version, woraus es gelernt hat und seinen ehrlichen Fehler; eine Klasse steht nie ohne ihre Unsicherheit. Fehler sind `{code, message, remedy}`, in der Sprache von Accept-Language (en, de).",
  token: "Das Token, das `bulbar serve --api` ausgegeben hat.",
  operations: {
    predict: {
      summary: "Antwort eines Modells auf eine Aufnahme",
      description:
        "Die Aufgabe: wie angegeben, sonst nach dem Dateinamen (`022_a.wav` ist ein gehaltenes /a/), sonst die erste des gefragten Modells, sonst `vowel-a`; `taskFrom` sagt, welches davon. Das Modell: wie gefragt, sonst das erste, das zur Aufgabe ungefragt antwortet, empfohlene vor anderen. Eine Aufnahme, auf die das Modell keine Antwort gibt, wird mit einem Code abgelehnt (422).",
    },
    analyzeAudio: {
      summary: "Antwort eines Modells mit gezeichneter Erklärung",
      description:
        "Die fünf wahrscheinlichsten Klassen, ein PNG des Spektrogramms mit der Karte der Klassenaktivierung (Grad-CAM), die Achsen, und wie die Aufnahme verarbeitet wurde. Ohne genanntes Modell: eines für Schallereignisse, wo ein vertrauenswürdiges installiert ist, sonst das erste der Aufgabe, das zeigt, wohin es schaut. Ein Modell, das sich durch Beiträge erklärt, bekommt das bloße Spektrogramm, mit seinen Beiträgen.",
    },
    analyse: {
      summary: "Alles, was Bulbar zu einer Aufnahme sagt",
      description:
        "Qualität, Messwerte mit Normen und Zweifeln, die Antworten aller für die Aufgabe gemachten Modelle und die Befunde. Die Aufgabe: wie angegeben, sonst nach dem Dateinamen, sonst `free`. Normen und Modelle sind die des Programms oder, wenn der Server mit `--api-site` gestartet wurde, die einer Einrichtung; `rules` sagt, welche.",
    },
    listModels: {
      summary: "Die vorhandenen Modelle",
      description: "Und die abgelehnten Pakete, mit dem Grund.",
    },
    getModel: { summary: "Ein Modell mit seiner Karte", description: "Die Karte ist Markdown." },
    health: { summary: "Ob der Server antwortet", description: "Braucht kein Token." },
  },
  fields: {
    file: "Die Aufnahme: WAV, MP3, FLAC, M4A, OGG oder was ffmpeg sonst an Ton liest.",
    task: "Was gesprochen wurde.",
    model: "Das zu fragende Modell.",
    sex: "Bestimmt die Bereiche von Tonhöhe und Formanten, mit dem Alter die Normen.",
    age: "Jahre; bestimmt die Normen.",
    channel:
      "Der zu nehmende Kanal, ab 1 gezählt, oder `mean`; ohne Angabe der bessere, wo sie nicht eine Stimme sind.",
    passage: "Der gelesene Text, für Wörter je Minute; nur zur Aufgabe `reading`.",
    id: "Das Modell.",
  },
  statuses: {
    "200": "Die Antwort.",
    "400": "Die Anfrage ist fehlerhaft aufgebaut.",
    "401": "Das Token fehlt oder ist falsch.",
    "403": "Die Anfrage galt nicht diesem Server.",
    "404": "Diese Adresse oder dieses Modell gibt es nicht.",
    "405": "Die Adresse nimmt diese Methode nicht an.",
    "413": "Die Anfrage oder die Aufnahme ist größer als erlaubt.",
    "415": "Der Inhalt ist kein Formular, oder die Datei keine Aufnahme.",
    "422": "Die Felder oder die Aufnahme sind nicht zu gebrauchen, oder das Modell lehnt sie ab.",
    "429": "Zu viel auf einmal: nach Retry-After Sekunden erneut.",
    "500": "Das Programm ist gescheitert.",
    "503": "Der Server wird beendet, oder ein Teil von ihm fehlt.",
    "507": "Der Datenträger des Servers ist voll oder nicht beschreibbar.",
  },
};
