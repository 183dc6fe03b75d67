/** Endings of what ffmpeg decodes as sound or as a film with sound, by container; playlists are not among them. */
export const audioExtensions: ReadonlySet<string> = new Set(
  [
    "wav wave bwf rf64 w64 aif aiff aifc afc au snd caf voc iff 8svx svx sf ircam nist sph wv",
    "mp3 mp2 m2a mpa mp1 mpga aac adts latm loas ac3 eac3 ec3 dts dtshd amr awb gsm flac ape apl mac tta tak mpc mp+ shn",
    "nsp amb sox mlp thd truehd nut ra rm ast avr paf fap pvf dsf oma aa3 at3 dss act lbc ilbc qcp xwma mmf adx hcom vqf wve",
    "ogg oga ogv ogx spx opus webm weba mka mkv mk3d",
    "m4a m4b m4p m4r m4v mp4 mov qt qta 3gp 3gpp 3g2 3gpp2 3ga f4a f4b f4v ism isma ismv mj2 psp",
    "wma wmv asf avi divx flv mpg mpeg mpe m2p vob dat ts mts m2ts m2t mxf dv wtv",
  ]
    .join(" ")
    .split(" "),
);
