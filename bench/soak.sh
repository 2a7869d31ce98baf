#!/bin/sh
# The service as it runs for months, in an hour: bench/soak.sh EVENT DIR [MINUTES] [postgresql|sqlite] [disturbed|undisturbed].
#
# An HTTP server on this machine replays EVENT, a folder of radar files of a frame each, re-timed, a frame of 5 minutes each 5 seconds. Two
# servers (./amagumo serve) on one PostgreSQL database and one state directory, or one on SQLite, fetch and forecast them with
# the shipped model and optical flow, compare, and send them to a directory, while a client of each asks for ten answers a
# second. Three times a training of a minute is asked for, and the judgement of what it made. Ten times an hour one of the
# servers is ended by signal 9, twice by SIGTERM, and started again after 2 s, at moments drawn with a fixed seed; or none
# is. What lives on a server's heap is counted each 5 minutes and must not grow. At the end everything is looked at; exit
# status 1 if anything is not as it should be. DIR, which must not exist, keeps it all.
set -eu

event=$(readlink -f "$1")
minutes=${3:-60}
kind=${4:-postgresql}
disturbed=${5:-disturbed}
mkdir "$2"
dir=$(readlink -f "$2")
cd "$(dirname -- "$0")/.."
. bench/postgresql.sh

export AMAGUMO_JAVA_OPTIONS="${AMAGUMO_JAVA_OPTIONS:--Xmx512m}"
if [ "$kind" = sqlite ]; then
    exec java -Xmx512m -cp 'bench/target/lib/*' amagumo.bench.soak.Soak "$dir" "$event" "$minutes" 1 "$disturbed"
fi
chmod 755 "$dir" # PostgreSQL may run as another user
start_postgresql "$dir/postgresql" amagumo
trap 'stop_postgresql "$dir/postgresql"' EXIT
java -Xmx512m -cp 'bench/target/lib/*' amagumo.bench.soak.Soak "$dir" "$event" "$minutes" 2 "$disturbed" \
    "$postgresql_url" "$postgresql_user" "$postgresql_password_file"
