#!/bin/bash
# Runs a command with a PostgreSQL of its own, made for it and thrown away after: MANDATA_DATABASE is the address of an
# empty database there.
#   tools/with_postgresql.sh .venv/bin/python -m pytest tests/register
# Needs Debian's package postgresql; without it the command is not run, and that is said.
set -euo pipefail

programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
if [ -z "$programs" ] && command -v initdb >/dev/null; then programs=$(dirname "$(command -v initdb)"); fi
if [ -z "$programs" ] || [ ! -x "$programs/initdb" ]; then
  echo "SKIPPED on PostgreSQL: it is not installed (Debian: apt-get install postgresql)."
  exit 0
fi

folder=$(mktemp -d /tmp/mandata-postgresql.XXXXXX)
as=()
if [ "$(id -u)" -eq 0 ]; then  # PostgreSQL refuses to run as root
  id postgres >/dev/null 2>&1 || useradd --system postgres
  chown postgres "$folder"
  as=(runuser -u postgres --)
fi
stop() {
  "${as[@]}" "$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT

cd /
"${as[@]}" "$programs/initdb" -D "$folder/data" -U mandata -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
"${as[@]}" "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w start \
  -o "-c listen_addresses='' -k $folder -c fsync=off -c full_page_writes=off -c max_connections=200" >/dev/null
"${as[@]}" "$programs/createdb" -h "$folder" -U mandata mandata
cd "$OLDPWD"
MANDATA_DATABASE="postgresql://mandata@/mandata?host=$folder" "$@"
