#!/bin/sh
# From a frame's arrival to its forecast served: bench/arrival.sh FRAME REFERENCE DIR [COUNT] [AREA].
#
# FRAME is a radar file of all Japan; re-timed and moved by a cell each time, it arrives in the directory that ./amagumo serve
# watches each second, COUNT (5) times while no training runs and as often while the job train learns from REFERENCE, a folder of
# radar files of an event. AREA is kanto, another domain, or all. DIR, which must not exist, keeps it all.
set -eu

frame=$(readlink -f "$1")
reference=$(readlink -f "$2")
mkdir "$3"
dir=$(readlink -f "$3")
cd "$(dirname -- "$0")/.."
./amagumo ingest "$reference" --store "$dir/reference" >/dev/null
exec java -Xmx1g -cp 'bench/target/lib/*' amagumo.bench.soak.Arrival "$dir" "$frame" "${5:-kanto}" "$dir/reference" "${4:-5}"
