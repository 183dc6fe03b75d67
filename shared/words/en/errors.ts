/** Errors by code; what says why in particular stands in error-whys.ts. */
export const errors = {
  "file-not-found": {
    reason: "does not exist or may not be read.",
    remedy: "Check the name, the folder and the permission to read it.",
  },
  "file-empty": {
    reason: "holds no sound.",
    remedy: "Copy the recording again from the device that made it.",
  },
  "file-not-audio": { reason: "is not a sound recording.", remedy: "Choose the recording itself." },
  "file-corrupt": {
    reason: "is damaged.",
    remedy: "Export the recording again from the program that made it.",
  },
  "no-audio-track": { reason: "has no sound track.", remedy: "Choose a recording with sound." },
  "audio-too-long": {
    reason: "is longer than allowed.",
    remedy: "Cut the recording into its tasks and import each one.",
  },
  "audio-too-large": {
    reason: "is larger than allowed.",
    remedy: "Cut the recording into its tasks and import each one.",
  },
  "audio-format-unsupported": {
    reason: "has a format that is not read.",
    remedy: "Convert it to WAV and import it again.",
  },
  "decode-timeout": {
    reason: "could not be decoded in time.",
    remedy: "Convert it to WAV, or cut it shorter, and import it again.",
  },
  "ffmpeg-missing": {
    reason: "ffmpeg, which reads every format but WAV, was not found.",
    remedy: "Run `npm run setup`, or set BULBAR_FFMPEG to the path of an ffmpeg of version 5 or later.",
  },
  "ffmpeg-too-old": {
    reason: "the ffmpeg of this computer is too old: version 5 or later is needed.",
    remedy:
      "Install a newer one, or let BULBAR_FFMPEG name it, or clear BULBAR_FFMPEG if it names the old one.",
  },
  "ffmpeg-failed": {
    reason: "the program ffmpeg failed, or is not what it should be. The recording need not be to blame.",
    remedy: "Try again; if that does not help, install ffmpeg anew or let BULBAR_FFMPEG name another one.",
  },
  "ffmpeg-hung": {
    reason: "the program ffmpeg does not answer. The recording is not to blame.",
    remedy: "Try again; if that does not help, install ffmpeg anew or let BULBAR_FFMPEG name another one.",
  },
  "model-not-found": { reason: "There is no model of this name.", remedy: "Look at the list of models." },
  "model-invalid": {
    reason: "The model package is not valid.",
    remedy: "Ask its maker for a whole .bulbar-model file.",
  },
  "model-tampered": {
    reason: "The file is not the one that the manifest describes.",
    remedy: "Install the package again from its original file.",
  },
  "model-id-taken": {
    reason: "A model that comes with Bulbar has this name.",
    remedy: "Ask the maker for a package of another name.",
  },
  "model-refused-task": {
    reason: "The model was not made for this task, or lacks measures of it.",
    remedy: "Choose another model, or record its tasks.",
  },
  "model-refused-length": {
    reason: "The recording is too short or too long for the model.",
    remedy: "Record the task again.",
  },
  "model-refused-recording": {
    reason: "The model gives no answer on a recording that cannot be used.",
    remedy: "Record the task again.",
  },
  "model-failed": {
    reason: "the model does not run on this computer or does not give its expected answer.",
    remedy: "Install the package again; report the detail if that does not help.",
  },
  "device-unusable": {
    reason: "the device cannot run the model.",
    remedy: "Choose another device or `auto`.",
  },
  "not-found": {
    reason: "This is not in the history.",
    remedy: "It may have been removed; go back and look again.",
  },
  "invalid-input": { reason: "What was given cannot be used.", remedy: "Check it and try again." },
  "certificate-invalid": {
    reason: "The certificate cannot be used to sign.",
    remedy: "Ask who manages your certificates for a PKCS#12 file (.p12, .pfx) with an RSA key.",
  },
  "calibration-refused": {
    reason: "The level cannot be calibrated by these sounds.",
    remedy: "Listen to the quiet room and to a steady, loud sound again.",
  },
  "logo-invalid": { reason: "The logo cannot be used.", remedy: "Choose a PNG or SVG file." },
  "not-permitted": {
    reason: "This account may not do this.",
    remedy: "Ask somebody whose account may, or the administrator for another role.",
  },
  "not-logged-on": {
    reason: "Nobody is logged on.",
    remedy: "Log on: on the page, or with --user NAME and the password when it is asked for.",
  },
  "log-on-refused": { reason: "The log-on was refused.", remedy: "Check name and password and try again." },
  "password-refused": { reason: "This password cannot be used.", remedy: "Choose another one." },
  "set-up-done": {
    reason: "Users were set up here already.",
    remedy: "Log on, or ask an administrator for a user.",
  },
  "vault-damaged": {
    reason: "The file of the users is not as Bulbar wrote it.",
    remedy: "Put it back from a backup: bulbar history restore FILE. The history itself is as it was.",
  },
  "history-locked": {
    reason: "The history does not open: it is in use, or its key does not fit.",
    remedy: "Close other windows and commands, or put back the key file.",
  },
  "history-from-future": {
    reason: "The history was written by a newer version of Bulbar.",
    remedy: "Install the newest version of Bulbar. Nothing has been changed.",
  },
  "history-corrupt": {
    reason: "The history file is damaged.",
    remedy: "Close Bulbar, keep a copy of the file as it is, and restore the last backup.",
  },
  "history-foreign": {
    reason: "The file is not a history of Bulbar.",
    remedy: "Move it away, and put the history back in its place or choose another data folder.",
  },
  "backup-invalid": {
    reason: "The file is not a whole backup of Bulbar.",
    remedy: "Take an older backup. Nothing has been changed.",
  },
  "sealed-file-foreign": {
    reason: "is no file of a patient.",
    remedy: "Choose the file that was written by exporting a patient (.bulbar-patient).",
  },
  "sealed-file-from-future": {
    reason: "was written by a newer version of Bulbar.",
    remedy: "Install the newest version of Bulbar. Nothing has been changed.",
  },
  "sealed-file-cut": {
    reason: "ends too early: a part of it is missing.",
    remedy: "Copy or export it again. Nothing has been changed.",
  },
  "sealed-file-damaged": {
    reason: "is damaged: its bytes are not those that were written.",
    remedy: "Copy or export it again. Nothing has been changed.",
  },
  "passphrase-wrong": {
    reason: "does not open with this passphrase.",
    remedy: "Check it (capital letters, the layout of the keyboard), or ask who wrote the file.",
  },
  "patient-exists": {
    reason: "This patient is already in the history.",
    remedy: "Nothing has been changed. Take the patient in under another code.",
  },
  "changed-meanwhile": {
    reason: "Somebody else has changed this meanwhile.",
    remedy: "Nothing was overwritten. Open it again, look at what stands there now, and enter yours.",
  },
  "audit-broken": {
    reason: "The audit trail is not whole.",
    remedy: "Keep the data folder as it is, and tell the administrator.",
  },
  "exchange-failed": {
    reason: "A message could not be handed over.",
    remedy: "It stays in the outbox and is tried again by itself.",
  },
  cancelled: { reason: "Cancelled.", remedy: "" },
  "core-ended": {
    reason: "The program's core ended before this was done.",
    remedy: "What was stored before is safe. Try again; if it happens again, tell support the time.",
  },
  "port-unavailable": { reason: "The port is taken or may not be used.", remedy: "Choose another port." },
  "certificate-needed": {
    reason: "The interface for other programs leaves this computer only with a certificate.",
    remedy: "Give --api-host, --api-cert and --api-key, or none of them.",
  },
  "request-malformed": {
    reason: "The request is malformed.",
    remedy: "Look at the interface's description under /docs.",
  },
  "token-refused": {
    reason: "The token is missing or is not the one that Bulbar printed.",
    remedy: "Send the header “Authorization: Bearer TOKEN” with the token that `bulbar serve --api` printed.",
  },
  "request-foreign": {
    reason: "The request was not made for this server.",
    remedy: "Ask the address that Bulbar printed.",
  },
  "no-such-address": {
    reason: "There is nothing at this address.",
    remedy: "Look at the interface's description under /docs.",
  },
  "method-not-allowed": {
    reason: "This address does not take this method.",
    remedy: "Look at the interface's description under /docs.",
  },
  "request-too-large": {
    reason: "The request is larger than allowed.",
    remedy: "Send a shorter or a compressed recording, such as FLAC.",
  },
  "media-type-unsupported": {
    reason: "The body has a type that is not taken.",
    remedy: "Send a form (multipart/form-data) with the recording in the field `file`.",
  },
  "too-many-requests": {
    reason: "More is asked than is answered at a time.",
    remedy: "Try again after the seconds that the header Retry-After says.",
  },
  "server-stopping": { reason: "The server is stopping.", remedy: "Try again when it runs again." },
  "table-invalid": {
    reason: "The table cannot be read.",
    remedy: "Save it as CSV in UTF-8, with a header.",
  },
  "batch-refused": {
    reason: "The folder of results cannot be used for this batch.",
    remedy: "Name another folder with --out.",
  },
  "evaluation-refused": {
    reason: "The model cannot be evaluated on this table.",
    remedy: "Correct the table and try again.",
  },
  usage: { reason: "The command was not given rightly.", remedy: "See --help." },
  internal: {
    reason: "The program failed unexpectedly; nothing was changed.",
    remedy: "Try again; pass the code and the detail on to support if it happens again.",
  },
};
