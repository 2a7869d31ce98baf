#!/bin/sh
# Trains on a fold of folds.conf: bench/skill/train.sh FOLD STORES MODEL.zip [OPTIONS of amagumo train]
# FOLD is A, B or C, or ALL for every event with nothing held out; STORES is what ingest.sh made. With --all-windows a fold
# trains on the events, too, by which it would choose its weights, and keeps the last weights.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
amagumo=${AMAGUMO:-$here/../../amagumo}
fold=${1:-}
case $fold in
    A | B | C | ALL) ;;
    *) set -- ;;
esac
[ $# -ge 3 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
stores=$2 model=$3
shift 3
[ "$fold" != ALL ] || set -- "$@" --all-windows
case " $* " in *" --all-windows "*) chooses= ;; *) chooses=$fold ;; esac
while read -r event out validates apart; do
    case $event in '#'*) continue ;; esac
    case "$out $apart" in *"$fold"*) continue ;; esac
    role=--store
    case $validates in *"${chooses:-none}"*) role=--validate ;; esac
    set -- "$@" $role "$stores/$event"
done <"$here/folds.conf"
exec "$amagumo" train "$@" --out "$model"
