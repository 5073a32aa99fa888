// The HTTP API: the routes of the contract, each with its scope, before the function.
import type { PipelineConfig } from '@credit-risk/config';
import {
  contractVersionHeader,
  requestIdHeader,
  type Route,
  routes,
  traceHeader,
} from '@credit-risk/scoring-contract';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CorsPreflightOptions,
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Authorization } from './authorization';
import { nameOf } from './names';

const methods = { GET: HttpMethod.GET, POST: HttpMethod.POST };

const corsOf = (allowOrigins: readonly string[]): { corsPreflight?: CorsPreflightOptions } =>
  allowOrigins.length === 0
    ? {}
    : {
        corsPreflight: {
          allowOrigins: [...allowOrigins],
          allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
          allowHeaders: ['authorization', 'content-type', contractVersionHeader, traceHeader],
          exposeHeaders: [requestIdHeader, traceHeader, 'retry-after'],
          maxAge: Duration.hours(1),
        },
      };

// Route templates, never paths: a path holds a client's id. Nor addresses of callers.
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    requestTime: '$context.requestTime',
    routeKey: '$context.routeKey',
    status: '$context.status',
    responseLatency: '$context.responseLatency',
    integrationLatency: '$context.integrationLatency',
    integrationStatus: '$context.integrationStatus',
    responseLength: '$context.responseLength',
  }),
);

const open = (route: Construct, reason: string): void =>
  Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });

const addRoutes = (api: HttpApi, scoring: IFunction, { authorizer, hasScopes }: Authorization): void => {
  const integration = new HttpLambdaIntegration('Scoring', scoring);
  for (const { method, path, scope } of Object.values<Route>(routes)) {
    const guarded = {
      authorizer,
      ...(hasScopes && scope !== null && { authorizationScopes: [scope] }),
    };
    const added = api.addRoutes({
      path,
      methods: [methods[method]],
      integration,
      ...(scope === null ? { authorizer: new HttpNoneAuthorizer() } : guarded),
    });
    if (scope === null)
      added.forEach((route) => open(route, 'The health and the description of the API are public.'));
  }
  const rest = new HttpRoute(api, 'Rest', { httpApi: api, routeKey: HttpRouteKey.DEFAULT, integration });
  open(
    rest,
    'The function handles requests outside the contract: 404 and 405 as problems, and nothing else.',
  );
};

const addStage = (api: HttpApi, { project, environment, api: settings }: PipelineConfig): void => {
  const accessLog = new LogGroup(api, 'AccessLog', {
    logGroupName: `/aws/vendedlogs/${nameOf({ project, environment }, 'scoring-api')}`,
    retention: settings.logRetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  new HttpStage(api, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    detailedMetricsEnabled: true,
    throttle: { rateLimit: settings.throttle.requestsPerSecond, burstLimit: settings.throttle.burst },
    accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: accessLogFormat },
  });
};

/** The HTTP API before a function. */
export const httpApi = (
  scope: Construct,
  config: PipelineConfig,
  scoring: IFunction,
  authorization: Authorization,
): HttpApi => {
  const api = new HttpApi(scope, 'Api', {
    apiName: nameOf(config, 'scoring-api'),
    description: 'Features and predictions of clients.',
    createDefaultStage: false,
    ...corsOf(config.api.corsOrigins),
  });
  addRoutes(api, scoring, authorization);
  addStage(api, config);
  return api;
};
