module.exports = { displayName: 'boundary-lint', preset: '../../jest.preset.js' };
