// A service on loopback that keeps records and does nothing else, so that what a client costs can be seen.
import { createServer, type IncomingMessage } from 'node:http';

interface Value {
  readonly FeatureName: string;
  readonly ValueAsString: string;
}
type StoredRecord = readonly Value[];

const records = new Map<string, string>();

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isStored = (value: unknown): value is StoredRecord =>
  Array.isArray(value) && value.every((part) => isRecord(part) && typeof part['FeatureName'] === 'string');

const keep = (record: unknown): void => {
  if (!isStored(record)) return;
  const id = record.find(({ FeatureName }) => FeatureName === 'id')?.ValueAsString;
  if (id !== undefined) records.set(id, JSON.stringify(record));
};

const list = (value: unknown, key: string): readonly unknown[] => {
  const found = isRecord(value) ? value[key] : undefined;
  return Array.isArray(found) ? found : [];
};

const batchRead = (body: unknown): string => {
  const found = list(body, 'Identifiers').flatMap((part) =>
    list(part, 'RecordIdentifiersValueAsString').flatMap((id) => {
      const record = records.get(String(id));
      return record === undefined
        ? []
        : [
            `{"FeatureGroupName":"g","RecordIdentifierValueAsString":${JSON.stringify(id)},"Record":${record}}`,
          ];
    }),
  );
  return `{"Records":[${found.join(',')}],"Errors":[],"UnprocessedIdentifiers":[]}`;
};

const batchWrite = (body: unknown): string => {
  for (const entry of list(body, 'Entries')) if (isRecord(entry)) keep(entry['Record']);
  return '{"Errors":[],"UnprocessedEntries":[]}';
};

const put = (body: unknown): string => {
  if (isRecord(body)) keep(body['Record']);
  return '';
};

const answerTo = (path: string, body: unknown): string => {
  if (path === '/BatchGetRecord') return batchRead(body);
  return path === '/BatchWriteRecord' ? batchWrite(body) : put(body);
};

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const parts: Uint8Array[] = [];
  for await (const part of request) if (part instanceof Uint8Array) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString('utf8') || 'null');
};

const server = createServer((request, response) => {
  void bodyOf(request).then((body) => {
    response.setHeader('content-type', 'application/json');
    response.end(answerTo(request.url ?? '', body));
  });
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (isRecord(address)) process.stdout.write(`http://127.0.0.1:${String(address['port'])}\n`);
});
process.on('SIGTERM', () => process.exit(0));
