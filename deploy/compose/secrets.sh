#!/bin/sh
# Draws the passwords that compose.yaml hands out as secrets, into deploy/compose/secrets; one that is there is kept.
set -eu
cd "$(dirname "$0")"
mkdir -p secrets
# Others do not get in; the files themselves are read by the containers' own user.
chmod 700 secrets
umask 022
for name in kafka-submission kafka-eligibility kafka-programme kafka-matchmaking; do
    [ -s "secrets/$name" ] || od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"secrets/$name"
done
