# For whoever tries the patterns out: `. docs/patterns/try.sh` while `npm start -- --split` runs in another terminal.
# It signs in as alice, and gives these commands:
#   api PATH [curl's options]          asks the shop: api /orders
#   order QUANTITY [curl's options]    orders teapots under a new key, and prints the answer; $order is the order's id
#   steps [ORDER]                      what its sagas did, a step a line
#   sql SERVICE QUERY [DATABASE]       asks a service's database, as that service
#   metric SERVICE PATTERN             lines of a service's metrics
#   pid SERVICE                        the process of a service
data=${SAGASHOP_DATA:-.data}
field() { node -p "JSON.parse(fs.readFileSync(0)).$1"; }
shop=$(field url < "$data/run.json")

sign_in() { # NAME
  password=$(awk -v name="$1" '$1 == "sign-in" && $2 == name { print $3 }' "$data/sign-ins.txt")
  token=$(curl -s "$shop/api/session" -H 'content-type: application/json' \
    -d "{\"username\": \"$1\", \"password\": \"$password\"}" | field token)
}

api() {
  path=$1
  shift
  curl -s "$shop/api$path" -H "authorization: Bearer $token" -H 'content-type: application/json' "$@"
  echo
}

order() {
  quantity=$1
  shift
  api /orders -H "idempotency-key: try-$(node -p 'crypto.randomUUID()')" \
    -d "{\"lines\": [{\"productId\": \"$teapot\", \"quantity\": $quantity}]}" "$@"
  # Orders may be away just now: that is what is tried here.
  until order=$(api '/orders?limit=1' | field 'items[0].id' 2> /dev/null); do sleep 1; done
}

steps() {
  api "/orders/${1:-$order}/saga" | field 'steps.map((s) => `${s.phase} ${s.name}: ${s.status}, attempt ${s.attempts}`).join("\n")'
}

metric() { # SERVICE PATTERN
  curl -s "localhost:$(field "processes.find((one) => one.name === '$1').port" < "$data/run.json")/metrics" | grep -E "^sagashop_$2"
}

sql() {
  node --input-type=module -e '
    import { readFileSync } from "node:fs";
    import postgres from "postgres";
    const [data, service, query, database = service] = process.argv.slice(1);
    const read = (file) => JSON.parse(readFileSync(`${data}/${file}`, "utf8"));
    const url = new URL(read("run.json").userDatabase);
    Object.assign(url, { username: service, password: read("database-passwords.json")[service], pathname: database });
    const db = postgres(url.href, { max: 1, onnotice: () => {} });
    await db.unsafe(query).then((rows) => console.table([...rows]), ({ message }) => console.log(message));
    await db.end();' "$data" "$@"
}

pid() { field "processes.find((one) => one.name === '$1').pid" < "$data/run.json"; }

sign_in alice
teapot=$(api '/products?search=teapot&limit=1' | field 'items[0].id')
