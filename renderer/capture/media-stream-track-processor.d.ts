/** W3C mediacapture-transform, of Chromium; not in TypeScript's DOM types. */
declare class MediaStreamTrackProcessor {
  constructor(options: { track: MediaStreamTrack; maxBufferSize?: number });
  readonly readable: ReadableStream<AudioData>;
}

interface MediaStreamAudioTrack extends MediaStreamTrack {
  /** W3C mediacapture-extensions. */
  readonly stats?: { readonly deliveredFrames: number; readonly totalFrames: number };
}
