module.exports = { displayName: 'sagemaker-jobs', preset: '../../jest.preset.js' };
