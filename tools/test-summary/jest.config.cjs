module.exports = { displayName: 'test-summary', preset: '../../jest.preset.js' };
