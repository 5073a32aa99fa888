// What the policies of a role in a template allow, held against calls.
import type { Permission } from '../src/roles/permission';
import type { Call } from './recorded-calls.fixtures';
import { resourcesOf, type Template } from './templates.fixtures';

interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const list = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).map((each) =>
    typeof each === 'string' ? each : JSON.stringify(each),
  );

/** The statements of the role that is described so. */
export const statementsOf = (template: Template, description: RegExp): readonly Statement[] =>
  resourcesOf(template, 'AWS::IAM::Role')
    .filter(({ Properties }) => description.test(String(Properties['Description'])))
    .flatMap(({ Properties }) => Object(Properties['Policies']))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .map(({ Action, Resource }) => ({ actions: list(Action), resources: list(Resource) }));

const matches = (pattern: string, resource: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(resource);

/** The calls that no statement allows. */
export const refused = (statements: readonly Statement[], calls: readonly Call[]): readonly Call[] =>
  calls.filter(
    ({ action, resource }) =>
      !statements.some(
        ({ actions, resources }) =>
          actions.includes(action) &&
          (resource === null || resources.some((pattern) => matches(pattern, resource))),
      ),
  );

const actionsOf = (entries: readonly { readonly actions: readonly string[] }[]): ReadonlySet<string> =>
  new Set(entries.flatMap(({ actions }) => actions));

/** Actions that are allowed, were not called, and have no reason. */
export const needless = (
  statements: readonly Statement[],
  permissions: readonly Permission[],
  calls: readonly Call[],
): readonly string[] => {
  const called = new Set(calls.map(({ action }) => action));
  const explained = actionsOf(permissions.filter(({ unseen }) => unseen !== undefined));
  return [...actionsOf(statements)].filter((action) => !called.has(action) && !explained.has(action));
};
