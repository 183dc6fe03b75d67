/** Sound fades in and out over this, s, so that the loudspeaker does not click. */
const fadeSeconds = 0.02;
const amplitude = 0.25;

/** Plays a steady tone by the loudspeaker. */
export async function playSteadyTone({ hz, seconds }: { hz: number; seconds: number }): Promise<void> {
  const context = new AudioContext();
  try {
    const tone = new OscillatorNode(context, { frequency: hz });
    const volume = new GainNode(context, { gain: 0 });
    tone.connect(volume).connect(context.destination);
    const start = context.currentTime;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(amplitude, start + fadeSeconds);
    volume.gain.setValueAtTime(amplitude, start + seconds - fadeSeconds);
    volume.gain.linearRampToValueAtTime(0, start + seconds);
    tone.start(start);
    tone.stop(start + seconds);
    await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
  } finally {
    await context.close();
  }
}
