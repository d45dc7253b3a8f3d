#!/bin/sh
# Makes what deploy/compose.yaml reads from deploy/secrets/, or from the folder that is named: passwords and keys, each
# in a file of its own. What is there already stays, and what a folder of an older release lacks is added. The folder is
# for its owner; the files may be read by whoever gets into it, since a container's user is another one. The keys are made by
# Node, or where there is none, in the container that builds the image.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here/secrets}
mkdir -p "$folder"
chmod 700 "$folder"
folder=$(cd "$folder" && pwd)

random() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
keep() { # name, text
  [ -s "$folder/$1" ] || { printf '%s\n' "$2" > "$folder/$1"; chmod 444 "$folder/$1"; }
}

keep postgres-password "$(random 24)"
keep postgres-database-url "postgres://postgres:$(cat "$folder/postgres-password")@postgres:5432/postgres"
keep admin-password "$(random 9)"
keep grafana-password "$(random 9)"
# generated: databases (npm run services)
databases='user catalog order payment stock delivery notify'
# end of generated
for service in $databases; do
  keep "$service-database-url" "postgres://$service:$(random 24)@postgres:5432/$service"
done

# The one key that all had in the release before: kept where it is, and nothing where it never was.
[ -e "$folder/internal-keys" ] || { : > "$folder/internal-keys"; chmod 444 "$folder/internal-keys"; }
if command -v node > /dev/null; then
  node "$here/../bin/lib/service-keys.js" "$folder"
else
  image=$(sed -n 's/^ARG BUILD_IMAGE=//p' "$here/Dockerfile")
  docker run --rm --user "$(id -u):$(id -g)" --volume "$here/../bin/lib:/lib-of-keys:ro" --volume "$folder:/secrets" \
    --network none --entrypoint node "${BUILD_IMAGE:-$image}" /lib-of-keys/service-keys.js /secrets
fi
echo "Kept in $folder. The shop's administrator signs in as admin, with the password in admin-password."
