module.exports = { displayName: 'scoring-contract', preset: '../../jest.preset.js' };
