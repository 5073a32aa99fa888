module.exports = { displayName: 'feature-store', preset: '../../jest.preset.js' };
