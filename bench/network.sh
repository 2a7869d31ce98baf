#!/bin/sh
# The network beside PyTorch's: bench/network.sh PEER.py [ROUNDS]. PEER.py is a script with the modes and the JSON of
# NetworkTiming. Interleaves both, each in a process of its own, and prints each run, medians and ratios (PyTorch's time
# divided by ours). PREFIX is put before each command, such as "chrt -f 5" on a machine that has other work; PYTHON names another Python than python3.
set -eu

peer=$1
rounds=${2:-3}
cd "$(dirname -- "$0")/.."
cores=$(nproc)
runs=$(mktemp)
trap 'rm -f "$runs"' EXIT

for round in $(seq "$rounds"); do
    for work in "train 8 3" "infer 8 4" "infer 1 60"; do
        set -- $work
        ${PREFIX:-} java --add-modules jdk.incubator.vector -Xmx256m -XX:+UseSerialGC \
            -Dorg.bytedeco.javacpp.maxbytes=3g -Dorg.bytedeco.javacpp.maxphysicalbytes=4g -cp 'bench/target/lib/*' \
            amagumo.bench.network.NetworkTiming "$@" 2>/dev/null | sed 's/^/ours /'
        OMP_NUM_THREADS=$cores ${PREFIX:-} "${PYTHON:-python3}" "$peer" "$1" --batch "$2" --steps "$3" 2>/dev/null | sed 's/^/peer /'
    done
done | tee "$runs"

awk '
    function field(name) { match($0, "\"" name "\": [^,}]*"); v = substr($0, RSTART, RLENGTH); sub(/.*: /, "", v)
                           gsub(/"/, "", v); return v }
    function median(list,   n, a, i, j, t) { n = split(list, a, " ")
        for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (a[j] < a[i]) { t = a[i]; a[i] = a[j]; a[j] = t }
        return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2 }
    { work = field("mode") " " field("batch"); works[work]; times[$1, work] = times[$1, work] " " field("median_s")
      mib = field("max_rss_mb") + 0; if (mib > memory[$1, work]) memory[$1, work] = mib }
    END { for (work in works) printf "%s: ours %.3f s, PyTorch %.3f s, ratio %.2f; ours %d MiB, PyTorch %d MiB\n", work,
            median(times["ours", work]), median(times["peer", work]),
            median(times["peer", work]) / median(times["ours", work]), memory["ours", work], memory["peer", work] }
' "$runs"
