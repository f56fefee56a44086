#!/bin/sh
# Draws the passwords that compose.yaml hands out as secrets, into deploy/compose/secrets; one that is there is kept.
set -eu
cd "$(dirname "$0")"
mkdir -p secrets
# Others do not get in; the files themselves are read by the containers' own user.
chmod 700 secrets
umask 022
draw() {
    [ -s "secrets/$1" ] || od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"secrets/$1"
}
draw postgres
for service in submission eligibility programme matchmaking; do
    draw "kafka-$service"
    draw "database-$service"
    draw "database-$service-owner"
done
