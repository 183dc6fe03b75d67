/* What espeak-ng says, with the time of each word and pause, which its program does not tell:
 *   espeak-words VOICE WORDS_PER_MINUTE TEXT OUT
 * writes samples of 16 bit to OUT and prints "rate HZ", "word CHARACTER SECONDS" (from 0) and "phone NAME SECONDS", in order;
 * a pause has the name "_" or begins with it. */
#include <espeak-ng/speak_lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *out;

static int heard(short *samples, int count, espeak_EVENT *event) {
  if (samples && count > 0) fwrite(samples, sizeof(short), count, out);
  for (; event->type != espeakEVENT_LIST_TERMINATED; event++) {
    double seconds = event->audio_position / 1000.0;
    if (event->type == espeakEVENT_WORD) printf("word %d %.3f\n", event->text_position - 1, seconds);
    if (event->type == espeakEVENT_PHONEME) {
      char name[sizeof event->id.string + 1] = {0};
      memcpy(name, event->id.string, sizeof event->id.string);
      printf("phone %s %.3f\n", name[0] ? name : "_", seconds);
    }
  }
  return 0;
}

int main(int count, char **args) {
  if (count != 5 || !(out = fopen(args[4], "wb"))) return 2;
  int rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_PHONEME_EVENTS);
  if (rate < 0 || espeak_SetVoiceByName(args[1]) != EE_OK) return 1;
  espeak_SetParameter(espeakRATE, atoi(args[2]), 0);
  espeak_SetSynthCallback(heard);
  printf("rate %d\n", rate);
  if (espeak_Synth(args[3], strlen(args[3]) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL, NULL) != EE_OK) return 1;
  espeak_Synchronize();
  return fclose(out);
}
