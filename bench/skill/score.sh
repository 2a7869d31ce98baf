#!/bin/sh
# Scores a model on what its fold holds out: bench/skill/score.sh FOLD WINDOWS.json RADAR MODEL.zip [OPTIONS of amagumo evaluate]
# WINDOWS.json is a list of windows, RADAR the folder of their radar files; only windows of the fold's events count. Needs jq.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
amagumo=${AMAGUMO:-$here/../../amagumo}
[ $# -ge 4 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
fold=$1 windows=$2 radar=$3 model=$4
shift 4
list=$(mktemp)
trap 'rm -f "$list"' EXIT
awk -v fold="$fold" '$2 == fold { print $1 }' "$here/folds.conf" |
    jq --raw-input --slurp 'split("\n")' |
    jq --slurpfile windows "$windows" '. as $held | $windows[0] | map(select(.event | IN($held[])))' >"$list"
"$amagumo" evaluate --windows "$list" --root "$radar" --model "$model" --without-network "$@"
