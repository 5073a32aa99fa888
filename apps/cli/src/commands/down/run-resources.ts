// The kinds of resources that runs make: how each is listed and deleted.
import {
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListFeatureGroupsCommand,
  ListModelsCommand,
  ListTagsCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { type AwsError, collectAll, type Page, send } from '@credit-risk/aws-effects';
import type { PipelineConfig } from '@credit-risk/config';
import { namesBeginWith } from '@credit-risk/sagemaker-jobs';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';

type Call<A> = TE.TaskEither<AwsError, A>;

export interface Found {
  readonly name: string;
  readonly arn: string;
}

/** One page of all resources of a kind whose names contain a text. */
type ListPage = (client: SageMakerClient, NameContains: string, token?: string) => Call<Page<Found>>;

type Delete = (client: SageMakerClient, name: string) => Call<unknown>;

const found = (name = '', arn = ''): Found => ({ name, arn });

const page = (NameContains: string, NextToken: string | undefined) => ({
  ...(NameContains === '' ? {} : { NameContains }),
  ...(NextToken === undefined ? {} : { NextToken }),
});

const endpoints: ListPage = (client, stem, token) =>
  pipe(
    send(client, new ListEndpointsCommand(page(stem, token))),
    TE.map(({ Endpoints = [], NextToken: nextToken }) => ({
      items: Endpoints.map(({ EndpointName, EndpointArn }) => found(EndpointName, EndpointArn)),
      nextToken,
    })),
  );

const endpointConfigs: ListPage = (client, stem, token) =>
  pipe(
    send(client, new ListEndpointConfigsCommand(page(stem, token))),
    TE.map(({ EndpointConfigs = [], NextToken: nextToken }) => ({
      items: EndpointConfigs.map((one) => found(one.EndpointConfigName, one.EndpointConfigArn)),
      nextToken,
    })),
  );

const models: ListPage = (client, stem, token) =>
  pipe(
    send(client, new ListModelsCommand(page(stem, token))),
    TE.map(({ Models = [], NextToken: nextToken }) => ({
      items: Models.map(({ ModelName, ModelArn }) => found(ModelName, ModelArn)),
      nextToken,
    })),
  );

const featureGroups: ListPage = (client, stem, token) =>
  pipe(
    send(client, new ListFeatureGroupsCommand(page(stem, token))),
    TE.map(({ FeatureGroupSummaries = [], NextToken: nextToken }) => ({
      items: FeatureGroupSummaries.map((one) => found(one.FeatureGroupName, one.FeatureGroupArn)),
      nextToken,
    })),
  );

const unlessGone = <A>(call: Call<A>): Call<A | undefined> =>
  pipe(
    call,
    TE.orElse((error): Call<A | undefined> =>
      error._tag === 'NotFound' ? TE.right(undefined) : TE.left(error),
    ),
  );

const isOf = (client: SageMakerClient, config: PipelineConfig, { arn }: Found): Call<boolean> =>
  pipe(
    collectAll((token) =>
      pipe(
        unlessGone(send(client, new ListTagsCommand({ ResourceArn: arn, ...page('', token) }))),
        TE.map((response) => ({ items: response?.Tags ?? [], nextToken: response?.NextToken })),
      ),
    ),
    TE.map((tags) => {
      const has = (key: string, value: string) =>
        tags.some(({ Key, Value }) => Key === key && Value === value);
      return has('credit-risk:project', config.project) && has('credit-risk:environment', config.environment);
    }),
  );

// A name does not decide: long ones are shortened, and another project's may start alike. The tags decide.
const taggedFrom =
  (list: ListPage, stemOf: (config: PipelineConfig) => string) =>
  (client: SageMakerClient, config: PipelineConfig): Call<readonly string[]> =>
    pipe(
      collectAll((token) => list(client, stemOf(config), token)),
      TE.flatMap(
        TE.traverseSeqArray((one) =>
          pipe(
            isOf(client, config, one),
            TE.map((isOurs) => (isOurs ? [one.name] : [])),
          ),
        ),
      ),
      TE.map((names) => names.flat()),
    );

/** Names of the resources with the tags of a configuration's project and environment; an endpoint may have any name. */
export const tagged = {
  endpoints: taggedFrom(endpoints, () => ''),
  endpointConfigs: taggedFrom(endpointConfigs, namesBeginWith),
  models: taggedFrom(models, namesBeginWith),
  featureGroups: taggedFrom(featureGroups, namesBeginWith),
};

const deleteEach =
  (remove: Delete) =>
  (client: SageMakerClient, names: readonly string[]): Call<readonly string[]> =>
    pipe(
      names,
      TE.traverseSeqArray((name) =>
        pipe(
          unlessGone(
            pipe(
              remove(client, name),
              TE.map(() => name),
            ),
          ),
          TE.map((deleted) => (deleted === undefined ? [] : [deleted])),
        ),
      ),
      TE.map((deleted) => deleted.flat()),
    );

/** Deletes the resources with these names; yields the names that existed. */
export const remove = {
  endpoints: deleteEach((client, EndpointName) => send(client, new DeleteEndpointCommand({ EndpointName }))),
  endpointConfigs: deleteEach((client, EndpointConfigName) =>
    send(client, new DeleteEndpointConfigCommand({ EndpointConfigName })),
  ),
  models: deleteEach((client, ModelName) => send(client, new DeleteModelCommand({ ModelName }))),
};
