module.exports = { displayName: 'pipeline-worlds', preset: '../../jest.preset.js' };
