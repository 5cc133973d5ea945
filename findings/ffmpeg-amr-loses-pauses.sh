#!/usr/bin/env bash
# FFmpeg 7.0.2 (its program as imageio-ffmpeg 0.6.0 on PyPI has it): its own AMR decoder, which is the one that is taken,
# does not know packets of comfort noise. Phones send these in pauses. They are left out, the sound after a pause moves up,
# and the program ends with exit status 0. The same program's second decoder keeps them. Speaking rate, pauses and duration
# of phone recordings that were converted by ffmpeg are therefore others than were spoken.
# Seen, a recording of 101 packets of 20 ms that begins with a second of silence, has a chirp of 20 ms, then silence again:
#   amrnb 1440 samples, libopencore_amrnb 16160 of 16160
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# encoded by libopencore_amrnb at 12.2 kbit/s with -dtx 1 from a synthetic signal
base64 -d >pauses.amr <<'AMR'
IyFBTVIKPJEXFr5meeHgAeev8AAAAIAAAAAAAAAAAAAAAAAAAAA8SHcklmZ54eAB57rwAAAAwAAAAAAAAAAAAAAAAAAAADxVAIi2
Znnh4AHnz/AAAACAAAAAAAAAAAAAAAAAAAAAPEj5H5ZmeeHgAeeK8AAAAMAAAAAAAAAAAAAAAAAAAAA8VP0ftmZ54eAB58/wAAAA
gAAAAAAAAAAAAAAAAAAAADxI9R+WZnnh4AHnivAAAADAAAAAAAAAAAAAAAAAAAAAPFT9H7ZmeeHgAefP8AAAAIAAAAAAAAAAAAAA
AAAAAABEJseDaA58fEQmx4NoHnx8fHx8fHxEJseDaB58fHx8fHx8RCbHg2gefHx8fHx8fEQmx4NoHnx8fHx8fHxEJseDaB58fHx8
fHx8PL1CAgAdQYGM76Kc1jNWYEAAOn2qOq5kAAIul7iCITA8rQBqAAl0QEETeWyxjIRpEFFIAEBOgGRBhABBDvwfsERm4A8ITnx8
RGbgDwhefHx8fHx8fEQmx4NoHnx8fHx8fHxEJseDaB58fHx8fHx8RCbHg2gefHx8fHx8fEQmx4NoHnx8fHx8fHxEJseDaB58fHx8
fA==
AMR
python3 -m venv venv
venv/bin/pip install -q --no-compile --disable-pip-version-check imageio-ffmpeg==0.6.0
ffmpeg=$(venv/bin/python -c 'import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())')
"$ffmpeg" -v quiet -i pauses.amr -f s16le usual.raw
"$ffmpeg" -v quiet -c:a libopencore_amrnb -i pauses.amr -f s16le other.raw
usual=$(($(wc -c <usual.raw) / 2))
other=$(($(wc -c <other.raw) / 2))
echo "amrnb $usual samples, libopencore_amrnb $other of $((101 * 160))"
[ "$usual" = 1440 ] && [ "$other" = 16160 ] || { echo "changed"; exit 1; }
