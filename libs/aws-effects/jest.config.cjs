module.exports = { displayName: 'aws-effects', preset: '../../jest.preset.js' };
