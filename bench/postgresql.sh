# A PostgreSQL server of Debian's for one script, to be read by it: start_postgresql DIR NAME makes a cluster in DIR with an empty
# database NAME, listening on a free port of this machine alone, and sets postgresql_url, postgresql_user and
# postgresql_password_file; stop_postgresql DIR ends it. PostgreSQL does not run as root: as root it runs as the user postgres.

as_postgres() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

start_postgresql() {
    postgresql_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    postgresql_user=amagumo
    postgresql_password_file=$1/password
    mkdir -p "$1"
    head -c 18 /dev/urandom | base64 >"$1/password"
    [ "$(id -u)" != 0 ] || chown -R postgres "$1"
    as_postgres "$postgresql_bin/initdb" --username=$postgresql_user --auth=scram-sha-256 --pwfile="$1/password" \
        --pgdata="$1/data" >/dev/null
    for attempt in 1 2 3 4 5; do # a port may be taken
        postgresql_port=$(shuf -i 20000-30000 -n 1)
        ! as_postgres "$postgresql_bin/pg_ctl" --wait --pgdata="$1/data" --log="$1/log" \
            --options="-h 127.0.0.1 -p $postgresql_port -c unix_socket_directories=" start >/dev/null || break
    done
    PGPASSWORD=$(cat "$1/password") "$postgresql_bin/createdb" --host=127.0.0.1 --port="$postgresql_port" \
        --username=$postgresql_user "$2"
    postgresql_url=jdbc:postgresql://127.0.0.1:$postgresql_port/$2
}

stop_postgresql() {
    as_postgres "$postgresql_bin/pg_ctl" --wait --pgdata="$1/data" --mode=fast stop >/dev/null
}
