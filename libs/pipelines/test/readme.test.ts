import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphOf, mermaidOf, trainingPipeline } from '../src';

// Its example needs a local cloud: tools/pipeline-worlds runs it.
describe('the README', () => {
  it('draws the pipeline as it is', () => {
    const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
    expect(readme).toContain(`\`\`\`mermaid\n${mermaidOf(graphOf(trainingPipeline))}\n\`\`\``);
  });
});
