module.exports = { displayName: 'local-sagemaker', preset: '../../jest.preset.js' };
