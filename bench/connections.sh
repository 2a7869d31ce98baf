#!/bin/sh
# How fast the server answers while many connections are open to it: bench/connections.sh [CONNECTIONS]. Serves the sample
# files in a process of its own on a free port of this machine; needs as many open files as connections (ulimit -n).
set -eu

connections=${1:-10000}
cd "$(dirname -- "$0")/.."
work=$(mktemp -d)
server=
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

cat >"$work/amagumo.conf" <<CONF
serve { port = 0, nowcaster = persistence, state = "$work", http.limits { requests-per-minute = 1000000, burst = 100000 } }
CONF
./amagumo ingest data-samples --store "$work/store" >/dev/null 2>&1
mkfifo "$work/said"
./amagumo serve --store "$work/store" --config "$work/amagumo.conf" >"$work/said" 2>"$work/log" &
server=$!
exec 3<"$work/said"
read -r address rest <&3
read -r shown <&3
path=$(curl -s "${address}api/v1/forecasts/latest" | sed 's/.*"leads":\[[^]]*"url":"\([^"]*\)".*/\1/')
ulimit -n "$(ulimit -Hn)"
java -cp 'bench/target/lib/*' amagumo.bench.server.ManyConnections "$address" "$server" "$connections" "$path"
cat "$work/log"
