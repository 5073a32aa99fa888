// The addresses that a group of processes listens on, read from Linux.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const listens = '0A';

const socketsOf = (pid: string): readonly string[] => {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? [];
      return inode === undefined ? [] : [inode];
    });
  } catch {
    // It has ended meanwhile.
    return [];
  }
};

const groupOf = (pid: string): number => {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? '';
    return Number(afterName.split(' ')[2]);
  } catch {
    return 0;
  }
};

const membersOf = (group: number): readonly string[] =>
  readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && groupOf(pid) === group);

/** Addresses (hex, as in /proc/net) and ports on which a process or another one of its group listens. */
export const listeningIn = (
  group: number,
): readonly { readonly address: string; readonly port: number }[] => {
  const inodes = new Set(membersOf(group).flatMap(socketsOf));
  return ['tcp', 'tcp6'].flatMap((protocol) =>
    readFileSync(`/proc/net/${protocol}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === listens && inodes.has(fields[9] ?? ''))
      .map(([, local = '']) => {
        const [address = '', port = ''] = local.split(':');
        return { address, port: parseInt(port, 16) };
      }),
  );
};
