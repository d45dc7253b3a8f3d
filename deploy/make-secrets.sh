#!/bin/sh
# Makes what deploy/compose.yaml reads from deploy/secrets/, or from the folder that is named: passwords and keys, each in a file of its own. What is
# there already stays. The folder is for its owner; the files may be read by whoever gets into it, since a
# container's user is another one.
set -eu
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
chmod 700 "$folder"

random() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
keep() { # name, text
  [ -s "$folder/$1" ] || { printf '%s\n' "$2" > "$folder/$1"; chmod 444 "$folder/$1"; }
}

keep postgres-password "$(random 24)"
keep internal-keys "k1:$(random 32)"
keep admin-password "$(random 9)"
keep grafana-password "$(random 9)"
for service in user catalog order payment stock delivery notify; do
  keep "$service-database-url" "postgres://$service:$(random 24)@postgres:5432/$service"
done
echo "Kept in $folder. The shop's administrator signs in as admin, with the password in admin-password."
