/** One variable of the environment, as docs/reference/environment.md tells of it. */
export interface Variable {
  name: string;
  values: string;
  /** Its default, as it is shown. */
  given: string;
  readers: readonly string[];
  what: string;
}

/** What is read without a schema: names that depend on the services, and what only the gateway or the pages read. */
export const UNDECLARED: readonly Variable[] = [
  {
    name: 'SAGASHOP_TRUST_PROXY',
    values: 'addresses, networks, `loopback`',
    given: '',
    readers: ['sagashop', 'gateway'],
    what:
      'the proxies whose `X-Forwarded-For` tells the address of a visitor, and whose `X-Forwarded-Proto` whether it ' +
      'was https, with commas between. Without it, behind a proxy, all visitors count as one when requests and failed ' +
      'sign-ins are counted',
  },
  {
    name: 'SAGASHOP_RATE_LIMITS',
    values: '`on`, `off`',
    given: '`on`',
    readers: ['each process'],
    what:
      '`off`: requests are not counted and limited ([limits](../limits.md)), to measure a shop from one address; ' +
      'failures are counted in any case',
  },
  {
    name: 'SAGASHOP_SERVICE_KEY',
    values: '',
    given: '',
    readers: ['each process'],
    what:
      'the private key with which a service in a process of its own signs what it asks others: `payment:KEY`; of ' +
      'several services with commas between. `sagashop keys` makes them, and `up` by itself ' +
      '([why](../decisions/0054-each-service-signs-for-itself.md))',
  },
  {
    name: 'SAGASHOP_SERVICE_KEYS',
    values: '',
    given: '',
    readers: ['each process'],
    what: 'the public keys of all services, by which each knows the others: `payment:KEY,order:KEY,…`',
  },
  {
    name: 'SAGASHOP_INTERNAL_KEYS',
    values: '',
    given: '',
    readers: ['each process'],
    what: 'one secret for all instead, `id:hex,id:hex`, as the release before had it; the next one does not take it any more',
  },
  {
    name: '…_URL',
    values: '`http://host:port`',
    given: '',
    readers: ['each process'],
    what: 'where a service answers that runs in another process: `PAYMENT_URL`, `ORDER_URL`, …; set by `up --split`',
  },
  {
    name: 'WEB_URL',
    values: '`http://host:port`',
    given: '',
    readers: ['sagashop', 'gateway'],
    what: 'where the gateway finds the pages; set by `up`',
  },
  {
    name: 'GATEWAY_URL',
    values: '`http://host:port`',
    given: '',
    readers: ['web'],
    what: 'where the pages find the gateway; set by `up`',
  },
  {
    name: 'SAGASHOP_COUNTRY',
    values: 'code of ISO 3166, as `GB`',
    given: "the currency's, where it has one",
    readers: ['web'],
    what:
      'where the shop is: in what order addresses are asked for, and what a postcode looks like; without it, in a shop ' +
      'that takes euros for instance, any way to write one will do',
  },
  {
    name: 'SAGASHOP_TZ',
    values: 'time zone, as `Europe/Berlin`',
    given: 'asked for',
    readers: ['web'],
    what: 'by whose clock pages say times; without it delivery is asked, and until it answers that is UTC',
  },
  {
    name: 'SAGASHOP_LAB_KILLS',
    values: '`1`, `0`',
    given: '`up --split`, `lab scratch`: `1`; else `0`',
    readers: ['each process'],
    what:
      '`1`: whoever has started this process starts it anew when it dies, so that an open [laboratory](../how-to/break-something.md) ' +
      'may kill it',
  },
  {
    name: 'SAGASHOP_LAB',
    values: '`1`, `0`',
    given: '`up`: `1` in a shop with demo data that only this machine reaches; else `0`',
    readers: ['sagashop', 'each process'],
    what:
      '`1`: a shop to learn from, in which customers too are shown the way to how their orders came about, and [what can go ' +
      'wrong can be made to](../how-to/break-something.md); `0`: staff alone, and nothing of the laboratory is there',
  },
  {
    name: 'SAGASHOP_SERVICE_WORKER',
    values: '`on`, `off`',
    given: '`on`',
    readers: ['web'],
    what:
      'whether pages that were seen open without a connection; `off` takes the service worker out of every browser that ' +
      'opens a page, with all that it has kept',
  },
  {
    name: 'POSTGRES_DATABASE_URL',
    values: '',
    given: '',
    readers: ['sagashop'],
    what: "the superuser's, for `sagashop databases` alone",
  },
  {
    name: '…_FILE',
    values: 'a path',
    given: '',
    readers: ['each process'],
    what:
      'a file that holds the secret, instead of the variable without `_FILE`: of `SAGASHOP_SERVICE_KEY`, ' +
      '`SAGASHOP_SERVICE_KEYS`, `SAGASHOP_INTERNAL_KEYS`, `SAGASHOP_ADMIN_PASSWORD` and each `…_DATABASE_URL`',
  },
];
