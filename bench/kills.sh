#!/bin/sh
# A server that is killed with signal 9 in the midst of its jobs: bench/kills.sh EVENT DIR [COUNT] [SEED].
#
# ./amagumo serve on SQLite, on a store made of the middle of EVENT, a folder of radar files of a frame each. In turn a training, a
# promotion, a forecast, a prune and an export are begun and killed at a moment drawn with SEED (12), COUNT (200) times in all.
# After each, database, registry, kept forecasts, store, logs and what was sent are looked at; the next start must first do what
# was cut off. Exit status 1 if anything is not as it should be. DIR, which must not exist, keeps it all.
set -eu

event=$(readlink -f "$1")
mkdir "$2"
dir=$(readlink -f "$2")
cd "$(dirname -- "$0")/.."
export AMAGUMO_JAVA_OPTIONS="${AMAGUMO_JAVA_OPTIONS:--Xmx512m -XX:TieredStopAtLevel=1}" # short lives
exec java -Xmx512m -cp 'bench/target/lib/*' amagumo.bench.soak.KilledInJobs "$dir" "$event" "${3:-200}" "${4:-12}"
