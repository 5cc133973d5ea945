#!/bin/sh
# Makes the fixtures of this folder from a synthetic signal. Needs python3 with numpy 2 and soxr 1.1, and the programs
# flac 1.4, ffmpeg 5 or later with libmp3lame, oggenc 1.4 and sox 14.4. Run it in this folder.
set -e
python3 make-golden.py
SIGNAL="signal.wav"
STEREO="stereo.wav"
flac -s -f -o signal16.flac "$SIGNAL"
flac -s -f -o stereo16.flac "$STEREO"
flac -s -f -o signal24.flac signal24.wav
flac -s -f -o signal8.flac signal8.wav
sox -D "$STEREO" stereo.aiff
ffmpeg -v error -y -i "$STEREO" -c:a pcm_s16le -f aiff stereo-sowt.aifc
ffmpeg -v error -y -i "$SIGNAL" -c:a pcm_f32be -f aiff signal-fl32.aifc
ffmpeg -v error -y -i "$SIGNAL" -c:a libmp3lame -b:a 128k signal.mp3
ffmpeg -v error -y -i "$SIGNAL" -c:a libmp3lame -b:a 128k -write_xing 0 -id3v2_version 0 signal-plain.mp3
ffmpeg -v error -y -i "$STEREO" -c:a libmp3lame -b:a 128k stereo.mp3
ffmpeg -v error -y -i "$SIGNAL" -ar 22050 -c:a libmp3lame -b:a 64k signal22050.mp3
oggenc -Q -q 6 -o signal.ogg "$SIGNAL"
oggenc -Q -q 6 -o stereo.ogg "$STEREO"
rm -f signal24.wav signal8.wav
# voice.wav is clip 9 of the synthetic voices with 3 speakers, 4 clips per emotion and seed 1, resampled to 16 kHz
ffmpeg -v error -y -i voice.wav -c:a libmp3lame -b:a 32k voice.mp3
oggenc -Q -q 1 -o voice.ogg voice.wav
# as Safari, Firefox and Chromium record from a microphone, and as phones send
ffmpeg -v error -y -bitexact -i voice.wav -c:a aac -b:a 32k -movflags +frag_keyframe+empty_moov+default_base_moof voice.m4a
ffmpeg -v error -y -bitexact -i voice.wav -c:a libopus -b:a 24k voice.opus
ffmpeg -v error -y -bitexact -i voice.wav -ac 2 -c:a libopus -b:a 24k -live 1 -f webm voice.webm
ffmpeg -v error -y -bitexact -i voice.wav -c:a aac -b:a 32k voice.mp4
