#!/bin/sh
# Makes what deploy/compose.yaml reads from deploy/secrets/: passwords and keys, each in a file of its own. What is
# there already stays. The folder is for its owner; the files may be read by whoever gets into it, since a
# container's user is another one.
set -eu
cd "$(dirname "$0")"
mkdir -p secrets
chmod 700 secrets

random() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
keep() { # name, text
  [ -s "secrets/$1" ] || { printf '%s\n' "$2" > "secrets/$1"; chmod 444 "secrets/$1"; }
}

keep postgres-password "$(random 24)"
keep internal-keys "k1:$(random 32)"
keep admin-password "$(random 9)"
keep grafana-password "$(random 9)"
for service in user catalog order payment stock delivery notify; do
  keep "$service-database-url" "postgres://$service:$(random 24)@postgres:5432/$service"
done
echo "Kept in $(pwd)/secrets. The shop's administrator signs in as admin, with the password in secrets/admin-password."
