#!/bin/sh
# The tables of docs/the-ten-minute-question.md from its checkpoints, as Markdown: bench/skill/question.sh STORES WINDOWS.json RADAR
# STORES is what ingest.sh made of RADAR, the folder of the events' radar files; WINDOWS.json is a list of windows, of which those count that
# fold C holds out and whose frames are 10 minutes apart. Needs jq and what bench/README.md builds; takes about ten minutes on two cores.
set -eu
[ $# -eq 3 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
list=$(mktemp)
trap 'rm -f "$list"' EXIT
awk '$2 == "C" { print $1 }' "$root/bench/skill/folds.conf" |
    jq --raw-input --slurp 'split("\n")' |
    jq --slurpfile windows "$2" '. as $held | $windows[0] | map(select((.event | IN($held[])) and .step_min == 10))' >"$list"
java -Xmx4g --add-modules jdk.incubator.vector -cp "$root/bench/target/lib/*" \
    amagumo.bench.question.TenMinuteQuestion "$list" "$3" "$1" "$root/training"
