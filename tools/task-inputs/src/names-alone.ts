// References that no test reads: the code names the file, and the tests of its project do not open it.
export const namesAlone: readonly { readonly from: string; readonly to: RegExp; readonly reason: string }[] =
  [
    {
      from: 'tools/bootstrap/commands.mjs',
      to: /^(apps|tools)\//,
      reason:
        'the programs behind the npm scripts: the tests of bootstrap start none of them, end-to-end does',
    },
    {
      from: 'tools/plain-english/test/plain-english.test.ts',
      to: /^libs\/local-sagemaker\/service-model\//,
      reason: 'a path that is left out of the check',
    },
  ];
