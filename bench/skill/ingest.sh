#!/bin/sh
# Makes a store of each event: bench/skill/ingest.sh RADAR STORES, where RADAR holds a folder of radar files an event, named as
# in folds.conf. What is stored already is left as it is.
set -eu
[ $# -eq 2 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
amagumo=${AMAGUMO:-$here/../../amagumo}
grep -v '^#' "$here/folds.conf" | while read -r event _; do
    "$amagumo" ingest --store "$2/$event" "$1/$event" </dev/null
done
