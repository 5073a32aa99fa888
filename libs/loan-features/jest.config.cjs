module.exports = { displayName: 'loan-features', preset: '../../jest.preset.js' };
