# A line of LIST: start and end of the part to measure (s), path; with tabs between them.
# Reference values for build/measure/agreement.ts: one line per recording with the measures, one file per recording with the
# pulse times. Run as: praat --run measures.praat LIST FLOOR CEILING FORMANT_CEILING PULSE_FOLDER
form Measures
  sentence List files.txt
  positive Floor 75
  positive Ceiling 500
  positive Formant_ceiling 5500
  sentence Pulse_folder pulses
endform

recordings = Read Strings from raw text file: list$
count = Get number of strings
for recording to count
  selectObject: recordings
  line$ = Get string: recording
  start = number (extractWord$ (line$, ""))
  line$ = right$ (line$, length (line$) - index (line$, tab$))
  end = number (extractWord$ (line$, ""))
  file$ = right$ (line$, length (line$) - index (line$, tab$))
  line$ = string$ (recording)

  read = Read from file: file$
  channels = Get number of channels
  if channels > 1
    sound = Convert to mono
  else
    sound = read
  endif
  # the part that Bulbar measured; 0 to 0 is the whole
  if end > 0
    selectObject: sound
    sound = Extract part: start, end, "rectangular", 1, "no"
  endif

  pitch = noprogress To Pitch: 0, floor, ceiling
  mean = Get mean: 0, 0, "Hertz"
  deviation = Get standard deviation: 0, 0, "Hertz"
  minimum = Get minimum: 0, 0, "Hertz", "parabolic"
  maximum = Get maximum: 0, 0, "Hertz", "parabolic"

  selectObject: sound
  pulses = noprogress To PointProcess (periodic, cc): floor, ceiling
  local = Get jitter (local): 0, 0, 0.0001, 0.02, 1.3
  absolute = Get jitter (local, absolute): 0, 0, 0.0001, 0.02, 1.3
  rap = Get jitter (rap): 0, 0, 0.0001, 0.02, 1.3
  ppq5 = Get jitter (ppq5): 0, 0, 0.0001, 0.02, 1.3
  points = Get number of points
  times$ = pulse_folder$ + "/" + string$ (recording)
  text$ = ""
  for point to points
    time = Get time from index: point
    text$ = text$ + fixed$ (time, 8) + newline$
  endfor
  writeFile: times$, text$

  shimmer = undefined
  shimmer_db = undefined
  apq3 = undefined
  apq5 = undefined
  apq11 = undefined
  if points > 2
    selectObject: sound, pulses
    shimmer = Get shimmer (local): 0, 0, 0.0001, 0.02, 1.3, 1.6
    shimmer_db = Get shimmer (local_dB): 0, 0, 0.0001, 0.02, 1.3, 1.6
    apq3 = Get shimmer (apq3): 0, 0, 0.0001, 0.02, 1.3, 1.6
    apq5 = Get shimmer (apq5): 0, 0, 0.0001, 0.02, 1.3, 1.6
    apq11 = Get shimmer (apq11): 0, 0, 0.0001, 0.02, 1.3, 1.6
  endif
  selectObject: sound, pitch, pulses
  report$ = Voice report: 0, 0, floor, ceiling, 1.3, 1.6, 0.03, 0.45
  unvoiced = extractNumber (report$, "Fraction of locally unvoiced frames: ")
  breaks = extractNumber (report$, "Number of voice breaks: ")

  selectObject: sound
  harmonicity = noprogress To Harmonicity (cc): 0.01, floor, 0.1, 1.0
  hnr = Get mean: 0, 0

  selectObject: sound
  intensity = noprogress To Intensity: floor, 0, "yes"
  level = Get mean: 0, 0, "energy"

  selectObject: sound
  powercepstrogram = noprogress To PowerCepstrogram: 60, 0.002, 5000, 50
  cpps = Get CPPS: "no", 0.01, 0.001, 60, 330, 0.05, "parabolic", 0.001, 0, "straight", "robust"

  selectObject: sound
  formants = noprogress To Formant (burg): 0, 5, formant_ceiling, 0.025, 50
  # medians over voiced frames; where all are voiced they are those of "Get quantile"
  frames = Get number of frames
  f1# = zero# (frames)
  f2# = zero# (frames)
  selectObject: pitch
  isAllVoiced = 0
  pitchFrames = Get number of frames
  voicedFrames = Count voiced frames
  if voicedFrames = pitchFrames
    isAllVoiced = 1
  endif
  voiced = isAllVoiced * frames
  if isAllVoiced = 0
  for frame to frames
    selectObject: formants
    time = Get time from frame number: frame
    first = Get value at time: 1, time, "hertz", "linear"
    second = Get value at time: 2, time, "hertz", "linear"
    selectObject: pitch
    f0 = Get value at time: time, "Hertz", "linear"
    if f0 <> undefined and first <> undefined and second <> undefined
      voiced = voiced + 1
      f1# [voiced] = first
      f2# [voiced] = second
    endif
  endfor
  endif
  f1 = undefined
  f2 = undefined
  if voiced > 0
    selectObject: formants
    f1 = Get quantile: 1, 0, 0, "hertz", 0.5
    f2 = Get quantile: 2, 0, 0, "hertz", 0.5
  endif
  if voiced > 0 and voiced < frames
    # the places of unvoiced frames hold zeros: sorted, the voiced ones stand last
    f1# = sort# (f1#)
    f2# = sort# (f2#)
    low = frames - voiced + floor ((voiced + 1) / 2)
    high = frames - voiced + ceiling ((voiced + 1) / 2)
    f1 = (f1# [low] + f1# [high]) / 2
    f2 = (f2# [low] + f2# [high]) / 2
  endif

  line$ = line$ + tab$ + string$ (mean) + tab$ + string$ (deviation) + tab$ + string$ (minimum) + tab$ + string$ (maximum)
  line$ = line$ + tab$ + string$ (unvoiced) + tab$ + string$ (breaks)
  line$ = line$ + tab$ + string$ (local) + tab$ + string$ (absolute) + tab$ + string$ (rap) + tab$ + string$ (ppq5)
  line$ = line$ + tab$ + string$ (shimmer) + tab$ + string$ (shimmer_db) + tab$ + string$ (apq3) + tab$ + string$ (apq5) + tab$ + string$ (apq11)
  line$ = line$ + tab$ + string$ (hnr) + tab$ + string$ (level) + tab$ + string$ (cpps) + tab$ + string$ (f1) + tab$ + string$ (f2)
  appendInfoLine: line$
  select all
  minusObject: recordings
  Remove
endfor
