// The table of rooms in docs/architecture.md.

export interface Room {
  /** `libs/config`. */
  readonly room: string;
  /** Names of rooms, or `nothing of ours`, `any library`, `anything`. */
  readonly mayImport: readonly string[];
}

const row = /^\| `([a-z_/-]+)`\s*\|[^|]*\|\s*([^|]*?)\s*\|$/gm;

/** The rows of the table, in their order. */
export const roomsIn = (markdown: string): readonly Room[] =>
  [...markdown.matchAll(row)].map(([, room = '', names = '']) => ({ room, mayImport: names.split(', ') }));
