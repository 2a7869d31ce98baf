#!/bin/sh
# Tiles, frames and points of all Japan under load:
#     bench/tiles.sh load [SECONDS [PRIORITY]]   beside nginx that serves the same bytes as files, so many seconds a line (10), and
#                                     beside a training that is started by PRIORITY, such as "nice -n 19", if one is given
#     bench/tiles.sh walk [SECONDS]   tiles anywhere on the map, at random, for so long (600), and the server's memory as time goes by
# Needs wrk and, for the first, nginx (Debian: wrk, nginx-light) and, beside the checkout, shared/; build bench first.
set -eu

mode=${1:-load}
case $mode in
load) seconds=${2:-10} priority=${3:-} ;;
walk) seconds=${2:-600} ;;
*)
    echo "usage: bench/tiles.sh load [SECONDS [PRIORITY]] | walk [SECONDS]" >&2
    exit 2
    ;;
esac
cd "$(dirname -- "$0")/.."
work=$(mktemp -d)
server=
nginx=
trainer=
encoding=
finish() {
    for started in $server $nginx $trainer; do
        kill "$started" 2>/dev/null || true
    done
    wait
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

cat >"$work/amagumo.conf" <<CONF
serve {
  port = 0, nowcaster = rover, state = "$work/state"
  forecasts.catch-up = 0 minutes # else it forecasts the last hour while it is measured
  http.limits { requests-per-minute = 1000000, burst = 1000000 }
}
CONF
java -cp 'bench/target/lib/*' amagumo.bench.tiles.JapanStore "$work/store"
mkfifo "$work/said"
java -Xmx1g --add-modules jdk.incubator.vector -cp 'bench/target/lib/*' amagumo.server.cli.Amagumo \
    serve --store "$work/store" --config "$work/amagumo.conf" >"$work/said" 2>"$work/log" &
server=$!
exec 3<"$work/said"
if ! read -r address rest <&3; then
    cat "$work/log" >&2
    exit 1
fi
address=${address%/}
until curl -fs "$address/api/v1/forecasts/latest" >"$work/latest"; do
    kill -0 "$server" || exit 1
    sleep 1
done

# The addresses of the tiles of 20 frames, without the place.
grep -o '"tilesUrl":"[^"]*"' "$work/latest" | sed 's/.*:"\(.*\){z}.*/\1/' >"$work/layers"

# load NAME ADDRESS [SCRIPT]: 8 connections of one thread; prints requests a second, p50 and p99.
load() {
    wrk -t1 -c8 -d"${seconds}s" --latency ${encoding:+-H "Accept-Encoding: $encoding"} ${3:+-s "$3"} "$2" >"$work/wrk"
    awk -v name="$1" '/50%/ { p50 = $2 } /99%/ { p99 = $2 } /Requests\/sec/ { rate = $2 } /Non-2xx|Socket errors/ { bad = bad ", " $0 }
        END { print name ": " rate " requests/s, p50 " p50 ", p99 " p99 bad }' "$work/wrk"
}
resident() {
    awk '/VmRSS/ { print int($2 / 1024) " MiB resident" }' "/proc/$server/status"
}

# A script of wrk that asks for tiles anywhere on the map, at random.
anywhere() {
    cat >"$work/walk.lua" <<LUA
local layers = {}
for line in io.lines("$work/layers") do layers[#layers + 1] = line end
math.randomseed(7)
function request()
    local z = math.random(4, 10)
    local n = 2 ^ z
    local x = math.floor((118 + 32 * math.random() + 180) / 360 * n)
    local latitude = math.rad(20 + 28 * math.random())
    local y = math.floor((1 - math.log(math.tan(latitude) + 1 / math.cos(latitude)) / math.pi) / 2 * n)
    return wrk.format("GET", string.format("%s%d/%d/%d.png", layers[math.random(#layers)], z, x, y))
end
LUA
}

walk() {
    anywhere
    load "walk over all tiles" "$address" "$work/walk.lua" >"$work/walked" &
    walking=$!
    interval=$((seconds > 20 ? seconds / 20 : 1))
    begun=$(date +%s)
    passed=0
    while [ "$passed" -lt "$seconds" ]; do
        echo "after $passed s: $(resident)"
        sleep "$interval"
        passed=$(($(date +%s) - begun))
    done
    wait "$walking"
    cat "$work/walked"
    echo "at the end: $(resident)"
}

# A training on the sample files.
train() {
    java -cp 'bench/target/lib/*' amagumo.server.cli.Amagumo ingest data-samples --store "$work/samples" >"$work/trained" 2>&1
    $priority java --add-modules jdk.incubator.vector -cp 'bench/target/lib/*' amagumo.server.cli.Amagumo \
        train --store "$work/samples" --all-windows --epochs 1000 --out "$work/trained.zip" >"$work/trained" 2>&1 &
    trainer=$!
    until grep -q ' step ' "$work/trained"; do
        kill -0 "$trainer" || exit 1
        sleep 1
    done
}

# The same tiles, a frame and a place as files, for nginx.
as_files() {
    while read -r layer; do
        for x in 224 225 226 227 228; do
            for y in 99 100 101; do
                echo "${layer}8/$x/$y.png"
            done
        done
    done <"$work/layers" >"$work/warm"
    mkdir "$work/www"
    while read -r path; do
        mkdir -p "$work/www/${path%/*}"
        curl -fs "$address$path" -o "$work/www/$path"
    done <"$work/warm"
    du -sb "$work/www" | awk -v files="$(wc -l <"$work/warm")" '{ print files " tiles of " int($1 / files) " octets on average" }'
    frame=$(sed 's/.*"leads":\[[^]]*"url":"\([^"]*\)".*/\1/' "$work/latest")
    levels=$(sed 's/.*"leads":\[[^]]*"levelsUrl":"\([^"]*\)".*/\1/' "$work/latest")
    place="$(sed 's/.*"pointsUrl":"\([^"]*\)".*/\1/' "$work/latest")?lat=35.69&lon=139.69"
    curl -fs "$address$frame" -o "$work/www/frame.png"
    curl -fs -H 'Accept-Encoding: gzip' "$address$levels" -o "$work/www/levels.gz"
    curl -fs "$address$place" -o "$work/www/point.json"
}

start_nginx() {
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    cat >"$work/nginx.conf" <<CONF
worker_processes auto; pid $work/nginx.pid; daemon off; error_log $work/nginx.log;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; types { image/png png; application/json json; }
  open_file_cache max=10000;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 127.0.0.1:$port; root $work/www; }
}
CONF
    chmod -R a+rX "$work"
    nginx -c "$work/nginx.conf" &
    nginx=$!
    until curl -fs "http://127.0.0.1:$port/frame.png" >"$work/frame.png"; do
        kill -0 "$nginx" || exit 1
        sleep 1
    done
    cmp "$work/frame.png" "$work/www/frame.png"
}

beside_nginx() {
    [ -z "$priority" ] || train
    anywhere
    load "tiles, cold: anywhere on the map" "$address" "$work/walk.lua"
    as_files
    start_nginx
    cat >"$work/paths.lua" <<LUA
local paths = {}
for line in io.lines("$work/warm") do paths[#paths + 1] = line end
local next = 0
function request()
    next = next % #paths + 1
    return wrk.format("GET", paths[next])
end
LUA
    for round in 1 2 3 4 5 6; do # until the JVM has compiled what it uses
        load "warm-up $round" "$address" "$work/paths.lua"
    done
    for round in 1 2; do
        load "tiles, warm" "$address" "$work/paths.lua"
        load "the same from nginx" "http://127.0.0.1:$port" "$work/paths.lua"
    done
    encoding=gzip
    load "the levels of a frame of all Japan" "$address$levels"
    load "the same from nginx" "http://127.0.0.1:$port/levels.gz"
    encoding=
    load "a frame of all Japan" "$address$frame"
    load "the same from nginx" "http://127.0.0.1:$port/frame.png"
    load "a place in the forecast" "$address$place"
    load "the same from nginx" "http://127.0.0.1:$port/point.json"
    load "a place now" "$address/api/v1/points?lat=35.69&lon=139.69"
    [ -z "$priority" ] || tail -n 1 "$work/trained" # how far it came
    resident
}

if [ "$mode" = walk ]; then
    walk
else
    beside_nginx
fi
