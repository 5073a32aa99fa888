module.exports = { displayName: 'pipeline-runner', preset: '../../jest.preset.js' };
