module.exports = { displayName: 'doc-examples', preset: '../../jest.preset.js' };
