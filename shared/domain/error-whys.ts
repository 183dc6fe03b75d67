/**
 * Why an error of a code happened, in particular, each with the names of the facts that it brings; in words in
 * `shared/words/<language>/error-whys.ts`. A code without an entry says all by itself.
 */
export const errorWhys = {
  "file-not-found": { folder: [], "not-a-file": [], "no-permission": [], missing: [] },
  "file-not-audio": { text: [], "no-format": [] },
  "file-empty": { "no-bytes": [], "no-samples": [] },
  "file-corrupt": {
    "no-channels": [],
    "no-rate": [],
    "sample-too-large": ["seconds", "value"],
    "sample-not-a-number": ["seconds"],
    "wav-no-format": [],
    "wav-no-sound": [],
    "wav-header-cut": [],
    "wav-contradicts": ["channels", "bits", "blockBytes"],
    "no-sound-decoded": [],
  },
  "audio-too-long": { lasts: ["minutes", "limit"], "lasts-more": ["limit"] },
  "audio-too-large": {
    samples: ["limitMillions", "rateHz"],
    bytes: ["gibibytes", "limit"],
    decoded: ["limitMebibytes"],
  },
  "audio-format-unsupported": {
    channels: ["channels", "limit"],
    rate: ["rateHz", "lowest", "highest"],
    codec: [],
  },
  "ffmpeg-missing": { "not-in-program": [] },
  "decode-timeout": { late: ["seconds"] },
  "model-not-found": { "not-here": ["models"], "not-installed": [], "no-download": ["downloads"] },
  "model-invalid": {
    "no-manifest": [],
    "other-id": ["model"],
    "not-json": [],
    schema: [],
    "lists-itself": [],
    "no-graph": [],
    roles: [],
    "too-large": [],
    "file-too-large": ["name"],
    "outside-folder": ["name"],
    "file-name": ["name"],
    twice: ["name"],
    "no-zip": [],
    "too-many-files": ["limit"],
    link: [],
    unnamed: ["name"],
    size: ["name", "bytes", "expected"],
    missing: ["name"],
    unpack: ["name"],
    "no-output": ["output"],
    "self-test": [],
  },
  "model-tampered": { differs: [], missing: [], "other-download": [] },
  "model-refused-task": {
    task: ["task", "tasks"],
    "none-unasked": ["task"],
    measures: ["sets"],
    "no-map": [],
  },
  "model-refused-length": { long: ["seconds", "limit"], short: ["seconds", "needed"], words: ["words"] },
  "model-refused-recording": { unusable: ["reasons"] },
  "model-failed": {
    probabilities: ["found", "labels"],
    "self-test-late": ["seconds"],
    "self-test-failed": [],
    "self-test-ended": [],
    "self-test-memory": ["megabytes"],
  },
  "not-found": {
    "no-history": [],
    patient: [],
    visit: [],
    recording: [],
    sound: [],
    report: [],
    treatment: [],
    user: [],
    "no-patient": ["asked"],
    "no-connection": [],
    "address-answered": ["status"],
  },
  "invalid-input": {
    "backup-folder-in-part": [],
    "no-backup-folder": [],
    channel: ["channels", "asked"],
    "not-analysed": [],
    "code-taken": ["code"],
    "pitch-range": ["floor", "ceiling"],
    "shipped-model": [],
    "no-reason": [],
    norms: [],
    upload: [],
    class: ["label", "classes"],
    field: ["field", "value"],
    "field-missing": ["field"],
    "field-unknown": ["field"],
    "field-options": ["field", "value", "options"],
    "field-least": ["field", "value", "limit"],
    "field-most": ["field", "value", "limit"],
    "field-date": ["field", "value"],
    "user-name-taken": ["name"],
    "last-administrator": [],
  },
  "not-permitted": { "not-confirmed": [] },
  "not-logged-on": { "no-users": [], ended: [], "change-password": [] },
  "log-on-refused": {
    wrong: [],
    wait: ["seconds"],
    disabled: [],
    "recovery-key": [],
    "no-such-user": [],
    "other-device": [],
  },
  "password-refused": { short: [], long: [], "is-name": [], simple: [], same: [] },
  "vault-damaged": { shape: [], future: [], changed: [] },
  "history-locked": {
    "other-key": [],
    "busy-unchanged": [],
    "no-key": [],
    busy: [],
    "key-damaged": [],
    "key-missing": [],
    "key-wrong": [],
  },
  "history-from-future": { schema: ["found", "known"], analysis: [] },
  "history-corrupt": { analysis: [] },
  "certificate-needed": { "not-all": [], "not-read": [], "no-pair": [] },
  "request-malformed": {
    address: [],
    form: [],
    "no-file": [],
    "several-files": [],
    "too-many-fields": ["limit"],
    "field-too-long": ["field", "limit"],
    "field-twice": ["field"],
  },
  "request-foreign": { host: [], origin: [] },
  "method-not-allowed": { only: ["methods"] },
  "request-too-large": { bytes: ["limitMegabytes"] },
  "media-type-unsupported": { form: [] },
  "too-many-requests": { "at-once": ["limit", "seconds"], "in-a-minute": ["limit", "seconds"] },
  "table-invalid": { "no-column": ["column", "columns"], line: ["line"] },
  "batch-refused": {
    "other-settings": ["settings"],
    "other-files": ["number", "expected", "found"],
    "in-use": [],
    "no-settings": [],
    "not-complete": [],
    shards: ["count", "shards"],
  },
  "evaluation-refused": {
    labels: ["labels", "classes"],
    "no-label": ["row"],
    "no-answer": [],
  },
  usage: { "batch-source": [] },
  "port-unavailable": { taken: ["port"], forbidden: ["port"], failed: ["port"] },
  "storage-unavailable": { "no-backup-folder": [] },
  "storage-in-the-way": { "no-backup": [] },
  internal: { "history-process": [] },
  "backup-invalid": { "not-a-backup": [], damaged: [] },
} as const satisfies Record<string, Record<string, readonly string[]>>;

type Whys = typeof errorWhys;

/** A fact of an error: a number in the unit that its name says, a name, codes with ", " between. */
export type ErrorFact = string | number;

/** Why, with its facts, of a code. */
export type WhyOf<Code extends string> = Code extends keyof Whys
  ? {
      [Why in keyof Whys[Code]]: {
        why: Why;
      } & (Whys[Code][Why] extends readonly []
        ? { facts?: undefined }
        : Whys[Code][Why] extends readonly string[]
          ? { facts: Record<Whys[Code][Why][number], ErrorFact> }
          : never);
    }[keyof Whys[Code]]
  : never;
