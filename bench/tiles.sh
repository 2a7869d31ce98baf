#!/bin/sh
# Tiles, frames and points under load, beside nginx that serves the same bytes as files: bench/tiles.sh [SECONDS]. Needs wrk and
# nginx (Debian: wrk, nginx-light) and, beside the checkout, shared/; build bench first. Ends with a random walk over all tiles of
# Japan, and what memory the server takes then.
set -eu

seconds=${1:-10}
cd "$(dirname -- "$0")/.."
work=$(mktemp -d)
server=
nginx=
finish() {
    for started in $server $nginx; do
        kill "$started" 2>/dev/null || true
    done
    wait
    rm -rf "$work"
}
trap finish EXIT

cat >"$work/amagumo.conf" <<CONF
serve {
  port = 0, nowcaster = rover, state = "$work/state"
  http.limits { requests-per-minute = 1000000, burst = 1000000 }
}
CONF
java -cp 'bench/target/lib/*' amagumo.bench.tiles.JapanStore "$work/store"
mkfifo "$work/said"
java -Xmx1g --add-modules jdk.incubator.vector -cp 'bench/target/lib/*' amagumo.server.cli.Amagumo \
    serve --store "$work/store" --config "$work/amagumo.conf" >"$work/said" 2>"$work/log" &
server=$!
exec 3<"$work/said"
read -r address rest <&3
address=${address%/}
until curl -fs "$address/api/v1/forecasts/latest" >"$work/latest"; do sleep 1; done

# The tiles of 20 frames: their addresses without the place, and one of each at places over Honshu.
grep -o '"tilesUrl":"[^"]*"' "$work/latest" | sed 's/.*:"\(.*\){z}.*/\1/' >"$work/layers"
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
frame=$(sed 's/.*"leads":\[[^]]*"url":"\([^"]*\)".*/\1/' "$work/latest")
points=$(sed 's/.*"pointsUrl":"\([^"]*\)".*/\1/' "$work/latest")
curl -fs "$address$frame" -o "$work/www/frame.png"
curl -fs "$address$points?lat=35.69&lon=139.69" -o "$work/www/point.json"
du -sb "$work/www" | awk -v files="$(wc -l <"$work/warm")" '{ print files " tiles of " int($1 / files) " octets on average" }'

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >"$work/nginx.conf" <<CONF
worker_processes auto; pid $work/nginx.pid; daemon off; error_log $work/nginx.log;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; types { image/png png; }
  open_file_cache max=10000;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 127.0.0.1:$port; root $work/www; }
}
CONF
chmod -R a+rX "$work"
nginx -c "$work/nginx.conf" &
nginx=$!

cat >"$work/paths.lua" <<LUA
local paths = {}
for line in io.lines("$work/warm") do paths[#paths + 1] = line end
local next = 0
function request()
    next = next % #paths + 1
    return wrk.format("GET", paths[next])
end
LUA
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
# load NAME ADDRESS [SCRIPT]: 8 connections of one thread; prints requests a second, p50 and p99.
load() {
    wrk -t1 -c8 -d"${seconds}s" --latency ${3:+-s "$3"} "$2" >"$work/wrk"
    awk -v name="$1" '/50%/ { p50 = $2 } /99%/ { p99 = $2 } /Requests\/sec/ { rate = $2 } /Non-2xx/ { bad = ", " $0 }
        END { print name ": " rate " requests/s, p50 " p50 ", p99 " p99 bad }' "$work/wrk"
}
resident() {
    awk '/VmRSS/ { print int($2 / 1024) " MiB resident" }' "/proc/$server/status"
}

for round in 1 2 3 4 5 6; do # until the JVM has compiled what it uses
    load "warm-up" "$address" "$work/paths.lua"
done
load "tiles, warm" "$address" "$work/paths.lua"
load "the same from nginx" "http://127.0.0.1:$port" "$work/paths.lua"
load "tiles, warm" "$address" "$work/paths.lua"
load "the same from nginx" "http://127.0.0.1:$port" "$work/paths.lua"
load "a frame of all Japan" "$address$frame"
load "the same from nginx" "http://127.0.0.1:$port/frame.png"
load "a place in the forecast" "$address$points?lat=35.69&lon=139.69"
load "the same from nginx" "http://127.0.0.1:$port/point.json"
resident
for round in 1 2 3 4 5 6; do
    load "walk over all tiles, $round" "$address" "$work/walk.lua"
    resident
done
