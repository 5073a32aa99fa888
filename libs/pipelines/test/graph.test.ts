import { graphOf, mermaidOf, trainingPipeline } from '../src';

const graph = graphOf(trainingPipeline);

describe('the graph of the training pipeline', () => {
  it('has each stage after the stages that it needs', () => {
    const seen = new Set<string>();
    for (const { name, needs } of graph.stages) {
      expect(needs.filter((need) => !seen.has(need))).toEqual([]);
      seen.add(name);
    }
  });

  it('registers features while it trains, and deploys after both', () => {
    expect(Object.fromEntries(graph.stages.map(({ name, needs }) => [name, needs]))).toEqual({
      'get-config': [],
      'feature-engineering': ['get-config'],
      'register-features': ['feature-engineering'],
      training: ['feature-engineering'],
      'create-model': ['training'],
      'create-endpoint': ['register-features', 'create-model'],
    });
  });

  it('is the same as a Mermaid flowchart', () => {
    expect(mermaidOf(graph)).toBe(
      [
        'flowchart LR',
        '  get-config["get-config"]',
        '  feature-engineering["feature-engineering"]',
        '  register-features["register-features"]',
        '  training["training"]',
        '  create-model["create-model"]',
        '  create-endpoint["create-endpoint"]',
        '  get-config --> feature-engineering',
        '  feature-engineering --> register-features',
        '  feature-engineering --> training',
        '  training --> create-model',
        '  register-features --> create-endpoint',
        '  create-model --> create-endpoint',
      ].join('\n'),
    );
  });
});
