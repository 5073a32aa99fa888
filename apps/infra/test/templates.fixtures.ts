// The templates of a configuration, read as values.
import type { PipelineConfig } from '@credit-risk/config';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { infraApp } from '../src/infra-app';
import { stackNames } from '../src/names';
import type { FunctionCode } from '../src/scoring-function';

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Parameters: Readonly<Record<string, { readonly Default?: string }>>;
  readonly Outputs: Readonly<Record<string, unknown>>;
}

/** An empty function: templates use only the folder of the code. */
export const emptyFunction = (folder: string): FunctionCode => {
  const code = join(folder, 'code');
  mkdirSync(code, { recursive: true });
  writeFileSync(join(code, 'index.mjs'), 'export const handler = () => undefined;\n');
  return { folder: code, version: '0.1.0' };
};

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'infra-'));

/** Both templates of a configuration, and where they are. */
export const templatesOf = (config: PipelineConfig, folder: string) => {
  infraApp(config, emptyFunction(folder), { outdir: join(folder, 'templates') }).synth();
  const { data, api } = stackNames(config);
  const file = (stack: string): string => join(folder, 'templates', `${stack}.template.json`);
  const read = (stack: string): Template => JSON.parse(readFileSync(file(stack), 'utf8'));
  return { files: [file(data), file(api)], data: read(data), api: read(api) };
};

/** The resources of a type, by their ids. */
export const resourcesOf = (template: Template, type: string): readonly Resource[] =>
  Object.values(template.Resources).filter(({ Type }) => Type === type);
