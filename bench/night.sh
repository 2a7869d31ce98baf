#!/bin/sh
# The night in small, on real days: bench/night.sh RADAR DIR [MINUTES].
#
# RADAR has a folder of radar files for each of five days over Italy, and an older one. Four days lie in a store; the fifth arrives in
# the directory that ./amagumo serve watches. Then the job train trains for MINUTES (3) and asks the job promote to judge. It is done
# twice: by a champion of a few steps on the older event, with margins that a challenger of minutes can meet, after which
# the promotion is rolled back; and by the shipped model, with the default margins. DIR, which must not exist, keeps it all.
set -eu

radar=$(readlink -f "$1")
minutes=${3:-3}
mkdir "$2"
dir=$(readlink -f "$2")
cd "$(dirname -- "$0")/.."
server=
trap '[ -z "$server" ] || kill "$server"' EXIT

./amagumo ingest "$radar"/dpc10n-20250228 --store "$dir/older" >/dev/null
./amagumo train --store "$dir/older" --out "$dir/poor.zip" --name poor --hidden 8,8 --batch 2 --crop 64 --epochs 1 \
    --epoch-steps 3 --validation-windows 1 --workers 1 >/dev/null

# night NAME MODEL GATE: a server of its own with that champion, through a day and a night.
night() {
    mkdir -p "$dir/$1/radar"
    ./amagumo ingest "$radar"/dpc10n-2025032[1-4] --store "$dir/$1/store" >/dev/null
    cat >"$dir/$1.conf" <<CONF
serve {
  port = 0, state = "$dir/$1/state", store = "$dir/$1/store", model = "$2"
  source.directory { path = "$dir/$1/radar", settle = 0 seconds, interval = 1 second }
}
models {
  split { block = 4 hours, blocks = 3, guard = 0 seconds }
  training { time = $minutes minutes, crop = 64, batch = 4, memory = 1 GiB }
  gate { $3 least-windows = 6, least-blocks = 5 }
}
CONF
    mkfifo "$dir/$1/said"
    ./amagumo serve --config "$dir/$1.conf" >"$dir/$1/said" 2>"$dir/$1/log" &
    server=$!
    exec 3<"$dir/$1/said"
    read -r address rest <&3
    cp "$radar"/dpc10n-20250325/* "$dir/$1/radar"
    until curl -s "${address}healthz" | grep -q 2025-03-25T23:50:00Z; do
        sleep 1
    done
    run="--config $dir/$1.conf"
    ./amagumo job run train --at 2025-03-26T00:00:00Z $run
    until ./amagumo job list promote $run | grep -Eq 'succeeded|skipped|failed'; do # the training asks for it
        sleep 1
    done
    for job in train promote; do
        ./amagumo job list $job $run
        for log in "$dir/$1/state/logs/$job"/*.log; do
            cat "$log"
        done
    done
    ./amagumo model list $run
    if [ "$1" = promoted ]; then
        ./amagumo model rollback --why "the end of the demonstration" $run
        ./amagumo model list $run
    fi
    kill "$server"
    wait "$server" || true
    server=
}
night promoted "$dir/poor.zip" "mse-ratio = 1.05, csi-gain = -0.05,"
night refused "$PWD/data-samples/model.zip" ""
