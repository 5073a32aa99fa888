module.exports = { displayName: 'send-load', preset: '../../jest.preset.js' };
