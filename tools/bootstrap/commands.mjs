// What each npm script runs once the environments are there.
import { delimiter, join } from 'node:path';

const nxEnvironment = { NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' };

// The AWS SDK announces at every start that its releases of 2027 will need Node 22. The locked ones do not.
const quietOnNode20 = { NODE_NO_WARNINGS: '1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

// A command with a channel is a Node program that ends when this process is gone.
export const commands = (root) => {
  const fromSource = (program, first) => (args) => ({
    file: process.execPath,
    args: ['--conditions=@credit-risk/source', '--import', 'tsx', join(root, program), ...first, ...args],
    environment: quietOnNode20,
    hasChannel: true,
  });
  // Operators' commands are about the example configuration unless --config names another: the last one counts.
  const example = join(root, 'libs', 'config', 'examples', 'local.json');
  const creditRisk = (...first) => fromSource('apps/cli/src/main.ts', first);
  const nx = (first) => (args) => ({
    file: process.execPath,
    args: [join(root, 'node_modules', '.bin', 'nx'), ...first, ...args],
    environment: nxEnvironment,
  });
  return {
    // Sets up the Python environments named as well, and runs nothing.
    setup: () => undefined,
    start: fromSource('tools/start/src/main.ts', ['start']),
    cloud: fromSource('tools/start/src/main.ts', ['cloud']),
    token: fromSource('tools/start/src/main.ts', ['token']),
    down: creditRisk('down', '--config', example),
    deploy: creditRisk('deploy', '--config', example),
    'erase-client': creditRisk('erase-client'),
    bench: (args) => ({
      file: join(root, '.venv', 'bin', 'python'),
      args: ['-m', 'bench', ...args],
      environment: {
        PYTHONPATH: [join(root, 'tools', 'bench'), join(root, 'tools', 'local-run')].join(delimiter),
      },
    }),
    'release:check': fromSource('tools/release-check/src/main.ts', []),
    test: nx([
      'run-many',
      '-t',
      'test',
      'system-test',
      '--parallel=3',
      '--output-style=static',
      '--nxBail=false',
    ]),
    validate: nx([
      'affected',
      '-t',
      'build',
      'typecheck',
      'lint',
      'api-report',
      'test',
      '--output-style=static',
    ]),
  };
};
