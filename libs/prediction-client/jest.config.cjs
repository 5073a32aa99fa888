module.exports = { displayName: 'prediction-client', preset: '../../jest.preset.js' };
