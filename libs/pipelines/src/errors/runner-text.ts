/** A runner as people find it: `process 4711 on worker-1`. */
export const runnerText = ({
  host,
  processId,
}: {
  readonly host: string;
  readonly processId: number;
}): string => `process ${processId} on ${host}`;
