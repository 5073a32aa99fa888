import { ListModelsCommand } from '@aws-sdk/client-sagemaker';
import fc from 'fast-check';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { collectAll, type FetchPage, paginate, send } from '../src/index';
import { loopback, sageMaker } from './loopback.fixtures';

const pagesOf =
  (pages: readonly (readonly number[])[], asked: (string | undefined)[] = []): FetchPage<string, number> =>
  (token) => {
    asked.push(token);
    const index = Number(token ?? 0);
    const nextToken = index + 1 < pages.length ? String(index + 1) : undefined;
    return TE.right({ items: pages[index] ?? [], nextToken });
  };

describe('a list in pages', () => {
  it('is collected whole and in order, empty pages or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.integer())), async (pages) => {
        expect(await collectAll(pagesOf(pages))()).toEqual(E.right(pages.flat()));
      }),
    );
  });

  it('is fetched only as far as it is looked at', async () => {
    const asked: (string | undefined)[] = [];
    const items = paginate(pagesOf([[1, 2], [3], [4]], asked));
    expect(await items.next()).toEqual({ done: false, value: E.right(1) });
    expect(await items.next()).toEqual({ done: false, value: E.right(2) });
    expect(asked).toEqual([undefined]);
    await items.next();
    expect(asked).toEqual([undefined, '1']);
  });

  it('ends with the first error', async () => {
    const fetchPage: FetchPage<string, number> = (token) =>
      token === undefined ? TE.right({ items: [1], nextToken: 'next' }) : TE.left('no more');
    const seen = [];
    for await (const item of paginate(fetchPage)) seen.push(item);
    expect(seen).toEqual([E.right(1), E.left('no more')]);
    expect(await collectAll(fetchPage)()).toEqual(E.left('no more'));
  });

  it('comes from the service by its own tokens', async () => {
    const server = await loopback(() =>
      server.requests.length < 2
        ? { status: 200, body: { Models: [{ ModelName: 'a' }], NextToken: 'more' } }
        : { status: 200, body: { Models: [{ ModelName: 'b' }] } },
    );
    const client = sageMaker(server.url);
    const models = collectAll((token) =>
      pipe(
        send(client, new ListModelsCommand(token === undefined ? {} : { NextToken: token })),
        TE.map(({ Models, NextToken }) => ({
          items: (Models ?? []).map(({ ModelName }) => ModelName),
          nextToken: NextToken,
        })),
      ),
    );
    expect(await models()).toEqual(E.right(['a', 'b']));
    await server.close();
  });
});
