module.exports = { displayName: 'dev-issuer', preset: '../../jest.preset.js' };
