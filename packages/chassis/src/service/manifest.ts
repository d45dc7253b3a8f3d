import type { OpenService } from './service.ts';

/** Names, by the service that they belong to. */
type NamesByService = Readonly<Record<string, readonly string[]>>;

/**
 * What others have to know of a service before it is loaded: `services/NAME/src/manifest.ts`. Hosts, the gateway, the
 * files of Compose, Helm and Prometheus, the drawing in ARCHITECTURE.md and the allowed calls are made of it.
 */
export interface ServiceManifest {
  readonly name: string;
  /** Where it stands among the others wherever they are listed. */
  readonly position: number;
  /** Loads the code that opens it; none for the gateway, which is no service of its own process only. */
  readonly open?: () => Promise<OpenService>;
  /** Whether it has a database of its own. */
  readonly database?: boolean;
  /** The calls with which it asks others. */
  readonly calls?: NamesByService;
  /** The commands that its sagas send to others: `hold` of payment is `payment.hold`. */
  readonly sends?: NamesByService;
  /** The events that it publishes: `availability_changed` of stock is `stock.availability_changed`. */
  readonly publishes?: readonly string[];
  /** The events of others that it subscribes to. */
  readonly subscribes?: NamesByService;
  /** Its calls that are answered for a purpose which several services share, by the purpose: `leaving`. */
  readonly capabilities?: NamesByService;
  /** The capabilities for which it asks every service that has them. */
  readonly asksAll?: readonly string[];
  /** The calls that the operator may make: the command line, and `init`. */
  readonly operatorCalls?: readonly string[];
  /** The public paths that it answers, and all below them: what stands behind `/api/`. */
  readonly routes?: readonly string[];
  /** Its public paths that are answered for as long as there is something to tell. */
  readonly streams?: readonly string[];
  /** Its public paths to which staff send more than 1 MB, and how many bytes at most. */
  readonly uploads?: Readonly<Record<string, number>>;
  /** ms that a public answer may take; 45 s when left out. */
  readonly patience?: number;
  /** MB of the space for young objects, of which there are three; 4 when left out. */
  readonly youngSpace?: number;
  /** Whether more than one process of it is of no use. */
  readonly single?: boolean;
}
