module.exports = { displayName: 'registration-bench', preset: '../../jest.preset.js' };
