module.exports = { displayName: 'task-inputs', preset: '../../jest.preset.js' };
