/** What the document and the page of the interface for other programs say. */
export const rest = {
  title: "Bulbar for other programs",
  description:
    "Recordings in, answers out; nothing is kept, nothing of patients can be asked. Research use only, not for diagnosis.\n\nEvery answer names its model, its version, what the model learned from and its honest error; a class never stands without its uncertainty. Errors are `{code, message, remedy}`, in the language of Accept-Language (en, de).",
  token: "The token that `bulbar serve --api` printed.",
  operations: {
    predict: {
      summary: "One model's answer on a recording",
      description:
        "The task: as given, else as the file's name tells (`022_a.wav` is a sustained /a/), else the first of the model asked for, else `vowel-a`; `taskFrom` says which. The model: as asked for, else the first that answers unasked about the task, recommended ones before others. A recording on which the model gives no answer is refused with a code (422).",
    },
    analyzeAudio: {
      summary: "One model's answer with its explanation drawn",
      description:
        "The five most probable classes, a PNG of the spectrogram with the class activation map (Grad-CAM) upon it, the axes, and how the recording was processed. Without a model named: a model of sound events where a trusted one is installed, else the first of the task that shows where it looks. A model that explains itself by contributions gets the plain spectrogram, with its contributions.",
    },
    analyse: {
      summary: "Everything that Bulbar says of a recording",
      description:
        "Quality, measures with their norms and doubts, the answers of every model made for the task, and the findings. The task: as given, else as the file's name tells, else `free`. Norms and models are the program's own, or a site's where the server was started with `--api-site`; `rules` says which.",
    },
    listModels: {
      summary: "The models at hand",
      description: "And the packages that were refused, with the reason.",
    },
    getModel: { summary: "One model with its card", description: "The card is Markdown." },
    health: { summary: "Whether the server answers", description: "Needs no token." },
  },
  fields: {
    file: "The recording: WAV, MP3, FLAC, M4A, OGG, or any other sound that ffmpeg reads.",
    task: "What was spoken.",
    model: "The model to ask.",
    sex: "Sets the ranges of pitch and formants, and with the age the norms.",
    age: "Years; chooses the norms.",
    channel:
      "The channel to take, counted from 1, or `mean`; without it the better one where they are not one voice.",
    passage: "The passage that was read, for words a minute; only for the task `reading`.",
    id: "The model.",
  },
  statuses: {
    "200": "The answer.",
    "400": "The request is malformed.",
    "401": "The token is missing or wrong.",
    "403": "The request was not made for this server.",
    "404": "There is no such address or model.",
    "405": "The address does not take this method.",
    "413": "The request or the recording is larger than allowed.",
    "415": "The body is no form, or the file no recording.",
    "422": "The fields or the recording cannot be used, or the model refuses them.",
    "429": "Too much at a time: again after Retry-After seconds.",
    "500": "The program failed.",
    "503": "The server is stopping, or a part of it is not there.",
    "507": "The server's disk is full or cannot be written.",
  },
};
