module.exports = { displayName: 'erase-client', preset: '../../jest.preset.js' };
