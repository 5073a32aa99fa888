module.exports = { displayName: 'pipelines', preset: '../../jest.preset.js' };
