/**
 * Errors by code and by why they happened, facts between braces; the codes and their facts: `shared/domain/error-whys.ts`.
 * An empty remedy is that of the code.
 */
export const errorWhys = {
  "file-not-found": {
    folder: {
      reason: "is not a file: it is a folder, and no recording was found in it.",
      remedy: "Choose a recording, or a folder that holds recordings.",
    },
    "not-a-file": {
      reason: "is not a file.",
      remedy: "Choose a recording, or a folder that holds recordings.",
    },
    "no-permission": {
      reason: "may not be read by this user.",
      remedy: "Ask for permission to read the file.",
    },
    missing: { reason: "does not exist.", remedy: "Check the name and the folder." },
  },
  "file-not-audio": {
    text: { reason: "is a text file (a list, a playlist or a note), not a sound recording.", remedy: "" },
    "no-format": {
      reason: "is not a sound recording in any format that is read.",
      remedy: "Choose a recording: WAV, FLAC, MP3, M4A, OGG, or a video with sound.",
    },
  },
  "file-empty": {
    "no-bytes": { reason: "is empty (0 bytes).", remedy: "" },
    "no-samples": {
      reason: "holds no sound: the WAV file has no sample.",
      remedy: "Record again, or choose another file.",
    },
  },
  "file-corrupt": {
    "no-channels": {
      reason: "its header claims 0 channels.",
      remedy: "Export the recording again as 16-bit WAV at 44.1 kHz.",
    },
    "no-rate": {
      reason: "its header claims a sampling rate of 0 Hz.",
      remedy: "Export the recording again as 16-bit WAV at 44.1 kHz.",
    },
    "sample-too-large": {
      reason: "the sample at {seconds} s is {value} times full scale.",
      remedy: "Export the recording again from the program that made it, as 16-bit WAV.",
    },
    "sample-not-a-number": {
      reason: "the sample at {seconds} s is not a number.",
      remedy: "Export the recording again from the program that made it, as 16-bit WAV.",
    },
    "wav-no-format": { reason: "its WAV header does not say how the samples are coded.", remedy: "" },
    "wav-no-sound": { reason: "its WAV header is followed by no sound.", remedy: "" },
    "wav-header-cut": { reason: "its WAV header is cut off.", remedy: "" },
    "wav-contradicts": {
      reason:
        "its WAV header contradicts itself: {channels} channel(s) of {bits} bits in blocks of {blockBytes} bytes.",
      remedy: "",
    },
    "no-sound-decoded": {
      reason: "is damaged: no sound can be decoded from it.",
      remedy: "Copy the recording again from the device that made it, or export it as WAV.",
    },
  },
  "audio-too-long": {
    lasts: { reason: "lasts {minutes} minutes, more than the {limit} minutes that are allowed.", remedy: "" },
    "lasts-more": { reason: "lasts more than the {limit} minutes that are allowed.", remedy: "" },
  },
  "audio-too-large": {
    samples: {
      reason: "holds more than {limitMillions} million samples at {rateHz} Hz.",
      remedy: "Cut the recording into its tasks, or convert it to 48 kHz, and import it again.",
    },
    bytes: { reason: "is {gibibytes} GiB, more than the {limit} GiB that are allowed.", remedy: "" },
    decoded: {
      reason: "decodes to more than {limitMebibytes} MiB.",
      remedy: "Cut the recording shorter and import it again.",
    },
  },
  "audio-format-unsupported": {
    channels: {
      reason: "has {channels} channels; at most {limit} are read.",
      remedy: "Export the recording again as 16-bit WAV at 44.1 kHz.",
    },
    rate: {
      reason: "its sampling rate is {rateHz} Hz; {lowest} to {highest} Hz are read.",
      remedy: "Export the recording again as 16-bit WAV at 44.1 kHz.",
    },
    codec: {
      reason: "its sound is coded in a way that ffmpeg does not read.",
      remedy: "Export the recording as WAV, FLAC or M4A.",
    },
    "sphere-coding": {
      reason: "its samples are packed inside NIST SPHERE ({coding}), which is not read.",
      remedy: "Unpack it with sph2pipe, or export the recording as WAV or FLAC.",
    },
  },
  "ffmpeg-missing": {
    "not-in-program": {
      reason: "ffmpeg, which reads every format but WAV, was not found.",
      remedy:
        "Install Bulbar again, which brings its own, or set BULBAR_FFMPEG to the path of an ffmpeg of version 5 or later.",
    },
  },
  "decode-timeout": {
    late: { reason: "ffmpeg did not finish within {seconds} s.", remedy: "" },
  },
  "model-not-found": {
    "not-here": { reason: "there is no model of this name.", remedy: "Models at hand: {models}." },
    "not-installed": {
      reason: "no package of this name was installed.",
      remedy: "Models that come with the program cannot be removed.",
    },
    "no-download": { reason: "there is no download of this name.", remedy: "Downloads: {downloads}." },
    "not-unasked": {
      reason: "it was chosen for this task, and does not answer unasked here (any more).",
      remedy:
        "Choose models anew, in Settings or at the visit; a package must be trusted, and simulated models need their switch.",
    },
  },
  "model-invalid": {
    "no-manifest": { reason: "the package has no manifest.json.", remedy: "" },
    "other-id": { reason: "the folder holds the model “{model}”.", remedy: "" },
    "not-json": { reason: "its manifest.json is not JSON.", remedy: "" },
    schema: { reason: "its manifest.json is not as it should be; the detail names where.", remedy: "" },
    "lists-itself": { reason: "manifest.json lists itself.", remedy: "" },
    "no-graph": { reason: "manifest.json does not list model.onnx.", remedy: "" },
    roles: { reason: "manifest.json has not one role for each label.", remedy: "" },
    "too-large": { reason: "the package is too large.", remedy: "" },
    "file-too-large": { reason: "the package is too large: {name}.", remedy: "" },
    "outside-folder": { reason: "it holds a file outside its folder: {name}.", remedy: "" },
    "file-name": { reason: "it holds a file of a name that is not allowed: {name}.", remedy: "" },
    twice: { reason: "it holds {name} more than once.", remedy: "" },
    "no-zip": { reason: "the file is not a model package (not a whole zip).", remedy: "" },
    "too-many-files": { reason: "it holds more than {limit} files.", remedy: "" },
    link: { reason: "it holds a link to another file.", remedy: "" },
    unnamed: { reason: "it holds a file that its manifest does not name: {name}.", remedy: "" },
    size: { reason: "{name} has {bytes} bytes, where its manifest says {expected}.", remedy: "" },
    missing: { reason: "{name} is missing.", remedy: "" },
    unpack: { reason: "{name} does not unpack to what the zip says.", remedy: "" },
    "no-output": { reason: "the graph has no output “{output}”.", remedy: "" },
    "self-test": { reason: "the self-test does not fit the model's input.", remedy: "" },
  },
  "model-tampered": {
    differs: { reason: "the file is not the one that the manifest describes.", remedy: "" },
    missing: { reason: "the file is missing.", remedy: "" },
    "not-assembled": {
      reason:
        "the file is missing or of another version; it is assembled from a dependency when Bulbar is installed from its sources.",
      remedy: "Run `npm run setup`.",
    },
    "other-download": {
      reason: "what was downloaded is not the file that its authors published (another SHA-256).",
      remedy:
        "It was removed; fetch it again. If this comes back, a server on the way answers with something else.",
    },
    "other-wheel": {
      reason: "is not the wheel that was published (another SHA-256); nothing of it was unpacked.",
      remedy: "Download it again from the Python Package Index.",
    },
  },
  "model-refused-task": {
    task: { reason: "the model was not made for the task {task}.", remedy: "It accepts: {tasks}." },
    "none-unasked": {
      reason: "no model answers unasked about the task {task}.",
      remedy: "Name a model, or the task that was recorded.",
    },
    measures: {
      reason: "measures that the model needs are missing or unreliable in this recording.",
      remedy: "The model needs usable recordings of: {sets}.",
    },
    "no-map": {
      reason: "this model explains itself by the contribution of each feature, not by a map.",
      remedy: "Look at the contributions beside its answer.",
    },
  },
  "model-refused-length": {
    long: {
      reason: "{seconds} s of sound is more than the {limit} s that the model takes.",
      remedy: "Cut the recording shorter.",
    },
    short: {
      reason: "{seconds} s of sound is less than the {needed} s that the model needs.",
      remedy: "Record the task again, longer.",
    },
    words: {
      reason: "the recording holds {words} words, and the model answers on one.",
      remedy: "Its answers word by word stand in the digit intelligibility test.",
    },
  },
  "model-refused-recording": {
    unusable: {
      reason: "the recording holds nothing that the model can answer about ({reasons}).",
      remedy: "",
    },
  },
  "model-failed": {
    probabilities: {
      reason: "the graph gave {found} probabilities for {labels} labels, or none.",
      remedy: "",
    },
    "self-test-late": {
      reason: "its self-test took more than {seconds} s.",
      remedy: "Do not use this package; ask its maker for another.",
    },
    "self-test-failed": {
      reason: "its self-test failed.",
      remedy: "Do not use this package; ask its maker for another.",
    },
    "self-test-ended": {
      reason: "its self-test ended the process that it ran in.",
      remedy: "Do not use this package; ask its maker for another.",
    },
    "self-test-memory": {
      reason: "its self-test took more than {megabytes} MB.",
      remedy: "Do not use this package; ask its maker for another.",
    },
  },
  "device-unusable": {
    "not-offered": {
      reason: "{device}: this computer's system or this build of the program has no such device.",
      remedy: "",
    },
    "no-library": {
      reason: "{device}: its libraries were not put beside onnxruntime.",
      remedy: "Put them there as the README says under “Graphics processors”, or choose another device.",
    },
    "cannot-open": {
      reason: "{device}: no usable device or driver was found, or the model cannot be loaded there.",
      remedy: "Install or update the driver, or choose another device.",
    },
    ended: {
      reason: "{device}: trying it ended the process that tried.",
      remedy: "Update the driver, or choose another device.",
    },
    late: {
      reason: "{device}: gave no answer within {seconds} s.",
      remedy: "Update the driver, or choose another device.",
    },
    differs: {
      reason: "{device}: its answers differ from the processor's by {difference}, where {limit} is allowed.",
      remedy: "Choose another device: its answers cannot be relied on.",
    },
    slower: {
      reason:
        "{device}: is right, but takes {milliseconds} ms where {fastest} takes {fastestMilliseconds} ms.",
      remedy: "",
    },
    "not-measured": {
      reason: "{device}: has not been measured with this model yet.",
      remedy: "Measure it with `bulbar models bench`, or in Settings.",
    },
  },
  "not-found": {
    "no-history": {
      reason: "There is no history in this data folder.",
      remedy: "Name the data folder that holds it.",
    },
    patient: { reason: "This patient is not in the history.", remedy: "" },
    visit: { reason: "This visit is not in the history.", remedy: "" },
    recording: { reason: "This recording is not in the history.", remedy: "" },
    sound: { reason: "This recording's sound is not in the history.", remedy: "" },
    report: { reason: "This report is not in the history.", remedy: "" },
    message: { reason: "This message is not in the outbox, or was accepted.", remedy: "" },
    treatment: { reason: "This treatment is not in the history.", remedy: "" },
    listening: {
      reason: "This is not to be heard any more: it was answered, or its recording was removed.",
      remedy: "",
    },
    form: { reason: "This site has no such form.", remedy: "" },
    "site-text": { reason: "This site has no such text.", remedy: "" },
    user: { reason: "There is no such user.", remedy: "" },
    "no-patient": { reason: "there is no patient “{asked}”.", remedy: "List them: bulbar patients list." },
    "no-connection": {
      reason: "the checkpoint cannot be downloaded: there is no connection to its address.",
      remedy:
        "Fetch it on a computer with a network and install the exported package with `bulbar models add`.",
    },
    "address-answered": {
      reason: "the checkpoint cannot be downloaded: its address answered {status}.",
      remedy:
        "Fetch it on a computer with a network and install the exported package with `bulbar models add`.",
    },
    "no-wheel": {
      reason: "not in the folder.",
      remedy: "Download them from the Python Package Index, where there is a network, under these names.",
    },
  },
  "invalid-input": {
    "not-choosable": {
      reason: "the model “{model}” does not answer unasked about the task {task}.",
      remedy: "Choose among the models that Settings list for the task.",
    },
    "nothing-to-hear": { reason: "There is nothing to hear.", remedy: "Choose other patients or tasks." },
    "form-not-json": {
      reason: "is not JSON.",
      remedy: "Check commas, quotation marks and brackets, or begin with the example.",
    },
    "form-file": {
      reason: "is no form that can be used: “{place}” is missing or wrong.",
      remedy: "Correct this place and load the file again.",
    },
    "norms-file": {
      reason: "is no file of norms that can be used: “{place}” is missing or wrong.",
      remedy:
        "Correct this place and load the file again; the detail tells what is wrong. Nothing has been changed.",
    },
    "rules-file": {
      reason: "is no file of a site’s rules that can be used: “{place}” is missing or wrong.",
      remedy:
        "Write it anew where the site’s history is, with `bulbar history rules FILE`; the detail tells what is wrong.",
    },
    "norms-measure": {
      reason: "names a measure that this program does not have: “{measure}” ({place}).",
      remedy: "Measures are named as in the JSON of an analysis and in the program’s own norms.",
    },
    "norms-task": {
      reason: "names a task that this program does not have: “{task}” ({place}).",
      remedy: "Tasks are named as in the program’s own norms, “vowel-a” or “reading”.",
    },
    "norms-unit": {
      reason: "gives a norm in “{unit}” where the measure is in “{expected}” ({place}).",
      remedy: "Convert the figures to the unit of the measure and load the file again.",
    },
    "answer-no-such-field": {
      reason: "The form has no field “{field}”.",
      remedy: "Load the page again and enter it once more.",
    },
    "answer-not-a-number": { reason: "The answer to “{field}” is no number.", remedy: "Enter a number." },
    "answer-out-of-range": {
      reason: "The answer to “{field}” lies outside its range.",
      remedy: "Enter a number within it.",
    },
    "answer-no-such-option": {
      reason: "The answer to “{field}” is none of its options.",
      remedy: "Choose one of them.",
    },
    "backup-folder-in-part": {
      reason: "The folder for backups must be written in full, from the root or the drive on.",
      remedy: "Write it in full.",
    },
    "folder-in-part": {
      reason: "is not written in full, from the root or the drive on.",
      remedy: "Write the whole path of the folder.",
    },
    "no-backup-folder": {
      reason: "No folder for backups has been chosen.",
      remedy: "Choose one in Settings.",
    },
    "not-json": { reason: "is not JSON.", remedy: "Write it as `bulbar exchange settings` prints it." },
    "demographics-fhir": {
      reason: "is no FHIR Patient or Bundle in JSON.",
      remedy: "Export the patient as FHIR JSON, as an HL7 ADT message or as a table.",
    },
    "demographics-message": {
      reason: "holds a message of type {type}, which does not tell who a patient is.",
      remedy: "Use an ADT message of one of these events: {events}.",
    },
    "demographics-columns": {
      reason: "has no column with an identifier; its columns are: {columns}.",
      remedy: "Name a column code, id, mrn or Patientennummer in the first line.",
    },
    "demographics-row": {
      reason: "is not a table: line {line} does not fit its header.",
      remedy: "Save it as CSV with a header in the first line.",
    },
    "demographics-none": {
      reason: "tells of no patient.",
      remedy: "Choose a FHIR Patient, an HL7 ADT message or a table with a header and rows.",
    },
    "demographics-large": {
      reason: "is larger than {limit} MB.",
      remedy: "Split it, or choose the file of the patients that are needed.",
    },
    "exchange-plain": {
      reason: "“{host}” is another computer: it may be spoken to by TLS only.",
      remedy: "Switch TLS on, or name an address of this computer.",
    },
    "exchange-folder-in-part": {
      reason: "The folder is not written in full.",
      remedy: "Write it from the root on, such as /srv/interface/in or D:\\interface\\in.",
    },
    "exchange-not-set": {
      reason: "Nobody has entered where to send this.",
      remedy: "An administrator enters it under Settings, Exchange.",
    },
    channel: {
      reason: "has {channels} channel(s), so there is no channel {asked}.",
      remedy: "Choose a channel from 1 to {channels}, or the mean of all.",
    },
    "not-analysed": { reason: "this recording has not been analysed.", remedy: "Analyse it first." },
    "not-aligned": {
      reason: "this reading is not aligned to its text.",
      remedy: "Tell which text was read, or analyse it again.",
    },
    "text-without-words": {
      reason: "the text has no words.",
      remedy: "Type the text that is read.",
    },
    "text-unknown-words": {
      reason: "no pronunciation is known of: {words}.",
      remedy: "Check the text, and give the phones of each of these words.",
    },
    "text-wrong-phone": {
      reason: "“{phone}” in the pronunciation of “{word}” is no phone of this language.",
      remedy: "Use the phones that are listed, with spaces between them.",
    },
    "phone-times": {
      reason: "the times are not one for each sound, in their order.",
      remedy: "Reload the recording and place them again.",
    },
    "no-stretch": {
      reason: "the stretch of time is empty or lies outside the recording.",
      remedy: "Give a beginning before the end, both within the recording.",
    },
    "piece-twice": {
      reason: "a piece of it is a take of this visit already.",
      remedy: "Take the earlier split back first, or leave that piece out.",
    },
    "code-taken": {
      reason: "There is already a patient with the code {code}.",
      remedy: "Open that patient, or choose another code.",
    },
    "pitch-range": {
      reason: "The pitch range {floor} to {ceiling} Hz is empty.",
      remedy: "Give a floor above 0 Hz and below the ceiling.",
    },
    "shipped-model": {
      reason: "this model came with the program; nobody's word is asked for.",
      remedy: "It answers unasked already.",
    },
    "no-reason": {
      reason: "a decision against the rule needs its reason.",
      remedy: "Say in a few words why.",
    },
    "two-patients": {
      reason: "The two visits are of different patients.",
      remedy: "Compare visits of one patient.",
    },
    "not-signed": {
      reason: "the report is not signed: it can be changed, an addendum is for what was signed.",
      remedy: "Sign it first, or write into the draft.",
    },
    norms: { reason: "The file of norms cannot be read.", remedy: "Restore it from the program's package." },
    upload: {
      reason: "the file that was handed over is not there (any more).",
      remedy: "Hand the file over again.",
    },
    class: { reason: "the model has no class “{label}”.", remedy: "Its classes: {classes}." },
    field: { reason: "“{value}” is no value for {field}.", remedy: "Change it and try again." },
    "field-missing": { reason: "{field} is missing.", remedy: "Enter it and try again." },
    "field-unknown": {
      reason: "there is no field {field}.",
      remedy: "Leave it out, or look for its name under /docs.",
    },
    "field-options": { reason: "“{value}” is no value for {field}.", remedy: "Choose one of: {options}." },
    "field-least": {
      reason: "“{value}” is too small or too short for {field}.",
      remedy: "At least {limit}.",
    },
    "field-most": { reason: "“{value}” is too large or too long for {field}.", remedy: "At most {limit}." },
    "user-name-taken": { reason: "There is already a user called {name}.", remedy: "Choose another name." },
    "last-administrator": {
      reason: "Nobody would be left who may administer.",
      remedy: "Make somebody else an administrator first.",
    },
    "passphrase-short": {
      reason: "The passphrase is too short.",
      remedy: "Take at least {limit} characters, better several words: whoever has the file may guess.",
    },
    "no-passphrase": {
      reason: "There is no passphrase, and no terminal to ask for one.",
      remedy: "Set BULBAR_PASSPHRASE.",
    },
    "passphrases-differ": { reason: "The two passphrases are not the same.", remedy: "Try again." },
    "field-date": {
      reason: "“{value}” is no date for {field}.",
      remedy: "Write it as year-month-day, such as 2026-03-31.",
    },
    "date-future": {
      reason: "The {field}, {date}, lies in the future.",
      remedy: "Correct the day, month or year.",
    },
    "date-far": {
      reason: "The {field}, {date}, lies more than a year ahead.",
      remedy: "Correct the day, month or year.",
    },
    "date-before-birth": {
      reason: "The {field}, {date}, lies before the patient's birth on {birth}.",
      remedy: "Correct it, or the birth date.",
    },
    "birth-too-early": {
      reason: "With the {field} {date} the patient would be more than {limit} years old.",
      remedy: "Correct the year.",
    },
    "birth-after-visit": {
      reason: "With the {field} {date} the patient's visit of {visit} would lie before the birth.",
      remedy: "Correct it, or the date of that visit first.",
    },
  },
  "certificate-invalid": {
    "not-pkcs12": { reason: "is not a PKCS#12 file.", remedy: "" },
    "wrong-password": {
      reason:
        "The certificate's file does not open: the password is wrong, or its cipher is one of long ago.",
      remedy:
        "Check the password; if it is right, export the file anew with AES-256 (openssl pkcs12 -export does so by itself).",
    },
    "no-key": { reason: "holds no certificate together with its private key.", remedy: "" },
    "not-rsa": { reason: "has a key that is not RSA.", remedy: "" },
    expired: { reason: "The certificate has expired ({validTo}).", remedy: "Ask for a new one." },
  },
  "calibration-refused": {
    silent: { reason: "Nothing was heard.", remedy: "Switch the microphone on and listen again." },
    clipped: {
      reason: "The sound is overloaded.",
      remedy: "Lower the gain, then begin again with the noise.",
    },
    "near-noise": {
      reason: "The sound is {decibels} dB above the noise; at least {limit} dB are needed.",
      remedy: "Make it louder, or the room quieter.",
    },
    unsteady: {
      reason:
        "The sound changes by {decibels} dB from second to second; at most {limit} dB are steady enough.",
      remedy: "Say a steady /a/, or use a loudspeaker.",
    },
  },
  "logo-invalid": {
    "not-png": { reason: "The logo is not a PNG picture that can be read.", remedy: "" },
    "too-large": {
      reason: "The logo is {pixels} pixels long; at most {limit} are used.",
      remedy: "Make it smaller: 600 pixels are plenty.",
    },
  },
  "not-permitted": {
    "not-confirmed": {
      reason: "A signature needs your password once more.",
      remedy: "Enter it and sign again.",
    },
  },
  "not-logged-on": {
    "no-users": {
      reason: "No users have been set up here yet.",
      remedy:
        "Open the workstation and set up the first administrator, or name one to the command line with --user NAME.",
    },
    ended: { reason: "The session is over.", remedy: "Log on again; what was stored is safe." },
    "change-password": {
      reason: "Somebody else chose this password.",
      remedy: "Change it first: on the page, or with bulbar users password.",
    },
  },
  "log-on-refused": {
    wrong: { reason: "Name or password is wrong.", remedy: "" },
    wait: {
      reason: "There were too many wrong passwords.",
      remedy: "Wait {seconds} s and try again, or ask an administrator for a new password.",
    },
    disabled: { reason: "This user is disabled.", remedy: "Ask an administrator." },
    "recovery-key": {
      reason: "This is not the recovery key.",
      remedy: "It has nine groups of four letters and digits. A newer one may have been printed since.",
    },
    "no-such-user": {
      reason: "There is no such user.",
      remedy: "Name a user who is there; the recovery key sets a new password, it makes no user.",
    },
    "other-device": {
      reason: "The passwords of this data folder work on the computer only where they were set.",
      remedy: "Use the recovery key: it sets a password that works here.",
    },
  },
  "password-refused": {
    short: {
      reason: "The password is too short.",
      remedy: "At least 8 characters; a few words are a good one.",
    },
    long: { reason: "The password is too long.", remedy: "At most 256 characters." },
    "is-name": { reason: "The password is the name.", remedy: "" },
    simple: { reason: "The password repeats the same few characters.", remedy: "" },
    same: { reason: "The new password is the old one.", remedy: "" },
  },
  "vault-damaged": {
    shape: { reason: "The file of the users is damaged.", remedy: "" },
    future: {
      reason: "The file of the users was written by a newer version of Bulbar.",
      remedy: "Install the newest version of Bulbar. Nothing has been changed.",
    },
    changed: {
      reason: "The file of the users was changed by something other than Bulbar.",
      remedy: "",
    },
    older: {
      reason:
        "The file of the users is an older one: a former copy was put in its place. Nobody is let in by it.",
      remedy:
        "Put the newest users.json back. Where it is lost, the recovery key takes the older one as it is; look through its users then.",
    },
  },
  "history-locked": {
    "other-key": {
      reason: "This backup was made with another key than the one in this data folder.",
      remedy:
        "Name the user and the password of that time (--user, BULBAR_BACKUP_PASSWORD), or give its recovery key (--recovery-key). Nothing has been changed.",
    },
    "busy-unchanged": {
      reason: "The history is in use by another program.",
      remedy: "Close the other windows and commands and try again. Nothing has been changed.",
    },
    busy: {
      reason: "The history is in use by another program.",
      remedy: "Wait until the other window or command is done and try again.",
    },
    "key-damaged": {
      reason: "The key file of the history is damaged.",
      remedy: "Put back the key file from a backup.",
    },
    "key-missing": {
      reason: "A history is here, but neither its users nor its key; a new key could not open it.",
      remedy:
        "Put the file users.json (of an earlier version: history.key) back beside history.db, or restore a backup.",
    },
    "key-wrong": {
      reason: "The history does not open with this key.",
      remedy:
        "Put back the key file that belongs to this history. If no such key is left, the file is of no use without it: keep it, and start with another data folder.",
    },
  },
  "history-from-future": {
    schema: {
      reason:
        "The history was written by a newer version of Bulbar (schema {found}, this program knows {known}).",
      remedy: "",
    },
    analysis: { reason: "An analysis was stored by a newer version of Bulbar.", remedy: "" },
  },
  "history-corrupt": {
    analysis: {
      reason: "A stored analysis does not have the shape that it should have.",
      remedy: "Nothing was removed. Keep a copy of the history and send the detail below to support.",
    },
  },
  "certificate-needed": {
    "not-all": {
      reason: "An address other than this computer's needs a certificate and its key, and these an address.",
      remedy: "",
    },
    "not-read": {
      reason: "cannot be read as a certificate or a key in PEM.",
      remedy: "Give PEM files that this user may read.",
    },
    "no-pair": {
      reason: "The key does not belong to the certificate.",
      remedy: "Give the key with which the certificate was made.",
    },
  },
  "request-malformed": {
    address: { reason: "The address cannot be read.", remedy: "" },
    form: {
      reason: "The form did not arrive whole, or its parts are not parted as its header says.",
      remedy: "Send it again, as multipart/form-data.",
    },
    "no-file": { reason: "The form holds no recording.", remedy: "Send the recording in the field `file`." },
    "several-files": {
      reason: "The form holds more than one file.",
      remedy: "Send one recording a request, in the field `file`.",
    },
    "too-many-fields": { reason: "The form holds more than {limit} fields.", remedy: "" },
    "field-too-long": { reason: "{field} is longer than {limit} bytes.", remedy: "" },
    "field-twice": { reason: "{field} is given more than once.", remedy: "Give it once." },
  },
  "request-foreign": {
    host: { reason: "The Host header is not this server's.", remedy: "" },
    origin: {
      reason: "The request comes from another site's page.",
      remedy: "Ask from a program, or from this server's own page /docs.",
    },
  },
  "method-not-allowed": {
    only: { reason: "This address does not take this method.", remedy: "Use {methods}." },
  },
  "request-too-large": {
    bytes: { reason: "The request is larger than {limitMegabytes} MB.", remedy: "" },
  },
  "media-type-unsupported": {
    form: {
      reason: "The body is no form (multipart/form-data).",
      remedy: "Send a form with the recording in the field `file`.",
    },
  },
  "too-many-requests": {
    "at-once": {
      reason: "{limit} requests are being worked on already.",
      remedy: "Try again in {seconds} s.",
    },
    "in-a-minute": {
      reason: "More than {limit} requests a minute were sent.",
      remedy: "Try again in {seconds} s.",
    },
  },
  "table-invalid": {
    "no-column": {
      reason: "the table has no column “{column}”; its first line holds: {columns}.",
      remedy: "Give the column with the recordings' paths that name.",
    },
    line: { reason: "the table cannot be read near line {line}.", remedy: "Check the quotes there." },
  },
  "batch-refused": {
    "other-settings": {
      reason: "The folder holds a batch of other settings; different are: {settings}.",
      remedy: "Give the same settings as before, or name another folder.",
    },
    "other-files": {
      reason:
        "Recordings came or went since the batch was begun: number {number} was {expected}, now it is {found}.",
      remedy: "Put back what was there, or name another folder. Nothing has been changed.",
    },
    "other-content": {
      reason: "A recording was changed since it was analysed here: number {number}, {recording}.",
      remedy: "Put it back as it was, or name another folder. Nothing has been changed.",
    },
    "in-use": {
      reason: "Another batch is writing into the folder.",
      remedy: "Wait for it, or name another folder.",
    },
    "no-settings": {
      reason: "The folder holds results without their settings.json, or one that cannot be read.",
      remedy: "Name a folder that a batch of this version wrote, or an empty one.",
    },
    "not-complete": {
      reason: "The batch in this folder is not done yet.",
      remedy: "Run its command again: it goes on where it stopped.",
    },
    shards: {
      reason: "These are not all {count} shards of one batch, each once: {shards}.",
      remedy: "Name the folder of every shard once.",
    },
  },
  "evaluation-refused": {
    labels: {
      reason: "The table has labels that are no class of the model: {labels}.",
      remedy: "Its classes: {classes}.",
    },
    "no-label": { reason: "Row {row} of the table has no label.", remedy: "Give every row its label." },
    "no-answer": {
      reason: "The model answered on none of the recordings.",
      remedy: "Look at why in the list of failures.",
    },
  },
  usage: {
    "no-new-password": {
      reason: "The new password is missing.",
      remedy: "Set BULBAR_NEW_PASSWORD, or run the command on a terminal, where it is asked for.",
    },
    "batch-source": {
      reason: "A batch needs either a folder or a table, or the folders to join (--merge).",
      remedy: "See bulbar batch --help.",
    },
    "export-what": {
      reason: "Neither a form nor a receiver was named.",
      remedy: "Add --format, --send or both.",
    },
  },
  "port-unavailable": {
    taken: {
      reason: "port {port} is in use by another program, perhaps by Bulbar itself.",
      remedy: "Name another one, or none: then a free one is found.",
    },
    forbidden: {
      reason: "port {port} may not be used by this user.",
      remedy: "Name another one, or none: then a free one is found.",
    },
    failed: {
      reason: "port {port} cannot be listened on.",
      remedy: "Name another one, or none: then a free one is found.",
    },
  },
  "storage-unavailable": {
    "no-backup-folder": {
      reason: "The folder for the backup is not there.",
      remedy: "Connect the disk, stick or share, or choose another folder. No backup has been made.",
    },
  },
  "storage-in-the-way": {
    "no-sealed-file": {
      reason: "Something that is not the file of a patient has this name.",
      remedy: "Choose another name. Nothing has been changed.",
    },
    "folder-not-empty": {
      reason: "The folder is there already and holds something.",
      remedy: "Choose a new or an empty folder. Nothing has been changed.",
    },
    "no-backup": {
      reason: "Something that is not a backup has this name.",
      remedy: "Choose another name. Nothing has been changed.",
    },
  },
  "exchange-failed": {
    "no-connection": {
      reason: "No connection to {host}, port {port}, came about.",
      remedy: "Look whether the other system runs and the address is right; it is tried again by itself.",
    },
    "not-trusted": {
      reason: "The certificate of {host} is not to be trusted.",
      remedy:
        "Enter the certificate of its authority under Settings, Exchange, and look whether it is made out to this name.",
    },
    "no-answer": {
      reason: "{host} has not answered within {seconds} s.",
      remedy: "It is tried again by itself.",
    },
    "no-acknowledgement": {
      reason: "What the other system answered is no acknowledgement of this message.",
      remedy: "Look whether an HL7 version 2 interface is listening there; it is tried again by itself.",
    },
    error: {
      reason: "The other system could not take the message ({code}: {told}).",
      remedy: "It is tried again by itself; tell the interface’s administrator if it does not help.",
    },
    refused: {
      reason: "The other system refuses the message ({code}: {told}).",
      remedy: "It is kept. Put right what it tells, and send it again from the outbox.",
    },
    "not-associated": {
      reason: "The DICOM node does not talk as {calledTitle} to {callingTitle}.",
      remedy: "Have the two titles entered at the node; it is tried again by itself.",
    },
    "dicom-status": {
      reason: "The DICOM node {title} could not store the document (status {status}).",
      remedy: "It is tried again by itself.",
    },
    "dicom-refused": {
      reason: "The DICOM node {title} refuses the document (status {status}).",
      remedy: "It is kept. Tell the node’s administrator, and send it again from the outbox.",
    },
    "no-folder": {
      reason: "The folder that messages are put into is not there.",
      remedy: "Connect the share, or enter another folder; it is tried again by itself.",
    },
  },
  internal: {
    "history-process": {
      reason: "The process that worked on the history has ended; the history is as it was.",
      remedy: "Try again.",
    },
  },
  "sealed-file-from-future": {
    schema: {
      reason: "was written by a newer version of Bulbar (schema {found}, this program knows {known}).",
      remedy: "",
    },
  },
  "sealed-file-damaged": {
    content: {
      reason: "opens, but does not hold what the file of a patient holds.",
      remedy: "Ask who wrote it to export the patient again. Nothing has been changed.",
    },
  },
  "patient-exists": {
    code: { reason: "There is already a patient with the code {code}.", remedy: "" },
    id: { reason: "This patient is already in the history, with the code {code}.", remedy: "" },
  },
  "changed-meanwhile": {
    patient: { reason: "Somebody else has changed this patient's data meanwhile.", remedy: "" },
    visit: { reason: "Somebody else has changed this visit meanwhile.", remedy: "" },
    treatment: { reason: "Somebody else has changed this treatment meanwhile.", remedy: "" },
    alsfrs: { reason: "Somebody else has changed the ALSFRS-R of this visit meanwhile.", remedy: "" },
    "recording-state": {
      reason: "Somebody else has changed the state at recording of this visit meanwhile.",
      remedy: "",
    },
    form: { reason: "Somebody else has changed this form of the visit meanwhile.", remedy: "" },
    "visit-models": {
      reason: "Somebody else has chosen other models for this visit meanwhile.",
      remedy: "",
    },
  },
  "backup-invalid": {
    "not-a-backup": { reason: "is not a whole backup of Bulbar.", remedy: "" },
    "no-users": {
      reason: "was made by an earlier version, without users.",
      remedy: "Put the file history.key of that time into the data folder, set up users, and restore then.",
    },
    damaged: { reason: "is damaged: its content is not what was written.", remedy: "" },
  },
};
