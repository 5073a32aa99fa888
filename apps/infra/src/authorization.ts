// Who may ask: as the configuration says, and an issuer that a deployment names by a parameter of the template.
import type { PipelineConfig } from '@credit-risk/config';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { CfnParameter } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** The authorizer of API Gateway, and the function's settings for it. */
export interface Authorization {
  readonly authorizer: IHttpRouteAuthorizer;
  /** Whether tokens have scopes; otherwise policies of IAM name the routes. */
  readonly hasScopes: boolean;
  readonly variables: Readonly<Record<string, string>>;
}

/** The authorization of the API. */
export const authorizationOf = (scope: Construct, { api }: PipelineConfig): Authorization => {
  if (api.authorization.kind === 'iam')
    return {
      authorizer: new HttpIamAuthorizer(),
      hasScopes: false,
      variables: { AUTHORIZATION: 'iam' },
    };
  const { issuer, audience } = api.authorization;
  const { valueAsString } = new CfnParameter(scope, 'JwtIssuer', {
    default: issuer,
    description: 'The OpenID Connect issuer whose tokens are accepted.',
  });
  return {
    authorizer: new HttpJwtAuthorizer('Tokens', valueAsString, { jwtAudience: [audience] }),
    hasScopes: true,
    variables: { AUTHORIZATION: 'jwt', JWT_ISSUER: valueAsString, JWT_AUDIENCE: audience },
  };
};
