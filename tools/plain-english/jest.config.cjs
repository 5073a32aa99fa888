module.exports = { displayName: 'plain-english', preset: '../../jest.preset.js' };
