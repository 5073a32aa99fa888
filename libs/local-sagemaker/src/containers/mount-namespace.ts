// A mount namespace per container: the container's own folder is its /opt/ml, the machine's /opt stays as it is.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface OwnMounts {
  /** What the container sees as /opt/ml. */
  readonly optMl: string;
  /** What the container sees as /etc/hosts. */
  readonly hosts: string;
  /** An empty folder to hold the machine's /opt while /opt/ml is put into it. */
  readonly spare: string;
}

/** Puts a command line into a separate namespace; without one, a container finds its folder by SAGEMAKER_BASE_DIR. */
export type Isolate = (mounts: OwnMounts, command: readonly string[]) => readonly string[];

// A missing /opt/ml is not made on the machine: a file system in memory covers /opt inside the namespace, and everything
// of /opt is bound into it again.
const script = `
set -e
opt_ml=$1; hosts=$2; spare=$3; shift 3
mount --bind "$hosts" /etc/hosts
if [ ! -d /opt/ml ]; then
  mount --rbind /opt "$spare"
  mount -t tmpfs -o size=1m,mode=755 tmpfs /opt
  for entry in "$spare"/* "$spare"/.[!.]*; do
    name=\${entry##*/}
    if [ -d "$entry" ]; then mkdir "/opt/$name"; mount --rbind "$entry" "/opt/$name"; fi
    if [ -f "$entry" ]; then : > "/opt/$name"; mount --bind "$entry" "/opt/$name"; fi
  done
  mkdir /opt/ml
fi
mount --bind "$opt_ml" /opt/ml
exec "$@"
`;

const ways: readonly (readonly string[])[] = [
  ['unshare', '--mount', '--propagation', 'private', '--'],
  ['unshare', '--user', '--map-root-user', '--mount', '--propagation', 'private', '--'],
];

const isolateBy =
  (way: readonly string[]): Isolate =>
  ({ optMl, hosts, spare }, command) => [...way, 'sh', '-c', script, 'sh', optMl, hosts, spare, ...command];

// Host n is 127.0.0.n; the last byte of an address has no room for more than 254.
const addressOf = (at: number): string => `127.0.${Math.floor(at / 254)}.${(at % 254) + 1}`;

const machineHosts = (): string => {
  try {
    return readFileSync('/etc/hosts', 'utf8').trimEnd();
  } catch {
    return '127.0.0.1 localhost';
  }
};

/** A hosts file in which the names of a job's hosts resolve to loopback addresses. */
export const hostsFile = (names: readonly string[]): string =>
  [machineHosts(), ...names.map((name, at) => `${addressOf(at)} ${name}`), ''].join('\n');

const PROBE_MILLISECONDS = 5_000;

const works = (isolate: Isolate): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'mount-probe-'));
  const mounts = { optMl: join(folder, 'ml'), hosts: join(folder, 'hosts'), spare: join(folder, 'spare') };
  try {
    mkdirSync(mounts.optMl);
    mkdirSync(mounts.spare);
    writeFileSync(join(mounts.optMl, 'probe'), 'seen');
    writeFileSync(mounts.hosts, hostsFile([]));
    const [file = '', ...args] = isolate(mounts, ['cat', '/opt/ml/probe']);
    return spawnSync(file, args, { encoding: 'utf8', timeout: PROBE_MILLISECONDS }).stdout === 'seen';
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** How this machine isolates mounts, tried out once; undefined if it does not allow it. */
export const probeIsolation = (): Isolate | undefined => ways.map(isolateBy).find(works);
