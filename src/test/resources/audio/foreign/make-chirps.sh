#!/bin/sh
# Makes the files of this folder from one synthetic signal: 2.000 s of silence with a 20 ms chirp that begins at 1.000 s.
# Needs python3, ffmpeg 5.1 with the usual libraries (libmp3lame, libopus, libvorbis, libspeex)
# and sox 14.4; and in the folder AMR what lies in the jar org.bytedeco:ffmpeg:5.0-1.5.7 for linux-x86_64, whose program
# encodes AMR. Run it in this folder: AMR=… sh make-chirps.sh
set -e
for RATE in 8000 16000 24000 44100 48000; do python3 - $RATE <<'P'
import math, struct, sys, wave
rate = int(sys.argv[1])
count = rate // 50
x = [0] * (2 * rate)
for i in range(count):
    t = i / rate
    x[rate + i] = round(16384 * math.sin(math.pi * i / count) ** 2 * math.sin(2 * math.pi * (400 * t + 1600 * t * t / 0.04)))
w = wave.open(f'{rate}.wav', 'wb')
w.setnchannels(1); w.setsampwidth(2); w.setframerate(rate); w.writeframes(struct.pack(f'<{len(x)}h', *x)); w.close()
P
done
ff() { ffmpeg -v error -y -bitexact "$@"; }
PICTURE="-f lavfi -i color=c=gray:s=32x32:r=5:d=2 -map 0:a -map 1:v"
ff -i 16000.wav -c:a aac -b:a 24k aac.m4a
ff -i 16000.wav -c:a aac -b:a 24k -movflags +frag_keyframe+empty_moov -frag_duration 500000 fragments.m4a
ff -i 16000.wav -c:a alac alac.m4a
ff -i 16000.wav -c:a alac alac.caf
ff -i 44100.wav -c:a aac -b:a 32k -movflags +faststart aac.mov
ff -i 16000.wav -c:a aac -b:a 24k aac.aac
ff -i 8000.wav -c:a aac -b:a 16k aac.3gp
amr() { LD_LIBRARY_PATH=$AMR "$AMR/ffmpeg" -v error -y -bitexact "$@"; }
amr -i 8000.wav -c:a libopencore_amrnb -b:a 12.2k amr.amr
amr -i 8000.wav -c:a libopencore_amrnb -b:a 4.75k amr475.amr
amr -i 8000.wav -c:a libopencore_amrnb -b:a 12.2k -dtx 1 pauses.amr
amr -i 16000.wav -c:a libvo_amrwbenc -b:a 12.65k -f amr amr.awb
ff -i amr.amr -c copy amr.3gp
ff -i 48000.wav -c:a libopus -b:a 16k opus.opus
ff -i 48000.wav -c:a libopus -b:a 16k opus.webm
ff -i 48000.wav -c:a libopus -b:a 16k opus.mp4
ff -i 16000.wav -c:a libvorbis -q:a 0 vorbis.webm
ff -i 16000.wav -c:a libspeex speex.spx
ff -i 16000.wav -c:a flac flac.oga
ff -i 16000.wav -c:a wmav2 -b:a 24k wma.wma
ff -i 48000.wav -c:a ac3 -b:a 32k ac3.ac3
ff -i 48000.wav -c:a eac3 -b:a 32k eac3.ac3
ff -i 8000.wav -c:a adpcm_ima_wav ima.wav
ff -i 8000.wav -c:a adpcm_ms ms.wav
sox -R 8000.wav -e gsm-full-rate gsm.wav
ff -i 16000.wav -c:a wavpack wavpack.wv
ff -i 8000.wav -c:a pcm_mulaw mulaw.au
ff -i 8000.wav -c:a pcm_mulaw mulaw.w64
sox -R 8000.wav -e mu-law mulaw.sph
ff -i 16000.wav $PICTURE -c:a aac -b:a 24k -c:v mpeg4 -b:v 8k video.mp4
ff -i 16000.wav $PICTURE -c:a libvorbis -q:a 0 -c:v mpeg4 -b:v 8k video.mkv
ff -i 16000.wav $PICTURE -c:a libmp3lame -b:a 16k -c:v mpeg4 -b:v 8k video.avi
ff -i 44100.wav $PICTURE -c:a mp2 -b:a 32k -c:v mpeg1video -r 25 -b:v 8k video.mpg
ff -i 44100.wav $PICTURE -c:a aac -b:a 24k -c:v flv1 -b:v 8k video.flv
ffmpeg -v error -y -bitexact -f lavfi -i color=c=gray:s=32x32:r=5:d=2 -c:v mpeg4 -b:v 8k ../picture.mp4
for RATE in 16000 24000 44100 48000; do
    ff -i $RATE.wav -c:a libmp3lame -b:a 32k tag$RATE.mp3
    ff -i $RATE.wav -c:a libmp3lame -b:a 32k -write_xing 0 -id3v2_version 0 plain$RATE.mp3
done
rm -f 8000.wav 16000.wav 24000.wav 44100.wav 48000.wav
# What FFmpeg's program itself makes of them: samples, and by how many the chirp comes late. It leaves the padding at the end
# of MP4 files, and its own AMR decoders drop pauses: those are read by the program of AMR.
python3 - <<'P' > ffmpeg.csv
import glob, math, os, struct, subprocess
print('file,rate,samples,lag')
for path in sorted(f for f in glob.glob('*.*') if not f.endswith(('.sh', '.csv'))):
    rate = int(subprocess.run(['ffprobe', '-v', 'error', '-select_streams', 'a', '-show_entries', 'stream=sample_rate', '-of',
                               'csv=p=0', path], capture_output=True, text=True).stdout.split()[0].strip(','))
    amr = path.endswith(('.amr', '.awb')) or path == 'amr.3gp'
    program = [os.environ['AMR'] + '/ffmpeg', '-c:a', 'libopencore_amrwb' if path.endswith('awb') else 'libopencore_amrnb'] \
        if amr else ['ffmpeg']
    raw = subprocess.run(program + ['-v', 'quiet', '-i', path, '-map', '0:a', '-ac', '1', '-f', 'f32le', '-'],
                         capture_output=True, env={**os.environ, 'LD_LIBRARY_PATH': os.environ['AMR'] if amr else ''}).stdout
    x = struct.unpack(f'<{len(raw) // 4}f', raw)
    n = rate // 50
    c = [math.sin(math.pi * i / n) ** 2 * math.sin(2 * math.pi * (400 * i / rate + 1600 * (i / rate) ** 2 / 0.04)) for i in range(n)]
    lag = max(range(-1500, 2500), key=lambda k: sum(a * b for a, b in zip(c, x[rate + k:rate + k + n])))
    print(f'{path},{rate},{len(x)},{lag}')
P
