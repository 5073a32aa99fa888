module.exports = { displayName: 'io-ts-schema', preset: '../../jest.preset.js' };
